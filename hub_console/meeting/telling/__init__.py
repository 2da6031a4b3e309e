"""Words for what happened."""

from hub_console.meeting.telling.line import tell
from hub_console.meeting.telling.trail import tell_trail

__all__ = ["tell", "tell_trail"]
