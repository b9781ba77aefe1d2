"""Batch commands on files nobody prepared: what is written, and that nothing else stays."""

import asyncio
import csv
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing import active_children
from pathlib import Path

import pytest

from bot.cli.results import ResultError
from bot.cli.work.batch import BatchJob, predict, recommend, train_on_files
from core.errors import DataError, ModelError
from core.model.factor_model import load_model, save_model
from tests.csv_files import FIRST_USER, N_FILMS, N_USERS, UNRATED, CsvFiles, write_csv_files

pytestmark = pytest.mark.slow

STRANGER, UNKNOWN_FILM = 5, 77


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> CsvFiles:
    return write_csv_files(tmp_path_factory.mktemp("files"))


@pytest.fixture(scope="module")
def model(files: CsvFiles) -> Path:
    """Trained once, for all tests."""
    path = files.ratings.parent / "model.npz"
    report = asyncio.run(train_on_files(BatchJob(files.ratings, files.movies, seed=4), path))
    assert report.model_path == path
    assert report.validation_rmse < 0.7 * report.baseline_rmse
    return path


@pytest.fixture
def job(files: CsvFiles, model: Path) -> BatchJob:
    return BatchJob(files.ratings, files.movies, model)


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where temporary files go; whatever happens, they and child processes are gone after it."""
    directory = tmp_path / "temporary"
    directory.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(directory))
    yield directory
    assert not list(directory.iterdir())
    assert not active_children()


def read(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode()
    assert "\r" not in text
    return list(csv.DictReader(text.splitlines()))


async def test_model_is_of_all_films_and_of_the_seed(files: CsvFiles, model: Path) -> None:
    loaded = load_model(model)
    assert loaded.movie_ids.size == N_FILMS + 2
    assert loaded.item_count.sum() == len(files.rows)
    assert loaded.provenance.hyper_parameters["seed"] == 4
    assert loaded.provenance.dataset.name == files.ratings.name
    assert {path.name for path in model.parent.iterdir()} == {
        files.ratings.name, files.movies.name, model.name,
    }  # fmt: skip


async def test_every_pair_is_predicted_in_its_place(job: BatchJob, tmp_path: Path) -> None:
    lover, hater = FIRST_USER, FIRST_USER + N_USERS - 1
    wanted = [
        (hater, 0), (STRANGER, 0), (lover, UNKNOWN_FILM), (lover, 0), (lover, UNRATED),
        (STRANGER, UNKNOWN_FILM), (hater, 0),
    ]  # fmt: skip
    pairs, out = tmp_path / "pairs.csv", tmp_path / "out.csv"
    lines = [f"{movie},x,{user}" for user, movie in wanted]
    pairs.write_bytes("\r\n".join(["\ufeffmovieId,rating,userId", *lines]).encode())

    await predict(job, pairs, out)

    rows = read(out)
    assert list(rows[0]) == ["userId", "movieId", "prediction", "std"]
    assert [(int(row["userId"]), int(row["movieId"])) for row in rows] == wanted
    stars = [float(row["prediction"]) for row in rows]
    spread = [float(row["std"]) for row in rows]
    assert all(0.5 <= each <= 5.0 for each in stars)
    assert all(0.0 < each < 3.0 for each in spread)
    assert stars[0] + 1.0 < stars[3]
    assert rows[0] == rows[6]
    assert spread[2] > spread[3]
    assert {path.name for path in tmp_path.iterdir()} == {"pairs.csv", "out.csv", "temporary"}


async def test_everybody_gets_a_list_of_films_others_rated(
    files: CsvFiles, job: BatchJob, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    out.write_text("of the last time")
    await recommend(job, 5, out)
    rows = read(out)
    assert list(rows[0]) == ["userId", "movieId", "rank", "score", "prediction"]
    users = [FIRST_USER + user for user in range(N_USERS)]
    assert [int(row["userId"]) for row in rows] == [user for user in users for _ in range(5)]
    assert [int(row["rank"]) for row in rows] == [1, 2, 3, 4, 5] * N_USERS
    for place, user in enumerate(users):
        own = rows[5 * place : 5 * place + 5]
        films = {int(row["movieId"]) for row in own}
        scores = [float(row["score"]) for row in own]
        assert len(films) == 5
        assert not films & (files.rated_by(user) | {UNRATED})
        assert scores == sorted(scores, reverse=True)
        assert all(0.5 <= float(row["prediction"]) <= 5.0 for row in own)


async def test_lists_end_where_the_films_do(files: CsvFiles, job: BatchJob, tmp_path: Path) -> None:
    await recommend(job, 1000, tmp_path / "out.csv")
    unrated_by_each = sum(N_FILMS - len(files.rated_by(FIRST_USER + user)) for user in range(40))
    assert len(read(tmp_path / "out.csv")) == unrated_by_each


async def test_without_a_model_one_is_trained_and_what_is_missing_is_told(
    files: CsvFiles, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.csv"
    await recommend(BatchJob(files.ratings, files.movies, seed=1, progress=True), 3, out)
    assert len(read(out)) == 3 * N_USERS
    told = capsys.readouterr()
    assert not told.out
    assert f"Reading {files.ratings}" in told.err
    assert "Training: " in told.err
    assert "Recommending" in told.err
    assert f"1 of the rated films are not in {files.movies}" in told.err


async def test_unlisted_film_is_all_that_is_told_without_progress(
    job: BatchJob, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await recommend(job, 3, tmp_path / "out.csv")
    told = capsys.readouterr()
    assert not told.out
    assert len(told.err.splitlines()) == 1


async def test_model_that_cannot_be_used_is_refused(
    job: BatchJob, model: Path, tmp_path: Path
) -> None:
    other, out = tmp_path / "other.npz", tmp_path / "out.csv"
    with pytest.raises(ModelError, match="is gone"):
        await recommend(BatchJob(job.ratings, job.movies, other), 3, out)
    other.write_bytes(b"no model")
    with pytest.raises(ModelError, match=r"other.npz"):
        await recommend(BatchJob(job.ratings, job.movies, other), 3, out)
    own = load_model(model)
    save_model(other, replace(own, movie_ids=own.movie_ids + 1))
    with pytest.raises(ModelError, match="trained on other films"):
        await recommend(BatchJob(job.ratings, job.movies, other), 3, out)
    assert not out.exists()


async def test_wrong_files_and_places_leave_nothing(job: BatchJob, tmp_path: Path) -> None:
    gone, out = tmp_path / "gone.csv", tmp_path / "out.csv"
    with pytest.raises(DataError, match=r"gone.csv cannot be read: No such file"):
        await predict(job, gone, out)
    with pytest.raises(DataError, match=r"gone.csv cannot be read: No such file"):
        await train_on_files(BatchJob(gone, job.movies), out)
    for place in (tmp_path / "nowhere" / "out.csv", tmp_path):
        with pytest.raises(ResultError, match="cannot be written"):
            await recommend(job, 3, place)
        with pytest.raises(ResultError, match="cannot be written"):
            await train_on_files(job, place)
    assert {path.name for path in tmp_path.iterdir()} == {"temporary"}


async def test_result_never_takes_the_place_of_what_is_read(
    job: BatchJob, model: Path, tmp_path: Path
) -> None:
    pairs, other_name = tmp_path / "pairs.csv", tmp_path / "other.csv"
    pairs.write_text("userId,movieId\n1,1\n")
    other_name.hardlink_to(pairs)
    trained = replace(job, model=model)
    for out in (pairs, other_name, job.ratings, job.movies, model):
        with pytest.raises(ResultError, match=r"is the same file as .*, which is read"):
            await predict(trained, pairs, out)
    for out in (job.ratings, job.movies):
        with pytest.raises(ResultError, match="is the same file as"):
            await train_on_files(job, out)
    with pytest.raises(ResultError, match="is the same file as"):
        await recommend(trained, 3, model)
