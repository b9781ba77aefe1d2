"""Cards: what each position shows is decided once."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from core.errors import StorageError
from storage.cards import Card, CardStore
from storage.database import Database, open_database
from storage.people import PersonStore
from tests.integration.storage.faults import locked
from tests.integration.storage.tables import tuples

ANN, BEN = 2**63 - 1, 8  # ids may need all 64 bits
HEAT, ALIEN, BRAZIL = 6, 1214, 1199
REQUEST = '{"genres": ["Comedy"]}'
DAY = 86_400


@pytest.fixture
def cards(database: Database) -> CardStore:
    return CardStore(database)


async def test_a_new_card_shows_nothing_yet(cards: CardStore) -> None:
    card_id = await cards.open(ANN, REQUEST)
    assert await cards.find(card_id, ANN) == Card(card_id, REQUEST, ())


async def test_films_stay_in_the_order_in_which_they_were_shown(cards: CardStore) -> None:
    card_id = await cards.open(ANN, REQUEST)
    for position, movie_id in enumerate((HEAT, ALIEN, BRAZIL)):
        assert await cards.show(card_id, position, movie_id) == movie_id
    assert await cards.find(card_id, ANN) == Card(card_id, REQUEST, (HEAT, ALIEN, BRAZIL))


async def test_what_was_shown_lately_is_that_of_the_same_request_and_person(
    database: Database, cards: CardStore
) -> None:
    for films in ((HEAT, ALIEN), (BRAZIL, HEAT)):
        card_id = await cards.open(ANN, REQUEST)
        await cards.show_all(card_id, 0, films)
    await cards.show_all(await cards.open(ANN, "{}"), 0, [50])
    await cards.show_all(await cards.open(BEN, REQUEST), 0, [60])
    assert await cards.shown_lately(ANN, REQUEST, DAY) == (HEAT, ALIEN, BRAZIL)
    assert await cards.shown_lately(BEN, REQUEST, DAY) == (60,)
    assert await cards.shown_lately(4711, REQUEST, DAY) == ()
    async with database.transaction() as connection:
        await connection.execute("UPDATE cards SET touched_at = touched_at - ?", (DAY + 1,))
    assert await cards.shown_lately(ANN, REQUEST, DAY) == ()


async def test_the_latest_card_is_the_last_that_has_shown_a_film(cards: CardStore) -> None:
    assert await cards.latest(ANN) is None
    first = await cards.open(ANN, REQUEST)
    await cards.show(first, 0, HEAT)
    await cards.open(ANN, REQUEST)  # nothing on it yet
    other = await cards.open(BEN, REQUEST)
    await cards.show(other, 0, ALIEN)
    assert await cards.latest(ANN) == Card(first, REQUEST, (HEAT,))
    assert await cards.latest(BEN) == Card(other, REQUEST, (ALIEN,))


async def test_a_position_that_is_taken_stays_as_it_is(cards: CardStore) -> None:
    card_id = await cards.open(ANN, REQUEST)
    await cards.show(card_id, 0, HEAT)
    await cards.show(card_id, 1, ALIEN)
    assert await cards.show(card_id, 0, BRAZIL) == HEAT
    assert await cards.show(card_id, 1, ALIEN) == ALIEN
    assert await cards.find(card_id, ANN) == Card(card_id, REQUEST, (HEAT, ALIEN))


async def test_a_card_that_has_shown_nothing_may_be_asked_for_something_else(
    cards: CardStore,
) -> None:
    card_id = await cards.open(ANN, REQUEST)
    assert await cards.set_request(card_id, ANN, "{}")
    assert not await cards.set_request(card_id, BEN, REQUEST)
    assert await cards.find(card_id, ANN) == Card(card_id, "{}", ())
    await cards.show(card_id, 0, HEAT)
    assert not await cards.set_request(card_id, ANN, REQUEST)
    assert await cards.find(card_id, ANN) == Card(card_id, "{}", (HEAT,))
    assert not await cards.set_request(card_id + 1, ANN, REQUEST)


@pytest.mark.parametrize("position", [-1, 1, 7])
async def test_no_position_is_left_out(cards: CardStore, position: int) -> None:
    card_id = await cards.open(ANN, REQUEST)
    with pytest.raises(ValueError, match="of a card that shows 0 films"):
        await cards.show(card_id, position, HEAT)
    assert await cards.find(card_id, ANN) == Card(card_id, REQUEST, ())


async def test_of_several_films_shown_at_once_all_callers_get_the_same(cards: CardStore) -> None:
    card_id = await cards.open(ANN, REQUEST)
    shown = await asyncio.gather(*(cards.show(card_id, 0, movie_id) for movie_id in range(1, 9)))
    assert len(set(shown)) == 1
    card = await cards.find(card_id, ANN)
    assert card is not None
    assert card.films == (shown[0],)


async def test_cards_are_apart_and_each_is_its_persons_own(cards: CardStore) -> None:
    of_ann, other, of_ben = [await cards.open(user_id, REQUEST) for user_id in (ANN, ANN, BEN)]
    await cards.show(of_ann, 0, HEAT)
    await cards.show(of_ben, 0, ALIEN)
    assert await cards.find(of_ann, BEN) is None
    assert await cards.find(other, ANN) == Card(other, REQUEST, ())
    assert await cards.find(of_ben, BEN) == Card(of_ben, REQUEST, (ALIEN,))


async def test_several_films_are_shown_together_where_none_is_yet(cards: CardStore) -> None:
    card_id = await cards.open(ANN, REQUEST)
    await cards.show(card_id, 0, HEAT)
    await cards.show_all(card_id, 1, [ALIEN, BRAZIL])
    await cards.show_all(card_id, 1, [BRAZIL, ALIEN])  # the same page, delivered twice
    await cards.show_all(card_id, 3, [])
    assert await cards.find(card_id, ANN) == Card(card_id, REQUEST, (HEAT, ALIEN, BRAZIL))
    with pytest.raises(ValueError, match="position 4 of a card that shows 3 films"):
        await cards.show_all(card_id, 4, [HEAT])
    await cards.show_all(404, 0, [HEAT])
    assert await cards.find(404, ANN) is None


async def test_a_card_that_never_was_shows_nothing(cards: CardStore) -> None:
    assert await cards.find(404, ANN) is None
    assert await cards.show(404, 0, HEAT) is None
    assert await cards.show(404, 3, HEAT) is None


async def test_whoever_opens_a_card_is_remembered(database: Database, cards: CardStore) -> None:
    await cards.open(ANN, REQUEST)
    assert await PersonStore(database).find(ANN) is not None


async def test_cards_untouched_for_a_month_go_when_another_is_opened(
    database: Database, cards: CardStore
) -> None:
    database.now = lambda: 0
    old, used = await cards.open(ANN, REQUEST), await cards.open(ANN, REQUEST)
    await cards.show(old, 0, HEAT)
    database.now = lambda: 1
    await cards.show(used, 0, ALIEN)

    database.now = lambda: 30 * DAY
    await cards.open(BEN, REQUEST)
    assert await cards.find(old, ANN) is not None  # to the second
    database.now = lambda: 30 * DAY + 1
    newest = await cards.open(BEN, REQUEST)

    assert await cards.find(old, ANN) is None
    assert await cards.show(old, 1, BRAZIL) is None
    assert await cards.find(used, ANN) == Card(used, REQUEST, (ALIEN,))
    assert newest > used  # ids are not used again
    assert await tuples(database, "SELECT DISTINCT card_id FROM card_films") == [(used,)]


async def test_a_position_shown_again_does_not_make_a_card_younger(
    database: Database, cards: CardStore
) -> None:
    database.now = lambda: 0
    card_id = await cards.open(ANN, REQUEST)
    await cards.show(card_id, 0, HEAT)
    database.now = lambda: 31 * DAY
    assert await cards.show(card_id, 0, HEAT) == HEAT
    await cards.open(BEN, REQUEST)
    assert await cards.find(card_id, ANN) is None


async def test_card_that_begins_while_the_database_is_locked_lives_as_long_as_the_process(
    path: Path,
) -> None:
    async with open_database(path, busy_timeout=0.05) as database:
        cards = CardStore(database)
        card_id = await cards.open(ANN, REQUEST)
        with locked(path):
            unwritten = await cards.open(ANN, REQUEST)
            assert unwritten != await cards.open(ANN, REQUEST) > card_id
            assert await cards.show(unwritten, 0, HEAT) == HEAT
            assert await cards.show(unwritten, 0, HEAT + 1) == HEAT
            await cards.show_all(unwritten, 1, [HEAT + 1, HEAT + 2])
            with pytest.raises(ValueError, match="position 4"):
                await cards.show(unwritten, 4, HEAT)
            assert not await cards.set_request(unwritten, ANN, "{}")
            assert await cards.find(unwritten, BEN) is None
            found = Card(unwritten, REQUEST, (HEAT, HEAT + 1, HEAT + 2))
            assert await cards.find(unwritten, ANN) == found
            with pytest.raises(StorageError, match="is locked by another process"):
                await cards.show(card_id, 0, HEAT)
            assert await cards.find(card_id, ANN) == Card(card_id, REQUEST, ())
        assert await cards.show(card_id, 0, HEAT) == HEAT
        assert await cards.find(unwritten, ANN) == found
        assert card_id < await cards.open(ANN, REQUEST) < unwritten
        assert await CardStore(database).find(unwritten, ANN) is None


async def test_cards_survive_a_restart(path: Path) -> None:
    async with open_database(path) as database:
        card_id = await CardStore(database).open(ANN, REQUEST)
        await CardStore(database).show(card_id, 0, HEAT)
    async with open_database(path) as database:
        cards = CardStore(database)
        assert await cards.find(card_id, ANN) == Card(card_id, REQUEST, (HEAT,))
        assert await cards.show(card_id, 0, ALIEN) == HEAT
        assert await cards.show(card_id, 1, ALIEN) == ALIEN


async def test_the_schema_itself_refuses_requests_that_are_not_json(cards: CardStore) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        await cards.open(ANN, "comedy 90s")
