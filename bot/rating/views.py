"""/rate, the star buttons and undo."""

from collections.abc import Sequence
from functools import partial

from bot.card.presses import ShowSimilar
from bot.conversation.press import Press
from bot.conversation.reply import Button, Reply, keyboard, star_rows
from bot.conversation.which_film import choice_rows, not_called_so, not_found, which_film
from bot.rating.presses import AskStars, ChooseFilm, GiveStars, MeanAnother, UndoChange, UndoSeveral
from bot.words.rating_text import Doubt, RatingRequest
from bot.words.texts import Html, Texts, bold, cut, escaped, film_label, genres, lines, stars_text
from core.catalog.films import Film
from storage.ratings import RatingResult, UserRating

_LINE_LENGTH = 60  # characters of a line, when it is quoted back


def which_to_rate(texts: Texts, request: RatingRequest, owner: int, last_year: int) -> Reply:
    """Which film is meant: a button each, to rate it or, without stars, to choose some for it."""
    meant, stars = request.meant, request.stars
    presses: list[Press] = [
        ChooseFilm(owner, film.movie_id)
        if stars is None
        else GiveStars(owner, film.movie_id, round(stars * 2))
        for film in meant.choices or meant.closest
    ]
    if not meant.choices:
        return not_found(texts, request.title, meant.closest, presses, last_year)
    rows = choice_rows(meant.choices, presses)
    question = which_film(texts, request.title, meant.choices, stars)
    if not meant.likely:
        question = not_called_so(texts, request.title, last_year)
    if request.also is not None:
        label = texts.plain("button-rate-film", film=film_label(request.also))
        rows.append([Button(label, ChooseFilm(owner, request.also.movie_id))])
        question = Html(f"{question} {texts('rate-number-too')}")
    return Reply(question, keyboard(*rows))


def ask_stars(texts: Texts, film: Film, owner: int, told: UserRating | None) -> Reply:
    """One film with all ten star buttons."""
    rows = star_rows(partial(GiveStars, owner, film.movie_id))
    parts = [bold(film)]
    if film.genres:
        parts.append(genres(texts, film))
    if told is not None:
        parts.append(texts("rate-so-far", stars=stars_text(told.stars)))
    return Reply(lines(*parts, texts("rate-how-many-stars")), keyboard(*rows))


def choose_reading(
    texts: Texts, request: RatingRequest, owner: int, film: Film, stars: float, *, last_year: int
) -> Reply:
    """Stars for this film, or something else: a button for each reading.

    The last number may be part of the title, or a film that is not here may be meant.
    """
    this = _stars_for(texts, film, owner, stars)
    if request.doubt is None and request.also is not None:
        question = texts("rate-number")
        label = texts.plain("button-rate-film", film=film_label(request.also))
        other = Button(label, ChooseFilm(owner, request.also.movie_id))
    else:
        doubt = request.doubt or Doubt.NAMESAKE
        question = texts(f"rate-doubt-{doubt.value}", year=str(last_year))
        other = Button(texts.plain("button-mean-another"), MeanAnother(owner))
    return Reply(question, keyboard([this], [other]))


def another_meant(texts: Texts, last_year: int) -> Reply:
    """The film that was meant is not here."""
    return Reply(texts("rate-another-meant", year=str(last_year)))


def rated(
    texts: Texts,
    film: Film,
    owner: int,
    result: RatingResult,
    *,
    understood: bool = True,
    out_of_ten: float | None = None,
) -> Reply:
    """A rating was given; `understood` False when the title was not written like that."""
    change, n_ratings = result.change, len(result.profile)
    given = stars_text(change.stars or 0.0)
    if result.changed and change.previous_stars is not None:
        before = stars_text(change.previous_stars)
        saved = texts(
            "rate-saved-again", film=bold(film), stars=given, previous=before, count=n_ratings
        )
    else:
        saved = texts("rate-saved", film=bold(film), stars=given, count=n_ratings)
    parts = [saved]
    if out_of_ten is not None:
        parts.append(texts("rate-out-of-ten", given=f"{out_of_ten:g}", stars=given))
    if not understood:
        parts.append(texts("rate-not-meant"))
    if n_ratings <= 1:
        parts.append(texts("rate-go-on"))
    undo = Button(texts.plain("button-undo"), UndoChange(owner, change.change_id))
    similar = Button(texts.plain("button-similar-films"), ShowSimilar(owner, film.movie_id))
    return Reply(lines(*parts), keyboard([undo, similar]))


def _stars_for(texts: Texts, film: Film, owner: int, stars: float) -> Button:
    label = texts.plain("button-stars-for-film", stars=stars_text(stars), film=film_label(film))
    return Button(label, GiveStars(owner, film.movie_id, round(stars * 2)))


def rated_several(
    texts: Texts,
    given: Sequence[tuple[Film, RatingResult]],
    unclear: Sequence[RatingRequest],
    owner: int,
) -> Reply:
    """Several lines were ratings: what was saved, and a button for each film that may be meant."""
    said = [
        Html(f"{stars_text(result.change.stars or 0.0)} {bold(film)}") for film, result in given
    ]
    parts = [texts("rate-saved-several", count=len(given)), *said] if given else []
    rows: list[list[Button]] = []
    if unclear:
        quoted = (cut(f"{each.title} {each.stars:g}", _LINE_LENGTH) for each in unclear)
        parts += [texts("rate-lines-unclear"), *map(escaped, quoted)]
    for request in unclear:
        film = request.meant.film or next(iter(request.meant.choices), None)
        if film is not None and request.stars is not None:
            rows.append([_stars_for(texts, film, owner, request.stars)])
    changed = [result.change.change_id for _, result in given if result.changed]
    if changed:
        press = UndoSeveral(owner, min(changed), max(changed))
        rows.append([Button(texts.plain("button-undo"), press)])
    return Reply(lines(*parts), keyboard(*rows))


def undone_several(texts: Texts, n_ratings: int) -> Reply:
    """All that one message had rated was taken back."""
    return Reply(texts("rate-undone-several", count=n_ratings))


def stars_alone(texts: Texts, film: Film, owner: int, stars: float) -> Reply:
    """Stars without a title: the film on the latest card may be meant."""
    text = texts("rate-stars-alone", stars=stars_text(stars))
    return Reply(text, keyboard([_stars_for(texts, film, owner, stars)]))


def undone(texts: Texts, film_name: Html, movie_id: int, owner: int, stars: float | None) -> Reply:
    """A change was taken back; `stars` is what the film has now."""
    if stars is None:
        text = texts("rate-undone", film=film_name)
    else:
        text = texts("rate-undone-to", film=film_name, stars=stars_text(stars))
    return Reply(text, keyboard([Button(texts.plain("button-rate-it"), AskStars(owner, movie_id))]))
