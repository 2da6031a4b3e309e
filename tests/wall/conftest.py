from pathlib import Path

import pytest

from tests.console.picture import Album

PICTURES = Path(__file__).parent / "pictures"


@pytest.fixture
def album(request: pytest.FixtureRequest, tmp_path: Path) -> Album:
    """The pictures that the wall is compared with."""
    update = bool(request.config.getoption("--update-pictures", default=False))
    return Album(update, tmp_path, PICTURES)
