"""Lists of films that people bring: ratings, films seen, films wanted; from bytes to rows.

Works in memory and takes up to about a second for the largest files: not for the event loop.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
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
_STARS = 5
_OF_ONE_FILE = (Refusal.NOT_TEXT, Refusal.BROKEN_LINES, Refusal.UNKNOWN)  # others may be in order
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
    top: int | None = None  # the best rating there can be, where a column says that it is not ★5
    unread: tuple[str, ...] = ()  # files of a zip that could not be read, by name


def read_foreign(
    content: bytes, name: str, unrated: ForeignKind | None = None, top: int | None = None
) -> ForeignFile:
    """Read a csv file of one of the layouts in `data.foreign_layouts`, or a zip of some.

    Args:
        name: of the file. What is in a file is told by its header; only films watched and films
            wanted look the same in the lists of Letterboxd and IMDb, and differ by their names.
        unrated: what a row without a rating says, SEEN or WANTED, where neither the file nor its
            name does; None to have such a file refused with `Refusal.SEEN_OR_WANTED`.
        top: the best rating there is in a list of nobody known, whose person says that it is of
            films; None to have such a file refused with `Refusal.FILMS_OR_NOT`.

    Raises:
        FileRefusedError: nothing can be read, or not without a doubt.
    """
    if len(content) > MAX_BYTES:
        raise too_large()
    if not content.strip():
        raise FileRefusedError(Refusal.EMPTY)
    found = _tables(_files(content, name))
    reading = _Reading(unrated, top, alone=len(found.tables) == 1)
    for table in found.tables:
        reading.read(table)
    if not reading.rows:
        if reading.refused is not None:
            raise reading.refused
        refusal = Refusal.NOTHING_LEFT if reading.n_lines else Refusal.EMPTY
        raise FileRefusedError(refusal, n=reading.n_lines)
    return ForeignFile(
        found.tables[0].layout.origin,
        one_a_film(reading.rows),
        tuple(reading.faults),
        frozenset(table.encoding for table in found.tables),
        reading.told_top,
        (*found.unread, *reading.unread),
    )


class _Reading:
    """What comes of some tables, one after the other."""

    def __init__(self, unrated: ForeignKind | None, top: int | None, *, alone: bool) -> None:
        self.rows: list[ForeignRow] = []
        self.faults: list[FaultyLines] = []
        self.n_lines = 0
        self.told_top: int | None = None
        self.unread: list[str] = []
        self.refused: FileRefusedError | None = None  # the first table that was
        self._unrated = unrated
        self._top = top
        self._alone = alone

    def read(self, table: Table) -> None:
        """Take the rows of one more table; one of several that is damaged is passed over.

        Raises:
            FileRefusedError: there is no other, there are too many lines, or its person has to
                say more about it.
        """
        rows: list[ForeignRow] = []
        numbers: defaultdict[Fault, list[int]] = defaultdict(list)
        n_before = self.n_lines
        try:
            top = self._top_of(table)
            for line in table.lines(_said_by_name(table.name) or self._unrated, top):
                self._count_line()
                if line.row is not None:
                    rows.append(line.row)
                for fault in line.faults:
                    numbers[fault].append(line.number)
        except FileRefusedError as exc:
            if self._alone or exc.refusal not in _OF_ONE_FILE:
                raise
            self.n_lines = n_before
            self.refused = self.refused or exc
            self.unread.append(table.name)
            return
        self.rows += rows
        self.faults += _faulty(table.name, numbers)
        if top not in (table.layout.top, _STARS):
            self.told_top = max(top, self.told_top or top)

    def _count_line(self) -> None:
        self.n_lines += 1
        if self.n_lines > MAX_ROWS:
            raise FileRefusedError(Refusal.TOO_MANY_ROWS, rows=MAX_ROWS)

    def _top_of(self, table: Table) -> int:
        """The best rating that a table may hold.

        Raises:
            FileRefusedError: its person has to say.
        """
        found = table.top()
        if table.asked and self._top is None and found is not None:
            raise FileRefusedError(Refusal.FILMS_OR_NOT, top=found)
        return max(found or _STARS, (self._top or _STARS) if table.asked else _STARS)


def _files(content: bytes, name: str) -> Mapping[str, bytes]:
    if is_zip(content):
        return csv_files(content)
    return {name: unpacked(content) if is_gzip(content) else content}


@dataclass(frozen=True, slots=True)
class _Found:
    """What is in the files that somebody has brought."""

    tables: Sequence[Table]  # never empty; of nobody known only where there are no others
    unread: Sequence[str]  # what is no text, or may be a list or not


def _tables(files: Mapping[str, bytes]) -> _Found:
    """Those files that are lists; a zip holds others, empty ones, and some that are no text.

    Raises:
        FileRefusedError: there is no list among them.
    """
    tables: list[Table] = []
    unread: list[str] = []
    refused: FileRefusedError | None = None
    for name in sorted(files, key=lambda name: name.lower().startswith(_CURRENT)):
        if len(files) > 1 and not files[name].strip():
            continue
        try:
            table = open_table(name, files[name])
        except FileRefusedError as exc:
            refused = refused or exc
            unread += [name] if exc.refusal in _OF_ONE_FILE else []
        else:
            tables += [] if table is None else [table]
    if not tables:
        raise refused or FileRefusedError(Refusal.UNKNOWN)
    known = [table for table in tables if not table.asked]
    unread += [table.name for table in tables if known and table.asked]
    return _Found(known or tables, unread)


def _said_by_name(name: str) -> ForeignKind | None:
    said = {kind for word, kind in _IN_NAME.items() if word in name.lower()}
    return said.pop() if len(said) == 1 else None


def _faulty(name: str, numbers: Mapping[Fault, list[int]]) -> Iterator[FaultyLines]:
    for fault, lines in numbers.items():
        yield FaultyLines(fault, name, len(lines), tuple(lines[:_N_LINES]))
