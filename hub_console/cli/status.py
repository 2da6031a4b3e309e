"""``status``: the meeting as it stands."""

from typing import Any

import click

from hub_console.cli.output import say, say_json
from hub_console.cli.station import reading


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One object, for scripts.")
def status(as_json: bool) -> None:
    """Print the meeting as it stands."""
    from hub_console.desk import SystemClock
    from hub_console.meeting import status as meeting_status
    from hub_console.meeting.values import Id

    with reading() as opened:
        loaded = opened.loaded
        conflicts: dict[Id, int] = {}
        for conflict in opened.record.conflicts():
            conflicts[conflict.record] = conflicts.get(conflict.record, 0) + 1
    now = SystemClock().now()
    found: dict[str, Any] = meeting_status.status(
        loaded.table,
        now,
        undo=len(loaded.done),
        saved=loaded.saved,
        sealed=loaded.sealed,
        conflicts=conflicts,
    )
    if as_json:
        say_json(found)
        return
    for line in _in_words(found):
        say(line)


def _in_words(found: dict[str, Any]) -> list[str]:
    """The same in plain words, a line for each thing that a recorder would look for."""
    table, items, roster = found["table"], found["items"], found["roster"]
    lines = [f"{table['name']}, on {table['station']}"]
    lines += _meeting(found["meeting"]) if found["meeting"] else ["No meeting is planned."]
    for item in items:
        if item["position"] == found["live"]:
            what = item["number"] or item["title"] or item["kind"]
            used, planned = _minutes(item["elapsed_s"]), _minutes(item["budget_s"])
            lines.append(f"Item {item['position']}, {what}: {used} of {planned}, {item['clock']}")
    done = sum(item["state"] == "done" for item in items)
    waiting = sum(item["state"] == "waiting" for item in items)
    lines.append(f"Agenda: {len(items)} items, {done} done, {waiting} waiting")
    here = sum(seat["state"] in ("present", "late") for seat in roster)
    lines.append(f"In the room: {here} of {len(roster)} agencies")
    opened = sum(situation["state"] == "open" for situation in found["situations"])
    lines.append(f"Open situations: {opened}")
    if conflicts := sum(situation["conflicts"] for situation in found["situations"]):
        lines.append(f"Said differently by two stations: {conflicts}")
    saved = found["saved"]
    lines.append(f"Saved {saved[:10]} {saved[11:19]}" if saved else "Nothing was saved yet")
    return lines


def _meeting(meeting: dict[str, Any]) -> list[str]:
    lines = [f"Meeting of {meeting['date']}, {meeting['state']}"]
    if meeting["scheduled_end"]:
        lines[0] += f", to end at {meeting['scheduled_end'][11:16]}"
    if meeting["sealed"]:
        lines.append(f"Sealed {meeting['sealed']}")
    if meeting["amending"]:
        lines.append(f"Item {meeting['amending']} is being amended")
    if meeting["state"] == "open" and meeting["projected_end"]:
        lines.append(f"Will end at {meeting['projected_end'][11:16]} at this pace")
    return lines


def _minutes(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"
