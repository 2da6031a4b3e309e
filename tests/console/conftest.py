from pathlib import Path

import pytest

from tests.console.picture import Album


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-pictures",
        action="store_true",
        help="Replace the kept pictures: pytest tests/console --update-pictures",
    )


@pytest.fixture
def album(request: pytest.FixtureRequest, tmp_path: Path) -> Album:
    """The pictures that the screens are compared with."""
    return Album(bool(request.config.getoption("--update-pictures", default=False)), tmp_path)
