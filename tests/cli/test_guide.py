"""The guides as the command line prints them; tests/test_readme.py checks what they say."""

import pytest

from hub_console.console.commands import COMMANDS
from tests.cli.station import Station

TOPICS = (
    "care",
    "chair",
    "files",
    "it",
    "privacy",
    "recorder",
    "reports",
    "settings",
    "setup",
    "stations",
)


def test_without_a_topic_it_names_the_topics(bare: Station) -> None:
    lines = bare.done("guide").splitlines()

    assert [line.split()[2] for line in lines] == [*TOPICS, "keys"]


@pytest.mark.parametrize("topic", TOPICS)
def test_a_guide_is_printed_and_fits_a_terminal(bare: Station, topic: str) -> None:
    lines = bare.done("guide", topic).splitlines()

    assert lines[0].startswith("# ")
    assert max(map(len, lines)) <= 80


def test_the_key_card_has_every_command_with_this_stations_key(bare: Station) -> None:
    bare.places.config.mkdir()
    bare.places.settings.write_text('[keys]\nrisk = "R"\nrisky = "z"\n', encoding="utf-8")
    card = bare.done("guide", "keys").splitlines()

    for command in COMMANDS:
        assert any(command.help in line for line in card)
    assert any(line.split()[:2] == ["R", "letters"] for line in card)
    assert any(line.split()[:2] == [":", "close"] for line in card)
    assert "[keys] names no command “risky”. Did you mean “risk”?" in card


def test_there_is_no_such_guide(bare: Station) -> None:
    assert bare.refused("guide", "key") == (
        "There is no guide to key. There are: care, chair, files, it, keys, privacy, recorder,"
        " reports, settings, setup, stations."
    )


def test_paths_are_where_the_environment_says(bare: Station) -> None:
    said = bare.done("paths")

    lines = [line.split() for line in said.splitlines()]
    for name in ("record", "inbox", "quarantine"):
        assert [name, str(getattr(bare.places, name))] in lines
    assert not bare.places.data.exists()
