"""What handlers can reach, with types: the stores and the recommender in service."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from telegram.ext import Application, CallbackContext, ExtBot, JobQueue

from bot.measuring import Meter
from bot.movie_night.one_at_a_time import OneAtATime
from bot.movie_night.redraw import Redraws
from bot.pictures.painter import Painter
from bot.recommending import RecommenderService
from bot.retraining import RetrainingService
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

Dict = dict[Any, Any]
Bot = ExtBot[int]


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


class Context(CallbackContext[Bot, Dict, Dict, Dict]):
    """A handler's context."""

    @property
    def services(self) -> Services:
        """The services this bot was wired with.

        Raises:
            TypeError: the application was not wired by `bot.app`.
        """
        services = self.application.bot_data.get(Services)
        if not isinstance(services, Services):
            raise TypeError("the application has no services")
        return services


MovieBot = Application[
    Bot, Context, Dict, Dict, Dict, JobQueue[CallbackContext[ExtBot[None], Dict, Dict, Dict]]
]
