"""Marks on the situation that has the floor."""

from collections.abc import Callable, Mapping
from functools import partial

from hub_console.console.keyboard import Act, Keyboard, P
from hub_console.console.modes.asking import Answer, Asking, Group
from hub_console.console.modes.calling import Call, Calling
from hub_console.console.modes.choosing import Offering, choose_from
from hub_console.console.modes.writing import DIGITS, Form, Writing
from hub_console.console.views import Choice, Tone
from hub_console.meeting.acts import discussion
from hub_console.meeting.agenda import NOTE_LENGTH, Item
from hub_console.meeting.identifiers import suspicions_at
from hub_console.meeting.table import Table
from hub_console.meeting.values import picked
from hub_console.vocabulary import OUTCOME_PANEL, PICKER, CodedList, Entry, Vocabulary, search

FIELD_OF = {
    CodedList.RISK_FACTORS: "risk_factors",
    CodedList.PROTECTIVE_FACTORS: "protective_factors",
    CodedList.FLAGS: "flags",
}


def table_of(board: Keyboard) -> Table:
    """The table; commands run only once it is there."""
    assert board.desk.table is not None
    return board.desk.table


def words_of(board: Keyboard) -> Vocabulary:
    """The vocabulary; commands run only once it is there."""
    assert board.desk.vocabulary is not None
    return board.desk.vocabulary


def tags(board: Keyboard) -> frozenset[str]:
    """The tags that can be called."""
    return frozenset(agency.tag for agency in table_of(board).roster)


def code(board: Keyboard) -> None:
    """Code risk factors, protective factors and flags: one space of codes, one picker."""
    vocabulary, picks_made = words_of(board), list[str]()

    def held() -> tuple[str, ...]:
        situation = table_of(board).live_situation
        return tuple(c for f in FIELD_OF.values() for c in picked(getattr(situation, f)))

    def offer(query: str) -> list[Choice]:
        entries = search(vocabulary.entries(*PICKER), query, board.desk.frequency)
        on = frozenset(held())
        return [Choice(e.code, e.title, e.code in on, _LIST_HINT[e.listed_in]) for e in entries]

    def exact(query: str) -> Choice | None:
        entry = vocabulary.find(query, *PICKER) if len(query) == 3 else None
        return Choice(entry.code, entry.title) if entry and not entry.hidden else None

    def toggle(choice: Choice) -> None:
        there = choice.code in held()
        _mark_code(board, choice.code, drop=there)
        if not there:
            picks_made.append(choice.code)

    def drop() -> None:
        on = held()
        last = next((c for c in reversed([*on, *picks_made]) if c in on), None)
        if last is None:
            board.say("Nothing is picked.", Tone.REFUSED)
        else:
            _mark_code(board, last, drop=True)

    choose_from(
        board,
        Offering(
            "CODE",
            "CODE RISK FACTORS",
            offer,
            toggle,
            hints="type to filter · digit picks · 3-letter code picks at once · Esc done",
            stays=True,
            exact=exact,
            drop=drop,
            picked=held,
            about=lambda choice: _definition(vocabulary, choice.code, *PICKER),
        ),
    )


_LIST_HINT: Mapping[CodedList, str] = {
    CodedList.RISK_FACTORS: "",
    CodedList.PROTECTIVE_FACTORS: "protective",
    CodedList.FLAGS: "flag",
}


def _mark_code(board: Keyboard, picked_code: str, *, drop: bool) -> None:
    entry = words_of(board).require(picked_code, *PICKER)
    act = discussion.drop_code if drop else discussion.pick_code
    board.act(act, FIELD_OF[entry.listed_in], entry.code)


def _definition(vocabulary: Vocabulary, wanted: str, *lists: CodedList) -> str:
    entry = vocabulary.find(wanted, *lists)
    return entry.definition if entry else ""


def involved(board: Keyboard) -> None:
    """Agencies that know or serve the person."""
    _call(board, "INVOLVED", lambda tag: board.act(discussion.toggle_involved, tag))


def assist(board: Keyboard) -> None:
    """Agencies that help the lead."""
    _call(board, "ASSISTING", lambda tag: board.act(discussion.toggle_assisting, tag))


def lead(board: Keyboard) -> None:
    """The agency that leads."""
    _call(board, "LEAD", lambda tag: board.act(discussion.set_lead, tag), stays=False)


def _call(
    board: Keyboard, name: str, called: Callable[[str], object], *, stays: bool = True
) -> None:
    hints = "two letters of an agency, again to take it back · Esc done"
    if not stays:
        hints = "two letters of the agency · Esc back"
    call = Call(name, partial(tags, board), lambda _, tag: called(tag), hints, stays=stays)
    board.enter(Calling(board, call))


