"""What was made of some things, kept as long as they are the same."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """A value that is made again only when something that it is made of has changed."""

    def __init__(self) -> None:
        self._of: tuple[object, ...] = ()
        self._value: T | None = None

    def made(self, make: Callable[[], T], *of: object) -> T:
        """The value.

        Args:
            make: Makes it.
            of: All that it is made of.
        """
        if self._value is None or not same(self._of, of):
            self._of, self._value = of, make()
        return self._value


def same(before: tuple[object, ...], now: tuple[object, ...]) -> bool:
    """Whether these are the same objects, or equal numbers; tables are too large to be compared."""
    return len(before) == len(now) and all(
        a is b or (isinstance(a, int) and a == b) for a, b in zip(before, now, strict=True)
    )
