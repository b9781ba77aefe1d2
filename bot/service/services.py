"""Everything behind the conversation: the stores, the recommender in service, what is shared."""

import asyncio
from dataclasses import dataclass, field

from bot.measuring import Meter
from bot.pictures.painter import Painter
from bot.recommending import RecommenderService
from bot.retraining import RetrainingService
from bot.service.one_at_a_time import OneAtATime
from bot.service.redraws import Redraws
from storage.cards import CardStore
from storage.imports import ImportStore
from storage.inbox import InboxStore
from storage.marks import MarkStore
from storage.models import ModelStore
from storage.night_mornings import MorningStore
from storage.night_votes import VoteStore
from storage.nights import NightStore
from storage.people import PersonStore
from storage.questions import QuestionStore
from storage.ratings import RatingStore
from storage.usage import UsageStore


@dataclass(frozen=True, slots=True)
class Services:
    """Everything behind the conversation."""

    people: PersonStore
    ratings: RatingStore
    marks: MarkStore
    cards: CardStore
    imports: ImportStore
    nights: NightStore
    night_votes: VoteStore
    night_mornings: MorningStore
    questions: QuestionStore
    inbox: InboxStore
    recommending: RecommenderService
    painter: Painter
    usage: UsageStore
    models: ModelStore
    retraining: RetrainingService
    admins: frozenset[int] = frozenset()  # Telegram user ids
    meter: Meter = field(default_factory=Meter)
    # One file at a time is read: each takes a core for seconds, and megabytes of memory.
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)
    night_turns: OneAtATime = field(default_factory=OneAtATime)
    redraws: Redraws = field(default_factory=Redraws)
    nameless_nights: set[int] = field(default_factory=set)  # with votes that cannot be counted
    ask_after: float = 72_000.0  # seconds from the decision of a night to the morning after
