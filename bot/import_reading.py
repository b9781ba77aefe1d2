"""From a file in a chat to rows that wait: downloaded, read, recognised, with a report."""

import asyncio
import hashlib
import logging
from dataclasses import dataclass

from telegram import Document
from telegram.error import TelegramError

from bot.context import Bot
from bot.import_report import ImportReport
from bot.problems import Problem
from core.matching import Match, MatchedBy, match_films
from core.search import TitleIndex
from data.foreign import read_foreign
from data.foreign_rows import ForeignRow
from data.foreign_rows import RowKind as ForeignKind
from storage.import_rows import ImportRow, RowKind

_log = logging.getLogger(__name__)

_SECONDS = 60.0  # for a download
_GUESSED = "cp1252"  # the encoding that stands for all unknown ones


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as `ImportStore.keep` takes it."""

    source: str
    digest: str
    rows: tuple[ImportRow, ...]
    report: ImportReport


async def download(bot: Bot, document: Document) -> bytes:
    """What is in a file.

    Raises:
        Problem: Telegram does not give it.
    """
    try:
        async with asyncio.timeout(_SECONDS):  # others may be waiting for their turn
            file = await bot.get_file(document)
            return bytes(await file.download_as_bytearray())
    except (TelegramError, TimeoutError) as exc:
        _log.warning("a file was not downloaded: %s", str(exc) or "it took too long")
        raise Problem("problem-import-download") from exc


def read_file(
    content: bytes, name: str, unrated: ForeignKind | None, titles: TitleIndex
) -> ReadFile:
    """Read a file and look for its films. Takes seconds: not for the event loop.

    Raises:
        FileRefusedError: it cannot be read; see `data.foreign`.
    """
    read = read_foreign(content, name, unrated)
    matches = match_films(titles, [row.film for row in read.rows])
    rows = tuple(
        _import_row(position, row, match)
        for position, (row, match) in enumerate(zip(read.rows, matches, strict=True))
    )
    report = ImportReport.of(name, read.faults, guessed_encoding=_GUESSED in read.encodings)
    return ReadFile(read.origin, _digest(content, rows), rows, report)


def _import_row(position: int, row: ForeignRow, match: Match) -> ImportRow:
    doubted = match.film is not None and match.by is MatchedBy.LIKENESS
    guesses = (match.film,) if match.film is not None and doubted else match.guesses
    return ImportRow(
        position,
        row.film.title,
        row.film.year,
        RowKind(row.kind),
        row.stars,
        None if match.film is None else match.film.movie_id,
        tuple(film.movie_id for film in guesses),
        row.told_at,
    )


def _digest(content: bytes, rows: tuple[ImportRow, ...]) -> str:
    """Of the bytes and of what their rows say: the same list may be of films seen or wanted."""
    kinds = sorted({row.kind for row in rows})
    return hashlib.sha256(" ".join(kinds).encode() + b"\n" + content).hexdigest()
