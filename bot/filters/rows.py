"""The rows of buttons that choose genres and decades, whatever it is that they filter."""

from collections.abc import Callable, Sequence

from bot.conversation.parts import cut, genre_name
from bot.conversation.press import Press
from bot.conversation.reply import Button
from bot.filters.choice import EXCLUDED, OFF, ON, genre_choice
from bot.words.texts import Texts
from core.catalog import NO_YEAR, Catalog
from core.film_filter import FilmFilter

GENRES_ON_A_PAGE = 20
DECADE = 10
_GENRES_IN_A_ROW, _DECADES_IN_A_ROW = 2, 3  # names of genres are cut off in narrower columns
_NAME_LENGTH = 28  # characters of a genre


def genre_rows(
    texts: Texts,
    wanted: FilmFilter,
    genres: Sequence[str],
    page: int,
    press: Callable[[int, int], Press],
) -> list[list[Button]]:
    """One page of the genres, in the order of their names.

    Args:
        genres: all on offer; buttons name a genre by its place among them.
        press: what a genre's place and the choice after this one make.
    """
    names = {genre: genre_name(texts, genre) for genre in genres}
    offered = sorted(enumerate(genres), key=lambda each: names[each[1]])
    start = page * GENRES_ON_A_PAGE
    labels: list[Button] = []
    for number, genre in offered[start : start + GENRES_ON_A_PAGE]:
        chosen = genre_choice(wanted, genre)
        sign = {OFF: "", ON: "✓ ", EXCLUDED: "✕ "}[chosen]
        labels.append(
            Button(sign + cut(names[genre], _NAME_LENGTH), press(number, (chosen + 1) % 3))
        )
    return in_rows(labels, _GENRES_IN_A_ROW)


def year_rows(
    texts: Texts, wanted: FilmFilter, catalog: Catalog, press: Callable[[int, int], Press]
) -> list[list[Button]]:
    """The decades; a second one chosen takes those between with it, a chosen one stands alone.

    Args:
        press: what the first and the last year make; 0 and 0 stand for any.
    """
    known = catalog.years[catalog.years != NO_YEAR]
    if not known.size:
        return []
    decades = range(int(known.min()) // DECADE * DECADE, int(known.max()) + 1, DECADE)
    first = wanted.first_year if wanted.first_year is not None else decades[0]
    last = wanted.last_year if wanted.last_year is not None else int(known.max())
    any_year = wanted.first_year is None and wanted.last_year is None
    labels: list[Button] = []
    for decade in decades:
        end = decade + DECADE - 1
        chosen = not any_year and first <= end and decade <= last
        alone = chosen and decade <= first and last <= end
        if alone:
            years = press(0, 0)
        elif chosen or any_year:
            years = press(decade, end)
        else:
            years = press(min(first, decade), max(last, end))
        name = texts.plain("filter-decade", year=str(decade))
        labels.append(Button(f"✓ {name}" if chosen else name, years))
    return in_rows(labels, _DECADES_IN_A_ROW)


def in_rows(labels: Sequence[Button], length: int) -> list[list[Button]]:
    """Row after row of so many buttons."""
    return [list(labels[start : start + length]) for start in range(0, len(labels), length)]
