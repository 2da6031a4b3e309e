"""``agenda``: the meeting's items in and out, and the next meeting's made."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub_console.cli.failure import Failure
from hub_console.cli.files import FILE, read_given, refused
from hub_console.cli.output import say, say_columns, say_json
from hub_console.cli.station import at_desk, reading

if TYPE_CHECKING:
    from hub_console.desk import Desk
    from hub_console.meeting.acts.planning import Draft, Schedule
    from hub_console.meeting.agenda import Item, Meeting
    from hub_console.meeting.table import Table


@click.group()
def agenda() -> None:
    """What the meeting takes up."""


@agenda.command("import")
@click.argument("file", type=FILE)
@click.option("--anyway", is_flag=True, help="Also titles that look like an identifier; logged.")
def import_(file: Path, anyway: bool) -> None:
    """Take in the items of FILE.

    FILE is TOML or CSV; its items go to the meeting of its date, in one act. A bad line is
    refused with its number, and then nothing is taken in. So is a title that looks like a
    person's name, or like an address or a number of a person.
    """
    from hub_console.meeting.acts.planning import plan_meeting, plan_meeting_despite_warning
    from hub_console.meeting.agenda_file import read_agenda
    from hub_console.meeting.files import BadLine, FileRefused
    from hub_console.meeting.identifiers import suspicions_at
    from hub_console.meeting.values import Refused

    data, form = read_given(file)
    with at_desk() as desk:
        table = _table(desk)
        assert desk.vocabulary is not None
        try:
            given = read_agenda(data, form, table, desk.vocabulary, anyway=anyway)
            if given.schedule:
                _must_not_be_over(given.schedule, desk.clock.now(), data)
            schedule = given.schedule or _schedule(table)
            there = _there_already(table, schedule, desk.clock.now())
            drafts = [d for d in given.drafts if (d.title or d.number) not in there]
            suspect = any(suspicions_at(table, draft.title) for draft in drafts)
            act = plan_meeting_despite_warning if suspect else plan_meeting
            changed = desk.do(act, schedule, drafts)
        except FileRefused as error:
            raise refused(file, error) from error
        except Refused as error:
            line = _line_of(str(error), given.drafts, data)
            raise refused(file, FileRefused(BadLine(line, str(error)))) from error
        after = _table(desk)
        told = desk.told[0].text if changed else "All of it was there already; nothing changed."
    say(told)
    if left_out := [d.title or d.number or "" for d in given.drafts if d not in drafts]:
        say(f"Left out, as it is on that agenda already: {', '.join(left_out)}")
    say_columns([_row(item, after) for id_, item in after.items.items() if id_ not in table.items])


@agenda.command()
@click.option("--json", "as_json", is_flag=True, help="One object, for scripts.")
def show(as_json: bool) -> None:
    """Print the agenda of the meeting in hand."""
    with reading() as opened:
        table = opened.loaded.table
    if as_json:
        items = [_plain(item, table) for item in table.agenda]
        say_json({"meeting": table.meeting and _plain_meeting(table.meeting), "items": items})
    else:
        _show(table)


@agenda.command("next")
def next_() -> None:
    """Make the next meeting's agenda.

    It holds the report-backs that are due, what was carried or not reached, and the usual
    opening and closing.
    """
    from hub_console.meeting.acts.planning import plan_next_meeting

    with at_desk() as desk:
        desk.do(plan_next_meeting)
        table = _table(desk)
    _show(table)


def _table(desk: "Desk") -> "Table":
    if desk.table is None:
        raise Failure("The table could not be opened. Run hub-console doctor.")
    return desk.table


def _schedule(table: "Table") -> "Schedule":
    """When the meeting in hand is, for a file that gives no date."""
    from hub_console.meeting.acts.planning import Schedule

    meeting = table.meeting
    if meeting is None or meeting.closed or not meeting.starts or not meeting.ends:
        raise Failure(
            "The file gives no date, and no meeting is planned. Write the date under [meeting],"
            " as in date = 2026-11-23, or make the next agenda first: hub-console agenda next."
        )
    return Schedule(meeting.starts, meeting.ends)


def _show(table: "Table") -> None:
    meeting = table.meeting
    if meeting is None or not meeting.starts or not meeting.ends:
        say("No meeting is planned. Make one: hub-console agenda next.")
        return
    starts, ends = meeting.starts.astimezone(), meeting.ends.astimezone()
    say(f"{table.home.name}, {starts:%Y-%m-%d %H:%M} to {ends:%H:%M}, {_state(meeting)}")
    if table.agenda:
        say_columns([_row(item, table) for item in table.agenda])


def _row(item: "Item", table: "Table") -> tuple[str, ...]:
    """An item as a person reads it."""
    situation = table.situation_of(item)
    brought = f"from {situation.originating}" if situation and situation.originating else ""
    return (
        f"{item.position:3}",
        item.kind,
        item.title or (situation and situation.number) or "",
        brought,
        f"{item.budget // 60} min",
        item.state,
        "urgent" if item.urgent else "",
    )


def _plain(item: "Item", table: "Table") -> dict[str, object]:
    """An item by the names of an agenda file, and where it stands."""
    from hub_console.meeting.values import picked

    row: dict[str, object] = {
        "position": item.position,
        "state": item.state,
        "kind": item.kind,
        "minutes": item.budget // 60,
        "urgent": item.urgent,
    }
    situation = table.situation_of(item)
    if situation is None:
        return row | {"title": item.title}
    return row | {
        "number": situation.number,
        "originating": situation.originating,
        "type": situation.type,
        "sex": situation.sex,
        "age_band": situation.age_band,
        "language": situation.language,
        "consent": situation.consent,
        "risk_factors": picked(situation.risk_factors),
        "protective_factors": picked(situation.protective_factors),
        "flags": picked(situation.flags),
    }


def _plain_meeting(meeting: "Meeting") -> dict[str, object]:
    starts, ends = _local(meeting.starts), _local(meeting.ends)
    return {
        "date": starts and starts.date(),
        "starts": starts and f"{starts:%H:%M}",
        "ends": ends and f"{ends:%H:%M}",
        "state": _state(meeting),
    }


def _local(at: datetime | None) -> datetime | None:
    return at.astimezone() if at else None


def _state(meeting: "Meeting") -> str:
    return "closed" if meeting.closed else "open" if meeting.began else "scheduled"


def _there_already(table: "Table", schedule: "Schedule", now: datetime) -> set[str]:
    """The titles and numbers on the agenda that the file's items come onto."""
    from hub_console.meeting.acts.planning import planned_for

    day, today = schedule.starts.astimezone().date(), now.astimezone().date()
    meeting = planned_for(table, day, today)
    items = [item for item in table.items.values() if meeting and item.meeting == meeting.id]
    numbers = (s.number for item in items if (s := table.situation_of(item)))
    return {name for name in (*(item.title for item in items), *numbers) if name}


def _must_not_be_over(schedule: "Schedule", now: datetime, data: bytes) -> None:
    """Refuse a day before today's, which the file cannot mean.

    Raises:
        FileRefused: It is one.
    """
    from hub_console.meeting.files import BadLine, FileRefused

    day = schedule.starts.astimezone().date()
    if day < now.astimezone().date():
        reason = f"{day} is over; write today's date or a later one."
        raise FileRefused(BadLine(_line_with(f"{day}", data), reason))


def _line_of(refusal: str, drafts: "Iterable[Draft]", data: bytes) -> int:
    """The line with the number that was refused; 0 where the refusal is of no line."""
    numbers = (d.number for d in drafts if d.number and d.number in refusal)
    return max((_line_with(number, data) for number in numbers), default=0)


def _line_with(text: str, data: bytes) -> int:
    """The first line with a text; 0 where there is none."""
    before, found, _ = data.partition(text.encode())
    return before.count(b"\n") + 1 if found else 0