def reject(board: Keyboard) -> None:
    """Stop at this filter, with a reason."""
    reasons = words_of(board).entries(CodedList.CONCLUSIONS)
    answers = [
        Answer(e.key, e.label, partial(board.act, discussion.reject, e.code))
        for e in reasons
        if e.grouping == "rejected"
    ]
    title = "STOP: REJECT AND REDACT"
    board.enter(Asking(board, "STOP", title, [("The reason is kept, the rest goes", answers)]))


def outcome(board: Keyboard) -> None:
    """Intervention agreed, what was reported back, or the conclusion."""
    groups: dict[str, list[Answer]] = {}
    for entry in words_of(board).entries(*OUTCOME_PANEL):
        if entry.grouping != "rejected":
            groups.setdefault(_heading(entry), []).append(_outcome_answer(board, entry))
    board.enter(Asking(board, "OUTCOME", "OUTCOME", list(groups.items())))


def _heading(entry: Entry) -> str:
    if entry.listed_in is CodedList.OUTCOMES:
        return "This table"
    return "Report-back" if entry.listed_in is CodedList.REPORT_BACKS else entry.category


def _outcome_answer(board: Keyboard, entry: Entry) -> Answer:
    match entry.listed_in:
        case CodedList.OUTCOMES:
            return _act_answer(board, entry.key, entry.label, discussion.open_situation, entry.code)
        case CodedList.REPORT_BACKS:
            return _act_answer(board, entry.key, entry.label, discussion.report_back, entry.code)
        case _:
            act, grouping = discussion.conclude, str(entry.grouping)
            return _act_answer(board, entry.key, entry.label, act, grouping, entry.code)


def _act_answer(
    board: Keyboard, key: str, label: str, act: "Act[P]", *args: P.args, **kwargs: P.kwargs
) -> Answer:
    """A key that does an act, dim with the reason where that would be refused."""
    why = board.why_not(act, *args, **kwargs)
    return Answer(key, label, partial(board.act, act, *args, **kwargs), why)


def due(board: Keyboard) -> None:
    """When to report back."""
    days = [
        Answer(str(n), f"in {n} days", partial(board.act, discussion.set_due, n))
        for n in range(1, 10)
    ]
    days[0] = Answer("1", "tomorrow", days[0].act)
    meeting = Answer("enter", "at the next meeting", partial(board.act, discussion.set_due, None))
    board.enter(Asking(board, "DUE", "REPORT BACK", [("When", [meeting, *days])]))


def about(board: Keyboard) -> None:
    """What the situation is, and what is recorded of it besides."""
    one, listed = partial(_ask_field, board), partial(_list_field, board)

    def field(key: str, label: str, name: str, ask: Callable[[], None]) -> Answer:
        return Answer(key, label, ask, board.why_not(discussion.set_field, name, None))

    person = [
        field("t", "type", "type", partial(one, "TYPE", "type", CodedList.TYPES)),
        field("s", "sex", "sex", partial(one, "SEX", "sex", CodedList.SEXES)),
        field("b", "age band", "age_band", partial(one, "AGE", "age_band", CodedList.AGE_BANDS)),
        field("l", "language", "language", partial(listed, "language", CodedList.LANGUAGES)),
    ]
    consent = partial(one, "CONSENT", "consent", CodedList.CONSENTS)
    systemic = partial(listed, "systemic_issue", CodedList.SYSTEMIC_ISSUES)
    not_affected = board.why_not(discussion.set_affected, "", 0)
    not_intervened = board.why_not(discussion.intervened, 0)
    more = [
        field("c", "consent sought", "consent", consent),
        field("p", "previously discussed", _PREVIOUSLY, partial(_previously, board)),
        Answer("a", "affected persons", partial(_affected, board), not_affected),
        Answer("i", "intervention made", partial(_intervened, board), not_intervened),
        field("y", "systemic issue", "systemic_issue", systemic),
    ]
    board.enter(Asking(board, "MORE", "MORE", [("The situation", person), ("Recorded", more)]))


def _ask_field(board: Keyboard, name: str, field: str, of: CodedList) -> None:
    answers = [
        Answer(e.key, e.label, partial(board.act, discussion.set_field, field, e.code))
        for e in words_of(board).entries(of)
    ]
    board.enter(Asking(board, name, name, [("One key", answers)]))


def _list_field(board: Keyboard, field: str, of: CodedList) -> None:
    vocabulary = words_of(board)
    name = field.replace("_", " ").upper()

    def offer(query: str) -> list[Choice]:
        return [Choice(e.code, e.label) for e in search(vocabulary.entries(of), query)]

    def choose(choice: Choice) -> None:
        board.act(discussion.set_field, field, choice.code)

    choose_from(
        board,
        Offering(name, name, offer, choose, about=lambda c: _definition(vocabulary, c.code, of)),
    )


def _previously(board: Keyboard) -> None:
    answers: list[Group] = [
        (
            "Has the table met it before?",
            [
                Answer("y", "yes", partial(board.act, discussion.set_field, _PREVIOUSLY, True)),
                Answer("n", "no", partial(board.act, discussion.set_field, _PREVIOUSLY, False)),
            ],
        )
    ]
    board.enter(Asking(board, "PREVIOUSLY", "PREVIOUSLY DISCUSSED", answers))


