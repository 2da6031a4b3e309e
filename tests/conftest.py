"""What every test stands on: one time zone, no idling, and desks with the demo's table."""

import gc
import os
import sys
import time
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from textual import _wait

os.environ["TZ"] = "UTC"
if hasattr(time, "tzset"):
    time.tzset()

from hub_console.desk import Desk
from tests.desks import DemoFiles, Fingers, MovedClock, open_desk

gc.set_threshold(20_000)
"""Apps and statements are rings of objects: a fifth of the time went by in looking for them."""

_wait.SLEEP_GRANULARITY = 1 / 200
_wait.SLEEP_IDLE = _wait.SLEEP_GRANULARITY / 20
"""After each key a pilot waits until the program is idle: it looks four times as often as usual."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-pictures",
        action="store_true",
        help="Replace the kept pictures: pytest tests/console --update-pictures",
    )


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Trace nothing in a test that the coverage report does not count."""
    if item.get_closest_marker("unmeasured") is None:
        return (yield)
    trace = sys.gettrace()
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(trace)


@pytest.fixture(scope="session")
def demo_files(tmp_path_factory: pytest.TempPathFactory) -> DemoFiles:
    return DemoFiles(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def desk(demo_files: DemoFiles, clock: MovedClock, tmp_path: Path) -> Iterator[Desk]:
    """A desk in the middle of the demo's meeting."""
    desk = open_desk(demo_files.copy(tmp_path), clock)
    yield desk
    desk.close()


@pytest.fixture
def fingers(desk: Desk) -> Fingers:
    return Fingers(desk)
