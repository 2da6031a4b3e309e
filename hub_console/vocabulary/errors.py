"""What can go wrong with a code or an amendment, each with the sentence that tells what to do."""


class VocabularyError(Exception):
    """Anything wrong with a coded list that a person can put right."""


class UnknownCode(VocabularyError):
    """A code that none of the lists asked for has.

    Attributes:
        code: The code as it was written.
        suggestion: The nearest code there is, if one is near.
    """

    def __init__(self, code: str, suggestion: str | None = None) -> None:
        """Say which code is unknown and what to do about it."""
        self.code = code
        self.suggestion = suggestion
        if suggestion is None:
            advice = "Correct it, or add it under [[vocabulary.add]] in the settings."
        else:
            advice = f'Did you mean "{suggestion}"?'
        super().__init__(f'The table\'s lists have no code "{code}". {advice}')


class BadAmendment(VocabularyError):
    """An amendment in the table's settings that would break its lists."""
