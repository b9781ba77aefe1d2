"""One csv file of a known layout, read line by line into rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.titles.matching import FilmReference
from data.foreign_cells import (
    imdb_id_from,
    is_series,
    stars_from,
    stars_from_points,
    time_from,
    whole_from,
    year_from,
)
from data.foreign_faults import Fault, FileRefusedError, Refusal
from data.foreign_layouts import Layout, layout_of
from data.foreign_rows import ForeignKind, ForeignRow
from data.foreign_text import Line, decode, lines_of
from data.separators import SEPARATORS, separator_line
from data.titles import natural_order, parse_title

_MAX_TITLE = 300  # characters; the longest title there is has about 200


@dataclass(frozen=True, slots=True)
class TableLine:
    """What came of one line."""

    number: int  # counted from 1, the header included
    row: ForeignRow | None  # None: the line is not used
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A csv file that can be read."""

    name: str
    encoding: str
    layout: Layout
    _content: bytes  # not the text, which may take four times the memory
    _separator: str

    def lines(self, unrated: ForeignKind | None) -> Iterator[TableLine]:
        """Every line but the header.

        Args:
            unrated: what a row without a rating says where the layout does not say it.

        Raises:
            FileRefusedError: a row without a rating says nothing; there are several people's
                ratings; quotation marks are wrong all over.
        """
        lines = lines_of(decode(self._content)[0], self._separator)
        header = _header(_first(lines, self._separator))
        places = {name: header.index(name) for name in self.layout.columns() if name in header}
        people = set()
        for line in lines:
            fields = line.fields
            if fields is None or not _fits(fields, len(header), max(places.values())):
                yield TableLine(line.number, None, (Fault.FIELDS,))
                continue
            cells = {name: fields[place] for name, place in places.items()}
            people.add(cells.get(self.layout.person or ""))
            if len(people) > 1:
                raise FileRefusedError(Refusal.SEVERAL_PEOPLE)
            yield _Cells(self.layout, cells).line(line.number, unrated)


def open_table(name: str, content: bytes) -> Table | None:
    """Find out how to read a csv file; None where it is no list that is known.

    Raises:
        FileRefusedError: it is empty or not text.
    """
    text, encoding = decode(content)
    for separator in SEPARATORS:
        layout = layout_of(frozenset(_header(_first(lines_of(text, separator), separator))))
        if layout is not None:
            return Table(name, encoding, layout, content, separator)
    return None


def _first(lines: Iterator[Line], separator: str) -> list[str]:
    """The fields of the first row, but for one that tells a spreadsheet the separator."""
    for line in lines:
        fields = line.fields or []
        if line.number > 1 or separator_line(separator.join(fields)) is None:
            return fields
    return []


def _header(fields: list[str]) -> list[str]:
    return [field.lower() for field in fields]


def _fits(fields: list[str], width: int, last: int) -> bool:
    """Whether a row has all fields up to `last`, and nothing beyond its header."""
    return len(fields) > last and not any(fields[width:])


@dataclass(frozen=True, slots=True)
class _Cells:
    """The fields of one line by column."""

    layout: Layout
    cells: Mapping[str, str]

    def line(self, number: int, unrated: ForeignKind | None) -> TableLine:
        """What the line says."""
        if is_series(self._text(self.layout.type_of_title)):
            return TableLine(number, None, (Fault.SERIES,))
        film = self._film()
        if film is None:
            return TableLine(number, None, (Fault.NO_FILM,))
        stars = stars_from(self._text(self.layout.stars))
        if stars is None:
            stars = stars_from_points(self._text(self.layout.points))
        if stars is None and (self._has_rating() or self.layout.rated_only):
            return TableLine(number, None, (Fault.STARS,))
        told_at = time_from(self._text(self.layout.told_at))
        row = ForeignRow(film, self._kind(stars, unrated), stars, told_at)
        return TableLine(number, row, tuple(self._lost(film, told_at)))

    def _text(self, column: str | None) -> str:
        return self.cells.get(column or "", "")

    def _has_rating(self) -> bool:
        return bool(self._text(self.layout.stars) or self._text(self.layout.points))

    def _kind(self, stars: float | None, unrated: ForeignKind | None) -> ForeignKind:
        if stars is not None:
            return ForeignKind.RATED
        kind = self.layout.unrated or unrated
        if kind is None:
            raise FileRefusedError(Refusal.SEEN_OR_WANTED)
        return kind

    def _film(self) -> FilmReference | None:
        title = self._text(self.layout.title)[:_MAX_TITLE]
        year = year_from(self._text(self.layout.year))
        if not self.layout.verbatim:
            title = natural_order(title)
            parsed = parse_title(title) if year is None else None
            if parsed is not None and parsed.year is not None:  # "Matrix, The (1999)"
                title, year = parsed.title, parsed.year
        film = FilmReference(
            title,
            year,
            whole_from(self._text(self.layout.movie_id)),
            imdb_id_from(self._text(self.layout.imdb_id)),
            whole_from(self._text(self.layout.tmdb_id)) or None,
        )
        ids = (film.movie_id, film.imdb_id, film.tmdb_id)
        return film if title or any(each is not None for each in ids) else None

    def _lost(self, film: FilmReference, told_at: int | None) -> Iterator[Fault]:
        """What the line wanted to say besides."""
        if self._text(self.layout.year) and film.year is None:
            yield Fault.YEAR
        if self._text(self.layout.told_at) and told_at is None:
            yield Fault.DATE
