"""``wall``: what the room sees, on the projector."""

import click

from hub_console.cli.screens import must_be_on_screen
from hub_console.cli.station import our_places
from hub_console.meeting.acts.wall import VIEWS
from hub_console.settings import load_settings


@click.command()
@click.option("--view", type=click.Choice(VIEWS), help="Always this view; else the console's.")
@click.option("--eye-chart", is_flag=True, help="Letters, for the farthest seat to read.")
@click.option("--image-height", type=click.FloatRange(0.1, 20), metavar="M", help="Of the picture.")
@click.option("--farthest", type=click.FloatRange(0.5, 100), metavar="M", help="Seat, in metres.")
@click.option("--demo", is_flag=True, help="The wall of the demo.")
@click.pass_context
def wall(
    context: click.Context,
    view: str | None,
    eye_chart: bool,
    image_height: float | None,
    farthest: float | None,
    demo: bool,
) -> None:
    """Show the room what it may see, on the projector.

    The console of this laptop feeds it: it asks for no passphrase and can read nothing else.
    """
    must_be_on_screen()
    places = our_places()
    settings = load_settings(places.settings)
    from hub_console.wall.app import Room
    from hub_console.wall.opening import run_eye_chart, run_wall

    room = Room(
        image_height or settings.wall.image_height_cm / 100,
        farthest or settings.wall.farthest_cm / 100,
    )
    if eye_chart:
        context.exit(run_eye_chart(settings, room))
    context.exit(run_wall(None if demo else places, settings, room, view or ""))
