"""What the wall shows: set here, painted by the wall."""

from hub_console.meeting.table import Table
from hub_console.meeting.values import Moment, Refused, with_fields

VIEWS = ("check-in", "report-backs", "situation", "timer only")
DETAILS = ("full", "category", "count")


def blank_wall(table: Table, _: Moment) -> Table:
    """Blank the wall; pressing again keeps it blank."""
    return _on_wall(table, wall_blank=True)


def show_wall(table: Table, _: Moment) -> Table:
    """Show the wall again; nothing else does."""
    return _on_wall(table, wall_blank=False)


def next_view(table: Table, _: Moment) -> Table:
    """The next view on the wall."""
    meeting = table.meeting
    return _on_wall(table, wall_view=_after(VIEWS, meeting.wall_view if meeting else ""))


def next_detail(table: Table, _: Moment) -> Table:
    """Factors on the wall in full, by category, or only counted."""
    meeting = table.meeting
    return _on_wall(table, wall_detail=_after(DETAILS, meeting.wall_detail if meeting else ""))


def _after(choices: tuple[str, ...], current: str) -> str:
    place = choices.index(current) if current in choices else -1
    return choices[(place + 1) % len(choices)]


def _on_wall(table: Table, **shown: bool | str) -> Table:
    if table.meeting is None:
        raise Refused("No meeting is planned yet, so the wall has nothing to show.")
    if table.amending:
        raise Refused("The wall stays blank while a closed meeting is amended.")
    return table.with_records(with_fields(table.meeting, shown))
