"""Native polls: options, votes, closing. What people may do is checked where they do it."""

from dataclasses import dataclass, field
from typing import Literal

from bot.playground.entities import Entity
from bot.playground.json_types import Json
from bot.playground.text import NOTHING, FormattedText

MAX_QUESTION = 300
MAX_OPTION = 100
MAX_OPTIONS = 12
MAX_EXPLANATION = 200
MIN_OPEN, MAX_OPEN = 5, 2_628_000  # seconds


@dataclass(slots=True, eq=False)
class Poll:
    """One poll, wherever its messages are.

    Attributes:
        votes: chosen option indices by user id; whoever retracted is not in it.
        by_bot: whether the bot sent it; of other polls a bot hears no votes.
        open_period: seconds from sending to closing; 0 for no limit.
        close_date: Unix seconds; 0 for none.
    """

    id: str
    question: FormattedText
    options: tuple[FormattedText, ...]
    by_bot: bool
    is_anonymous: bool = True
    kind: Literal["regular", "quiz"] = "regular"
    multiple: bool = False
    revoting: bool = True
    members_only: bool = False
    correct: tuple[int, ...] = ()
    explanation: FormattedText = NOTHING
    open_period: int = 0
    close_date: int = 0
    is_closed: bool = False
    votes: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def count(self, option: int) -> int:
        """How many have chosen an option."""
        return sum(option in chosen for chosen in self.votes.values())

    def persistent_id(self, option: int) -> str:
        """The id an option keeps when others come and go."""
        return f"{self.id}-{option}"

    def vote(self, user_id: int, options: tuple[int, ...]) -> None:
        """Someone chooses options, or none to take the vote back.

        Raises:
            ValueError: what no application would offer: a closed poll, options that are not
                there or too many, another vote where the first is final.
        """
        if self.is_closed:
            raise ValueError("the poll is closed")
        if any(not 0 <= option < len(self.options) for option in options):
            raise ValueError("no such option")
        if len(set(options)) != len(options) or (len(options) > 1 and not self.multiple):
            raise ValueError("one answer each")
        if user_id in self.votes and not self.revoting:
            raise ValueError("votes in this poll are final")
        if options:
            self.votes[user_id] = tuple(sorted(options))
        else:
            self.votes.pop(user_id, None)

    def to_dict(self) -> Json:
        """The Poll object."""
        known: Json = {
            "id": self.id,
            "question": self.question.text,
            "options": [self._option(index) for index in range(len(self.options))],
            "total_voter_count": len(self.votes),
            "is_closed": self.is_closed,
            "is_anonymous": self.is_anonymous,
            "type": self.kind,
            "allows_multiple_answers": self.multiple,
            "allows_revoting": self.revoting,
            "members_only": self.members_only,
        }
        if self.question.entities:
            known["question_entities"] = _entities(self.question.entities)
        if self.kind == "quiz":
            known["correct_option_ids"] = list(self.correct)
        if self.explanation.text:
            known["explanation"] = self.explanation.text
            known["explanation_entities"] = _entities(self.explanation.entities)
        if self.open_period:
            known["open_period"] = self.open_period
        if self.close_date:
            known["close_date"] = self.close_date
        return known

    def _option(self, index: int) -> Json:
        text = self.options[index]
        option: Json = {
            "persistent_id": self.persistent_id(index),
            "text": text.text,
            "voter_count": self.count(index),
        }
        return option | {"text_entities": _entities(text.entities)} if text.entities else option


def _entities(entities: tuple[Entity, ...]) -> list[Json]:
    return [entity.to_dict() for entity in entities]
