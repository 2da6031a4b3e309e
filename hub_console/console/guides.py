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

Inked = tuple[str, str]
"""A piece of text and its ink."""


def inked(text: str) -> list[list[Inked]]:
    """A guide line by line, each in pieces with their inks, without the marks of Markdown."""
    lines: list[list[Inked]] = []
    fenced = False
    for written in text.rstrip().split("\n"):
        if written.startswith("```"):
            fenced = not fenced
        elif fenced or written.startswith("    "):
            lines.append([(f"    {written}" if fenced else written, "$bright")])
        elif written.startswith("#"):
            lines.append([(written.lstrip("# "), "bold $accent")])
        else:
            lines.append(_pieces(written))
    return lines


def _pieces(written: str) -> list[Inked]:
    pieces: list[Inked] = []
    end = 0
    for found in _INLINE.finditer(written):
        pieces.append((written[end : found.start()], ""))
        pieces.append((found[1] or found[2] or found[3], "bold $bright"))
        end = found.end()
    return [*pieces, (written[end:], "")]
