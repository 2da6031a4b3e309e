from collections.abc import Callable
from pathlib import Path

import pytest

from tests.console.neighbours import TownFiles, Way
from tests.console.screens.conftest import pytest_pyfunc_call as pytest_pyfunc_call
from tests.desks import MovedClock

To = Callable[..., Way]


@pytest.fixture(scope="session")
def town_files(tmp_path_factory: pytest.TempPathFactory) -> TownFiles:
    return TownFiles(tmp_path_factory.mktemp("neighbours") / "town")


@pytest.fixture
def town(town_files: TownFiles, tmp_path: Path) -> Path:
    """The folder of an invented town, a week and a morning old."""
    return town_files.copy(tmp_path)


@pytest.fixture
def to(town: Path, clock: MovedClock) -> To:
    """The way to a station of it."""
    return lambda at, **more: Way(town, at, clock, **more)
