"""What a movie night was asked for, and what is said of its films: as the database keeps it."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from bot.filters.stored import filter_from_json, filter_to_json
from core.catalog.film_filter import ANY, FilmFilter

MINUTE, HOUR, DAY = 60, 3600, 86_400
OPEN_PERIODS = (10 * MINUTE, HOUR, DAY, 3 * DAY)  # seconds that a vote may go on


class DecisionReason(StrEnum):
    """Why a film was decided on."""

    VOTES = "votes"  # most votes
    TIE = "tie"  # as many as another, and higher on the list
    NO_VOTES = "no-votes"  # nobody voted: the first of the list
    ROUNDS = "rounds"  # no list found favour: the best of all


@dataclass(frozen=True, slots=True)
class NightRequest:
    """Which films a group wants, and how it votes."""

    wanted: FilmFilter = ANY
    unseen: bool = True  # leave out what one of them has seen
    open_for: int = HOUR  # seconds that each vote goes on
    language: str = "en"  # of whoever opened the night: what the group reads is written in it
    genres: tuple[str, ...] = ()  # offered to choose from, in the order of buttons
    tab: int = 0  # page of what can be chosen that is open, from 1; 0: none

    def encode(self) -> str:
        """JSON."""
        said = {
            "wanted": filter_to_json(self.wanted),
            "unseen": self.unseen,
            "open_for": self.open_for,
            "language": self.language,
            "genres": list(self.genres),
            "tab": self.tab,
        }
        return json.dumps(said, sort_keys=True)

    @classmethod
    def decode(cls, text: str) -> "NightRequest":
        """What `encode` wrote."""
        said: dict[str, Any] = json.loads(text)
        return cls(
            filter_from_json(said["wanted"]),
            said["unseen"],
            said["open_for"],
            said["language"],
            tuple(said["genres"]),
            said["tab"],
        )


@dataclass(frozen=True, slots=True)
class NightPick:
    """One film of a vote, and what the group may know of it: nothing that names one of them."""

    movie_id: int
    at_least: float  # stars that everybody should give it
    n_stretch: int  # for so many it is not their kind of film
    n_seen: int


def encode_picks(picks: Iterable[NightPick]) -> str:
    """JSON."""
    return json.dumps([asdict(pick) for pick in picks])


def decode_picks(text: str) -> tuple[NightPick, ...]:
    """What `encode_picks` wrote."""
    return tuple(NightPick(**pick) for pick in json.loads(text))
