"""``inspect``: what a bundle is, without taking anything of it in."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hub_console.cli.output import say, say_json
from hub_console.cli.station import at_exchange
from hub_console.meeting.values import Id

if TYPE_CHECKING:
    from hub_console.bundles.courier import Courier
    from hub_console.record import Record


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One object, for scripts.")
def inspect(file: Path, as_json: bool) -> None:
    """Say what a bundle is, and whether it can be taken in.

    Nothing changes.

    Of a bundle from a station that is not enrolled only the station's id can be told: nothing
    more is read before a signature vouches for it.
    """
    with at_exchange(read_only=True) as (record, courier, _):
        found = _found(record, courier, file)
    if as_json:
        say_json(found)
        return
    for name, value in found.items():
        if value is not None:
            say(f"{name.replace('_', ' '):<12}  {_plainly(value)}")


def _plainly(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case datetime():
            return f"{value.astimezone():%Y-%m-%d %H:%M}"
        case _:
            return str(value)


def _found(record: "Record", courier: "Courier", file: Path) -> dict[str, Any]:
    from hub_console.bundles.errors import BundleError
    from hub_console.bundles.header import sender_of
    from hub_console.bundles.importing import manifest_of, read_file, verified
    from hub_console.record.entry import moment_of

    data = read_file(file)
    found: dict[str, Any] = {
        "file": file.name,
        "size": len(data),
        "station": None,
        "station_id": sender_of(data),
        "table": None,
        "made": None,
        "program": None,
        "recipients": None,
        "taken_in": None,
        "carries": None,
        "marks": None,
        "refused": None,
    }
    try:
        bundle = verified(record, courier.identity(record), data)
        header, exchange = bundle.header, record.exchange
        found |= {
            "station": bundle.sender.name,
            "table": exchange.tables().get(Id(header.space), header.space),
            "made": moment_of(header.clock),
            "program": f"hub-console {header.program}",
            "recipients": len(header.recipients),
            "taken_in": any(each.bundle == header.bundle for each in exchange.log()),
        }
        manifest = manifest_of(courier.identity(record), bundle)
        found |= {"carries": manifest.kind.value, "marks": manifest.entries}
    except BundleError as error:
        found["refused"] = str(error)
    return found
