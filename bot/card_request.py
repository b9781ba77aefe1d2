"""What a card was asked for, as it is kept in the database: JSON."""

import json
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from core.film_filter import ANY, FilmFilter

_SETS = frozenset({"genres", "some_genres", "without_genres"})


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
        wanted = {
            name: sorted(value) if name in _SETS else value
            for name, value in asdict(self.wanted).items()
            if value != getattr(ANY, name)
        }
        before = None if self.before is None else [self.before.card_id, self.before.position]
        said = {"wanted": wanted, "before": before, "genres": list(self.genres)}
        return json.dumps({name: value for name, value in said.items() if value}, sort_keys=True)

    @classmethod
    def decode(cls, text: str) -> "CardRequest":
        """What `encode` wrote; conditions that only a later bot knows are passed over."""
        said: dict[str, Any] = json.loads(text)
        known = {each.name for each in fields(FilmFilter)}
        wanted: dict[str, Any] = {
            name: frozenset(value) if name in _SETS else value
            for name, value in said.get("wanted", {}).items()
            if name in known
        }
        before = said.get("before")
        return cls(
            FilmFilter(**wanted),
            Place(*before) if before else None,
            tuple(said.get("genres", ())),
        )
