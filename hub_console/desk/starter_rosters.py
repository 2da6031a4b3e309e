"""Rosters that a new table can begin with."""

from dataclasses import dataclass
from functools import cache

from hub_console.meeting.roster import Agency
from hub_console.meeting.values import NO_ID, AgencyTag


@dataclass(frozen=True, slots=True)
class StarterRoster:
    """A roster to begin with.

    Attributes:
        key: Names it.
        title: In the list.
        about: Whom it is for.
        agencies: In the order of the roster; their ids are made with the table.
    """

    key: str
    title: str
    about: str
    agencies: tuple[Agency, ...]


@cache
def starter_rosters() -> tuple[StarterRoster, ...]:
    """The rosters that come with the program, the fullest first."""
    import tomllib
    from importlib.resources import files

    text = (files(__package__) / "starter_rosters.toml").read_text(encoding="utf-8")
    return tuple(
        StarterRoster(
            written["key"],
            written["title"],
            written["about"],
            tuple(
                Agency(NO_ID, AgencyTag(tag), name, sector)
                for tag, name, sector in written["agencies"]
            ),
        )
        for written in tomllib.loads(text)["roster"]
    )
