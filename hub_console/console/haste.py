"""Nothing that a start loads is garbage: looking for some takes a tenth of its time."""

import gc


def begin() -> None:
    """Look for no garbage while the program is being loaded."""
    gc.disable()


def end() -> None:
    """Look for garbage again, but never among what was loaded."""
    gc.freeze()
    gc.enable()
