"""The rows of a situation that scroll: its factors, its facts, its note, what to look at again."""

from dataclasses import dataclass, field

from textual.content import Content

from hub_console.console import shapes
from hub_console.console.text import cut, line, literal, spread, under_cursor, wrapped
from hub_console.console.widgets.situation_view import Fact, SituationView

LABEL = "bold"
"""The ink of a label."""

LABEL_CELLS = 12
"""The cells that a label takes."""


@dataclass(slots=True)
class Body:
    """The rows that scroll, and the codes that stand in them."""

    rows: list[Content] = field(default_factory=list)
    codes: list[tuple[int, int, int, str]] = field(default_factory=list)


def situation_body(view: SituationView, width: int, room: int) -> Body:
    """The rows of a situation in so many cells, and where its codes stand."""
    body = Body()
    if view.redacted:
        body.rows += [
            literal(f" {view.redacted.upper()}", "bold $wrap-up"),
            *(line(" ", row) for row in wrapped(_redacted(view.undo), width - 2, 4)),
        ]
        return body
    count = len(view.factors)
    heading = line((" RISK FACTORS", LABEL), (f" ({count})", ""))
    body.rows.append(spread(heading, line((view.hint + " ", "$dim")), width))
    if not count:
        body.rows.append(literal("   none coded yet", "$dim"))
    _factors(body, view, width, room)
    rest = Body()
    facts = view.facts
    if width < 60 and len(view.factors) + len(facts) + 3 > room:
        facts = tuple(sorted((f for f in facts if f.values), key=lambda fact: not fact.strong))
    airy = len(body.rows) + 2 * len(facts) + 6 <= room
    for fact in facts:
        _fact(rest, fact, view.cursor, width)
        if airy:
            rest.rows.append(literal(""))
    if view.note:
        label = line((f" {'NOTE':<{LABEL_CELLS}}", LABEL))
        rows = wrapped(view.note, width - label.cell_length - 1, 3)
        indent = literal(" " * label.cell_length)
        rest.rows += [line(label if n == 0 else indent, row) for n, row in enumerate(rows)]
    for warning in view.warnings:
        mark = line((f" {shapes.URGENT} ", "bold $wrap-up"))
        for n, row in enumerate(wrapped(warning, width - 4, 2)):
            rest.rows.append(line(mark if n == 0 else "   ", row))
    if len(body.rows) + len(rest.rows) + 1 <= room:
        body.rows.append(literal(""))
    start = len(body.rows)
    body.rows += rest.rows
    body.codes += [(row + start, left, right, code) for row, left, right, code in rest.codes]
    return body


def _redacted(undo: str) -> str:
    return (
        "Risk factors, agencies, notes and everything else that was marked of it are redacted. "
        f"Until the meeting is closed, {undo} takes it back; after that it is gone for good."
    )


def _factors(body: Body, view: SituationView, width: int, room: int) -> None:
    """The risk factors, in two columns where one would not hold them."""
    two = width >= 84 and len(view.factors) + len(view.facts) + 4 > room
    columns, cells = (2, width // 2) if two else (1, width)
    rows = -(-len(view.factors) // columns)
    for row in range(rows):
        parts = []
        for column in range(columns):
            at = column * rows + row
            if at >= len(view.factors):
                continue
            code, title = view.factors[at]
            here = code == view.cursor
            pointer = shapes.POINTER if here else " "
            cell = spread(
                line((f" {pointer} ", "bold $accent"), (code, "$dim"), "  ", (title, "$bright")),
                literal(" "),
                cells,
            )
            parts.append(under_cursor(cell) if here else cell)
            body.codes.append((len(body.rows), column * cells, (column + 1) * cells, code))
        body.rows.append(line(*parts))


def _fact(body: Body, fact: Fact, cursor: str | None, width: int) -> None:
    """A label and its values, on as many rows as they need."""
    label = line((f" {fact.label:<{LABEL_CELLS}}", LABEL))
    if not fact.values:
        body.rows.append(line(label, ("none", "$dim")))
        return
    parts, used = [label], label.cell_length
    for number, (code, text) in enumerate(fact.values):
        last = number == len(fact.values) - 1
        gap = "" if fact.strong else ","
        here = bool(code) and code == cursor
        ink = "bold $bright" if fact.strong or here else ""
        word = line(((shapes.POINTER if here else "") + text, ink), "" if last else gap)
        word = cut(word, width - LABEL_CELLS - 2)
        if here:
            word = under_cursor(word)
        if used + word.cell_length > width - 1 and used > LABEL_CELLS + 1:
            body.rows.append(line(*parts))
            parts, used = [literal(" " * (LABEL_CELLS + 1))], LABEL_CELLS + 1
        if code:
            body.codes.append((len(body.rows), used, used + word.cell_length, code))
        space = "" if last else "   " if fact.strong else " "
        parts += [word, literal(space)]
        used += word.cell_length + len(space)
    body.rows.append(line(*parts))
