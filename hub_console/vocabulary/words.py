"""Words as a person types them: no capitals, accents, apostrophes or punctuation."""

import re
from unicodedata import combining, normalize

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans("", "", "'\N{RIGHT SINGLE QUOTATION MARK}")


def words_in(text: str) -> tuple[str, ...]:
    """Return the words of a text, ready to be compared with what is typed."""
    letters = normalize("NFKD", text.casefold().translate(_APOSTROPHES))
    return tuple(_WORD.findall("".join(c for c in letters if not combining(c))))


def begins_nearly(typed: str, word: str) -> bool:
    """Tell whether a word begins with what was typed, give or take one slip.

    A slip is one letter too many, one too few, one wrong, or two that changed places.
    """
    same = 0
    while same < min(len(typed), len(word)) and typed[same] == word[same]:
        same += 1
    after = typed[same + 1 :]
    swapped = typed[same : same + 2][::-1]
    return (
        word.startswith(after, same)
        or word.startswith(after, same + 1)
        or word.startswith(typed[same:], same + 1)
        or (len(swapped) == 2 and word.startswith(swapped + typed[same + 2 :], same))
    )
