"""How well and how fast a list of films is recognised: `python -m benchmarks.imports`.

2,000 rows in the form of Letterboxd's ratings.csv, made from the embedded catalogue with a fixed
seed: each is one of its films, written as other places may write it. A tenth are films that are
taken out of the catalogue first, so any film they are matched with is wrong. Films are drawn alike,
not by how well known they are, and each kind of difference equally often where titles allow it.
"""

import csv
import io
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from rich.console import Console
from rich.table import Table

from core.catalog.films import Catalog, Film
from core.titles.matching import Match, match_films
from core.titles.search import TitleIndex
from data.filters import Filters
from data.foreign import read_foreign
from data.prepare import load_dataset

N_ROWS = 2_000
N_ABSENT = 200  # of these, films that the catalogue lacks
SEED = 20160630
_ARTICLE = re.compile(r"(The|A|An|La|Le|Les|El|Los|Der|Das|Il) (.+)|(L')(.+)")
_SUBTITLE = re.compile(r"(: | - | \()")
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_TYPO_FROM = 6  # letters; a slip in "Her" makes it another title


@dataclass(frozen=True, slots=True)
class Row:
    """A film as a list has it."""

    film: Film
    difference: str
    title: str
    year: int | None
    absent: bool  # the catalogue lacks it


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the rows of one kind of difference; or of all."""

    n: int
    n_present: int  # whose films the catalogue has
    n_matched: int  # with the right film
    n_wrong: int
    n_guessed: int  # not matched, but the right film is among the guesses


@dataclass(frozen=True, slots=True)
class Measurement:
    """Figures of one list."""

    outcomes: dict[str, Outcome]  # by difference; "all" is their sum
    read_seconds: float
    index_seconds: float  # of the title index, which the bot has anyway; not in the total
    match_seconds: float


def main() -> None:
    """Measure and print one table."""
    found = measure(load_dataset(None, Filters()).catalog)
    table = Table("difference", "rows", "matched", "guessed", "wrong")
    for difference, outcome in found.outcomes.items():
        present = max(outcome.n_present, 1)
        table.add_row(
            difference,
            f"{outcome.n:,}",
            f"{outcome.n_matched / present:.1%}" if outcome.n_present else "",
            f"{outcome.n_guessed / present:.1%}" if outcome.n_present else "",
            f"{outcome.n_wrong} ({outcome.n_wrong / outcome.n:.2%})",
        )
    console = Console()
    console.print(table)
    console.print(f"read in {found.read_seconds:.2f} s, matched in {found.match_seconds:.2f} s")


def measure(catalog: Catalog, n_rows: int = N_ROWS, n_absent: int = N_ABSENT) -> Measurement:
    """Make a list from a catalogue, and find its films in what is left of the catalogue."""
    rows = sample(catalog, n_rows, n_absent, np.random.default_rng(SEED))
    missing = {row.film.movie_id for row in rows if row.absent}
    keep = [place for place, film in enumerate(catalog.films) if film.movie_id not in missing]
    start = time.perf_counter()
    titles = TitleIndex(
        Catalog.build(
            [catalog.films[place] for place in keep],
            catalog.rating_count[keep],
            catalog.rating_sum[keep],
        )
    )
    indexed = time.perf_counter()
    file = read_foreign(ratings_csv(rows), "ratings.csv")
    read = time.perf_counter()
    matches = match_films(titles, [row.film for row in file.rows])
    matched = time.perf_counter()
    return Measurement(_outcomes(rows, matches), read - indexed, indexed - start, matched - read)


def sample(catalog: Catalog, n_rows: int, n_absent: int, rng: np.random.Generator) -> list[Row]:
    """Different films, each with the difference that has come up least among those it allows."""
    subtitles = [film.title.split(": ", 1)[1] for film in catalog.films if ": " in film.title]
    counts = Counter(dict.fromkeys(DIFFERENCES, 0))
    rows: dict[tuple[str, int | None], Row] = {}
    for place in rng.permutation(len(catalog)).tolist():
        film = catalog.films[place]
        written = {name: change(film, subtitles, rng) for name, change in DIFFERENCES.items()}
        possible = {name: row for name, row in written.items() if row is not None}
        difference = min(possible, key=counts.__getitem__)
        title, year = possible[difference]
        if (title.casefold(), year) not in rows:  # two films may be the same without a subtitle
            counts[difference] += 1
            absent = len(rows) % (n_rows // n_absent) == 0
            rows[title.casefold(), year] = Row(film, difference, title, year, absent)
        if len(rows) == n_rows:
            break
    return list(rows.values())


def ratings_csv(rows: Sequence[Row]) -> bytes:
    """As Letterboxd exports ratings."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("Date", "Name", "Year", "Letterboxd URI", "Rating"))
    for number, row in enumerate(rows):
        address = f"https://boxd.it/{number}"
        writer.writerow(("2026-01-31", row.title, row.year or "", address, "3.5"))
    return text.getvalue().encode()


