"""The tasks with contenders that need no training."""

from dataclasses import dataclass, field

import numpy as np
import pytest

from core.catalog.observations import Observations
from core.catalog.ratings import Ratings
from core.errors import DataError
from core.evaluation.comparison import OURS, compare
from core.evaluation.evaluation_set import build_evaluation_set
from core.evaluation.judging import Contender, Opinion, by_biases, by_popularity, judge
from core.evaluation.splits import some_of_each_user
from core.evaluation.tasks import (
    BIASES,
    N_KNOWN,
    POPULARITY,
    RETRAINED,
    Options,
    Task,
    TaskResult,
    perform,
)
from tests.builders import build_ratings

N_USERS, N_ITEMS = 40, 50


@pytest.fixture(scope="module")
def ratings() -> Ratings:
    """Generous and strict users, good and bad films; 30 ratings each."""
    rng = np.random.default_rng(4)
    user, item = rng.normal(0, 0.7, N_USERS), rng.normal(0, 0.7, N_ITEMS)
    rows = []
    for u in range(N_USERS):
        for i in rng.permutation(N_ITEMS)[:30].tolist():
            stars = 3.5 + user[u] + item[i] + rng.normal(0, 0.5)
            rows.append((u, i, float(np.clip(np.round(2 * stars) / 2, 0.5, 5))))
    return build_ratings(rows, N_USERS, N_ITEMS)


@dataclass
class Trainer:
    """Stands for a training: fits biases, with a deviation, and remembers what it was given."""

    parts: list[Ratings] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    async def fit(self, part: Ratings, seed: int) -> Contender:
        assert seed > 0
        self.parts.append(part)
        biases = by_biases(part)

        def ask(observed: Observations) -> Opinion:
            opinion = biases(observed)
            return Opinion(
                opinion.scores,
                opinion.predicted,
                lambda items: np.full(items.shape, 0.7, np.float32),
            )

        return ask

    async def perform(
        self, task: Task, ratings: Ratings, **options: bool | int
    ) -> list[TaskResult]:
        chosen = Options((task,), (1, 2), **options)  # type: ignore[arg-type]
        return await perform(task, ratings, chosen, self.fit, self.notes.append)


@pytest.mark.parametrize("task", [Task.STARS, Task.RANKING, Task.TIME])
async def test_one_training_a_seed_and_every_figure_beside_the_baselines(
    task: Task, ratings: Ratings
) -> None:
    trainer = Trainer()
    (outcome,) = await trainer.perform(task, ratings)
    comparison = outcome.comparison
    assert (outcome.task, outcome.n_known) == (task, None)
    assert len(trainer.parts) == len(trainer.notes) == 2
    assert trainer.notes[0] == f"{task}, seed 1: training on {len(trainer.parts[0]):,} ratings"
    assert [len(part) + n for part, n in zip(trainer.parts, comparison.n_ratings, strict=True)] == [
        len(ratings)
    ] * 2
    assert list(comparison.figures) == [OURS, POPULARITY, BIASES]
    assert comparison.figures[OURS].items() >= comparison.figures[BIASES].items()
    assert comparison.figures[OURS].keys() - comparison.figures[POPULARITY].keys() == {
        "rmse",
        "mae",
        "within_deviation",
    }
    assert all(len(each) == 2 for each in comparison.figures[OURS].values())
    assert 0.5 < (comparison.mean(OURS, "rmse") or 0) < 0.7
    assert comparison.mean(POPULARITY, "rmse") is None
    # ours are the biases here, so nothing lies between them
    differences = {(each.against, each.figure): each.difference for each in comparison.differences}
    assert differences[BIASES, "rmse"].value == differences[BIASES, "ndcg@10"].value == 0
    assert (POPULARITY, "rmse") not in differences
    gain = differences[POPULARITY, "ndcg@10"]
    assert gain.low < gain.value < gain.high
    assert gain.value == pytest.approx(
        (comparison.mean(OURS, "ndcg@10") or 0) - (comparison.mean(POPULARITY, "ndcg@10") or 0),
        abs=0.01,
    )


async def test_new_users_are_strangers_to_the_training_and_known_step_by_step(
    ratings: Ratings,
) -> None:
    trainer = Trainer()
    outcomes = await trainer.perform(Task.NEW_USERS, ratings)
    assert [outcome.n_known for outcome in outcomes] == list(N_KNOWN)
    assert [np.unique(part.user_index).size for part in trainer.parts] == [36, 36]
    for outcome in outcomes:  # the same 10 of 30 ratings of 4 users at every step
        assert outcome.comparison.n_ratings == (40, 40)
        assert outcome.comparison.n_users == (4, 4)
    rmse = [outcome.comparison.mean(OURS, "rmse") or 0 for outcome in outcomes]
    assert rmse[-1] < rmse[0] - 0.05
    popularity = {outcome.comparison.mean(POPULARITY, "ndcg@10") for outcome in outcomes}
    assert len(popularity) == 1  # it learns nothing from what it is told


async def test_retraining_takes_in_what_new_users_told(ratings: Ratings) -> None:
    trainer = Trainer()
    outcomes = await trainer.perform(Task.NEW_USERS, ratings, retrain_check=True)
    with_them = {o.n_known for o in outcomes if RETRAINED in o.comparison.figures}
    assert with_them == {5, 10, 20}
    first_seed = [len(part) for part in trainer.parts[:4]]
    assert first_seed == [36 * 30 + 4 * n_known for n_known in (0, 5, 10, 20)]
    assert "training again with 5 ratings" in trainer.notes[1]
    last = outcomes[-1].comparison
    assert last.mean(RETRAINED, "rmse") == pytest.approx(last.mean(OURS, "rmse"), abs=0.02)


async def test_no_more_users_are_judged_than_wanted(ratings: Ratings) -> None:
    (outcome,) = await Trainer().perform(Task.RANKING, ratings, max_users=7)
    assert outcome.comparison.n_users == (7, 7)
    assert outcome.comparison.n_ratings == (42, 42)
    for outcome in await Trainer().perform(Task.NEW_USERS, ratings, max_users=3):
        assert outcome.comparison.n_users == (3, 3)


async def test_too_few_ratings_are_a_data_error() -> None:
    tiny = build_ratings([(0, 0, 4), (1, 0, 4), (1, 1, 4)], 2, 2)
    with pytest.raises(DataError, match="3 ratings are too few to hold some out for stars"):
        await Trainer().perform(Task.STARS, tiny)
    with pytest.raises(DataError, match="too few to hold some out for ranking"):
        await Trainer().perform(Task.RANKING, tiny)
    with pytest.raises(DataError, match="no new user has more than 20 ratings"):
        await Trainer().perform(Task.NEW_USERS, tiny)


def test_rounds_with_different_contenders_do_not_compare(ratings: Ratings) -> None:
    split = some_of_each_user(ratings, np.random.default_rng(1))
    judgement = judge(by_popularity(split.train), build_evaluation_set(split.train, split.test))
    with pytest.raises(ValueError, match="same contenders"):
        compare([{OURS: judgement}, {OURS: judgement, BIASES: judgement}])
    with pytest.raises(ValueError, match="same contenders"):
        compare([])
