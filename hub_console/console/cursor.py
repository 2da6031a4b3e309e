"""Where the cursor is: one row of one panel."""

from dataclasses import dataclass

from hub_console.console.views import Panel
from hub_console.meeting.table import Table
from hub_console.meeting.values import picked

PAGE = 8
_PANELS = tuple(Panel)


@dataclass
class Cursor:
    """The panel that the arrows move in, and the row they are on; None while at rest.

    At rest the cursor is on the live item, and moves along with it.
    """

    panel: Panel = Panel.AGENDA
    row: str | None = None

    def press(self, key: str, table: Table | None) -> bool:
        """Take a key that moves; False when it does not."""
        step = {"up": -1, "down": 1, "pageup": -PAGE, "pagedown": PAGE}.get(key)
        if key in ("tab", "right", "shift+tab", "left"):
            self._turn(1 if key in ("tab", "right") else -1)
        elif step is not None:
            self._move(step, table)
        elif key in ("home", "end"):
            rows = rows_of(self.panel, table)
            self.row = (rows[-1] if key == "end" else rows[0]) if rows else None
        else:
            return False
        return True

    def rest(self) -> None:
        """Let go of the row."""
        self.row = None

    def on(self, panel: Panel, row: str) -> None:
        """Put the cursor on a row."""
        self.panel, self.row = panel, row

    def _turn(self, by: int) -> None:
        place = _PANELS.index(self.panel)
        self.panel, self.row = _PANELS[(place + by) % len(_PANELS)], None

    def _move(self, by: int, table: Table | None) -> None:
        rows = rows_of(self.panel, table)
        if not rows:
            return
        if self.row in rows:
            place = rows.index(self.row) + by
        else:
            place = _resting_place(self.panel, rows, table) + (by if self.row is None else 0)
        self.row = rows[min(max(0, place), len(rows) - 1)]


def rows_of(panel: Panel, table: Table | None) -> list[str]:
    """The rows of a panel: items' ids, the situation's codes, agencies' tags."""
    if table is None:
        return []
    match panel:
        case Panel.AGENDA:
            return [str(item.id) for item in table.agenda]
        case Panel.ROSTER:
            return [str(agency.tag) for agency in table.roster]
        case Panel.SITUATION:
            situation = table.live_situation
            if situation is None:
                return []
            lists = (situation.risk_factors, situation.flags, situation.protective_factors)
            return [code for picks in lists for code in picked(picks)]


def _resting_place(panel: Panel, rows: list[str], table: Table | None) -> int:
    """The row from which the arrows set out: the live item; elsewhere above the first."""
    live = table.live if table is not None else None
    if panel is Panel.AGENDA and live is not None:
        return rows.index(str(live.id))
    return -1
