"""The one door: acts in, the table out; what is done at once and what is durable already."""

from hub_console.desk.clock import Clock, SystemClock
from hub_console.desk.desk import Desk, Opened
from hub_console.desk.told import Told

__all__ = ["Clock", "Desk", "Opened", "SystemClock", "Told"]
