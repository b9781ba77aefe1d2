"""The figures of the comparison on a case worked by hand."""

import math

import numpy as np
import pandas as pd
import pytest

from benchmarks.peers.scoring import score_predictions, score_recommendations
from benchmarks.peers.splits import Split
from benchmarks.peers.tasks import K

MOVIES = pd.DataFrame({"movieId": [], "title": [], "genres": []})


def ratings(rows: list[tuple[int, int, float]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["userId", "movieId", "rating"])
    return table.assign(timestamp=0)


@pytest.fixture
def lists_split() -> Split:
    """Users 1 to 4; user 4 rated films 1 to 40, user 3 film 1, users 1 and 2 film 40."""
    train = [(4, film, 3.0) for film in range(1, 41)] + [(1, 40, 5.0), (2, 40, 5.0), (3, 1, 1.0)]
    test = [
        *((1, 1, 4.0), (1, 2, 5.0), (1, 3, 3.5)),  # two relevant: 3.5 stars are not enough
        *((1, 99, 5.0),),  # a film without a training rating cannot be listed
        *((2, film, 4.5) for film in range(1, 31)),  # more relevant films than a list holds
        *((3, 2, 1.0),),  # nothing relevant: not averaged over
    ]
    return Split("ranking", ratings(train), ratings(test), MOVIES)


def lists(films: dict[int, list[int]]) -> pd.DataFrame:
    rows = [
        (user, film, rank) for user, row in films.items() for rank, film in enumerate(row, start=1)
    ]
    return pd.DataFrame(rows, columns=["userId", "movieId", "rank"])


def test_lists_by_hand(lists_split: Split) -> None:
    first = [5, 1, 3, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 2, *range(16, 22)]  # hits at 2 and 14
    second = [*range(1, 10), *range(31, 40), 10, 11]  # hits at 1 to 9, 19 and 20
    third = list(range(2, 22))
    figures = score_recommendations(lists({1: first, 2: second, 3: third}), lists_split)

    gains = [1 / math.log2(rank + 1) for rank in range(1, 11)]
    ndcg_first = gains[1] / (gains[0] + gains[1])
    ndcg_second = sum(gains[:9]) / sum(gains)
    assert figures["ndcg"] == pytest.approx((ndcg_first + ndcg_second) / 2)
    assert figures["recall"] == pytest.approx((2 / 2 + 11 / 20) / 2)
    assert figures["recall_of_all"] == pytest.approx((2 / 2 + 11 / 30) / 2)
    assert figures["precision"] == pytest.approx((1 / 10 + 9 / 10) / 2)
    assert figures["n_users"] == 2

    shown = [*first[:10], *second[:10], *third[:10]]
    assert figures["coverage"] == len(set(shown)) / 40
    # Of four users, two rated film 1, three film 40, and one each of the others.
    surprise = [1.0 if film == 1 else 2.0 for film in shown]
    assert 40 not in shown
    assert figures["novelty"] == pytest.approx(np.mean(surprise))


def test_perfect_lists_have_one_everywhere(lists_split: Split) -> None:
    best = {1: [1, 2, *range(4, 22)], 2: list(range(1, 21)), 3: list(range(2, 22))}
    figures = score_recommendations(lists(best), lists_split)
    assert figures["ndcg"] == figures["recall"] == 1.0
    assert len(best[2]) == K


def test_stars_by_hand() -> None:
    test = ratings([(1, 1, 4.0), (1, 2, 2.0), (2, 1, 5.0)])
    split = Split("stars", ratings([(1, 3, 3.0)]), test, MOVIES)
    figures = score_predictions(np.array([3.0, 2.0, 3.0]), split)
    assert figures["rmse"] == pytest.approx(math.sqrt((1 + 0 + 4) / 3))
    assert figures["mae"] == pytest.approx(1.0)
