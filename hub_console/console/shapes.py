"""The shapes that say what colour alone must not, as they are drawn and in ASCII."""

DONE = "✓"
STOPPED = "✗"
LIVE = "▶"
PAUSED = "‖"
WAITING = "∙"
CARRIED = "»"
URGENT = "!"
POINTER = "›"

PRESENT = "●"
LATE = "◐"
LEFT = "○"
AWAY = "–"
AWAITED = "∙"
LEAD = "★"
ASSISTING = "+"
INVOLVED = "i"
CONFLICT = "≠"

OVER = "▲"
UNDER = "▼"
ON_TIME = "■"
WRAP_UP = "◆"
MORE_ABOVE = "↑"
MORE_BELOW = "↓"

BAR_LEFT, BAR_RIGHT = "▕", "▏"
BAR_FULL, BAR_HALF, BAR_EMPTY, BAR_MARK = "█", "▌", "░", "┃"

ELLIPSIS = "…"
RULE = "─"

ASCII = {
    DONE: "v",
    STOPPED: "x",
    LIVE: ">",
    PAUSED: "=",
    WAITING: ".",
    CARRIED: "&",
    POINTER: ">",
    PRESENT: "@",
    LATE: "%",
    LEFT: "_",
    AWAY: "-",
    LEAD: "*",
    CONFLICT: "#",
    OVER: "^",
    UNDER: "v",
    ON_TIME: "o",
    WRAP_UP: "*",
    MORE_ABOVE: "^",
    MORE_BELOW: "v",
    BAR_LEFT: "[",
    BAR_RIGHT: "]",
    BAR_FULL: "#",
    BAR_HALF: "#",
    BAR_EMPTY: ".",
    BAR_MARK: "|",
    ELLIPSIS: "~",
    RULE: "-",
    "│": "|",
    "┌": "+",
    "┐": "+",
    "└": "+",
    "┘": "+",
    "━": "=",
    "┏": "#",
    "┓": "#",
    "┗": "#",
    "┛": "#",
    "├": "+",
    "┤": "+",
    "·": "-",
    "→": ">",
    "←": "<",
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "—": "-",
    "×": "x",
    "−": "-",
    "�": "?",
}
"""What stands for each drawn shape, cell for cell, where only ASCII may be shown."""

_TO_ASCII = str.maketrans(ASCII)


def in_ascii(text: str) -> str:
    """The text with every shape in ASCII; it keeps its width."""
    return text.translate(_TO_ASCII)
