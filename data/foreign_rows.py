"""What a row of a list says of a film, as values; and one row a film out of several."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from core.titles.matching import FilmReference


class ForeignKind(StrEnum):
    """What somebody says of a film."""

    RATED = "rated"
    SEEN = "seen"
    WANTED = "wanted"


@dataclass(frozen=True, slots=True)
class ForeignRow:
    """A film in somebody's list, and what they say of it."""

    film: FilmReference
    kind: ForeignKind
    stars: float | None = None  # 0.5 to 5.0 in halves, exactly where the kind is RATED
    told_at: int | None = None  # seconds since 1970 UTC; midnight where the list has only a day


_SAYS = {
    ForeignKind.WANTED: 0,
    ForeignKind.SEEN: 1,
    ForeignKind.RATED: 2,
}  # the more, the more it counts


def one_a_film(rows: Iterable[ForeignRow]) -> tuple[ForeignRow, ...]:
    """Each film once, in the order of first appearance.

    A rating says more than having seen a film, and that more than wanting to. Of two that say as
    much the later told counts, and of two told at once the one further down.
    """
    chosen: dict[Hashable, ForeignRow] = {}
    for row in rows:
        film = row.film
        ids = (film.movie_id, film.imdb_id, film.tmdb_id)
        key = ids if any(each is not None for each in ids) else (film.title.casefold(), film.year)
        known = chosen.get(key)
        if known is None or _weight(row) >= _weight(known):
            chosen[key] = row
    return tuple(chosen.values())


def _weight(row: ForeignRow) -> tuple[int, int]:
    return _SAYS[row.kind], -1 if row.told_at is None else row.told_at
