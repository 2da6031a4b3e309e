"""Figures of risk, of what protects, and of the services that were mobilized."""

from collections import Counter

from hub_console.record.statistics.facts import Pick
from hub_console.reports.report import Figure
from hub_console.reports.view import NOT_RECORDED, View, crossed, in_order, listed, tallied
from hub_console.vocabulary import CodedList

LEADING = 10


def category(view: View, pick: Pick) -> str:
    """The category of a risk factor, or the group that the report counts it under."""
    entry = view.vocabulary.find(pick.key, CodedList.RISK_FACTORS)
    own = entry.category if entry else pick.key
    return view.roll_ups.get(CodedList.RISK_FACTORS, {}).get(own, own)


def factor(view: View, pick: Pick) -> str:
    """A risk factor under its category."""
    entry = view.vocabulary.find(pick.key, CodedList.RISK_FACTORS)
    return entry.title if entry else pick.key


def categories(view: View) -> Figure:
    """The categories of the risk factors, each in share of all factors marked."""
    picks = view.picks("risk_factors")
    marked = sum(pick.times for pick in picks)
    return listed(
        "risk-categories",
        "Risk factors by category",
        "Category",
        tallied(picks, lambda pick: category(view, pick)),
        whole=marked,
        column="Factors marked",
        note=f"Shares are of the {marked} factors marked, of which a situation has several.",
    )


def leading_factors(view: View) -> Figure:
    """The ten factors that most situations show."""
    counts = tallied(view.picks("risk_factors"), lambda pick: factor(view, pick))
    ten = in_order(counts)[:LEADING]
    return listed(
        "risk-factors",
        "The ten leading risk factors",
        "Risk factor",
        {label: counts[label] for label in ten},
        whole=view.situations,
        note="Shares are of all situations; a situation has several factors.",
    )


def all_factors(view: View) -> Figure:
    """Every factor that was marked."""
    counts = tallied(view.picks("risk_factors"), lambda pick: factor(view, pick))
    return listed(
        "all-risk-factors", "All risk factors", "Risk factor", counts, whole=view.situations
    )


def by_age(view: View) -> Figure:
    """The categories of the risk factors by age band of the person."""
    counts: Counter[tuple[str, str]] = Counter()
    for pick in view.picks("risk_factors"):
        band = view.label(CodedList.AGE_BANDS, pick.beside)
        counts[category(view, pick), "no one age" if band == NOT_RECORDED else band] += pick.times
    return crossed(
        "risk-by-age",
        "Risk factors by category and age",
        "Category",
        counts,
        columns=view.order(CodedList.AGE_BANDS),
        note="Factors marked, not situations.",
    )


def flags(view: View) -> Figure:
    """Study flags."""
    return _of_picks(view, "flags", "Study flags", "Flag", CodedList.FLAGS)


def protective(view: View) -> Figure:
    """Protective factors."""
    return _of_picks(
        view,
        "protective_factors",
        "Protective factors",
        "Protective factor",
        CodedList.PROTECTIVE_FACTORS,
    )


def systemic(view: View) -> Figure:
    """Systemic issues that situations showed."""
    known = [case for case in view.facts.cases if case.systemic_issue is not None]
    counts = Counter(view.label(CodedList.SYSTEMIC_ISSUES, case.systemic_issue) for case in known)
    return listed("systemic-issues", "Systemic issues", "Issue", counts, whole=view.situations)


def services(view: View) -> Figure:
    """Services mobilized, by how far."""
    counts: Counter[tuple[str, str]] = Counter()
    for pick in view.picks("services"):
        service = view.label(CodedList.SERVICES, pick.key)
        counts[service, view.label(CodedList.MOBILIZATIONS, pick.beside)] += pick.times
    return crossed(
        "services",
        "Services mobilized",
        "Service",
        counts,
        columns=view.order(CodedList.MOBILIZATIONS),
    )


def _of_picks(view: View, field: str, title: str, heading: str, codes: CodedList) -> Figure:
    counts = tallied(view.picks(field), lambda pick: view.label(codes, pick.key))
    return listed(
        field.replace("_", "-"),
        title,
        heading,
        counts,
        whole=view.situations,
        note="A situation may have several.",
    )
