"""Big digits: one small table of points, drawn in half blocks, in blocks, or in ASCII."""

_POINTS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
    "+": ("   ", " # ", "###", " # ", "   "),
    "-": ("   ", "   ", "###", "   ", "   "),
    " ": (" ", " ", " ", " ", " "),
}

_STROKES = {
    "0": (" _ ", "| |", "|_|"),
    "1": ("   ", "  |", "  |"),
    "2": (" _ ", " _|", "|_ "),
    "3": (" _ ", " _|", " _|"),
    "4": ("   ", "|_|", "  |"),
    "5": (" _ ", "|_ ", " _|"),
    "6": (" _ ", "|_ ", "|_|"),
    "7": (" _ ", "  |", "  |"),
    "8": (" _ ", "|_|", "|_|"),
    "9": (" _ ", "|_|", " _|"),
    ":": (" ", ".", "."),
    "+": ("   ", "_|_", " | "),
    "-": ("   ", "__ ", "   "),
    " ": (" ", " ", " "),
}

_HALVES = {("#", "#"): "█", ("#", " "): "▀", (" ", "#"): "▄", (" ", " "): " "}


def half_blocks(text: str) -> tuple[str, str, str]:
    """Digits three rows high; a digit is three cells wide."""
    grid = _grid(text)
    upper, middle, lower = (
        "".join(_HALVES[above, below] for above, below in zip(*pair, strict=True))
        for pair in (grid[0:2], grid[2:4], (grid[4], " " * len(grid[4])))
    )
    return upper, middle, lower


def full_blocks(text: str) -> tuple[str, ...]:
    """Digits five rows high; a digit is six cells wide."""
    return tuple("".join(2 * ("█" if c == "#" else " ") for c in row) for row in _grid(text))


def largest(text: str, width: int, rows: int) -> tuple[str, ...]:
    """Digits as large as fit into so many cells: five rows or a multiple of it, else three."""
    cells = 2 * len(_grid(text)[0])
    times = min(rows // 5, width // cells)
    if times < 1:
        return half_blocks(text)
    return tuple(
        "".join(2 * times * ("█" if point == "#" else " ") for point in row)
        for row in _grid(text)
        for _ in range(times)
    )


def strokes(text: str) -> tuple[str, str, str]:
    """Digits three rows high, of ASCII strokes."""
    first, second, third = (" ".join(_STROKES[c][row] for c in text) for row in range(3))
    return first, second, third


def _grid(text: str) -> list[str]:
    """The points of the text, five rows, a column free between two characters."""
    return [" ".join(_POINTS[character][row] for character in text) for row in range(5)]
