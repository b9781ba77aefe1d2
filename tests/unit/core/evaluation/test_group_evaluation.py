"""How groups are judged: by what is true, night after night, with a model that knows something."""

import asyncio
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from core.catalog.observations import Observations
from core.catalog.ratings import Ratings
from core.errors import DataError
from core.evaluation.group_evaluation import (
    NIGHTS,
    Audience,
    Past,
    Policy,
    audience,
    lead,
    list_figures,
    many_nights,
    nights_of,
    one_night,
)
from core.evaluation.group_sampling import GroupSample
from core.evaluation.group_tasks import (
    JUDGED_SIZES,
    GroupOptions,
    GroupTaskResult,
    occasions,
    perform_groups,
)
from core.model.factor_model import FactorModel
from core.recommend.group_rules import CHOSEN, Expectations, GroupRule
from tests.builders import build_model, build_ratings

# Twenty films: each is for one of two tastes, from loved to loathed.
TASTE = np.linspace(-1.5, 1.5, 20)
MODEL = build_model(np.column_stack([TASTE, -TASTE, np.ones(20)]))
TOLD = np.array([0, 1, 18, 19])
HIDDEN = np.arange(2, 18)


def sample(*tastes: int) -> GroupSample:
    """Members who like what is to the one side (1) or to the other (-1) of `TASTE`."""
    stars = np.array([np.clip(np.round(6 + 3 * side * TASTE) / 2, 0.5, 5) for side in tastes])
    stars = stars.astype(np.float32)
    utility = np.array([(each[:, None] > each).mean(axis=1) for each in stars])
    return GroupSample(
        users=np.arange(len(tastes)),
        observed=tuple(Observations(TOLD, each[TOLD]) for each in stars),
        items=HIDDEN,
        stars=stars[:, HIDDEN],
        utility=utility[:, HIDDEN],
        likeness=0.0,
    )


def audiences(*samples: GroupSample) -> list[Audience]:
    return [audience(MODEL, each) for each in samples]


def test_one_mind_gets_the_best_film_and_two_meet_in_the_middle() -> None:
    agreed = one_night(audiences(sample(1, 1)), CHOSEN)
    divided = one_night(audiences(sample(1, -1)), CHOSEN)
    assert agreed["mean"] == pytest.approx(17 / 20)
    assert agreed["spread"] == pytest.approx(0)
    assert divided["minimum"] > 0.35


def test_figures_are_those_of_the_film_put_first() -> None:
    group = sample(1, 1, -1)
    figures = one_night(audiences(group), GroupRule.LEAST_MISERY)
    found = {name: float(values[0]) for name, values in figures.items()}
    film = int(np.flatnonzero(np.isclose(group.utility.mean(axis=0), found["mean"]))[0])
    assert found["minimum"] == pytest.approx(group.utility[:, film].min())
    assert found["minimum stars"] == pytest.approx(group.stars[:, film].min())
    assert found["kept"] == (found["minimum stars"] >= found["promised"])


def test_a_list_is_judged_by_what_each_member_likes_of_the_hidden_films() -> None:
    (agreed,) = audiences(sample(1, 1))
    figures = list_figures(agreed, CHOSEN)
    assert figures["ndcg"] == pytest.approx(figures["minimum ndcg"])
    nobody = replace(agreed, sample=replace(agreed.sample, stars=np.ones_like(agreed.sample.stars)))
    assert list_figures(nobody, CHOSEN) == {}


def test_ten_nights_see_ten_films() -> None:
    (group,) = audiences(sample(1, -1))
    watched: list[int] = []

    def in_order(expected: Expectations, past: Past) -> np.ndarray:
        assert len(past) == len(watched)
        watched.append(expected.predicted.shape[1])
        return -np.arange(expected.predicted.shape[1])

    got = nights_of(group, in_order)
    assert watched == [HIDDEN.size - night for night in range(NIGHTS)]
    assert got == list(range(NIGHTS))


def test_weights_of_the_past_serve_the_minority_too() -> None:
    majority = audiences(sample(1, 1, 1, -1))
    plain = many_nights(majority, Policy(GroupRule.AVERAGE, fair=False))
    weighted = many_nights(majority, Policy(GroupRule.AVERAGE, fair=True))
    assert weighted["gap"][0] < 0.7 * plain["gap"][0]
    assert weighted["worst served"][0] > plain["worst served"][0]


