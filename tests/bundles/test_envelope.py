import struct
from dataclasses import replace
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub_console import __version__
from hub_console.bundles.envelope import content_of
from hub_console.bundles.errors import (
    Altered,
    CutOff,
    KeyGone,
    NewerFormat,
    NotABundle,
    NotForUs,
    TooLarge,
    UnknownSender,
    Unsound,
)
from hub_console.bundles.header import LARGEST, header_of, sender_of
from hub_console.record.identity import Identity
from tests.bundles.stations import CLOCK, SPACE, a_bundle, a_station, entries, opened

B2, A7, HQ, STRANGER = (a_station(name) for name in ("B-2 laptop", "A-7 desk", "HQ", "stranger"))
SENT = a_bundle(B2, A7, HQ, content=[b"first", b"second"])


@pytest.mark.parametrize("us", [A7, HQ])
def test_each_recipient_reads_what_was_sent(us: Identity) -> None:
    assert opened(SENT, us, B2) == [b"first", b"second"]


@given(st.lists(st.binary(min_size=1, max_size=200_000), max_size=3))
def test_anything_comes_out_as_it_went_in(content: list[bytes]) -> None:
    assert opened(a_bundle(B2, A7, content=content), A7, B2) == content


def test_a_large_bundle_comes_out_in_small_pieces() -> None:
    content = [message * 500 for message in entries(200)]
    data = a_bundle(B2, A7, content=content)

    pieces = list(content_of(data, header_of(data, B2.public), A7))

    assert max(map(len, pieces)) <= 2**18
    assert sum(map(len, pieces)) == sum(map(len, content)) + 4 * len(content)


def test_the_header_tells_what_it_is_about() -> None:
    header = header_of(SENT, B2.public)

    assert sender_of(SENT) == B2.id
    assert (header.clock, header.space, header.program) == (CLOCK, SPACE, __version__)
    assert [each.epoch for each in header.recipients] == [1, 1]


@pytest.mark.parametrize("us", [STRANGER, B2])
def test_nobody_else_opens_it_not_even_the_sender(us: Identity) -> None:
    with pytest.raises(NotForUs, match="this station's card"):
        opened(SENT, us, B2)


def test_a_stranger_who_takes_a_recipients_id_still_opens_nothing() -> None:
    as_if = replace(STRANGER)
    as_if.__dict__["id"] = A7.id  # as a changed program would

    with pytest.raises(Unsound, match="key does not open"):
        opened(SENT, as_if, B2)


def test_a_bundle_to_a_destroyed_key_asks_for_a_new_one() -> None:
    later = A7.on(date(2027, 4, 1), 1, bytes)

    with pytest.raises(KeyGone, match="after it has imported a bundle of yours"):
        opened(SENT, later, B2)


def test_old_bundles_open_while_the_old_key_is_kept() -> None:
    later = A7.on(date(2027, 4, 1), 2, bytes)

    assert opened(SENT, later, B2) == [b"first", b"second"]


def test_a_station_that_is_not_enrolled_is_named_by_its_id() -> None:
    with pytest.raises(UnknownSender, match=f"{B2.id[:8]}.* station enroll"):
        opened(SENT, A7, HQ)


def test_whoever_signs_for_another_is_found_out() -> None:
    forged = a_bundle(STRANGER, A7)
    as_b2 = forged[:8] + bytes.fromhex(B2.id) + forged[24:]

    with pytest.raises(Altered):
        opened(as_b2, A7, B2, STRANGER)


@pytest.mark.parametrize("data", [b"", b"HUBBNDL", b"HUBBNDL\0" + SENT[8:], b"%PDF-1.7" * 100])
def test_another_file_is_told_from_a_bundle(data: bytes) -> None:
    with pytest.raises(NotABundle, match=r"ends in \.hubb"):
        sender_of(data)


def test_a_newer_format_says_so_however_it_goes_on() -> None:
    for data in (b"HUBBNDL\x02", b"HUBBNDL\x02" + bytes(1000)):
        with pytest.raises(NewerFormat, match="Install that version"):
            sender_of(data)


@pytest.mark.parametrize("size", [8, 35, 36, 1000, len(SENT) - 1])
def test_what_is_cut_off_says_how_much_is_there(size: int) -> None:
    with pytest.raises(CutOff, match="cut off"):
        sender_of(SENT[:size])


def test_what_has_grown_says_so() -> None:
    with pytest.raises(CutOff, match="longer"):
        sender_of(SENT + b"\0")


def test_a_file_that_is_too_large_is_not_looked_at() -> None:
    with pytest.raises(TooLarge):
        sender_of(bytes(LARGEST + 1))


PARTS = {
    "magic": (0, NotABundle),
    "format": (7, NewerFormat),
    "sender": (8, UnknownSender),
    "length": (31, CutOff),
    "header length": (35, Altered),
    "header length, far": (32, TooLarge),
    "bundle id": (40, Altered),
    "a recipient": (120, Altered),
    "a chunk's length": (400, Altered),
    "content": (2000, Altered),
    "signature": (-1, Altered),
}


@pytest.mark.parametrize("part", PARTS)
def test_each_part_is_guarded(part: str) -> None:
    place, error = PARTS[part]
    data = bytearray(SENT)
    data[place] ^= 0x02

    with pytest.raises(error):
        opened(bytes(data), A7, B2)


def test_the_file_holds_no_word_of_what_it_says() -> None:
    data = a_bundle(B2, A7, content=entries(500))

    for word in (b"housing", b"accepted", b"B-2", b"laptop", b"A-7", b"Roxbury", b"risk"):
        assert word not in data


def test_a_few_entries_more_make_no_difference_to_the_length() -> None:
    for count in (3, 100, 1000, 30_000):
        fewer, more = (a_bundle(B2, A7, content=entries(each)) for each in (count, count + 5))
        assert len(fewer) == len(more), count


def test_the_same_content_twice_is_two_different_files() -> None:
    one, other = (a_bundle(B2, A7, content=entries(50), seed=seed) for seed in (1, 2))
    (start,) = struct.unpack(">I", one[32:36])

    assert len(one) == len(other)
    assert one[36 + start :][:100] != other[36 + start :][:100]


def test_nothing_is_written_that_nobody_could_read() -> None:
    for recipients in ([], [A7] * 401):
        with pytest.raises(msgspec.ValidationError):
            a_bundle(B2, *recipients)


def test_four_hundred_stations_fit() -> None:
    assert opened(a_bundle(B2, *[HQ] * 399, A7), A7, B2) == [b"hello"]


def test_every_refusal_is_a_sentence_that_says_what_to_do() -> None:
    for error in (NotABundle(), CutOff(100, 10), Altered(), NotForUs(), KeyGone()):
        assert str(error)[0].isupper()
        assert str(error).endswith(".")
        assert str(error).count(". ") == 1
