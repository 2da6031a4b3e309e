from pathlib import Path
from random import Random

import pytest
from textual.pilot import Pilot

from hub_console.console.screens.setup import SetUpScreen
from hub_console.console.themes import NAMES
from hub_console.desk.starter_rosters import starter_rosters
from hub_console.desk.station import Setup
from hub_console.meeting.roster import Agency
from hub_console.meeting.values import NO_ID, AgencyTag
from hub_console.places import Places
from hub_console.record.recovery import groups_of, new_recovery_key
from tests.console.picture import text_of
from tests.console.screens.stages import (
    HOSTILE,
    PLACES,
    Stand,
    cut_off,
    entry_with_focus,
    list_with_focus,
    press,
    spell,
    write,
)

SMALLEST = (80, 24)
SMALL = tuple(agency.tag for agency in starter_rosters()[1].agencies)
PHRASE = "copper kettle on tuesday"


RECOVERY = new_recovery_key(Random(5).randbytes)


def a_set_up(**given: object) -> Stand:
    return Stand(SetUpScreen(PLACES, RECOVERY, **given))  # type: ignore[arg-type]


def shown_groups(app: Stand) -> bool:
    """Whether every group of the recovery key can be read on the screen."""
    return all(" ".join(group) in text_of(app) for group in groups_of(RECOVERY))


async def to_starters(pilot: Pilot[None]) -> None:
    await write(pilot, "B-2 Roxbury", "enter", "enter")
    await write(pilot, "Dana Reyes", "enter")


async def to_agencies(pilot: Pilot[None], digit: str = "1") -> None:
    await to_starters(pilot)
    await press(pilot, digit, "enter")


async def to_passphrase(pilot: Pilot[None]) -> None:
    await to_agencies(pilot)
    await press(pilot, "enter")


async def to_recovery(pilot: Pilot[None]) -> None:
    await to_passphrase(pilot)
    await write(pilot, PHRASE, "enter")
    await write(pilot, PHRASE, "enter")


async def to_typing_back(pilot: Pilot[None]) -> None:
    await to_recovery(pilot)
    await press(pilot, "enter")


async def test_a_whole_set_up_by_keyboard() -> None:
    app = a_set_up()
    async with app.run_test(size=SMALLEST) as pilot:
        await to_agencies(pilot, "2")
        await press(pilot, "a")
        await spell(pilot, "ho2", "backspace", "backspace", "backspace")
        await spell(pilot, "hp", "enter")
        await spell(pilot, "Hospital", "enter")
        await spell(pilot, "acute", "enter")
        await press(pilot, "enter")
        await spell(pilot, PHRASE, "enter")
        await spell(pilot, PHRASE, "enter")
        assert shown_groups(app)
        await press(pilot, "enter")
        await spell(pilot, RECOVERY.lower().replace("-", " "), "enter")
        assert "/data/hub" in text_of(app)
        assert "it is lost for good" in text_of(app)
        await press(pilot, "enter")

    small = starter_rosters()[1].agencies
    hospital = Agency(NO_ID, AgencyTag("HP"), "Hospital", "hospital")
    assert app.answer == Setup(
        "B-2 Roxbury", "B-2 laptop", "Dana Reyes", PHRASE, RECOVERY, (*small, hospital)
    )


async def test_going_back_and_forth_loses_nothing() -> None:
    app = a_set_up()
    async with app.run_test(size=SMALLEST) as pilot:
        await to_agencies(pilot)
        await press(pilot, "down", "d", "enter")
        await write(pilot, PHRASE, "enter")
        await write(pilot, PHRASE, "enter", "enter")
        await write(pilot, RECOVERY, "enter")
        await press(pilot, "up", "up", "up", "shift+tab", "up", "escape", "escape")
        assert entry_with_focus(app).value == "B-2 Roxbury"
        await press(pilot, "down", "tab", "up", "up", "escape")
        assert not isinstance(app.answer, Setup)
        await press(pilot, "enter", "enter", "enter")
        await press(pilot, "2", "enter", "d", "escape", "1", "enter")
        assert list_with_focus(app).option_count == 23
        await press(pilot, "escape", "2", "enter")
        assert list_with_focus(app).option_count == 7
        await press(pilot, *["enter"] * 6)

    assert (app.answer.table, app.answer.person) == ("B-2 Roxbury", "Dana Reyes")
    assert (app.answer.passphrase, app.answer.recovery) == (PHRASE, RECOVERY)
    assert [agency.tag for agency in app.answer.agencies] == [
        "SD",
        "CF",
        "HC",
        "MH",
        "AD",
        "YS",
        "HO",
    ]


