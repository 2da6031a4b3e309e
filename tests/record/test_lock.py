import subprocess
import sys
from pathlib import Path

from hub_console.record import ConsoleLock

HOLDER = """
import sys
from pathlib import Path
from hub_console.record import ConsoleLock
print(ConsoleLock(Path(sys.argv[1])).take(), flush=True)
sys.stdin.read()
"""


def test_a_second_console_is_refused_until_the_first_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "table.lock"
    ours = ConsoleLock(path)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "True\n"
        assert not ours.take()
        first.kill()
        first.wait()

    assert ours.take()
    assert not ConsoleLock(path).take()
    ours.release()
    next_one = ConsoleLock(path)
    assert next_one.take()
    next_one.release()
