"""The coded lists of a Hub table: loading, codes, search and a table's amendments."""

from hub_console.vocabulary.amendments import Amendments, amend
from hub_console.vocabulary.code_space import CODE_SPACE, OUTCOME_PANEL, PICKER, REASONS
from hub_console.vocabulary.entry import CodedList, Entry, Grouping
from hub_console.vocabulary.errors import BadAmendment, UnknownCode, VocabularyError
from hub_console.vocabulary.packaged import load_vocabulary
from hub_console.vocabulary.search import search
from hub_console.vocabulary.vocabulary import Vocabulary

__all__ = [
    "CODE_SPACE",
    "OUTCOME_PANEL",
    "PICKER",
    "REASONS",
    "Amendments",
    "BadAmendment",
    "CodedList",
    "Entry",
    "Grouping",
    "UnknownCode",
    "Vocabulary",
    "VocabularyError",
    "amend",
    "load_vocabulary",
    "search",
]
