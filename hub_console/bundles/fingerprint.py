"""The fingerprint of a station's signing key: six words to be compared aloud.

The words are our own: 2,048 that are common, short, and told from one another by ear. A list that
a newer program changes would give every station another fingerprint, so it is never changed.
"""

import re
from functools import cache
from hashlib import sha256
from importlib.resources import files

COUNT = 6
WORD_BITS = 11
_PURPOSE = b"hub-console fingerprint 1\0"
_BETWEEN = re.compile(r"[\s,;.–-]+")


def words_of(public: bytes) -> str:
    """The six words of a signing key, with a blank between them: 66 bits of its SHA-256."""
    bits = int.from_bytes(sha256(_PURPOSE + public).digest())
    top = [bits >> 256 - WORD_BITS * place for place in range(1, COUNT + 1)]
    return " ".join(_words()[each % 2**WORD_BITS] for each in top)


def same_words(typed: str, public: bytes) -> bool:
    """Whether what was typed are the six words of a signing key, however they are divided."""
    return _BETWEEN.sub(" ", typed).strip().casefold() == words_of(public)


@cache
def _words() -> tuple[str, ...]:
    text = files("hub_console.bundles").joinpath("words.txt").read_text(encoding="ascii")
    return tuple(text.split())
