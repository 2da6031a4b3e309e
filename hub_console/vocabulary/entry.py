"""One entry of a coded list, and the names of the lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hub_console.vocabulary.errors import BadAmendment


class CodedList(StrEnum):
    """The lists, by the names that their files and the settings use."""

    RISK_FACTORS = "risk_factors"
    PROTECTIVE_FACTORS = "protective_factors"
    FLAGS = "flags"
    SERVICES = "services"
    GROUPS = "groups"
    TYPES = "types"
    SEXES = "sexes"
    AGE_BANDS = "age_bands"
    LANGUAGES = "languages"
    CONSENTS = "consents"
    OUTCOMES = "outcomes"
    REPORT_BACKS = "report_backs"
    CONCLUSIONS = "conclusions"
    CARRY_REASONS = "carry_reasons"
    ERROR_REASONS = "error_reasons"
    MOBILIZATIONS = "mobilizations"
    SECTORS = "sectors"
    SYSTEMIC_ISSUES = "systemic_issues"


class Grouping(StrEnum):
    """What the reasons of a conclusion are grouped by."""

    LOWERED = "lowered"
    STILL_AER = "still-aer"
    REJECTED = "rejected"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The grouping in words."""
        return _GROUPING_LABELS[self]


_GROUPING_LABELS = {
    Grouping.LOWERED: "Overall risk lowered",
    Grouping.STILL_AER: "Still AER",
    Grouping.REJECTED: "Rejected",
    Grouping.OTHER: "Other",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a table can code.

    Attributes:
        code: What the record keeps. It never changes its meaning.
        key: What a person presses: the code itself, or one character in a closed list.
        label: What the screen shows beside the category.
        definition: When to choose it.
        listed_in: The list that it belongs to.
        category: What the label is shown under; empty where the list has none.
        group: Code of the booklet group of a risk factor.
        grouping: Grouping of a conclusion.
        hidden: No longer offered, though records that use it stay readable.
    """

    code: str
    key: str
    label: str
    definition: str
    listed_in: CodedList
    category: str = ""
    group: str = ""
    grouping: Grouping | None = None
    hidden: bool = False

    @property
    def title(self) -> str:
        """Category and label, as the picker shows them."""
        return f"{self.category} · {self.label}" if self.category else self.label


_REQUIRED = ("code", "label", "definition")
_OPTIONAL = ("key", "category", "group", "grouping")


def read_entry(fields: Mapping[str, object], listed_in: CodedList) -> Entry:
    """Read an entry as a TOML table states it.

    Args:
        fields: The table's fields. The key is the code where none is given.
        listed_in: The list that the entry goes into.

    Returns:
        The entry.

    Raises:
        BadAmendment: A field is missing, unknown, empty, or not plain text.
    """
    texts: dict[str, str] = {}
    for name, value in fields.items():
        if name not in _REQUIRED + _OPTIONAL:
            raise BadAmendment(
                f'An entry of "{listed_in}" has no field "{name}". '
                f"Use {', '.join(_REQUIRED + _OPTIONAL)}."
            )
        texts[name] = plain_text(value, f'"{name}" of an entry of "{listed_in}"')
    for name in _REQUIRED:
        if name not in texts:
            raise BadAmendment(f'An entry of "{listed_in}" needs "{name}". Write it in.')
    grouping = _read_grouping(texts.get("grouping"), listed_in)
    return Entry(
        code=texts["code"],
        key=texts.get("key", texts["code"]),
        label=texts["label"],
        definition=texts["definition"],
        listed_in=listed_in,
        category=grouping.label if grouping else texts.get("category", ""),
        group=texts.get("group", ""),
        grouping=grouping,
    )


def plain_text(value: object, what: str) -> str:
    """Return a value that is printable, non-empty text, or raise BadAmendment naming it."""
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise BadAmendment(f"{what} must be a line of plain text. Write it between quotes.")
    return value.strip()


def _read_grouping(text: str | None, listed_in: CodedList) -> Grouping | None:
    if listed_in is not CodedList.CONCLUSIONS:
        if text is not None:
            raise BadAmendment(f'An entry of "{listed_in}" has no grouping. Leave it out.')
        return None
    if text not in list(Grouping):
        raise BadAmendment(f'A conclusion needs a "grouping". Use one of {", ".join(Grouping)}.')
    return Grouping(text)
