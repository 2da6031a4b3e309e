"""The table as lines: a meeting run by a script, and what a screen reader hears."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub_console.console.plain import Plain
from hub_console.desk import Desk
from hub_console.settings import Settings
from tests.builders import some_agencies
from tests.cli.station import PASSPHRASE, Station
from tests.desk.test_two_programs import add_a_new_situation, within_a_second
from tests.desks import DemoFiles, MovedClock, open_desk

MEETING = """
A n SD
A n PD
A n HC
t pd sd hc cf
n
n
m t p
m s f
m b 2
r msa hna mhs
y
i sd pd
l hc
a pd
o i
e twice absent, seen by the nurse
n
m t f
x 4
u
x 2
n
b
B
m t p
r npa drp
y
l pd
a sd
+
o i
n
Z
: close Enter
y
: next agenda Enter

q
"""


@pytest.fixture
def station(tmp_path: Path) -> Station:
    passphrase = tmp_path / "passphrase"
    passphrase.write_text(PASSPHRASE, encoding="utf-8")
    passphrase.chmod(0o600)
    environ = {
        "HUB_CONSOLE_HOME": str(tmp_path / "home"),
        "HUB_CONSOLE_PASSPHRASE_FILE": str(passphrase),
    }
    return Station(tmp_path, environ).set_up(some_agencies(4))


def test_a_meeting_of_five_items_is_run_by_piped_lines(station: Station) -> None:
    ran = station.shell("--plain", input=MEETING, stdin=None)

    assert (ran.returncode, ran.stderr) == (0, "")
    heard = ran.stdout.splitlines()
    for line in (
        "meeting began, item 1 began",
        "risk +msa Missing school · chronic absenteeism",
        "lead HC",
        "assisting +PD",
        "opened: AER met, intervention agreed",
        "note written",
        "Took back: rejected: originator has not exhausted options",
        "wall blank",
        "wall shown",
        "meeting closed",
    ):
        assert any(each.startswith(line) for each in heard), f"{line}\n{ran.stdout}"
    assert "Not done: " in ran.stdout  # the closing item is none that can be carried
    found = station.done("history")
    assert "nurse" not in found
    situations = station.done("status")
    assert "Open situations: 2" in situations
    assert "scheduled" in situations


def test_without_its_lines_it_ends_and_everything_is_kept(station: Station) -> None:
    ran = station.shell("--plain", input="n\nt pd", stdin=None)

    assert ran.returncode == 0
    assert "In the room: 1 of 4 agencies" in station.done("status")


def test_it_says_what_is_missing_before_it_begins(tmp_path: Path) -> None:
    nowhere = Station(tmp_path, {"HUB_CONSOLE_HOME": str(tmp_path / "none")})
    ran = nowhere.shell("--plain")

    assert ran.returncode == 1
    assert "There is no table here yet" in ran.stderr


@pytest.mark.parametrize("told", [("demo", "--plain"), ("--plain", "demo")])
def test_the_demo_is_tried_by_lines_and_leaves_nothing(
    tmp_path: Path, told: tuple[str, ...]
) -> None:
    nowhere = Station(tmp_path, {"HUB_CONSOLE_HOME": str(tmp_path / "none")})
    ran = nowhere.shell(*told, input="l mh\nQ\nq\n", stdin=None)

    assert (ran.returncode, ran.stderr) == (0, "")
    heard = ran.stdout.splitlines()
    assert heard[0].startswith("Demo: an invented table, nothing of it is kept. B-2 Roxbury")
    assert "lead HC → MH" in heard
    assert "Not done: The demo has no passphrase: it does not lock." in heard
    assert not (tmp_path / "none").exists()


def test_the_demo_by_lines_may_stand_just_before_its_meeting(tmp_path: Path) -> None:
    nowhere = Station(tmp_path, {"HUB_CONSOLE_HOME": str(tmp_path / "none")})
    ran = nowhere.shell("demo", "--plain", "--empty", input="n\n", stdin=None)

    assert "meeting began, item 1 began" in ran.stdout
    assert nowhere.run("demo", "--plain", "--tour").exit_code == 2


def test_it_starts_without_the_screens_library() -> None:
    program = "import sys, hub_console.console.plain; print('textual' in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert ran.stdout == "False\n"


@pytest.fixture
def path(demo_files: DemoFiles, tmp_path: Path) -> Path:
    return demo_files.copy(tmp_path)


@pytest.fixture
def at_desk(path: Path, clock: MovedClock) -> Iterator[Desk]:
    desk = open_desk(path, clock)
    yield desk
    desk.close()


class Heard(list[str]):
    """The lines that were said, until they are taken."""

    def take(self) -> list[str]:
        taken = [*self]
        self.clear()
        return taken


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def plain(at_desk: Desk, heard: Heard) -> Plain:
    return Plain(at_desk, Settings(), heard.append)


def test_lines_are_offered_nothing_that_is_about_the_screen(plain: Plain, heard: Heard) -> None:
    plain.line("?")
    said = " ".join(heard.take())
    assert ": close: Read the meeting back" in said
    assert "theme" not in said
    plain.line(": theme")
    assert any("Nothing matches “theme”." in each for each in heard)


def test_a_line_is_answered_by_what_was_done(plain: Plain, heard: Heard) -> None:
    plain.line("r mst drb")
    assert heard.take() == [
        "risk +mst Missing school · truancy",
        "risk +drb Drugs · drug abuse by person",
    ]
    plain.line("u")
    assert heard.take() == ["Took back: risk +drb Drugs · drug abuse by person"]


def test_half_a_word_is_answered_by_what_it_may_mean(plain: Plain, heard: Heard) -> None:
    plain.line("r mis sc")
    asked = heard.take()
    assert asked[0].startswith("CODE RISK FACTORS: 2 of ")
    assert asked[1:] == [
        "  1  msa  Missing school · chronic absenteeism, picked",
        "  2  mst  Missing school · truancy",
    ]
    plain.line("2")
    assert heard.take()[0] == "risk +mst Missing school · truancy"


def test_each_line_searches_anew(plain: Plain, heard: Heard) -> None:
    plain.line("r missing scool")
    assert heard.take()[0].startswith("Not done: Nothing matches")
    plain.line("missing school")
    assert heard.take()[0].startswith("CODE RISK FACTORS: 2 of ")
    plain.line("2")
    assert heard.take()[0] == "risk +mst Missing school · truancy"


def test_a_stray_letter_spoils_one_line_and_not_the_next(plain: Plain, heard: Heard) -> None:
    plain.line("i")
    plain.line("l")
    plain.line("ad")
    assert "involved +AD" in heard.take()
    plain.line("Esc")
    plain.line("t")
    plain.line("-")
    plain.line("je")
    plain.line("jo")
    assert "JO apologies" in heard.take()


def test_a_key_that_asks_says_what_can_be_answered(plain: Plain, heard: Heard) -> None:
    plain.line("x")
    asked = heard.take()
    assert asked[0] == "STOP: REJECT AND REDACT"
    assert any(line.strip().startswith("4  ") for line in asked)
    plain.line("Esc")
    assert heard.take() == []


def test_the_keys_are_said_whole_and_the_next_line_is_a_mark(plain: Plain, heard: Heard) -> None:
    plain.line("?")
    said = heard.take()
    assert "  l tag: The agency that leads the intervention" in said
    assert "  Space: Pause or resume the item's clock" in said
    assert "  : close: Read the meeting back and close it" in said
    assert not any("Amend the closed meeting" in line for line in said)
    plain.line("l hc")
    assert heard.take() == ["That is so already."]


def test_a_word_that_nothing_matches_is_refused_once(plain: Plain, heard: Heard) -> None:
    plain.line(": zebra")
    assert [line for line in heard.take() if line.startswith("Not done")] == [
        "Not done: Nothing matches “zebra”."
    ]


def test_a_command_without_a_key_is_heard_by_its_name(plain: Plain, heard: Heard) -> None:
    plain.line(": read the guide")
    assert "     guide  Read the guide" in heard.take()


def test_lines_that_no_digit_picks_have_no_digit(plain: Plain, heard: Heard) -> None:
    plain.line("/ vet")
    assert "     VA  Veterans svc (apologies)" in heard.take()


def test_a_panel_of_keys_is_heard_once_and_a_reason_once_for_all_its_keys(
    plain: Plain, heard: Heard
) -> None:
    plain.line("o")
    asked = heard.take()
    assert [line for line in asked if "not now d p n v: Only an open situation" in line]
    assert len([line for line in asked if "not now" in line]) == 1
    plain.line("9")
    (refused,) = heard.take()
    assert refused.startswith("Not done: Press one of the keys shown")


def test_what_is_refused_is_said_and_the_next_line_counts(plain: Plain, heard: Heard) -> None:
    plain.line("zzz")
    assert heard.take()[0].startswith("Not done: z does nothing here.")
    plain.line("+")
    (said,) = heard.take()
    assert "1:00" in said


def test_an_empty_line_says_where_we_are(plain: Plain, heard: Heard) -> None:
    plain.line("")
    assert "Item 6 of 11, 2026-120: 1:43 left, WRAP UP, live." in heard.take()


def test_the_timer_is_heard_when_it_says_another_thing_and_not_each_second(
    plain: Plain, heard: Heard, clock: MovedClock
) -> None:
    for _ in range(90):
        clock.pass_by(1)
        plain.tick()
    assert heard.take() == []
    for _ in range(60):
        clock.pass_by(1)
        plain.tick()
    assert heard.take() == ["OVER, item 6"]


def test_what_another_console_does_is_heard(
    plain: Plain, heard: Heard, path: Path, clock: MovedClock
) -> None:
    other = open_desk(path, clock)
    add_a_new_situation(other)
    within_a_second(plain.desk, lambda: plain.desk.told[0].text.startswith("from elsewhere"))
    plain.tick()
    other.close()
    assert heard.take() == ["from elsewhere: item 11 added: 2026-124"]


def test_where_nobody_is_there_it_locks(plain: Plain, heard: Heard, clock: MovedClock) -> None:
    for _ in range(31):
        clock.pass_by(60)
        plain.tick()
    assert plain.left
    assert heard.take()[-1].startswith("Locked: the wall is blank.")
