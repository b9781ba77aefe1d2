"""One set of ratings out of two, and what of it is held out."""

import numpy as np
import pytest

from core.catalog.dataset import TrainingData
from core.catalog.ratings import Ratings
from core.training.plausibility import PlausibilityRule
from core.training.snapshot import RatingLog, Snapshot, combine, hold_out_latest
from tests.builders import build_info, build_ratings

N_USERS, N_ITEMS = 30, 60
ANN, BEN, CAI = 2**63 - 1, 5, 700


def dataset() -> TrainingData:
    rng = np.random.default_rng(3)
    rows = [
        (user, item, float(rng.integers(1, 11)) / 2)
        for user in range(N_USERS)
        for item in rng.permutation(N_ITEMS)[: user + 1].tolist()
    ]
    ratings = build_ratings(rows, N_USERS, N_ITEMS)
    ratings.timestamp[:] = rng.integers(1_000, 1_050, len(rows))  # many at the same second
    return TrainingData(ratings, np.arange(1, N_ITEMS + 1) * 10, build_info(ratings))


def log(*said: tuple[int, int, float], dates: list[int] | None = None) -> RatingLog:
    """(user id, movie id, stars), in the order in which they were said."""
    user_id, movie_id, stars = zip(*said, strict=True) if said else ((), (), ())
    return RatingLog(
        np.array(user_id, np.int64),
        np.array(movie_id, np.int64),
        np.array(stars, np.float32),
        np.array(dates if dates is not None else range(2_000, 2_000 + len(said)), np.int64),
        np.zeros(len(said), np.bool_),
    )


def profile(user_id: int, first: int, n: int) -> list[tuple[int, int, float]]:
    return [(user_id, 10 * (first + step), 3.0 + step % 2) for step in range(n)]


def of_user(ratings: Ratings, user: int) -> list[tuple[int, float]]:
    rows = ratings.user_index == user
    return list(zip(ratings.item_index[rows].tolist(), ratings.stars[rows].tolist(), strict=True))


def check_dataset_is_unchanged(snapshot: Snapshot) -> None:
    ours, theirs = snapshot.ratings, dataset().ratings
    for name in ("user_index", "item_index", "stars", "timestamp"):
        column = getattr(theirs, name)
        np.testing.assert_array_equal(getattr(ours, name)[: len(theirs)], column, strict=True)


def test_without_people_it_is_the_data_set() -> None:
    snapshot = combine(dataset(), log())
    check_dataset_is_unchanged(snapshot)
    assert snapshot.info == dataset().info
    assert snapshot.report.n_people == snapshot.report.n_people_ratings == 0
    assert snapshot.report.n_ratings == len(snapshot.ratings) == len(dataset().ratings)


def test_people_are_further_users_and_keep_stars_and_dates() -> None:
    said = profile(ANN, 1, 6) + profile(BEN, 20, 7)
    snapshot = combine(dataset(), log(*said, dates=list(range(500, 513))))
    check_dataset_is_unchanged(snapshot)
    ratings, info = snapshot.ratings, snapshot.info
    assert (ratings.n_users, info.n_users, info.n_people) == (N_USERS + 2, N_USERS + 2, 2)
    assert info.n_ratings == snapshot.report.n_ratings == len(ratings)
    assert info.fingerprint == dataset().info.fingerprint
    # Whichever number each of the two gets, nobody's ratings are mixed up.
    films = {len(of_user(ratings, user)): of_user(ratings, user) for user in (30, 31)}
    assert films[6] == [(step, 3.0 + step % 2) for step in range(6)]
    assert films[7] == [(19 + step, 3.0 + step % 2) for step in range(7)]
    assert ratings.timestamp[-13:].tolist() == list(range(500, 513))


def test_films_of_another_data_set_are_left_out() -> None:
    said = [*profile(ANN, 1, 5), (ANN, 15, 4.0), (ANN, 10_000, 4.0), (ANN, 1, 4.0)]
    snapshot = combine(dataset(), log(*said))
    assert snapshot.report.left_out == {PlausibilityRule.UNKNOWN_FILM: 3}
    assert snapshot.report.n_people_ratings == 5


def test_the_implausible_are_left_out_and_leave_no_user_behind() -> None:
    said = (
        profile(CAI, 30, 2) + profile(ANN, 1, 6) + [(BEN, 10 * item, 5.0) for item in range(1, 9)]
    )
    snapshot = combine(dataset(), log(*said))
    assert snapshot.report.left_out == {PlausibilityRule.FEW: 1, PlausibilityRule.ONE_STAR: 1}
    assert snapshot.ratings.n_users == N_USERS + 1
    assert len(of_user(snapshot.ratings, N_USERS)) == 6


def held_out(snapshot: Snapshot, user: int) -> list[int]:
    split = hold_out_latest(snapshot.ratings, snapshot.info.n_people)
    return [item for item, _ in of_user(split.test, user)]


def test_the_latest_fifth_of_each_user_is_held_out() -> None:
    snapshot = combine(dataset(), log(*profile(ANN, 1, 12)))
    split = hold_out_latest(snapshot.ratings, 1)
    assert len(split.train) + len(split.test) == len(snapshot.ratings)
    for user in range(N_USERS):
        known, asked = (
            part.timestamp[part.user_index == user] for part in (split.train, split.test)
        )
        assert asked.size == (user + 1) // 5
        assert not asked.size or known.max() <= asked.min()
    assert held_out(snapshot, N_USERS) == [10, 11]


def test_an_imported_rating_is_as_new_as_its_import() -> None:
    said = profile(ANN, 1, 10)
    snapshot = combine(dataset(), log(*said, dates=[*range(9_000, 9_008), 10, 11]))
    assert held_out(snapshot, N_USERS) == [8, 9]


@pytest.mark.parametrize("n_more", [1, 4, 30])
def test_nothing_a_twin_has_learned_is_held_out_later(n_more: int) -> None:
    ann, ben = profile(ANN, 1, 13), profile(BEN, 20, 8)
    before = combine(dataset(), log(*ann, *ben))
    after = combine(dataset(), log(*ann, *ben, *profile(CAI, 40, 9), *profile(ANN, 14, n_more)))
    learned = hold_out_latest(before.ratings, 2).train
    asked = hold_out_latest(after.ratings, 3).test
    for user in range(N_USERS):  # the data set's are the same
        assert held_out(before, user) == held_out(after, user)
    known = {item for user in (30, 31) for item, _ in of_user(learned, user)}
    assert known
    assert not known & {item for user in (30, 31, 32) for item, _ in of_user(asked, user)}
