"""From the bytes of a file to rows that wait: read, recognised, with a report."""

import hashlib
from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path

from bot.importing.report import ImportReport
from core.catalog.dataset import load_catalog
from core.child.process import ChildDiedError, run_in_child
from core.errors import RecommenderError
from core.titles.matching import Match, MatchedBy, match_films
from core.titles.search import TitleIndex
from data.foreign import read_foreign
from data.foreign_rows import ForeignKind, ForeignRow
from storage.import_rows import ImportRow, RowKind

_GUESSED = "cp1252"  # the encoding that stands for all unknown ones


class ReadingError(RecommenderError):
    """The reading of a file came to no end; the file may be in order."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as `ImportStore.keep` takes it."""

    source: str
    digest: str
    rows: tuple[ImportRow, ...]
    report: ImportReport


async def read_file_apart(
    content: bytes,
    name: str,
    unrated: ForeignKind | None,
    catalog: Path,
    top: int | None = None,
) -> ReadFile:
    """`read_file` in a process of its own: in a thread, everybody's answers would wait for it.

    Args:
        catalog: the file of the catalogue in service.

    Raises:
        DataError: the catalogue cannot be read any more.
        FileRefusedError: the file cannot be read; see `data.foreign`.
        ReadingError: the process died.
    """
    try:
        return await run_in_child(_read_file_of, content, name, unrated, catalog, top)
    except ChildDiedError as exc:
        raise ReadingError(f"a file was not read: {exc}") from exc


def read_file(
    content: bytes,
    name: str,
    unrated: ForeignKind | None,
    titles: TitleIndex,
    top: int | None = None,
) -> ReadFile:
    """Read a file and look for its films, which takes seconds.

    Raises:
        FileRefusedError: it cannot be read; see `data.foreign`.
    """
    read = read_foreign(content, name, unrated, top)
    matches = match_films(titles, [row.film for row in read.rows])
    exact = {match.film.movie_id for match in matches if match.exact and match.film is not None}
    rows = tuple(
        _import_row(position, row, match, exact)
        for position, (row, match) in enumerate(zip(read.rows, matches, strict=True))
    )
    report = ImportReport.of(
        name,
        read.faults,
        guessed_encoding=_GUESSED in read.encodings,
        top=read.top,
        unread=read.unread,
    )
    return ReadFile(read.origin, _digest(content, rows, read.top), rows, report)


def _read_file_of(
    content: bytes, name: str, unrated: ForeignKind | None, catalog: Path, top: int | None
) -> ReadFile:
    """Runs in the child."""
    films, _ = load_catalog(catalog)
    return read_file(content, name, unrated, TitleIndex(films), top)


def _import_row(position: int, row: ForeignRow, match: Match, exact: Set[int]) -> ImportRow:
    """One row; `exact`: the films that some row of the file names exactly.

    A row that is only like such a film means another one, as often as not.
    """
    film, guesses = match.film, match.guesses
    if film is not None and not match.exact:
        likely = match.by is MatchedBy.LIKENESS or film.movie_id in exact
        guesses = (film,) if likely else ()
        film = None if film.movie_id in exact else film
    return ImportRow(
        position,
        row.film.title,
        row.film.year,
        RowKind(row.kind),
        row.stars,
        None if film is None else film.movie_id,
        tuple(guess.movie_id for guess in guesses),
        row.told_at,
    )


def _digest(content: bytes, rows: tuple[ImportRow, ...], top: int | None) -> str:
    """Of the bytes and of what their rows say.

    The same list may be of films seen or wanted, and rated on one scale or another.
    """
    said = sorted({str(row.kind) for row in rows})
    said += [] if top is None else [str(top)]
    return hashlib.sha256(" ".join(said).encode() + b"\n" + content).hexdigest()
