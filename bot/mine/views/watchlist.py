"""/watchlist: the films somebody wants to see."""

from dataclasses import dataclass
from functools import partial

from bot.conversation.press import Press
from bot.conversation.reply import Button, Reply, keyboard, star_rows
from bot.deck.presses import OpenDeck, ShowFilms
from bot.finding.presses import OpenFilm
from bot.mine.presses import (
    WatchlistPage,
    WatchlistRemove,
    WatchlistRestore,
    WatchlistSeen,
    WatchlistStars,
)
from bot.words.texts import Html, Texts, bold, film_name, lines, stars_text
from core.catalog.films import Film


@dataclass(frozen=True, slots=True)
class WantedFilm:
    """One line of somebody's watchlist."""

    movie_id: int
    film: Film | None  # None: not in the data set that is loaded now
    stars: float | None  # expected, or without a model the average; None without a film


@dataclass(frozen=True, slots=True)
class WatchlistPart:
    """What one page shows."""

    films: tuple[WantedFilm, ...]
    start: int  # films before it
    n_films: int  # of the whole watchlist
    page: int  # from 0
    is_last: bool
    predicted: bool  # False: the stars are averages


def watchlist_page(
    texts: Texts,
    part: WatchlistPart,
    owner: int,
    *,
    note: Html | None = None,
    undo: Press | None = None,
) -> Reply:
    """One page, newest first.

    Args:
        note: what has just happened, above the list.
        undo: takes back what has just happened.
    """
    undoing: list[Button] = [Button(texts.plain("button-undo"), undo)] if undo else []
    before = [note, Html()] if note else []
    if not part.films:
        show = Button(texts.plain("button-show-films"), ShowFilms(owner))
        rate = Button(texts.plain("button-deck-open"), OpenDeck(owner))
        return Reply(lines(*before, texts("watchlist-empty")), keyboard([show], [rate], undoing))
    shown = list(enumerate(part.films, start=part.start + 1))
    there = [(rank, each) for rank, each in shown if each.film is not None]
    turn: list[Button] = []
    if part.page:
        label = texts.plain("button-page-before", page=str(part.page))
        turn.append(Button(label, WatchlistPage(owner, part.page - 1)))
    if not part.is_last:
        label = texts.plain("button-page-after", page=str(part.page + 2))
        turn.append(Button(label, WatchlistPage(owner, part.page + 1)))
    stars = texts("watchlist-predicted") if part.predicted else texts("watchlist-average")
    return Reply(
        lines(
            *before,
            texts("watchlist-title", count=part.n_films),
            Html(),
            *(_line(texts, rank, each) for rank, each in shown),
            Html(),
            Html(f"<i>{stars}</i>"),
            Html(f"<i>{texts('watchlist-buttons')}</i>"),
        ),
        keyboard(
            [Button(f"▸ {rank}", OpenFilm(owner, each.movie_id)) for rank, each in there],
            [
                Button(f"✓ {rank}", WatchlistSeen(owner, each.movie_id, part.page))
                for rank, each in there
            ],
            [
                Button(f"✕ {rank}", WatchlistRemove(owner, each.movie_id, part.page))
                for rank, each in shown
            ],
            turn,
            undoing,
        ),
    )


def watchlist_stars(texts: Texts, film: Film, press: WatchlistSeen) -> Reply:
    """A film was seen: its stars to choose from, in place of the list."""
    at = press.owner, press.movie_id, press.page
    rows = star_rows(partial(WatchlistStars, *at))
    skip = Button(texts.plain("button-without-stars"), WatchlistPage(press.owner, press.page))
    undo = Button(texts.plain("button-undo"), WatchlistRestore(*at, 0))
    question = lines(texts("watchlist-seen", film=bold(film)), texts("rate-how-many-stars"))
    return Reply(question, keyboard(*rows, [skip, undo]))


def rated_note(texts: Texts, film: Film | None, movie_id: int, stars: float) -> Html:
    """Said above the list when one of its films was rated."""
    name = film_name(texts, film, movie_id)
    return texts("watchlist-rated", film=name, stars=stars_text(stars))


def removed_note(texts: Texts, film: Film | None, movie_id: int) -> Html:
    """Said above the list when one of its films was taken off."""
    return texts("watchlist-removed", film=film_name(texts, film, movie_id))


def _line(texts: Texts, rank: int, wanted: WantedFilm) -> Html:
    name = film_name(texts, wanted.film, wanted.movie_id)
    stars = f" · ★{wanted.stars:.1f}" if wanted.stars is not None else ""
    return Html(f"{rank}. {name}{stars}")
