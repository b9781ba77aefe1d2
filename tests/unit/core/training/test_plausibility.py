"""Who is left out of training, and that honest people are not."""

from collections.abc import Sequence

import numpy as np
import pytest

from core.training.plausibility import (
    ESTABLISHED,
    FAST_RATINGS,
    FEWEST,
    FILM_LEAST,
    PERSON_CAP,
    PeopleRatings,
    PlausibilityRule,
    sift,
)

N_ITEMS = 3_000
TARGET = 0
Said = tuple[int, int, float]  # person, item, stars


def told(said: Sequence[Said], *, seconds_apart: int = 10, by_hand: bool = True) -> PeopleRatings:
    person, item, stars = zip(*said, strict=True) if said else ((), (), ())
    return PeopleRatings(
        np.array(person, np.int64),
        np.array(item, np.int64),
        np.array(stars, np.float32),
        np.arange(len(said), dtype=np.int64) * seconds_apart,
        np.full(len(said), by_hand),
    )


def honest(person: int, n: int, rng: np.random.Generator) -> list[Said]:
    """Any films but the target, stars as people give them."""
    items = rng.choice(np.arange(1, N_ITEMS), n, replace=False)
    stars = np.clip(np.round(2 * rng.normal(3.5, 1, n)) / 2, 0.5, 5.0)
    stars[:2] = 2.0, 4.0  # never all the same
    return [
        (person, item, given) for item, given in zip(items.tolist(), stars.tolist(), strict=True)
    ]


def rated_by_others(n_target: int = 50) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    count = np.full(N_ITEMS, 100, np.int64)
    count[TARGET] = n_target
    return count


def left(people: PeopleRatings) -> set[int]:
    return set(sift(people, rated_by_others()).ratings.person.tolist())


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def test_nobody_told_anything() -> None:
    sifted = sift(told([]), rated_by_others())
    assert len(sifted.ratings) == 0
    assert sifted.left_out == {}


def test_honest_people_all_stay(rng: np.random.Generator) -> None:
    said = [each for person in range(200) for each in honest(person, 30, rng)]
    sifted = sift(told(said), rated_by_others())
    assert len(sifted.ratings) == len(said)
    assert sifted.left_out == {}


def test_too_few_ratings_wait_for_more(rng: np.random.Generator) -> None:
    said = honest(0, FEWEST - 1, rng) + honest(1, FEWEST, rng)
    sifted = sift(told(said), rated_by_others())
    assert set(sifted.ratings.person.tolist()) == {1}
    assert sifted.left_out == {PlausibilityRule.FEW: 1}


def test_all_the_same_stars_say_nothing(rng: np.random.Generator) -> None:
    five_stars = [(0, item, 5.0) for item in range(100, 140)]
    assert left(told(five_stars + honest(1, 20, rng))) == {1}
    assert left(told([*five_stars[:-1], (0, 139, 4.5)])) == {0}


def test_a_script_is_faster_than_a_person(rng: np.random.Generator) -> None:
    one_a_second = told(honest(0, FAST_RATINGS + 1, rng), seconds_apart=1)
    several_a_second = told(honest(0, FAST_RATINGS + 1, rng), seconds_apart=0)
    assert left(one_a_second) == {0}
    assert left(several_a_second) == set()
    assert left(told(honest(0, FAST_RATINGS, rng), seconds_apart=0)) == {0}
    imported = told(honest(0, 500, rng), seconds_apart=0, by_hand=False)
    assert left(imported) == {0}


def test_two_people_are_not_one_fast_one(rng: np.random.Generator) -> None:
    said = honest(0, FAST_RATINGS - 1, rng) + honest(1, FAST_RATINGS - 1, rng)
    assert left(told(said, seconds_apart=0)) == {0, 1}


