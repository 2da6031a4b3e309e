"""Numbers of situations that follow each other, told in one line."""

from collections.abc import Iterator, Sequence


def runs(numbers: Sequence[str]) -> Iterator[str]:
    """Numbers in their order, three or more that follow each other in one line."""
    found: list[list[str]] = []
    for number in numbers:
        if found and _follows(found[-1][-1], number):
            found[-1].append(number)
        else:
            found.append([number])
    for run in found:
        if len(run) > 2:
            yield f"{run[0]} to {run[-1]}, {len(run)} situations"
        else:
            yield from run


def _follows(before: str, number: str) -> bool:
    """Whether a number is the next one of its year: ``2026-012`` after ``2026-011``."""
    year, _, count = before.rpartition("-")
    next_year, _, next_count = number.rpartition("-")
    return (
        year == next_year
        and count.isdecimal()
        and next_count.isdecimal()
        and int(next_count) == int(count) + 1
    )
