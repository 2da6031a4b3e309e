"""The schema of the file: made new, or brought up to date from an older program's."""

from sqlalchemy import Connection

from hub_console.record import schema
from hub_console.record.errors import BRING_BACK, Damaged, NewerSchema, ReadOnlyDisk
from hub_console.record.sqlite import File, set_version, version_of
from hub_console.record.statements import put

FIRST = 1


def create(connection: Connection) -> None:
    """Make every table in an empty file."""
    schema.metadata.create_all(connection, checkfirst=False)
    put(connection, schema.alembic_version, [{"version_num": f"{schema.VERSION:04}"}])
    set_version(connection, schema.VERSION)


def bring_up_to_date(file: File) -> None:
    """Migrate the file where an older program wrote it.

    Raises:
        NewerSchema: A newer program wrote it.
        Damaged: It holds no record at all.
        ReadOnlyDisk: It needs migrating and was opened to be read only.
    """
    version = version_of(file)
    if version > schema.VERSION:
        raise NewerSchema(
            f"{file.path} was written by a newer hub-console (schema {version}; this one knows"
            f" {schema.VERSION}). Install the newer program; the file is left as it is."
        )
    if version < FIRST:
        raise Damaged(f"{file.path} is no record. {BRING_BACK}")
    if version == schema.VERSION:
        return
    if file.read_only:
        raise ReadOnlyDisk(
            f"{file.path} was written by an older hub-console. Start the console once: it brings"
            " the record up to date, and nothing of it is lost."
        )
    with file.writing() as connection:
        upgrade(connection)


def upgrade(connection: Connection) -> None:
    """Run the migrations that the file lacks, within the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "hub_console.record:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    set_version(connection, schema.VERSION)
