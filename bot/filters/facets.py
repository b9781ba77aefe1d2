"""What can be chosen about films by buttons, each facet the same for a card and for a group.

A choice is a facet and two numbers, which is what a button has room for; what they mean is the
facet's affair. Whoever adds a facet adds it to `FACETS`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.conversation.press import Press
from bot.conversation.reply import Button
from bot.words.problems import Problem
from bot.words.texts import Html, Texts, cut, film_label, genre_name
from core.catalog.film_filter import FilmFilter
from core.catalog.films import NO_YEAR, POPULARITY_STEPS, Catalog

_DECADE = 10
_LAST_YEAR = 9999
_OFF, _ON, _EXCLUDED = range(3)  # what a genre's button chooses
_SIGNS = {_OFF: "", _ON: "✓ ", _EXCLUDED: "✕ "}
_GENRES_ON_A_PAGE = 20
_GENRES_IN_A_ROW, _DECADES_IN_A_ROW = 2, 3  # names of genres are cut off in narrower columns
_NAME_LENGTH = 28  # characters of a genre


@dataclass(frozen=True, slots=True)
class Choice:
    """What a button chooses."""

    facet: int  # place in FACETS
    first: int
    second: int = 0


@dataclass(frozen=True, slots=True)
class Chooser:
    """What is being chosen, and from what."""

    texts: Texts
    wanted: FilmFilter  # so far
    genres: Sequence[str]  # on offer; buttons name a genre by its place among them
    catalog: Catalog
    press: Callable[[int, Choice], Press]  # what a button on a page from 0 makes


@dataclass(frozen=True, slots=True)
class Page:
    """One page of what can be chosen."""

    name: str  # on its tab
    hint: Html
    rows: list[list[Button]]


@dataclass(frozen=True, slots=True)
class Facet:
    """One respect in which films are chosen."""

    pages: Callable[[Chooser, int], list[Page]]  # of which the first has this number
    change: Callable[[FilmFilter, Sequence[str], Choice], FilmFilter]
    say: Callable[[Texts, FilmFilter], str]  # a condition in words; "" where it is another facet's


def pages_of(chooser: Chooser, facets: Sequence[Facet]) -> list[Page]:
    """All pages of some facets, in their order."""
    pages: list[Page] = []
    for facet in facets:
        pages += facet.pages(chooser, len(pages))
    return pages


def tabs(pages: Sequence[Page], shown: int, press: Callable[[int], Press]) -> list[Button]:
    """A button for each page; `shown` is the place of the one that is open."""
    return [
        Button(f"• {page.name}" if number == shown else page.name, press(number))
        for number, page in enumerate(pages)
    ]


def change(wanted: FilmFilter, genres: Sequence[str], choice: Choice) -> FilmFilter:
    """What is wanted after a choice.

    Raises:
        Problem: there is no such choice, so the button is another version's.
    """
    if choice.facet >= len(FACETS):
        raise Problem("problem-button-old")
    return FACETS[choice.facet].change(wanted, genres, choice)


def say(texts: Texts, condition: FilmFilter, catalog: Catalog) -> str:
    """One of `FilmFilter.conditions` in words."""
    for facet in FACETS:
        if said := facet.say(texts, condition):
            return said
    if condition.like is None:
        raise ValueError(f"{condition} is no single condition")
    film = catalog.film(condition.like)
    name = film_label(film) if film else texts.plain("film-of-number", id=str(condition.like))
    return texts.plain("filter-like", film=name)


def _genre_pages(chooser: Chooser, number: int) -> list[Page]:
    """In the order of their names; a press turns from either to only with it to only without."""
    texts, genres = chooser.texts, chooser.genres
    names = {genre: genre_name(texts, genre) for genre in genres}
    offered = sorted(enumerate(genres), key=lambda each: names[each[1]])
    name, hint = texts.plain("button-filter-genres"), texts("filter-hint-genres")
    pages: list[Page] = []
    for start in range(0, max(1, len(offered)), _GENRES_ON_A_PAGE):
        buttons = []
        for place, genre in offered[start : start + _GENRES_ON_A_PAGE]:
            chosen = _genre_choice(chooser.wanted, genre)
            label = _SIGNS[chosen] + cut(names[genre], _NAME_LENGTH)
            then = Choice(FACETS.index(GENRES), place, (chosen + 1) % len(_SIGNS))
            buttons.append(Button(label, chooser.press(number + len(pages), then)))
        title = f"{name} {len(pages) + 1}" if pages else name
        pages.append(Page(title, hint, _in_rows(buttons, _GENRES_IN_A_ROW)))
    return pages


def _genre_choice(wanted: FilmFilter, genre: str) -> int:
    if genre in wanted.genres | wanted.some_genres:
        return _ON
    return _EXCLUDED if genre in wanted.without_genres else _OFF


def _with_genre(wanted: FilmFilter, genres: Sequence[str], choice: Choice) -> FilmFilter:
    """Only with it, only without it, or either."""
    if choice.first >= len(genres):
        raise Problem("problem-button-old")
    name = frozenset({genres[choice.first]})
    with_it, without = choice.second == _ON, choice.second == _EXCLUDED
    return replace(
        wanted,
        genres=wanted.genres | name if with_it else wanted.genres - name,
        some_genres=wanted.some_genres - name,
        without_genres=wanted.without_genres | name if without else wanted.without_genres - name,
    )


def _say_genre(texts: Texts, condition: FilmFilter) -> str:
    for genre in condition.genres:
        return genre_name(texts, genre)
    for genre in condition.without_genres:
        return texts.plain("filter-without", genre=genre_name(texts, genre))
    return " / ".join(genre_name(texts, genre) for genre in sorted(condition.some_genres))


def _year_pages(chooser: Chooser, number: int) -> list[Page]:
    """The decades; a second one chosen takes those between with it, a chosen one stands alone."""
    texts = chooser.texts
    name, hint = texts.plain("button-filter-years"), texts("filter-hint-years")
    return [Page(name, hint, _in_rows(_decades(chooser, number), _DECADES_IN_A_ROW))]


def _decades(chooser: Chooser, number: int) -> list[Button]:
    texts, wanted = chooser.texts, chooser.wanted
    known = chooser.catalog.years[chooser.catalog.years != NO_YEAR]
    if not known.size:
        return []
    decades = range(int(known.min()) // _DECADE * _DECADE, int(known.max()) + 1, _DECADE)
    first = wanted.first_year if wanted.first_year is not None else decades[0]
    last = wanted.last_year if wanted.last_year is not None else int(known.max())
    any_year = wanted.first_year is None and wanted.last_year is None
    buttons = []
    for decade in decades:
        end = decade + _DECADE - 1
        chosen = not any_year and first <= end and decade <= last
        alone = chosen and decade <= first and last <= end
        if alone:
            years = 0, 0
        elif chosen or any_year:
            years = decade, end
        else:
            years = min(first, decade), max(last, end)
        name = texts.plain("filter-decade", year=str(decade))
        press = chooser.press(number, Choice(FACETS.index(YEARS), *years))
        buttons.append(Button(f"✓ {name}" if chosen else name, press))
    return buttons


def _with_years(wanted: FilmFilter, _genres: Sequence[str], choice: Choice) -> FilmFilter:
    """Films of these years; 0 for a bound that there is not."""
    if choice.first > choice.second or choice.second > _LAST_YEAR:
        raise Problem("problem-button-old")
    return replace(wanted, first_year=choice.first or None, last_year=choice.second or None)


def _say_years(texts: Texts, condition: FilmFilter) -> str:
    first, last = condition.first_year, condition.last_year
    if first is None:
        return "" if last is None else texts.plain("filter-until", year=str(last))
    if last is None:
        return texts.plain("filter-since", year=str(first))
    if first == last:
        return str(first)
    if first % _DECADE == 0 and last == first + _DECADE - 1:
        return texts.plain("filter-decade", year=str(first))
    return f"{first}–{last}"


def _popularity_pages(chooser: Chooser, number: int) -> list[Page]:
    """A slider of five steps; the step it stands on takes it off."""
    texts, now = chooser.texts, chooser.wanted.popularity
    if now is None:
        hint = texts("filter-hint-popularity")
    else:
        chosen = texts.plain(f"filter-popularity-{now}")
        hint = texts("filter-hint-popularity-chosen", step=chosen)
    facet = FACETS.index(POPULARITY)
    steps = [
        Button(
            "●" if step == now else "○",
            chooser.press(number, Choice(facet, 0 if step == now else step)),
        )
        for step in range(1, POPULARITY_STEPS + 1)
    ]
    return [Page(texts.plain("button-filter-popularity"), hint, [steps])]


def _with_popularity(wanted: FilmFilter, _genres: Sequence[str], choice: Choice) -> FilmFilter:
    """How well known; hidden gems are little known, so that one goes for the other."""
    if choice.first > POPULARITY_STEPS:
        raise Problem("problem-button-old")
    return replace(wanted, popularity=choice.first or None, gems=False)


def _say_popularity(texts: Texts, condition: FilmFilter) -> str:
    if condition.gems:
        return texts.plain("filter-gems")
    step = condition.popularity
    return "" if step is None else texts.plain(f"filter-popularity-{step}")


def _in_rows(buttons: Sequence[Button], length: int) -> list[list[Button]]:
    """Row after row of so many buttons."""
    return [list(buttons[start : start + length]) for start in range(0, len(buttons), length)]


GENRES = Facet(_genre_pages, _with_genre, _say_genre)
YEARS = Facet(_year_pages, _with_years, _say_years)
POPULARITY = Facet(_popularity_pages, _with_popularity, _say_popularity)
# Buttons hold a facet's place in here: only ever append.
FACETS = (GENRES, YEARS, POPULARITY)