async def test_a_coordinators_station_is_set_up_without_a_table_and_a_roster() -> None:
    app = a_set_up()
    async with app.run_test(size=SMALLEST) as pilot:
        await press(pilot, "ctrl+t")
        assert "A coordinator's station" in text_of(app)
        assert entry_with_focus(app).value == "Coordinator's laptop"
        assert list(cut_off(app)) == []
        await press(pilot, "enter")
        await write(pilot, "Kim Walsh", "enter")
        await write(pilot, PHRASE, "enter")
        await press(pilot, "escape")
        assert "Kim Walsh" in text_of(app)
        await press(pilot, "enter", "enter", "enter", "enter", "enter")
        await write(pilot, PHRASE, "enter", "enter")
        await write(pilot, RECOVERY, "enter")
        assert "none: a coordinator's station" in text_of(app)
        assert "Agencies    " not in text_of(app)
        await press(pilot, "enter")

    assert app.answer == Setup("", "Coordinator's laptop", "Kim Walsh", PHRASE, RECOVERY)


async def test_a_coordinators_station_becomes_a_table_again_by_the_same_key() -> None:
    app = a_set_up()
    async with app.run_test(size=SMALLEST) as pilot:
        await write(pilot, "B-2 Roxbury")
        await press(pilot, "ctrl+t", "ctrl+t")
        assert entry_with_focus(app).value == "B-2 Roxbury"
        await press(pilot, "enter")
        assert entry_with_focus(app).value == "B-2 laptop"
        await press(pilot, "enter")
        await write(pilot, "Dana Reyes", "enter")
        list_with_focus(app)


async def test_a_coordinators_set_up_is_taken_up_again_as_one() -> None:
    given = Setup("", "City laptop", "Kim Walsh", PHRASE, RECOVERY)
    app = a_set_up(answers=given, trouble="The disk is full.")
    async with app.run_test(size=SMALLEST) as pilot:
        assert "The disk is full." in text_of(app)
        await press(pilot, "enter")

    assert app.answer == given


async def test_leaving_answers_nothing() -> None:
    app = a_set_up()
    async with app.run_test(size=SMALLEST) as pilot:
        await to_starters(pilot)
        await app.screen.run_action("leave")
        await pilot.pause()

    assert app.answer is None


async def test_the_laptop_is_named_after_the_table_until_it_has_a_name() -> None:
    app = a_set_up()
    async with app.run_test(size=SMALLEST) as pilot:
        await write(pilot, "E-13 Jamaica Plain", "enter")
        assert entry_with_focus(app).value == "E-13 laptop"
        await write(pilot, "The grey one", "up")
        await write(pilot, "B-2", "down")
        assert entry_with_focus(app).value == "The grey one"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type the table's name, such as B-2 Roxbury."),
        ("   ", "Type the table's name, such as B-2 Roxbury."),
        ("x" * 41, "Shorten it to 40 characters; it has 41."),
    ],
)
async def test_a_name_is_refused_beside_its_field(typed: str, sentence: str) -> None:
    app = a_set_up()
    async with app.run_test(size=SMALLEST) as pilot:
        await write(pilot, typed, "enter")
        assert sentence in text_of(app)
        assert entry_with_focus(app).border_title == "Table"
        await write(pilot, "B-2") if not typed.strip() else await press(pilot, "backspace")
        assert sentence not in text_of(app)


async def test_a_skipped_name_is_asked_for_again() -> None:
    app = a_set_up()
    async with app.run_test(size=SMALLEST) as pilot:
        await press(pilot, "down", "down")
        await write(pilot, "Dana Reyes", "enter")
        assert "Type the table's name" in text_of(app)
        assert entry_with_focus(app).border_title == "Table"


