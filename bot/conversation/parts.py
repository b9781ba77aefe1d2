"""What the views are put together from: films, stars, lines, buttons."""

from collections.abc import Callable

from bot.conversation.press import Press
from bot.conversation.reply import Button
from bot.words.texts import Html, Texts, escaped, isolated
from core.catalog import Film
from core.ratings import MAX_STARS

_TITLE_LENGTH = 120  # characters of a title in a text
_BUTTON_LENGTH = 50  # characters of a film on a button


def lines(*parts: Html) -> Html:
    """Parts of a message, one below the other; an empty part is an empty line."""
    return Html("\n".join(parts))


def bold(film: Film) -> Html:
    """Title and year."""
    year = f" ({film.year})" if film.year is not None else ""
    return Html(f"<b>{escaped(cut(film.title, _TITLE_LENGTH))}</b>{year}")


def film_name(texts: Texts, film: Film | None, movie_id: int) -> Html:
    """A film in a text, also when the data set that is loaded now does not have it."""
    return bold(film) if film else texts("film-of-number", id=str(movie_id))


def film_label(film: Film, length: int = _BUTTON_LENGTH) -> str:
    """Title and year on a button, in at most `length` characters."""
    year = f" ({film.year})" if film.year is not None else ""
    return isolated(cut(film.title, length - len(year))) + year


def genres(texts: Texts, film: Film) -> Html:
    """A film's genres; empty where it has none."""
    return Html(", ".join(escaped(genre_name(texts, genre)) for genre in film.genres))


def genre_name(texts: Texts, genre: str) -> str:
    """MovieLens's genres have names in all languages; those of other data sets are names."""
    key = f"genre-{genre}"
    return texts.plain(key) if key in texts else genre


def ranked(texts: Texts, rank: int, film: Film) -> Html:
    """One line of a list of films: "1. Heat (1995) · Action, Crime"."""
    kinds = f" · {genres(texts, film)}" if film.genres else ""
    return Html(f"{rank}. {bold(film)}{kinds}")


def stars_text(stars: float) -> str:
    """A rating in a sentence: "★4.5", "★4"."""
    return f"★{stars:g}"


def star_glyphs(half_stars: int) -> str:
    """A rating on a button: "★★★★½"."""
    return "★" * (half_stars // 2) + "½" * (half_stars % 2)


def star_rows(press: Callable[[int], Press]) -> list[list[Button]]:
    """All ten ratings to choose from, the best first, with the half star less beside each.

    Args:
        press: what so many half stars make, 1 to 10.
    """
    return [
        [Button(star_glyphs(half), press(half)) for half in (whole * 2, whole * 2 - 1)]
        for whole in range(int(MAX_STARS), 0, -1)
    ]


def cut(text: str, length: int) -> str:
    """At most `length` characters, with a sign that something is missing."""
    return text if len(text) <= length else text[: length - 1] + "…"
