"""All the coded lists of one table, and what can be asked of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hub_console.vocabulary.entry import CodedList, Entry
from hub_console.vocabulary.errors import UnknownCode


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The coded lists of one table.

    Wherever lists can be named, naming none means all of them, in the order of CodedList.

    Attributes:
        lists: Every entry by its code, list by list, hidden ones too.
        versions: The version of the packaged data behind each list.
    """

    lists: Mapping[CodedList, Mapping[str, Entry]]
    versions: Mapping[CodedList, int]

    def entries(self, *lists: CodedList) -> tuple[Entry, ...]:
        """Return what can be picked from the lists, in their order: everything not hidden."""
        return tuple(entry for entry in self.every(*lists) if not entry.hidden)

    def every(self, *lists: CodedList) -> Iterator[Entry]:
        """Go through the entries of the lists, hidden ones too."""
        for name in lists or CodedList:
            yield from self.lists[name].values()

    def find(self, code: str, *lists: CodedList) -> Entry | None:
        """Return the entry with a code, even a hidden one, or None."""
        for name in lists or CodedList:
            if entry := self.lists[name].get(code):
                return entry
        return None

    def require(self, code: str, *lists: CodedList) -> Entry:
        """Return the entry with a code, even a hidden one.

        Raises:
            UnknownCode: None of the lists has the code.
        """
        if entry := self.find(code, *lists):
            return entry
        raise UnknownCode(code, self.suggest(code, *lists))

    def label(self, code: str, *lists: CodedList) -> str:
        """Return the label of a code, or the code itself where no list has it.

        A record from another station may carry a code that only that table's lists have.
        """
        entry = self.find(code, *lists)
        return entry.label if entry else code

    def suggest(self, text: str, *lists: CodedList) -> str | None:
        """Return the code whose code, label or title is nearest to a text, if any is near."""
        from difflib import get_close_matches

        names: dict[str, str] = {}
        for entry in self.entries(*lists):
            for name in (entry.code, entry.label, entry.title):
                names.setdefault(name.casefold(), entry.code)
        nearest = get_close_matches(text.casefold(), names, n=1)
        return names[nearest[0]] if nearest else None
