"""The guides that come with the program: Markdown, plain enough to be read as it stands."""

import re
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Guide:
    """One guide: the word that calls it, its heading, its text."""

    topic: str
    title: str
    text: str


def guides() -> list[Guide]:
    """All guides, by topic."""
    found = files("hub_console").joinpath("guide").iterdir()
    read = {p.name: p.read_text(encoding="utf-8") for p in found if p.name.endswith(".md")}
    all_ = [Guide(name.removesuffix(".md"), _title(text), text) for name, text in read.items()]
    return sorted(all_, key=lambda guide: guide.topic)


def _title(text: str) -> str:
    return text.partition("\n")[0].removeprefix("# ")


_INLINE = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*")
_POINT = re.compile(r"(?:[-*]|\d+\.) +")

Inked = tuple[str, str]
"""A piece of text and its ink."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What a guide says in one go; the screen breaks it between words.

    Attributes:
        pieces: Its text, each piece with its ink.
        hang: Cells by which all its lines but the first stand further in.
        broken: Whether it may be broken; what is typed as it stands may not.
    """

    pieces: tuple[Inked, ...]
    hang: int = 0
    broken: bool = True


def paragraphs(text: str) -> list[Paragraph]:
    """A guide without the marks of Markdown, and without its line breaks within a paragraph."""
    found: list[Paragraph] = []
    gathered, hang = "", 0
    fenced = False

    def end() -> None:
        nonlocal gathered, hang
        if gathered:
            found.append(Paragraph(_pieces(gathered), hang))
        gathered, hang = "", 0

    for written in text.rstrip().split("\n"):
        point = _POINT.match(written)
        if written.startswith("```"):
            end()
            fenced = not fenced
        elif fenced or (written.startswith("    ") and not gathered):
            shown = f"    {written}" if fenced else written
            found.append(Paragraph(((shown, "$bright"),), broken=False))
        elif written.startswith("#"):
            end()
            found.append(Paragraph(((written.lstrip("# "), "bold $accent"),)))
        elif written.startswith("|"):
            end()
            found.append(Paragraph(_pieces(written), broken=False))
        elif not written:
            end()
            found.append(Paragraph(()))
        elif gathered and point is None:
            gathered += f" {written.strip()}"
        else:
            end()
            gathered = written
            hang = point.end() if point else len(written) - len(written.lstrip())
    end()
    return found


def _pieces(written: str) -> tuple[Inked, ...]:
    pieces: list[Inked] = []
    end = 0
    for found in _INLINE.finditer(written):
        pieces.append((written[end : found.start()], ""))
        ink = "bold italic $accent" if found[3] else "bold $bright"
        pieces.append((found[1] or found[2] or found[3], ink))
        end = found.end()
    return tuple(piece for piece in [*pieces, (written[end:], "")] if piece[0])
