"""Rows of files with sane defaults, and the whole way of a file."""

from collections.abc import Sequence
from dataclasses import replace

from storage.import_rows import ImportRow, RowKind
from storage.imports import ImportCounts, ImportStore


def rated(
    movie_id: int | None,
    stars: float,
    *,
    told_at: int | None = None,
    guesses: tuple[int, ...] = (),
) -> ImportRow:
    return ImportRow(0, f"Film {movie_id}", 1995, RowKind.RATED, stars, movie_id, guesses, told_at)


def watched(movie_id: int | None, *, told_at: int | None = None) -> ImportRow:
    return ImportRow(0, f"Film {movie_id}", None, RowKind.SEEN, None, movie_id, told_at=told_at)


def wished(movie_id: int | None, *, told_at: int | None = None) -> ImportRow:
    return ImportRow(0, f"Film {movie_id}", None, RowKind.WANTED, None, movie_id, told_at=told_at)


def counts(
    *,
    added: int = 0,
    updated: int = 0,
    kept: int = 0,
    unchanged: int = 0,
    seen: int = 0,
    wanted: int = 0,
    unmatched: int = 0,
    still_open: int = 0,
) -> ImportCounts:
    return ImportCounts(added, updated, kept, unchanged, seen, wanted, unmatched, still_open)


async def bring(
    imports: ImportStore, user_id: int, rows: Sequence[ImportRow], digest: str = "abc"
) -> tuple[int, ImportCounts]:
    """Keep and apply a file; what the preview promised is what was done."""
    import_id = await imports.keep(user_id, "letterboxd", digest, numbered(rows))
    found = await imports.find(import_id, user_id)
    assert found is not None
    done = await imports.apply(import_id, user_id)
    assert done == found.counts
    return import_id, done


def numbered(rows: Sequence[ImportRow]) -> list[ImportRow]:
    """The rows, each at its own position."""
    return [replace(row, position=position) for position, row in enumerate(rows)]
