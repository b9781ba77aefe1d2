"""What a card was asked for, as it is kept in the database: JSON."""

import json
from dataclasses import dataclass, field
from typing import Any

from bot.filters.stored import filter_from_json, filter_to_json
from core.catalog.film_filter import ANY, FilmFilter


@dataclass(frozen=True, slots=True)
class Place:
    """One film on one card."""

    card_id: int
    position: int  # from 0


@dataclass(frozen=True, slots=True)
class CardRequest:
    """Which films a card shows, and where "back" leads from the first of them."""

    wanted: FilmFilter = ANY
    before: Place | None = None  # the card stood here before; None: it began the message
    genres: tuple[str, ...] = field(default=())  # offered to choose from, in the order of buttons

    def encode(self) -> str:
        """As `CardStore` keeps it; what says nothing is left out."""
        wanted = filter_to_json(self.wanted)
        before = None if self.before is None else [self.before.card_id, self.before.position]
        said = {"wanted": wanted, "before": before, "genres": list(self.genres)}
        return json.dumps({name: value for name, value in said.items() if value}, sort_keys=True)

    @classmethod
    def decode(cls, text: str) -> "CardRequest":
        """What `encode` wrote; conditions that only a later bot knows are passed over."""
        said: dict[str, Any] = json.loads(text)
        before = said.get("before")
        return cls(
            filter_from_json(said.get("wanted", {})),
            Place(*before) if before else None,
            tuple(said.get("genres", ())),
        )
