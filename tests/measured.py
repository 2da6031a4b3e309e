"""Which of many runs of one test the coverage report counts."""

from collections.abc import Iterable
from typing import Any

import pytest

unmeasured = pytest.mark.unmeasured
"""Run, and not counted: measuring takes as long again, and finds only what others found."""


def first_measured(values: Iterable[Any]) -> list[Any]:
    """Values for a test that does the same with each, of which the first is counted."""
    first, *others = values
    return [first, *(pytest.param(each, marks=unmeasured) for each in others)]
