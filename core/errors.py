"""Every failure the bot expects, as one small tree; anything else is a bug.

RecommenderError
├── DataError       the data set cannot be read: missing, malformed, not MovieLens
├── ModelError      a model file is refused, or a training did not produce one
├── StorageError    the database cannot be used right now, or at all
│   └── LockedError     another process writes; the same can be tried again
└── InputError      what a person typed or pressed cannot be followed
"""


class RecommenderError(Exception):
    """Base of every failure we expect.

    `str(error)` goes to the log and the terminal. What a chat gets to read of it is the bot's
    affair, which has a sentence for each class in each language.
    """


class DataError(RecommenderError):
    """The data set is missing, malformed or not MovieLens; says file, line and what it wants."""


class ModelError(RecommenderError):
    """A model file is truncated, foreign or inconsistent, or a training failed."""


class StorageError(RecommenderError):
    """The database is locked, full, unwritable or not a database; the change was not made."""


class LockedError(StorageError):
    """Something else is writing, so the change was not made; later the same change can be."""


class InputError(RecommenderError):
    """What a person typed, pressed or sent cannot be followed."""
