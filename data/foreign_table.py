"""One csv file of a known layout, read line by line into rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.titles.matching import FilmReference
from data.foreign_cells import (
    TOPS,
    imdb_id_from,
    is_of_points,
    is_range_of_years,
    is_series,
    is_zero,
    said_by_status,
    stars_from,
    stars_from_points,
    time_from,
    top_of,
    whole_from,
    year_from,
)
from data.foreign_faults import Fault, FileRefusedError, Refusal
from data.foreign_layouts import Layout, Origin, asked_layout, is_bare, is_of_no_films, layout_of
from data.foreign_rows import ForeignKind, ForeignRow
from data.foreign_text import Line, decode, lines_of, n_lines_before_list
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
    _n_before: int = 0  # lines before the header

    @property
    def asked(self) -> bool:
        """Whether nobody known has written it, so that its person has to say what it is."""
        return self.layout.origin is Origin.OTHER

    def top(self) -> int | None:
        """The best that its column of ratings may hold, as far as the column says; None: nothing.

        For layouts that leave it open 5 may be 10 as well, for somebody who likes nothing.
        """
        stars = self.layout.stars
        if stars is None or self.layout.top == TOPS[1]:
            return self.layout.top
        ratings = (cells.get(stars, "") for _, cells in self._cells() if cells)
        if self.layout.top is None:
            return top_of(ratings)
        return TOPS[1] if is_of_points(ratings) else self.layout.top

    def has_years(self) -> bool:
        """Whether a title ends in one, as films are told apart: "Heat (1995)"."""
        titles = (cells.get(self.layout.title or "", "") for _, cells in self._cells() if cells)
        return any(parse_title(title).year for title in titles)

    def lines(self, unrated: ForeignKind | None, top: int) -> Iterator[TableLine]:
        """Every line but the header.

        Args:
            unrated: what a row without a rating says where the layout does not say it.
            top: the best that `layout.stars` may hold.

        Raises:
            FileRefusedError: a row without a rating says nothing; there are several people's
                ratings; quotation marks are wrong all over.
        """
        people = set()
        for number, cells in self._cells():
            if cells is None:
                yield TableLine(number, None, (Fault.FIELDS,))
                continue
            people.add(cells.get(self.layout.person or ""))
            if len(people) > 1:
                raise FileRefusedError(Refusal.SEVERAL_PEOPLE)
            yield _Cells(self.layout, cells, top).line(number, unrated)

    def _cells(self) -> Iterator[tuple[int, Mapping[str, str] | None]]:
        """The number of each line and its fields by column, None where they do not fit."""
        lines = lines_of(decode(self._content)[0], self._separator, self._n_before)
        header = _header(_first(lines, self._separator))
        places = {name: header.index(name) for name in self.layout.columns() if name in header}
        last = max(places.values())
        for line in lines:
            fields = line.fields
            if fields is None or not _fits(fields, len(header), last):
                yield line.number, None
            else:
                yield line.number, {name: fields[place] for name, place in places.items()}


def open_table(name: str, content: bytes) -> Table | None:
    """Find out how to read a csv file; None where it is no list that is known or may be one.

    Raises:
        FileRefusedError: it is empty or not text, or a list of something else.
    """
    text, encoding = decode(content)
    n_before = n_lines_before_list(text)
    said = separator_line(text.split("\n", 1)[0])
    headers = {
        separator: frozenset(_header(_first(lines_of(text, separator, n_before), separator)))
        for separator in (SEPARATORS if said is None else (said,))
    }
    for find in (layout_of, asked_layout):
        for separator, header in headers.items():
            layout = find(header)
            if layout is None:
                continue
            table = Table(name, encoding, layout, content, separator, n_before)
            if table.asked or not is_bare(header) or table.has_years():
                return table
    if any(len(header) > 1 and is_of_no_films(header) for header in headers.values()):
        raise FileRefusedError(Refusal.NO_FILMS)
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
    top: int  # of the column of stars

    def line(self, number: int, unrated: ForeignKind | None) -> TableLine:
        """What the line says."""
        if is_series(self._text(self.layout.type_of_title)):
            return TableLine(number, None, (Fault.SERIES,))
        film = self._film()
        if film is None:
            return TableLine(number, None, (Fault.NO_FILM,))
        stars = stars_from(self._text(self.layout.stars), self.top)
        if stars is None:
            stars = stars_from_points(self._text(self.layout.points))
        if stars is None and (self._has_rating() or self._misses_rating()):
            return TableLine(number, None, (Fault.STARS,))
        kind = ForeignKind.RATED if stars is not None else self._kind(unrated)
        if kind is None:
            return TableLine(number, None, (Fault.STATUS,))
        told_at = time_from(self._text(self.layout.told_at))
        row = ForeignRow(film, kind, stars, told_at)
        return TableLine(number, row, tuple(self._lost(film, told_at)))

    def _text(self, column: str | None) -> str:
        return self.cells.get(column or "", "")

    def _ratings(self) -> list[str]:
        ratings = (self._text(self.layout.stars), self._text(self.layout.points))
        return [text for text in ratings if text]

    def _has_rating(self) -> bool:
        """Whether it tries to say one; 0 stands for none."""
        return not all(map(is_zero, self._ratings()))

    def _misses_rating(self) -> bool:
        return self.layout.rated_only and not self._ratings()

    def _kind(self, unrated: ForeignKind | None) -> ForeignKind | None:
        """What a row without a rating says; None: nothing that counts here.

        Raises:
            FileRefusedError: nobody has said what such rows say.
        """
        if self.layout.status in self.cells:
            return said_by_status(self._text(self.layout.status))
        kind = self.layout.unrated or unrated
        if kind is None and self._ratings():
            return ForeignKind.SEEN  # somebody has put a 0 there
        if kind is None and self.layout.stars is not None and self.layout.origin is Origin.OTHER:
            return None
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
        original = natural_order(self._text(self.layout.original_title)[:_MAX_TITLE])
        film = FilmReference(
            title,
            year,
            whole_from(self._text(self.layout.movie_id)),
            imdb_id_from(self._text(self.layout.imdb_id)),
            whole_from(self._text(self.layout.tmdb_id)) or None,
            original_title="" if original == title else original,
            is_series=is_range_of_years(self._text(self.layout.year)),
        )
        ids = (film.movie_id, film.imdb_id, film.tmdb_id)
        return film if title or any(each is not None for each in ids) else None

    def _lost(self, film: FilmReference, told_at: int | None) -> Iterator[Fault]:
        """What the line wanted to say besides."""
        if self._text(self.layout.year) and film.year is None:
            yield Fault.YEAR
        if self._text(self.layout.told_at) and told_at is None:
            yield Fault.DATE
