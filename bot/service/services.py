"""Everything behind the conversation: the stores, the recommender in service, what is shared."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from bot.pictures.painter import Painter
from bot.service.models.recommending import RecommenderService, open_service
from bot.service.models.retraining import RetrainingService
from bot.service.one_at_a_time import OneAtATime
from bot.service.redraws import Redraws
from bot.service.settings import Settings
from bot.service.state import StateDirectory
from bot.service.telemetry.memory import give_back_large_arrays
from bot.service.telemetry.meter import Meter
from storage.cards import CardStore
from storage.database import Clock, open_database, utc_seconds
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
from storage.trainings import TrainingStore
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
    strange_nights: set[int] = field(default_factory=set)  # whose groups know of votes from outside
    ask_after: float = 72_000.0  # seconds from the decision of a night to the morning after


@asynccontextmanager
async def open_services(
    settings: Settings, *, clock: Clock = utc_seconds
) -> AsyncIterator[Services]:
    """State directory, database and recommender, put together without any edge; closed on leaving.

    Args:
        settings: where all of it is.
        clock: what is written down as the time, and decides what is due.

    Raises:
        DataError: the data set cannot be used.
        StorageError: `STATE_DIR` or the database cannot be used.
    """
    give_back_large_arrays()
    state = StateDirectory(settings.state_dir)
    await asyncio.to_thread(state.create)
    await asyncio.to_thread(state.refuse_lost_database)
    async with open_database(state.database, clock=clock) as database, AsyncExitStack() as stack:
        models = ModelStore(database)
        recommending = await open_service(settings, state, models)
        retraining = RetrainingService(recommending, TrainingStore(database), settings, state)
        stack.push_async_callback(retraining.close)
        yield Services(
            PersonStore(database),
            RatingStore(database),
            MarkStore(database),
            CardStore(database),
            ImportStore(database),
            NightStore(database),
            VoteStore(database),
            MorningStore(database),
            QuestionStore(database),
            InboxStore(database),
            recommending,
            Painter(),
            UsageStore(database),
            models,
            retraining,
            settings.admin_ids,
            ask_after=settings.ask_after_hours * 3600,
        )
