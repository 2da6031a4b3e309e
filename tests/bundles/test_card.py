import tomllib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from hub_console.bundles.card import LARGEST, Card, card_text, own_card, read_card
from hub_console.bundles.errors import BundleError, NewerFormat, NotACard
from hub_console.bundles.fingerprint import words_of
from hub_console.harmless import harmless
from tests.bundles.stations import SPACE, a_bundle, a_station, as_recipient, opened

B2, A7 = a_station("B-2 laptop"), a_station("A-7")
CARD = own_card(B2, table="Roxbury", space=SPACE)
TEXT = card_text(CARD, B2)


def test_a_card_is_read_as_it_was_written() -> None:
    card = read_card(TEXT.encode())

    assert card == CARD
    assert (card.name, card.table, card.space) == ("B-2 laptop", "Roxbury", SPACE)
    assert (card.id, card.fingerprint) == (B2.id, words_of(B2.public))
    assert not card.coordinator


def test_the_coordinators_card_has_no_table() -> None:
    card = read_card(card_text(own_card(A7), A7).encode())

    assert card.coordinator
    assert (card.table, card.space) == ("", "")


def test_a_bundle_can_be_sealed_to_whoever_gave_a_card() -> None:
    assert read_card(TEXT.encode()).recipient == as_recipient(B2)
    assert opened(a_bundle(A7, B2), B2, A7) == [b"hello"]


def test_the_card_does_not_hold_the_words_that_are_to_be_said() -> None:
    assert CARD.fingerprint.split()[0] not in TEXT


@pytest.mark.parametrize(
    "change", [lambda text: "\ufeff" + text, lambda t: t.replace("\n", "\r\n")]
)
def test_an_editor_that_only_looked_at_it_does_no_harm(change: Callable[[str], str]) -> None:
    assert read_card(change(TEXT).encode()) == CARD


def changed(**fields: object) -> bytes:
    """The card with other fields; what is None is taken out."""
    written: dict[str, Any] = tomllib.loads(TEXT) | fields
    return tomli_w.dumps(
        {key: value for key, value in written.items() if value is not None}
    ).encode()


def test_every_field_is_signed() -> None:
    for fields in (
        {"name": "B-3 laptop"},
        {"coordinator": True, "table": "", "table_id": ""},
        {"table": "Mattapan"},
        {"table_id": SPACE[::-1]},
        {"signing_key": A7.public.hex()},
        {"sealing_epoch": 2},
        {"sealing_key": A7.current.public.hex()},
        {"signature": "00" * 64},
    ):
        with pytest.raises(NotACard, match="altered or damaged"):
            read_card(changed(**fields))


@pytest.mark.parametrize("field", tomllib.loads(TEXT))
def test_every_field_has_to_be_there_and_to_be_of_its_kind(field: str) -> None:
    values: tuple[object, ...] = (None, [], 1.5, "x" * 1000, {"deep": {"er": 1}}, 2**62, -1)
    for value in values:
        with pytest.raises(BundleError, match=r"\.$"):
            read_card(changed(**{field: value}))


@pytest.mark.parametrize(
    "fields",
    [
        {"version": 0},
        {"version": True, "extra": 1},
        {"extra": "field"},
        {"\x1b[2J": 1},
        {"name": ""},
        {"table": ""},
        {"table_id": ""},
        {"coordinator": True},
        {"table_id": SPACE.upper()},
        {"signing_key": "00" * 31},
        {"sealing_key": "02" + "ff" * 32},
        {"sealing_key": "00" * 33},
        {"sealing_key": "04" + "11" * 32},
        {"sealing_epoch": 0},
        {"sealing_epoch": 2**32},
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(fields: dict[str, object]) -> None:
    with pytest.raises(NotACard) as told:
        read_card(changed(**fields))

    assert harmless(str(told.value)) == str(told.value)
    assert str(told.value).endswith("writes there.")


def test_a_newer_card_says_so_whatever_else_it_has() -> None:
    with pytest.raises(NewerFormat, match="wrote this card"):
        read_card(changed(version=2, extra="field", name=None))


@pytest.mark.parametrize(
    "name",
    [
        "x" * 61,
        "B-2\nlaptop",
        "B-2\x1b[2J",
        "B-2\u202elaptop",
        "B-2\u200blaptop",
        " B-2",
        "B-2\u00a0x",
    ],
)
def test_a_name_that_could_deceive_is_neither_written_nor_read(name: str) -> None:
    card = replace(CARD, name=name)

    with pytest.raises(NotACard, match="name"):
        card_text(card, B2)
    with pytest.raises(NotACard, match="name"):
        read_card(changed(name=name))


@pytest.mark.parametrize("name", ["B-2 laptop", "Québec", "東京 2", "C-11 «spare» [/b]", "x" * 60])
def test_any_other_name_will_do(name: str) -> None:
    assert read_card(card_text(replace(CARD, name=name), B2).encode()).name == name


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"PK\x03\x04",
        b"name = ",
        b"a = " + b"[" * 8000,
        b"a." * 8000 + b"b = 1",
        b"version = " + b"9" * 6000,
        b"#" * (LARGEST + 1),
    ],
)
def test_another_file_is_no_card(data: bytes) -> None:
    with pytest.raises(NotACard):
        read_card(data)


@given(st.integers(0, len(TEXT.encode()) - 1), st.integers(0, 255))
def test_whatever_byte_changes_the_card_is_the_same_or_refused(place: int, byte: int) -> None:
    data = bytearray(TEXT.encode())
    data[place] = byte

    try:
        card: Card | None = read_card(bytes(data))
    except BundleError:
        card = None
    assert card in (None, CARD)
