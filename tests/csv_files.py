"""A pair of csv files nobody prepared, with a taste in it that a model can learn; and real ones."""

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data import bundled

N_USERS, N_FILMS = 40, 30
FIRST_USER = 8_000_000_000_000_000  # ids need not fit 32 bits
UNLISTED, UNRATED = 29 * 1_000_003, 31 * 1_000_003  # films missing from one of the files


@dataclass(frozen=True, slots=True)
class CsvFiles:
    """Where the files lie, and what the ratings say."""

    ratings: Path
    movies: Path
    rows: list[tuple[int, int, float]]  # user id, movie id, stars; in the order of the file

    @property
    def arguments(self) -> list[str]:
        """As the commands take them."""
        return ["--ratings", str(self.ratings), "--movies", str(self.movies)]

    def rated_by(self, user_id: int) -> set[int]:
        """Movie ids."""
        return {movie_id for user, movie_id, _ in self.rows if user == user_id}


def write_csv_files(directory: Path, seed: int = 3) -> CsvFiles:
    """Half the users love films of the first half, half the others.

    Windows line ends, a byte order mark, quoted commas, titles in UTF-8 and without a year, rows
    and columns in any order, an extra column, no timestamps, large ids, a film that is not
    listed and one that is not rated.
    """
    rng = np.random.default_rng(seed)
    rows = []
    for user in range(N_USERS):
        for film in rng.permutation(N_FILMS)[:18].tolist():
            loves = (user < N_USERS // 2) == (film < N_FILMS // 2)
            rows.append((FIRST_USER + user, film * 1_000_003, 4.5 if loves else 1.0))
    rows = [rows[place] for place in rng.permutation(len(rows)).tolist()]
    lines = ["movieId,rating,note,userId"]
    lines += [f'{movie},{stars},"once, twice",{user}' for user, movie, stars in rows]
    ratings = directory / "train set.csv"
    ratings.write_bytes(("\ufeff" + "\r\n".join(lines) + "\r\n").encode())
    titles = ['"Cité n° {}, La (1995)"', "千と千尋 {} (2001)", "Film {}"]
    films = [film for film in range(N_FILMS + 2) if film * 1_000_003 != UNLISTED]
    lines = ["genres,title,movieId,länge"]
    for place in rng.permutation(len(films)).tolist():
        film = films[place]
        genre = "Drama" if film < N_FILMS // 2 else "(no genres listed)"
        lines.append(f"{genre},{titles[film % 3].format(film)},{film * 1_000_003},90")
    movies = directory / "films.csv"
    movies.write_bytes(("\ufeff" + "\r\n".join(lines)).encode())
    return CsvFiles(ratings, movies, rows)


def write_few_films(directory: Path) -> None:
    """Of the embedded data set, films with 100 ratings or more and every sixth user."""
    with zipfile.ZipFile(bundled.PATH) as archive:
        movies, ratings = (
            list(csv.reader(io.TextIOWrapper(archive.open(bundled.FOLDER + name), "utf-8")))
            for name in ("movies.csv", "ratings.csv")
        )
    count = Counter(movie for _, movie, *_ in ratings[1:])
    known = {movie for movie, n_ratings in count.items() if n_ratings >= 100}
    directory.mkdir()
    _write(directory / "movies.csv", movies[0], (row for row in movies[1:] if row[0] in known))
    few = (row for row in ratings[1:] if int(row[0]) % 6 == 0 and row[1] in known)
    _write(directory / "ratings.csv", ratings[0], few)


def _write(path: Path, header: list[str], rows: Iterable[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
