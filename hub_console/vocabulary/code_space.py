"""The codes that are typed into a picker, and the rule that typing words never picks one.

Risk factors, protective factors, flags and services share one space of three-letter codes. A
packaged code takes two letters from its category and one from its label; a protective factor's
begins with p, a flag's with f, a service's with s. None begins with z: those are left to tables.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from hub_console.vocabulary.entry import CodedList, Entry
from hub_console.vocabulary.words import words_in

PICKER = (CodedList.RISK_FACTORS, CodedList.PROTECTIVE_FACTORS, CodedList.FLAGS)
"""The lists behind the one picker of the console."""

CODE_SPACE = (*PICKER, CodedList.SERVICES)
"""The lists whose codes must differ from one another."""

KEYLESS = (CodedList.SECTORS, CodedList.GROUPS)
"""The lists that are never picked by a key."""

OUTCOME_PANEL = (CodedList.OUTCOMES, CodedList.REPORT_BACKS, CodedList.CONCLUSIONS)
"""The lists that one key panel offers together."""

REASONS = (CodedList.CONCLUSIONS, CodedList.ERROR_REASONS)
"""The lists of what closes a situation."""

PANELS: tuple[tuple[CodedList, ...], ...] = (
    CODE_SPACE,
    OUTCOME_PANEL,
    *((name,) for name in CodedList if name not in CODE_SPACE + OUTCOME_PANEL),
)
"""The lists picked in one place each, so that no two of their keys may be the same."""

_CODE = re.compile("[a-z]{3}")


class Clash(NamedTuple):
    """A code that somebody would pick by accident while typing a word."""

    code: str
    word: str
    entry: Entry


def is_picker_code(code: str) -> bool:
    """Tell whether a code has the form that a picker takes: three lower-case letters."""
    return _CODE.fullmatch(code) is not None


def find_clash(entries: Iterable[Entry]) -> Clash | None:
    """Return the first code that a word of a category or label begins with, or None."""
    entries = tuple(entries)
    codes = {entry.code for entry in entries}
    for entry in entries:
        for word in words_in(entry.title):
            if word[:3] in codes:
                return Clash(word[:3], word, entry)
    return None
