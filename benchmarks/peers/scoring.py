"""How good predictions and lists are: the figures of the tables, each defined here.

Stars: RMSE and MAE over all held-out ratings, those of users and films without a training rating
included.

Lists: a held-out rating of 4.0 stars or more is relevant if its film has a rating in the training
part (nobody could list it otherwise); users without one are left out of the averages. Every film
with a training rating is a candidate, save those the user rated. With n the user's relevant films:

- nDCG@10, gains 0 or 1, discount 1 / log2(rank + 1), over the ideal list of min(10, n) hits.
- Recall@20, hits among the first 20 over min(20, n); `recall_of_all` is hits over n.
- Precision@10, hits among the first 10 over 10.

Over the lists of all training users: coverage@10, the share of the candidates that at least one
user's first 10 hold, and novelty@10, the mean of −log2(share of the users who rated the film).
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.peers.splits import Split
from core.evaluation.metrics import ndcg_at_k, rmse

LIKED = 4.0
SHORT, LONG = 10, 20

Figures = dict[str, float]


def score_predictions(predicted: NDArray[np.float64], split: Split) -> Figures:
    """RMSE and MAE, stars."""
    stars = split.test["rating"].to_numpy(np.float64)
    return {
        "rmse": rmse(predicted.astype(np.float32), stars.astype(np.float32)),
        "mae": float(np.abs(predicted - stars).mean()),
    }


def score_recommendations(lists: pd.DataFrame, split: Split) -> Figures:
    """All figures of the lists, and `n_users`, who are averaged over.

    Args:
        lists: userId, movieId and rank from 1, by user and rank.
    """
    raters = split.train.groupby("movieId").size()
    top = lists[lists["rank"] <= SHORT]
    share = raters.loc[top["movieId"]].to_numpy(np.float64) / split.train["userId"].nunique()
    relevant = split.test[split.test["rating"] >= LIKED]
    relevant = relevant[relevant["movieId"].isin(raters.index)]
    n_relevant = relevant.groupby("userId").size()
    hits = _hits(lists, relevant, n_relevant)
    n = np.asarray(n_relevant, np.int64)
    n_hits = hits.sum(axis=1)
    return {
        "ndcg": float(ndcg_at_k(hits[:, :SHORT], n).mean()),
        "recall": float((n_hits / np.minimum(n, LONG)).mean()),
        "recall_of_all": float((n_hits / n).mean()),
        "precision": float(hits[:, :SHORT].mean()),
        "coverage": top["movieId"].nunique() / raters.size,
        "novelty": float(-np.log2(share).mean()),
        "n_users": float(n.size),
    }


def _hits(
    lists: pd.DataFrame, relevant: pd.DataFrame, n_relevant: "pd.Series[int]"
) -> NDArray[np.bool_]:
    """Whether the film at each rank is relevant, shape (users of `n_relevant`, 20)."""
    found = lists.merge(relevant[["userId", "movieId"]], on=["userId", "movieId"])
    hits = np.zeros((n_relevant.size, LONG), np.bool_)
    row = np.searchsorted(n_relevant.index, found["userId"])  # groupby sorts by user
    hits[row, found["rank"].to_numpy() - 1] = True
    return hits
