"""The card: one film, what is expected of it, why, and everything one can do with it."""

from collections.abc import Sequence
from functools import partial

from bot.card.films import OpenCard, ShownFilm
from bot.card.presses import (
    CardAskStars,
    CardFilter,
    CardGiveStars,
    CardMark,
    CardNext,
    CardShow,
    CardSimilar,
    CardUndoMark,
)
from bot.conversation.press import Press
from bot.conversation.reply import Button, Reply, keyboard, star_rows
from bot.deck.presses import OpenDeck
from bot.filters.views import conditions_line
from bot.finding.presses import OpenFilm
from bot.words.texts import (
    Html,
    Texts,
    bold,
    cut,
    escaped,
    film_label,
    film_name,
    genres,
    lines,
    stars_text,
)
from core.catalog.films import Catalog, Film
from core.catalog.profile import Profile
from core.recommend.reasons import Reason
from core.recommend.recommender import Basis, Suggestion
from storage.marks import MarkKind

# Buttons hold a mark's place in here, counted from 1: only ever append.
MARKS = (MarkKind.SEEN, MarkKind.REFUSED, MarkKind.WANTED, MarkKind.UNSEEN)
_FEW_RATINGS = 5  # below this a film's neighbours are mostly chance
_N_REASONS = 2  # more do not fit on a line
_REASON_LENGTH = 60  # characters of a title in a reason


def number_of(mark: MarkKind | None) -> int:
    """How a button writes a mark."""
    return 0 if mark is None else MARKS.index(mark) + 1


def card(
    texts: Texts,
    shown: ShownFilm,
    catalog: Catalog,
    *,
    without_model: str = "none",
    note: Html | None = None,
    undo: Press | None = None,
    beside: Film | None = None,
) -> Reply:
    """One film.

    Args:
        without_model: why no model serves, where the film's basis says so.
        note: what has just happened, above the film.
        undo: takes back what has just happened.
        beside: another film that may have been meant.
    """
    parts = [note, Html()] if note else []
    parts += [*_asked_for(texts, shown.card, catalog), *_film(texts, shown)]
    if shown.suggestion is not None:
        parts.append(_expected(texts, shown.suggestion, without_model))
        parts += _reason(texts, shown.suggestion.reasons, shown.profile)
    parts += _own_word(texts, shown)
    undoing: list[Button] = [Button(texts.plain("button-undo"), undo)] if undo else []
    offer: list[Button] = []
    if shown.suggestion is not None and shown.suggestion.basis is Basis.POPULARITY:
        offer.append(Button(texts.plain("button-deck-open"), OpenDeck(shown.card.owner)))
    others: list[Button] = []
    if beside is not None:
        others.append(Button(film_label(beside), OpenFilm(shown.card.owner, beside.movie_id)))
    return Reply(lines(*parts), keyboard(*_actions(texts, shown), offer, undoing, others))


def card_stars(texts: Texts, shown: ShownFilm, film: Film) -> Reply:
    """The ten ratings to choose from, in place of the card."""
    at = shown.card.owner, shown.card.card_id, shown.position
    rows = star_rows(partial(CardGiveStars, *at))
    below: list[Button] = [Button(texts.plain("button-back"), CardShow(*at))]
    if shown.stars is not None:
        below.append(Button(texts.plain("button-remove-rating"), CardGiveStars(*at, 0)))
    question = texts("rate-how-many-stars")
    parts = [bold(film)]
    if film.genres:
        parts.append(genres(texts, film))
    if shown.stars is not None:
        parts.append(texts("rate-so-far", stars=stars_text(shown.stars)))
    return Reply(lines(*parts, question), keyboard(*rows, below))


def marked_note(texts: Texts, film: Film | None, movie_id: int, mark: MarkKind) -> Html:
    """Said above the next film, when one was dealt with."""
    key = "card-done-seen" if mark is MarkKind.SEEN else "card-done-refused"
    return texts(key, film=film_name(texts, film, movie_id))


