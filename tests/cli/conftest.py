from pathlib import Path

import pytest

from tests.cli.station import Station, bare_place
from tests.cli.town import Town


@pytest.fixture
def bare(tmp_path: Path) -> Station:
    """A place where no station was set up yet."""
    return bare_place(tmp_path, "home")


@pytest.fixture
def station(bare: Station) -> Station:
    """A station with four agencies and its first meeting."""
    return bare.set_up()


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """The laptops of one table and the coordinator's, none enrolled at another."""
    return Town(tmp_path)
