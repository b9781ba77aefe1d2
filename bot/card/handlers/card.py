"""The card: one message that shows one film at a time, edited in place."""

from collections.abc import Awaitable, Callable

from bot.card import films
from bot.card.films import OpenCard, ShownFilm
from bot.card.presses import (
    CardAskStars,
    CardGiveStars,
    CardMark,
    CardNext,
    CardPress,
    CardShow,
    CardSimilar,
    CardUndoMark,
    CardUndoStars,
    ShowSimilar,
)
from bot.card.request import CardRequest, Place
from bot.card.views.card import MARKS, card, card_stars, marked_note
from bot.card.views.choosing import nothing_left
from bot.conversation.press import Press
from bot.conversation.reply import Reply
from bot.conversation.turn import Turn
from bot.conversation.undo import take_back
from bot.words.problems import Problem
from bot.words.texts import Html, stars_text
from core.catalog.film_filter import ANY, FilmFilter
from core.catalog.films import Film
from core.catalog.ratings import is_star_rating
from storage.marks import MarkKind

Send = Callable[[Reply], Awaitable[object]]  # `Turn.say` or `Turn.replace`

_GOES_ON = frozenset({MarkKind.SEEN, MarkKind.REFUSED})  # after these nothing more is to be said


async def open_card(
    turn: Turn,
    wanted: FilmFilter = ANY,
    *,
    note: Html | None = None,
    beside: Film | None = None,
) -> None:
    """A new message: a card that begins with the best film, or goes on where the person was.

    Args:
        note: stands above the first film.
        beside: may have been meant instead: a button of its own below the first film.

    Raises:
        Problem: films like one are wanted, and no model serves or the film is not there.
    """
    request = CardRequest(wanted)
    opened = await films.resume(turn, request) if wanted.like is None else None
    if opened is not None:
        following = await films.film_after(turn, opened, len(opened.films) - 1)
        if following is not None:
            await _show(turn, following, turn.say, note=note, beside=beside)
            return
    await begin_card(turn, request, turn.say, note=note, beside=beside)


async def show_next(turn: Turn, *, beside: Film | None = None) -> None:
    """A new message: the film after the one that was shown last; the best one at first."""
    opened = await films.latest(turn)
    if opened is None:
        await open_card(turn, beside=beside)
    else:
        await go_on(turn, opened, len(opened.films) - 1, turn.say, beside=beside)


async def show_film(turn: Turn, movie_id: int, *, note: Html | None = None) -> None:
    """A new message: one film's card; "next" goes on with recommendations.

    Raises:
        Problem: the data set does not have the film.
    """
    turn.film(movie_id)
    services = turn.services
    begun = await films.begin(turn, CardRequest())
    await services.cards.show(begun.card_id, 0, movie_id)
    opened = await films.find(turn, begun.card_id)
    await _show(turn, await films.film_on(turn, opened, 0), turn.say, note=note)


async def begin_card(
    turn: Turn,
    request: CardRequest,
    send: Send,
    *,
    note: Html | None = None,
    beside: Film | None = None,
) -> None:
    """A card with its first film, in a new message (`Turn.say`) or in place (`Turn.replace`)."""
    if request.wanted.like is not None:
        turn.film(request.wanted.like)
        if turn.recommender.model is None:
            raise Problem(f"problem-similar-model-{turn.services.recommending.why_no_model}")
    begun = await films.begin(turn, request)
    await go_on(turn, begun, -1, send, note=note, beside=beside)


async def go_on(
    turn: Turn,
    opened: OpenCard,
    position: int,
    send: Send,
    *,
    note: Html | None = None,
    undo: Press | None = None,
    beside: Film | None = None,
) -> None:
    """The film after a position, -1 for the first; where there is none, what to do about it."""
    following = await films.film_after(turn, opened, position)
    if following is not None:
        await _show(turn, following, send, note=note, undo=undo, beside=beside)
        return
    catalog = turn.recommender.catalog
    drops = await films.drops(turn, opened)
    await send(nothing_left(turn.texts, opened, catalog, position, drops, note=note, undo=undo))


async def on_show(turn: Turn, press: CardShow) -> None:
    """Back to a film that was shown before."""
    shown = await _film(turn, press)
    await turn.toast()
    await _show(turn, shown, turn.replace)


async def on_next(turn: Turn, press: CardNext) -> None:
    """On to the next film."""
    opened = await films.find(turn, press.card_id)
    await turn.toast()
    await go_on(turn, opened, press.position, turn.replace)


