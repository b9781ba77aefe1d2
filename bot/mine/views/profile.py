"""/profile: the words of the picture, and the words beside it for those who cannot see it."""

from collections.abc import Sequence

from bot.conversation.reply import Button, Reply, keyboard
from bot.deck.presses import OpenDeck
from bot.pictures.labels import ProfileLabels
from bot.words.texts import Html, Texts, cut, genre_name, lines
from core.recommend.portrait import Impression, Like, Portrait

_TITLE_LENGTH = 50  # characters of a film: a caption has 1024
_NOTICEABLE = 0.05  # stars: what would be shown as ★0.0 is not worth a line


def profile_words(texts: Texts, portrait: Portrait, *, without_model: str = "none") -> Html:
    """What the picture shows, at most 1024 characters as shown.

    Args:
        without_model: why no model serves, where there is no impression.
    """
    average = f"★{portrait.mean_stars or 0:.1f}"
    parts = [texts("profile-ratings", count=portrait.n_ratings, stars=average)]
    impression = portrait.impression
    if impression is None:
        return lines(*parts, texts(f"model-{without_model}"))
    parts += _generosity(texts, impression)
    if portrait.favourites:
        parts.append(texts("profile-likes", genres=_genres(texts, portrait.favourites)))
    if portrait.least_favourites:
        parts.append(texts("profile-dislikes", genres=_genres(texts, portrait.least_favourites)))
    if not impression.likes:
        parts.append(texts("profile-no-genres"))
    if portrait.nearest:
        films = ", ".join(cut(film.title, _TITLE_LENGTH) for film in portrait.nearest)
        parts.append(texts("profile-nearest", films=films))
    deviation = f"★{impression.deviation:.1f}"
    parts.append(texts("profile-known", percent=_percent(impression), deviation=deviation))
    return lines(*parts)


def profile_labels(
    texts: Texts, portrait: Portrait, *, without_model: str = "none"
) -> ProfileLabels:
    """The words in the picture; `without_model` as for `profile_words`."""
    impression = portrait.impression
    known = ""
    if impression is not None:
        known = texts.plain("picture-known", percent=_percent(impression))
    return ProfileLabels(
        title=texts.plain("picture-title"),
        ratings=texts.plain("picture-ratings", count=portrait.n_ratings),
        known=known,
        histogram=texts.plain("picture-histogram"),
        you=texts.plain("picture-you"),
        average=texts.plain("picture-average"),
        genres=texts.plain("picture-genres"),
        less=texts.plain("picture-less"),
        more=texts.plain("picture-more"),
        no_genres=texts.plain("profile-no-genres"),
        film_map=texts.plain("picture-map"),
        no_model=texts.plain(f"model-{without_model}"),
        genre_names={
            like.genre: genre_name(texts, like.genre)
            for like in (impression.likes if impression else ())
        },
    )


def no_profile(texts: Texts, owner: int) -> Reply:
    """Nothing was rated yet; in private the films to rate are a tap away."""
    begin = Button(texts.plain("button-start-begin"), OpenDeck(owner))
    return Reply(texts("profile-none"), keyboard([begin]))


def no_profile_in_group(texts: Texts, private_chat: str) -> Reply:
    """Nothing was rated yet, where others read along; `private_chat` is a link."""
    button = Button(texts.plain("button-start-private"), url=private_chat)
    return Reply(texts("profile-none"), keyboard([button]))


def _generosity(texts: Texts, impression: Impression) -> list[Html]:
    stars = f"★{abs(impression.generosity):.1f}"
    if impression.generosity >= _NOTICEABLE:
        return [texts("profile-generous", stars=stars)]
    if impression.generosity <= -_NOTICEABLE:
        return [texts("profile-strict", stars=stars)]
    return []


def _genres(texts: Texts, likes: Sequence[Like]) -> str:
    return ", ".join(f"{genre_name(texts, like.genre)} ({_signed(like.stars)})" for like in likes)


def _signed(stars: float) -> str:
    """As in the picture."""
    return f"{'−' if stars < 0 else '+'}{abs(stars):.1f}★"


def _percent(impression: Impression) -> str:
    return str(round(100 * impression.known))
