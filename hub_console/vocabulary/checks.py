"""What an amended vocabulary must hold to, said so that a table can put it right."""

import re
from collections.abc import Mapping

from hub_console.vocabulary.code_space import (
    CODE_SPACE,
    KEYLESS,
    PANELS,
    find_clash,
    is_picker_code,
)
from hub_console.vocabulary.entry import CodedList, Entry
from hub_console.vocabulary.errors import BadAmendment
from hub_console.vocabulary.vocabulary import Vocabulary

FIXED = (
    CodedList.GROUPS,
    CodedList.TYPES,
    CodedList.AGE_BANDS,
    CodedList.OUTCOMES,
    CodedList.REPORT_BACKS,
    CodedList.MOBILIZATIONS,
)
"""The lists that rules and reports count on, so that nothing can be added to them."""

_CATEGORIZED = (CodedList.RISK_FACTORS, CodedList.PROTECTIVE_FACTORS)
_CLOSED_CODE = re.compile("[A-Za-z0-9]+(-[A-Za-z0-9]+)*")


def check_addition(entry: Entry, vocabulary: Vocabulary, remembered: Mapping[str, str]) -> None:
    """Check one added entry against the vocabulary it is to join.

    Raises:
        BadAmendment: The entry cannot be added as it is.
        UnknownCode: There is no such booklet group.
    """
    name = entry.listed_in
    if name in FIXED:
        raise BadAmendment(
            f'Nothing can be added to "{name}", which the rules and reports count on. '
            "Relabel or hide what it has."
        )
    _check_code(entry, vocabulary)
    if remembered.get(entry.code, entry.definition) != entry.definition:
        raise BadAmendment(
            f'This table has used the code "{entry.code}" for: "{remembered[entry.code]}" '
            "A used code keeps its meaning. Give it that definition again, or choose another "
            f'code for "{entry.title}".'
        )
    if name in _CATEGORIZED and not entry.category:
        raise BadAmendment(f'"{entry.title}" needs a category. Write it in.')
    if entry.group:
        if name is not CodedList.RISK_FACTORS:
            raise BadAmendment(f'Only risk factors have a group. Take it out of "{entry.title}".')
        vocabulary.require(entry.group, CodedList.GROUPS)


def check_keys(vocabulary: Vocabulary) -> None:
    """Check that each key picks one thing in the place where it is pressed.

    Raises:
        BadAmendment: Two entries that are both offered there have the same key.
    """
    for panel in PANELS:
        picked_by: dict[str, Entry] = {}
        for entry in vocabulary.entries(*panel):
            other = picked_by.setdefault(entry.key, entry)
            if other is not entry:
                raise BadAmendment(
                    f'The key "{entry.key}" would pick both "{other.title}" and "{entry.title}". '
                    "Give the added one another key, or hide the other."
                )


def check_titles(vocabulary: Vocabulary) -> None:
    """Check that every title is its own, and that typing its words picks nothing by accident.

    Raises:
        BadAmendment: A label cannot stay, or the code that it clashes with.
    """
    for name in CodedList:
        titled: dict[str, Entry] = {}
        for entry in vocabulary.entries(name):
            other = titled.setdefault(entry.title.casefold(), entry)
            if other is not entry:
                raise BadAmendment(
                    f'"{other.code}" and "{entry.code}" would both be shown as "{entry.title}". '
                    "Word one of them differently."
                )
    if clash := find_clash(vocabulary.every(*CODE_SPACE)):
        raise BadAmendment(
            f'Typing "{clash.word}" of "{clash.entry.title}" would pick the code "{clash.code}" '
            "by accident. Choose another code or another word."
        )


def _check_code(entry: Entry, vocabulary: Vocabulary) -> None:
    name = entry.listed_in
    space = CODE_SPACE if name in CODE_SPACE else (name,)
    if taken := vocabulary.find(entry.code, *space):
        raise BadAmendment(
            f'The code "{entry.code}" is already that of "{taken.title}". '
            f'Choose another for "{entry.title}".'
        )
    if name in CODE_SPACE:
        if not is_picker_code(entry.code):
            raise BadAmendment(
                f'"{entry.code}" cannot be picked. Choose a code of three lower-case letters '
                f'for "{entry.title}".'
            )
    elif not _CLOSED_CODE.fullmatch(entry.code):
        raise BadAmendment(
            f'"{entry.code}" cannot be a code. Use letters, digits and single hyphens, '
            'as in "no-housing".'
        )
    if name in (*CODE_SPACE, *KEYLESS):
        if entry.key != entry.code:
            raise BadAmendment(f'"{entry.title}" has no key besides its code. Take the key out.')
    elif len(entry.key) != 1:
        raise BadAmendment(f'"{entry.title}" needs a key of one character. Write key = "...".')
