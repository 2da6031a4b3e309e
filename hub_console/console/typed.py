"""What was typed, as the keyboard knows keys."""

from textual import events


def typed(event: events.Key) -> list[str]:
    """The keys of an event: a printable one as itself, the others as Textual names them.

    A terminal tells Escape and a letter struck right after it as Alt and the letter. Of several
    Escapes that a slow line delivers at once, Textual writes all but the last as a circumflex.
    """
    if event.key == "circumflex_accent":
        return ["escape"]
    character = event.character
    if character and character.isprintable() and character != " ":
        key = character
    else:
        key = event.key.removeprefix("alt+")
    return ["escape", key] if event.key.startswith("alt+") else [key]
