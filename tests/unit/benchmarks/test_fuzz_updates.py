"""The updates of the fuzzer: all kinds that the library knows, and the same ones for a seed."""

import json

import pytest
from telegram import Update

from benchmarks.fuzz_updates.updates import Updates
from bot.playground import World
from bot.playground.ids import Ids
from bot.rooms import ROOMS

# It fills all fields that the library has, those too that will go with its next version.
pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


def a_world() -> World:
    world = World(ids=Ids(began=0.0, chance=0))
    ada = world.add_person("Ada", user_id=101)
    world.add_group("Films", ada.id, "supergroup")
    return world


@pytest.mark.parametrize("seed", [1, 2])
def test_every_kind_of_update_is_made(seed: int) -> None:
    updates = Updates(a_world(), ROOMS, seed, broken_share=0.0, file_share=0.0)
    made = [updates.next() for _ in range(3000)]
    assert {each.kind for each in made} == set(Update.ALL_TYPES)
    for each in made:
        assert list(each.content) == [each.kind]
        assert json.dumps(each.content)
        assert not each.is_broken


def test_half_of_them_are_broken_and_a_seed_makes_the_same() -> None:
    first, again = (
        [
            json.dumps(updates.next().content)
            for updates in [Updates(a_world(), ROOMS, 3, broken_share=0.5, file_share=0.0)]
            for _ in range(300)
        ]
        for _ in range(2)
    )
    assert first == again
