"""One number for all that a table's cells hold: equal where two stations hold the same.

It is a sum over the heads and the erasures, so that a change of a few cells changes it at the cost
of those few, in whichever order they come. It finds mistakes; forgery is what signatures are for.
"""

from collections import defaultdict
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, TypeAlias

import msgspec
from sqlalchemy import Connection, select

from hub_console.meeting.change import Key
from hub_console.record import schema
from hub_console.record.statements import found, run

_BYTES = 16
_MODULUS = 1 << 8 * _BYTES

_encode = msgspec.msgpack.Encoder().encode
_DIGESTS = select(schema.digest)
_PUT = schema.digest.insert().prefix_with("OR REPLACE")

NO_DIGEST = bytes(_BYTES)
"""Of a table of which nothing is held."""


HeadRow: TypeAlias = tuple[Any, ...]
"""A head as its row: record, kind, field, feed, place, clock, value."""


class Sums:
    """What changes of the digest, table by table."""

    def __init__(self) -> None:
        self._of: dict[str, int] = defaultdict(int)

    def add_head(self, home: str, row: HeadRow) -> None:
        """Count a head that came."""
        self._of[home] += _head(row)

    def take_head(self, home: str, row: HeadRow) -> None:
        """Count a head that went."""
        self._of[home] -= _head(row)

    def add_erased(self, home: str, key: Key) -> None:
        """Count a record that is erased."""
        self._of[home] += _hashed(("erased", *key))

    def write(self, connection: Connection) -> None:
        """Add what changed to the digests that are stored."""
        if self._of:
            before = read_digests(connection)
            rows = [
                {"home": home, "value": _bytes(_number(before.get(home, NO_DIGEST)) + change)}
                for home, change in self._of.items()
            ]
            run(connection, _PUT, rows)


def read_digests(connection: Connection) -> Mapping[str, bytes]:
    """The digest of each table, as stored."""
    return dict(found(connection, _DIGESTS))


def write_anew(connection: Connection, erased: Mapping[Key, str]) -> None:
    """Compute every digest from the heads, and from what is erased with its table."""
    sums, feed = Sums(), schema.feed.c
    heads = select(feed.home, schema.head).join(schema.feed, feed.id == schema.head.c.feed)
    for home, *head in connection.execution_options(yield_per=1_000).execute(heads):
        sums.add_head(home, tuple(head))
    for key, home in erased.items():
        sums.add_erased(home, key)
    connection.execute(schema.digest.delete())
    sums.write(connection)


def _head(row: HeadRow) -> int:
    record, kind, field, feed, seq, _, value = row
    return _hashed((record, kind, field, feed, seq, value))


def _hashed(of: tuple[object, ...]) -> int:
    return int.from_bytes(blake2b(_encode(of), digest_size=_BYTES).digest())


def _number(digest: bytes) -> int:
    return int.from_bytes(digest)


def _bytes(number: int) -> bytes:
    return (number % _MODULUS).to_bytes(_BYTES)
