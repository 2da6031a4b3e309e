"""One question: a line to type in, and a line below that helps or refuses."""

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalGroup

from hub_console.console.screens.forms.entry import Entry
from hub_console.console.screens.forms.words import Words, refusal
from hub_console.console.text import harmless

Check = Callable[[str], str]
"""What is wrong with an answer, as a sentence that says what to do; empty when nothing is."""


class Field(VerticalGroup):
    """A question with its answer.

    Args:
        title: What is asked for.
        example: Shown while nothing is typed.
        help: One short line.
        check: Says what is wrong with an answer.
        value: The answer to begin with.
        secret: Whether the answer shows as dots.
        remark: What the line below says of an answer while it is typed, instead of the help.
        eager: From so many characters on it is refused while it is typed; 0: never.
        capitals: Whether small letters are taken as capitals.
        id: For queries.
    """

    DEFAULT_CSS = """
    Field { margin-bottom: 1; }
    Field > Words { padding: 0 2; min-height: 1; }
    """

    def __init__(
        self,
        title: str,
        example: str = "",
        help: str = "",
        *,
        check: Check,
        value: str = "",
        secret: bool = False,
        remark: Check | None = None,
        eager: int = 0,
        capitals: bool = False,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.entry = Entry(title, example, value=value, secret=secret, capitals=capitals)
        self._secret = secret
        self._help = help
        self._check = check
        self._remark = remark
        self._eager = eager
        self._words = Words(help, "$dim")

    def compose(self) -> ComposeResult:
        """The line to type in, and the line below."""
        yield self.entry
        yield self._words

    @property
    def answer(self) -> str:
        """What was typed: a secret as it is, anything else as one trimmed line."""
        value = self.entry.value
        return value if self._secret else harmless(value).strip()

    @property
    def fault(self) -> str:
        """What is wrong with the answer; empty when nothing is."""
        return self._check(self.answer)

    @property
    def refusing(self) -> bool:
        """Whether the line below refuses the answer."""
        return self.entry.has_class("-refused")

    def judge(self) -> bool:
        """Say beside the field what is wrong, if anything is.

        Returns:
            Whether the answer is sound.
        """
        if fault := self.fault:
            self.refuse(fault)
            return False
        self.accept()
        return True

    def refuse(self, sentence: str) -> None:
        """Say what to do about the answer."""
        self.entry.add_class("-refused")
        self._words.say(refusal(sentence))

    def accept(self) -> None:
        """Say what helps, or what there is to remark on the answer."""
        answer = self.answer
        self.say(self._remark(answer) if self._remark and answer else self._help)

    def say(self, sentence: str) -> None:
        """Say something below that refuses nothing."""
        self.entry.remove_class("-refused")
        self._words.say(sentence, "$dim")

    @on(Entry.Changed)
    def _typed(self) -> None:
        """A refusal stands until the answer is sound; an eager field refuses at once."""
        eager = self._eager and len(self.answer) >= self._eager
        if not (self.refusing or eager) or self.judge():
            self.accept()
