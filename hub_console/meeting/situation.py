"""A situation: what the table may know of it at each filter, and what must hold of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum

from hub_console.meeting.values import (
    AgencyTag,
    Id,
    Picks,
    Refused,
    with_fields,
    with_pick,
    without_pick,
)

INTERVENE_WITHIN = timedelta(hours=48)
"""Contact is made within 24 to 48 hours of the meeting (the Hub model)."""

INTERVENE_BY = timedelta(hours=24)


class Filter(IntEnum):
    """The four filters through which a situation passes."""

    SCREENING = 1
    DE_IDENTIFIED = 2
    LIMITED_IDENTIFICATION = 3
    PLANNING = 4


FILTER_ASKS = {
    Filter.SCREENING: "agency",
    Filter.DE_IDENTIFIED: "AER?",
    Filter.LIMITED_IDENTIFICATION: "who",
    Filter.PLANNING: "plan",
}


class SituationState(StrEnum):
    """Where a situation stands with the table."""

    PRESENTED = "presented"
    OPEN = "open"
    REJECTED = "rejected"
    IN_ERROR = "entered in error"
    CONCLUDED = "concluded"


ERASABLE = "erasable"
_DETAIL: Mapping[str, bool] = {ERASABLE: True}


@dataclass(frozen=True, slots=True)
class Situation:
    """One matter brought to the table; it has a number and never a name.

    Codes are those of the vocabulary. Fields marked erasable are the *situation detail*: kept
    apart in the record, so that a rejection can remove them (RTD: rejected rows carry N/A).

    Attributes:
        id: The record.
        number: Year and sequence, ``2026-123``; None until the table's rule gives it.
        meeting: Where it was presented first.
        presented: The date of that meeting.
        type: person, family, dwelling, neighbourhood, environmental.
        sex: Only for a person.
        age_band: Only for a person.
        language: Only for a person.
        originating: The agency that brought it.
        consent: Whether consent was sought, and why not.
        previously_discussed: Whether the table met it before; no link is kept.
        filter: The filter it is at.
        passed: When each filter was passed, UTC, by the filter's number as text.
        outcome: What the table decided when it opened it; None before.
        opened: UTC of that decision; the 48 hours run from here.
        grouping: Of the conclusion.
        reason: Of the conclusion; belongs to the grouping.
        concluded: Date of the conclusion.
        due: Date of the next report-back.
        lead: The agency that leads the intervention.
        assisting: Those that help it.
        involved: Those that know or serve the person.
        affected: Counts of affected persons by band and sex, ``12-17 F``.
        services: Mobilization by service: informed, connected, engaged, refused.
        intervened: UTC of the joint contact.
        calls_before: Calls for service in the 90 days before.
        calls_after: Calls for service in the 90 days after.
        systemic_issue: A coded issue that the situation shows.
    """

    id: Id
    number: str | None = None
    meeting: Id | None = None
    presented: date | None = None
    type: str | None = None
    sex: str | None = None
    age_band: str | None = None
    originating: AgencyTag | None = None
    consent: str | None = None
    previously_discussed: bool | None = None
    filter: Filter = Filter.SCREENING
    passed: Mapping[str, datetime] = field(default_factory=dict)
    outcome: str | None = None
    opened: datetime | None = None
    grouping: str | None = None
    reason: str | None = None
    concluded: date | None = None
    due: date | None = None
    language: str | None = field(default=None, metadata=_DETAIL)
    risk_factors: Picks = field(default_factory=dict, metadata=_DETAIL)
    protective_factors: Picks = field(default_factory=dict, metadata=_DETAIL)
    flags: Picks = field(default_factory=dict, metadata=_DETAIL)
    lead: AgencyTag | None = field(default=None, metadata=_DETAIL)
    assisting: Picks = field(default_factory=dict, metadata=_DETAIL)
    involved: Picks = field(default_factory=dict, metadata=_DETAIL)
    affected: Mapping[str, int] = field(default_factory=dict, metadata=_DETAIL)
    services: Mapping[str, str] = field(default_factory=dict, metadata=_DETAIL)
    intervened: datetime | None = field(default=None, metadata=_DETAIL)
    calls_before: int | None = field(default=None, metadata=_DETAIL)
    calls_after: int | None = field(default=None, metadata=_DETAIL)
    systemic_issue: str | None = field(default=None, metadata=_DETAIL)

    @property
    def state(self) -> SituationState:
        """Where it stands with the table."""
        if self.grouping == "rejected":
            return SituationState.REJECTED
        if self.grouping == "error":
            return SituationState.IN_ERROR
        if self.grouping is not None:
            return SituationState.CONCLUDED
        return SituationState.PRESENTED if self.outcome is None else SituationState.OPEN

    @property
    def keeps_no_detail(self) -> bool:
        """Whether its detail is gone from the screen, and will be erased for good."""
        return self.state in (SituationState.REJECTED, SituationState.IN_ERROR)

    def passing_filter(self, now: datetime) -> "Situation":
        """The situation at the next filter.

        Raises:
            Refused: It is at the last filter, or closed.
        """
        self._must_be_undecided()
        if self.filter is Filter.PLANNING:
            raise Refused("Filter 4 is the last. Press <outcome> i once it is agreed.")
        passed = {**self.passed, str(int(self.filter)): now}
        return replace(self, filter=Filter(self.filter + 1), passed=passed)

    def rejected(self, reason: str, on: date) -> "Situation":
        """The situation stopped at its filter: the reason is kept and the detail is gone.

        Raises:
            Refused: It was opened, so that it can only be concluded.
        """
        if self.state is SituationState.OPEN:
            raise Refused("This situation is open: conclude it with <outcome>.")
        self._must_be_undecided()
        return replace(self.redacted(), grouping="rejected", reason=reason, concluded=on, due=None)

    def entered_in_error(self, reason: str, on: date) -> "Situation":
        """The situation that should not be on record: its number stays, with the reason.

        Raises:
            Refused: It has no detail any more.
        """
        self.must_keep_detail()
        closed = {"grouping": "error", "reason": reason, "concluded": on, "due": None}
        return with_fields(self.redacted(), closed)

    def redacted(self) -> "Situation":
        """The situation with every erasable field empty."""
        blank = Situation(self.id)
        return with_fields(self, {name: getattr(blank, name) for name in DETAIL_FIELDS})

    def with_code(self, list_field: str, code: str) -> "Situation":
        """The situation with a risk factor, protective factor or flag picked."""
        self._must_be_discussed()
        return with_fields(self, {list_field: with_pick(getattr(self, list_field), code)})

    def without_code(self, list_field: str, code: str) -> "Situation":
        """The situation with one of those dropped."""
        self._must_be_discussed()
        return with_fields(self, {list_field: without_pick(getattr(self, list_field), code)})

    def with_lead(self, lead: AgencyTag) -> "Situation":
        """The situation led by ``lead``, who then no longer assists."""
        self._must_be_at_who()
        return replace(self, lead=lead, assisting=without_pick(self.assisting, lead))

    def toggling_assisting(self, agency: AgencyTag) -> "Situation":
        """The situation with one more, or one fewer, assisting agency."""
        self._must_be_at_who()
        if agency == self.lead:
            raise Refused(f"{agency} leads and cannot assist too. <lead> names another lead.")
        return replace(self, assisting=_toggled(self.assisting, agency))

    def toggling_involved(self, agency: AgencyTag) -> "Situation":
        """The situation with one more, or one fewer, agency that knows or serves the person."""
        self._must_be_at_who()
        return replace(self, involved=_toggled(self.involved, agency))

    def with_affected(self, who: str, count: int) -> "Situation":
        """The situation with so many affected persons of a band and sex; 0 removes the count."""
        self._must_be_discussed()
        others: Mapping[str, int] = {k: n for k, n in self.affected.items() if k != who}
        return replace(self, affected={**others, who: count} if count > 0 else others)

    def opened_with(self, outcome: str, now: datetime, due: date) -> "Situation":
        """The situation with its intervention agreed: open, at filter 4, reported back at ``due``.

        Raises:
            Refused: It has no lead, or is not at filter 3 yet.
        """
        self._must_be_undecided()
        self._must_be_at_who()
        if self.lead is None:
            raise Refused("Name the lead first: <lead> and the agency's two letters.")
        there = self if self.filter is Filter.PLANNING else self.passing_filter(now)
        return replace(there, outcome=outcome, opened=now, due=self.due or due)

    def concluded_with(self, grouping: str, reason: str, on: date) -> "Situation":
        """The situation closed by the table.

        Raises:
            Refused: It is closed already, filter 2 has not found acutely elevated risk, or the
                grouping is that of a rejection.
        """
        if grouping == "rejected":
            raise Refused("Rejecting removes the detail: press <reject> and the reason's digit.")
        self._must_be_undecided(opened_too=False)
        self._must_be_at_who()
        return replace(self, grouping=grouping, reason=reason, concluded=on, due=None)

    def _must_be_undecided(self, *, opened_too: bool = True) -> None:
        if self.grouping is not None:
            raise Refused(f"This situation is {self.state}. Press <undo> to take that back.")
        if opened_too and self.outcome is not None:
            raise Refused("The intervention is agreed already. Press <undo> to take that back.")

    def must_keep_detail(self) -> None:
        """Make sure that more may be said of it.

        Raises:
            Refused: It is rejected, or entered in error.
        """
        if self.keeps_no_detail:
            raise Refused(f"It is {self.state}: no more is recorded. Press <undo> to undo it.")

    def _must_be_discussed(self) -> None:
        self.must_keep_detail()
        if self.filter is Filter.SCREENING:
            raise Refused("Not presented yet. Press <next> to begin it.")

    def _must_be_at_who(self) -> None:
        self._must_be_discussed()
        if self.filter < Filter.LIMITED_IDENTIFICATION:
            raise Refused("At filter 2 no agency is named yet. Press <pass> once AER is found.")


DETAIL_FIELDS = tuple(f.name for f in fields(Situation) if f.metadata.get(ERASABLE))
"""Fields that a rejection removes."""


def _toggled(picks: Picks, pick: str) -> Picks:
    return without_pick(picks, pick) if pick in picks else with_pick(picks, pick)


def problems(situation: Situation) -> list[str]:
    """What must never be true of a situation, each as a sentence; empty when all holds."""
    found = []
    if situation.outcome is not None and situation.lead is None:
        found.append("An opened situation has a lead.")
    if situation.lead is not None and situation.lead in situation.assisting:
        found.append("The lead does not assist.")
    closed = (situation.grouping, situation.reason, situation.concluded)
    if any(closed) and not all(closed):
        found.append("A conclusion has a grouping, a reason and a date.")
    if situation.keeps_no_detail and situation != situation.redacted():
        found.append("A situation that is rejected or entered in error keeps no detail.")
    return found


NO_CONSENT = "consent not recorded"


def warnings(situation: Situation, categories: Mapping[str, str]) -> list[str]:
    """What the table should look at again; nothing here blocks.

    Args:
        situation: The situation.
        categories: The category of each risk factor's code.
    """
    if situation.keeps_no_detail:
        return []
    found = []
    areas = {categories.get(code, code) for code in situation.risk_factors}
    if situation.filter > Filter.DE_IDENTIFIED and len(areas) < 2:
        found.append("risk from fewer than two categories")
    if situation.outcome is not None and not situation.assisting:
        found.append("no assisting agency: could one agency deal with it alone?")
    if situation.outcome is not None and situation.consent is None:
        found.append(NO_CONSENT)
    return found


def overdue(situation: Situation, reported: bool, now: datetime) -> bool:
    """Whether 48 hours went by since the table opened it, with no contact recorded."""
    waiting = situation.state is SituationState.OPEN and situation.intervened is None
    opened = situation.opened
    return waiting and not reported and opened is not None and now > opened + INTERVENE_WITHIN
