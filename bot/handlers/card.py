"""The card: one message that shows one film at a time, edited in place."""

from collections.abc import Awaitable, Callable

from telegram import Update

from bot import card_films
from bot.callbacks import (
    CardAskStars,
    CardGiveStars,
    CardMark,
    CardNext,
    CardShow,
    CardSimilar,
    CardUndoMark,
    CardUndoStars,
    ShowSimilar,
)
from bot.card_films import OpenCard, ShownFilm, why_no_model
from bot.card_request import CardRequest, Place
from bot.context import Context
from bot.conversation.press import Press
from bot.conversation.reply import Reply
from bot.edge import acknowledge, respond, rewrite, sender
from bot.language import texts_of
from bot.problems import Problem
from bot.texts import Html, Texts
from bot.views.card import MARKS, card, card_stars, marked_note
from bot.views.filters import nothing_left
from bot.views.parts import stars_text
from core.catalog import Film
from core.film_filter import ANY, FilmFilter
from core.ratings import is_star_rating
from storage.marks import MarkKind
from storage.ratings import UndoOutcome

Send = Callable[[Update, Reply], Awaitable[object]]  # `respond` or `rewrite`

_GOES_ON = frozenset({MarkKind.SEEN, MarkKind.REFUSED})  # after these nothing more is to be said


async def open_card(
    update: Update, context: Context, wanted: FilmFilter = ANY, *, note: Html | None = None
) -> None:
    """A new message: a card that begins with the best film.

    Args:
        note: stands above the first film.

    Raises:
        Problem: films like one are wanted, and no model serves or the film is not there.
    """
    await begin_card(update, context, CardRequest(wanted), respond, note=note)


async def show_film(update: Update, context: Context, movie_id: int) -> None:
    """A new message: one film's card; "next" goes on with recommendations.

    Raises:
        Problem: the data set does not have the film.
    """
    film_of(context, movie_id)
    services = context.services
    begun = await card_films.begin(services, sender(update).id, CardRequest())
    await services.cards.show(begun.card_id, 0, movie_id)
    opened = await card_films.find(services, begun.owner, begun.card_id)
    await _show(update, context, await card_films.film_on(services, opened, 0), respond)


async def begin_card(
    update: Update,
    context: Context,
    request: CardRequest,
    send: Send,
    *,
    note: Html | None = None,
) -> None:
    """A card with its first film, in a new message (`respond`) or in place (`rewrite`)."""
    if request.wanted.like is not None:
        film_of(context, request.wanted.like)
        if context.services.recommending.current.model is None:
            raise Problem(f"problem-similar-model-{why_no_model(context.services)}")
    begun = await card_films.begin(context.services, sender(update).id, request)
    await go_on(update, context, begun, -1, send, note=note)


async def go_on(
    update: Update,
    context: Context,
    opened: OpenCard,
    position: int,
    send: Send,
    *,
    note: Html | None = None,
    undo: Press | None = None,
) -> None:
    """The film after a position, -1 for the first; where there is none, what to do about it."""
    following = await card_films.film_after(context.services, opened, position)
    if following is not None:
        await _show(update, context, following, send, note=note, undo=undo)
        return
    texts = await texts_of(update, context)
    catalog = context.services.recommending.current.catalog
    drops = await card_films.drops(context.services, opened)
    await send(update, nothing_left(texts, opened, catalog, position, drops, note=note, undo=undo))


async def on_show(update: Update, context: Context, press: CardShow) -> None:
    """Back to a film that was shown before."""
    shown = await _film(context, press.owner, press.card_id, press.position)
    await acknowledge(update)
    await _show(update, context, shown, rewrite)


async def on_next(update: Update, context: Context, press: CardNext) -> None:
    """On to the next film."""
    opened = await card_films.find(context.services, press.owner, press.card_id)
    await acknowledge(update)
    await go_on(update, context, opened, press.position, rewrite)


async def on_ask_stars(update: Update, context: Context, press: CardAskStars) -> None:
    """The stars to choose from."""
    shown = await _film(context, press.owner, press.card_id, press.position)
    film = film_of(context, shown.movie_id)
    await acknowledge(update)
    texts = await texts_of(update, context)
    await rewrite(update, card_stars(texts, shown, film))


