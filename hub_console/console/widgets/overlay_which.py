"""The which-key panel: one more key, in groups, those that cannot act dim with the reason."""

from textual.content import Content
from textual.geometry import Size

from hub_console.console.text import cut, fit, line, literal
from hub_console.console.views import KeyChoice, WhichKeyView
from hub_console.console.widgets.frame import Frame
from hub_console.console.widgets.key_names import shown_key
from hub_console.console.widgets.overlay_place import ROWS_BELOW
from hub_console.console.widgets.painted import Page, Spot

_LEAST = 34
_MOST = 76
_ROOMIEST = 108
_HINTS = "press a key · Esc back"


def size(view: WhichKeyView, screen: Size) -> Size:
    """The cells that the panel takes."""
    width = _width(view, min(_ROOMIEST, screen.width - 4))
    rows = len(_rows(view, width - 4, screen.height - ROWS_BELOW - 6)[0])
    return Size(width, min(rows + 4, screen.height - ROWS_BELOW - 1))


def page(view: WhichKeyView, width: int, height: int) -> Page:
    """The groups, one under the other, in two columns where one would not hold them."""
    rows, places = _rows(view, width - 4, height - 4)
    room = height - 4
    body = [line(" ", row) for row in rows[:room]]
    body += [literal("")] * (room - len(body)) + [literal(""), literal(f" {_HINTS}", "$dim")]
    frame = Frame(literal(view.title, "bold $accent"), focus=True)
    spots = tuple(
        Spot(row + 1, 2 + left, 2 + right, key) for row, left, right, key in places if row < room
    )
    return Page(frame.around(body, width, height), spots)


def _width(view: WhichKeyView, most: int) -> int:
    groups = _groups(view)
    choices = [_choice(choice).cell_length for _, _, some in groups for choice in some]
    heads = [_heading(heading, barred).cell_length for heading, barred, _ in groups]
    longest = max(choices, default=0)
    widest = max([longest + 6, literal(view.title).cell_length + 8, *(h + 6 for h in heads)])
    if len(choices) + 2 * len(groups) > 14:
        widest = max(widest, _MOST, min(_ROOMIEST, 2 * longest + 8))
    return min(most, max(_LEAST, widest))


def _groups(view: WhichKeyView) -> list[tuple[str, str, tuple[KeyChoice, ...]]]:
    """Heading, what bars the whole group, and choices; the group says it once for all of them."""
    groups = []
    for heading, choices in view.groups:
        reasons = {choice.barred for choice in choices}
        if heading and len(choices) > 1 and len(reasons) == 1:
            groups.append((heading, reasons.pop(), choices))
        else:
            groups.append((heading, "", choices))
    return groups


def _rows(
    view: WhichKeyView, width: int, room: int
) -> tuple[list[Content], list[tuple[int, int, int, str]]]:
    """The panel's rows, and where each key stands."""
    one_column = sum(len(choices) + 2 for _, choices in view.groups) - 1
    columns = 1 if one_column <= room else 2
    cells = width // columns
    rows: list[Content] = []
    places: list[tuple[int, int, int, str]] = []
    for number, (heading, barred, choices) in enumerate(_groups(view)):
        if number and columns == 1:
            rows.append(literal(""))
        if heading:
            rows.append(cut(_heading(heading, barred), width))
        high = -(-len(choices) // columns)
        for row in range(high):
            parts = []
            for column in range(columns):
                at = column * high + row
                if at < len(choices):
                    shown = _choice(choices[at], told=bool(barred))
                    parts.append(fit(cut(shown, cells - 1), cells))
                    left = column * cells
                    places.append((len(rows), left, left + cells, choices[at].key))
            rows.append(line(*parts))
    return rows, places


def _heading(heading: str, barred: str) -> Content:
    return line((heading, "bold"), (f"  {barred}" if barred else "", "$dim"))


def _choice(choice: KeyChoice, told: bool = False) -> Content:
    key = f" {shown_key(choice.key):<2}"
    if choice.barred:
        reason = "" if told else f"  {choice.barred}"
        return line((f"{key} {choice.label}{reason}", "$dim"))
    return line((key, "bold $accent"), " ", choice.label)
