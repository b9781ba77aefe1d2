"""How good predictions and lists are.

Shapes: a *list* is the items recommended to one user, best first; `hits` says for several users'
lists whether the item at each rank is relevant. A list shorter than k is filled up with False.
"""

import numpy as np
from numpy.typing import NDArray


def rmse(predicted: NDArray[np.float32], stars: NDArray[np.float32]) -> float:
    """Root mean squared error over all pairs, stars.

    Raises:
        ValueError: the shapes differ, or there is nothing to compare.
    """
    _check_pairs(predicted, stars)
    return float(np.sqrt(np.mean(np.square(predicted - stars, dtype=np.float64))))


def mae(predicted: NDArray[np.float32], stars: NDArray[np.float32]) -> float:
    """Mean absolute error over all pairs, stars.

    Raises:
        ValueError: the shapes differ, or there is nothing to compare.
    """
    _check_pairs(predicted, stars)
    return float(np.mean(np.abs(predicted - stars), dtype=np.float64))


def within_deviation(
    predicted: NDArray[np.float32],
    deviation: NDArray[np.float32],
    stars: NDArray[np.float32],
) -> NDArray[np.bool_]:
    """Whether each rating lies inside prediction ± one stated standard deviation, (n_ratings,).

    The mean of this is the calibration: about 0.68 where errors are normal and honestly stated.

    Raises:
        ValueError: the shapes differ, there is nothing to compare, or a deviation is not positive.
    """
    _check_pairs(predicted, stars)
    if deviation.shape != stars.shape or not (deviation > 0).all():
        raise ValueError(f"{deviation.shape} positive deviations for {stars.shape} ratings")
    return np.asarray(np.abs(predicted - stars) <= deviation, np.bool_)


def ndcg_at_k(hits: NDArray[np.bool_], n_relevant: NDArray[np.int64]) -> NDArray[np.float64]:
    """nDCG@k of several lists with binary relevance, shape (n_users,), each in [0, 1].

    Järvelin & Kekäläinen, "Cumulated Gain-Based Evaluation of IR Techniques", TOIS 2002, with the
    discount 1 / log2(rank + 1). The ideal list has min(k, n_relevant) hits on top.

    Args:
        hits: whether the film at each rank is relevant, shape (n_users, k), best rank first.
        n_relevant: relevant films of each user in the whole catalogue, shape (n_users,), 1 or more.

    Raises:
        ValueError: a user has no relevant film; such users have no nDCG and are left out before.
    """
    _check_relevant(n_relevant)
    k = hits.shape[1]
    discount = 1.0 / np.log2(np.arange(2, k + 2))
    ideal = np.concatenate([[0.0], np.cumsum(discount)])[np.minimum(n_relevant, k)]
    return np.asarray((hits @ discount) / ideal, np.float64)


def recall_at_k(hits: NDArray[np.bool_], n_relevant: NDArray[np.int64]) -> NDArray[np.float64]:
    """Hits over min(k, n_relevant), shape (n_users,), each in [0, 1].

    The minimum lets a full list of hits reach 1 where more is relevant than fits (Liang et al.,
    "Variational Autoencoders for Collaborative Filtering", WWW 2018, section 4.2).

    Args:
        hits: as for `ndcg_at_k`, shape (n_users, k).
        n_relevant: as for `ndcg_at_k`, shape (n_users,), 1 or more.

    Raises:
        ValueError: a user has no relevant film; such users have no recall and are left out before.
    """
    _check_relevant(n_relevant)
    return np.asarray(hits.sum(axis=1) / np.minimum(n_relevant, hits.shape[1]), np.float64)


def precision_at_k(hits: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Hits over k, shape (n_users,), each in [0, 1]; 1 is out of reach with fewer relevant than k.

    Args:
        hits: as for `ndcg_at_k`, shape (n_users, k).
    """
    return np.asarray(hits.mean(axis=1), np.float64)


def catalogue_coverage(listed: NDArray[np.int64], n_candidates: int) -> float:
    """Share of the films that could be listed which stand in at least one list, in [0, 1].

    Args:
        listed: item indices of all lists together, shape (n,), in any order, with repeats.
        n_candidates: films that could be listed, 1 or more.
    """
    return np.unique(listed).size / n_candidates


def novelty(listed: NDArray[np.int64], item_count: NDArray[np.int64], n_users: int) -> float:
    """Mean self-information of what is listed, bits: −log2 of the share of users who rated it.

    Zhou et al., "Solving the Apparent Diversity-Accuracy Dilemma of Recommender Systems",
    PNAS 2010 ("surprisal"). A film that half of the users rated counts 1 bit.

    Args:
        listed: item indices of all lists together, shape (n,), 1 or more, with repeats.
        item_count: training ratings of each film, shape (n_items,).
        n_users: users with a training rating.

    Raises:
        ValueError: nothing is listed, or a film without a rating is.
    """
    count = item_count[listed]
    if count.size == 0 or (count < 1).any():
        raise ValueError("novelty is not defined for an empty list or a film nobody rated")
    return float(-np.log2(count / n_users).mean())


def _check_pairs(predicted: NDArray[np.float32], stars: NDArray[np.float32]) -> None:
    if predicted.shape != stars.shape or stars.size == 0:
        raise ValueError(f"{predicted.shape} predictions for {stars.shape} ratings")


def _check_relevant(n_relevant: NDArray[np.int64]) -> None:
    if (n_relevant < 1).any():
        raise ValueError("nDCG and recall are not defined without relevant films")
