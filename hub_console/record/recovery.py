"""The recovery key: a secret for paper, whose every group tells when it is mistyped.

It is 128 random bits in Crockford's base 32, which leaves out I, L, O and U. They are 26
characters in six groups of four and one of two, each group followed by a check character: 33
characters to type.

The check is a sum over GF(32), weighted by the place in the group and begun with the group's
number. So it finds every single wrong character, every two characters of a group in each other's
place, and every two groups in each other's place; of any other mistake in a group it lets one in
32 through. A character left out or typed twice shifts those after it: the first group that is
wrong then is where it happened, or the one after it.
"""

import unicodedata
from collections.abc import Callable, Iterable
from operator import eq

from hub_console.record.errors import MistypedRecoveryKey

KEY_BYTES = 16
SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = 5
GROUPS = 7
LENGTH = 33

_DATA = 26
_SYMBOL_BITS = 5
_FIELD = 0b100101
"""x^5 + x^2 + 1, of which x makes every element of GF(32) but 0."""
_AS = str.maketrans("OIL", "011")
_FEWEST_LIKE, _MOST_LIKE = LENGTH - GROUP, LENGTH + GROUP


def new_recovery_key(entropy: Callable[[int], bytes]) -> str:
    """A new recovery key as it is written down, its groups parted by dashes.

    Args:
        entropy: Gives random bytes.
    """
    number = int.from_bytes(entropy(KEY_BYTES))
    data = [number >> _SYMBOL_BITS * place & 31 for place in reversed(range(_DATA))]
    groups = (data[start : start + GROUP - 1] for start in range(0, _DATA, GROUP - 1))
    return "-".join(
        "".join(SYMBOLS[value] for value in (*group, _check(group, number)))
        for number, group in enumerate(groups, 1)
    )


def recovery_bytes(typed: str) -> bytes:
    """The secret of a recovery key as somebody typed it.

    Small letters, spaces and dashes do not matter; O is taken for 0, I and L for 1.

    Raises:
        MistypedRecoveryKey: It is none, as its check characters show; says which group is wrong.
    """
    length = len(_folded(typed))
    wrong = _false(sound_groups(typed))
    if length != LENGTH:
        raise MistypedRecoveryKey(_length_fault(LENGTH - length, wrong))
    number = 0 if wrong else _number(groups_of(typed))
    if number >> 8 * KEY_BYTES:
        wrong = (1,)
    if wrong:
        raise MistypedRecoveryKey(_mistyped(wrong))
    return number.to_bytes(KEY_BYTES)


def groups_of(typed: str) -> tuple[str, ...]:
    """What was typed, as it is written down: in groups, of which the last may be unfinished."""
    folded = _folded(typed)
    return tuple(folded[start : start + GROUP] for start in range(0, len(folded), GROUP))


def sound_groups(typed: str) -> tuple[bool, ...]:
    """Of every finished group, whether its check character fits it."""
    finished = enumerate(groups_of(typed)[:GROUPS], 1)
    return tuple(
        _sound(group[: _length_of(number)], number)
        for number, group in finished
        if len(group) >= _length_of(number)
    )


def looks_like_recovery_key(typed: str) -> bool:
    """Whether somebody meant a recovery key, be it mistyped, rather than a passphrase."""
    symbols = _folded(typed)
    return (
        _FEWEST_LIKE <= len(symbols) <= _MOST_LIKE
        and set(symbols) <= set(SYMBOLS)
        and sum(character.isdigit() for character in typed) > 1
    )


def must_be_typed_back(typed: str, key: str) -> None:
    """Make sure that a new recovery key was written down as it is.

    Raises:
        MistypedRecoveryKey: What was typed back is not this key; says which group is wrong.
    """
    recovery_bytes(typed)
    same = map(eq, groups_of(typed), groups_of(key))
    if wrong := _false(same):
        raise MistypedRecoveryKey(_mistyped(wrong))


def _folded(typed: str) -> str:
    """Nothing but symbols, as they are written; what is none of them keeps its place."""
    plain = unicodedata.normalize("NFKC", typed).upper().translate(_AS)
    return "".join(
        symbol
        for symbol in plain
        if not symbol.isspace() and unicodedata.category(symbol) not in ("Pd", "Cf", "Cc")
    )


def _false(judged: Iterable[bool]) -> tuple[int, ...]:
    """The numbers, from 1, of what is not so."""
    return tuple(number for number, so in enumerate(judged, 1) if not so)


def _length_of(number: int) -> int:
    return GROUP if number < GROUPS else LENGTH - GROUP * (GROUPS - 1)


def _sound(group: str, number: int) -> bool:
    values = [SYMBOLS.find(symbol) for symbol in group]
    return -1 not in values and _check(values[:-1], number) == values[-1]


def _check(values: list[int], number: int) -> int:
    total = number
    for value in values:
        total = _doubled(total ^ value)
    return total


def _doubled(value: int) -> int:
    """Times x."""
    value <<= 1
    return value ^ _FIELD if value > 31 else value


def _number(groups: Iterable[str]) -> int:
    number = 0
    for group in groups:
        for symbol in group[:-1]:
            number = number << _SYMBOL_BITS | SYMBOLS.index(symbol)
    return number


def _length_fault(missing: int, wrong: tuple[int, ...]) -> str:
    """What is wrong with a key that lacks characters, or with fewer than none has too many."""
    fault = "short" if missing > 0 else "long"
    where = f"in group {wrong[0]} or just before it" if wrong else "at its end"
    return (
        f"The recovery key is too {fault} by {_characters(abs(missing))}. Look {where},"
        " and compare with the paper."
    )


def _characters(count: int) -> str:
    return "one character" if count == 1 else f"{count} characters"


def _mistyped(wrong: tuple[int, ...]) -> str:
    *most, last = map(str, wrong)
    groups = f"Groups {', '.join(most)} and {last}" if most else f"Group {last}"
    are = "are" if most else "is"
    return f"{groups} of the recovery key {are} mistyped. Compare with the paper."
