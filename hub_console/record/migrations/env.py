"""Runs the migrations in the transaction of the connection that is handed in."""

from alembic import context

from hub_console.record.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
