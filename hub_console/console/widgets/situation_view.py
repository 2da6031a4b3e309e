"""The situation that has the floor, as values: only what its filter and its state allow."""

from collections.abc import Mapping
from dataclasses import dataclass

from hub_console.console import shapes, times
from hub_console.console.views import Panel, Scene
from hub_console.console.widgets.frame import has_cursor
from hub_console.console.widgets.key_names import Keys, hint
from hub_console.console.widgets.timer import TimerView, timer_view
from hub_console.meeting import situation as rules
from hub_console.meeting.rules import FilterThree, TableRules
from hub_console.meeting.seen import risk_words
from hub_console.meeting.situation import FILTER_ASKS, Filter, Situation, SituationState
from hub_console.meeting.table import Table
from hub_console.meeting.values import Picks, picked
from hub_console.vocabulary import REASONS, CodedList, Grouping, Vocabulary

LIVE_ON_WALL = "LIVE ON WALL"


@dataclass(frozen=True, slots=True)
class Step:
    """One of the four filters: its shape, what is asked there, and when it was passed."""

    number: int
    mark: str
    asks: str
    here: bool
    passed: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the situation: a label, and values that the cursor can be on by their code."""

    label: str
    values: tuple[tuple[str, str], ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class SituationView:
    """What the situation's panel shows of a situation.

    Attributes:
        title: Its number, and when it was amended.
        wall: What the wall shows of it, in words.
        about: Type, sex, age and the like, label and value; the label may be empty.
        brought: Who brought it, and what else was found out first.
        brief: Both in the fewest words.
        steps: The four filters.
        timer: Of the item.
        factors: Risk factors, code and title.
        facts: Flags, protective factors, parts, services, dates.
        note: Of the item.
        warnings: What the table should look at again.
        decision: What the table decided; empty while it has not.
        redacted: Why nothing but what is kept is shown; empty while the detail is there.
        cursor: The code under the cursor.
        focus: Whether the cursor is in the panel.
        flow: The keys beside the filter: to pass it, to stop at it; empty where they cannot act.
        hint: The key beside the risk factors.
        undo: The key that takes back.
        reminder: How the table finds agencies, while it does.
    """

    title: str
    wall: str
    about: tuple[tuple[str, str], ...]
    brought: tuple[tuple[str, str], ...]
    brief: tuple[str, ...]
    steps: tuple[Step, ...]
    timer: TimerView
    factors: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...]
    note: str
    warnings: tuple[str, ...]
    decision: str
    redacted: str
    cursor: str | None
    focus: bool
    flow: tuple[str, str]
    hint: str
    undo: str
    reminder: str


def situation_view(scene: Scene, table: Table, situation: Situation) -> SituationView:
    """The view of the situation that has the floor."""
    item, vocabulary, keys = table.live, scene.vocabulary, scene.keys
    assert item is not None
    redacted = str(situation.state) if situation.keeps_no_detail else ""
    amended = f" · amended {times.dated(item.amended)}" if item.amended else ""
    about = _about(situation, vocabulary)
    agency = table.agency(situation.originating or "")
    by = f"{agency.tag} {agency.name}" if agency else situation.originating or "–"
    brought = [("brought by", by), *_found_out(situation, vocabulary)]
    note = table.note_on(item)
    categories = _categories(vocabulary, situation)
    return SituationView(
        (situation.number or "not numbered yet") + amended,
        wall_words(table, ("situation", "timer only")),
        tuple(about),
        tuple(brought),
        tuple(v for _, v in about) + ((f"orig {situation.originating}",) if agency else ()),
        tuple(_steps(situation)),
        timer_view(scene, item, table.rules, scene.now),
        _risk(scene, table, situation),
        tuple(_facts(scene, situation)),
        note.text if note and not redacted else "",
        (*_missed(table, situation), *_warnings(situation, categories, keys)),
        decision_words(situation, vocabulary),
        redacted,
        scene.cursor if scene.panel is Panel.SITUATION else None,
        has_cursor(scene, Panel.SITUATION),
        _flow(situation, keys),
        hint(keys, "code", "risk"),
        keys.get("undo", "u"),
        _reminder(situation, table.rules),
    )


def _warnings(situation: Situation, categories: Mapping[str, str], keys: Keys) -> tuple[str, ...]:
    """What the table should look at again; consent, with the keys that record it."""
    keyed = {rules.NO_CONSENT: f"{rules.NO_CONSENT} [{keys['about']} c]"} if "about" in keys else {}
    return tuple(keyed.get(each, each) for each in rules.warnings(situation, categories))


def wall_words(table: Table, shown: tuple[str, ...] = ()) -> str:
    """What the wall shows, for the corner of a panel.

    Args:
        table: The table.
        shown: The views that show what is in the panel.
    """
    meeting = table.meeting
    if meeting is None:
        return ""
    if meeting.wall_blank:
        return "WALL BLANK"
    view = meeting.shown_view
    return LIVE_ON_WALL if view in shown else f"ON WALL: {view}"


def decision_words(situation: Situation, vocabulary: Vocabulary | None) -> str:
    """What the table decided; empty while it has not."""
    if situation.grouping is not None:
        grouping = situation.grouping
        if grouping in list(Grouping):
            grouping = Grouping(grouping).label
        elif situation.keeps_no_detail:
            grouping = str(situation.state).capitalize()
        reason = _label(vocabulary, situation.reason, *REASONS)
        return f"{grouping}: {reason}" if reason else grouping
    return _label(vocabulary, situation.outcome, CodedList.OUTCOMES)


def _flow(situation: Situation, keys: Keys) -> tuple[str, str]:
    if situation.state is not SituationState.PRESENTED:
        return "", ""
    passes = situation.filter is not Filter.PLANNING
    return hint(keys, "pass", "pass") if passes else "", hint(keys, "stop", "reject")


def _missed(table: Table, situation: Situation) -> tuple[str, ...]:
    """Who is needed for it and not in the room, while that can still be helped."""
    missed = () if situation.keeps_no_detail or table.amending else table.missed(situation)
    return (f"not here: {' '.join(missed)}",) if missed else ()


def _reminder(situation: Situation, table_rules: TableRules) -> str:
    here = situation.filter is Filter.LIMITED_IDENTIFICATION
    if not here or situation.state is not SituationState.PRESENTED:
        return ""
    match table_rules.filter_three:
        case FilterThree.SPOKEN:
            return "Say the name once, write it nowhere."
        case FilterThree.DE_IDENTIFIED:
            return "Still de-identified: agencies are chosen by need."


def _about(situation: Situation, vocabulary: Vocabulary | None) -> list[tuple[str, str]]:
    age = ("age", _label(vocabulary, situation.age_band, CodedList.AGE_BANDS))
    sex = ("sex", situation.sex or "")
    language = ("language", _label(vocabulary, situation.language, CodedList.LANGUAGES))
    type_ = ("type", _label(vocabulary, situation.type, CodedList.TYPES).lower())
    return [fact for fact in (age, sex, type_, language) if fact[1]]


def _found_out(situation: Situation, vocabulary: Vocabulary | None) -> list[tuple[str, str]]:
    consent = _label(vocabulary, situation.consent, CodedList.CONSENTS).lower()
    before = {True: "yes", False: "no", None: ""}[situation.previously_discussed]
    return [fact for fact in (("consent", consent), ("discussed before", before)) if fact[1]]


def _steps(situation: Situation) -> list[Step]:
    steps = []
    for filter_ in Filter:
        here = filter_ is situation.filter
        mark = shapes.DONE if filter_ < situation.filter else shapes.WAITING
        if here:
            mark = shapes.LIVE
            if situation.keeps_no_detail:
                mark = shapes.STOPPED
            elif situation.state is not SituationState.PRESENTED:
                mark = shapes.DONE
        passed = situation.passed.get(str(int(filter_)))
        at = times.hour(passed) if passed else ""
        steps.append(Step(int(filter_), mark, FILTER_ASKS[filter_], here, at))
    return steps


def _facts(scene: Scene, situation: Situation) -> list[Fact]:
    vocabulary, today = scene.vocabulary, scene.now.astimezone().date()
    if situation.keeps_no_detail:
        return []
    facts = [
        Fact("FLAGS", _labelled(vocabulary, picked(situation.flags))),
        Fact("PROTECTIVE", _labelled(vocabulary, picked(situation.protective_factors))),
    ]
    parts = [
        *([("", f"{shapes.LEAD} {situation.lead} leads")] if situation.lead else []),
        *_tags(shapes.ASSISTING, situation.assisting, "assist"),
        *_tags(shapes.INVOLVED, situation.involved, "involved"),
    ]
    facts.append(Fact("AGENCIES", tuple(parts), strong=True))
    affected = tuple(("", f"{who} {count}") for who, count in situation.affected.items())
    facts.append(Fact("AFFECTED", affected))
    services = [
        (code, f"{_label(vocabulary, code, CodedList.SERVICES)} ({kind})")
        for code, kind in situation.services.items()
    ]
    facts.append(Fact("SERVICES", tuple(services)))
    contact, due = situation.intervened, situation.due
    if contact:
        facts.append(Fact("CONTACT", (("", f"{times.day(contact)} {times.hour(contact)}"),)))
    if due:
        days = (due - today).days
        when = "today" if days == 0 else f"in {days} d" if days > 0 else f"{-days} d late"
        facts.append(Fact("DUE", (("", f"{times.day(due)} ({when})"),)))
    calls = (("before", situation.calls_before), ("after", situation.calls_after))
    counted = tuple(("", f"{count} {when}") for when, count in calls if count is not None)
    facts.append(Fact("CALLS", counted))
    if situation.systemic_issue:
        issue = _label(vocabulary, situation.systemic_issue, CodedList.SYSTEMIC_ISSUES)
        facts.append(Fact("SYSTEMIC", (("", issue),)))
    even_empty = () if scene.projected else ("FLAGS", "PROTECTIVE")
    return [fact for fact in facts if fact.values or fact.label in even_empty]


def _tags(shape: str, picks: Picks, word: str) -> list[tuple[str, str]]:
    tags = picked(picks)
    return [("", f"{shape} {' '.join(tags)} {word}")] if tags else []


def _risk(scene: Scene, table: Table, situation: Situation) -> tuple[tuple[str, str], ...]:
    """Risk factors, code and title; the room sees them as far as the wall's detail goes."""
    vocabulary, meeting = scene.vocabulary, table.meeting
    if scene.projected and vocabulary is not None and meeting is not None:
        words = risk_words(situation.risk_factors, meeting.wall_detail, vocabulary)
        return tuple(("", word) for word in words)
    return _titled(vocabulary, picked(situation.risk_factors))


def _titled(vocabulary: Vocabulary | None, codes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    found = ((code, vocabulary.find(code) if vocabulary else None) for code in codes)
    return tuple((code, entry.title if entry else code) for code, entry in found)


def _labelled(vocabulary: Vocabulary | None, codes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((code, vocabulary.label(code) if vocabulary else code) for code in codes)


def _categories(vocabulary: Vocabulary | None, situation: Situation) -> dict[str, str]:
    found = ((c, vocabulary.find(c) if vocabulary else None) for c in situation.risk_factors)
    return {code: entry.category for code, entry in found if entry}


def _label(vocabulary: Vocabulary | None, code: str | None, *lists: CodedList) -> str:
    if not code:
        return ""
    return vocabulary.label(code, *lists) if vocabulary else code
