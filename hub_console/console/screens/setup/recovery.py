"""The pages of the recovery key: it is shown to be written down, and then typed back."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from hub_console.console.screens.forms.field import Field
from hub_console.console.screens.forms.hints import Hint
from hub_console.console.screens.forms.words import Words, ascii_only
from hub_console.console.screens.setup.checks import recovery_fault
from hub_console.console.screens.setup.page import BACK, GO_ON, LEAVE, FormPage, Page
from hub_console.console.shapes import DONE, STOPPED, WAITING
from hub_console.console.text import line
from hub_console.record.recovery import GROUPS, groups_of, sound_groups

_GROUPS_A_ROW = 4
_GROUP_CELLS = 18


class RecoveryPage(Page, can_focus=True):
    """Shows the recovery key to who writes it on paper.

    Args:
        key: The recovery key.
    """

    DEFAULT_CSS = """
    RecoveryPage > Words { padding: 0 2; margin-bottom: 1; }
    RecoveryPage > .recovery--key { border: heavy $accent; padding: 1 0 1 5; }
    RecoveryPage > .recovery--key.-ascii { border: ascii $accent; }
    """
    ASKS: ClassVar[str] = "Write this recovery key on paper. You type it back next."
    HINTS = (GO_ON, BACK, LEAVE)
    BINDINGS: ClassVar[list[BindingType]] = [
        ("enter,down,tab", "on", "On"),
        ("up,shift+tab", "back", "Back"),
    ]

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = Words(_large(groups_of(key)), classes="recovery--key")

    def compose(self) -> ComposeResult:
        """The key, and what it is for."""
        yield from super().compose()
        yield self._key
        yield Words(
            line(
                ("It opens the table if every passphrase is forgotten. ", "bold $wrap-up"),
                "Keep the paper in the safe, never with this laptop, and take no picture of it.",
            )
        )
        yield Words(
            "0 is a zero and 1 a one: there is no O, I, L or U in it. If the paper is ever lost, "
            "hub-console keys recovery makes another key.",
            "$dim",
        )

    def on_mount(self) -> None:
        """Take a frame that the screen may show."""
        self._key.set_class(ascii_only(self), "-ascii")

    def enter(self, *, at_end: bool = False) -> None:
        """Take the focus."""
        self.focus()


class TypedBackPage(FormPage):
    """Asks for the recovery key as it stands on the paper.

    Args:
        key: The recovery key.
        typed: What was typed before.
    """

    ASKS: ClassVar[str] = "Type the recovery key from your paper, so that no slip of the pen stays"
    HINTS = (GO_ON, Hint("Esc", "see the key again", "back"), LEAVE)

    def __init__(self, key: str, typed: str) -> None:
        super().__init__()
        self.typed = Field(
            "Recovery key",
            f"{GROUPS} groups",
            "Small letters do; spaces and dashes do not matter.",
            check=partial(recovery_fault, key=key),
            remark=_progress,
            value=typed,
            secret=True,
        )
        self.typed.entry.password = False
        self.typed.entry.select_on_focus = False

    def compose(self) -> ComposeResult:
        """The one question."""
        yield from super().compose()
        yield self.typed


def _large(groups: Sequence[str]) -> Content:
    """The groups with room between their letters, each below its number."""
    shown = []
    for start in range(0, len(groups), _GROUPS_A_ROW):
        row = list(enumerate(groups, 1))[start : start + _GROUPS_A_ROW]
        shown.append(line(*((f"{number:<{_GROUP_CELLS}}", "$dim") for number, _ in row)))
        letters = (f"{' '.join(group):<{_GROUP_CELLS}}" for _, group in row)
        shown.append(line(*((group, "bold $bright") for group in letters)))
        shown.append(line(""))
    return Content("\n").join(shown[:-1])


def _progress(typed: str) -> str:
    """Which groups are finished, and which of them are mistyped."""
    judged = [DONE if sound else STOPPED for sound in sound_groups(typed)]
    shapes = [*judged, *[WAITING] * (GROUPS - len(judged))]
    return "Groups: " + "  ".join(f"{number} {shape}" for number, shape in enumerate(shapes, 1))
