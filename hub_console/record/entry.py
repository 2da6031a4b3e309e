"""Entries of the journal: what they assert, how they are written, and how they are chained."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

from hub_console.meeting.values import Id
from hub_console.record.codec import Raw

VERSION = 1
"""Of every kind of entry that this program writes; what is newer waits for an upgrade."""

ERASE = "erase"
"""The kind of an entry that erases; its assertions name the kinds of the record that go."""

SALT_BYTES = 16
COUNTER_BITS = 16
NOTHING = bytes(32)
"""What stands for the header before a feed's first."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class EntryId(NamedTuple):
    """Which entry: the feed's id, and the place in it from 1."""

    feed: Annotated[bytes, Meta(min_length=16, max_length=16)]
    seq: Annotated[int, Meta(ge=1, lt=2**40)]


class Assertion(msgspec.Struct, array_like=True, frozen=True):
    """One field's value, and the entries whose values for it are replaced."""

    field: Annotated[str, Meta(max_length=200)]
    value: Raw
    parents: tuple[EntryId, ...] = ()


class Payload(msgspec.Struct, array_like=True, frozen=True):
    """What an entry says.

    Attributes:
        salt: Random, so that the payload's hash tells nothing of it once it is erased.
        verb: Of the action it is part of.
        at: The action's moment by the wall clock, microseconds since 1970.
        assertions: Of one record.
    """

    salt: bytes
    verb: str
    at: Annotated[int, Meta(ge=-(2**55), lt=2**55)]
    assertions: tuple[Assertion, ...]

    @property
    def moment(self) -> datetime:
        """The action's moment, in UTC."""
        return moment(self.at)


class Entry(NamedTuple):
    """One entry, as its row: its header, and its payload unless that is erased.

    Attributes:
        feed: The feed's id, 16 bytes.
        seq: Its place in the feed; the first is 1.
        hlc: The hybrid logical clock: 48 bits of milliseconds, 16 of counter.
        previous: The hash of the header before it in the feed.
        payload_hash: SHA-256.
        record: What it is about.
        kind: The record's kind, or ``erase``.
        version: The kind's version.
        person: Who acted.
        payload: None once it is erased.
    """

    feed: bytes
    seq: int
    hlc: int
    previous: bytes
    payload_hash: bytes
    record: Id
    kind: str
    version: int
    person: str
    payload: bytes | None

    @property
    def id(self) -> EntryId:
        """Which entry it is."""
        return EntryId(self.feed, self.seq)

    @property
    def hash(self) -> bytes:
        """The hash of its header, which the next entry of the feed carries."""
        return sha256(_encoder.encode(self[:-1])).digest()

    @property
    def moment(self) -> datetime:
        """The time, in UTC, that its clock stands for."""
        return moment_of(self.hlc)

    def content(self) -> Payload | None:
        """What it says; None once it is erased.

        Raises:
            msgspec.MsgspecError: The payload is not one.
        """
        try:
            return None if self.payload is None else _decoder.decode(self.payload)
        except UnicodeDecodeError as error:  # msgspec passes this one on as it is
            raise msgspec.DecodeError(str(error)) from error


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Payload)


def packed(payload: Payload) -> bytes:
    """A payload as its entry carries it."""
    return _encoder.encode(payload)


def microseconds(at: datetime) -> int:
    """A moment as payloads carry it."""
    return (at - _EPOCH) // timedelta(microseconds=1)


def moment(at: int) -> datetime:
    """The time, in UTC, of so many microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=at)


def moment_of(hlc: int) -> datetime:
    """The time, in UTC, that a clock stands for."""
    return _EPOCH + timedelta(milliseconds=hlc >> COUNTER_BITS)


def next_hlc(last: int, at: datetime) -> int:
    """The clock of an action after everything seen, however the wall clock is set."""
    return max(last + 1, microseconds(at) // 1000 << COUNTER_BITS)
