from dataclasses import replace

import pytest
from rich.cells import cell_len

from hub_console.console.text import cut, fit, literal, wrapped
from hub_console.console.views import (
    Choice,
    EventLine,
    KeyChoice,
    LineView,
    ListView,
    ModeView,
    Panel,
    Said,
    Scene,
    TagsView,
    Tone,
    WhichKeyView,
)
from hub_console.meeting.acts import discussion, planning
from hub_console.meeting.acts.planning import Draft
from hub_console.meeting.agenda import ItemKind
from tests.console import scenes
from tests.console.stage import Seen, all_seen
from tests.measured import first_measured

HOSTILE = (
    "[/foo]",
    "[@click=app.quit]x[/]",
    "[red]red[/red]",
    "$ink [b",
    "a\x1b[31mred\x1b]0;title\x07",
    "a\tb\nc\rd\x00e\x7ff\x9bg",
    "abc\u202egnp.exe\u2066x\u2069",
    "e\u0301\u0302\u0303\u0304\u0305\u0306 z\u200da\u200bl\u00adg\ufeffo",
    "\ud800 lone",
    "日本語の名前 中文 한국어",
    "👩‍👩‍👧‍👦 🏳️‍🌈 ✔️",
    "x" * 10_000,
    "",
)


def modes(text: str) -> list[ModeView]:
    choice = Choice(text[:300], text, True, text)
    return [
        ListView(text, text, (choice, choice), 0, 2, (text,), text, text),
        ListView(text, text, (choice,), 0, 2, (text,), text, text, wide=True),
        TagsView(text, text, frozenset({"SD"}), text),
        WhichKeyView(text, ((text, (KeyChoice("a", text), KeyChoice("b", text, text))),)),
        LineView(text, text, min(3, len(text)), 280, text),
    ]


def hostile_scenes(text: str) -> list[Scene]:
    room = scenes.in_the_midst()
    table = room.do(discussion.write_note, text[:200]).table
    agencies = [replace(a, name=text) for a in table.roster]
    situation = table.live_situation
    assert situation is not None
    marked = replace(
        situation,
        number=text,
        language=text,
        type=text,
        risk_factors={text: 1, **situation.risk_factors},
        flags={text: 1},
        affected={text: 1},
        services={text: text},
        consent=text,
        systemic_issue=text,
    )
    table = replace(table, home=replace(table.home, name=text))
    room.table = table.with_records(*agencies).with_records(marked)
    room.do(planning.add_item, Draft(ItemKind.STANDING, title=text))
    shown = scenes.scene(
        room,
        events=(EventLine(room.now, text), EventLine(room.now, text, pending=True)),
        said=Said(text, Tone.TROUBLE),
        trouble=text,
        role=text,
    )
    standing = scenes.opening()
    first = standing.table.agenda[0]
    standing.table = standing.table.with_records(replace(first, title=text))
    return [
        shown,
        replace(shown, panel=Panel.AGENDA, cursor=room.table.agenda[-1].id, ascii=True),
        replace(shown, table=standing.table),
        *(replace(shown, mode=mode) for mode in modes(text)),
    ]


def is_whole(picture: Seen, size: tuple[int, int]) -> bool:
    """Whether every row has its cells, and nothing in it acts on the terminal."""
    width, height = size
    rows = ["".join(text for text, _ in row) for row in picture.runs]
    shown = all(c.isprintable() for row in rows for c in row)
    return shown and len(rows) == height and all(cell_len(row) == width for row in rows)


@pytest.mark.parametrize("size", [(80, 24), (120, 35)], ids=["80x24", "120x35"])
@pytest.mark.parametrize("text", first_measured(HOSTILE), ids=range(len(HOSTILE)))
def test_hostile_text_is_shown_literally_by_every_widget(text: str, size: tuple[int, int]) -> None:
    for picture in all_seen(hostile_scenes(text), size):
        assert is_whole(picture, size)
        assert not any(style.meta or style.link for row in picture.runs for _, style in row)


def test_markup_is_text() -> None:
    picture = all_seen([scenes.scene(said=Said("[@click=app.quit]x[/]"))], (120, 35))[0]

    assert "[@click=app.quit]x[/]" in picture.text


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_line_keeps_within_its_cells(text: str) -> None:
    for width in range(12):
        assert fit(literal(text), width).cell_length == width
        assert cut(literal(text), width).cell_length <= width
        assert all(row.cell_length <= width for row in wrapped(text, width, 3))


def test_what_is_cut_says_so() -> None:
    assert cut(literal("Housing authority"), 8).plain == "Housing…"
    assert [row.plain.strip() for row in wrapped("one two three four five", 9, 2)] == [
        "one two",
        "three fo…",
    ]
