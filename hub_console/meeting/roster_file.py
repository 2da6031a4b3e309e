"""A table's agencies out of a file."""

import re

from hub_console.meeting.files import Faults, Form, read_sections, shown
from hub_console.meeting.roster import Agency
from hub_console.meeting.row import Row
from hub_console.meeting.values import NO_ID, AgencyTag
from hub_console.vocabulary import CodedList, Vocabulary

MOST_AGENCIES = 100
NAME_LENGTH = 40

_COLUMNS = ("tag", "name", "sector", "expected", "seats")


def read_roster(data: str | bytes, form: Form, vocabulary: Vocabulary) -> tuple[Agency, ...]:
    """The agencies of a roster file, for ``set_roster``, which gives them their ids.

    Raises:
        FileRefused: Something in it is bad; all that is, at once, by its line.
    """
    faults = Faults()
    agencies: dict[str, Agency] = {}
    for section in read_sections(data, form, faults, many="agency"):
        row = Row(section, faults, vocabulary)
        agency = _agency(row)
        if agency.tag and agency.tag in agencies:
            row.refuse("tag", f"{agency.tag} is there twice; give one of them other letters.")
        if len(agencies) >= MOST_AGENCIES:
            faults.add(section.line, f"A roster has {MOST_AGENCIES} agencies at most; stop here.")
            break
        agencies[agency.tag or str(len(agencies))] = agency
    if not agencies:
        faults.add(0, "The file has no agency; write one as in the guide, under [[agency]].")
    faults.settle()
    return tuple(agencies.values())


def _agency(row: Row) -> Agency:
    row.allow(_COLUMNS)
    return Agency(
        NO_ID,
        tag=_tag(row),
        name=row.text("name", NAME_LENGTH, needed=True),
        sector=row.code("sector", CodedList.SECTORS, needed=True),
        expected=row.yes("expected", default=True),
        seats=row.whole("seats", 1, 60) or 1,
    )


def _tag(row: Row) -> AgencyTag:
    text = row.text("tag", NAME_LENGTH, needed=True)
    if text and not re.fullmatch("[A-Za-z0-9]{2}", text):
        row.refuse("tag", f"tag {shown(text)} is not two letters or digits; write one like PD.")
        return AgencyTag("")
    return AgencyTag(text.upper())
