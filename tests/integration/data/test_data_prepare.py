"""The bundled and the shared data, the two prepared files, and links and tags."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from core.catalog.dataset import load_catalog, load_ratings
from core.catalog.films import Film
from core.catalog.npz import save_npz
from core.errors import DataError
from data import bundled
from data.filters import Filters
from data.prepare import load_dataset, prepare, prepared_files

Files = dict[str, str]
Write = Callable[[Files], Path]


def test_prepared_files_hold_what_was_loaded(
    write: Write, tmp_path: Path, movies: str, ratings: str
) -> None:
    path = str(write({"ratings.csv": ratings, "movies.csv": movies}))
    state = tmp_path / "state" / "data"
    files = prepared_files(path, Filters(), state)
    assert not files.exist()

    info = prepare(path, Filters(), state)

    assert files.exist()
    assert (info.name, info.n_users, info.n_items, info.n_ratings) == ("ml-tiny", 2, 3, 4)
    catalog, catalog_info = load_catalog(files.catalog)
    training = load_ratings(files.ratings)
    assert catalog_info == training.info == info
    assert catalog.film(6) == Film(
        6, "The City of Lost Children", 1995, ("Drama",), ("La Cité des enfants perdus",)
    )
    assert training.movie_ids.tolist() == [1, 6, 17]
    assert training.ratings.stars.tolist() == [4.0, 0.5, 5.0, 3.5]
    assert training.ratings.timestamp.tolist()[0] == 964982703


def test_other_filters_are_other_files(
    write: Write, tmp_path: Path, movies: str, ratings: str
) -> None:
    path = write({"ratings.csv": ratings, "movies.csv": movies})
    prepare(path, Filters(), tmp_path)
    assert not prepared_files(path, Filters(min_year=1990), tmp_path).exist()


LINKS = "movieId,imdbId,tmdbId\n1,0114709,862\n6,0112682,\n99,0000001,1\n"


def test_links_of_a_release_are_kept_with_its_films(
    write: Write, tmp_path: Path, movies: str, ratings: str
) -> None:
    path = write({"ratings.csv": ratings, "movies.csv": movies, "links.csv": LINKS})
    prepare(path, Filters(), tmp_path)
    links = load_catalog(prepared_files(path, Filters(), tmp_path).catalog)[0].links
    assert links.imdb_id.tolist() == [114709, 112682, 0]
    assert links.tmdb_id.tolist() == [862, 0, 0]


def test_release_without_links_knows_no_other_ids(
    write: Write, tmp_path: Path, movies: str, ratings: str
) -> None:
    path = write({"ratings.csv": ratings, "movies.csv": movies})
    prepare(path, Filters(), tmp_path)
    links = load_catalog(prepared_files(path, Filters(), tmp_path).catalog)[0].links
    assert links.imdb_id.tolist() == links.tmdb_id.tolist() == [0, 0, 0]


def test_wrong_line_of_the_links_stops_the_preparation(
    write: Write, tmp_path: Path, movies: str, ratings: str
) -> None:
    files = {"ratings.csv": ratings, "movies.csv": movies, "links.csv": f"{LINKS}17,x,2\n"}
    with pytest.raises(DataError, match=r'links.csv, line 5: imdb id "x"'):
        prepare(write(files), Filters(), tmp_path)


def test_catalogue_prepared_before_there_were_links_is_refused_and_prepared_anew(
    write: Write, tmp_path: Path, movies: str, ratings: str
) -> None:
    path = write({"ratings.csv": ratings, "movies.csv": movies})
    files = prepared_files(path, Filters(), tmp_path)
    save_npz(files.catalog, "catalogue", 1, {}, {"info": {}})
    with pytest.raises(DataError, match="has catalogue format 1; this version reads 2"):
        load_catalog(files.catalog)
    prepare(path, Filters(), tmp_path)
    assert len(load_catalog(files.catalog)[0]) == 3


@pytest.mark.parametrize("blocked", ["state", "state/deeper"])
def test_directory_that_cannot_be_written_is_an_error_of_one_sentence(
    write: Write, tmp_path: Path, movies: str, ratings: str, blocked: str
) -> None:
    path = write({"ratings.csv": ratings, "movies.csv": movies})
    (tmp_path / "state").write_text("a file where a directory should be")
    with pytest.raises(DataError, match=r"cannot be written to .*: (File exists|Not a directory)"):
        prepare(path, Filters(), tmp_path / blocked)


@pytest.mark.slow
def test_preparing_runs_in_a_spawned_process_and_so_do_its_errors(
    write: Write, tmp_path: Path, movies: str, ratings: str
) -> None:
    path = str(write({"ratings.csv": ratings, "movies.csv": movies}))
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        assert pool.submit(prepare, path, Filters(), tmp_path).result().n_ratings == 4
        failure = pool.submit(prepare, path, Filters(min_year=2030), tmp_path).exception()
    assert isinstance(failure, DataError)
    assert "MIN_YEAR" in str(failure)


def test_embedded_data_set_is_the_release_of_october_2016() -> None:
    dataset = load_dataset(None, Filters())
    info = dataset.info
    assert (info.n_ratings, info.n_users, info.n_items) == (100_004, 671, 9_066)
    assert dataset.catalog.film(108583) == Film(108583, "Fawlty Towers", 1975, ("Comedy",))
    assert dataset.catalog.film(2571) == Film(
        2571, "The Matrix", 1999, ("Action", "Sci-Fi", "Thriller")
    )
    assert dataset.ratings.timestamp.max() == 1476640644  # 16 October 2016


def test_every_embedded_title_is_clean() -> None:
    films = load_dataset(None, Filters()).catalog.films
    assert [film.movie_id for film in films if film.year is None] == [143410, 151307, 162376]
    for film in films:
        for title in (film.title, *film.alternative_titles):
            assert title == " ".join(title.split())
            assert not title.endswith((", The", ", A", ", La", ", Le", ", L'", ", Die", ", Il"))
            assert "a.k.a" not in title


def test_everything_embedded_is_small() -> None:
    content = sum(path.stat().st_size for path in bundled.PATH.parent.glob("*.*"))
    assert content < 1_500_000


def test_damaged_embedded_data_set_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = tmp_path / "ml-latest-small-2016.zip"
    damaged.write_bytes(bundled.PATH.read_bytes()[:-1])
    monkeypatch.setattr(bundled, "PATH", damaged)
    with pytest.raises(DataError, match=r"is damaged: SHA-256 .* please reinstall"):
        load_dataset(None, Filters())


def test_missing_embedded_data_set_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundled, "PATH", tmp_path / "gone.zip")
    with pytest.raises(DataError, match="cannot be read: No such file"):
        load_dataset(None, Filters())


def test_embedded_data_set_with_other_counts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled, "N_USERS", 672)
    with pytest.raises(DataError, match=r"holds \(100004, 671, 9066\) ratings, users and films"):
        load_dataset(None, Filters())


def test_release_of_2018_has_its_published_counts(ml_latest_small: Path) -> None:
    info = load_dataset(ml_latest_small, Filters()).info
    assert (info.n_ratings, info.n_users, info.n_items) == (100_836, 610, 9_724)


def test_films_from_2000_on_are_the_known_course_subset(ml_latest_small: Path) -> None:
    dataset = load_dataset(ml_latest_small, Filters(min_year=2000))
    info = dataset.info
    assert (info.n_items, info.n_users, info.n_ratings) == (4_778, 443, 39_253)
    assert info.filters == "films from 2000 on"
    assert np.unique(dataset.ratings.user_index).size == 443
