"""What a retraining learns from: the data set's ratings and those of the bot's own people, as one.

People become further users behind the data set's, numbered anew each time: nothing in the file
says who is who. Only the split below has to tell the two kinds apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.catalog.dataset import DatasetInfo, TrainingData
from core.catalog.ratings import Ratings
from core.evaluation.splits import Split, held_out_last
from core.training.plausibility import PeopleRatings, PlausibilityRule, sift

_SEED = 20261123  # of ties in time; another one would show twins what others were judged on


@dataclass(frozen=True, slots=True)
class SnapshotReport:
    """What a snapshot holds, and what it left out."""

    n_ratings: int  # the data set's and the people's
    n_people: int  # of the bot, whose ratings went in
    n_people_ratings: int
    left_out: Mapping[PlausibilityRule, int]  # people or ratings, as the rule says
    last_change_id: int = 0  # the newest change of a rating that it knows


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """Ready to be written by `core.catalog.dataset.save_ratings`."""

    ratings: Ratings
    info: DatasetInfo
    report: SnapshotReport


@dataclass(frozen=True, slots=True, eq=False)
class RatingLog:
    """Everything the bot's people have told, in the order in which they said it."""

    user_id: NDArray[np.int64]  # (n,), any numbers, one for each person
    movie_id: NDArray[np.int64]  # (n,), MovieLens's
    stars: NDArray[np.float32]  # (n,)
    rated_at: NDArray[np.int64]  # (n,), seconds since 1970 UTC
    by_hand: NDArray[np.bool_]  # (n,), not imported


def combine(dataset: TrainingData, log: RatingLog) -> Snapshot:
    """The data set's ratings, unchanged, and behind them those of plausible people.

    Ratings of films that the data set does not have are left out. The people's keep the order in
    which they were said, as that, and not the date of an imported file, is when they became known.
    """
    by_id = np.argsort(dataset.movie_ids)
    place = np.searchsorted(dataset.movie_ids, log.movie_id, sorter=by_id)
    item_index = by_id[np.minimum(place, by_id.size - 1)]
    known = dataset.movie_ids[item_index] == log.movie_id
    person = np.unique(log.user_id, return_inverse=True)[1]
    people = PeopleRatings(
        person.astype(np.int64), item_index, log.stars, log.rated_at, log.by_hand
    ).take(known)
    sifted = sift(people, np.bincount(dataset.ratings.item_index, minlength=by_id.size))
    unknown = int(np.count_nonzero(~known))
    left_out = ({PlausibilityRule.UNKNOWN_FILM: unknown} if unknown else {}) | dict(sifted.left_out)
    ratings = _joined(dataset.ratings, sifted.ratings)
    n_people = ratings.n_users - dataset.ratings.n_users
    info = replace(dataset.info, n_users=ratings.n_users, n_ratings=len(ratings), n_people=n_people)
    report = SnapshotReport(len(ratings), n_people, len(sifted.ratings), left_out)
    return Snapshot(ratings, info, report)


def hold_out_latest(ratings: Ratings, n_people: int) -> Split:
    """Hold out the latest fifth of each user's ratings; of the last `n_people` users, by row.

    The data set's part is the same every time, and a person's held-out ratings are always newer
    than those that were trained on before. So what has been trained on the training part of one
    snapshot has not seen what the next one holds out.
    """
    of_dataset = ratings.user_index < ratings.n_users - n_people
    n_dataset = int(np.count_nonzero(of_dataset))
    shuffled = np.random.default_rng(_SEED).permutation(n_dataset)
    by_time = np.arange(len(ratings))
    order = np.lexsort((shuffled, ratings.timestamp[of_dataset]))
    by_time[np.flatnonzero(of_dataset)[order]] = np.arange(n_dataset)
    return held_out_last(ratings, by_time)


def _joined(dataset: Ratings, people: PeopleRatings) -> Ratings:
    present, number = np.unique(people.person, return_inverse=True)
    return Ratings(
        np.concatenate([dataset.user_index, (dataset.n_users + number).astype(np.int32)]),
        np.concatenate([dataset.item_index, people.item_index.astype(np.int32)]),
        np.concatenate([dataset.stars, people.stars]),
        np.concatenate([dataset.timestamp, people.rated_at]),
        dataset.n_users + present.size,
        dataset.n_items,
    )