async def on_ask_stars(turn: Turn, press: CardAskStars) -> None:
    """The stars to choose from."""
    shown = await _film(turn, press)
    film = turn.film(shown.movie_id)
    await turn.toast()
    await turn.replace(card_stars(turn.texts, shown, film))


async def on_give_stars(turn: Turn, press: CardGiveStars) -> None:
    """A star button: back to the card, which says what was saved."""
    opened = await films.find(turn, press.card_id)
    movie_id = opened.film_at(press.position)
    stars, ratings = press.half_stars / 2, turn.services.ratings
    if press.half_stars == 0:
        result = await ratings.remove(press.owner, movie_id)
        if result is None:
            raise Problem("problem-film-not-rated")
        said = turn.texts.plain("toast-removed")
    elif is_star_rating(stars):
        result = await ratings.rate(press.owner, movie_id, stars)
        said = turn.texts.plain("toast-saved", stars=stars_text(stars))
    else:
        raise Problem("problem-star-range")
    await turn.toast(said)
    shown = await films.film_on(turn, opened, press.position)
    at = press.owner, press.card_id, press.position
    undo = CardUndoStars(*at, result.change.change_id)
    await _show(turn, shown, turn.replace, note=Html(said), undo=undo)


async def on_undo_stars(turn: Turn, press: CardUndoStars) -> None:
    """Take back one change of a rating, unless something newer has been said."""
    opened = await films.find(turn, press.card_id)
    await take_back(turn, press.change_id)
    await _undone(turn, opened, press.position)


async def on_mark(turn: Turn, press: CardMark) -> None:
    """Seen and "not for me" go on to the next film; the watchlist stays."""
    opened = await films.find(turn, press.card_id)
    movie_id, mark = opened.film_at(press.position), _mark(press.mark)
    await turn.services.marks.mark(press.owner, movie_id, mark)
    if mark is None or mark not in _GOES_ON:
        await turn.toast(turn.texts.plain("toast-wanted" if mark else "toast-undone"))
        shown = await films.film_on(turn, opened, press.position)
        await _show(turn, shown, turn.replace)
        return
    await turn.toast(turn.texts.plain(f"toast-{mark.value}"))
    film = turn.recommender.catalog.film(movie_id)
    at = press.owner, press.card_id, press.position
    note, undo = marked_note(turn.texts, film, movie_id, mark), CardUndoMark(*at, press.before)
    await go_on(turn, opened, press.position, turn.replace, note=note, undo=undo)


async def on_undo_mark(turn: Turn, press: CardUndoMark) -> None:
    """The film as it was marked before, and in sight again."""
    opened = await films.find(turn, press.card_id)
    movie_id = opened.film_at(press.position)
    await turn.services.marks.mark(press.owner, movie_id, _mark(press.mark))
    await _undone(turn, opened, press.position)


async def on_similar(turn: Turn, press: CardSimilar) -> None:
    """Films like this one, in place; back from the first of them leads to this one."""
    opened = await films.find(turn, press.card_id)
    movie_id = opened.film_at(press.position)
    await turn.toast()
    here = Place(press.card_id, press.position)
    await begin_card(turn, CardRequest(FilmFilter(like=movie_id), here), turn.replace)


async def on_show_similar(turn: Turn, press: ShowSimilar) -> None:
    """The similar button of a film that is on no card: a card of its own."""
    turn.film(press.movie_id)
    await turn.toast()
    await open_card(turn, FilmFilter(like=press.movie_id))


async def _film(turn: Turn, press: CardPress) -> ShownFilm:
    opened = await films.find(turn, press.card_id)
    return await films.film_on(turn, opened, press.position)


async def _show(
    turn: Turn,
    shown: ShownFilm,
    send: Send,
    *,
    note: Html | None = None,
    undo: Press | None = None,
    beside: Film | None = None,
) -> None:
    services = turn.services
    catalog, why = turn.recommender.catalog, services.recommending.why_no_model
    shows = card(turn.texts, shown, catalog, without_model=why, note=note, undo=undo, beside=beside)
    await send(shows)


async def _undone(turn: Turn, opened: OpenCard, position: int) -> None:
    await turn.toast(turn.texts.plain("toast-undone"))
    shown = await films.film_on(turn, opened, position)
    await _show(turn, shown, turn.replace)


def _mark(number: int) -> MarkKind | None:
    """What a button says; see `bot.card.views.card.MARKS`.

    Raises:
        Problem: another version of the bot knew more marks.
    """
    if number > len(MARKS):
        raise Problem("problem-button-old")
    return MARKS[number - 1] if number else None
