"""Any sequence of ratings, removals and undos, against a model that is a plain list."""

import asyncio
import tempfile
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from storage.database import open_database
from storage.ratings import RatingStore, UndoOutcome, UserRating

T = TypeVar("T")

USERS = st.sampled_from([1, 2])
MOVIES = st.sampled_from([10, 20])
STARS = st.sampled_from([0.5, 3.0, 5.0])


@dataclass
class Said:
    """One change, as the model keeps it; its place in the list is its id."""

    user_id: int
    movie_id: int
    stars: float | None
    undone: bool = False


class RatingHistory(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[Said] = []
        self.runner = asyncio.Runner()
        self.directory = tempfile.TemporaryDirectory()
        self.resources = AsyncExitStack()
        self.open()

    def open(self) -> None:
        path = Path(self.directory.name) / "bot.sqlite3"
        # Everything within one second, so that only the order of the changes can count.
        opening = self.resources.enter_async_context(open_database(path, clock=lambda: 5))
        self.ratings = RatingStore(self.run(opening))

    def teardown(self) -> None:
        self.run(self.resources.aclose())
        self.runner.close()
        self.directory.cleanup()

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(coroutine)

    def latest(self, user_id: int, movie_id: int) -> int | None:
        """The model's last change of the film that counts, by its place in the list."""
        places = [
            place
            for place, said in enumerate(self.said)
            if (said.user_id, said.movie_id, said.undone) == (user_id, movie_id, False)
        ]
        return places[-1] if places else None

    def expected_profile(self, user_id: int) -> tuple[UserRating, ...]:
        places = sorted(
            place for movie_id in (10, 20) if (place := self.latest(user_id, movie_id)) is not None
        )
        return tuple(
            UserRating(said.movie_id, said.stars, 5)
            for said in (self.said[place] for place in reversed(places))
            if said.stars is not None
        )

    @rule(user_id=USERS, movie_id=MOVIES, stars=STARS)
    def rate(self, user_id: int, movie_id: int, stars: float) -> None:
        latest = self.latest(user_id, movie_id)
        same = latest is not None and self.said[latest].stars == stars
        if not same:
            self.said.append(Said(user_id, movie_id, stars))
            latest = len(self.said) - 1

        result = self.run(self.ratings.rate(user_id, movie_id, stars))

        assert result.changed is not same
        assert result.change.change_id - 1 == latest
        assert result.change.stars == stars
        assert result.profile == self.expected_profile(user_id)

    @rule(user_id=USERS, movie_id=MOVIES)
    def remove(self, user_id: int, movie_id: int) -> None:
        latest = self.latest(user_id, movie_id)
        result = self.run(self.ratings.remove(user_id, movie_id))
        if latest is None:
            assert result is None
            return
        gone = self.said[latest].stars is None
        if not gone:
            self.said.append(Said(user_id, movie_id, None))
            latest = len(self.said) - 1
        assert result is not None
        assert result.changed is not gone
        assert result.change.change_id - 1 == latest
        assert result.profile == self.expected_profile(user_id)

    @rule(user_id=USERS, age=st.integers(0, 5))
    def undo(self, user_id: int, age: int) -> None:
        place = len(self.said) - 1 - age
        said = self.said[place] if place >= 0 else None
        if said is None or said.user_id != user_id:
            expected = UndoOutcome.UNKNOWN
        elif said.undone:
            expected = UndoOutcome.ALREADY_UNDONE
        elif self.latest(user_id, said.movie_id) != place:
            expected = UndoOutcome.SUPERSEDED
        else:
            expected = UndoOutcome.UNDONE
            said.undone = True

        result = self.run(self.ratings.undo(user_id, place + 1))

        assert result.outcome is expected
        assert result.profile == self.expected_profile(user_id)

    @rule()
    def restart(self) -> None:
        self.run(self.resources.aclose())
        self.open()

    @invariant()
    def profiles_are_what_was_said(self) -> None:
        for user_id in (1, 2):
            assert self.run(self.ratings.profile(user_id)) == self.expected_profile(user_id)


RatingHistory.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=25,
    suppress_health_check=[HealthCheck.too_slow],
)
TestRatingHistory = RatingHistory.TestCase
