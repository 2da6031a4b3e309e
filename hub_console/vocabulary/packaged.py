"""The lists that ship with the program, read from their TOML files when first wanted."""

from functools import cache

from hub_console.vocabulary.entry import CodedList, read_entry
from hub_console.vocabulary.vocabulary import Vocabulary


@cache
def load_vocabulary() -> Vocabulary:
    """Return the packaged lists, before any amendment of a table."""
    import tomllib
    from importlib.resources import files

    data = files(__package__) / "data"
    lists, versions = {}, {}
    for name in CodedList:
        content = tomllib.loads((data / f"{name}.toml").read_text(encoding="utf-8"))
        entries = (read_entry(fields, name) for fields in content["entry"])
        lists[name] = {entry.code: entry for entry in entries}
        versions[name] = content["version"]
    return Vocabulary(lists, versions)