async def on_give_stars(update: Update, context: Context, press: CardGiveStars) -> None:
    """A star button: back to the card, which says what was saved."""
    opened = await card_films.find(context.services, press.owner, press.card_id)
    movie_id = opened.film_at(press.position)
    stars, ratings = press.half_stars / 2, context.services.ratings
    texts = await texts_of(update, context)
    if press.half_stars == 0:
        result = await ratings.remove(press.owner, movie_id)
        if result is None:
            raise Problem("problem-film-not-rated")
        said = texts.plain("toast-removed")
    elif is_star_rating(stars):
        result = await ratings.rate(press.owner, movie_id, stars)
        said = texts.plain("toast-saved", stars=stars_text(stars))
    else:
        raise Problem("problem-star-range")
    await acknowledge(update, said)
    shown = await card_films.film_on(context.services, opened, press.position)
    at = press.owner, press.card_id, press.position
    undo = CardUndoStars(*at, result.change.change_id)
    await _show(update, context, shown, rewrite, note=Html(said), undo=undo)


async def on_undo_stars(update: Update, context: Context, press: CardUndoStars) -> None:
    """Take back one change of a rating, unless something newer has been said."""
    opened = await card_films.find(context.services, press.owner, press.card_id)
    result = await context.services.ratings.undo(press.owner, press.change_id)
    if result.outcome is UndoOutcome.UNKNOWN:
        raise Problem("problem-rating-gone")
    if result.outcome is UndoOutcome.SUPERSEDED:
        raise Problem("problem-rating-changed")
    await _undone(update, context, opened, press.position)


async def on_mark(update: Update, context: Context, press: CardMark) -> None:
    """Seen and "not for me" go on to the next film; the watchlist stays."""
    opened = await card_films.find(context.services, press.owner, press.card_id)
    movie_id, mark = opened.film_at(press.position), _mark(press.mark)
    await context.services.marks.mark(press.owner, movie_id, mark)
    texts = await texts_of(update, context)
    if mark is None or mark not in _GOES_ON:
        await acknowledge(update, texts.plain("toast-wanted" if mark else "toast-undone"))
        shown = await card_films.film_on(context.services, opened, press.position)
        await _show(update, context, shown, rewrite)
        return
    await acknowledge(update, texts.plain(f"toast-{mark.value}"))
    film = context.services.recommending.current.catalog.film(movie_id)
    at = press.owner, press.card_id, press.position
    note, undo = marked_note(texts, film, movie_id, mark), CardUndoMark(*at, press.before)
    await go_on(update, context, opened, press.position, rewrite, note=note, undo=undo)


async def on_undo_mark(update: Update, context: Context, press: CardUndoMark) -> None:
    """The film as it was marked before, and in sight again."""
    opened = await card_films.find(context.services, press.owner, press.card_id)
    movie_id = opened.film_at(press.position)
    await context.services.marks.mark(press.owner, movie_id, _mark(press.mark))
    await _undone(update, context, opened, press.position)


async def on_similar(update: Update, context: Context, press: CardSimilar) -> None:
    """Films like this one, in place; back from the first of them leads to this one."""
    opened = await card_films.find(context.services, press.owner, press.card_id)
    movie_id = opened.film_at(press.position)
    await acknowledge(update)
    here = Place(press.card_id, press.position)
    await begin_card(update, context, CardRequest(FilmFilter(like=movie_id), here), rewrite)


async def on_show_similar(update: Update, context: Context, press: ShowSimilar) -> None:
    """The similar button of a film that is on no card: a card of its own."""
    film_of(context, press.movie_id)
    await acknowledge(update)
    await open_card(update, context, FilmFilter(like=press.movie_id))


def film_of(context: Context, movie_id: int) -> Film:
    """A film of the data set.

    Raises:
        Problem: it does not have the film.
    """
    film = context.services.recommending.current.catalog.film(movie_id)
    if film is None:
        raise Problem("problem-film-gone")
    return film


async def _film(context: Context, owner: int, card_id: int, position: int) -> ShownFilm:
    opened = await card_films.find(context.services, owner, card_id)
    return await card_films.film_on(context.services, opened, position)


async def _show(
    update: Update,
    context: Context,
    shown: ShownFilm,
    send: Send,
    *,
    note: Html | None = None,
    undo: Press | None = None,
) -> None:
    texts: Texts = await texts_of(update, context)
    services = context.services
    catalog, why = services.recommending.current.catalog, why_no_model(services)
    await send(update, card(texts, shown, catalog, without_model=why, note=note, undo=undo))


async def _undone(update: Update, context: Context, opened: OpenCard, position: int) -> None:
    texts = await texts_of(update, context)
    await acknowledge(update, texts.plain("toast-undone"))
    shown = await card_films.film_on(context.services, opened, position)
    await _show(update, context, shown, rewrite)


def _mark(number: int) -> MarkKind | None:
    """What a button says; see `bot.views.card.MARKS`.

    Raises:
        Problem: another version of the bot knew more marks.
    """
    if number > len(MARKS):
        raise Problem("problem-button-old")
    return MARKS[number - 1] if number else None
