"""What can be wrong with a file somebody brings: with the whole of it, or with single lines.

Both are values that whoever speaks to the person can put into their language; `str` of a refusal
is the sentence in English.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.errors import InputError

MAX_BYTES = 20_000_000  # what a bot can download from Telegram
MAX_UNPACKED = 50_000_000  # bytes, all files of a zip together
MAX_ROWS = 50_000  # all files of a zip together
_MEGA = 1_000_000


class Refusal(StrEnum):
    """Why a file cannot be read at all."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    TOO_MANY_ROWS = "too-many-rows"
    NOT_TEXT = "not-text"
    UNKNOWN = "unknown"
    SEVERAL_PEOPLE = "several-people"
    NO_FILMS = "no-films"
    FILMS_OR_NOT = "films-or-not"
    SEEN_OR_WANTED = "seen-or-wanted"
    NOTHING_LEFT = "nothing-left"
    BROKEN_LINES = "broken-lines"
    ZIP_DAMAGED = "zip-damaged"
    ZIP_ENCRYPTED = "zip-encrypted"
    ZIP_TOO_LARGE = "zip-too-large"


_SENTENCES = {
    Refusal.EMPTY: "This file is empty.",
    Refusal.TOO_LARGE: "This file is larger than {megabytes} MB.",
    Refusal.TOO_MANY_ROWS: "This file has more than {rows} lines.",
    Refusal.NOT_TEXT: "This file is not text; I read csv files, or a zip of them.",
    Refusal.UNKNOWN: "I do not know this kind of list; I read what Letterboxd, IMDb, MovieLens, "
    "Trakt, Simkl, Movary and TMDB export, and what I export myself.",
    Refusal.SEVERAL_PEOPLE: "This file holds the ratings of several people; I need one person's.",
    Refusal.NO_FILMS: "This looks like a list of books, music or games; I take films only.",
    Refusal.FILMS_OR_NOT: "I do not know this kind of list; it does not say whether it is of "
    "films, nor what the best rating is.",
    Refusal.SEEN_OR_WANTED: "This list does not say whether you have seen these films or want to.",
    Refusal.NOTHING_LEFT: "None of the {n} lines of this file could be used.",
    Refusal.BROKEN_LINES: "This file is damaged: its quotation marks do not match, for the first "
    "time in line {line}.",
    Refusal.ZIP_DAMAGED: "This zip is damaged.",
    Refusal.ZIP_ENCRYPTED: "This zip is locked with a password.",
    Refusal.ZIP_TOO_LARGE: "This zip unpacks to more than {megabytes} MB, or is packed like no "
    "export is.",
}


class FileRefusedError(InputError):
    """A file that cannot be read at all, and why."""

    def __init__(self, refusal: Refusal, **values: int) -> None:
        super().__init__(_SENTENCES[refusal].format(**values))
        self.refusal = refusal
        self.values = values  # what the sentence needs to know: {"rows": 50_000}

    def __reduce__(self) -> tuple[Callable[..., "FileRefusedError"], tuple[object, ...]]:
        """How it comes out of the process that read the file."""
        return _refused, (self.refusal, self.values)


def _refused(refusal: Refusal, values: Mapping[str, int]) -> FileRefusedError:
    return FileRefusedError(refusal, **values)


def too_large() -> FileRefusedError:
    """More bytes than `MAX_BYTES`."""
    return FileRefusedError(Refusal.TOO_LARGE, megabytes=MAX_BYTES // _MEGA)


def zip_too_large() -> FileRefusedError:
    """More bytes than `MAX_UNPACKED` when it is unpacked, or a sign of that."""
    return FileRefusedError(Refusal.ZIP_TOO_LARGE, megabytes=MAX_UNPACKED // _MEGA)


class Fault(StrEnum):
    """What is wrong with a line."""

    SERIES = "series"  # no film: a series, an episode, a game
    NO_FILM = "no-film"  # neither a title nor an id
    STARS = "stars"  # a rating that is none
    STATUS = "status"  # neither rated nor seen nor wanted
    FIELDS = "fields"  # too few or too many of them, or quotation marks that do not match
    YEAR = "year"  # is no year; the row counts without it
    DATE = "date"  # is no date; the row counts without it

    @property
    def leaves_out(self) -> bool:
        """Whether the line is not used at all."""
        return self not in (Fault.YEAR, Fault.DATE)


@dataclass(frozen=True, slots=True)
class FaultyLines:
    """All lines of a file that one thing is wrong with."""

    fault: Fault
    file: str  # its name, in a zip without the folder
    n: int
    lines: tuple[int, ...]  # the first few, counted from 1, the header included
