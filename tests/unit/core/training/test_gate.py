"""Candidates at the gate: who may pass, and what is said to the others."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from core.catalog.ratings import Ratings
from core.evaluation.bootstrap import Difference
from core.evaluation.splits import Split
from core.model.factor_model import FactorModel
from core.training.gate import (
    BYTES_PER_FILM,
    ENOUGH_PEOPLE,
    NDCG_MARGIN,
    RMSE_MARGIN,
    SEQUELS_SHARE,
    Candidate,
    judge_candidate,
)
from core.training.snapshot import hold_out_latest
from core.training.verdict import (
    CHAMPION,
    REFERENCE,
    Check,
    Duel,
    Population,
    Verdict,
    VerdictReason,
)
from tests.builders import build_model, build_ratings

N_USERS, N_PEOPLE, N_ITEMS = 50, 20, 120
MANY_PEOPLE = 60
IDS = np.arange(1, N_ITEMS + 1, dtype=np.int64) * 10
KIND = np.where(np.arange(N_ITEMS) < N_ITEMS // 2, 1.0, -1.0)


def split(n_users: int = N_USERS, n_people: int = N_PEOPLE) -> Split:
    """Two tastes: half the users love the films that the other half hates, and see more of them."""
    rng = np.random.default_rng(4)
    rows = []
    for user in range(n_users):
        taste = 1.0 if user % 2 else -1.0
        drawn = taste * KIND + rng.gumbel(0, 1, N_ITEMS)
        for item in rng.permutation(np.argsort(-drawn)[:15]).tolist():
            stars = 3.0 + 1.5 * taste * KIND[item] + rng.choice([-0.5, 0.0, 0.5])
            rows.append((user, item, float(stars)))
    return hold_out_latest(build_ratings(rows, n_users, N_ITEMS), n_people)


SPLIT = split()


def model(strength: float = 1.5, lists: NDArray[np.float64] = KIND[:, None]) -> FactorModel:
    """Knows as much of the two tastes as it is strong."""
    return build_model(
        (KIND * strength)[:, None],
        item_count=np.bincount(SPLIT.train.item_index, minlength=N_ITEMS).tolist(),
        global_mean=3.0,
        ranking_factors=1.5 * lists,
        stars_weight=0.0,
    )


GOOD = model()


def judged(candidate: FactorModel, n_bytes: int = 1_000, **opponents: FactorModel) -> Verdict:
    return judge_candidate(
        Candidate(candidate, candidate, n_bytes), opponents, SPLIT, N_PEOPLE, IDS
    )


def checks(verdict: Verdict) -> set[tuple[Check, str | None, Population | None]]:
    return {(each.check, each.against, each.among) for each in verdict.reasons}


def test_a_good_model_without_opponents_is_promoted() -> None:
    verdict = judged(GOOD)
    assert verdict.promoted
    assert verdict.duels == ()
    assert verdict.figures["rmse"] < 0.6 * verdict.figures["means rmse"]
    assert verdict.figures["ndcg@10"] > verdict.figures["popularity ndcg@10"]
    assert "sequels" not in verdict.figures  # none of them is in this catalogue


def test_an_equal_model_is_not_worse() -> None:
    verdict = judged(GOOD, champion=GOOD, reference=GOOD)
    assert verdict.promoted
    assert [(each.against, each.among, each.check) for each in verdict.duels] == [
        (against, among, check)
        for against in (CHAMPION, REFERENCE)
        for among in (Population.EVERYBODY, Population.DATASET)
        for check in (Check.RMSE, Check.NDCG)
    ]
    assert all(each.difference.value == 0 == each.ours - each.theirs for each in verdict.duels)
    assert verdict.figures["champion rmse"] == verdict.figures["rmse"]


def test_a_better_model_is_promoted_and_the_worse_one_is_not() -> None:
    weak = model(0.7)
    assert judged(GOOD, champion=weak).promoted
    verdict = judged(weak, champion=GOOD)
    assert not verdict.promoted
    assert (Check.RMSE, CHAMPION, Population.EVERYBODY) in checks(verdict)
    assert (Check.RMSE, CHAMPION, Population.DATASET) in checks(verdict)
    (reason,) = (
        each
        for each in verdict.reasons
        if each.among is Population.DATASET and each.check is Check.RMSE
    )
    assert reason.value > reason.limit == RMSE_MARGIN


def test_lists_are_judged_as_well_as_stars() -> None:
    every_other = np.where(np.arange(N_ITEMS) % 2 == 0, 1.0, -1.0)[:, None]
    verdict = judged(model(lists=every_other), champion=GOOD)
    assert {check for check, *_ in checks(verdict)} >= {Check.NDCG}
    assert (Check.NDCG, CHAMPION, Population.EVERYBODY) in checks(verdict)


def test_a_reference_is_an_opponent_like_the_champion() -> None:
    weak = model(0.7)
    verdict = judged(weak, champion=weak, reference=GOOD)
    assert {against for _, against, _ in checks(verdict)} == {REFERENCE}


def test_who_knows_no_taste_is_refused_without_an_opponent() -> None:
    assert (Check.MEANS, None, None) in checks(judged(model(0.0)))


def with_stars_of_people_shuffled(n_people: int) -> Split:
    """More people than the data set has users, and their stars dealt out among them."""
    rng = np.random.default_rng(7)
    honest = split(N_USERS + MANY_PEOPLE, n_people)

    def shuffled(ratings: Ratings) -> Ratings:
        stars, theirs = ratings.stars.copy(), ratings.user_index >= ratings.n_users - n_people
        stars[theirs] = rng.permutation(stars[theirs])
        return replace(ratings, stars=stars)

    return replace(honest, train=shuffled(honest.train), test=shuffled(honest.test))


@pytest.mark.parametrize(
    ("n_people", "reasons"),
    [
        (MANY_PEOPLE, {(Check.MEANS, None, Population.PEOPLE)}),
        (ENOUGH_PEOPLE - 1, set()),  # too few to know
    ],
)
def test_noise_of_the_people_is_looked_for_among_the_people(
    n_people: int, reasons: set[tuple[Check, str | None, Population | None]]
) -> None:
    noisy = with_stars_of_people_shuffled(n_people)
    verdict = judge_candidate(Candidate(GOOD, GOOD, 1_000), {CHAMPION: GOOD}, noisy, n_people, IDS)
    assert checks(verdict) == reasons
    assert all(each.value < each.limit == 0.0 for each in verdict.reasons)


def test_honest_people_are_enough() -> None:
    honest = split(N_USERS + MANY_PEOPLE, MANY_PEOPLE)
    verdict = judge_candidate(Candidate(GOOD, GOOD, 1_000), {}, honest, MANY_PEOPLE, IDS)
    assert verdict.promoted


def test_without_people_there_is_one_group() -> None:
    candidate = Candidate(GOOD, GOOD, 1_000)
    verdict = judge_candidate(candidate, {CHAMPION: GOOD}, SPLIT, 0, IDS)
    assert {each.among for each in verdict.duels} == {Population.EVERYBODY}


def test_other_films_are_refused_at_once() -> None:
    verdict = judge_candidate(Candidate(GOOD, GOOD, 1_000), {}, SPLIT, N_PEOPLE, IDS + 10)
    assert verdict.reasons == (VerdictReason(Check.FILMS, 2, 0),)


def test_a_file_too_large_to_serve_is_refused() -> None:
    verdict = judged(GOOD, n_bytes=1_000 * BYTES_PER_FILM * N_ITEMS)
    assert checks(verdict) == {(Check.SIZE, None, None)}


def test_predictions_that_are_no_numbers_are_refused() -> None:
    wild = build_model(
        KIND[:, None],
        neighbour_factors=np.full((N_ITEMS, 1), 1e30),
        encoder_scale=[1e30] * N_ITEMS,
    )
    assert checks(judged(wild)) == {(Check.FINITE, None, None)}


def test_lists_that_are_all_the_same_are_refused() -> None:
    same = model(lists=np.zeros((N_ITEMS, 1)))  # popularity is left
    varied = model(lists=np.random.default_rng(3).normal(0, 1, (N_ITEMS, 20)))
    assert (Check.COVERAGE, CHAMPION, None) in checks(judged(same, champion=varied))


def test_sequels_far_from_each_other_are_refused() -> None:
    ids = np.arange(1, N_ITEMS + 1, dtype=np.int64) * 100_000
    ids[[0, -1, 1, -2, 2, -3]] = [858, 1221, 1, 3114, 1214, 1200]  # each of another kind
    counts = np.full(N_ITEMS, 30, np.int64)
    apart = replace(GOOD, movie_ids=ids, item_count=counts)
    verdict = judge_candidate(Candidate(apart, GOOD, 1_000), {}, SPLIT, N_PEOPLE, ids)
    assert verdict.reasons == (VerdictReason(Check.SEQUELS, 0.0, SEQUELS_SHARE),)
    assert verdict.figures["sequels"] == 0.0


DEFEATS = {
    "a little worse, perhaps": ((0.001, -0.02, 0.022), None),
    "worse than the margin": ((0.006, -0.02, 0.03), 0.006),
    "certainly worse, but within the margin": ((0.003, 0.001, 0.0045), None),
    "certainly worse, perhaps by more than the margin": ((0.004, 0.001, 0.007), 0.007),
    "better": ((-0.02, -0.03, -0.01), None),
}


@pytest.mark.parametrize(("worse", "value"), DEFEATS.values(), ids=DEFEATS)
def test_when_a_difference_is_a_defeat(
    worse: tuple[float, float, float], value: float | None
) -> None:
    at_best, low, high = worse
    of_stars = Difference(at_best, low, high, 0.95)
    of_lists = Difference(-2 * at_best, -2 * high, -2 * low, 0.95)
    for check, difference, margin, factor in (
        (Check.RMSE, of_stars, RMSE_MARGIN, 1),
        (Check.NDCG, of_lists, NDCG_MARGIN, 2),
    ):
        duel = Duel(CHAMPION, Population.DATASET, check, 0.5, 0.5, difference, margin)
        reason = duel.reason()
        assert (reason is None) == (value is None)
        if reason is not None and value is not None:
            assert reason.value == pytest.approx(factor * value)
            assert (reason.limit, reason.against) == (margin, CHAMPION)


@pytest.mark.parametrize(
    "reason",
    [
        VerdictReason(Check.NDCG, 0.02, 0.01, REFERENCE, Population.EVERYBODY),
        VerdictReason(Check.SIZE, 10.0, 1.0),
    ],
)
def test_a_reason_survives_being_written_down(reason: VerdictReason) -> None:
    assert VerdictReason.from_json(reason.as_json()) == reason
