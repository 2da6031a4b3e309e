"""A list that typing narrows, with the definition of the line under the cursor."""

from textual.content import Content
from textual.geometry import Size

from hub_console.console import shapes
from hub_console.console.text import cut, line, literal, spread, under_cursor, wrapped
from hub_console.console.views import Choice, ListView
from hub_console.console.widgets.frame import Frame, hidden, scrolled
from hub_console.console.widgets.key_names import shown_key
from hub_console.console.widgets.overlay_place import ROWS_BELOW, room_below_timer
from hub_console.console.widgets.painted import Page, Spot

_DIGITS = 9
_CODE_CELLS = 9
_ABOUT_ROWS = 2


def size(view: ListView, screen: Size) -> Size:
    """The cells that a list takes: as many however many lines match, so that it stays put."""
    if view.wide:
        return Size(min(screen.width - 2, 120), max(8, screen.height - 2 - ROWS_BELOW))
    around = 2 + 2 + _ABOUT_ROWS + (1 if view.total > _DIGITS else 0) + (1 if view.hints else 0)
    rows = min(max(view.total, 3), _DIGITS if screen.height < 40 else 14)
    room = room_below_timer(screen)
    return Size(min(screen.width - 4, 76), min(rows + around, room))


def page(view: ListView, width: int, height: int) -> Page:
    """The query, the lines, what was picked, the definition, the keys."""
    inside, room = width - 4, height - 2
    foot = _foot(view, inside, room)
    shown = max(1, room - 1 - len(foot))
    top = scrolled(len(view.choices), shown, 0, view.cursor)
    cells = max((_cells(c.code) for c in view.choices), default=0)
    cells = cells if cells <= _CODE_CELLS else 0
    rows: list[Content] = [
        line(("> ", "bold $accent"), (view.query, "bold $bright"), ("_", "bold $accent"))
    ]
    lines = view.choices[top : top + shown]
    for number, choice in enumerate(lines, top):
        digit = str(number + 1) if view.digits and number < _DIGITS else " "
        rows.append(_line(choice, digit, view.cursor == number, cells, inside))
    if not lines:
        rows.append(literal("  nothing matches", "$dim"))
    rows += [literal("")] * (1 + shown - len(rows)) + foot
    found, total = len(view.choices), view.total
    count = f"{found} of {total}" if found != total else f"{total}"
    frame = Frame(
        literal(view.title, "bold $accent"),
        literal(count),
        more=hidden(len(view.choices), shown, top),
        focus=True,
    )
    spots = tuple(Spot(n, 1, width - 1, str(top + n - 2)) for n in range(2, 2 + len(lines)))
    return Page(frame.around([line(" ", row) for row in rows], width, height), spots)


def _line(choice: Choice, digit: str, here: bool, cells: int, width: int) -> Content:
    pointer = (shapes.POINTER if here else " ", "bold $accent")
    tick = (f"{shapes.DONE if choice.picked else ' '} ", "bold $accent")
    code = (f"{choice.code:<{cells}}  ", "bold" if here else "$dim") if cells else ""
    title = (choice.title, "bold $bright" if here else "$bright" if choice.picked else "")
    right = literal(f" {shown_key(choice.hint)}" if choice.hint else "", "$dim")
    whole = spread(line(pointer, (f"{digit} ", "$dim"), tick, code, title), line(right, " "), width)
    return under_cursor(whole) if here else whole


def _foot(view: ListView, width: int, room: int) -> list[Content]:
    """What was picked, the definition, and the keys; less of it in a low panel."""
    rows: list[Content] = []
    if view.picked:
        count = (f"picked {len(view.picked)}  ", "$dim")
        rows.append(cut(line(count, (" ".join(view.picked), "bold $bright")), width))
    about = wrapped(view.about, width, _ABOUT_ROWS if room > 12 else 1)
    if view.about:
        rows += [*about, *[literal("")] * (_ABOUT_ROWS - len(about) if room > 12 else 0)]
    if view.hints:
        rows.append(cut(literal(view.hints, "$dim"), width))
    return [literal(""), *rows] if room > 12 else rows


def _cells(code: str) -> int:
    return literal(code).cell_length
