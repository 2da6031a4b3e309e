"""What a key picks in a panel."""

from hub_console.vocabulary import CodedList, Entry, Vocabulary


def keyed(vocabulary: Vocabulary, key: str, *lists: CodedList) -> Entry | None:
    """The entry that a key picks, never a hidden one, or None."""
    return next((entry for entry in vocabulary.entries(*lists) if entry.key == key), None)
