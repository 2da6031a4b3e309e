import subprocess
import sys


def loaded_by(module: str) -> set[str]:
    heavy = ("cryptography", "msgspec", "sqlalchemy", "tomli_w", "textual")
    program = f"import sys, {module}\nprint(*(sys.modules.keys() & {heavy!r}))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_the_room_and_the_search_for_sticks_load_nothing_heavy() -> None:
    assert loaded_by("hub_console.bundles") == set()
    assert loaded_by("hub_console.bundles.sticks, hub_console.bundles.quarantine") == set()
