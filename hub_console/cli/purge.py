"""``purge``: what is past its time, or was entered in error, erased for good."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import click

from hub_console.cli.failure import Failure
from hub_console.cli.output import say
from hub_console.cli.passphrase import at_terminal
from hub_console.cli.station import at_record, our_places
from hub_console.settings import load_settings

if TYPE_CHECKING:
    from hub_console.desk import Opened
    from hub_console.meeting.situation import Situation
    from hub_console.record import Past

A_DAY, A_YEAR = timedelta(days=1), timedelta(days=366)

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--before", type=DAY, metavar="DAY", help="Everything before DAY: 2026-01-31.")
@click.option("--situation", metavar="NUMBER", help="That one alone: it was entered in error.")
@click.option("--reason", metavar="CODE", help="Why, with --situation.")
@click.option("--dry-run", is_flag=True, help="Only say what would be erased.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def purge(
    before: datetime | None,
    situation: str | None,
    reason: str | None,
    dry_run: bool,
    yes: bool,
) -> None:
    """Erase for good what is past its time.

    The settings say under [retention] how long notes, the details of concluded situations, and
    attendance are kept. What the programme counts by stays: numbers, dates, type, sex, age band,
    who brought it, and the conclusion. With --situation one situation that was entered in error
    loses its detail; its number and the reason stay.

    Situations of the last meeting stay until the next one is planned, since they may be amended.
    What is erased goes from the record and from the backups that the console made. It prints a
    receipt of counts.
    """
    if situation is None:
        _purge_past(before, dry_run=dry_run, yes=yes)
    elif before is not None:
        raise click.UsageError("--situation and --before do not go together.")
    else:
        _purge_one(situation, reason, dry_run=dry_run, yes=yes)


def _purge_past(before: datetime | None, *, dry_run: bool, yes: bool) -> None:
    from hub_console.desk import SystemClock
    from hub_console.desk.erasing import purge as erase
    from hub_console.meeting.acts.discussion import local_date
    from hub_console.meeting.retention import all_before

    now = SystemClock().now()
    retention = load_settings(our_places().settings).retention
    limits = all_before(before.date()) if before else retention.limits(local_date(now))
    with at_record(read_only=dry_run) as opened:
        if before is None:
            _must_be_set(now, opened.loaded.saved)
        past = _not_in_hand(opened.record.past(limits), opened)
        if not past:
            say("Nothing is past its time.")
            return
        for kind, keys in past.items():
            say(f"{len(keys):6}  {kind}")
        if dry_run:
            say("Nothing was erased: this was a dry run.")
            return
        _second_look("Erase them for good?", yes=yes)
        erase(opened.record, past, now)
        _receipt(opened, now, sum(map(len, past.values())))


def _not_in_hand(past: "Past", opened: "Opened") -> "Past":
    """What is past its time, but for situations of the last meeting, which may be amended yet."""
    in_hand = opened.loaded.table.situations
    left = {
        kind: tuple(key for key in keys if key.kind != "detail" or key.record not in in_hand)
        for kind, keys in past.items()
    }
    return {kind: keys for kind, keys in left.items() if keys}


def _must_be_set(now: datetime, saved: datetime | None) -> None:
    """Make sure that the laptop's clock can be believed, since what goes is gone.

    Raises:
        Failure: It is before the last act, or more than a year after it.
    """
    if saved is not None and not saved - A_DAY <= now <= saved + A_YEAR:
        raise Failure(
            f"The laptop's clock says {now.astimezone():%Y-%m-%d}, and the last act was on"
            f" {saved.astimezone():%Y-%m-%d}. Nothing was erased. Set the clock; or, if it is"
            " right, say from which day on is kept: --before DAY."
        )


def _purge_one(number: str, reason: str | None, *, dry_run: bool, yes: bool) -> None:
    from hub_console.desk import SystemClock
    from hub_console.desk.erasing import remove

    now = SystemClock().now()
    with at_record(read_only=dry_run) as opened:
        code = _reason(opened, reason)
        found = opened.record.situation(number)
        if found is None:
            raise Failure(f"No situation has the number {number}. Write a number like 2026-123.")
        if found.keeps_no_detail:
            raise Failure(
                f"{number} is {found.state}: its detail is gone, for good once its meeting is"
                f" closed. Nothing was erased. See when: hub-console history {number}."
            )
        say(_named(found))
        if dry_run:
            say("Nothing was erased: this was a dry run.")
            return
        _second_look(f"Erase the detail of {number} for good?", yes=yes)
        remove(opened.record, opened.loaded.table, found, code, now)
        _receipt(opened, now, 1)


def _reason(opened: "Opened", reason: str | None) -> str:
    """The code of a reason.

    Raises:
        Failure: There is no such reason.
    """
    from hub_console.vocabulary import CodedList

    reasons = opened.vocabulary.entries(CodedList.ERROR_REASONS)
    if reason not in [entry.code for entry in reasons]:
        offered = "\n".join(f"  {entry.code:18} {entry.definition}" for entry in reasons)
        raise Failure(f"--situation needs a --reason, one of:\n{offered}")
    return reason


def _named(situation: "Situation") -> str:
    """Which situation it is, without what is to be erased."""
    presented = f", presented {situation.presented}" if situation.presented else ""
    by = f", brought by {situation.originating}" if situation.originating else ""
    return f"{situation.number}{presented}{by}, {situation.state}"


def _second_look(question: str, *, yes: bool) -> None:
    """Go on only when somebody says so.

    Raises:
        Failure: Nobody did.
    """
    if yes:
        return
    if not at_terminal():
        raise Failure("Nothing was erased. Say --yes to erase without being asked.")
    if not click.confirm(question, err=True):
        raise Failure("Nothing was erased.")


def _receipt(opened: "Opened", now: datetime, count: int) -> None:
    """Say what was done, in counts alone."""
    table = opened.loaded.table
    records = "1 record" if count == 1 else f"{count} records"
    when = f"{now.astimezone():%Y-%m-%d %H:%M}"
    say(f"Erased for good: {records} of {table.home.name}, on {table.station}, {when}.")
    say("Backups on sticks and copies that you made yourself still hold them: replace those.")
    _forget(opened)


def _forget(opened: "Opened") -> None:
    """Let the backups that the console made forget it, too.

    Raises:
        Failure: One of them could not be wiped.
    """
    from hub_console.record import RecordError

    assert opened.backups is not None
    try:
        opened.record.forget(opened.backups)
    except RecordError as error:
        raise Failure(f"A backup still holds them; it is tried again later. {error}") from error