def _outcomes(rows: Sequence[Row], matches: Sequence[Match]) -> dict[str, Outcome]:
    outcomes = {}
    for difference in (*DIFFERENCES, "all"):
        pairs = [
            (row, match)
            for row, match in zip(rows, matches, strict=True)
            if difference in (row.difference, "all")
        ]
        right = [row.film == match.film for row, match in pairs]
        guessed = [not row.absent and row.film in match.guesses for row, match in pairs]
        present = [not row.absent for row, _ in pairs]
        taken = [match.film is not None for _, match in pairs]
        outcomes[difference] = Outcome(
            len(pairs), sum(present), sum(right), sum(taken) - sum(right), sum(guessed)
        )
    return outcomes


Written = tuple[str, int | None] | None  # title and year; None: that film cannot differ so
Change = Callable[[Film, Sequence[str], np.random.Generator], Written]


def _none(film: Film, _subtitles: Sequence[str], _rng: np.random.Generator) -> Written:
    return film.title, film.year


def _article_moved(film: Film, _subtitles: Sequence[str], _rng: np.random.Generator) -> Written:
    match = _ARTICLE.fullmatch(film.title)
    return (f"{match[2] or match[4]}, {match[1] or match[3]}", film.year) if match else None


def _article_dropped(film: Film, _subtitles: Sequence[str], _rng: np.random.Generator) -> Written:
    match = _ARTICLE.fullmatch(film.title)
    return (match[2] or match[4], film.year) if match else None


def _and(film: Film, _subtitles: Sequence[str], _rng: np.random.Generator) -> Written:
    if " & " in film.title:
        return film.title.replace(" & ", " and "), film.year
    return _changed(film, film.title.replace(" and ", " & "))


def _accents_dropped(film: Film, _subtitles: Sequence[str], _rng: np.random.Generator) -> Written:
    plain = unicodedata.normalize("NFKD", film.title)
    return _changed(film, "".join(char for char in plain if not unicodedata.combining(char)))


def _punctuation(film: Film, _subtitles: Sequence[str], _rng: np.random.Generator) -> Written:
    title = film.title.replace("...", "…").replace(": ", " - ").replace(".", "").replace(",", "")
    return _changed(film, title.replace("-", "–").replace("'", "’").replace("!", ""))


def _numeral(film: Film, _subtitles: Sequence[str], _rng: np.random.Generator) -> Written:
    words = film.title.split(" ")
    for place, word in enumerate(words[1:], start=1):
        if word in _NUMERALS[1:]:
            number = str(_NUMERALS.index(word) + 1)
        elif word.isdecimal() and 1 < int(word) <= len(_NUMERALS):
            number = _NUMERALS[int(word) - 1]
        else:
            continue
        return " ".join([*words[:place], number, *words[place + 1 :]]), film.year
    return None


def _subtitle_dropped(film: Film, _subtitles: Sequence[str], _rng: np.random.Generator) -> Written:
    head, *rest = _SUBTITLE.split(film.title, maxsplit=1)
    return (head, film.year) if rest else None


def _subtitle_added(film: Film, subtitles: Sequence[str], rng: np.random.Generator) -> Written:
    if _SUBTITLE.search(film.title):
        return None
    return f"{film.title}: {subtitles[int(rng.integers(len(subtitles)))]}", film.year


def _other_title(film: Film, _subtitles: Sequence[str], rng: np.random.Generator) -> Written:
    others = film.alternative_titles
    return (others[int(rng.integers(len(others)))], film.year) if others else None


def _next_year(film: Film, _subtitles: Sequence[str], rng: np.random.Generator) -> Written:
    return None if film.year is None else (film.title, film.year + int(rng.choice((-1, 1))))


def _no_year(film: Film, _subtitles: Sequence[str], _rng: np.random.Generator) -> Written:
    return film.title, None


def _typo(film: Film, _subtitles: Sequence[str], rng: np.random.Generator) -> Written:
    places = [place for place, char in enumerate(film.title) if char.isalpha() and place]
    if len(places) < _TYPO_FROM:
        return None
    at = places[int(rng.integers(len(places)))]
    before, letter, after = film.title[:at], film.title[at], film.title[at + 1 :]
    other = _LETTERS[int(rng.integers(len(_LETTERS)))]
    slips = (
        before + after,
        before + letter + letter + after,
        before + other + after,
        before[:-1] + letter + before[-1] + after,
    )
    return _changed(film, slips[int(rng.integers(len(slips)))])


def _changed(film: Film, title: str) -> Written:
    return (title, film.year) if title != film.title else None


DIFFERENCES: dict[str, Change] = {
    "none": _none,
    "article moved": _article_moved,
    "article dropped": _article_dropped,
    "& and and": _and,
    "accents dropped": _accents_dropped,
    "punctuation": _punctuation,
    "numeral": _numeral,
    "subtitle dropped": _subtitle_dropped,
    "subtitle added": _subtitle_added,
    "other title": _other_title,
    "year off by one": _next_year,
    "no year": _no_year,
    "typo": _typo,
}


if __name__ == "__main__":
    main()
