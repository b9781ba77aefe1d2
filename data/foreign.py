"""Lists of films that people bring: ratings, films seen, films wanted; from bytes to rows.

Works in memory and takes up to about a second for the largest files: not for the event loop.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from data.foreign_faults import (
    MAX_BYTES,
    MAX_ROWS,
    Fault,
    FaultyLines,
    FileRefusedError,
    Refusal,
    too_large,
)
from data.foreign_layouts import Origin
from data.foreign_rows import ForeignKind, ForeignRow, one_a_film
from data.foreign_table import Table, open_table
from data.foreign_zip import csv_files, is_gzip, is_zip, unpacked

_N_LINES = 5  # of each fault, to look at
_IN_NAME = {  # what a row without a rating says, by the name of the file
    "watchlist": ForeignKind.WANTED,
    "wishlist": ForeignKind.WANTED,
    "watched": ForeignKind.SEEN,
    "seen": ForeignKind.SEEN,
}
# Of two ratings of one film told on one day that in ratings.csv counts, so it is read last.
_CURRENT = "ratings"


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """What somebody has brought."""

    origin: Origin
    rows: tuple[ForeignRow, ...]  # each film once; never empty
    faults: tuple[FaultyLines, ...]  # by file and fault
    encodings: frozenset[str]  # "cp1252" is a guess, the others are certain


def read_foreign(content: bytes, name: str, unrated: ForeignKind | None = None) -> ForeignFile:
    """Read a csv file of one of the layouts in `data.foreign_layouts`, or a zip of some.

    Args:
        name: of the file. What is in a file is told by its header; only films watched and films
            wanted look the same in the lists of Letterboxd and IMDb, and differ by their names.
        unrated: what a row without a rating says, SEEN or WANTED, where neither the file nor its
            name does; None to have such a file refused with `Refusal.SEEN_OR_WANTED`.

    Raises:
        FileRefusedError: nothing can be read, or not without a doubt.
    """
    if len(content) > MAX_BYTES:
        raise too_large()
    if not content.strip():
        raise FileRefusedError(Refusal.EMPTY)
    tables = _tables(_files(content, name))
    if not tables:
        raise FileRefusedError(Refusal.UNKNOWN)
    rows: list[ForeignRow] = []
    faults: list[FaultyLines] = []
    n_lines = 0
    for table in tables:
        numbers = defaultdict(list)
        for line in table.lines(_said_by_name(table.name) or unrated):
            n_lines += 1
            if n_lines > MAX_ROWS:
                raise FileRefusedError(Refusal.TOO_MANY_ROWS, rows=MAX_ROWS)
            if line.row is not None:
                rows.append(line.row)
            for fault in line.faults:
                numbers[fault].append(line.number)
        faults += _faulty(table.name, numbers)
    if not rows:
        refusal = Refusal.NOTHING_LEFT if n_lines else Refusal.EMPTY
        raise FileRefusedError(refusal, n=n_lines)
    encodings = frozenset(table.encoding for table in tables)
    return ForeignFile(tables[0].layout.origin, one_a_film(rows), tuple(faults), encodings)


def _files(content: bytes, name: str) -> Mapping[str, bytes]:
    if is_zip(content):
        return csv_files(content)
    return {name: unpacked(content) if is_gzip(content) else content}


def _tables(files: Mapping[str, bytes]) -> list[Table]:
    """Those files that are lists; a zip holds others, empty ones, and some that are no text.

    Raises:
        FileRefusedError: there is no list among them, and one of them cannot be read.
    """
    tables: list[Table] = []
    refused: FileRefusedError | None = None
    for name in sorted(files, key=lambda name: name.lower().startswith(_CURRENT)):
        if len(files) > 1 and not files[name].strip():
            continue
        try:
            table = open_table(name, files[name])
        except FileRefusedError as exc:
            refused = refused or exc
        else:
            tables += [] if table is None else [table]
    if not tables and refused is not None:
        raise refused
    return tables


def _said_by_name(name: str) -> ForeignKind | None:
    said = {kind for word, kind in _IN_NAME.items() if word in name.lower()}
    return said.pop() if len(said) == 1 else None


def _faulty(name: str, numbers: Mapping[Fault, list[int]]) -> Iterator[FaultyLines]:
    for fault, lines in numbers.items():
        yield FaultyLines(fault, name, len(lines), tuple(lines[:_N_LINES]))
