"""What a deck was begun with, as it is kept in the database: JSON.

Buttons of a deck count its pages and its genres. Both are fixed when it begins, so they mean the
same after a restart, an update of the bot or another data set.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class DeckRequest:
    """What does not change while a deck is in use."""

    page_size: int  # films a page
    genres: tuple[str, ...]  # offered to be picked

    def encode(self) -> str:
        """As `CardStore` keeps it."""
        return json.dumps({"deck": self.page_size, "genres": self.genres})

    @classmethod
    def decode(cls, text: str) -> "DeckRequest | None":
        """What `encode` wrote; None where the card is no deck."""
        said: dict[str, Any] = json.loads(text)
        if "deck" not in said:
            return None
        return cls(said["deck"], tuple(said["genres"]))

    def positions(self, page: int) -> range:
        """Of the films of a page."""
        return range(page * self.page_size, (page + 1) * self.page_size)

    def number_of(self, picked: Collection[str]) -> int:
        """Genres as one number that fits on a button: bit n is set where `genres[n]` is picked."""
        return sum(1 << place for place, genre in enumerate(self.genres) if genre in picked)

    def genres_of(self, number: int) -> frozenset[str]:
        """The genres that `number_of` was given."""
        return frozenset(genre for place, genre in enumerate(self.genres) if number >> place & 1)