async def test_letters_that_are_taken_are_refused_while_they_are_typed() -> None:
    app = a_set_up()
    async with app.run_test(size=SMALLEST) as pilot:
        await to_agencies(pilot)
        await press(pilot, "a")
        await write(pilot, "pd")
        assert "PD is Police already. Choose two others." in text_of(app)
        await press(pilot, "enter")
        assert entry_with_focus(app).border_title == "Two letters"
        await press(pilot, "backspace")
        await write(pilot, "x")
        assert "already" not in text_of(app)
        await write(pilot, "y")
        assert "Type two letters or digits, such as PD." in text_of(app)


async def test_an_agency_needs_a_name_and_a_sector_that_is_known() -> None:
    app = a_set_up()
    async with app.run_test(size=SMALLEST) as pilot:
        await to_agencies(pilot, "3")
        assert "hub-console roster import FILE" in text_of(app)
        await press(pilot, "c", "d", "u", "a")
        await write(pilot, "rc", "enter")
        await press(pilot, "enter")
        assert "Type the agency's name." in text_of(app)
        await write(pilot, "Recovery café", "enter")
        await press(pilot, "enter")
        assert "choose it with the arrows" in text_of(app)
        await write(pilot, "zz")
        assert "No sector begins like that." in text_of(app)
        await press(pilot, "enter", "backspace", "backspace", "down", "enter")
        assert "RC  Recovery café" in text_of(app)
        assert "Addiction services" in text_of(app)


async def test_an_agency_is_changed_keeps_its_place_and_is_undone() -> None:
    app = a_set_up()
    async with app.run_test(size=SMALLEST) as pilot:
        await to_agencies(pilot, "2")
        await press(pilot, "down", "c", "enter")
        await write(pilot, "Schools", "enter")
        await press(pilot, "enter")
        assert "SD  Schools" in text_of(app)
        assert list_with_focus(app).highlighted == 1
        assert "Education" in text_of(app)
        await press(pilot, "d")
        assert "SD Schools removed." in text_of(app)
        await press(pilot, "u", "u")
        assert "SD  School dept" in text_of(app)
        await press(pilot, "c", "escape")
        assert "SD  School dept" in text_of(app)


async def test_the_arrows_choose_a_sector_and_leave_it_at_the_top() -> None:
    app = a_set_up()
    async with app.run_test(size=SMALLEST) as pilot:
        await to_agencies(pilot, "2")
        await press(pilot, "a", "down", "down", "down", "down", "up", "up")
        assert entry_with_focus(app).border_title == "Name"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type a passphrase."),
        ("short", "Make it longer: 12 characters, or 4 words."),
        ("x" * 257, "Shorten it to 256 characters; it has 257."),
    ],
)
async def test_a_passphrase_is_refused_beside_its_field(typed: str, sentence: str) -> None:
    app = a_set_up()
    async with app.run_test(size=SMALLEST) as pilot:
        await to_passphrase(pilot)
        await write(pilot, typed)
        await press(pilot, "enter")
        assert sentence in text_of(app)
        assert entry_with_focus(app).border_title == "Passphrase"


async def test_passphrases_that_differ_are_refused_until_they_agree() -> None:
    app = a_set_up()
    async with app.run_test(size=SMALLEST) as pilot:
        await to_passphrase(pilot)
        await press(pilot, "enter")
        await write(pilot, PHRASE, "enter", "enter")
        assert "Type the passphrase once more." in text_of(app)
        await write(pilot, PHRASE + "x", "enter")
        assert "The two differ." in text_of(app)
        assert PHRASE not in text_of(app)
        await press(pilot, "backspace")
        assert "The same." in text_of(app)
        await press(pilot, "up")
        await write(pilot, "another phrase altogether")
        assert "Not the same yet." in text_of(app)


