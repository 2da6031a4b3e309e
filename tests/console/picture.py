"""Pictures of a screen that a test can compare: as SVG with its colours, and as bare text."""

import re
from pathlib import Path

import textual
from textual.app import App

MADE_WITH = "8.2.8"
"""The Textual that the pictures were made with; another one may draw a frame differently."""

PICTURES = Path(__file__).parent / "pictures"

_FONTS = "DejaVu Sans Mono, Menlo, Cascadia Mono, Consolas, Liberation Mono, monospace"


def svg_of(app: App[None]) -> str:
    """The screen as SVG: nothing in it is linked, and nothing differs from run to run."""
    svg = app.export_screenshot(title="HUB", simplify=True)
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r'<clipPath id="[^"]*line.*?</clipPath>\s*', "", svg, flags=re.DOTALL)
    svg = re.sub(r' clip-path="url\(#[^"]*line[^"]*\)"', "", svg)
    svg = re.sub(r"terminal-\d+-?", "", svg).replace('class=""', "")
    svg = svg.replace("Fira Code, monospace", _FONTS)
    svg = svg.replace("font-size: 20px", "font-size: 20.26px")
    svg = svg.replace("font-variant-east-asian: full-width;", "").replace("&#160;", " ")
    svg = svg.replace("<svg ", '<svg xml:space="preserve" ', 1)
    svg = svg.replace("<rect ", "\n<rect ").replace("<text ", "\n<text ")
    return "\n".join(line.rstrip() for line in svg.splitlines() if line.strip()) + "\n"


def text_of(app: App[None]) -> str:
    """The characters of the screen, without their colours."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips) + "\n"


class Album:
    """The pictures that the tests compare with.

    Args:
        update: Whether to replace them instead.
        beside: Where a picture that differs is put, to be looked at.
        folder: Where they are kept.

    Raises:
        RuntimeError: They were to be replaced with another Textual than they were made with.
    """

    def __init__(self, update: bool, beside: Path, folder: Path = PICTURES) -> None:
        if update and textual.__version__ != MADE_WITH:
            raise RuntimeError(f"Pictures are made with Textual {MADE_WITH}; set MADE_WITH first.")
        self._update, self._beside, self._folder = update, beside, folder

    def compare(self, name: str, picture: str) -> None:
        """Compare a picture with the one kept under a name, or keep it."""
        path = self._folder / name
        if self._update:
            path.write_text(picture, encoding="utf-8", newline="\n")
        kept = path.read_text(encoding="utf-8") if path.exists() else ""
        if picture != kept:
            shown = self._beside / name
            shown.write_text(picture, encoding="utf-8", newline="\n")
            raise AssertionError(
                f"{path} is not what {shown} shows. Look at both; if the new one is right: "
                f"pytest tests/{self._folder.parent.name} --update-pictures"
            )
