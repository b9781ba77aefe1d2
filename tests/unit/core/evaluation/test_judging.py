"""Exams and judgements on worlds small enough to work out by hand."""

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from core.catalog.observations import Observations
from core.errors import DataError
from core.evaluation.evaluation_set import EvaluationSet, build_evaluation_set
from core.evaluation.judging import Contender, Opinion, by_biases, by_popularity, judge
from tests.builders import build_ratings

N_ITEMS = 6
# Film 5 has no training rating. User 2 likes nothing that is held out.
TRAIN = build_ratings(
    [(0, 0, 4), (0, 1, 3), (1, 0, 5), (1, 2, 2), (2, 3, 4), (2, 0, 1), (1, 4, 3)], 4, N_ITEMS
)
TEST = build_ratings([(0, 2, 5), (0, 3, 2), (0, 5, 5), (1, 1, 4), (2, 1, 3.5)], 4, N_ITEMS)


@pytest.fixture
def evaluation_set() -> EvaluationSet:
    return build_evaluation_set(TRAIN, TEST)


def always(scores: list[float]) -> Contender:
    return lambda _: Opinion(np.array(scores, np.float32))


def test_each_user_with_a_held_out_rating_is_asked(evaluation_set: EvaluationSet) -> None:
    first, second, third = evaluation_set.users
    assert [each.user_index for each in evaluation_set.users] == [0, 1, 2]
    assert first.observed.rated.tolist() == first.unlisted.tolist() == [0, 1]
    assert first.observed.stars.tolist() == [4, 3]
    assert first.items.tolist() == [2, 3, 5]
    assert first.relevant.tolist() == [2]  # 3 was not liked, and nobody could list 5
    assert second.relevant.tolist() == [1]
    assert third.relevant.tolist() == []
    assert evaluation_set.item_count.tolist() == [3, 1, 1, 1, 1, 0]
    assert evaluation_set.n_train_users == 3
    assert evaluation_set.stars.tolist() == [5, 2, 5, 4, 3.5]
    assert evaluation_set.rater.tolist() == [0, 0, 0, 1, 2]
    assert evaluation_set.listed_users.tolist() == [0, 1]
    assert evaluation_set.n_relevant.tolist() == [1, 1]


def test_what_is_told_and_what_is_listed_can_be_chosen() -> None:
    nothing = build_ratings([], 4, N_ITEMS)
    evaluation_set = build_evaluation_set(
        TRAIN, TEST, known=nothing, unlisted=TRAIN, users=np.array([1, 3], np.int32)
    )
    (user,) = evaluation_set.users
    assert user.user_index == 1
    assert user.observed.rated.size == 0
    assert user.unlisted.tolist() == [0, 2, 4]


def test_nothing_to_judge_is_a_data_error() -> None:
    with pytest.raises(DataError, match="leave nothing to judge"):
        build_evaluation_set(TRAIN, build_ratings([(2, 1, 3.5)], 4, N_ITEMS))


def test_lists_leave_out_what_the_user_rated_and_what_nobody_did(
    evaluation_set: EvaluationSet,
) -> None:
    # best first, with the rated and the unrated film on top of everybody's scores
    judgement = judge(always([9, 3, 8, 7, 2, 10]), evaluation_set)
    # user 0 gets 2, 3, 4; user 1 gets 3, 1; user 2 gets 2, 1, 4
    assert judgement.ndcg().tolist() == pytest.approx([1.0, 1 / math.log2(3)])
    assert judgement.recall().tolist() == [1, 1]
    assert judgement.precision().tolist() == [0.1, 0.1]
    figures = judgement.figures()
    assert figures["coverage@10"] == 4 / 5
    assert figures["novelty@10"] == pytest.approx(math.log2(3))
    assert "rmse" not in figures
    assert "within_deviation" not in figures


def test_perfect_list_is_one_and_worst_is_zero() -> None:
    # 30 films, each liked by somebody; user 0 has 12 of them held out
    train = build_ratings([(1, item, 5) for item in range(30)], 2, 30)
    test = build_ratings([(0, item, 5) for item in range(12)], 2, 30)
    evaluation_set = build_evaluation_set(train, test)
    best = judge(always(list(range(30, 0, -1))), evaluation_set).figures()
    assert [best[name] for name in ("ndcg@10", "recall@20", "precision@10")] == [1, 1, 1]
    few = build_evaluation_set(train, build_ratings([(0, item, 5) for item in range(3)], 2, 30))
    worst = judge(always(list(range(30))), few).figures()
    assert [worst[name] for name in ("ndcg@10", "recall@20", "precision@10")] == [0, 0, 0]


def test_stars_are_held_to_the_scale_and_judged_over_all_ratings(
    evaluation_set: EvaluationSet,
) -> None:
    def ask(_: Observations) -> Opinion:
        def deviation(items: NDArray[np.int64]) -> NDArray[np.float32]:
            return np.full(items.shape, 1.0, np.float32)

        return Opinion(np.zeros(N_ITEMS, np.float32), np.full(N_ITEMS, 7, np.float32), deviation)

    judgement = judge(ask, evaluation_set)
    figures = judgement.figures()
    errors = np.array([0, 3, 0, 1, 1.5])
    assert judgement.squared_errors() == pytest.approx(errors**2)
    assert figures["rmse"] == pytest.approx(math.sqrt((errors**2).mean()))
    assert figures["mae"] == pytest.approx(errors.mean())
    assert figures["within_deviation"] == 3 / 5


def test_contender_is_told_of_one_user_only(evaluation_set: EvaluationSet) -> None:
    heard = []

    def ask(observed: Observations) -> Opinion:
        heard.append(observed.rated.tolist())
        return Opinion(np.zeros(N_ITEMS, np.float32))

    judge(ask, evaluation_set)
    assert heard == [[0, 1], [0, 2, 4], [3, 0]]


def test_prediction_that_is_no_number_is_an_error(evaluation_set: EvaluationSet) -> None:
    def ask(_: Observations) -> Opinion:
        return Opinion(np.zeros(N_ITEMS, np.float32), np.full(N_ITEMS, np.nan, np.float32))

    with pytest.raises(ValueError, match="not a finite number"):
        judge(ask, evaluation_set)


def test_baselines_answer(evaluation_set: EvaluationSet) -> None:
    nobody = Observations()
    assert by_popularity(TRAIN)(nobody).scores.tolist() == [3, 1, 1, 1, 1, 0]
    assert by_popularity(TRAIN)(nobody).predicted is None
    biases = by_biases(TRAIN)
    generous = Observations(np.array([1, 2]), np.array([5, 5], np.float32))
    average, higher = biases(nobody).predicted, biases(generous).predicted
    assert average is not None
    assert higher is not None
    assert (higher > average).all()
    assert biases(nobody).scores.argmax() == average.argmax()
    assert judge(biases, evaluation_set).figures()["rmse"] < 1.5
