"""Words for the log: what left this laptop and what was taken in, when, and by whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from hub_console.bundles.words import MOST_LINES, Section
from hub_console.record.exchange.log import Exchanged

NOTHING = "Nothing left this laptop yet, and nothing was taken in."
NOT_KEPT = "not kept"
"""Stands for who it was, where an older program did not keep that."""


@dataclass(frozen=True, slots=True)
class LoggedWords:
    """One line of the log in words.

    Attributes:
        when: Local time.
        who: The person.
        way: Whether it left or came.
        what: What it was, and for whom or from whom where that is known.
        file: Its name, or that it was printed.
    """

    when: str
    who: str
    way: str
    what: str
    file: str


def logged_words(exchanged: Exchanged) -> LoggedWords:
    """A line of the log in words."""
    marks = "1 mark" if exchanged.entries == 1 else f"{exchanged.entries:,} marks"
    if not exchanged.went_out:
        what = f"bundle from {exchanged.stations}: {exchanged.said}"
    elif exchanged.stations:
        what = f"bundle for {exchanged.stations}: {marks}"
    else:
        what = exchanged.said
    return LoggedWords(
        when=f"{exchanged.at.astimezone():%Y-%m-%d %H:%M}",
        who=exchanged.person or NOT_KEPT,
        way="left" if exchanged.went_out else "came",
        what=what,
        file=exchanged.name,
    )


def log_sections(log: Iterable[Exchanged]) -> tuple[Section, ...]:
    """The log under two titles, the newest first."""
    all_ = list(log)
    titles = (("Left this laptop", True), ("Was taken in", False))
    found = (
        Section(title, tuple(_line(each) for each in all_ if each.went_out is out))
        for title, out in titles
    )
    return tuple(_newest(section) for section in found if section.lines)


def _line(exchanged: Exchanged) -> str:
    words = logged_words(exchanged)
    return f"{words.when}  {words.who}: {words.what} ({words.file})"


def _newest(section: Section) -> Section:
    older = len(section.lines) - MOST_LINES
    if older <= 0:
        return section
    rest = f"and {older} older ones: hub-console log"
    return Section(section.title, (*section.lines[:MOST_LINES], rest))
