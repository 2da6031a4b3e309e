import importlib.metadata
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import hub_console

ROOT = Path(__file__).parent.parent
TOP_LEVEL = {"hub_console", "tests", "screenshots", "pyproject.toml", "README.md", "LICENSE"}


def readme_commands() -> list[str]:
    """The lines inside the README's fenced blocks."""
    commands, inside = [], False
    for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            inside = not inside
        elif inside:
            commands.append(line)
    return commands


def output_of(*command: str, **environ: str) -> str:
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | environ, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.skipif(not shutil.which("bash"), reason="the build runs in bash")
def test_the_build_runs_the_readmes_own_test_command() -> None:
    command = output_of("bash", ".ci/run", "--test-command")

    assert command.endswith("-m pytest -n auto\n")
    assert command.count("\n") == 1
    assert command.strip() in readme_commands()


def test_one_line_installs_and_shows_the_demo() -> None:
    for python in (".venv/bin/", r".venv\Scripts" + "\\"):
        lines = [line for line in readme_commands() if line.endswith(f"{python}hub-console demo")]
        assert [f"{python}pip install . && " in line for line in lines] == [True]


def test_the_top_level_holds_only_what_it_should() -> None:
    if not (shutil.which("git") and (ROOT / ".git").exists()):
        pytest.skip("not a checkout")
    kept = output_of("git", "ls-files", "--cached", "--others", "--exclude-standard").splitlines()
    top_level = {path.split("/")[0] for path in kept}

    assert {name for name in top_level if not name.startswith(".")} <= TOP_LEVEL


def test_the_installed_version_is_the_packages_own() -> None:
    try:
        installed = importlib.metadata.version("hub-console")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("runs from the tree, not installed")

    assert installed == hub_console.__version__


def test_settings_load_without_the_heavy_libraries(tmp_path: Path) -> None:
    heavy = ("textual", "sqlalchemy", "alembic", "cryptography", "tomli_w", "platformdirs")
    program = f"""
import sys
from pathlib import Path
from hub_console.places import find_places
from hub_console.settings import load_settings
load_settings(find_places({{"HUB_CONSOLE_HOME": {str(tmp_path)!r}}}).settings)
print(*(sys.modules.keys() & {heavy!r}))
"""
    assert output_of(sys.executable, "-c", program).split() == []
    assert list(tmp_path.iterdir()) == []
