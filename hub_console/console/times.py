"""Moments as the room reads them: local, and never with a zone."""

from datetime import date, datetime


def hour(at: datetime | None) -> str:
    """``10:39``; a dash for no moment."""
    return at.astimezone().strftime("%H:%M") if at else "–"


def second(at: datetime | None) -> str:
    """``10:39:12``; a dash for no moment."""
    return at.astimezone().strftime("%H:%M:%S") if at else "–"


def day(at: datetime | date) -> str:
    """``Wed 23 Nov``."""
    if isinstance(at, datetime):
        at = at.astimezone().date()
    return f"{_DAYS[at.weekday()]} {at.day} {_MONTHS[at.month - 1]}"


def dated(at: datetime) -> str:
    """``23 Nov 10:39``."""
    return f"{day(at).partition(' ')[2]} {hour(at)}"


def minutes_until(at: datetime, now: datetime) -> str:
    """How long until a moment: ``6:40``, ``2 h 05``, ``3 days``."""
    seconds = max(0, int((at - now).total_seconds()))
    if seconds < 3600:
        return f"{seconds // 60}:{seconds % 60:02}"
    if seconds < 86400:
        return f"{seconds // 3600} h {seconds % 3600 // 60:02}"
    return f"{seconds // 86400} days" if seconds >= 2 * 86400 else "1 day"


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