async def test_a_passphrase_can_be_seen_on_demand_and_never_copied() -> None:
    app = a_set_up()
    async with app.run_test(size=SMALLEST) as pilot:
        await to_passphrase(pilot)
        await write(pilot, PHRASE)
        assert PHRASE not in text_of(app)
        await press(pilot, "ctrl+r")
        assert PHRASE in text_of(app)
        await press(pilot, "home", "shift+end", "ctrl+c", "ctrl+x")
        assert app.clipboard == ""
        assert entry_with_focus(app).value == PHRASE
        await press(pilot, "escape", "enter")
        assert PHRASE not in text_of(app)


async def test_a_recovery_key_that_is_typed_wrong_is_told_by_its_group() -> None:
    app = a_set_up()
    async with app.run_test(size=SMALLEST) as pilot:
        await to_typing_back(pilot)
        wrong = RECOVERY[:6] + ("A" if RECOVERY[6] != "A" else "B") + RECOVERY[7:]
        await write(pilot, wrong[:12])
        assert "1 ✓  2 ✗  3 ∙" in text_of(app)
        await write(pilot, wrong[12:], "enter")
        assert "Group 2 of the recovery key is mistyped. Compare with the paper." in text_of(app)
        assert entry_with_focus(app).value == wrong
        await press(pilot, "home", *["right"] * 6, "delete")
        await write(pilot, RECOVERY[6])
        assert "Groups: 1 ✓  2 ✓  3 ✓  4 ✓  5 ✓  6 ✓  7 ✓" in text_of(app)
        await press(pilot, "home", "ctrl+k", "enter")
        assert "Type the recovery key from your paper." in text_of(app)


async def test_the_recovery_key_is_seen_again_and_what_was_typed_stays() -> None:
    app = a_set_up()
    async with app.run_test(size=SMALLEST) as pilot:
        await to_typing_back(pilot)
        await write(pilot, RECOVERY[:11])
        assert not shown_groups(app)
        assert RECOVERY[12:] not in text_of(app)
        await press(pilot, "escape")
        assert shown_groups(app)
        await press(pilot, "enter")
        await write(pilot, RECOVERY[11:], "enter", "enter")

    assert app.answer.recovery == RECOVERY


async def test_the_recovery_key_is_never_copied() -> None:
    app = a_set_up()
    async with app.run_test(size=SMALLEST) as pilot:
        await to_recovery(pilot)
        await pilot.mouse_down("RecoveryPage .recovery--key", offset=(2, 2))
        await pilot.hover("RecoveryPage .recovery--key", offset=(60, 5))
        await pilot.mouse_up("RecoveryPage .recovery--key", offset=(60, 5))
        await press(pilot, "ctrl+c", "enter")
        await write(pilot, RECOVERY)
        await press(pilot, "home", "shift+end", "ctrl+c", "ctrl+x")
        assert entry_with_focus(app).value == RECOVERY
        assert app.clipboard == ""


async def test_hostile_text_is_shown_as_it_stands(tmp_path: Path) -> None:
    places = Places(tmp_path / HOSTILE.replace("/", "|"), Path(f"/{HOSTILE}\x1b[31m"))
    app = Stand(SetUpScreen(places, RECOVERY))
    async with app.run_test(size=(120, 35)) as pilot:
        for _ in range(3):
            await write(pilot, f"{HOSTILE}\x1b]0;owned\x07\u202e\n")
            await press(pilot, "enter")
        assert "\x1b" not in text_of(app)
        await press(pilot, "3", "enter", "a", "x", "x", "enter")
        await write(pilot, HOSTILE)
        await press(pilot, "enter")
        await write(pilot, "other", "enter")
        assert HOSTILE in text_of(app)
        await press(pilot, "d", "u", "enter")
        await write(pilot, HOSTILE)
        await press(pilot, "enter")
        await write(pilot, HOSTILE)
        await press(pilot, "ctrl+r")
        assert HOSTILE in text_of(app)
        await press(pilot, "enter", "enter")
        await write(pilot, f"{HOSTILE}\x1b[31m", "enter")
        assert HOSTILE in text_of(app)
        assert "too short by" in text_of(app)
        await press(pilot, "home", "shift+end", "delete")
        await write(pilot, RECOVERY, "enter")
        assert f"{HOSTILE}\u241b[31m" in text_of(app)
        await press(pilot, "enter")

    assert app.answer.table == f"{HOSTILE}]0;owned"
    assert app.answer.agencies[0].name == HOSTILE


