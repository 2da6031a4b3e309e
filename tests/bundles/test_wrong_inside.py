"""What an enrolled station signs though it is wrong: refused, laid aside, and nothing is folded."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from hub_console.bundles.errors import Unsound
from hub_console.bundles.importing import take_file
from hub_console.bundles.quarantine import read_quarantine
from hub_console.meeting.acts import discussion, planning, room
from hub_console.meeting.agenda import ItemKind
from hub_console.record.entry import ERASE
from hub_console.record.exchange.parcel import PAYLOAD_AT_MOST
from tests.bundles import bent
from tests.bundles.bent import HASH, HLC, LAST, PAYLOAD, Letter, a_letter
from tests.bundles.carried import resealed, taken
from tests.bundles.stations import a_station
from tests.record.exchange.laptops import Laptop, laptops
from tests.record.exchange.test_taking import a_meeting_on
from tests.simulation.agreed import everything

Bend = Callable[[Letter], Any]

DEEP = 10_000
NOBODY = a_station("nobody")


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Laptop, Laptop]]:
    """A laptop that is up to something, and one that knows it and holds a part, for all tests."""
    chair, recorder = laptops(tmp_path_factory.mktemp("pair"), "chair", "recorder")
    a_meeting_on(chair)
    recorder.takes(chair.parcel())
    chair.do(discussion.pick_code, "risk_factors", "msa").do(discussion.write_note, "a note")
    chair.do(room.arrive, "PD")
    yield chair, recorder
    chair.record.close()
    recorder.record.close()


def refused(recorder: Laptop, data: bytes, tmp_path: Path) -> str:
    """Why a laptop refuses a bundle; it holds what it held, and the bundle is laid aside."""
    before = everything(recorder.record)
    path, quarantine = tmp_path / "stick.hubb", tmp_path / "quarantine"
    path.write_bytes(data)
    with pytest.raises(Unsound) as told:
        take_file(recorder.record, recorder.identity, path, quarantine, recorder.now)
    assert everything(recorder.record) == before
    (laid,) = read_quarantine(quarantine)
    assert laid.reason == str(told.value)
    assert laid.path.read_bytes() == data
    return str(told.value)


def test_a_letter_that_nobody_bent_is_taken_in(pair: tuple[Laptop, Laptop], tmp_path: Path) -> None:
    chair, recorder = pair
    path = tmp_path / "stick.hubb"
    path.write_bytes(a_letter(chair).signed().to(recorder))

    looked = take_file(
        recorder.record, recorder.identity, path, tmp_path / "q", recorder.now, only_look=True
    )

    assert looked.entries > 2
    assert read_quarantine(tmp_path / "q") == []


def entry(place: int, value: object, kind: str = "note") -> Bend:
    """An entry in which something else stands."""

    def bend(letter: Letter) -> None:
        there = letter.of(kind)
        there[place:] = [value, *there[place + 1 :]]

    return bend


def assertion(place: int, value: object) -> Bend:
    """An assertion in which something else stands: field, value, parents."""

    def bend(letter: Letter) -> None:
        letter.says("note", lambda said: said[3][0].__setitem__(place, value))

    return bend


def said(place: int, value: object) -> Bend:
    """What an entry says, with something else in it: salt, verb, moment, assertions."""
    return lambda letter: letter.says("note", lambda it: it.__setitem__(place, value))


def payload(data: bytes) -> Bend:
    return entry(PAYLOAD, data)


def deep(letter: Letter) -> None:
    there = letter.of("note")
    there[PAYLOAD] = b"\x94\xc4\x01\x00\xa1x\x00" + b"\x91" * DEEP


def twice_the_same_field(letter: Letter) -> None:
    letter.says("note", lambda it: it[3].append(it[3][0]))


def backwards(letter: Letter) -> None:
    letter.entries[3][HLC] = letter.entries[2][HLC] - 1


def emptied(kind: str) -> Bend:
    """An entry without what it says, whose author agrees that it was emptied."""

    def bend(letter: Letter) -> None:
        there = letter.of(kind)
        digest = bytes(32)
        there[PAYLOAD:] = [None, digest]

    return bend


def erasing(kind: str) -> Bend:
    """An entry that erases a record of a kind."""

    def bend(letter: Letter) -> None:
        about = letter.of("note" if kind == ERASE else kind if kind != "seal" else "meeting")
        data = msgspec.msgpack.encode([bytes(16), "purge", 0, [[kind, True, []]]])
        letter.entries.append([letter.entries[-1][HLC], about[1], ERASE, 1, "x", data])
        letter.segment[LAST] += 1

    return bend


SIGNED: dict[str, tuple[Bend, str]] = {
    "a field that is said twice": (twice_the_same_field, "two things of one field"),
    "a parent before the first": (assertion(2, [[bytes(16), 0]]), "cannot be read"),
    "a parent beyond all places": (assertion(2, [[bytes(16), 2**40]]), "cannot be read"),
    "a parent in no feed": (assertion(2, [[bytes(15), 1]]), "cannot be read"),
    "a parent that is a number": (assertion(2, [7]), "cannot be read"),
    "a broken number": (assertion(1, 1.5), "cannot be read"),
    "no number": (assertion(1, float("nan")), "cannot be read"),
    "a list for a value": (assertion(1, [1]), "cannot be read"),
    "a map for a value": (assertion(1, {"a": 1}), "cannot be read"),
    "bytes for a value": (assertion(1, b"x"), "cannot be read"),
    "a field without end": (assertion(0, "x" * 201), "cannot be read"),
    "a field that is a number": (assertion(0, 1), "cannot be read"),
    "a moment before all time": (said(2, -(2**55) - 1), "cannot be read"),
    "a moment after all time": (said(2, 2**55), "cannot be read"),
    "a verb that is none": (said(1, None), "cannot be read"),
    "10,000 levels": (deep, "cannot be read"),
    "nothing that can be read": (payload(b"\xc1"), "cannot be read"),
    "nothing at all": (payload(b""), "cannot be read"),
    "text that is no text": (payload(b"\x94\xc4\x01\x00\xa1\xff\x00\x90"), "cannot be read"),
    "more than an entry may have": (payload(bytes(PAYLOAD_AT_MOST + 1)), "cannot be read"),
    "a clock beyond bounds": (entry(HLC, 2**63 - 2**40), "cannot be read"),
    "a clock before all time": (entry(HLC, -1), "cannot be read"),
    "a clock that is a broken number": (entry(HLC, 1.5), "cannot be read"),
    "a clock that goes backwards": (backwards, "clock goes backwards"),
    "a record with a name": (entry(bent.RECORD, "somebody"), "cannot be read"),
    "a record in capitals": (entry(bent.RECORD, "A" * 32), "cannot be read"),
    "a kind without end": (entry(bent.OF_KIND, "x" * 65), "cannot be read"),
    "a person without end": (entry(bent.PERSON, "x" * 201), "cannot be read"),
    "a version below nothing": (entry(bent.VERSION, -1), "cannot be read"),
    "a version beyond all": (entry(bent.VERSION, 2**31), "cannot be read"),
    "neither payload nor hash": (entry(PAYLOAD, None), "neither payload nor hash"),
    **{
        f"an emptied {kind}": (emptied(kind), f"an erased {kind}, which nobody may erase")
        for kind in ("table", "agency", "meeting", "item", "situation")
    },
    **{
        f"an erased {kind}": (erasing(kind), "erases what nobody may erase")
        for kind in ("table", "agency", "meeting", "item", "situation", "seal", ERASE)
    },
}


@pytest.mark.parametrize("what", SIGNED)
def test_what_its_author_should_not_have_signed_is_refused(
    pair: tuple[Laptop, Laptop], tmp_path: Path, what: str
) -> None:
    chair, recorder = pair
    bend, why = SIGNED[what]
    letter = a_letter(chair)
    bend(letter)

    assert why in refused(recorder, letter.signed().to(recorder), tmp_path)


def a_gap(letter: Letter) -> None:
    del letter.entries[-3]
    letter.segment[LAST] -= 1


def a_wrong_hash(letter: Letter) -> None:
    letter.of("note")[PAYLOAD:] = [None, bytes(32)]


def payload_and_hash(letter: Letter) -> None:
    letter.of("note")[HASH:] = [bytes(32)]


def one_more(letter: Letter) -> None:
    letter.entries.append(letter.entries[-1])


def one_fewer(letter: Letter) -> None:
    del letter.entries[-1]


def two_swapped(letter: Letter) -> None:
    one, other = letter.entries[-2:]
    letter.entries[-2:] = other, [one[HLC], *one[1:]]
    other[HLC], one[HLC] = one[HLC], other[HLC]


def segment(place: int, value: object) -> Bend:
    return lambda letter: letter.segment.__setitem__(place, value)


def manifest(place: int, value: object) -> Bend:
    return lambda letter: letter.manifest.__setitem__(place, value)


UNSIGNED: dict[str, tuple[Bend, str]] = {
    "a gap inside": (a_gap, "did not sign"),
    "a wrong hash of what is erased": (a_wrong_hash, "did not sign"),
    "payload and hash": (payload_and_hash, "neither payload nor hash, or with both"),
    "another person": (entry(bent.PERSON, "somebody else"), "did not sign"),
    "another version": (entry(bent.VERSION, 2), "did not sign"),
    "two entries in each other's place": (two_swapped, "did not sign"),
    "more entries than announced": (one_more, "more entries than it announces"),
    "fewer entries than announced": (one_fewer, "fewer entries than it announces"),
    "a million million entries announced": (segment(LAST, 2**40 - 1), "fewer entries"),
    "another role": (segment(bent.ROLE, "chair"), "another's"),
    "another beginning": (segment(bent.STARTED, "2026"), "another's"),
    "another author": (segment(bent.STATION, bytes.fromhex(NOBODY.id)), "another's"),
    "a feed of our own": (segment(bent.SIGNATURE, bytes(64)), "did not sign"),
    "a first entry that follows another": (segment(bent.PREVIOUS, bytes([1] * 32)), "follows"),
    "a feed that ends before it begins": (segment(LAST, 0), "cannot be read"),
    "a feed that begins after its end": (segment(bent.FIRST, 2**39), "ends before it begins"),
    "a feed without an id": (segment(bent.FEED, b""), "cannot be read"),
    "a kind that is none": (manifest(bent.KIND, "everything"), "cannot be read"),
    "a moment that is none": (manifest(bent.AT, 2**70 - 2**69 - 1 >> 8), "cannot be read"),
    "a broken number": (manifest(bent.AT, 0.5), "cannot be read"),
    "a frontier with a feed twice": (
        manifest(bent.FRONTIER, [[bytes(16), 1], [bytes(16), 2]]),
        "a frontier is there twice",
    ),
    "a frontier at nothing": (manifest(bent.FRONTIER, [[bytes(16), 0]]), "cannot be read"),
    "a digest that is none": (manifest(bent.DIGEST, b"x"), "cannot be read"),
    "a name without end": (manifest(bent.NAMES, [[bytes(16), "x" * 201]]), "cannot be read"),
    "a key that is none": (manifest(bent.SEALING, bytes(32)), "cannot be read"),
    "something more": (lambda letter: letter.manifest.append(1), "cannot be read"),
    "something less": (lambda letter: letter.manifest.pop(), "cannot be read"),
    "a feed twice": (
        lambda letter: letter.manifest[bent.SEGMENTS].append(letter.segment[:]),
        "a feed is there twice",
    ),
}


@pytest.mark.parametrize("what", UNSIGNED)
def test_what_is_not_as_its_author_signed_it_is_refused(
    pair: tuple[Laptop, Laptop], tmp_path: Path, what: str
) -> None:
    chair, recorder = pair
    bend, why = UNSIGNED[what]
    letter = a_letter(chair)
    bend(letter)

    assert why in refused(recorder, letter.to(recorder), tmp_path)


MESSAGES: dict[str, tuple[Callable[[list[bytes]], list[bytes]], str]] = {
    "nothing": (lambda them: [], "nothing is in it"),
    "no manifest": (lambda them: them[1:], "a manifest that cannot be read"),
    "a manifest alone": (lambda them: them[:1], "fewer entries than it announces"),
    "two manifests": (lambda them: [them[0], *them], "a batch that cannot be read"),
    "a batch twice": (lambda them: [*them, them[1]], "more entries than it announces"),
    "a batch of nothing": (lambda them: [them[0], b"\xc0"], "a batch that cannot be read"),
    "10,000 levels": (lambda them: [them[0], b"\x91" * DEEP], "a batch that cannot be read"),
    "a manifest of 10,000 levels": (
        lambda them: [b"\x9a" + b"\x91" * DEEP],
        "a manifest that cannot be read",
    ),
    "four thousand million entries": (
        lambda them: [them[0], b"\xdd\xff\xff\xff\xff" + b"\x90" * 100],
        "a batch that cannot be read",
    ),
    "text that is no text": (lambda them: [them[0], b"\x91\x97\x00\xa1\xff"], "cannot be read"),
}


@pytest.mark.parametrize("what", MESSAGES)
def test_messages_that_are_none_are_refused(
    pair: tuple[Laptop, Laptop], tmp_path: Path, what: str
) -> None:
    chair, recorder = pair
    bend, why = MESSAGES[what]
    letter = a_letter(chair).signed()

    data = letter.to(recorder, messages=bend(letter.messages()))

    assert why in refused(recorder, data, tmp_path)


def test_a_feed_whose_end_another_signed_is_refused(
    pair: tuple[Laptop, Laptop], tmp_path: Path
) -> None:
    chair, recorder = pair

    data = a_letter(chair).signed(by=recorder.identity).to(recorder)

    assert "did not sign" in refused(recorder, data, tmp_path)


def test_a_feed_of_a_third_station_cannot_be_claimed(tmp_path: Path) -> None:
    chair, recorder, deputy = laptops(tmp_path, "chair", "recorder", "deputy")
    a_meeting_on(deputy)
    chair.takes(deputy.parcel())
    claimed = a_letter(chair)
    recorder.takes(deputy.do(discussion.write_note, "a note").parcel())
    claimed.segment[bent.STATION] = bytes.fromhex(chair.identity.id)
    told = refused(recorder, claimed.signed().to(recorder), tmp_path)

    in_their_name = a_letter(chair)
    in_their_name.of("agency")[bent.PERSON] = "somebody else"

    assert "a feed that is another's" in told
    assert "did not sign" in refused_again(recorder, in_their_name.signed().to(recorder), tmp_path)


def test_a_feed_cannot_be_written_in_our_own_name(tmp_path: Path) -> None:
    chair, recorder = laptops(tmp_path, "chair", "recorder")
    a_meeting_on(chair)
    recorder.takes(chair.parcel())
    letter = a_letter(chair)
    letter.segment[bent.FEED] = bytes(16)
    letter.segment[bent.STATION] = bytes.fromhex(recorder.identity.id)

    assert "did not sign" in refused(recorder, letter.signed().to(recorder), tmp_path)


def test_a_record_of_another_table_cannot_be_spoken_of(tmp_path: Path) -> None:
    one = Laptop(tmp_path / "one.hub", "one", "B-2 Roxbury", random=Random(1))
    other = Laptop(tmp_path / "other.hub", "other", "C-11 Dorchester", random=Random(2))
    city = Laptop(tmp_path / "city.hub", "city", "", random=Random(3)).knows(one, other)
    for laptop in (one, other):
        city.takes(a_meeting_on(laptop.knows(city)).parcel())
    one.do(discussion.write_note, "a note")
    theirs = next(iter(other.seen.situations))
    letter = a_letter(one)
    letter.of("note")[1:3] = theirs, "situation"

    assert "which is another table's" in refused(city, letter.signed().to(city), tmp_path)


@pytest.mark.parametrize("kind", ["detail", "situation", "note"])
def test_nothing_of_another_table_can_be_erased(tmp_path: Path, kind: str) -> None:
    one = Laptop(tmp_path / "one.hub", "one", "B-2 Roxbury", random=Random(1))
    other = Laptop(tmp_path / "other.hub", "other", "C-11 Dorchester", random=Random(2))
    city = Laptop(tmp_path / "city.hub", "city", "", random=Random(3)).knows(one, other)
    a_meeting_on(one.knows(city))
    a_meeting_on(other.knows(city)).do(discussion.pick_code, "risk_factors", "msa")
    other.do(discussion.write_note, "a note")
    for laptop in (one, other):
        city.takes(laptop.parcel())
    table = other.seen
    (theirs,) = table.notes if kind == "note" else table.situations
    letter = a_letter(one)
    data = msgspec.msgpack.encode([bytes(16), "purge", 0, [[kind, True, []]]])
    letter.entries.append([letter.entries[-1][HLC], theirs, ERASE, 1, "x", data])
    letter.segment[LAST] += 1

    refused(city, letter.signed().to(city), tmp_path)


def test_a_table_that_its_sender_is_no_station_of_is_refused(tmp_path: Path) -> None:
    one = Laptop(tmp_path / "one.hub", "one", "B-2 Roxbury", random=Random(1))
    other = Laptop(tmp_path / "other.hub", "other", "C-11 Dorchester", random=Random(2))
    city = Laptop(tmp_path / "city.hub", "city", "", random=Random(3)).knows(one, other)
    letter = a_letter(a_meeting_on(one.knows(city)))
    data = resealed(
        letter.messages(),
        one.identity,
        [one.peer(city)],
        other.home,
        1,
        one.random.randbytes,
    )

    assert "no station of" in refused(city, data, tmp_path)


def test_who_closed_a_meeting_cannot_take_its_seal_out(tmp_path: Path) -> None:
    chair, recorder = laptops(tmp_path, "chair", "recorder")
    letter = a_letter(a_meeting_on(chair).do(planning.close_meeting))
    emptied("seal")(letter)

    assert "an erased seal" in refused(recorder, letter.signed().to(recorder), tmp_path)


@pytest.mark.parametrize("number", [2**53 + 1, 2**63, 2**64 - 1, -(2**63)])
@pytest.mark.parametrize(("kind", "field"), [("item", "budget"), ("table", "numbers.2026")])
def test_a_number_that_no_field_holds_is_kept_and_does_not_show(
    tmp_path: Path, number: int, kind: str, field: str
) -> None:
    chair, recorder = laptops(tmp_path, "chair", "recorder")
    a_meeting_on(chair).do(discussion.write_note, "a note")
    letter, table = a_letter(chair), chair.seen
    letter.says("note", lambda it: it.__setitem__(3, [[field, number, []]]))
    letter.of("note")[1:3] = table.home.id if kind == "table" else table.agenda[0].id, kind

    taken(recorder, letter.signed().to(recorder))

    shown = recorder.started_again().seen
    assert str(number) not in str(shown)
    assert recorder.record.refold().equal
    recorder.do(planning.add_item, planning.Draft(ItemKind.NEW, originating="PD"))
    assert len(recorder.seen.situations) == len(shown.situations) + 1


def refused_again(recorder: Laptop, data: bytes, tmp_path: Path) -> str:
    """The same, with a quarantine of its own."""
    folder = tmp_path / "again"
    folder.mkdir()
    return refused(recorder, data, folder)
