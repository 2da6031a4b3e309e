"""No count under five can be worked out: an attacker adds and subtracts whatever is told."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hub_console.meeting.values import Id
from hub_console.reports.public import NotAYear, must_be_a_year
from hub_console.reports.public_figures import Told, figure_of
from hub_console.reports.report import SUPPRESSED, Figure
from hub_console.reports.suppression import ELSEWHERE, FEWEST, Arc, Node, is_safe, untold

COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 40))


def learned(arcs: list[Arc], hidden: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Every sum of untold counts that adding and subtracting lines gives, each with its size.

    A line says that what goes into a node is what comes out of it; what is told is known. Lines
    of counts in a network are totally unimodular, so that taking each line away, leaving it out
    or adding it once gives every sum that any combination gives.
    """
    nodes: list[Node] = sorted({node for a in arcs for node in (a.start, a.end)}, key=str)
    nodes = [node for node in nodes if node != ELSEWHERE]
    for signs in product((-1, 0, 1), repeat=len(nodes)):
        sign = dict(zip(nodes, signs, strict=True))
        of_each = {
            place: sign.get(arcs[place].start, 0) - sign.get(arcs[place].end, 0) for place in hidden
        }
        if all(times >= 0 for times in of_each.values()) and any(of_each.values()):
            summed = [arcs[place].count for place, times in of_each.items() if times]
            yield sum(summed), len(summed)


def reveals(arcs: list[Arc], hidden: frozenset[int]) -> bool:
    """Whether the attacker learns a sum of counts that is under five and not nothing."""
    told_though_small = any(a.small for place, a in enumerate(arcs) if place not in hidden)
    return told_though_small or any(0 < total < FEWEST for total, _ in learned(arcs, hidden))


def a_row(counts: list[int]) -> list[Arc]:
    """The parts of one whole that is told."""
    return [Arc("whole", ELSEWHERE, count) for count in counts]


@given(st.lists(COUNTS, min_size=1, max_size=8))
def test_parts_of_a_whole(counts: list[int]) -> None:
    arcs = a_row(counts)
    hidden = untold(arcs)
    if sum(counts) >= FEWEST:
        assert not reveals(arcs, hidden)
        assert is_safe(arcs, hidden)


@settings(deadline=None)
@given(st.lists(st.lists(COUNTS, min_size=3, max_size=3), min_size=1, max_size=3))
@example([[3, 9, 20], [9, 9, 9]])
def test_the_check_agrees_with_the_attacker(rows: list[list[int]]) -> None:
    arcs = [Arc(f"r{r}", f"c{c}", n) for r, row in enumerate(rows) for c, n in enumerate(row)]
    small = frozenset(place for place, arc in enumerate(arcs) if arc.small)
    assert is_safe(arcs, small) is not reveals(arcs, small)


def test_one_small_count_takes_the_next_smallest_with_it() -> None:
    assert untold(a_row([3, 40, 6, 12])) == {0, 2}


def test_two_small_counts_whose_sum_is_small_take_a_third_with_them() -> None:
    assert untold(a_row([1, 2, 40, 6])) == {0, 1, 3}


def test_small_counts_that_hide_each_other_take_none_with_them() -> None:
    assert untold(a_row([3, 4, 40, 6])) == {0, 1}


def test_nothing_small_leaves_everything_told() -> None:
    assert untold(a_row([5, 0, 40])) == frozenset()


def a_figure(rows: list[list[int]], of_a_whole: bool) -> tuple[Told, Figure]:
    """What is told of tables with so many of each label."""
    tables = {Id(f"t{n}"): f"Table {n}" for n in range(len(rows))}
    counts = {
        home: Counter({f"label {n}": count for n, count in enumerate(row)})
        for home, row in zip(tables, rows, strict=True)
    }
    told = Told("key", "title", "heading", counts, of_a_whole)
    return told, figure_of(told, tables)


def lines_of(told: Told, figure: Figure) -> Iterator[set[tuple[Id, str]]]:
    """The cells whose sum a reader knows: of each whole and each sum that is told."""
    tables = list(told.counts)
    for row in figure.rows:
        if len(tables) > 1 and row.values[0] is not SUPPRESSED:
            yield {(home, row.label) for home in tables}
        for home, value in zip(tables, row.values[len(tables) > 1 :], strict=True):
            if value is not SUPPRESSED:
                yield {(home, row.label)}
    if told.of_a_whole:
        for home, counts in told.counts.items():
            if not 0 < sum(counts.values()) < FEWEST:  # tables and marks so few are not told
                yield {(home, row.label) for row in figure.rows}
    if figure.whole is not None:
        yield {(home, row.label) for home in tables for row in figure.rows}


def worked_out(told: Told, figure: Figure) -> Iterator[int]:
    """Every sum of cells that adding and subtracting what is told gives."""
    lines = [line for line in lines_of(told, figure) if len(line) > 1]
    known = {cell for line in lines_of(told, figure) if len(line) == 1 for cell in line}
    unknown = sorted({cell for line in lines for cell in line} - known)
    for signs in product((-1, 0, 1), repeat=len(lines)):
        times = {
            cell: sum(sign for sign, line in zip(signs, lines, strict=True) if cell in line)
            for cell in unknown
        }
        if any(times.values()) and set(times.values()) <= {0, 1}:
            yield sum(told.counts[home][label] for (home, label), n in times.items() if n)


@settings(deadline=None, max_examples=300)
@given(
    st.lists(st.lists(COUNTS, min_size=3, max_size=3), min_size=1, max_size=3),
    st.booleans(),
)
@example([[3, 0, 0], [9, 9, 9]], True)
@example([[3, 9, 20], [9, 9, 9], [9, 9, 9]], True)
@example([[3, 9, 20], [9, 9, 9]], False)
def test_no_figure_gives_a_small_count_away(rows: list[list[int]], of_a_whole: bool) -> None:
    told, figure = a_figure(rows, of_a_whole)
    for row in figure.rows:
        for value in row.values:
            assert value is SUPPRESSED or value == 0 or int(str(value)) >= FEWEST
    assert [sum_ for sum_ in worked_out(told, figure) if 0 < sum_ < FEWEST] == []


@settings(deadline=None)
@given(st.lists(st.lists(COUNTS, min_size=3, max_size=3), min_size=2, max_size=3))
def test_the_citys_report_tells_of_a_table_what_its_own_tells(rows: list[list[int]]) -> None:
    _, city = a_figure(rows, of_a_whole=True)
    for n, counts in enumerate(rows):
        _, own = a_figure([counts], of_a_whole=True)
        told = {row.label: row.values[0] for row in own.rows}
        for row in city.rows:
            assert row.values[1 + n] == told.get(row.label, 0)


@given(st.dates(date(2020, 1, 1), date(2027, 12, 31)), st.integers(0, 800))
def test_periods_that_may_be_told_never_overlap_in_part(first: date, days: int) -> None:
    """Whatever two periods are told, they are the same or have no day in common."""
    last = first + timedelta(days=days)
    try:
        must_be_a_year(first, last, date(2027, 6, 1))
    except NotAYear:
        return
    assert (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31))


def test_years_and_nothing_else_may_be_told() -> None:
    must_be_a_year(date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1))
    for first, last in (
        (date(2026, 1, 1), date(2026, 6, 30)),
        (date(2025, 1, 1), date(2026, 12, 31)),
        (date(2026, 4, 1), date(2027, 3, 31)),
        (date(2027, 1, 1), date(2027, 12, 31)),
    ):
        with pytest.raises(NotAYear, match="--from 2026-01-01 --to 2026-12-31"):
            must_be_a_year(first, last, date(2027, 12, 31))
