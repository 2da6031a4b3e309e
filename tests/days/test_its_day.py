"""IT: a second machine without administrator's rights and without a network.

Install from a folder, place the data, back up, restore, and remove it all again.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hub_console.meeting.acts import floor
from tests.cli.station import PASSPHRASE, Station

ROOT = Path(__file__).parent.parent.parent
ROSTER = "tag,name,sector\nPD,Police,police\nSD,Schools,education\n"


def files_in(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def a_machine(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> Station:
    """A machine on which an ordinary user works, with nothing in the home directory yet."""
    home = folder / name
    home.mkdir()
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "HUB_CONSOLE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(home))
    passphrase = folder / "passphrase"
    passphrase.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    return Station(folder, {"HUB_CONSOLE_PASSPHRASE_FILE": str(passphrase)})


def done(station: Station, *arguments: object) -> str:
    result = station.run(*arguments)
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    return result.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="the home directory is found by HOME here")
def test_a_table_moves_to_a_second_machine_on_a_stick_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    first = a_machine(tmp_path, "first", monkeypatch)

    # before anything is set up it says where things will be, and makes nothing
    named = json.loads(done(first, "paths", "--json"))
    assert files_in(tmp_path / "first") == set()
    first.set_up()
    done(first, "roster", "import", first.file("roster.csv", ROSTER))
    first.act(floor.begin_next)
    history = done(first, "history")
    assert "Backed up to " in done(first, "backup", stick)
    places = {Path(named["data"]), Path(named["config"])}
    for path in files_in(tmp_path / "first"):
        assert places & set(path.parents), f"{path} lies where nobody said"

    # the second machine holds the same after one command
    second = a_machine(tmp_path, "second", monkeypatch)
    said = second.run("status").stderr
    assert "There is no table here yet" in said
    assert not files_in(tmp_path / "second")
    (backup,) = stick.glob("*.hub")
    assert "Restored: " in done(second, "restore", backup)
    assert done(second, "history") == history
    found = json.loads(second.run("doctor", "--json").stdout)
    assert {each["what"] for each in found if not each["sound"]} == set()

    # what paths names is all there is to delete
    for place in {json.loads(done(second, "paths", "--json"))[name] for name in ("data", "config")}:
        shutil.rmtree(place, ignore_errors=True)
    assert files_in(tmp_path / "second") == set()
    assert "There is no table here yet" in second.run("status").stderr


@pytest.mark.skipif(sys.platform == "win32", reason="the home directory is found by HOME here")
def test_a_second_machine_never_puts_an_older_table_over_a_newer_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    machine = a_machine(tmp_path, "first", monkeypatch).set_up()
    done(machine, "backup", stick)
    machine.act(floor.begin_next)
    (backup,) = stick.glob("*.hub")
    history = done(machine, "history")

    result = machine.run("restore", backup)

    assert result.exit_code == 1
    assert "act" in result.stderr
    assert done(machine, "history") == history


def test_a_synced_folder_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    synced = tmp_path / "OneDrive" / "hub"
    station = Station(tmp_path, {"HUB_CONSOLE_HOME": str(synced)})

    said = station.run("init", "--table", "B-2 Roxbury", "--station", "B-2 laptop").stderr

    assert "is in a OneDrive folder" in said
    assert "HUB_CONSOLE_HOME=DIR" in said
    assert not synced.exists()


@pytest.mark.long
def test_it_is_installed_from_a_folder_of_wheels_without_a_network(tmp_path: Path) -> None:
    wheels, second, home = (tmp_path / name for name in ("wheels", "second", "home"))
    home.mkdir()

    def ran(*command: object, **environ: str) -> str:
        told = [str(each) for each in command]
        found = subprocess.run(
            told, env=os.environ | environ, capture_output=True, text=True, check=False, timeout=900
        )
        assert found.returncode == 0, found.stderr
        return found.stdout

    # on a machine with a network
    ran(sys.executable, "-m", "pip", "wheel", "--quiet", "--wheel-dir", wheels, ROOT)
    assert all(path.suffix == ".whl" for path in wheels.iterdir())

    # on the one without: an empty environment, the folder, and no place to ask
    ran(sys.executable, "-m", "venv", second)
    bin_ = second / ("Scripts" if sys.platform == "win32" else "bin")
    here = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "HUB_CONSOLE_HOME": str(home)}
    ran(bin_ / "pip", "install", "--quiet", "--find-links", wheels, "hub-console", **here)
    passphrase = tmp_path / "passphrase"
    passphrase.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    here["HUB_CONSOLE_PASSPHRASE_FILE"] = str(passphrase)
    hub = bin_ / "hub-console"
    assert "version" in ran(hub, "--version", **here)
    ran(hub, "init", "--table", "B-2 Roxbury", "--station", "B-2 laptop", **here)
    ran(hub, "backup", tmp_path, **here)
    (backup,) = tmp_path.glob("*.hub")
    shutil.rmtree(home)
    ran(hub, "restore", backup, **here)
    assert "WRONG" not in ran(hub, "doctor", **here)

    # removed: the program, and then the data
    ran(bin_ / "pip", "uninstall", "--quiet", "--yes", "hub-console", **here)
    assert not hub.exists()
    assert files_in(home)
    shutil.rmtree(second)
    shutil.rmtree(home)
