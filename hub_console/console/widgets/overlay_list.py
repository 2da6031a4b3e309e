"""A list that typing narrows, with the definition of the line under the cursor."""

from textual.content import Content
from textual.geometry import Size

from hub_console.console import shapes
from hub_console.console.commands import shown_key
from hub_console.console.text import cut, line, literal, spread, under_cursor, wrapped
from hub_console.console.views import Choice, ListView
from hub_console.console.widgets.frame import Frame, hidden, scrolled
from hub_console.console.widgets.key_names import hints_within
from hub_console.console.widgets.overlay_place import above_keys, below_panels, below_timer
from hub_console.console.widgets.painted import Page, Spot

_DIGITS = 9
_CELLS, _WIDE = 72, 100
_CODE_CELLS = 9
_ABOUT_ROWS = 2


def cells(view: ListView) -> int:
    """The cells that a list wants, however many lines match, so that it stays put."""
    return _WIDE if view.wide else _CELLS


def rows(view: ListView, screen: Size) -> int:
    """The rows that a list takes, however many lines match."""
    if view.wide:
        return max(8, above_keys(screen) - 2)
    around = 2 + 2 + _ABOUT_ROWS + (1 if view.total > _DIGITS else 0) + (1 if view.hints else 0)
    lines = min(max(view.total, 3), _DIGITS if screen.height < 40 else 14)
    end = above_keys(screen) if screen.height < 30 else below_panels(screen)
    return min(lines + around, end - below_timer(screen))


def page(view: ListView, width: int, height: int) -> Page:
    """The query, the lines, what was picked, the definition, the keys."""
    inside, room = width - 4, height - 2
    foot = _foot(view, inside, room)
    shown = max(1, room - 1 - len(foot))
    top = scrolled(len(view.choices), shown, 0, view.cursor)
    widest = max((_cells(shown_key(c.code)) for c in view.choices), default=0)
    code_cells = widest if widest <= _CODE_CELLS else 0
    label_cells = max((_cells(c.label) for c in view.choices), default=0)
    body: list[Content] = [
        line(("> ", "bold $accent"), (view.query, "bold $bright"), ("_", "bold $accent"))
    ]
    lines = view.choices[top : top + shown]
    for number, choice in enumerate(lines, top):
        digit = f"{number + 1 if number < _DIGITS else ' '} " if view.digits else ""
        body.append(_line(choice, digit, view.cursor == number, (code_cells, label_cells), inside))
    if not lines:
        body.append(literal("  nothing matches", "$dim"))
    body += [literal("")] * (1 + shown - len(body)) + foot
    found, total = len(view.choices), view.total
    count = f"{found} of {total}" if found != total else f"{total}"
    frame = Frame(
        literal(view.title, "bold $accent"),
        literal(count),
        more=hidden(len(view.choices), shown, top),
        focus=True,
    )
    spots = tuple(Spot(n, 1, width - 1, str(top + n - 2)) for n in range(2, 2 + len(lines)))
    return Page(frame.around([line(" ", row) for row in body], width, height), spots)


def _line(choice: Choice, digit: str, here: bool, cells: tuple[int, int], width: int) -> Content:
    code_cells, label_cells = cells
    pointer = (shapes.POINTER if here else " ", "bold $accent")
    tick = (f"{shapes.DONE if choice.picked else ' '} " if digit else "", "bold $accent")
    code_ink = "bold" if here else "$dim"
    code = (f"{shown_key(choice.code):<{code_cells}}  ", code_ink) if code_cells else ""
    label = (f"{choice.label:<{label_cells}}  ", "bold") if label_cells else ""
    title = (choice.title, "bold $bright" if here else "$bright" if choice.picked else "")
    right = literal(f" {shown_key(choice.hint)}" if choice.hint else "", "$dim")
    whole = spread(
        line(pointer, (digit, "$dim"), tick, code, label, title), line(right, " "), width
    )
    return under_cursor(whole) if here else whole


def _foot(view: ListView, width: int, room: int) -> list[Content]:
    """What was picked, the definition, and the keys.

    A low panel has one row for the definition, and another where few lines match.
    """
    rows: list[Content] = []
    roomy, left = room > 12, room - 1 - len(view.choices) - bool(view.picked) - bool(view.hints)
    if view.picked:
        count = (f"picked {len(view.picked)}  ", "$dim")
        rows.append(cut(line(count, (" ".join(view.picked), "bold $bright")), width))
    if told := _about(view):
        about = wrapped(told, width, _ABOUT_ROWS if roomy or left >= _ABOUT_ROWS else 1)
        rows += [*about, *[literal("")] * (_ABOUT_ROWS - len(about) if roomy else 0)]
    if view.hints:
        rows.append(hints_within(view.hints, width))
    return [literal(""), *rows] if room > 14 else rows


def _about(view: ListView) -> str:
    """The definition; nothing where it is but the line once more."""
    here = view.choices[view.cursor].title if view.cursor < len(view.choices) else ""
    return view.about if view.about.rstrip(".") != here.rstrip(".") else ""


def _cells(code: str) -> int:
    return literal(code).cell_length
