"""How a table makes the packaged lists its own: entries added, relabelled and hidden.

In the settings::

    [vocabulary]
    hide = ["fcv"]

    [vocabulary.relabel]
    mst = "skipping school"
    carry_reasons.other = "put off by the chair"

    [[vocabulary.add]]
    list = "flags"
    code = "zwd"
    label = "Winter displacement"
    definition = "The person lost a place to stay when a seasonal shelter closed."

A code that several lists have is written with its list before it, as above.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from hub_console.vocabulary.checks import check_addition, check_keys, check_titles
from hub_console.vocabulary.entry import CodedList, Entry, plain_text, read_entry
from hub_console.vocabulary.errors import BadAmendment
from hub_console.vocabulary.vocabulary import Vocabulary

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Amendments:
    """What a table changes in the packaged lists.

    Attributes:
        add: New entries.
        relabel: New labels by code. The meaning stays; only the wording changes.
        hide: Codes that are no longer offered.
    """

    add: tuple[Entry, ...] = ()
    relabel: Mapping[str, str] = field(default_factory=dict)
    hide: tuple[str, ...] = ()

    @classmethod
    def from_settings(cls, settings: Mapping[str, object]) -> "Amendments":
        """Read the [vocabulary] table of the settings.

        Raises:
            BadAmendment: Something in it is not what it should be.
        """
        if unknown := sorted(settings.keys() - {"add", "relabel", "hide"}):
            raise BadAmendment(f'[vocabulary] has no "{unknown[0]}". Use add, relabel and hide.')
        add = settings.get("add", ())
        relabel = settings.get("relabel", {})
        hide = settings.get("hide", ())
        if not isinstance(add, list | tuple):
            raise BadAmendment("Write each added entry under its own heading [[vocabulary.add]].")
        if not isinstance(relabel, Mapping):
            raise BadAmendment('Write new labels under [vocabulary.relabel], as in msa = "away".')
        if not isinstance(hide, list | tuple):
            raise BadAmendment('Write hidden codes as a list, as in hide = ["fcv"].')
        return cls(
            add=tuple(_read_addition(fields) for fields in add),
            relabel=dict(_read_labels(relabel)),
            hide=tuple(plain_text(code, "A code to hide") for code in hide),
        )


def amend(
    vocabulary: Vocabulary,
    amendments: Amendments,
    remembered: Mapping[str, str] = _NOTHING,
) -> Vocabulary:
    """Return the vocabulary with a table's amendments.

    Args:
        vocabulary: The lists to amend.
        amendments: What the table changes in them.
        remembered: The definition under which the table used each code before. No addition may
            give such a code another meaning.

    Raises:
        BadAmendment: An amendment would break the lists.
        UnknownCode: An amendment names a code that there is not.
    """
    lists = {name: dict(entries) for name, entries in vocabulary.lists.items()}
    amended = Vocabulary(lists, vocabulary.versions)
    for entry in amendments.add:
        check_addition(entry, amended, remembered)
        lists[entry.listed_in][entry.code] = entry
    for reference, label in amendments.relabel.items():
        entry = _entry_meant(reference, amended)
        lists[entry.listed_in][entry.code] = replace(entry, label=label)
    for reference in amendments.hide:
        entry = _entry_meant(reference, amended)
        lists[entry.listed_in][entry.code] = replace(entry, hidden=True)
    check_keys(amended)
    check_titles(amended)
    return amended


def _read_addition(fields: object) -> Entry:
    if not isinstance(fields, Mapping):
        raise BadAmendment("Write each added entry under its own heading [[vocabulary.add]].")
    rest = dict(fields)
    name = rest.pop("list", None)
    if name not in list(CodedList):
        raise BadAmendment(
            'An added entry needs "list", the list that it goes into. '
            f"Use one of {', '.join(CodedList)}."
        )
    return read_entry(rest, CodedList(name))


def _read_labels(labels: Mapping[str, object], within: str = "") -> Iterator[tuple[str, str]]:
    for name, label in labels.items():
        if isinstance(label, Mapping) and not within:
            yield from _read_labels(label, f"{name}.")
        else:
            yield within + name, plain_text(label, f'The label of "{within}{name}"')


def _entry_meant(reference: str, vocabulary: Vocabulary) -> Entry:
    """Return the entry that a code means, or a code with its list before it."""
    list_name, dot, code = reference.rpartition(".")
    if dot and list_name in list(CodedList):
        return vocabulary.require(code, CodedList(list_name))
    found = [entry for entry in vocabulary.every() if entry.code == reference]
    if len(found) > 1:
        choices = " or ".join(f'"{entry.listed_in}.{entry.code}"' for entry in found)
        raise BadAmendment(f'Several lists have the code "{reference}". Write {choices}.')
    return found[0] if found else vocabulary.require(reference)
