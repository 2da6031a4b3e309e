"""The end of a feed as its author signs it: what vouches for every entry before."""

from typing import NamedTuple

import msgspec

from hub_console.meeting.values import Id
from hub_console.record.identity import Identity, is_signed

_PURPOSE = "hub-console feed 1"
_encode = msgspec.msgpack.Encoder().encode


class FeedEnd(NamedTuple):
    """A feed and how it ends.

    Attributes:
        feed: Its id.
        station: Its author's.
        home: The table that it belongs to.
        role: As which role it was written.
        started: When it was begun, by its author's clock.
        seq: The place of its last entry.
        tip: The hash of that one's header.
    """

    feed: bytes
    station: Id
    home: Id
    role: str
    started: str
    seq: int
    tip: bytes

    def signed(self, author: Identity) -> bytes:
        """The author's signature."""
        return author.sign(_encode((_PURPOSE, *self)))

    def is_signed(self, public: bytes, signature: bytes) -> bool:
        """Whether a signature is that of the station that signs with a key."""
        return is_signed(public, signature, _encode((_PURPOSE, *self)))
