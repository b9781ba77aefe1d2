"""/movienight history: past nights of a group, and how good their films were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import fmean

from bot.conversation.reply import Reply
from bot.words.texts import Html, Texts, film_name, lines, stars_text
from core.catalog.films import Film

_FEW = 3  # of fewer answers, a mean would tell what somebody in particular gave


@dataclass(frozen=True, slots=True)
class FilmOfNight:
    """What a group watched, and what it said of it."""

    decided_at: int  # seconds since 1970 UTC
    movie_id: int
    film: Film | None  # None: the data set that is loaded now does not have it
    n_members: int
    stars: tuple[float, ...]  # what those gave who have watched it and said so


def history(texts: Texts, nights: Sequence[FilmOfNight]) -> Reply:
    """Past nights, newest first."""
    if not nights:
        return Reply(texts("night-history-empty"))
    parts = [texts("night-history")]
    for night in nights:
        day = datetime.fromtimestamp(night.decided_at, UTC).date().isoformat()
        film = film_name(texts, night.film, night.movie_id)
        parts += [Html(), Html(f"{day} · {film}"), _verdict(texts, night)]
    return Reply(lines(*parts))


def _verdict(texts: Texts, night: FilmOfNight) -> Html:
    n_members, n_answers = night.n_members, len(night.stars)
    if n_answers < _FEW:
        return texts("night-history-few", count=n_members, answers=str(n_answers))
    mean = stars_text(round(fmean(night.stars), 1))
    return texts("night-history-mean", stars=mean, count=n_members, answers=str(n_answers))
