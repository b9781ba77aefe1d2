"""Ratings: given, changed, removed, taken back."""

from itertools import pairwise

import pytest

from storage.database import Database
from storage.people import PersonStore
from storage.ratings import (
    RatingChange,
    RatingOrder,
    RatingStore,
    RatingTotals,
    UndoOutcome,
    UserRating,
    in_order,
)

ANN, BEN = 2**63 - 1, 8  # ids may need all 64 bits
HEAT, ALIEN, BRAZIL = 6, 1214, 1199


@pytest.fixture
def ratings(database: Database) -> RatingStore:
    return RatingStore(database)


async def stars_of(ratings: RatingStore, user_id: int) -> dict[int, float]:
    return {rating.movie_id: rating.stars for rating in await ratings.profile(user_id)}


async def test_a_rating_is_in_the_profile_it_returns(ratings: RatingStore) -> None:
    result = await ratings.rate(ANN, HEAT, 4.5)
    assert result.changed
    assert result.change == RatingChange(
        result.change.change_id, HEAT, None, 4.5, result.change.changed_at, None
    )
    assert result.profile == (UserRating(HEAT, 4.5, result.change.changed_at),)
    assert await ratings.profile(ANN) == result.profile
    assert await ratings.rating_of(ANN, HEAT) == result.profile[0]


async def test_rating_remembers_the_person_and_lifts_a_block(
    database: Database, ratings: RatingStore
) -> None:
    people = PersonStore(database)
    await ratings.rate(ANN, HEAT, 4.5)
    await people.mark_blocked(ANN)
    await ratings.rate(ANN, ALIEN, 3.0)
    person = await people.find(ANN)
    assert person is not None
    assert person.user_id == ANN
    assert person.blocked_at is None


@pytest.mark.parametrize("stars", [0.0, 0.4, 5.5, 3.3, float("nan"), float("inf")])
async def test_what_is_no_star_rating_is_refused(ratings: RatingStore, stars: float) -> None:
    with pytest.raises(ValueError, match="is not a star rating"):
        await ratings.rate(ANN, HEAT, stars)
    assert await ratings.totals() == RatingTotals(0, 0)


async def test_the_newest_rating_comes_first_also_after_a_change_of_mind(
    ratings: RatingStore,
) -> None:
    for movie_id in (HEAT, ALIEN, BRAZIL):
        await ratings.rate(ANN, movie_id, 4.0)
    result = await ratings.rate(ANN, HEAT, 2.0)
    assert [rating.movie_id for rating in result.profile] == [HEAT, BRAZIL, ALIEN]
    assert result.change.previous_stars == 4.0
    assert all(newer.rated_at > older.rated_at for newer, older in pairwise(result.profile))


async def test_ratings_within_one_second_keep_their_order(
    database: Database, ratings: RatingStore
) -> None:
    database.now = lambda: 5
    for movie_id in (30, 10, 20):
        await ratings.rate(ANN, movie_id, 4.0)
    assert [rating.movie_id for rating in await ratings.profile(ANN)] == [20, 10, 30]


async def test_the_same_stars_again_change_nothing_and_can_still_be_undone(
    ratings: RatingStore,
) -> None:
    first = await ratings.rate(ANN, HEAT, 4.5)
    again = await ratings.rate(ANN, HEAT, 4.5)
    assert not again.changed
    assert (again.change, again.profile) == (first.change, first.profile)
    undo = await ratings.undo(ANN, again.change.change_id)
    assert undo.outcome is UndoOutcome.UNDONE
    assert undo.profile == ()


async def test_several_are_rated_all_or_none_and_undone_together(ratings: RatingStore) -> None:
    await ratings.rate(ANN, HEAT, 4.5)
    with pytest.raises(ValueError, match="is not a star rating"):
        await ratings.rate_all(ANN, [(ALIEN, 3.0), (BRAZIL, 5.5)])
    assert await stars_of(ratings, ANN) == {HEAT: 4.5}
    found = await ratings.rate_all(ANN, [(ALIEN, 3.0), (HEAT, 4.5), (BRAZIL, 5.0)])
    assert [result.changed for result in found] == [True, False, True]
    assert await stars_of(ratings, ANN) == {HEAT: 4.5, ALIEN: 3.0, BRAZIL: 5.0}
    first, last = found[0].change.change_id, found[2].change.change_id
    await ratings.rate(ANN, BRAZIL, 2.0)  # said since: stays
    assert await ratings.undo_between(BEN, first, last) == 0
    assert await ratings.undo_between(ANN, first, last) == 1
    assert await stars_of(ratings, ANN) == {HEAT: 4.5, BRAZIL: 2.0}
    assert await ratings.undo_between(ANN, first, last) == 0


async def test_people_do_not_see_each_other(ratings: RatingStore) -> None:
    await ratings.rate(ANN, HEAT, 4.5)
    result = await ratings.rate(BEN, HEAT, 1.0)
    assert await stars_of(ratings, ANN) == {HEAT: 4.5}
    assert [rating.stars for rating in result.profile] == [1.0]
    assert result.change.previous_stars is None


async def test_a_removed_rating_is_gone_and_its_removal_can_be_undone(
    ratings: RatingStore,
) -> None:
    rated = await ratings.rate(ANN, HEAT, 4.5)
    removed = await ratings.remove(ANN, HEAT)
    assert removed is not None
    assert removed.changed
    assert (removed.change.previous_stars, removed.change.stars) == (4.5, None)
    assert removed.profile == ()
    assert await ratings.rating_of(ANN, HEAT) is None

    undo = await ratings.undo(ANN, removed.change.change_id)
    assert undo.outcome is UndoOutcome.UNDONE
    assert undo.profile == rated.profile  # its date too


