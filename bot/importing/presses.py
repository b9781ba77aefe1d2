"""What the buttons about a file say."""

from dataclasses import dataclass

from bot.conversation.press import Press


@dataclass(frozen=True, slots=True)
class ReadFileAs(Press):
    """Read the file that the message replies to once more, knowing what its films are."""

    wanted: int  # 0: seen; 1: wanted


@dataclass(frozen=True, slots=True)
class ReadFileRated(Press):
    """Read the file that the message replies to once more: it is of films."""

    top: int  # the best rating there is in it


@dataclass(frozen=True, slots=True)
class ImportPress(Press):
    """Base of the buttons about one file (`storage/imports.py`)."""

    import_id: int


@dataclass(frozen=True, slots=True)
class ImportShow(ImportPress):
    """Show how it stands with the file."""


@dataclass(frozen=True, slots=True)
class ImportDoubt(ImportPress):
    """Show a row whose film is in doubt."""

    place: int  # among those, from 0


@dataclass(frozen=True, slots=True)
class ImportSettle(ImportPress):
    """Say which film a row in doubt means, and show the one after it."""

    place: int
    choice: int  # of its guesses, from 1; 0: none of them


@dataclass(frozen=True, slots=True)
class ImportLikely(ImportPress):
    """Say that all films that were taken by a similar title are right."""


@dataclass(frozen=True, slots=True)
class ImportUnknown(ImportPress):
    """Show rows that no film is like."""

    page: int  # from 0


@dataclass(frozen=True, slots=True)
class ImportApply(ImportPress):
    """Take over what the file says."""


@dataclass(frozen=True, slots=True)
class ImportDrop(ImportPress):
    """Forget the file."""


@dataclass(frozen=True, slots=True)
class ImportUndo(ImportPress):
    """Take back what the file has changed."""