def test_the_first_of_many_copies_speaks_for_all(rng: np.random.Generator) -> None:
    profile = honest(3, 40, rng)
    said = [*profile, *honest(9, 40, rng)]
    for person in (0, 1, 2):  # later, whatever their numbers are
        changed = [(person, item, stars) for _, item, stars in profile[:36]]
        said += changed + honest(person, 4, rng)
    sifted = sift(told(said), rated_by_others())
    assert set(sifted.ratings.person.tolist()) == {3, 9}
    assert sifted.left_out == {PlausibilityRule.COPY: 3}


def test_half_in_common_is_no_copy(rng: np.random.Generator) -> None:
    profile = honest(0, 40, rng)
    half = [(1, item, stars) for _, item, stars in profile[:20]]
    other_stars = [(2, item, 5.5 - stars) for _, item, stars in profile]
    assert left(told(profile + half + honest(1, 20, rng) + other_stars)) == {0, 1, 2}


def test_of_a_very_busy_person_the_last_ratings_count(rng: np.random.Generator) -> None:
    said = honest(0, PERSON_CAP + 100, rng)
    sifted = sift(told(said), rated_by_others())
    assert sifted.ratings.item_index.tolist() == [item for _, item, _ in said[100:]]
    assert sifted.left_out == {PlausibilityRule.PERSON_CAP: 100}


def test_newcomers_add_a_tenth_to_a_film_and_the_first_of_them_count(
    rng: np.random.Generator,
) -> None:
    said = []
    for person in range(30):
        said += [*honest(person, 8, rng), (person, TARGET, 5.0)]
    for n_others, n_kept in ((200, 20), (50, FILM_LEAST), (0, FILM_LEAST)):
        sifted = sift(told(said), rated_by_others(n_others))
        of_target = sifted.ratings.person[sifted.ratings.item_index == TARGET]
        assert of_target.tolist() == list(range(n_kept))
        assert sifted.left_out == {PlausibilityRule.FILM_CAP: 30 - n_kept}


def test_those_who_have_told_more_count_in_full_and_make_room(rng: np.random.Generator) -> None:
    said = []
    for person in range(100):
        said += [*honest(person, ESTABLISHED - 1, rng), (person, TARGET, 5.0)]
    newcomers = []
    for person in range(100, 140):
        newcomers += [*honest(person, 8, rng), (person, TARGET, 5.0)]
    sifted = sift(told(said + newcomers), rated_by_others(0))
    of_target = sifted.ratings.person[sifted.ratings.item_index == TARGET]
    assert of_target.tolist() == list(range(110))


SPAM = {
    "that film alone": 0,
    "six more, each their own": 6,
    "eighteen more, each their own": 18,
}


@pytest.mark.parametrize("n_more", SPAM.values(), ids=SPAM)
def test_five_hundred_accounts_do_not_move_a_film(n_more: int, rng: np.random.Generator) -> None:
    said = []
    for person in range(500):
        said += honest(person, n_more, rng) if n_more else []
        said.append((person, TARGET, 5.0))
    n_others, mean = 50, 3.0
    ratings = sift(told(said), rated_by_others(n_others)).ratings
    added = int((ratings.item_index == TARGET).sum())
    moved = (n_others * mean + 5.0 * added) / (n_others + added) - mean
    assert moved < 0.2  # where all 500 would make it 4.8 of 3.0


@pytest.mark.parametrize("n_more", [20, 200])
def test_five_hundred_clones_count_as_one(n_more: int, rng: np.random.Generator) -> None:
    mask = honest(0, n_more, rng)
    said = []
    for person in range(500):
        said += [(person, item, stars) for _, item, stars in mask]
        said.append((person, TARGET, 5.0))
    ratings = sift(told(said), rated_by_others()).ratings
    assert set(ratings.person.tolist()) == {0}


def test_who_comes_later_does_not_change_what_counted_before(rng: np.random.Generator) -> None:
    said = [each for person in range(50) for each in honest(person, 25, rng)]
    more = [each for person in range(50, 80) for each in honest(person, 25, rng)]
    before = sift(told(said), rated_by_others()).ratings
    after = sift(told(said + more), rated_by_others()).ratings
    assert after.item_index[: len(before)].tolist() == before.item_index.tolist()
