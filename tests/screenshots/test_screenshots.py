import pytest

from tests.screenshots.album import COMMAND, FOLDER
from tests.screenshots.pictures import PICTURES, Picture, files
from tests.screenshots.png import belongs
from tests.screenshots.studio import taken

SHOWN = [picture for picture in PICTURES if picture.png]


def named(picture: Picture) -> str:
    return picture.name


@pytest.mark.parametrize("picture", PICTURES, ids=named)
def test_the_picture_shows_the_console_as_it_is(picture: Picture) -> None:
    kept = (FOLDER / f"{picture.name}.svg").read_bytes().decode().splitlines()
    current = taken(picture).splitlines()
    # Told line by line: a difference of a hundred kilobytes takes minutes to work out.
    changed = [f"{was} -> {now}" for was, now in zip(kept, current, strict=False) if was != now]
    same = not changed and len(kept) == len(current)

    assert same, f"{picture.name}.svg shows another console. Run: {COMMAND}\n{changed[:1]}"


@pytest.mark.parametrize("picture", SHOWN, ids=named)
def test_the_png_was_made_of_the_svg(picture: Picture) -> None:
    svg = (FOLDER / f"{picture.name}.svg").read_bytes()
    png = (FOLDER / f"{picture.name}.png").read_bytes()

    assert belongs(png, svg), f"{picture.name}.png was made of another SVG. Run: {COMMAND}"


@pytest.mark.parametrize("picture", PICTURES, ids=named)
def test_nothing_in_a_picture_is_fetched_from_elsewhere(picture: Picture) -> None:
    svg = (FOLDER / f"{picture.name}.svg").read_text(encoding="utf-8")

    assert not any(word in svg for word in ("@font-face", "url(", "href", "<script", "<image"))


def test_the_folder_holds_the_pictures_and_nothing_else() -> None:
    assert {path.name for path in FOLDER.iterdir()} == files()
