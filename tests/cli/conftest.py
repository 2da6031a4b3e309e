from pathlib import Path

import pytest

from tests.cli.station import PASSPHRASE, Station


@pytest.fixture
def bare(tmp_path: Path) -> Station:
    """A place where no station was set up yet."""
    passphrase = tmp_path / "passphrase"
    passphrase.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    environ = {
        "HUB_CONSOLE_HOME": str(tmp_path / "home"),
        "HUB_CONSOLE_PASSPHRASE_FILE": str(passphrase),
    }
    return Station(tmp_path, environ)


@pytest.fixture
def station(bare: Station) -> Station:
    """A station with four agencies and its first meeting."""
    return bare.set_up()
