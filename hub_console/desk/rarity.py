"""What few situations share, looked for beside the marks and never in their way."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from hub_console.meeting.rarity import Combination

if TYPE_CHECKING:
    from hub_console.record import Record

Shared: TypeAlias = Mapping[Combination, int]


class RareCount:
    """How many situations share each rare combination.

    One age band and sex is looked at at a time, so that no act waits for more than one on its way
    to the disk.

    Args:
        ask: Asks something of the record, and has the answer told.

    Attributes:
        found: How many situations share each rare combination that was found.
    """

    def __init__(
        self, ask: "Callable[[Callable[[Record], Shared], Callable[[Shared], None]], None]"
    ) -> None:
        self.found: dict[Combination, int] = {}
        self._ask = ask
        self._left: list[tuple[str, str]] = []

    @property
    def counting(self) -> bool:
        """Whether rare combinations are still being looked for."""
        return bool(self._left)

    def begin(self, who: Iterable[tuple[str, str]]) -> None:
        """Begin to look, for some age bands and sexes."""
        self.found, self._left = {}, list(who)
        self._next()

    def _next(self) -> None:
        if self._left:
            who = self._left[0]
            self._ask(
                lambda record: record.rare_combinations(*who), lambda rare: self._take(who, rare)
            )

    def _take(self, who: tuple[str, str], rare: Shared) -> None:
        self.found |= rare
        self._left = [other for other in self._left if other != who]
        self._next()
