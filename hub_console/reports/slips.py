"""Slips: one page an agency, with the numbers that it leads or assists, and nothing more."""

from datetime import datetime

from hub_console.meeting.roster import Agency
from hub_console.meeting.situation import INTERVENE_WITHIN, Situation
from hub_console.meeting.table import Table
from hub_console.reports.report import Edition, Figure, Report, Row, Section

NOTE = "Numbers alone. What they are about was said in the room, and stays there."


def slips(table: Table, now: datetime) -> list[Report]:
    """A slip for each agency that leads or assists an open situation, in the roster's order."""
    made = (_slip(table, agency, now) for agency in table.roster)
    return [slip for slip in made if slip is not None]


def _slip(table: Table, agency: Agency, now: datetime) -> Report | None:
    tag, open_ones = agency.tag, table.open_situations()
    leads = [s for s in open_ones if s.lead == tag]
    assists = [s for s in open_ones if tag in s.assisting]
    if not leads and not assists:
        return None
    rows = [_row(s, "leads") for s in leads] + [_row(s, f"assists {s.lead}") for s in assists]
    day = now.astimezone().date()
    columns = ("Part", "Contact by", "Report back on")
    figure = Figure("open", "Open situations", "Number", columns, tuple(rows))
    return Report(
        title="Slip",
        subject=f"{tag} {agency.name}",
        first=day,
        last=day,
        made=now,
        edition=Edition.INTERNAL,
        answers=(),
        sections=(Section(table.home.name, (figure,)),),
        notes=(NOTE,),
    )


def _row(situation: Situation, part: str) -> Row:
    contact = "made"
    if situation.intervened is None:
        by = situation.opened and (situation.opened + INTERVENE_WITHIN).astimezone()
        contact = f"{by:%Y-%m-%d %H:%M}" if by else ""
    due = situation.due.isoformat() if situation.due else ""
    return Row(situation.number or "no number", (part, contact, due))
