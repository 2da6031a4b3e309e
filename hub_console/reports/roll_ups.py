"""Groups that a report counts codes under, as another programme published them."""

import tomllib
from collections.abc import Mapping

from hub_console.reports.view import RollUps
from hub_console.vocabulary import CodedList, Vocabulary


class RollUpsRefused(Exception):
    """A file of groups that cannot be used; its text says where and why."""


def read_roll_ups(data: bytes, vocabulary: Vocabulary) -> RollUps:
    """Read a file of groups: for each list, the codes of each group.

    Risk factors are grouped by the names of their categories::

        [age_bands]
        "18-59" = ["18-24", "25-29", "30-39", "40-59"]

    Raises:
        RollUpsRefused: It is not TOML, or names a list or a code that there is not, or one twice.
    """
    try:
        lists = tomllib.loads(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RollUpsRefused(f"It is not TOML ({error}). Mend it and try again.") from error
    return {
        _list(name): _groups(name, groups, _codes(vocabulary, _list(name)))
        for name, groups in lists.items()
    }


def _list(name: str) -> CodedList:
    try:
        return CodedList(name)
    except ValueError:
        raise RollUpsRefused(
            f'There is no list "{name}". Use one of {", ".join(CodedList)}.'
        ) from None


def _codes(vocabulary: Vocabulary, listed_in: CodedList) -> frozenset[str]:
    entries = vocabulary.every(listed_in)
    by_category = listed_in is CodedList.RISK_FACTORS
    return frozenset(entry.category if by_category else entry.code for entry in entries)


def _groups(name: str, groups: object, known: frozenset[str]) -> Mapping[str, str]:
    if not isinstance(groups, dict):
        raise RollUpsRefused(f'"{name}" must be a table of groups. Write [{name}].')
    found: dict[str, str] = {}
    for group, codes in groups.items():
        if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
            raise RollUpsRefused(f'"{group}" of [{name}] must list codes. Write ["…", "…"].')
        for code in codes:
            if code not in known:
                raise RollUpsRefused(f'"{code}" of [{name}] is not in that list. Correct it.')
            if code in found:
                raise RollUpsRefused(
                    f'"{code}" of [{name}] is in two groups. Leave it in one of them.'
                )
            found[code] = group
    return found
