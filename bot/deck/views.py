"""The deck: several films at once to give stars to, and the genres to pick instead.

Rating is one tap: every film has its five stars below its title. Pressing the star it has already
makes it half a star less, so any of the ten ratings takes at most two taps, and the title takes
the rating back. A film that has not been seen takes no tap at all: what is left empty is taken
for unseen when the person asks for more films. Every film keeps its two rows whatever is pressed,
so nothing moves under a finger that is on its way to the next film.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.conversation.reply import Button, Reply, keyboard
from bot.deck.presses import (
    DeckFilm,
    DeckGenres,
    DeckNext,
    DeckPage,
    DeckStars,
    ShowFilms,
    ShowGenres,
)
from bot.deck.request import DeckRequest
from bot.words.texts import Html, Texts, bold, film_label, genre_name, lines
from core.catalog.films import Film
from core.catalog.ratings import MAX_STARS
from core.recommend.elicitation import KNOWN_WELL, Acquaintance
from core.recommend.recommender import Suggestion

_BAR = 5  # cells of the progress bar
_FULL, _EMPTY = "▰", "▱"
_GENRES_IN_ROW = 2
_TITLE = 40  # characters of a film: one line on a phone, so that every row is as high
_TOAST_GENRES = 3  # of a film, in its toast


@dataclass(frozen=True, slots=True)
class DealtFilm:
    """One film of a page."""

    position: int  # in the deck
    film: Film
    stars: float | None  # None: not rated


@dataclass(frozen=True, slots=True)
class DeckPlace:
    """Which page of which deck is meant."""

    owner: int
    card_id: int
    page: int  # from 0


def deck_page(
    texts: Texts,
    place: DeckPlace,
    films: Sequence[DealtFilm],
    known: Acquaintance | None,
    guess: Suggestion | None,
) -> Reply:
    """One page of the deck.

    Args:
        texts: of the language to speak.
        place: what the buttons are about.
        films: of the page.
        known: how well the person is; None where no model serves that could say.
        guess: the film that would be recommended now; None while nothing has been told.
    """
    rows = [row for each in films for row in _film_rows(place, each)]
    turn: list[Button] = []
    if place.page:
        turn.append(_to_page(texts, place, place.page - 1))
    more = DeckNext(place.owner, place.card_id, place.page)
    turn.append(Button(texts.plain("button-deck-more"), more))
    show: list[Button] = [Button(texts.plain("button-show-films"), ShowFilms(place.owner))]
    if guess is None:
        pick = DeckGenres(place.owner, place.card_id, place.page, 0)
        show.append(Button(texts.plain("button-deck-genres"), pick))
    is_begun = any(each.stars is not None for each in films)
    return Reply(_text(texts, is_begun, known, guess), keyboard(*rows, turn, show))


def film_toast(texts: Texts, film: Film) -> str:
    """What an unrated film is, and how it is rated."""
    named = ", ".join(genre_name(texts, genre) for genre in film.genres[:_TOAST_GENRES])
    label = film_label(film)
    if not named:
        return texts.plain("toast-deck-film", film=label)
    return texts.plain("toast-deck-film-genres", film=label, genres=named)


def pick_genres(
    texts: Texts, place: DeckPlace, request: DeckRequest, picked: Collection[str]
) -> Reply:
    """Genres to turn on and off, for whoever would rather not rate anything."""

    def toggle(name: str, genre: str) -> Button:
        label = texts.plain("button-chosen", choice=name) if genre in picked else name
        then = request.number_of(set(picked) ^ {genre})
        return Button(label, DeckGenres(place.owner, place.card_id, place.page, then))

    named = sorted((genre_name(texts, genre), genre) for genre in request.genres)
    buttons = [toggle(name, genre) for name, genre in named]
    starts = range(0, len(buttons), _GENRES_IN_ROW)
    rows = [buttons[start : start + _GENRES_IN_ROW] for start in starts]
    back = _to_page(texts, place, place.page)
    show = ShowGenres(place.owner, place.card_id, request.number_of(picked))
    return Reply(
        texts("deck-pick-genres"),
        keyboard(*rows, [back, Button(texts.plain("button-show-films"), show)]),
    )


def _progress(texts: Texts, known: Acquaintance) -> Html:
    """A bar, and what it means in words."""
    if not known.n_more:
        return texts("deck-known", bar=_FULL * _BAR)
    filled = int(min(max(known.sureness / KNOWN_WELL, 0.0), 1.0) * _BAR)
    bar = _FULL * filled + _EMPTY * (_BAR - filled)
    return texts("deck-missing", bar=bar, count=known.n_more)


def _text(
    texts: Texts, is_begun: bool, known: Acquaintance | None, guess: Suggestion | None
) -> Html:
    """What to do, or once there are stars how to correct them, and what they have led to."""
    parts = [texts("deck-again" if is_begun else "deck-which")]
    if known is not None:
        parts.append(_progress(texts, known))
    if guess is None:
        parts.append(texts("deck-no-guess"))
    else:
        stars = f"★{guess.stars:.1f}"
        parts.append(texts("deck-guess", film=bold(guess.film), stars=stars))
    return lines(*parts)


def _film_rows(place: DeckPlace, dealt: DealtFilm) -> tuple[list[Button], list[Button]]:
    label = film_label(dealt.film, _TITLE)
    if dealt.stars is None:
        title = Button(label, DeckFilm(place.owner, place.card_id, dealt.position))
    else:
        title = Button(f"↩ {label}", DeckStars(place.owner, place.card_id, dealt.position, 0))
    given = round((dealt.stars or 0) * 2)
    stars: list[Button] = [
        Button(_star(given, whole), _stars_press(place, dealt.position, given, whole))
        for whole in range(1, int(MAX_STARS) + 1)
    ]
    return [title], stars


def _star(given: int, whole: int) -> str:
    """One of five stars, of a film that has `given` half stars."""
    if given == whole * 2 - 1:
        return "½"
    return "★" if given >= whole * 2 else "☆"


def _stars_press(place: DeckPlace, position: int, given: int, whole: int) -> DeckStars:
    """A whole star, or half a star less where that is what the film has.

    The button says which rating it gives, not what it changes, so pressing it twice before the
    keyboard has followed is pressing it once.
    """
    half_stars = whole * 2 - 1 if given == whole * 2 else whole * 2
    return DeckStars(place.owner, place.card_id, position, half_stars)


def _to_page(texts: Texts, place: DeckPlace, page: int) -> Button:
    return Button(texts.plain("button-deck-back"), DeckPage(place.owner, place.card_id, page))
