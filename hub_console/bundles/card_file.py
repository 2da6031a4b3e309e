"""The file that a card is in: written for others, and read from them."""

from pathlib import Path
from typing import TYPE_CHECKING

from hub_console.bundles.card import LARGEST, Card, card_text, read_card
from hub_console.bundles.errors import BundleError
from hub_console.bundles.exporting import safe_name
from hub_console.places import replace_file
from hub_console.record.errors import AlreadyThere, Missing

if TYPE_CHECKING:
    from hub_console.record.identity import Identity

SUFFIX = ".card.toml"


def read_card_file(path: Path) -> Card:
    """Read the card in a file.

    Raises:
        BundleError: It is none.
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        return read_card(file.read(LARGEST + 1))


def write_card_file(card: Card, us: "Identity", out: Path) -> Path:
    """Write this station's card to a file or into a directory; returns which file it is.

    Raises:
        AlreadyThere: Something else is there.
        Missing: There is no such directory.
        OSError: It cannot be written.
    """
    target = target_of(us, out)
    replace_file(target, card_text(card, us).encode())
    return target


def target_of(us: "Identity", out: Path) -> Path:
    """Where this station's card is written; an older one of ours may be there.

    Raises:
        AlreadyThere: Something else is there.
        Missing: There is no such directory.
        OSError: It cannot be looked at.
    """
    target = _target(out.expanduser().absolute(), us.name)
    if target.exists() and not _is_of(us, target):
        raise AlreadyThere(f"{target} is there already and is no card of ours. Name another file.")
    return target


def _target(out: Path, name: str) -> Path:
    if out.is_dir():
        return out / f"{safe_name(name)}{SUFFIX}"
    if not out.parent.is_dir():
        raise Missing(f"{out.parent} is not there. Put the stick in, or name another place.")
    if out.suffix == ".toml":
        return out
    return out.with_name(f"{out.name.removesuffix('.card')}{SUFFIX}")


def _is_of(us: "Identity", path: Path) -> bool:
    try:
        return read_card_file(path).id == us.id
    except BundleError:
        return False
