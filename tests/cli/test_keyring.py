"""This computer's keyring: opens the table without asking, where a person said that it may."""

import asyncio
import sys
from collections.abc import Iterator

import pytest
from textual.events import Key
from textual.screen import Screen

from hub_console.console.entrance import Station as Entrance
from hub_console.record import unlock_with_keyring
from hub_console.settings import Settings
from tests.cli.station import RECOVERY, Station
from tests.cli.test_keys import NAMED, holders, typing

keyring = pytest.importorskip("keyring")
from keyring.backend import KeyringBackend  # noqa: E402
from keyring.errors import KeyringLocked, PasswordDeleteError  # noqa: E402


class Pocket(KeyringBackend):
    """A keyring in memory."""

    priority = 5.0

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked("it is locked")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked("it is locked")
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("it is not there")


@pytest.fixture
def pocket() -> Iterator[Pocket]:
    """The keyring of this computer."""
    before, pocket = keyring.get_keyring(), Pocket()
    keyring.set_keyring(pocket)
    yield pocket
    keyring.set_keyring(before)


def unasked(station: Station) -> Station:
    """The same station, with nobody who tells the passphrase."""
    return Station(station.folder, {**station.environ, NAMED: ""})


def test_it_is_off_until_somebody_adds_it(station: Station, pocket: Pocket) -> None:
    assert unasked(station).refused("status").startswith("The passphrase is needed")
    said = station.done("keys", "add", "--keyring")

    assert "in the name of Ann" in said
    assert "B-2 Roxbury" in unasked(station).done("status")
    opened = unlock_with_keyring(station.places.keys, station.places.record)
    assert opened is not None
    assert opened.person == "Ann"
    assert len(pocket.kept) == 1


def test_keys_are_never_changed_without_asking(station: Station, pocket: Pocket) -> None:
    station.done("keys", "add", "--keyring")

    assert unasked(station).refused("keys", "list").startswith("The passphrase is needed")


def test_who_takes_it_away_leaves_nothing_in_it(station: Station, pocket: Pocket) -> None:
    station.done("keys", "add", "--keyring")
    assert "in the name of Ann. First take that away" in station.refused("keys", "add", "--keyring")
    station.done("keys", "remove", "--keyring")

    assert pocket.kept == {}
    assert "keyring" not in holders(station).values()
    assert unasked(station).refused("status").startswith("The passphrase is needed")


def test_it_goes_with_the_person_in_whose_name_it_opens(station: Station, pocket: Pocket) -> None:
    typing(station, RECOVERY, "what dan alone thinks of").done("keys", "add", "Dan")
    station.done("keys", "add", "--keyring")
    typing(station, RECOVERY).done("keys", "remove", "Ann")

    assert unasked(station).refused("status").startswith("The passphrase is needed")


def test_a_locked_or_emptied_keyring_is_passed_over(station: Station, pocket: Pocket) -> None:
    station.done("keys", "add", "--keyring")
    pocket.locked = True
    assert unasked(station).refused("status").startswith("The passphrase is needed")
    pocket.locked = False
    pocket.kept.clear()
    assert unasked(station).refused("status").startswith("The passphrase is needed")


@pytest.mark.parametrize("damage", ["locked", "priority"])
def test_a_keyring_that_cannot_be_used_is_said_to_be_so(
    station: Station, pocket: Pocket, damage: str
) -> None:
    setattr(pocket, damage, True if damage == "locked" else 0.5)

    said = station.refused("keys", "add", "--keyring")

    assert said in (
        "This computer's keyring took nothing (it is locked). Unlock it and try again.",
        "This computer has no keyring that is safe to use. Go on with the passphrase alone.",
    )


def test_the_recovery_key_gives_the_keyring_no_name(station: Station, pocket: Pocket) -> None:
    said = typing(station, RECOVERY).refused("keys", "add", "--keyring")

    assert said.startswith("The keyring opens the table in somebody's name.")
    assert pocket.kept == {}


def test_without_the_library_it_says_what_to_install(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)

    assert station.refused("keys", "add", "--keyring").startswith(
        "The keyring library is not installed."
    )


def test_where_the_library_is_gone_the_passphrase_is_asked_for(
    station: Station, pocket: Pocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    station.done("keys", "add", "--keyring")
    monkeypatch.setitem(sys.modules, "keyring", None)

    assert unasked(station).refused("status").startswith("The passphrase is needed")
    station.done("keys", "remove", "--keyring")


class Hall:
    """Where a console shows its screens; nobody answers."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.typed = [Key("n", "n")]

    async def ask(self, screen: Screen[object]) -> None:
        self.asked.append(type(screen).__name__)

    def show(self, screen: Screen[object]) -> None:
        raise AssertionError(screen)

    def typed_ahead(self) -> list[Key]:
        """Forget what was typed."""
        forgotten, self.typed = self.typed, []
        return forgotten


@pytest.mark.parametrize(("locked", "asked"), [("", []), ("Locked.", ["UnlockScreen"])])
def test_the_console_opens_with_it_but_never_after_a_lock(
    station: Station, pocket: Pocket, locked: str, asked: list[str]
) -> None:
    station.done("keys", "add", "--keyring")
    hall, entrance = Hall(), Entrance(station.places, Settings())
    try:
        desk = asyncio.run(entrance.lead(hall, lambda: None, locked))  # type: ignore[arg-type]
    finally:
        entrance.leave()

    assert hall.asked == asked
    assert not hall.typed  # it may be the passphrase, and must not mark
    assert (desk is None) == bool(asked)