def _asked_for(texts: Texts, card: OpenCard, catalog: Catalog) -> list[Html]:
    """What the card was asked for, and how far that can be trusted."""
    wanted = card.request.wanted
    asked = conditions_line(texts, wanted, catalog)
    parts = [Html(f"<i>{asked}</i>")] if asked else []
    index = None if wanted.like is None else catalog.index_of(wanted.like)
    if index is not None and catalog.rating_count[index] < _FEW_RATINGS:
        parts.append(texts("similar-doubt", count=int(catalog.rating_count[index])))
    return [*parts, Html()] if parts else []


def _film(texts: Texts, shown: ShownFilm) -> list[Html]:
    if shown.suggestion is None:
        return [film_name(texts, None, shown.movie_id)]
    film = shown.suggestion.film
    return [bold(film), genres(texts, film)] if film.genres else [bold(film)]


def _expected(texts: Texts, suggestion: Suggestion, without_model: str) -> Html:
    if suggestion.basis is Basis.NO_MODEL:
        key = f"card-average-model-{without_model}"
        return texts(key, stars=f"★{suggestion.stars:.1f}")
    if suggestion.basis is Basis.POPULARITY or suggestion.deviation is None:
        return texts("card-average", stars=f"★{suggestion.stars:.1f}")
    deviation = f"{suggestion.deviation:.1f}"
    return texts("card-predicted", stars=f"{suggestion.stars:.1f}", deviation=deviation)


def _reason(texts: Texts, reasons: Sequence[Reason], profile: Profile) -> list[Html]:
    """One line; where the strongest reasons are of several kinds, those of the first kind."""
    if not reasons:
        return []
    kind = _kind(reasons[0], profile)
    alike = [each for each in reasons[:_N_REASONS] if _kind(each, profile) == kind]
    first, *rest = [_named(each) for each in alike]
    films = texts("card-two-films", first=first, second=rest[0]) if rest else first
    return [texts(f"card-because-{kind}", films=films)]


def _kind(reason: Reason, profile: Profile) -> str:
    if reason.stars is not None:
        return "rated"
    return "wanted" if reason.film.movie_id in profile.wanted else "seen"


def _named(reason: Reason) -> Html:
    title = escaped(cut(reason.film.title, _REASON_LENGTH))
    return title if reason.stars is None else Html(f"{title} {stars_text(reason.stars)}")


def _own_word(texts: Texts, shown: ShownFilm) -> list[Html]:
    """What the person has said of the film: a rating says more than a mark."""
    if shown.stars is not None:
        return [texts("card-rated", stars=stars_text(shown.stars))]
    if shown.mark is None or shown.mark is MarkKind.UNSEEN:
        return []
    return [texts(f"card-marked-{shown.mark.value}")]


def _actions(texts: Texts, shown: ShownFilm) -> list[list[Button]]:
    """The rows of buttons; of a film that is not there any more only the ways on."""
    at = shown.card.owner, shown.card.card_id, shown.position
    turn: list[Button] = []
    before = shown.card.place_before(shown.position)
    if before is not None:
        press = CardShow(shown.card.owner, before.card_id, before.position)
        turn.append(Button(texts.plain("button-back"), press))
    turn.append(Button(texts.plain("button-next"), CardNext(*at)))
    if shown.suggestion is None:
        return [turn]
    rate = Button(texts.plain("button-rate"), CardAskStars(*at))
    others: list[Button] = [
        Button(texts.plain("button-similar"), CardSimilar(*at)),
        Button(texts.plain("button-filter"), CardFilter(*at)),
    ]
    if shown.stars is not None:
        return [[rate], others, turn]
    seen, refused, wanted = (
        _mark_button(texts, shown, mark)
        for mark in (MarkKind.SEEN, MarkKind.REFUSED, MarkKind.WANTED)
    )
    return [[rate, seen], [refused, wanted], others, turn]


def _mark_button(texts: Texts, shown: ShownFilm, mark: MarkKind) -> Button:
    at = shown.card.owner, shown.card.card_id, shown.position
    now = number_of(shown.mark)
    if shown.mark is mark:
        return Button(texts.plain(f"button-unmark-{mark.value}"), CardUndoMark(*at, 0))
    return Button(texts.plain(f"button-mark-{mark.value}"), CardMark(*at, number_of(mark), now))
