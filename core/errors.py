"""Every failure the bot expects, as one small tree; anything else is a bug.

RecommenderError
├── DataError       the data set cannot be read: missing, malformed, not MovieLens
├── ModelError      a model file is refused, or a training did not produce one
├── StorageError    the database cannot be used right now, or at all
└── InputError      what a person typed or pressed cannot be followed
"""


class RecommenderError(Exception):
    """Base of every failure we expect.

    `str(error)` goes to the log and the terminal; `user_message` is all a chat may see.
    """

    user_message = "Something went wrong on my side. Please try again."


class DataError(RecommenderError):
    """The data set is missing, malformed or not MovieLens; says file, line and what it wants."""

    user_message = "My film data cannot be read right now. Please try again later."


class ModelError(RecommenderError):
    """A model file is truncated, foreign or inconsistent, or a training failed."""

    user_message = "My taste model is not usable right now. Please try again later."


class StorageError(RecommenderError):
    """The database is locked, full, unwritable or not a database; the change was not made."""

    user_message = (
        "I could not save that just now; nothing was changed. Please try again in a moment."
    )


class InputError(RecommenderError):
    """What a person sent cannot be followed; the message is the sentence they get to read."""

    def __init__(self, user_message: str) -> None:
        super().__init__(user_message)
        self.user_message = user_message
