"""Reading for batch use: two csv files by their paths, every film in its place."""

from pathlib import Path

import numpy as np
import pytest

from core.catalog.dataset import load_catalog, load_ratings
from core.catalog.films import Film
from core.errors import DataError
from data.batch import read_batch
from tests.csv_files import FIRST_USER, N_FILMS, N_USERS, UNLISTED, UNRATED, write_csv_files

MOVIES = "movieId,title,genres\n1,Heat (1995),Crime\n2,Alien (1979),Horror\n"
RATINGS = "userId,movieId,rating\n5,1,4.0\n3,2,0.5\n"


@pytest.fixture
def ratings(tmp_path: Path) -> Path:
    path = tmp_path / "train.csv"
    path.write_text(RATINGS)
    return path


@pytest.fixture
def movies(tmp_path: Path) -> Path:
    path = tmp_path / "films.csv"
    path.write_text(MOVIES)
    return path


def test_files_nobody_prepared_are_read(tmp_path: Path) -> None:
    csv = write_csv_files(tmp_path)
    files = read_batch(csv.ratings, csv.movies, None, tmp_path / "prepared")
    assert files.user_ids.tolist() == [FIRST_USER + user for user in range(N_USERS)]
    assert files.pairs is None
    assert files.n_unlisted == 1

    data = load_ratings(files.prepared.ratings)
    user, film = files.user_ids[data.ratings.user_index], data.movie_ids[data.ratings.item_index]
    assert list(zip(user, film, data.ratings.stars, strict=True)) == csv.rows
    assert data.movie_ids.tolist() == [film * 1_000_003 for film in range(N_FILMS + 2)]

    catalog, info = load_catalog(files.prepared.catalog)
    assert info == data.info
    assert (info.name, info.n_items) == ("train set.csv", N_FILMS + 2)
    assert catalog.film(0) == Film(0, "La Cité n° 0", 1995, ("Drama",))
    assert catalog.film(2 * 1_000_003) == Film(2 * 1_000_003, "Film 2", None, ("Drama",))
    unlisted = catalog.film(UNLISTED)
    assert unlisted is not None
    assert (unlisted.year, unlisted.genres) == (None, ())
    index = catalog.index_of(UNRATED)
    assert index is not None
    assert catalog.rating_count[index] == 0
    assert np.all(catalog.rating_count[:N_FILMS] > 0)


def test_pairs_are_read_along(tmp_path: Path, ratings: Path, movies: Path) -> None:
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("userId,movieId\n9,9\n5,2\n")
    files = read_batch(ratings, movies, pairs, tmp_path)
    assert files.pairs is not None
    assert files.pairs.tolist() == [[9, 9], [5, 2]]


def test_one_film_without_ratings_changes_nothing_else(tmp_path: Path, ratings: Path) -> None:
    movies = tmp_path / "films.csv"
    movies.write_text(f"{MOVIES}3,Brazil (1985),Comedy\n")
    data = load_ratings(read_batch(ratings, movies, None, tmp_path).prepared.ratings)
    assert data.movie_ids.tolist() == [1, 2, 3]
    assert data.ratings.item_index.tolist() == [0, 1]
    assert data.ratings.user_index.tolist() == [1, 0]


@pytest.mark.parametrize(
    ("file", "text", "sentence"),
    [
        ("train.csv", "", "train.csv is empty — expected lines of userId, movieId, rating"),
        ("train.csv", "userId,movieId,rating\n", "train.csv holds no ratings — expected one"),
        ("train.csv", "user,movieId,rating\n1,1,4\n", 'train.csv, line 1: no column "userId"'),
        ("train.csv", f"{RATINGS}3,1,5.5\n", 'train.csv, line 4: rating "5.5" — expected 0.5 to'),
        ("train.csv", f"{RATINGS}3,7,4\n3,one,4\n", 'train.csv, line 5: movie id "one" — expected'),
        ("train.csv", f"{RATINGS}3,7,4\n3,1.5,4\n", 'train.csv, line 5: movie id "1.5" — expected'),
        ("train.csv", f"{RATINGS}3,2,4\n", "train.csv, line 4: user 3 rates film 2 a second time"),
        ("films.csv", "", "films.csv is empty — expected lines of movieId, title, genres"),
        ("films.csv", "movieId,title\n1,Heat\n", 'films.csv, line 1: no column "genres"'),
        ("films.csv", "movieId,title,genres\n", "films.csv has a header but no films"),
        ("films.csv", f"{MOVIES}4,A, B,Drama\n", "films.csv, line 4: 4 fields — expected 3; a"),
        ("films.csv", f"{MOVIES}x,B,Drama\n", 'films.csv, line 4: movie id "x" — expected a whole'),
    ],
)
@pytest.mark.usefixtures("ratings", "movies")
def test_what_is_wrong_with_a_file_is_one_sentence(
    tmp_path: Path, file: str, text: str, sentence: str
) -> None:
    (tmp_path / file).write_text(text)
    with pytest.raises(DataError) as caught:
        read_batch(tmp_path / "train.csv", tmp_path / "films.csv", None, tmp_path)
    assert str(caught.value).startswith(f"{tmp_path}/{sentence}")


@pytest.mark.parametrize("gone", ["train.csv", "films.csv"])
@pytest.mark.usefixtures("ratings", "movies")
def test_missing_file_is_named(tmp_path: Path, gone: str) -> None:
    (tmp_path / gone).unlink()
    with pytest.raises(DataError, match=rf"{gone} cannot be read: No such file"):
        read_batch(tmp_path / "train.csv", tmp_path / "films.csv", None, tmp_path)
