"""What the buttons below a filter change."""

from dataclasses import replace

from bot.words.problems import Problem
from core.film_filter import FilmFilter

OFF, ON, EXCLUDED = range(3)  # what a genre's button chooses; written in callback data


def genre_choice(wanted: FilmFilter, genre: str) -> int:
    """OFF, ON or EXCLUDED."""
    if genre in wanted.genres | wanted.some_genres:
        return ON
    return EXCLUDED if genre in wanted.without_genres else OFF


def with_genre(wanted: FilmFilter, genre: str, choice: int) -> FilmFilter:
    """Only with it, only without it, or either."""
    name = frozenset({genre})
    return replace(
        wanted,
        genres=wanted.genres | name if choice == ON else wanted.genres - name,
        some_genres=wanted.some_genres - name,
        without_genres=wanted.without_genres | name
        if choice == EXCLUDED
        else wanted.without_genres - name,
    )


def with_years(wanted: FilmFilter, first: int, last: int) -> FilmFilter:
    """Films of these years; 0 for a bound that there is not.

    Raises:
        Problem: no year is within them, so the button is not ours.
    """
    if first > last:
        raise Problem("problem-button-old")
    return replace(wanted, first_year=first or None, last_year=last or None)
