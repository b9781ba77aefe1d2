"""Every text and keyboard people see, as pure functions of what is to be said.

Texts are HTML; whatever comes from a title, a name or a person is escaped here and nowhere else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import (
    AskStars,
    ChooseFilm,
    GiveStars,
    Press,
    RatingsPage,
    RecommendFrom,
    RemoveRating,
    ShowSimilar,
    UndoChange,
    UndoRemoval,
    encode,
)
from core.catalog import Film
from core.ratings import MAX_STARS
from core.recommender import Basis, SimilarFilms, Suggestion, Suggestions

_TITLE_LENGTH = 120  # characters of a title in a text
_BUTTON_LENGTH = 50  # characters of a film on a button
_QUERY_LENGTH = 60  # characters of what a person typed, when it is quoted back
_FEW_RATINGS = 5  # below this a film's neighbours are mostly chance

COMMANDS = (
    ("rate", "rate a film: /rate Heat 4.5"),
    ("recommend", "films you have not seen"),
    ("similar", "films like one film: /similar Heat"),
    ("ratings", "what you have rated"),
    ("cancel", "forget my last question"),
    ("help", "what I can do"),
)

GROUP_COMMANDS = frozenset({"rate", "recommend", "similar", "help"})  # of those, in groups

HELP = (
    "Tell me what you think of films, and I find you others.\n\n"
    "/rate Heat 4.5 – give a film stars, from 0.5 to 5 in halves\n"
    "/rate Heat – choose the stars with buttons\n"
    "/recommend – films you have not seen, the best for you first\n"
    "/similar Heat – films that feel like one you name\n"
    "/ratings – all your ratings, to look at or to remove\n"
    "/cancel – forget what I just asked\n\n"
    "Typing slips are fine, and a year tells remakes apart: /rate King Kong 1933\n\n"
    "<i>Films and ratings: MovieLens, GroupLens Research.</i>"
)


@dataclass(frozen=True, slots=True)
class Reply:
    """One message."""

    text: str  # HTML, at most 4096 characters
    keyboard: InlineKeyboardMarkup | None = None


@dataclass(frozen=True, slots=True)
class RatedFilm:
    """One line of somebody's ratings."""

    movie_id: int
    film: Film | None  # None: not in the data set that is loaded now
    stars: float


def welcome(first_name: str) -> Reply:
    """The answer to /start."""
    return Reply(
        f"Hello {escape(_cut(first_name, _BUTTON_LENGTH))}! I learn which films you like from the "
        "stars you give, and find you films you have not seen.\n\n"
        "Start with a film you know: <code>/rate Inception 5</code>, or just type its title. "
        "Then /recommend.\n\n/help shows the rest."
    )


def ask_stars(film: Film, owner: int, current: float | None) -> Reply:
    """One film with all ten star buttons."""
    so_far = f"\nSo far: {stars_text(current)}" if current is not None else ""
    rows = [
        [
            _button(star_glyphs(half_stars), GiveStars(owner, film.movie_id, half_stars))
            for half_stars in (whole * 2, whole * 2 - 1)
        ]
        for whole in range(int(MAX_STARS), 0, -1)
    ]
    text = f"{bold(film)}{_genres(film)}{so_far}\nHow many stars?"
    return Reply(text, InlineKeyboardMarkup(rows))


