from pathlib import Path

import pytest

from tests.console.picture import Album


@pytest.fixture
def album(request: pytest.FixtureRequest, tmp_path: Path) -> Album:
    """The pictures that the screens are compared with."""
    return Album(bool(request.config.getoption("--update-pictures", default=False)), tmp_path)
