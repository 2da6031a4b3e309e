"""Figures of who was discussed, by whom it was brought, and how it ended."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hub_console.record.statistics.facts import Case
from hub_console.reports.report import Figure, Row
from hub_console.reports.view import NOT_RECORDED, STANDINGS, View, counted, crossed, listed, met
from hub_console.vocabulary import CodedList

NO_LEAD = "no lead on record"
MORE_THAN_ONE = "more than one, or a place"


def by_table(view: View) -> Figure:
    """Situations by table, where there are several."""
    facts = view.facts
    presented = Counter(case.home for case in facts.cases)
    risen = Counter(case.home for case in facts.cases if met(case))
    rejected = Counter(case.home for case in facts.cases if case.grouping == "rejected")
    rows = tuple(
        Row(name, (presented[home], risen[home], rejected[home]))
        for home, name in facts.tables.items()
    )
    return Figure(
        "by-table",
        "Situations by table",
        "Table",
        ("Presented", "Met AER", "Rejected"),
        rows,
        "",
        view.situations,
        drawn=True,
    )


def by_time(view: View) -> Figure:
    """Situations by month; by year in a period of more than two years."""
    facts = view.facts
    of_years = (facts.last - facts.first).days > 2 * 366
    presented = counted(facts.cases, lambda case: _when(case, of_years))
    risen = counted(filter(met, facts.cases), lambda case: _when(case, of_years))
    rejected = counted(
        (case for case in facts.cases if case.grouping == "rejected"),
        lambda case: _when(case, of_years),
    )
    rows = tuple(
        Row(when, (presented[when], risen[when], rejected[when])) for when in sorted(presented)
    )
    heading = "Year" if of_years else "Month"
    return Figure(
        "by-time",
        f"Situations by {heading.lower()}",
        heading,
        ("Presented", "Met AER", "Rejected"),
        rows,
        "Undecided ones are presented, and neither met AER nor rejected.",
        view.situations,
        drawn=True,
    )


def _when(case: Case, of_years: bool) -> str:
    return case.presented.isoformat()[: 4 if of_years else 7]


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something of which every situation has exactly one label.

    Attributes:
        key: Of its figure.
        title: Of its figure.
        heading: Of its labels.
        of: The label of a situation.
        order: Labels in their lasting order; the others follow by how many they are.
    """

    key: str
    title: str
    heading: str
    of: Callable[[View, Case], str]
    order: Callable[[View], Iterable[str]] = lambda _: ()

    def counts(self, view: View, cases: Iterable[Case]) -> Counter[str]:
        """How many situations there are of each label."""
        return counted(cases, lambda case: self.of(view, case))

    def figure(self, view: View) -> Figure:
        """All situations of the period by label."""
        counts = self.counts(view, view.facts.cases)
        return listed(
            self.key,
            self.title,
            self.heading,
            counts,
            order=self.order(view),
            whole=view.situations,
        )


def sex(view: View, case: Case) -> str:
    """What a situation is counted under by sex."""
    if case.sex is None and case.type not in (None, "person"):
        return MORE_THAN_ONE
    return view.label(CodedList.SEXES, case.sex)


def age(view: View, case: Case) -> str:
    """What a situation is counted under by age."""
    if case.age_band is None and case.type not in (None, "person"):
        return MORE_THAN_ONE
    return view.label(CodedList.AGE_BANDS, case.age_band)


def age_by_sex(view: View) -> Figure:
    """Age band by sex."""
    return crossed(
        "age-by-sex",
        "Age band by sex",
        "Age",
        Counter((age(view, case), sex(view, case)) for case in view.facts.cases),
        order=[*view.order(CodedList.AGE_BANDS), MORE_THAN_ONE],
        columns=[*view.order(CodedList.SEXES), MORE_THAN_ONE],
        whole=view.situations,
    )


def affected(view: View) -> Figure:
    """Persons affected, by band and sex as the table counted them."""
    counts: Counter[str] = Counter()
    for pick in view.picks("affected"):
        counts[pick.key] += pick.times
    return listed(
        "affected",
        "Persons affected",
        "Age and sex",
        counts,
        column="Persons",
        whole=sum(counts.values()),
        order=sorted(counts),
    )


def languages(view: View) -> Figure:
    """Situations by language, of those where one is on record."""
    known = [case for case in view.facts.cases if case.language is not None]
    return listed(
        "language",
        "Language",
        "Language",
        counted(known, lambda case: view.label(CodedList.LANGUAGES, case.language)),
        whole=len(known),
        note=f"Recorded for {len(known)} of {view.situations} situations.",
    )


def equity_conclusions(view: View) -> Figure:
    """How situations ended, by the sex and the age band of the person."""
    both: Counter[tuple[str, str]] = Counter()
    for case in view.facts.cases:
        both[sex(view, case), view.standing(case)] += 1
        if (band := age(view, case)) != MORE_THAN_ONE:
            both[_aged(band), view.standing(case)] += 1
    return crossed(
        "equity-conclusions",
        "Equity: who is discussed, and how it ended",
        "Sex or age",
        both,
        order=_who(view),
        columns=STANDINGS,
        note="Each situation about a person stands once under its sex and once under its age.",
    )


def equity_brought(view: View) -> Figure:
    """Which sectors bring whom."""
    both: Counter[tuple[str, str]] = Counter()
    for case in view.facts.cases:
        sector = view.sector(case.originating, case.home)
        both[sex(view, case), sector] += 1
        if (band := age(view, case)) != MORE_THAN_ONE:
            both[_aged(band), sector] += 1
    return crossed(
        "equity-brought",
        "Equity: who is discussed, and by whom brought",
        "Sex or age",
        both,
        order=_who(view),
        note="By the sector of the originating agency.",
    )


def _who(view: View) -> list[str]:
    return [
        *view.order(CodedList.SEXES),
        MORE_THAN_ONE,
        *map(_aged, view.order(CodedList.AGE_BANDS)),
    ]


def _aged(band: str) -> str:
    return f"age {band}"


_SAID = {True: "discussed before", False: "first time", None: NOT_RECORDED}

TYPE = Attribute(
    "type",
    "Type of situation",
    "Type",
    lambda view, case: view.label(CodedList.TYPES, case.type),
    lambda view: view.order(CodedList.TYPES),
)
SEX = Attribute(
    "sex", "Sex", "Sex", sex, lambda view: [*view.order(CodedList.SEXES), MORE_THAN_ONE]
)
AGE = Attribute(
    "age", "Age band", "Age", age, lambda view: [*view.order(CodedList.AGE_BANDS), MORE_THAN_ONE]
)
CONSENT = Attribute(
    "consent",
    "Consent sought",
    "Consent",
    lambda view, case: view.label(CodedList.CONSENTS, case.consent),
    lambda view: view.order(CodedList.CONSENTS),
)
REPEAT = Attribute(
    "repeat",
    "Repeat presentations, as the originating agency said",
    "Discussed before",
    lambda _, case: _SAID[case.previously_discussed],
    lambda _: _SAID.values(),
)
STANDING = Attribute(
    "standing",
    "Where the situations stand",
    "Standing",
    lambda view, case: view.standing(case),
    lambda _: STANDINGS,
)
BROUGHT = Attribute(
    "brought",
    "Situations by the sector that brought them",
    "Sector",
    lambda view, case: view.sector(case.originating, case.home),
)
LED = Attribute(
    "led",
    "Situations by the sector that leads",
    "Sector",
    lambda view, case: view.sector(case.lead, case.home) if case.lead else NO_LEAD,
)