def rated(
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
    was = "" if previous is None else f" (was {stars_text(previous)})"
    hint = "" if understood else "\nNot the film you meant? Undo it, and write more of the title."
    more = "" if n_ratings > 1 else "\nRate a few more, and /recommend gets to know you."
    count = "1 rating" if n_ratings == 1 else f"{n_ratings} ratings"
    return Reply(
        f"{stars_text(stars)} for {bold(film)}{was}. You have {count}.{hint}{more}",
        _keyboard(
            [
                ("↩ Undo", UndoChange(owner, change_id)),
                ("Similar films", ShowSimilar(owner, film.movie_id)),
            ]
        ),
    )


def undone(film_name: str, movie_id: int, owner: int, stars: float | None) -> Reply:
    """A change was taken back; `stars` is what the film has now."""
    now = "is not rated any more" if stars is None else f"has {stars_text(stars)} now"
    return Reply(
        f"Undone: {film_name} {now}.", _keyboard([("★ Rate it", AskStars(owner, movie_id))])
    )


def choose_film(
    query: str,
    films: Sequence[Film],
    owner: int,
    stars: float | None,
    also: Film | None = None,
) -> Reply:
    """Several films may be meant: a button each, to rate it or to choose stars for it.

    `also` is the film that is meant if the number after the title is no stars.
    """
    stars_meant = "" if stars is None else f" for {stars_text(stars)}"
    question = _which(query, films, stars_meant)
    rows = _choice_rows(films, rating_presses(films, owner, stars))
    if also is not None:
        question += " Or is that number part of the title?"
        rows.append([(f"Rate {_button_label(also)}", ChooseFilm(owner, also.movie_id))])
    return Reply(question, _keyboard(*rows))


def rating_presses(films: Sequence[Film], owner: int, stars: float | None) -> list[Press]:
    """For each film the button that rates it, or that asks for its stars when there are none."""
    return [
        ChooseFilm(owner, film.movie_id)
        if stars is None
        else GiveStars(owner, film.movie_id, round(stars * 2))
        for film in films
    ]


def choose_reading(whole: Film, owner: int, shorter: Film, stars: float) -> Reply:
    """The last number may be stars or part of the title: a button for each reading."""
    return Reply(
        "Is that number stars, or part of the title?",
        _keyboard(
            [(f"{stars_text(stars)} for {_button_label(shorter)}",
              GiveStars(owner, shorter.movie_id, round(stars * 2)))],
            [(f"Rate {_button_label(whole)}", ChooseFilm(owner, whole.movie_id))],
        ),
    )  # fmt: skip


def choose_similar(query: str, films: Sequence[Film], owner: int) -> Reply:
    """Several films may be meant: a button each, to see the films like it."""
    presses = [ShowSimilar(owner, film.movie_id) for film in films]
    return _choice(_which(query, films), films, presses)


def not_found(query: str, closest: Sequence[Film], presses: Sequence[Press]) -> Reply:
    """No film is meant for certain; the closest titles, if any, as buttons."""
    if not closest:
        return Reply(
            f"I know no film like {_quoted(query)}. Please check the title; /help shows the rest."
        )
    question = f"I know no film {_quoted(query)}; /help shows the rest. The closest titles:"
    return _choice(question, closest, presses)


def recommendations(
    suggestions: Suggestions,
    owner: int,
    *,
    offset: int,
    page_size: int,
    n_ratings: int,
    preface: str,
) -> Reply:
    """One page of /recommend; `preface` explains a list that does not rest on taste."""
    if not suggestions.page:
        return Reply("You have rated every film I know. There is nothing left to recommend!")
    personal = suggestions.basis is Basis.TASTE
    count = "1 rating" if n_ratings == 1 else f"{n_ratings} ratings"
    title = f"<b>For you</b>, from your {count}:" if personal else preface
    suffix = "" if personal else " on average"
    lines = [
        f"{rank}. {bold(each.film)}{_genres(each.film, ' · ')} · {_predicted(each)}{suffix}"
        for rank, each in enumerate(suggestions.page, start=offset + 1)
    ]
    turn: list[tuple[str, Press]] = []
    if offset:
        turn.append(("◀ Back", RecommendFrom(owner, max(0, offset - page_size))))
    if suggestions.has_more:
        turn.append(("More ▶", RecommendFrom(owner, offset + page_size)))
    films = [each.film for each in suggestions.page]
    rows = _film_rows(films, owner, offset + 1)
    return Reply("\n".join([title, "", *lines]), _keyboard(*rows, turn))


def similar(film: Film, owner: int, found: SimilarFilms) -> Reply:
    """The films like one film."""
    if not found.films:
        return Reply(f"Nobody has rated {bold(film)} yet, so I cannot say what is like it.")
    times = "once" if found.n_ratings == 1 else f"{found.n_ratings} times"
    few = f"\n<i>It was rated only {times}: take these with a grain of salt.</i>"
    lines = [
        f"{rank}. {bold(each)}{_genres(each, ' · ')}"
        for rank, each in enumerate(found.films, start=1)
    ]
    doubt = few if found.n_ratings < _FEW_RATINGS else ""
    return Reply(
        "\n".join([f"Like {bold(film)}:{doubt}", "", *lines]),
        _keyboard(*_film_rows(found.films, owner, 1)),
    )


def ratings_page(
    ratings: Sequence[RatedFilm],
    owner: int,
    page: int,
    page_size: int,
    removal: UndoRemoval | None = None,
) -> Reply:
    """One page of somebody's ratings, newest first; `removal` offers to bring one back."""
    undo = [("↩ Undo the removal", removal)] if removal else []
    if not ratings:
        return Reply("You have not rated any film yet. Try: /rate Inception 5", _keyboard(undo))
    last_page = (len(ratings) - 1) // page_size
    page = min(page, last_page)
    start = page * page_size
    shown = ratings[start : start + page_size]
    lines = [
        f"{rank}. {stars_text(each.stars)} {film_name(each.film, each.movie_id)}"
        for rank, each in enumerate(shown, start=start + 1)
    ]
    removals = [
        (f"✕ {rank}", RemoveRating(owner, each.movie_id, page))
        for rank, each in enumerate(shown, start=start + 1)
    ]
    middle = (len(removals) + 1) // 2
    back = [("◀ Newer", RatingsPage(owner, page - 1))] if page else []
    more = [("Older ▶", RatingsPage(owner, page + 1))] if page < last_page else []
    count = "1 rating" if len(ratings) == 1 else f"{len(ratings)} ratings"
    title = f"<b>Your {count}</b>, newest first (✕ removes one):"
    return Reply(
        "\n".join([title, "", *lines]),
        _keyboard(removals[:middle], removals[middle:], [*back, *more], undo),
    )


def film_name(film: Film | None, movie_id: int) -> str:
    """A film in a text, also when the data set that is loaded now does not have it."""
    return bold(film) if film else f"film {movie_id} (not in the films I have loaded)"


def bold(film: Film) -> str:
    """Title and year as HTML."""
    year = f" ({film.year})" if film.year is not None else ""
    return f"<b>{escape(_cut(film.title, _TITLE_LENGTH))}</b>{year}"


def stars_text(stars: float) -> str:
    """A rating in a sentence: "★4.5", "★4"."""
    return f"★{stars:g}"


def star_glyphs(half_stars: int) -> str:
    """A rating on a button: "★★★★½"."""
    return "★" * (half_stars // 2) + "½" * (half_stars % 2)


def _predicted(suggestion: Suggestion) -> str:
    return f"★{suggestion.stars:.1f}"


def _genres(film: Film, separator: str = "\n") -> str:
    return separator + escape(", ".join(film.genres)) if film.genres else ""


def _quoted(query: str) -> str:
    return f"“{escape(_cut(query, _QUERY_LENGTH))}”"


def _which(query: str, films: Sequence[Film], stars: str = "") -> str:
    if len(films) == 1:
        return f"By {_quoted(query)}{stars}, do you mean this film?"
    return f"Which film do you mean by {_quoted(query)}{stars}?"


def _button_label(film: Film) -> str:
    year = f" ({film.year})" if film.year is not None else ""
    return _cut(film.title, _BUTTON_LENGTH - len(year)) + year


def _choice(question: str, films: Sequence[Film], presses: Sequence[Press]) -> Reply:
    return Reply(question, _keyboard(*_choice_rows(films, presses)))


def _choice_rows(films: Sequence[Film], presses: Sequence[Press]) -> list[list[tuple[str, Press]]]:
    return [[(_button_label(film), press)] for film, press in zip(films, presses, strict=True)]


def _film_rows(films: Sequence[Film], owner: int, first_rank: int) -> list[list[tuple[str, Press]]]:
    return [
        [
            (f"{rank} ★ Rate", AskStars(owner, film.movie_id)),
            (f"{rank} ≈ Similar", ShowSimilar(owner, film.movie_id)),
        ]
        for rank, film in enumerate(films, start=first_rank)
    ]


def _keyboard(*rows: Sequence[tuple[str, Press]]) -> InlineKeyboardMarkup | None:
    buttons = [[_button(label, press) for label, press in row] for row in rows if row]
    return InlineKeyboardMarkup(buttons) if buttons else None


def _button(label: str, press: Press) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=encode(press))


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
