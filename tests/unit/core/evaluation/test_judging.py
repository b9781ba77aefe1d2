"""Exams and judgements on worlds small enough to work out by hand."""

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from core.catalog.observations import Observations
from core.errors import DataError
from core.evaluation.evaluation_set import Exam, set_exam
from core.evaluation.judging import Contender, Opinion, by_biases, by_popularity, judge
from tests.builders import build_ratings

N_ITEMS = 6
# Film 5 has no training rating. User 2 likes nothing that is held out.
TRAIN = build_ratings(
    [(0, 0, 4), (0, 1, 3), (1, 0, 5), (1, 2, 2), (2, 3, 4), (2, 0, 1), (1, 4, 3)], 4, N_ITEMS
)
TEST = build_ratings([(0, 2, 5), (0, 3, 2), (0, 5, 5), (1, 1, 4), (2, 1, 3.5)], 4, N_ITEMS)


@pytest.fixture
def exam() -> Exam:
    return set_exam(TRAIN, TEST)


def always(scores: list[float]) -> Contender:
    return lambda _: Opinion(np.array(scores, np.float32))


def test_each_user_with_a_held_out_rating_is_asked(exam: Exam) -> None:
    first, second, third = exam.questions
    assert [each.user_index for each in exam.questions] == [0, 1, 2]
    assert first.observed.rated.tolist() == first.unlisted.tolist() == [0, 1]
    assert first.observed.stars.tolist() == [4, 3]
    assert first.items.tolist() == [2, 3, 5]
    assert first.relevant.tolist() == [2]  # 3 was not liked, and nobody could list 5
    assert second.relevant.tolist() == [1]
    assert third.relevant.tolist() == []
    assert exam.item_count.tolist() == [3, 1, 1, 1, 1, 0]
    assert exam.n_train_users == 3
    assert exam.stars.tolist() == [5, 2, 5, 4, 3.5]
    assert exam.rater.tolist() == [0, 0, 0, 1, 2]
    assert exam.listed_users.tolist() == [0, 1]
    assert exam.n_relevant.tolist() == [1, 1]


def test_what_is_told_and_what_is_listed_can_be_chosen() -> None:
    nothing = build_ratings([], 4, N_ITEMS)
    exam = set_exam(TRAIN, TEST, told=nothing, unlisted=TRAIN, users=np.array([1, 3], np.int32))
    (question,) = exam.questions
    assert question.user_index == 1
    assert question.observed.rated.size == 0
    assert question.unlisted.tolist() == [0, 2, 4]


def test_nothing_to_judge_is_a_data_error() -> None:
    with pytest.raises(DataError, match="leave nothing to judge"):
        set_exam(TRAIN, build_ratings([(2, 1, 3.5)], 4, N_ITEMS))


def test_lists_leave_out_what_the_user_rated_and_what_nobody_did(exam: Exam) -> None:
    # best first, with the rated and the unrated film on top of everybody's scores
    judgement = judge(always([9, 3, 8, 7, 2, 10]), exam)
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
    exam = set_exam(train, test)
    best = judge(always(list(range(30, 0, -1))), exam).figures()
    assert [best[name] for name in ("ndcg@10", "recall@20", "precision@10")] == [1, 1, 1]
    few = set_exam(train, build_ratings([(0, item, 5) for item in range(3)], 2, 30))
    worst = judge(always(list(range(30))), few).figures()
    assert [worst[name] for name in ("ndcg@10", "recall@20", "precision@10")] == [0, 0, 0]


def test_stars_are_held_to_the_scale_and_judged_over_all_ratings(exam: Exam) -> None:
    def ask(_: Observations) -> Opinion:
        def deviation(items: NDArray[np.int64]) -> NDArray[np.float32]:
            return np.full(items.shape, 1.0, np.float32)

        return Opinion(np.zeros(N_ITEMS, np.float32), np.full(N_ITEMS, 7, np.float32), deviation)

    judgement = judge(ask, exam)
    figures = judgement.figures()
    errors = np.array([0, 3, 0, 1, 1.5])
    assert judgement.squared_errors() == pytest.approx(errors**2)
    assert figures["rmse"] == pytest.approx(math.sqrt((errors**2).mean()))
    assert figures["mae"] == pytest.approx(errors.mean())
    assert figures["within_deviation"] == 3 / 5


def test_contender_is_told_of_one_user_only(exam: Exam) -> None:
    heard = []

    def ask(observed: Observations) -> Opinion:
        heard.append(observed.rated.tolist())
        return Opinion(np.zeros(N_ITEMS, np.float32))

    judge(ask, exam)
    assert heard == [[0, 1], [0, 2, 4], [3, 0]]


def test_prediction_that_is_no_number_is_an_error(exam: Exam) -> None:
    def ask(_: Observations) -> Opinion:
        return Opinion(np.zeros(N_ITEMS, np.float32), np.full(N_ITEMS, np.nan, np.float32))

    with pytest.raises(ValueError, match="not a finite number"):
        judge(ask, exam)


def test_baselines_answer(exam: Exam) -> None:
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
    assert judge(biases, exam).figures()["rmse"] < 1.5
