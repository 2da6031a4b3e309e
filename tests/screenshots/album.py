"""The pictures as they are kept in screenshots/."""

from pathlib import Path

from tests.screenshots.pictures import PICTURES, files
from tests.screenshots.png import belongs, rendered
from tests.screenshots.studio import taken

FOLDER = Path(__file__).parents[2] / "screenshots"
COMMAND = "python -m tests.screenshots"


def renew() -> None:
    """Make all pictures anew; a PNG only when its SVG is another.

    Raises:
        NoRenderer: The SVGs are made, but a PNG cannot be.
    """
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.iterdir():
        if path.name not in files():
            path.unlink()
    for picture in PICTURES:
        svg = taken(picture).encode()
        (FOLDER / f"{picture.name}.svg").write_bytes(svg)
    for picture in PICTURES:
        svg = (FOLDER / f"{picture.name}.svg").read_bytes()
        png = FOLDER / f"{picture.name}.png"
        if picture.png and not (png.exists() and belongs(png.read_bytes(), svg)):
            png.write_bytes(rendered(svg))
