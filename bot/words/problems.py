"""What a person typed or pressed cannot be followed, told in their language."""

from bot.words.texts import Value
from core.errors import InputError


class Problem(InputError):  # noqa: N818 – it is the person's, not an error of ours
    """Carries the sentence as a key of `bot/locales`; the edge says it."""

    def __init__(self, key: str, /, **values: Value) -> None:
        super().__init__(key)
        self.key = key
        self.values = values
