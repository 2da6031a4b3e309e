"""Starts the console as ``python -m hub_console``."""

from hub_console.cli import main

if __name__ == "__main__":
    main()