def test_what_the_judge_expects_is_summed_up_beside_what_was_drawn() -> None:
    drawn = sample(1, 1, 1, -1)
    foreseen = replace(drawn, expected=np.full(drawn.utility.shape, 0.5) + drawn.utility / 10)
    plain, both = (
        many_nights(audiences(each), Policy(GroupRule.AVERAGE, fair=False))
        for each in (drawn, foreseen)
    )
    assert both["expected gap"] == pytest.approx(both["gap"] / 10)
    assert both["expected worst served"] == pytest.approx(0.5 + both["worst served"] / 10)
    assert {name: both[name] for name in plain} == plain
    night = one_night(audiences(foreseen), CHOSEN)
    assert night["expected minimum"] == pytest.approx(0.5 + night["minimum"] / 10)
    assert "ndcg" not in night


def test_a_lead_is_the_mean_difference_over_the_groups() -> None:
    figures = {"minimum": np.array([0.5, 0.7])}
    found = lead(figures, {"minimum": np.array([0.4, 0.4])}, "minimum")
    assert found.value == pytest.approx(0.2)
    assert found.is_certain


def all_rate_some(n_users: int, n_common: int, n_films: int) -> Ratings:
    """Everybody rates the same films and a tenth of the others."""
    rng = np.random.default_rng(0)
    pairs = product(range(n_users), range(n_films))
    rows = [
        (user, film, float(rng.integers(1, 6)))
        for user, film in pairs
        if film < n_common or rng.random() < 0.1
    ]
    return build_ratings(rows, n_users, n_films)


def run(ratings: Ratings, options: GroupOptions) -> tuple[list[str], list[GroupTaskResult]]:
    notes: list[str] = []
    factors = np.random.default_rng(1).normal(size=(ratings.n_items, 2))

    async def fit(part: Ratings, _: int) -> FactorModel:
        assert part.n_items == ratings.n_items
        return build_model(factors)

    outcomes = asyncio.run(perform_groups(ratings, options, fit, notes.append))
    return notes, outcomes


def test_every_kind_and_size_meets_under_every_rule() -> None:
    options = GroupOptions((1, 2), n_groups=1, n_judged=2, n_series=1)
    notes, outcomes = run(all_rate_some(30, 60, 250), options)
    assert [outcome.occasion for outcome in outcomes] == occasions(options)
    assert sum("training" in note for note in notes) == 3  # one of them of the judge
    for outcome in outcomes:
        one_night_only = outcome.occasion.nights == 1
        assert (set(outcome.figures) == set(GroupRule)) == one_night_only
        assert outcome.n_groups == 2 * outcome.occasion.n_groups
        for figures in outcome.figures.values():
            assert all(values.shape == (outcome.n_groups,) for values in figures.values())
            assert all(np.isfinite(values).all() for values in figures.values())
    judged = [each.occasion for each in outcomes if each.occasion.n_groups == 2]
    assert [each.size for each in judged] == [*JUDGED_SIZES, *JUDGED_SIZES]


def test_too_few_people_are_said_to_be_too_few() -> None:
    with pytest.raises(DataError, match="films to choose among"):
        run(all_rate_some(9, 80, 90), GroupOptions((1,), 1, 1, 1))


@pytest.mark.parametrize("n_people", [0, 7])
def test_too_few_people_are_found_before_any_training(n_people: int) -> None:
    async def fit(_: Ratings, seed: int) -> FactorModel:
        raise AssertionError(f"seed {seed} was trained")

    ratings = build_ratings(
        [(user, film, 3.0) for user in range(n_people) for film in range(56)]
        + [(user, film, 3.0) for user in range(n_people, 60) for film in range(55)],
        60,
        60,
    )
    notes: list[str] = []
    options = GroupOptions((1,), 1, 1, 1)
    with pytest.raises(DataError, match=f"^{n_people} people .* 56 films"):
        asyncio.run(perform_groups(ratings, options, fit, notes.append))
    assert not notes
