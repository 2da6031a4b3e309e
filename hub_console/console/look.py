"""How a console was asked to look and behave."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hub_console.places import Places
from hub_console.settings import Settings


def _keep_nothing(_name: str, _value: object) -> None:
    """A setting that lasts as long as the console."""


@dataclass(frozen=True, slots=True)
class Look:
    """How this console was asked to look and behave.

    Attributes:
        settings: From settings.toml.
        demo: Whether the table is invented.
        tour: Whether it plays itself.
        pictures: Where pictures of the demo are saved.
        keep: Keeps a setting that was changed on screen.
        places: The station's files; None in the demo, which exchanges nothing.
    """

    settings: Settings
    demo: bool = False
    tour: bool = False
    pictures: Path = Path()
    keep: Callable[[str, object], None] = _keep_nothing
    places: Places | None = None