_PREVIOUSLY = "previously_discussed"


def _affected(board: Keyboard) -> None:
    vocabulary = words_of(board)

    def ask_count(band: str, sex: str) -> None:
        who = f"{band} {sex}"
        counts = [
            Answer(str(n), str(n), partial(board.act, discussion.set_affected, who, n))
            for n in range(10)
        ]
        board.enter(Asking(board, "AFFECTED", f"HOW MANY {who}", [("0 takes it out", counts)]))

    def ask_sex(band: str) -> None:
        sexes = vocabulary.entries(CodedList.SEXES)
        answers = [Answer(e.key, e.label, partial(ask_count, band, e.code)) for e in sexes]
        board.enter(Asking(board, "AFFECTED", f"AFFECTED {band}", [("Sex", answers)]))

    bands = vocabulary.entries(CodedList.AGE_BANDS)
    answers = [Answer(e.key, e.label, partial(ask_sex, e.code)) for e in bands]
    board.enter(Asking(board, "AFFECTED", "AFFECTED PERSONS", [("Age band", answers)]))


def _intervened(board: Keyboard) -> None:
    def written(hours: str) -> None:
        if hours:
            board.act(discussion.intervened, int(hours))

    title = "INTERVENTION MADE, HOURS AGO"
    hints = "0 is now · Enter keeps it · Esc back"
    form = Form("HOURS AGO", title, 3, written, hints=hints, only=DIGITS)
    board.enter(Writing(board, form))


def services(board: Keyboard) -> None:
    """A service mobilized, then how far."""
    vocabulary = words_of(board)

    def offer(query: str) -> list[Choice]:
        situation = table_of(board).live_situation
        so_far = situation.services if situation else {}
        entries = search(vocabulary.entries(CodedList.SERVICES), query, board.desk.frequency)
        return [Choice(e.code, e.label, e.code in so_far, so_far.get(e.code, "")) for e in entries]

    def exact(query: str) -> Choice | None:
        entry = vocabulary.find(query, CodedList.SERVICES)
        return Choice(entry.code, entry.label) if entry and not entry.hidden else None

    def choose(choice: Choice) -> None:
        kinds = [
            Answer(e.key, e.label, partial(board.act, discussion.mobilize, choice.code, e.code))
            for e in vocabulary.entries(CodedList.MOBILIZATIONS)
        ]
        board.enter(Asking(board, "SERVICE", choice.title.upper(), [("How far", kinds)]))

    hints = "type to filter · digit picks · 3-letter code picks at once · Esc back"
    choose_from(
        board,
        Offering(
            "SERVICES",
            "SERVICES MOBILIZED",
            offer,
            choose,
            hints=hints,
            exact=exact,
            about=lambda c: _definition(vocabulary, c.code, CodedList.SERVICES),
        ),
    )


def calls(board: Keyboard) -> None:
    """Calls for service in the 90 days before, or after."""
    situation = table_of(board).discussed()

    def ask(field: str, so_far: int | None, words: str) -> None:
        def written(count: str) -> None:
            board.act(discussion.set_field, field, int(count) if count else None)

        title = f"CALLS FOR SERVICE, 90 DAYS {words}"
        value = "" if so_far is None else str(so_far)
        hints = "how many calls · Enter keeps it · Esc back"
        form = Form("CALLS", title, 4, written, value, only=DIGITS, hints=hints)
        board.enter(Writing(board, form))

    before = partial(ask, "calls_before", situation.calls_before, "BEFORE")
    after = partial(ask, "calls_after", situation.calls_after, "AFTER")
    answers = [
        Answer("b", "before it was presented", before),
        Answer("a", "after it was opened", after),
    ]
    board.enter(Asking(board, "CALLS", "CALLS FOR SERVICE", [("90 days", answers)]))


def note(board: Keyboard) -> None:
    """The short note of the live item; what was typed is kept as a draft until Enter."""
    table = table_of(board)
    item = table.marked()
    if why := board.why_not(discussion.annotate, item, "a note"):
        board.say(why, Tone.REFUSED)
        return
    board.drafts.flush()
    there = table.note_on(item)

    def written(act: "Act[Item, str]", text: str) -> None:
        board.act(act, item, text)
        board.drafts.keep(item.id, "")

    form = Form(
        "NOTE",
        "NOTE: never on the wall, no names",
        NOTE_LENGTH,
        partial(written, discussion.annotate),
        value=board.desk.drafts.get(item.id) or (there.text if there else ""),
        hints="Enter keeps it · Esc back, the draft stays",
        keep=partial(board.drafts.keep, item.id),
        suspected=partial(suspicions_at, table),
        despite=partial(written, discussion.annotate_despite_warning),
    )
    board.enter(Writing(board, form))