async def test_removing_twice_returns_the_first_removal(ratings: RatingStore) -> None:
    await ratings.rate(ANN, HEAT, 4.5)
    first = await ratings.remove(ANN, HEAT)
    again = await ratings.remove(ANN, HEAT)
    assert first is not None
    assert again is not None
    assert not again.changed
    assert again.change == first.change


async def test_there_is_nothing_to_remove_of_a_film_never_rated(ratings: RatingStore) -> None:
    assert await ratings.remove(ANN, HEAT) is None
    rated = await ratings.rate(ANN, HEAT, 4.5)
    await ratings.undo(ANN, rated.change.change_id)
    assert await ratings.remove(ANN, HEAT) is None


async def test_undo_brings_back_the_stars_the_date_and_the_place(ratings: RatingStore) -> None:
    await ratings.rate(ANN, HEAT, 4.5)
    before = (await ratings.rate(ANN, ALIEN, 3.0)).profile
    changed = await ratings.rate(ANN, HEAT, 1.0)
    undo = await ratings.undo(ANN, changed.change.change_id)
    assert undo.outcome is UndoOutcome.UNDONE
    assert undo.profile == before
    assert undo.change is not None
    assert undo.change.undone_at is not None


async def test_undoing_twice_says_so_and_changes_nothing(ratings: RatingStore) -> None:
    await ratings.rate(ANN, HEAT, 4.5)
    changed = await ratings.rate(ANN, HEAT, 1.0)
    first = await ratings.undo(ANN, changed.change.change_id)
    again = await ratings.undo(ANN, changed.change.change_id)
    assert again.outcome is UndoOutcome.ALREADY_UNDONE
    assert (again.change, again.profile) == (first.change, first.profile)


async def test_a_later_change_of_the_film_supersedes(ratings: RatingStore) -> None:
    first = await ratings.rate(ANN, HEAT, 4.5)
    await ratings.rate(ANN, HEAT, 1.0)
    undo = await ratings.undo(ANN, first.change.change_id)
    assert undo.outcome is UndoOutcome.SUPERSEDED
    assert undo.change == first.change
    assert [rating.stars for rating in undo.profile] == [1.0]


async def test_a_removal_supersedes_too(ratings: RatingStore) -> None:
    first = await ratings.rate(ANN, HEAT, 4.5)
    await ratings.remove(ANN, HEAT)
    undo = await ratings.undo(ANN, first.change.change_id)
    assert undo.outcome is UndoOutcome.SUPERSEDED
    assert undo.profile == ()


async def test_a_change_of_another_film_does_not_supersede(ratings: RatingStore) -> None:
    first = await ratings.rate(ANN, HEAT, 4.5)
    await ratings.rate(ANN, ALIEN, 1.0)
    await ratings.rate(BEN, HEAT, 1.0)
    assert (await ratings.undo(ANN, first.change.change_id)).outcome is UndoOutcome.UNDONE
    assert await stars_of(ratings, ANN) == {ALIEN: 1.0}


async def test_undone_one_by_one_back_to_the_beginning(ratings: RatingStore) -> None:
    changes = [(await ratings.rate(ANN, HEAT, stars)).change for stars in (1.0, 2.0, 3.0)]
    seen = []
    for change in reversed(changes):
        undo = await ratings.undo(ANN, change.change_id)
        assert undo.outcome is UndoOutcome.UNDONE
        seen.append([rating.stars for rating in undo.profile])
    assert seen == [[2.0], [1.0], []]


async def test_nobody_can_undo_for_somebody_else(ratings: RatingStore) -> None:
    await ratings.rate(BEN, ALIEN, 2.0)
    change = (await ratings.rate(ANN, HEAT, 4.5)).change
    undo = await ratings.undo(BEN, change.change_id)
    assert undo.outcome is UndoOutcome.UNKNOWN
    assert undo.change is None
    assert [rating.movie_id for rating in undo.profile] == [ALIEN]  # one's own
    assert await stars_of(ratings, ANN) == {HEAT: 4.5}


async def test_an_unknown_change_cannot_be_undone(ratings: RatingStore) -> None:
    undo = await ratings.undo(ANN, 404)
    assert (undo.outcome, undo.change, undo.profile) == (UndoOutcome.UNKNOWN, None, ())


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (RatingOrder.LAST_SAID, [4, 3, 2, 1]),
        (RatingOrder.NEWEST, [4, 3, 2, 1]),
        (RatingOrder.BEST, [3, 1, 4, 2]),
        (RatingOrder.WORST, [4, 2, 3, 1]),
    ],
)
async def test_a_profile_comes_in_the_order_one_asks_for(
    ratings: RatingStore, order: RatingOrder, expected: list[int]
) -> None:
    for movie_id, stars in ((1, 5.0), (2, 0.5), (3, 5.0), (4, 0.5)):
        result = await ratings.rate(ANN, movie_id, stars)
    profile = await ratings.profile(ANN, order)
    assert [rating.movie_id for rating in profile] == expected
    assert in_order(result.profile, order) == profile
    assert await ratings.profile(BEN, order) == ()


async def test_counts(ratings: RatingStore) -> None:
    await ratings.rate(ANN, HEAT, 4.5)
    await ratings.rate(ANN, ALIEN, 3.0)
    await ratings.rate(BEN, HEAT, 1.0)
    await ratings.rate(BEN, ALIEN, 1.0)
    await ratings.remove(BEN, ALIEN)
    assert await ratings.count(ANN) == 2
    assert await ratings.count(404) == 0
    assert await ratings.totals() == RatingTotals(n_people=2, n_ratings=3)
