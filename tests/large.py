"""Every fault in the numbers that are too large for a build: ``python -m tests.large``.

Runs the commands below one after the other, for some hours, and lets them print; what failed is
named in the end, and can be run again by itself. It is quicker in memory: TMPDIR=/dev/shm.
"""

import shlex
import subprocess
import sys
import time

COMMANDS = (
    "tests.simulation",
    "tests.simulation --orders",
    "tests.bundles.mutations --number 100000",
    "tests.bundles.mutations --number 100000 --resigned",
    "tests.faults",
    "pytest -q -m long",
)


def main() -> int:
    """Run them all, name those that failed, and return 1 where one did."""
    failed = [command for command in COMMANDS if not _holds(command)]
    for command in failed:
        print(f"failed: python -m {command}")  # noqa: T201
    return 1 if failed else 0


def _holds(command: str) -> bool:
    print(f"\npython -m {command}", flush=True)  # noqa: T201
    began = time.monotonic()
    ended = subprocess.run([sys.executable, "-m", *shlex.split(command)])
    print(f"{(time.monotonic() - began) / 60:.1f} minutes", flush=True)  # noqa: T201
    return ended.returncode == 0


if __name__ == "__main__":
    raise SystemExit(main())
