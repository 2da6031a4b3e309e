"""The pictures of the README: what each shows, and which keys lead the demo there."""

from dataclasses import dataclass
from enum import Enum
from itertools import product
from random import Random

from hub_console.demo import ROSTER
from hub_console.meeting.roster import Agency
from hub_console.meeting.values import NO_ID, AgencyTag
from hub_console.record.recovery import new_recovery_key
from hub_console.settings import Theme

SMALL, MEDIUM, LARGE = (80, 24), (120, 35), (160, 45)
PROJECTOR, FARTHEST = (64, 18), (42, 12)
EYE_CHART = "eye chart"


class Door(Enum):
    """A screen before the table."""

    SET_UP = "set-up"
    UNLOCK = "unlock"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of one screen.

    Attributes:
        name: Of its files.
        keys: What is pressed before: names of keys, and texts that are typed.
        size: Columns and rows.
        theme: Its colours.
        ascii: Whether it is drawn with ASCII alone.
        begun: Whether the meeting is under way.
        later: Seconds that went by since.
        agencies: The roster.
        door: The screen before the table that it shows instead.
        exchange: The screen of the exchange that it shows instead, at a station of an invented
            town: the demo exchanges nothing.
        wall: The view of the wall that it shows instead, or ``EYE_CHART``.
        png: Whether the README shows it, as PNG.
    """

    name: str
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = MEDIUM
    theme: Theme = Theme.DARK
    ascii: bool = False
    begun: bool = True
    later: int = 0
    agencies: tuple[Agency, ...] = ROSTER
    door: Door | None = None
    exchange: str = ""
    wall: str = ""
    png: bool = False


def sixty() -> tuple[Agency, ...]:
    """The demo's agencies, and as many more as make sixty."""
    kinds = ("Clinic", "Parish", "Tenants", "Library", "Job centre", "Youth club")
    parts = ("north", "south", "east", "west", "hill", "bay")
    names = (f"{kind} {part}" for kind, part in product(kinds, parts))
    tags = (letter + digit for letter, digit in product("BGKQUX", "123456"))
    more = (Agency(NO_ID, AgencyTag(tag), name) for tag, name in zip(tags, names, strict=True))
    return (*ROSTER, *more)


NAMES = ("B-2 Roxbury", "enter", "enter", "Dana Reyes", "enter")
AGENCIES = (*NAMES, "1", "enter")
SECRET = (*AGENCIES, "enter", "copper kettle on tuesday", "enter", "copper kettle on tuesday")
RECOVERY = new_recovery_key(Random(5).randbytes)
TYPED_BACK = (*SECRET, "enter", "enter", RECOVERY)

PICTURES = (
    Picture("console", png=True),
    Picture("picker", ("r", "mis"), png=True),
    Picture("outcome", ("o",), png=True),
    Picture("roll", ("t", "t")),
    Picture("keys", ("?",)),
    Picture("before", begun=False),
    Picture("small", size=SMALL, png=True),
    Picture(
        "large",
        ("r", "drr", "escape", "a", "ad", "escape", "i", "ho", "escape"),
        LARGE,
        agencies=sixty(),
    ),
    Picture("light", theme=Theme.LIGHT, png=True),
    Picture("contrast", theme=Theme.CONTRAST),
    Picture("traffic", theme=Theme.TRAFFIC, later=150),
    Picture("ascii", ascii=True),
    Picture("set-up-agencies", (*AGENCIES, "down", "down"), SMALL, door=Door.SET_UP, png=True),
    Picture("set-up-passphrase", SECRET, SMALL, door=Door.SET_UP),
    Picture("set-up-recovery", (*SECRET, "enter"), SMALL, door=Door.SET_UP),
    Picture("set-up-begin", (*TYPED_BACK, "enter"), SMALL, door=Door.SET_UP),
    Picture("unlock", ("copper",), SMALL, door=Door.UNLOCK),
    Picture("exchange-preview", size=SMALL, exchange="preview"),
    Picture("exchange-conflict", size=SMALL, exchange="conflict"),
    Picture("exchange-stations", size=SMALL, exchange="stations"),
    Picture("exchange-tables", size=SMALL, exchange="tables"),
    Picture("projected", ("V",)),
    Picture("wall", size=PROJECTOR, wall="situation", png=True),
    Picture(
        "wall-filter-2",
        ("n", "mtpmsmmb4", "rdrbhna", "escape"),
        PROJECTOR,
        later=30,
        wall="situation",
        png=True,
    ),
    Picture("wall-filter-4", ("y",), PROJECTOR, wall="situation"),
    Picture("wall-check-in", size=PROJECTOR, begun=False, wall="check-in", png=True),
    Picture("wall-report-backs", size=PROJECTOR, begun=False, wall="report-backs"),
    Picture("wall-timer", size=PROJECTOR, later=150, wall="timer only", png=True),
    Picture("wall-blank", ("b",), PROJECTOR, wall="situation"),
    Picture("wall-eye-chart", size=PROJECTOR, wall=EYE_CHART),
    Picture("wall-42x12", size=FARTHEST, wall="situation"),
    Picture("wall-light", size=PROJECTOR, theme=Theme.LIGHT, wall="situation"),
)


def files() -> set[str]:
    """The names of all files that belong in the folder."""
    svgs = {f"{picture.name}.svg" for picture in PICTURES}
    return svgs | {f"{picture.name}.png" for picture in PICTURES if picture.png}
