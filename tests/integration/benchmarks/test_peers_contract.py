"""What a recommender may write, and what is refused with a sentence that says why."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from benchmarks.peers.contract import ContractError, read_predictions, read_recommendations
from benchmarks.peers.splits import Split
from benchmarks.peers.tasks import K, Task

Change = Callable[[pd.DataFrame], pd.DataFrame]


def split_of(task: Task) -> Split:
    """User 1 rated films 1 to 30, user 2 film 1, user 3 films 1 to 15 of them."""
    rows = [(1, film) for film in range(1, 31)] + [(2, 1)] + [(3, film) for film in range(1, 16)]
    train = pd.DataFrame(rows, columns=["userId", "movieId"]).assign(rating=3.0, timestamp=0)
    test = pd.DataFrame([(2, 9), (2, 2), (1, 77)], columns=["userId", "movieId"])
    movies = pd.DataFrame({"movieId": [1], "title": ["One (2001)"], "genres": ["Drama"]})
    return Split(task, train, test.assign(rating=4.0, timestamp=0), movies)


def good_predictions() -> pd.DataFrame:
    return split_of("stars").test[["userId", "movieId"]].assign(prediction=[3.0, 0.5, 5.0])


def good_recommendations() -> pd.DataFrame:
    rows = [(2, film, film - 1, 1 / film) for film in range(2, 2 + K)]
    rows += [(3, film, film - 15, 0.0) for film in range(16, 31)]  # only 15 are left
    return pd.DataFrame(rows, columns=["userId", "movieId", "rank", "score"])


def test_predictions_come_back_in_the_order_of_the_pairs(tmp_path: Path) -> None:
    path = tmp_path / "predictions.csv"
    good_predictions().assign(std=0.5).to_csv(path, index=False)
    assert read_predictions(path, split_of("stars")).tolist() == [3.0, 0.5, 5.0]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda table: table.iloc[:-1], "2 rows for 3 pairs"),
        (lambda table: pd.concat([table, table.iloc[:1]]), "4 rows for 3 pairs"),
        (lambda table: table.iloc[::-1], "row 1 of predictions.csv is not that of pairs.csv"),
        (lambda table: table.assign(prediction=[3.0, None, 4.0]), "row 2 .* predicts nan stars"),
        (lambda table: table.assign(prediction=[3.0, 4.0, 5.1]), "row 3 .* predicts 5.1 stars"),
        (lambda table: table.drop(columns="prediction"), "no column prediction"),
    ],
    ids=["missing", "superfluous", "order", "NaN", "range", "column"],
)
def test_bad_predictions_are_refused(tmp_path: Path, change: Change, reason: str) -> None:
    path = tmp_path / "predictions.csv"
    change(good_predictions()).to_csv(path, index=False)
    with pytest.raises(ContractError, match=reason):
        read_predictions(path, split_of("stars"))


def test_predictions_that_were_never_written_or_are_no_csv_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "predictions.csv"
    with pytest.raises(ContractError, match=r"predictions\.csv was not written"):
        read_predictions(path, split_of("stars"))
    path.write_text("", encoding="utf-8")
    with pytest.raises(ContractError, match="cannot be read"):
        read_predictions(path, split_of("stars"))


def test_lists_may_come_in_any_order_and_be_shorter_where_no_films_are_left(
    tmp_path: Path,
) -> None:
    path = tmp_path / "recommendations.csv"
    good = good_recommendations()
    good.assign(prediction=3.0).iloc[::-1].to_csv(path, index=False)
    found = read_recommendations(path, split_of("ranking"))
    assert found.equals(good[["userId", "movieId", "rank"]])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda table: table[table["userId"] != 2], "0 films for user 2 instead of 20"),
        (lambda table: table.iloc[:-1], "14 films for user 3 instead of 15"),
        (lambda table: table.replace({"userId": {3: 9}}), "0 films for user 3"),
        (lambda table: table.replace({"movieId": {3: 2}}), "a film twice for one user"),
        (lambda table: table.replace({"movieId": {21: 1}}), "film 1 for user 2, who rated it"),
        (lambda table: table.replace({"movieId": {21: 77}}), "a film that nobody rated"),
        (lambda table: table.replace({"rank": {20: 21}}), "ranks that do not count up"),
        (lambda table: table.assign(score=float("nan")), "score that is no number"),
    ],
    ids=["user", "short", "stranger", "twice", "rated", "unrated", "ranks", "NaN"],
)
def test_bad_lists_are_refused(tmp_path: Path, change: Change, reason: str) -> None:
    path = tmp_path / "recommendations.csv"
    change(good_recommendations()).to_csv(path, index=False)
    with pytest.raises(ContractError, match=reason):
        read_recommendations(path, split_of("ranking"))


def test_a_list_for_somebody_who_is_not_in_the_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "recommendations.csv"
    good = good_recommendations()
    stranger = good[good["userId"] == 2].assign(userId=9)
    pd.concat([good, stranger]).to_csv(path, index=False)
    with pytest.raises(ContractError, match=r"somebody who is not in train\.csv"):
        read_recommendations(path, split_of("ranking"))
