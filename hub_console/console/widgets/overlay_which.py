"""The which-key panel: one more key, in groups, those that cannot act dim with the reason."""

from textual.content import Content
from textual.geometry import Size

from hub_console.console.commands import shown_key
from hub_console.console.text import cut, fit, line, literal
from hub_console.console.views import KeyChoice, WhichKeyView
from hub_console.console.widgets.frame import Frame
from hub_console.console.widgets.overlay_place import above_keys
from hub_console.console.widgets.painted import Page, Spot

_TWO_COLUMNS = 72
_HINTS = "press a key · Esc back"


def cells(view: WhichKeyView) -> int:
    """The cells that the panel wants."""
    groups = _groups(view)
    choices = [_choice(c, told=bool(b)).cell_length for _, b, some in groups for c in some]
    heads = [_heading(heading, barred).cell_length for heading, barred, _ in groups]
    widest = max([*choices, literal(view.title).cell_length + 2, *heads], default=0) + 6
    return max(widest, _TWO_COLUMNS) if len(choices) + 2 * len(groups) > 14 else widest


def rows(view: WhichKeyView, width: int, screen: Size) -> int:
    """The rows that the panel takes."""
    room = above_keys(screen) - 2
    return min(len(_rows(view, width - 4, room - 4)[0]) + 4, room)


def page(view: WhichKeyView, width: int, height: int) -> Page:
    """The groups, one under the other, in two columns where one would not hold them.

    The row of air above the hints is given up for choices; if that is not enough, it is said.
    """
    shown, places = _rows(view, width - 4, height - 4)
    room = height - 3
    body = [line(" ", row) for row in shown[:room]]
    unseen = sum(row >= room for row, *_ in places)
    more = f" · {unseen} more in a larger window" if unseen else ""
    body += [literal("")] * (room - len(body)) + [literal(f" {_HINTS}{more}", "$dim")]
    frame = Frame(literal(view.title, "bold $accent"), focus=True)
    spots = tuple(
        Spot(row + 1, 2 + left, 2 + right, key) for row, left, right, key in places if row < room
    )
    return Page(frame.around(body, width, height), spots)


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
    rows: list[Content] = []
    places: list[tuple[int, int, int, str]] = []
    for number, (heading, barred, choices) in enumerate(_groups(view)):
        if number and one_column <= room:
            rows.append(literal(""))
        if heading:
            rows.append(cut(_heading(heading, barred), width))
        shown = [_choice(choice, told=bool(barred)) for choice in choices]
        cells = (width,) if one_column <= room else _columns(shown, width)
        high = -(-len(choices) // len(cells))
        for row in range(high):
            parts, left = [], 0
            for column, wide in enumerate(cells):
                at = column * high + row
                if at < len(choices):
                    parts.append(fit(cut(shown[at], wide - 1), wide))
                    places.append((len(rows), left, left + wide, choices[at].key))
                left += wide
            rows.append(line(*parts))
    return rows, places


def _columns(choices: list[Content], width: int) -> tuple[int, ...]:
    """The cells of a group's columns: two that are alike, two as wide as their texts, or one."""
    high = -(-len(choices) // 2)
    first = 2 + max((choice.cell_length for choice in choices[:high]), default=0)
    second = 1 + max((choice.cell_length for choice in choices[high:]), default=0)
    if max(first, second) <= width // 2:
        return (width // 2, width - width // 2)
    return (width - second, second) if first + second <= width else (width,)


def _heading(heading: str, barred: str) -> Content:
    return line((heading, "bold"), (f"  {barred}" if barred else "", "$dim"))


def _choice(choice: KeyChoice, told: bool = False) -> Content:
    key = f" {shown_key(choice.key):<2}"
    if choice.barred:
        reason = "" if told else f"  {choice.barred}"
        return line((f"{key} {choice.label}{reason}", "$dim"))
    return line((key, "bold $accent"), " ", choice.label)
