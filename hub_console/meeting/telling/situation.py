"""What was marked of a situation."""

from datetime import datetime

from hub_console.meeting.change import DETAIL, Change, Value
from hub_console.meeting.telling.told import Told, member
from hub_console.vocabulary import REASONS, CodedList

_LISTS = {
    "risk_factors": ("risk", CodedList.RISK_FACTORS),
    "protective_factors": ("protective", CodedList.PROTECTIVE_FACTORS),
    "flags": ("flag", CodedList.FLAGS),
}

_VALUES: dict[str, tuple[str, CodedList | None]] = {
    "intervened": ("contact made", None),
    "due": ("report back", None),
    "type": ("type", CodedList.TYPES),
    "sex": ("sex", None),
    "age_band": ("age band", None),
    "language": ("language", CodedList.LANGUAGES),
    "consent": ("consent", CodedList.CONSENTS),
    "previously_discussed": ("discussed before", None),
    "originating": ("originating", None),
    "calls_before": ("calls before", None),
    "calls_after": ("calls after", None),
    "systemic_issue": ("systemic issue", CodedList.SYSTEMIC_ISSUES),
    "number": ("number", None),
}


def decision(told: Told) -> str:
    """A situation rejected, opened or concluded."""
    closed = told.first("situation", "grouping") or told.first("situation", "reason")
    if closed is not None:
        return _conclusion(told, closed)
    if outcome := told.first("situation", "outcome"):
        if outcome.after is None:
            return "decision taken back"
        return f"opened: {told.vocabulary.label(str(outcome.after), CodedList.OUTCOMES)}"
    return ""


def _conclusion(told: Told, change: Change) -> str:
    if change.after is None:
        return "conclusion taken back"
    situation = told.table.situations.get(change.record)
    grouping = told.value(change.record, "grouping") or (situation and situation.grouping)
    reason = told.value(change.record, "reason") or (situation and situation.reason) or ""
    word = {"rejected": "rejected", "error": "entered in error"}.get(str(grouping), "concluded")
    return f"{word}: {told.vocabulary.label(str(reason), *REASONS)}"


def report_back(told: Told) -> str:
    """What a lead reported."""
    kind = told.first("report-back", "kind")
    if kind is None:
        return ""
    if kind.after is None:
        return "report-back taken back"
    return f"report-back {told.vocabulary.label(str(kind.after), CodedList.REPORT_BACKS).lower()}"


def filters(told: Told) -> str:
    """A filter passed."""
    at = told.first("situation", "filter")
    if at is None or not isinstance(at.after, int) or not isinstance(at.before, int):
        return ""
    if at.after < at.before:
        return f"back to filter {int(at.after)}"
    return f"filter {int(at.before)} met → {int(at.after)}"


def agencies(told: Told) -> str:
    """Who leads, assists, and knows the person."""
    if lead := told.first(DETAIL, "lead"):
        if lead.after is None:
            return "lead removed"
        return f"lead {lead.before} → {lead.after}" if lead.before else f"lead {lead.after}"
    for field in ("assisting", "involved"):
        if changes := told.of(DETAIL, field):
            return f"{field} {' '.join(map(_signed, changes))}"
    return ""


def codes(told: Told) -> str:
    """Risk factors, protective factors and flags picked or dropped."""
    for field, (word, listed_in) in _LISTS.items():
        changes = told.of(DETAIL, field)
        if len(changes) == 1:
            entry = told.vocabulary.find(member(changes[0]), listed_in)
            return f"{word} {_signed(changes[0])}{f' {entry.title}' if entry else ''}"
        if changes:
            return f"{word} {' '.join(map(_signed, changes))}"
    return ""


def values(told: Told) -> str:
    """A single value of a situation, a count of affected persons, or a service mobilized."""
    for field, (word, listed_in) in _VALUES.items():
        if change := told.first("situation", field) or told.first(DETAIL, field):
            return _in_words(told, word, change.after, listed_in)
    if change := told.first(DETAIL, "affected"):
        return f"affected {member(change)}: {change.after or 0}"
    if change := told.first(DETAIL, "services"):
        service = told.vocabulary.label(member(change), CodedList.SERVICES)
        return f"service {service}: {change.after or 'none'}"
    return ""


def _in_words(told: Told, word: str, value: Value, listed_in: CodedList | None) -> str:
    match value:
        case None:
            return f"{word} removed"
        case str() if listed_in is not None:
            return f"{word} {told.vocabulary.label(value, listed_in)}"
        case bool():
            return word if value else f"not {word}"
        case int():
            return f"{word}: {value}"
        case datetime():
            return f"{word} {value.astimezone():%Y-%m-%d %H:%M}"
        case _:
            return f"{word} {value}"


def _signed(change: Change) -> str:
    return f"{'-' if change.after is None else '+'}{member(change)}"
