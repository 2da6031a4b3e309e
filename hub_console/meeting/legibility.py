"""How far the wall can be read: from the height of the picture and the rows in it.

ISO 9241 asks for capitals of 16 minutes of arc; a capital is 0.60 of its cell high.
"""

from math import floor

METRES_A_ROW = 128.9
"""To so many times the height of its row a line of text is read."""


def reads_to(image_height_m: float, rows: float) -> float:
    """Metres to which text is read that has so many rows in a picture of a height."""
    return image_height_m / rows * METRES_A_ROW if rows > 0 else 0.0


def metres(distance: float) -> str:
    """A distance as the room says it, never more than it is: ``6``, ``4.1``."""
    return f"{floor(round(distance, 6) * 10) / 10:g}"


def short_of(reads_m: float, farthest_m: float) -> str:
    """``6 m of 8``; empty where the farthest seat can read."""
    if reads_m >= farthest_m:
        return ""
    return f"{metres(reads_m)} m of {metres(farthest_m)}"
