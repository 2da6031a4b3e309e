"""What a report tells of measured values: how many, the median, the middle half, the largest."""

from collections.abc import Sequence
from statistics import median, quantiles

from hub_console.reports.report import Value

COLUMNS = ("Number", "Median", "Middle half from", "to", "Longest")


def spread(values: Sequence[float]) -> tuple[Value, ...]:
    """The values of the columns; of none nothing but the number."""
    if not values:
        return (0, None, None, None, None)
    low, high = _middle_half(values)
    told = (median(values), low, high, max(values))
    return (len(values), *(round(float(value), 1) for value in told))


def _middle_half(values: Sequence[float]) -> tuple[float, float]:
    if len(values) == 1:
        return values[0], values[0]
    low, _, high = quantiles(values, n=4, method="inclusive")
    return low, high
