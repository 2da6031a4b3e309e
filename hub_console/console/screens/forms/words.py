"""Words on a screen that asks: literal, and in ASCII where nothing else may be shown."""

from textual.content import Content
from textual.reactive import var
from textual.widget import Widget

from hub_console.console.shapes import in_ascii
from hub_console.console.text import line, literal

ASCII_CLASS = "-ascii"
"""On a screen that may show ASCII alone."""


def ascii_only(widget: Widget) -> bool:
    """Whether the widget's screen may show ASCII alone."""
    return widget.screen.has_class(ASCII_CLASS)


def drawn(widget: Widget, content: Content) -> Content:
    """The content as the widget's screen may draw it."""
    if not ascii_only(widget):
        return content
    return Content(in_ascii(content.plain), list(content.spans), strip_control_codes=False)


def refusal(sentence: str) -> Content:
    """A sentence that says what is wrong and what to do."""
    return line((" ! ", "bold $over-ink on $over"), (f" {sentence}", "bold $bright"))


class Words(Widget):
    """A few lines of text.

    Args:
        text: What it says.
        ink: How a plain text is inked.
        id: For queries and styles.
        classes: For styles.
    """

    DEFAULT_CSS = "Words { width: 1fr; height: auto; }"
    ALLOW_SELECT = False

    content: var[Content] = var(Content(""))

    def __init__(
        self,
        text: Content | str = "",
        ink: str = "",
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.say(text, ink)

    def say(self, text: Content | str, ink: str = "") -> None:
        """Say something else."""
        self.content = literal(text, ink) if isinstance(text, str) else text

    def watch_content(self, before: Content, after: Content) -> None:
        """Paint what changed."""
        if not before.is_same(after):
            self.refresh(layout=True)

    def render(self) -> Content:
        """The words, as the screen may draw them."""
        return drawn(self, self.content)
