"""/rate, the star buttons and undo."""

from collections.abc import Sequence
from functools import partial

from bot.card.presses import ShowSimilar
from bot.conversation.press import Press
from bot.conversation.reply import Button, Reply, keyboard, star_rows
from bot.conversation.which_film import choice_rows, which_film
from bot.rating.presses import AskStars, ChooseFilm, GiveStars, UndoChange
from bot.words.texts import Html, Texts, bold, film_label, genres, lines, stars_text
from core.catalog import Film


def ask_stars(texts: Texts, film: Film, owner: int, current: float | None) -> Reply:
    """One film with all ten star buttons."""
    parts = [bold(film)]
    if film.genres:
        parts.append(genres(texts, film))
    if current is not None:
        parts.append(texts("rate-so-far", stars=stars_text(current)))
    rows = star_rows(partial(GiveStars, owner, film.movie_id))
    return Reply(lines(*parts, texts("rate-how-many-stars")), keyboard(*rows))


def rated(
    texts: Texts,
    film: Film,
    owner: int,
    *,
    stars: float,
    change_id: int,
    n_ratings: int,
    previous: float | None = None,
    understood: bool = True,
) -> Reply:
    """A rating was given; `understood` False when the title was not written like that."""
    parts = [_saved(texts, bold(film), stars, previous, n_ratings)]
    if not understood:
        parts.append(texts("rate-not-meant"))
    if n_ratings <= 1:
        parts.append(texts("rate-go-on"))
    undo = Button(texts.plain("button-undo"), UndoChange(owner, change_id))
    similar = Button(texts.plain("button-similar-films"), ShowSimilar(owner, film.movie_id))
    return Reply(lines(*parts), keyboard([undo, similar]))


def undone(texts: Texts, film_name: Html, movie_id: int, owner: int, stars: float | None) -> Reply:
    """A change was taken back; `stars` is what the film has now."""
    if stars is None:
        text = texts("rate-undone", film=film_name)
    else:
        text = texts("rate-undone-to", film=film_name, stars=stars_text(stars))
    return Reply(text, keyboard([Button(texts.plain("button-rate-it"), AskStars(owner, movie_id))]))


def choose_film(
    texts: Texts,
    query: str,
    films: Sequence[Film],
    owner: int,
    *,
    stars: float | None,
    also: Film | None = None,
) -> Reply:
    """Several films may be meant: a button each, to rate it or to choose stars for it.

    `also` is the film that is meant if the number after the title is no stars.
    """
    question = which_film(texts, query, films, stars)
    rows = choice_rows(films, rating_presses(films, owner, stars))
    if also is not None:
        question = Html(f"{question} {texts('rate-number-too')}")
        rows.append([_rate_button(texts, also, owner)])
    return Reply(question, keyboard(*rows))


def choose_reading(texts: Texts, whole: Film, owner: int, shorter: Film, stars: float) -> Reply:
    """The last number may be stars or part of the title: a button for each reading."""
    label = texts.plain("button-stars-for-film", stars=stars_text(stars), film=film_label(shorter))
    as_stars = Button(label, GiveStars(owner, shorter.movie_id, round(stars * 2)))
    as_title = _rate_button(texts, whole, owner)
    return Reply(texts("rate-number"), keyboard([as_stars], [as_title]))


def rating_presses(films: Sequence[Film], owner: int, stars: float | None) -> list[Press]:
    """For each film the button that rates it, or that asks for its stars when there are none."""
    return [
        ChooseFilm(owner, film.movie_id)
        if stars is None
        else GiveStars(owner, film.movie_id, round(stars * 2))
        for film in films
    ]


def _saved(texts: Texts, film: Html, stars: float, previous: float | None, count: int) -> Html:
    given = stars_text(stars)
    if previous is None:
        return texts("rate-saved", film=film, stars=given, count=count)
    before = stars_text(previous)
    return texts("rate-saved-again", film=film, stars=given, previous=before, count=count)


def _rate_button(texts: Texts, film: Film, owner: int) -> Button:
    label = texts.plain("button-rate-film", film=film_label(film))
    return Button(label, ChooseFilm(owner, film.movie_id))