@pytest.mark.parametrize("size", [SMALLEST, (120, 35), (160, 45)])
@pytest.mark.parametrize("ascii", [False, True])
async def test_every_page_shows_every_control(size: tuple[int, int], ascii: bool) -> None:
    app = a_set_up(ascii=ascii)
    async with app.run_test(size=size) as pilot:

        def sound() -> None:
            assert list(cut_off(app)) == []
            assert not ascii or text_of(app).isascii()

        sound()
        await press(pilot, "enter")
        sound()
        await to_starters(pilot)
        sound()
        await press(pilot, "enter")
        sound()
        await press(pilot, "a")
        await write(pilot, "pd")
        sound()
        await press(pilot, "escape", "enter")
        await write(pilot, "short", "enter")
        sound()
        await write(pilot, PHRASE, "enter")
        await write(pilot, PHRASE, "enter")
        sound()
        await press(pilot, "enter")
        await write(pilot, RECOVERY[:-1], "enter")
        sound()
        await write(pilot, RECOVERY[-1], "enter")
        sound()


@pytest.mark.parametrize("theme", NAMES)
async def test_every_theme_has_the_inks(theme: str) -> None:
    app = Stand(SetUpScreen(PLACES, RECOVERY), theme)
    async with app.run_test(size=SMALLEST) as pilot:
        await to_agencies(pilot)
        await press(pilot, "enter", "enter")
        assert "Type a passphrase." in text_of(app)


async def test_a_small_terminal_says_so_and_goes_on_when_enlarged() -> None:
    app = a_set_up()
    async with app.run_test(size=SMALLEST) as pilot:
        await write(pilot, "B-2")
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert "60×20" in text_of(app)
        assert "Table" not in text_of(app)
        await pilot.resize_terminal(1, 1)
        await pilot.resize_terminal(*SMALLEST)
        await pilot.pause()
        assert "60×20" not in text_of(app)
        await write(pilot, " Roxbury")
        assert entry_with_focus(app).value == "B-2 Roxbury"


async def test_the_mouse_alone_goes_through() -> None:
    app = a_set_up(answers=Setup("B-2", "B-2 laptop", "Dana", PHRASE, RECOVERY))
    async with app.run_test(size=SMALLEST) as pilot:
        go_on = "NamesPage HintChip"
        for _ in range(3):
            await pilot.click(go_on)
            await pilot.pause()
        await pilot.click("StartersPage Choices", offset=(5, 2))
        await pilot.click("StartersPage HintChip")
        await pilot.pause()
        assert list_with_focus(app).option_count == 8
        await pilot.click("AgenciesPage Choices", offset=(5, 3))
        await pilot.click("AgenciesPage Choices", offset=(5, 3))
        await pilot.pause()
        assert entry_with_focus(app).value == "CF"
        await pilot.click("SectorField Choices", offset=(5, 1))
        await pilot.pause()
        await pilot.click("AgencyForm HintChip")
        await pilot.pause()
        await pilot.click("AgenciesPage HintChip")
        await pilot.pause()
        for _ in range(2):
            await pilot.click("PassphrasePage HintChip")
            await pilot.pause()
        await pilot.click("RecoveryPage HintChip")
        await pilot.pause()
        await pilot.click("TypedBackPage HintChip")
        await pilot.pause()
        await pilot.click("BeginPage HintChip")
        await pilot.pause()

    assert len(app.answer.agencies) == 8


async def test_it_is_taken_up_again_where_the_trouble_is() -> None:
    given = Setup("B-2", "B-2 laptop", "Dana", PHRASE, RECOVERY, starter_rosters()[1].agencies[:3])
    app = a_set_up(answers=given, trouble="The disk is full. Make room, then press Enter.")
    async with app.run_test(size=SMALLEST) as pilot:
        assert "The disk is full." in text_of(app)
        await press(pilot, *["escape"] * 4)
        assert list_with_focus(app).option_count == 3
        await press(pilot, *["enter"] * 6)

    assert app.answer == given
