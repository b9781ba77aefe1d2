"""Inline mode: what is offered while somebody types, and the message it becomes."""

from dataclasses import dataclass

from bot.conversation import deep_links
from bot.conversation.offers import Lead, Offer
from bot.conversation.reply import Button, Keyboard, Reply, keyboard
from bot.words.texts import Html, Texts, bold, film_label, genre_name, genres, lines, stars_text
from core.catalog.films import Film

_DESCRIBED_GENRES = 3  # in the line that stands below an offer's title


@dataclass(frozen=True, slots=True)
class OfferedFilm:
    """One film for somebody who types."""

    film: Film
    average: float | None  # stars of everybody; None: nobody has rated it
    n_ratings: int  # of everybody
    given: float | None = None  # stars, by whoever types
    predicted: float | None = None  # stars, of whoever types; None: given, or not known


def article(texts: Texts, offered: OfferedFilm, bot_name: str) -> Offer:
    """A film to pick; what concerns only whoever picks it stays out of the message.

    The message's buttons are links: it stands where the bot may not be, and is nobody's to press.
    """
    film = offered.film
    return Offer(
        str(film.movie_id),
        film_label(film),
        _description(texts, offered),
        Reply(shared(texts, offered), _links(texts, film, bot_name)),
    )


def shared(texts: Texts, offered: OfferedFilm) -> Html:
    """The message that is sent."""
    parts = [bold(offered.film)]
    if offered.film.genres:
        parts.append(genres(texts, offered.film))
    if offered.average is not None:
        stars = f"★{offered.average:.1f}"
        parts.append(texts("inline-average", stars=stars, count=offered.n_ratings))
    return lines(*parts)


def rate_first(texts: Texts) -> Lead:
    """Above the offers to somebody whose taste is not known."""
    return Lead(texts.plain("button-inline-rate"), deep_links.DECK)


def _description(texts: Texts, offered: OfferedFilm) -> str | None:
    named = ", ".join(genre_name(texts, each) for each in offered.film.genres[:_DESCRIBED_GENRES])
    stars = ""
    if offered.given is not None:
        stars = texts.plain("inline-given", stars=stars_text(offered.given))
    elif offered.predicted is not None:
        stars = texts.plain("inline-predicted", stars=f"★{offered.predicted:.1f}")
    return " · ".join(part for part in (stars, named) if part) or None


def _links(texts: Texts, film: Film, bot_name: str) -> Keyboard:
    payloads = {
        "button-inline-open": deep_links.film_payload(film.movie_id),
        "button-inline-begin": deep_links.DECK,
    }
    return keyboard(
        *(
            [Button(texts.plain(key), url=deep_links.link(bot_name, payload))]
            for key, payload in payloads.items()
        )
    )
