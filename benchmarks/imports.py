"""How well and how fast a list of films is recognised: `python -m benchmarks.imports`.

First a list of every place, in its layout and its words (`benchmarks.import_sources`). Then
2,000 rows in the form of Letterboxd's ratings.csv, made from the embedded catalogue with a fixed
seed: each is one of its films, written as other places may write it. A tenth are films that are
taken out of the catalogue first, so any film they are matched with is wrong. Films are drawn alike,
not by how well known they are, and each kind of difference equally often where titles allow it.
"""

import csv
import io
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.import_sources import Found, measure_sources
from benchmarks.import_wordings import DIFFERENCES
from core.catalog.films import Catalog, Film
from core.titles.matching import Match, match_films
from core.titles.search import TitleIndex
from data.filters import Filters
from data.foreign import read_foreign
from data.prepare import load_dataset

N_ROWS = 2_000
N_ABSENT = 200  # of these, films that the catalogue lacks
SEED = 20160630


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
    """Measure and print two tables."""
    catalog = load_dataset(None, Filters()).catalog
    console = Console()
    console.print(_table_of_sources(measure_sources(catalog)))
    found = measure(catalog)
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
    console.print(table)
    console.print(f"read in {found.read_seconds:.2f} s, matched in {found.match_seconds:.2f} s")


def _table_of_sources(found: Mapping[str, Found]) -> Table:
    table = Table(
        "source", "rows", "matched", "≈", "guessed", "≈ wrong", "wrong", "in vain", "stars"
    )
    for name, each in found.items():
        present = max(each.n_present, 1)
        table.add_row(
            name,
            f"{each.n:,}",
            f"{each.n_right / present:.1%}",
            f"{each.n_similar / present:.1%}",
            f"{each.n_guessed / present:.1%}",
            f"{each.n_similar_wrong}",
            f"{each.n_wrong}",
            f"{each.n_hopeless}",
            f"{each.n_stars_wrong} wrong" if each.n_stars_wrong else "✓",
        )
    return table


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


if __name__ == "__main__":
    main()
