"""The labelled texts that the identifier guard is measured by."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

TEXTS = Path(__file__).with_name("identifier_texts.toml")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text as a recorder types it, and what in it identifies a person discussed.

    Attributes:
        text: what is typed, at most 280 characters.
        holds: the kinds of identifier in it, empty for an innocent text: "name", "birth-date",
            "phone", "address", "e-mail", "number".
        spans: the parts of the text that identify.
        held_out: whether the text only measures; rules are never fitted to it.
    """

    text: str
    holds: frozenset[str]
    spans: tuple[str, ...]
    held_out: bool


def labelled_texts() -> tuple[Labelled, ...]:
    """Every labelled text, in the order of the file."""
    tables = tomllib.loads(TEXTS.read_text(encoding="utf-8"))["text"]
    return tuple(
        Labelled(
            text=table["text"],
            holds=frozenset(table["holds"]),
            spans=tuple(table.get("spans", ())),
            held_out=table["set"] == "held-out",
        )
        for table in tables
    )
