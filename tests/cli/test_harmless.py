"""Text that acts on a terminal, from a file or a name, is printed as what can be seen."""

import json
import os
import sys
import unicodedata
from dataclasses import replace

import pytest

from hub_console.harmless import PLAIN, harmless
from hub_console.meeting.acts import discussion, floor, planning
from hub_console.meeting.acts.planning import Draft
from hub_console.meeting.acts.room import set_roster
from hub_console.meeting.agenda import ItemKind
from tests.builders import some_agencies
from tests.cli.station import Station

HOSTILE = "\x1b[2J\x1b]0;owned\x07\u202egnp.\u2066a\u200bb\x9b31m\r\nX\x7f[/x][@click=app.quit]"


def acts_on_a_terminal(text: str) -> set[str]:
    """The characters of an output that would do something there."""
    return {c for c in text if not c.isprintable() and c != "\n"}


@pytest.fixture
def invaded(bare: Station) -> Station:
    """A station whose record another program filled with what no file may hold."""
    hostile = replace(some_agencies(1)[0], name=HOSTILE, sector=HOSTILE)
    station = bare.set_up((hostile,))
    station.act(planning.add_item, Draft(ItemKind.STANDING, title=HOSTILE))
    return station


@pytest.mark.parametrize("command", ["status", "history", "agenda show", "roster show", "doctor"])
def test_every_command_shows_it_harmlessly(invaded: Station, command: str) -> None:
    said = invaded.done(*command.split())

    assert acts_on_a_terminal(said) == set()


@pytest.mark.parametrize("command", ["status", "history", "agenda show", "roster show"])
def test_json_gives_it_exactly_and_harmlessly(invaded: Station, command: str) -> None:
    said = invaded.done(*command.split(), "--json")

    assert said.isascii()
    assert acts_on_a_terminal(said) == set()
    if command != "history":
        assert HOSTILE in (value for value in texts(json.loads(said)))


def texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in texts(each)]
    return [value] if isinstance(value, str) else []


def test_the_name_of_a_file_is_shown_harmlessly(station: Station) -> None:
    file = "\x1b[31m\u202e.csv"

    assert acts_on_a_terminal(station.refused("agenda", "import", file)) == set()
    assert acts_on_a_terminal(station.refused("guide", file)) == set()
    assert acts_on_a_terminal(station.refused("history", file)) == set()


def test_what_can_be_read_stays_as_it_is() -> None:
    assert harmless("Santé 健康 – “B-2” [/x]") == "Santé 健康 – “B-2” [/x]"
    assert harmless("a\nb\x1b") == "a␊b␛"
    assert harmless("a\nb\x1b", lines=True) == "a\nb␛"


def test_an_output_that_has_no_such_letters_is_still_written(station: Station) -> None:
    station.act(set_roster, (replace(some_agencies(1)[0], name="健康"),))
    station.environ |= {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    done = station.shell("roster", "show")

    assert (done.returncode, done.stderr) == (0, "")
    assert "\\u5065\\u5eb7" in done.stdout


def test_no_colour_is_ever_printed(station: Station) -> None:
    for told in ({}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1", "TERM": "xterm-256color"}):
        done = station.shell("status", env=os.environ | station.environ | told)
        assert acts_on_a_terminal(done.stdout + done.stderr) == set()


def test_what_was_erased_is_told_as_erased(station: Station) -> None:
    secret = "drp"
    station.act(planning.add_item, Draft(ItemKind.NEW, originating="PD"))
    station.act(floor.begin_next)
    station.act(floor.begin_next)
    station.act(discussion.pick_code, "risk_factors", secret)
    number = json.loads(station.done("status", "--json"))["situations"][0]["number"]
    assert any(secret in line for line in station.done("history", number).splitlines())
    station.act(discussion.reject, "single-agency")
    station.act(planning.close_meeting)

    told = station.done("history", number)
    assert secret not in told + station.done("history", "--json")
    assert "erased" in told


def test_what_is_taken_as_it_stands_is_nothing_that_acts_or_joins() -> None:
    plain = [chr(code) for code in range(sys.maxunicode) if PLAIN.fullmatch(chr(code))]

    assert len(plain) > 500
    for character in plain:
        assert character == " " or unicodedata.category(character)[0] in "LNPS"
        assert unicodedata.is_normalized("NFC", character)
