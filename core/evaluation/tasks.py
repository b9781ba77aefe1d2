"""What a model is asked to do: four ways to hold ratings out, one training for each and seed.

The model of a split is judged on stars and lists alike, beside popularity and biases fitted on the
same training part.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from core.catalog.ratings import Ratings
from core.errors import DataError
from core.evaluation import splits
from core.evaluation.comparison import OURS, Comparison, compare
from core.evaluation.evaluation_set import EvaluationSet, build_evaluation_set
from core.evaluation.judging import Contender, Judgement, by_biases, by_popularity, judge
from core.evaluation.splits import Split

POPULARITY, BIASES, RETRAINED = "popularity", "biases", "retrained"
N_KNOWN = (0, 1, 3, 5, 10, 20)  # ratings that a new user is known by
RETRAINED_WITH = (5, 10, 20)
MAX_USERS = 10_000

FitContender = Callable[[Ratings, int], Awaitable[Contender]]  # the training part, the seed
Note = Callable[[str], None]  # takes a line before each training
Contenders = Mapping[str, Contender]
Round = Mapping[str, Judgement]


class Task(StrEnum):
    """How ratings are held out."""

    STARS = "stars"
    RANKING = "ranking"
    TIME = "time"
    NEW_USERS = "new-users"


DESCRIPTIONS: Mapping[Task, str] = {
    Task.STARS: "a random tenth of all ratings held out",
    Task.RANKING: "a random fifth of each user's ratings held out",
    Task.TIME: "the latest fifth of each user's ratings held out",
    Task.NEW_USERS: "a random tenth of all users left out of training, told by some of 20 "
    "random ratings and judged on all the others",
}
_DRAWS: Mapping[Task, Callable[[Ratings, np.random.Generator], Split]] = {
    Task.STARS: splits.random_ratings,
    Task.RANKING: splits.some_of_each_user,
    Task.TIME: splits.latest_of_each_user,
    Task.NEW_USERS: splits.new_users,
}


@dataclass(frozen=True, slots=True)
class Options:
    """What to evaluate."""

    tasks: tuple[Task, ...]
    seeds: tuple[int, ...]  # of splits and trainings
    retrain_check: bool = False  # train once more with what new users told, for comparison
    max_users: int = MAX_USERS  # judged a task and seed, drawn at random: each is folded in


@dataclass(frozen=True, slots=True)
class TaskResult:
    """What came of a task, for new users: of one number of known ratings."""

    task: Task
    n_known: int | None  # ratings that each new user is known by; None for other tasks
    comparison: Comparison


async def perform(
    task: Task, ratings: Ratings, options: Options, fit: FitContender, note: Note
) -> list[TaskResult]:
    """One task over all seeds.

    Raises:
        DataError: there are too few ratings for it.
        ModelError: a training failed.
    """
    rounds: dict[int | None, list[Round]] = {}
    for seed in options.seeds:
        rng = np.random.default_rng(seed)
        split = _DRAWS[task](ratings, rng)
        if len(split.train) == 0 or len(split.test) == 0:
            raise DataError(f"{len(ratings)} ratings are too few to hold some out for {task}")
        note(f"{task}, seed {seed}: training on {len(split.train):,} ratings")
        contenders = {
            OURS: await fit(split.train, seed),
            POPULARITY: by_popularity(split.train),
            BIASES: by_biases(split.train),
        }
        if task is not Task.NEW_USERS:
            asked = _some_users(split.test, options.max_users, rng)
            evaluation_set = build_evaluation_set(split.train, split.test, users=asked)
            rounds.setdefault(None, []).append(_judge_all(contenders, evaluation_set))
            continue
        for meeting in _meetings(split, options.max_users, rng):
            present = dict(contenders)
            if options.retrain_check and meeting.n_known in RETRAINED_WITH:
                note(f"{task}, seed {seed}: training again with {meeting.n_known} ratings of each")
                present[RETRAINED] = await fit(_joined(split.train, meeting.known), seed)
            rounds.setdefault(meeting.n_known, []).append(
                _judge_all(present, meeting.evaluation_set)
            )
    return [TaskResult(task, n_known, compare(each)) for n_known, each in rounds.items()]


@dataclass(frozen=True, slots=True, eq=False)
class _Meeting:
    """New users at the moment when each has told so many ratings."""

    n_known: int
    known: Ratings
    evaluation_set: EvaluationSet


def _meetings(split: Split, max_users: int, rng: np.random.Generator) -> Iterator[_Meeting]:
    """The same held-out ratings and the same candidates at every step, so steps compare."""
    most = N_KNOWN[-1]
    place = splits.places(split.test, rng.permutation(len(split.test)))
    judged = split.test.take(place >= most)
    if len(judged) == 0:
        raise DataError(f"no new user has more than {most} ratings to be judged on")
    asked = _some_users(judged, max_users, rng)
    for n_known in N_KNOWN:
        known = split.test.take(place < n_known)
        unlisted = split.test.take(place < most)
        evaluation_set = build_evaluation_set(
            split.train, judged, known=known, unlisted=unlisted, users=asked
        )
        yield _Meeting(n_known, known, evaluation_set)


def _judge_all(contenders: Contenders, evaluation_set: EvaluationSet) -> Round:
    return {name: judge(contender, evaluation_set) for name, contender in contenders.items()}


def _some_users(ratings: Ratings, n: int, rng: np.random.Generator) -> NDArray[np.int32]:
    return rng.permutation(np.unique(ratings.user_index))[:n]


def _joined(one: Ratings, other: Ratings) -> Ratings:
    return replace(
        one,
        user_index=np.concatenate([one.user_index, other.user_index]),
        item_index=np.concatenate([one.item_index, other.item_index]),
        stars=np.concatenate([one.stars, other.stars]),
        timestamp=np.concatenate([one.timestamp, other.timestamp]),
    )
