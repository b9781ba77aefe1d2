"""Cards and filter pages at their worst, for the tests that hold for every message."""

import numpy as np

from bot.card.films import OpenCard, ShownFilm
from bot.card.presses import CardUndoStars
from bot.card.request import CardRequest, Place
from bot.card.views.asking import not_understood
from bot.card.views.card import card, card_stars, marked_note
from bot.card.views.choosing import choose_filter, nothing_left
from bot.conversation.reply import Reply
from bot.filters.views import left_out
from bot.words.texts import Texts
from core.catalog.film_filter import Drop, FilmFilter
from core.catalog.films import Catalog, Film
from core.catalog.profile import Profile
from core.recommend.reasons import Reason
from core.recommend.recommender import Basis, Suggestion
from storage.marks import MarkKind

_ID = 2**62
_GENRES = tuple(f"Genre {number} {'of many words ' * 9}" for number in range(90))


def shown_film(
    owner: int,
    film: Film | None,
    *,
    wanted: FilmFilter | None = None,
    basis: Basis = Basis.TASTE,
    reasons: tuple[Reason, ...] = (),
    told: Profile | None = None,
    mark: MarkKind | None = None,
    position: int = 10**6,
) -> ShownFilm:
    """One film on a card."""
    opened = OpenCard(owner, _ID, CardRequest(wanted or FilmFilter(), Place(_ID, 7)), ())
    suggestion = None if film is None else Suggestion(film, 4.24, basis, 0.58, reasons)
    movie_id = 987654 if film is None else film.movie_id
    return ShownFilm(opened, position, movie_id, suggestion, told or Profile(), mark)


def catalog_of(*films: Film) -> Catalog:
    """The films, each with one rating."""
    n_films = len(films)
    return Catalog.build(films, np.ones(n_films, np.int64), np.full(n_films, 4.0))


def card_replies(texts: Texts, owner: int, nasty: Film, plain: Film) -> dict[str, Reply]:
    """Every view of the card and of its filters; `nasty` has a title that tries everything."""
    catalog = catalog_of(nasty, plain)
    reasons = (Reason(nasty, 4.5, 0.9, 0.2), Reason(plain, 5.0, 0.8, 0.1))
    everything = FilmFilter(
        genres=frozenset(_GENRES[:30]),
        some_genres=frozenset(_GENRES[30:33]),
        without_genres=frozenset({"<i>"}),
        first_year=1950,
        last_year=1999,
        popularity=1,
        like=nasty.movie_id,
        surprise=1,
    )
    shown = shown_film(owner, nasty, wanted=everything, reasons=reasons)
    rated = shown_film(owner, nasty, told=Profile(ratings={nasty.movie_id: 4.5}))
    undo = CardUndoStars(owner, _ID, 10**6, _ID)
    note = marked_note(texts, nasty, nasty.movie_id, MarkKind.REFUSED)
    draft = OpenCard(owner, _ID, CardRequest(everything, Place(_ID, 7), _GENRES), ())
    drops = [Drop(each, everything, 12345) for each in everything.conditions()]
    return {
        "card": card(texts, shown, catalog, note=note, undo=undo),
        "card rated": card(texts, rated, catalog, undo=undo),
        "card without model": card(
            texts,
            shown_film(owner, plain, basis=Basis.NO_MODEL),
            catalog,
            without_model="training",
            note=left_out(texts, "<" * 9000),
        ),
        "card of no film": card(texts, shown_film(owner, None), catalog, undo=undo),
        **{
            f"card {mark}": card(texts, shown_film(owner, nasty, mark=mark), catalog)
            for mark in MarkKind
        },
        "card stars": card_stars(texts, rated, nasty),
        **{
            f"filter {tab}": choose_filter(texts, draft, catalog, tab=tab, n_films=1)
            for tab in range(9)
        },
        "nothing left": nothing_left(texts, draft, catalog, -1, drops, note=note, undo=undo),
        "not understood": not_understood(texts, "<" * 9000, nasty, owner),
    }
