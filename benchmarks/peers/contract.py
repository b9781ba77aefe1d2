"""The files between the harness and a recommender, and what is refused of what comes back.

Asked for stars, a recommender writes predictions.csv: userId, movieId, prediction, one row a row
of pairs.csv and in its order. Asked for lists, it writes recommendations.csv: userId, movieId,
rank, score, the 20 best films of every user of train.csv (all there are, if fewer), none of which
the user rated and each of which somebody did. Further columns are allowed.
"""

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.peers.splits import Split
from benchmarks.peers.tasks import MAX_STARS, MIN_STARS, K


class ContractError(Exception):
    """What a recommender wrote cannot be judged; says why."""


def read_predictions(path: Path, split: Split) -> NDArray[np.float64]:
    """Predicted stars in the order of the held-out ratings, shape (n_pairs,).

    Raises:
        ContractError: a row is missing, superfluous or out of order, or a prediction is no number
            from 0.5 to 5.
    """
    table = _read(path, ("userId", "movieId", "prediction"))
    if len(table) != len(split.test):
        raise ContractError(f"{path.name} has {len(table)} rows for {len(split.test)} pairs")
    pairs = split.test[["userId", "movieId"]].to_numpy()
    other = (table[["userId", "movieId"]].to_numpy() != pairs).any(axis=1)
    if other.any():
        raise ContractError(f"row {other.argmax() + 1} of {path.name} is not that of pairs.csv")
    predicted = table["prediction"].to_numpy(np.float64)
    inside = (predicted >= MIN_STARS) & (predicted <= MAX_STARS)  # False for NaN
    if not inside.all():
        row = int(inside.argmin())
        raise ContractError(f"row {row + 1} of {path.name} predicts {predicted[row]} stars")
    return predicted


def read_recommendations(path: Path, split: Split) -> pd.DataFrame:
    """userId, movieId and rank of every list, by user and rank.

    Raises:
        ContractError: a user has no or no complete list, a film twice, one they rated or one that
            nobody did; or a score is no number.
    """
    table = _read(path, ("userId", "movieId", "rank", "score"))
    if not np.isfinite(table["score"].to_numpy(np.float64)).all():
        raise ContractError(f"{path.name} has a score that is no number")
    table = table.sort_values(["userId", "rank"], ignore_index=True)
    _check_lengths(path, table, split)
    if table.duplicated(["userId", "movieId"]).any():
        raise ContractError(f"{path.name} lists a film twice for one user")
    if not table["movieId"].isin(split.train["movieId"]).all():
        raise ContractError(f"{path.name} lists a film that nobody rated in train.csv")
    seen = table.merge(split.train[["userId", "movieId"]], on=["userId", "movieId"])
    if len(seen):
        user, film = seen.loc[0, ["userId", "movieId"]]
        raise ContractError(f"{path.name} lists film {film} for user {user}, who rated it")
    return table[["userId", "movieId", "rank"]]


def _check_lengths(path: Path, table: pd.DataFrame, split: Split) -> None:
    """Every user has the ranks from 1 to 20, or to as many films as they have not rated."""
    unseen = split.train["movieId"].nunique() - split.train.groupby("userId").size()
    expected = unseen.clip(upper=K)
    found = table.groupby("userId").size().reindex(expected.index, fill_value=0)
    wrong = found[found != expected]
    if len(wrong):
        user = wrong.index[0]
        raise ContractError(
            f"{path.name} lists {wrong.iloc[0]} films for user {user} instead of "
            f"{expected[user]}; {len(wrong)} users' lists are too short or too long"
        )
    if len(table) != int(expected.sum()):
        raise ContractError(f"{path.name} has a list for somebody who is not in train.csv")
    if (table["rank"] != table.groupby("userId").cumcount() + 1).any():
        raise ContractError(f"{path.name} has ranks that do not count up from 1")


def _read(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    try:
        table = pd.read_csv(path)
    except FileNotFoundError:
        raise ContractError(f"{path.name} was not written") from None
    except ValueError as exc:  # pandas' parser errors among them
        raise ContractError(f"{path.name} cannot be read: {exc}") from exc
    missing = [name for name in columns if name not in table.columns]
    if missing:
        raise ContractError(f"{path.name} has no column {', '.join(missing)}")
    return table
