"""Groups of people no model has seen, and what is hidden of them."""

import numpy as np
import pytest

from core.catalog.observations import Observations
from core.catalog.ratings import Ratings
from core.evaluation.group_sampling import (
    DRAWS,
    MOST_CANDIDATES,
    GroupKind,
    GroupSampler,
    Simulation,
)
from core.evaluation.splits import Split
from tests.builders import build_model, build_ratings

N_USERS, N_FILMS = 16, 90
N_KNOWN = 80  # films that were rated in training; nobody knows the others


def two_camps() -> Split:
    """Everybody rates all films; the odd ones love what the even ones do not."""
    rng = np.random.default_rng(0)
    direction = np.where(np.arange(N_FILMS) % 2 == 0, 1.0, -1.0)
    rows = [
        (
            user,
            film,
            float(np.clip(3 + (-1) ** user * direction[film] + rng.choice([-1, 0, 1]), 1, 5)),
        )
        for user in range(N_USERS)
        for film in range(N_FILMS)
    ]
    held_out = build_ratings(rows, N_USERS + 1, N_FILMS)
    train = build_ratings([(N_USERS, film, 3.0) for film in range(N_KNOWN)], N_USERS + 1, N_FILMS)
    return Split(train, held_out)


@pytest.fixture(scope="module")
def split() -> Split:
    return two_camps()


def people(split: Split, most: int = 100) -> GroupSampler:
    return GroupSampler(split, most, np.random.default_rng(1))


def stars_of(ratings: Ratings, user: int) -> dict[int, float]:
    mine = ratings.user_index == user
    return dict(zip(ratings.item_index[mine].tolist(), ratings.stars[mine].tolist(), strict=True))


def test_like_minded_people_agree_and_divergent_ones_do_not(split: Split) -> None:
    guests, rng = people(split), np.random.default_rng(2)
    likeness = {
        kind: np.mean([sample.likeness for sample in guests.draw(kind, 4, 10, 16, rng)])
        for kind in GroupKind
    }
    assert (
        likeness[GroupKind.LIKE_MINDED] > likeness[GroupKind.RANDOM] > likeness[GroupKind.DIVERGENT]
    )


def test_the_candidates_are_hidden_and_all_else_is_told(split: Split) -> None:
    for sample in people(split).draw(GroupKind.RANDOM, 3, 5, 16, np.random.default_rng(3)):
        assert 16 <= sample.items.size <= MOST_CANDIDATES
        assert sample.items.max() < N_KNOWN
        for user, observed, stars in zip(
            sample.users.tolist(), sample.observed, sample.stars, strict=True
        ):
            given = stars_of(split.test, user)
            hidden = dict(zip(sample.items.tolist(), stars.tolist(), strict=True))
            seen = dict(zip(observed.rated.tolist(), observed.stars.tolist(), strict=True))
            assert not hidden.keys() & seen.keys()
            assert hidden | seen == given


def test_worth_is_the_share_of_films_that_are_less_to_somebody(split: Split) -> None:
    (sample,) = people(split).draw(GroupKind.RANDOM, 2, 1, 16, np.random.default_rng(4))
    given = np.array(list(stars_of(split.test, int(sample.users[0])).values()))
    for stars, utility in zip(sample.stars[0], sample.utility[0], strict=True):
        share = np.mean(given < stars) + np.mean(given == stars) / 2
        assert utility == pytest.approx(share)


def test_no_group_comes_twice_and_nobody_twice_in_one(split: Split) -> None:
    drawn = people(split).draw(GroupKind.RANDOM, 3, 30, 16, np.random.default_rng(5))
    groups = [tuple(sorted(sample.users.tolist())) for sample in drawn]
    assert len(groups) == len(set(groups)) == 30
    assert all(len(set(group)) == 3 for group in groups)


def test_imagined_ratings_are_the_real_ones_where_there_are_some(split: Split) -> None:
    given = split.test.item_index % 3 != 0  # a third of the films nobody present has rated
    some = Split(split.train, split.test.take(given))
    judge = build_model(np.zeros((N_FILMS, 1)), noise=0.4)
    asked: list[tuple[Observations, ...]] = []

    def candidates(observed: tuple[Observations, ...]) -> np.ndarray:
        asked.append(observed)
        return np.arange(0, N_FILMS, 2)

    simulation = Simulation(judge, candidates)
    drawn = people(some).simulate(GroupKind.RANDOM, 2, 3, simulation, np.random.default_rng(7))
    assert [len(each) for each in drawn] == [DRAWS] * len(asked) == [DRAWS] * 3
    for samples in drawn:
        real = np.arange(0, N_FILMS, 2) % 3 != 0
        stars = np.stack([sample.stars for sample in samples])
        assert (stars[:, :, real] == stars[0][:, real]).all()
        assert np.ptp(stars[:, :, ~real], axis=0).max() > 0
        assert np.isin(stars, np.arange(0.5, 5.5, 0.5)).all()
        expected = samples[0].expected
        assert expected is not None
        assert all(sample.expected is expected for sample in samples)
        utility = np.stack([sample.utility for sample in samples])[:, :, ~real]
        assert utility.mean(axis=(0, 2)) == pytest.approx(expected[:, ~real].mean(axis=1), abs=0.05)
        for user, observed in zip(samples[0].users.tolist(), samples[0].observed, strict=True):
            known = stars_of(some.test, user)
            assert observed.rated.size == len(known) // 2
            pairs = zip(observed.rated.tolist(), observed.stars.tolist(), strict=True)
            assert all(known[film] == stars for film, stars in pairs)


def test_where_nobody_shares_so_many_films_there_are_no_groups(split: Split) -> None:
    assert people(split).draw(GroupKind.RANDOM, 2, 3, N_FILMS, np.random.default_rng(6)) == []
    assert people(split, most=3).draw(GroupKind.RANDOM, 4, 3, 16, np.random.default_rng(6)) == []
