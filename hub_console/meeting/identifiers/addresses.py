"""Where somebody lives: a number in a street, an apartment, a postal code. Never a corridor."""

import re
from collections.abc import Iterator

from hub_console.meeting.identifiers import heads
from hub_console.meeting.identifiers.lists import load_lists
from hub_console.meeting.identifiers.suspicion import Kind, Suspicion
from hub_console.meeting.identifiers.words import folded

_SURE = (
    r"streets?|str|st|avenue|ave?|roads?|rd|boulevard|blvd|parkway|pkwy|lane|ln|drive|dr|terrace"
    r"|terr?|court|ct|place|pl|circle|cir|square|sq|crescent|cres|highway|hwy|row|path|way|park"
    r"|turnpike|tpke|concession|sideroad|line|trail|alley|plaza|gardens?|hill|heights|close|grove"
    r"|green|mews|rue|loop|walk|rd|extension|route"
)
_STREET = re.compile(
    r"(?<![\w$#/.:-])(?P<number>\d{1,5}(?:\s?[-–/&]\s?\d{1,5})?\s?(?:1/2|½)?[A-Za-z]?)"
    r"[,.]?\s+(?P<name>(?:(?:[NSEWnsew]|[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est)\.?\s+)?"
    r"(?:[^\W\d_][\w'’.-]*\s+|\d{1,3}(?:st|nd|rd|th)\s+){1,4}?)"
    rf"(?P<street>{_SURE})\b\.?(?!\s+(?:workers?|outreach|lights?|teams?|dates?|hearings?|parties))",
    re.I,
)
_RUE = re.compile(
    r"(?<![\w$#/.:-])\d{1,5}[A-Za-z]?,?\s+(?:rue|av\.|avenue|boul\.?|boulevard|chemin|ch\.|rang|calle)"
    r"\s+(?:(?:de|du|des|la|le|l['’])\s*)*[^\W\d_][\w'’-]*(?:\s+[A-ZÀ-Ý][\w'’-]*)*",
    re.I,
)
_FLOORED = re.compile(
    r"(?<![\w$#/.:-])\d{1,5}[A-Za-z]?\s+[A-Z][\w'’]+,?\s+(?:\#\s?\w+|apt\b|unit\s\d|fl\b|\d(?:st|nd|rd)\s+fl)"
)
_LIVES = re.compile(
    r"\b(?:(?:lives?|living|stay(?:s|ing)?|resid(?:es|ing)|reside|sleeps|home|house|address|moved"
    r"|apartment|couch|family|mother|unit|building)\s+(?:is\s+)?(?:now\s+)?(?:at|to|on|:)"
    r"|address(?:\s+(?:is|of|was))?\s*:?|addr\.?:?)"
    r"\s+(?P<address>\#?\d{1,5}[A-Za-z]?\s+[^\W\d_][\w'’.-]+(?:\s+[A-Z][\w'’.-]+)*)",
    re.I,
)
_AT_NUMBER = re.compile(
    r"\b(?:at|of|to)\s+(?P<address>\d{1,5}[A-Za-z]?\s+(?P<name>[A-Z][a-z'’]{2,}))\b"
)
_FLAT = re.compile(
    r"\b(?:apt|apartment|appartement|flat|suite|ste)\b\.?\s*(?:no\.?|number|\#|is)?\s*"
    r"(?:\d{1,4}\s?-?\s?[A-Za-z]?|[A-Z]\d{0,4})\b"
    r"|\bunit\s*(?:no\.?|number|\#)?\s*(?:\d{1,4}[A-Z]|\#?\d{3,4})\b"
    r"|\bapp\.\s?\d+\b|(?<=[,\s])\#\s?\d{1,3}[A-Za-z]\b",
    re.I,
)
_FLAT_LETTER = re.compile(r"\b(?:apt|apartment|flat)\b\.?\s+(?:[a-z]|[A-Z])\b(?!\s+[a-z]{2})", re.I)
_BOX = re.compile(r"\bp\.?\s?o\.?\s?box\s+\d+|\bR\.?R\.?\s?\#?\s?\d+\b", re.I)
_LODGED = re.compile(
    r"\b(?:motel|hotel|inn|lodge|rooming)\b[^.;]{0,40}?\b(?:rm|room|\#)\.?\s?\d+\w?", re.I
)
_POSTAL = re.compile(r"\b[ABCEGHJ-NPRSTVXY]\d[A-Z][ -]?\d[A-Z]\d\b", re.I)
_ZIP = re.compile(
    r"\b(?:MA|Mass\.?|Massachusetts|NY|NH|RI|CT)\s+\d{5}(?:-\d{4})?\b|\b\d{5}-\d{4}\b"
)
_PLACE_ON_EARTH = re.compile(r"-?\d{1,2}\.\d{4,},?\s*-?\d{1,3}\.\d{4,}")


def found(text: str) -> Iterator[Suspicion]:
    """What looks like an address."""
    for pattern in (
        _FLAT,
        _FLAT_LETTER,
        _BOX,
        _LODGED,
        _POSTAL,
        _ZIP,
        _RUE,
        _FLOORED,
        _PLACE_ON_EARTH,
    ):
        yield from (Suspicion(*m.span(), Kind.ADDRESS) for m in pattern.finditer(text))
    for street in _STREET.finditer(text):
        if _is_a_street(street):
            yield Suspicion(*street.span(), Kind.ADDRESS)
    for lives in _LIVES.finditer(text):
        if not _is_counted(lives["address"].split()[1]):
            yield Suspicion(*lives.span("address"), Kind.ADDRESS)
    for at in _AT_NUMBER.finditer(text):
        if not load_lists().is_word(folded(at["name"])):
            yield Suspicion(*at.span("address"), Kind.ADDRESS)


def _is_a_street(street: re.Match[str]) -> bool:
    """Whether the words between number and street are a street's name and count nothing."""
    names = street["name"].split()
    if any(_is_counted(name) for name in names):
        return False
    if street["street"].casefold() in heads.ABBREVIATED:
        return True
    return all(name[0].isupper() or name[0].isdecimal() for name in names) or (
        not any(load_lists().is_word(folded(name)) for name in names)
    )


def _is_counted(name: str) -> bool:
    return folded(name.rstrip(".")) in heads.COUNTED
