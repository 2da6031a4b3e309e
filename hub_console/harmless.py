"""Text that may come from anywhere, made harmless for a terminal: what acts is made visible."""

import re
import unicodedata

_MARKS_KEPT = 2
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"

PLAIN = re.compile("[ -~\u00a1-\u00ac\u00ae-\u017f\u2010-\u2027\u2190-\u22ff\u2500-\u25ff]*")
"""Letters of western Europe, punctuation, arrows, frames: none of these is ever changed."""


def harmless(text: str, *, lines: bool = False) -> str:
    """The text with each character that is none, or acts on the terminal, made visible.

    Args:
        text: The text.
        lines: Whether it may have several lines; else the end of a line is made visible too.
    """
    if lines:
        return "\n".join(map(harmless, text.split("\n")))
    if (text.isascii() and text.isprintable()) or PLAIN.fullmatch(text):
        return text
    shown: list[str] = []
    marks = 0
    for character in unicodedata.normalize("NFC", text):
        category = unicodedata.category(character)
        if category in ("Mn", "Me"):
            marks += 1
            if marks <= _MARKS_KEPT and shown and not 0xFE00 <= ord(character) <= 0xFE0F:
                shown.append(character)
            continue
        marks = 0
        shown.append(_visible(character, category))
    return "".join(shown)


def _visible(character: str, category: str) -> str:
    if ord(character) < 0x20:
        return chr(0x2400 + ord(character))
    if category == "Zs":
        return " "
    return _UNKNOWN if category[0] == "C" or category in ("Zl", "Zp") else character
