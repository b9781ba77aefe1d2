"""Turns for tests of handlers: people and chats, real services, and a messenger that records.

The database is a file with the newest schema, migrated once and copied for each test.
Films and model are made once and only read.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from bot.conversation.messenger import MessageAt, SentFile
from bot.conversation.press import Press
from bot.conversation.reply import Keyboard
from bot.conversation.turn import Chat, Message, Person, Turn
from bot.pictures.painter import Painter
from bot.rooms import ROOMS
from bot.service.language import texts_of_person
from bot.service.models.recommending import RecommenderService
from bot.service.models.retraining import RetrainingService
from bot.service.services import Services
from bot.service.settings import Settings
from bot.service.state import StateDirectory
from bot.words.problems import Problem
from bot.words.texts import texts_for
from core.catalog.dataset import DatasetInfo, save_catalog
from core.catalog.films import Catalog
from core.model.factor_model import FactorModel
from core.recommend.recommender import Recommender
from core.titles.search import TitleIndex
from storage.cards import CardStore
from storage.database import Database, open_database
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
from tests.builders import build_catalog, build_model
from tests.messenger import RecordingMessenger

ADA = Person(101, "Ada", "Ada Lovelace", "en")
BEN = Person(202, "Ben", "Ben <b>", "en")
EVE = Person(303, "Eve", "Eve", "en")
ADMIN = Person(909, "Root", "Root", "en")
GROUP = Chat(-700, is_private=False, is_group=True)

_ACTION, _ROMANCE = ("Action", "Crime"), ("Comedy", "Romance")
# Of the years 1990, 1991 …; the number of one is 10, of the next one 20 …
_FILMS = (
    ("Heat", _ACTION, (1.2, -0.3), 90),
    ("Casablanca", _ROMANCE, (-0.3, 1.2), 80),
    ("Alien", _ACTION, (1.1, -0.2), 70),
    ("Notting Hill", _ROMANCE, (-0.2, 1.1), 60),
    ("Predator", _ACTION, (1.0, -0.3), 55),
    ("Clueless", _ROMANCE, (-0.1, 1.0), 50),
    ("Ronin", _ACTION, (0.9, 0.0), 45),
    ("Emma", _ROMANCE, (0.0, 0.9), 40),
    ("King Kong", ("Adventure",), (0.5, 0.4), 35),
    ("King Kong", ("Adventure",), (0.6, 0.3), 30),
    ("Apollo 13", ("Drama",), (0.4, 0.4), 28),
    ("Predator 2", _ACTION, (0.8, -0.1), 26),
    ("Amelie", _ROMANCE, (-0.2, 0.9), 24),
    ("Seven", ("Crime", "Thriller"), (0.7, -0.2), 22),
    ("Sabrina", _ROMANCE, (-0.3, 0.8), 20),
    ("Braveheart", ("Action", "War"), (0.7, 0.1), 18),
    ("Persuasion", _ROMANCE, (0.1, 0.7), 16),
    ("Apollo", ("Drama",), (0.2, 0.2), 3),
)
HEAT, CASABLANCA, ALIEN, NOTTING_HILL, PREDATOR = 10, 20, 30, 40, 50
GONE = 9_999_990  # a film of another data set

_FINGERPRINT = "0123456789abcdef"


@cache
def films() -> Catalog:
    """Two tastes, some films that are neither, two of one name, one whose name ends in a number."""
    titles, genres, _, counts = zip(*_FILMS, strict=True)
    return build_catalog(titles, counts, genres)


@cache
def model() -> FactorModel:
    """One that tells the two tastes apart."""
    factors = np.array([each[2] for each in _FILMS])
    return build_model(
        factors,
        item_bias=np.linspace(0.4, -0.4, len(_FILMS)).tolist(),
        item_count=[each[3] for each in _FILMS],
        fingerprint=_FINGERPRINT,
    )


@cache
def recommender(*, with_model: bool = True) -> Recommender:
    """With the model above, or by popularity."""
    return Recommender(films(), TitleIndex(films()), model() if with_model else None)


@cache
def _info() -> DatasetInfo:
    n_ratings = int(films().rating_count.sum())
    return DatasetInfo("made up", _FINGERPRINT, "", 100, len(films()), n_ratings)


async def new_database(directory: Path) -> bytes:
    """The file of an empty database; to copy it is a few times faster than to migrate one."""
    path = directory / "new.db"
    async with open_database(path):
        pass
    return path.read_bytes()


@dataclass(slots=True, eq=False)
class MovingClock:
    """The time on the wall, moved at will."""

    moved: int = 0  # seconds

    def __call__(self) -> int:
        return int(time.time()) + self.moved


def private(person: Person | None = ADA) -> Chat:
    """Somebody's own chat with the bot, which has their id."""
    return Chat(person.user_id if person else 0, is_private=True, is_group=False)


@dataclass(slots=True, eq=False)
class Stage:
    """Where handlers are tried: one bot, and what it has said."""

    services: Services
    messenger: RecordingMessenger
    database: Database
    state: StateDirectory
    clock: MovingClock

    async def turn(
        self,
        who: Person | None = ADA,
        chat: Chat | None = None,
        *,
        text: str = "",
        at: MessageAt | None = None,
        is_forwarded: bool = False,
        file: SentFile | None = None,
        replied_file: SentFile | None = None,
        press_id: str | None = None,
        query_id: str | None = None,
        is_vote: bool = False,
    ) -> Turn:
        """A turn as an edge makes it: in the language somebody has chosen.

        Args:
            chat: None: in private; a vote and what is typed inline are in none.
            at: the bot's message whose button is pressed; None: a new message of theirs.
        """
        chat = chat or private(who)
        at = at or MessageAt(chat.chat_id, self.messenger.new_id())
        texts = texts_for(None)
        if who is not None:
            people = self.services.people
            texts = await texts_of_person(people, who.user_id, who.language_code or "")
        is_nowhere = is_vote or query_id is not None
        message = Message(at, text, is_forwarded=is_forwarded, file=file, replied_file=replied_file)
        return Turn(
            speaker=who,
            chat=None if is_nowhere else chat,
            message=None if is_nowhere else message,
            texts=texts,
            recommender=self.services.recommending.current,
            services=self.services,
            messenger=self.messenger,
            menu=ROOMS.menu,
            press_id=press_id,
            query_id=query_id,
        )

    async def command(
        self, name: str, text: str = "", *, by: Person | None = ADA, chat: Chat | None = None
    ) -> None:
        """Somebody writes a command."""
        command = next(each for each in ROOMS.commands if each.name == name)
        await command.handle(await self.turn(by, chat, text=f"/{name} {text}".strip()), text)

    async def press(
        self,
        button: str | Press,
        *,
        by: Person | None = ADA,
        chat: Chat | None = None,
        on: MessageAt | None = None,
        replied_file: SentFile | None = None,
    ) -> None:
        """Somebody presses a button of a message, of the latest one where none is named.

        Args:
            button: its label, or what it says where it is not to be seen any more.
        """
        on = on or self.messenger.latest
        assert on is not None, "nothing was said yet"
        press = self.button(button, on) if isinstance(button, str) else button
        turn = await self.turn(by, chat, at=on, press_id="press", replied_file=replied_file)
        await ROOMS.press(turn, ROOMS.encode(press))

    def button(self, label: str, on: MessageAt | None = None) -> Press:
        """What a button of a message says, by its label as it stands now."""
        rows = self._keyboard(on)
        for each in (each for row in rows for each in row):
            if each.label == label and each.press is not None:
                return each.press
        raise AssertionError(f"no button {label!r} among {self.labels}")

    def link(self, label: str) -> str | None:
        """Where a button of the latest message leads."""
        return next(each.url for row in self._keyboard() for each in row if each.label == label)

    @property
    def said(self) -> str:
        """The latest message, as it stands."""
        assert self.messenger.latest is not None, "nothing was said yet"
        return self.messenger.messages[self.messenger.latest].text

    @property
    def labels(self) -> list[str]:
        """On the buttons of the latest message, row by row."""
        return [each.label for row in self._keyboard() for each in row]

    async def stars(self, who: Person = ADA) -> dict[int, float]:
        """What somebody's ratings are, by movie id."""
        return {
            each.movie_id: each.stars for each in await self.services.ratings.profile(who.user_id)
        }

    async def marks(self, who: Person = ADA) -> dict[int, str]:
        """What somebody's marks are, by movie id."""
        marks = await self.services.marks.of(who.user_id)
        return {each.movie_id: each.kind.value for each in marks}

    async def rate(self, stars: dict[int, float], who: Person = ADA) -> None:
        """Let somebody have told of some films."""
        for movie_id, each in stars.items():
            await self.services.ratings.rate(who.user_id, movie_id, each)

    def serve(self, recommender: Recommender) -> None:
        """Put another recommender into service, as a training or a rollback does."""
        self.services.recommending.current = recommender

    def _keyboard(self, on: MessageAt | None = None) -> Keyboard:
        on = on or self.messenger.latest
        assert on is not None, "nothing was said yet"
        return self.messenger.messages[on].keyboard


async def refusal(doing: Awaitable[object]) -> str:
    """What somebody is told, in English, who asks for something that cannot be done."""
    try:
        await doing
    except Problem as problem:
        return texts_for(None).plain(problem.key, **problem.values)
    raise AssertionError("it was done")


def other_model(films_gone: Sequence[int] = ()) -> Recommender:
    """One that expects ★1.5 of everybody for everything; some films may be gone with it."""
    flat = build_model(np.zeros((len(films()), 1)), global_mean=1.5, fingerprint=_FINGERPRINT)
    if not films_gone:
        return Recommender(films(), TitleIndex(films()), flat)
    kept = [film.movie_id not in films_gone for film in films().films]
    left = Catalog.build(
        [film for film, keep in zip(films().films, kept, strict=True) if keep],
        films().rating_count[kept],
        films().rating_sum[kept],
    )
    return Recommender(left, TitleIndex(left), None)


@asynccontextmanager
async def open_stage(
    directory: Path, empty: bytes, *, with_model: bool = True
) -> AsyncIterator[Stage]:
    """Real services in a directory, on a copy of `new_database`."""
    state = StateDirectory(directory / "state")
    await asyncio.to_thread(state.create)
    state.database.write_bytes(empty)
    clock = MovingClock()
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        state_dir=state.root,
        admin_ids=frozenset({ADMIN.user_id}),
    )
    async with open_database(state.database, clock=clock) as database:
        services = _services(database, settings, state, with_model=with_model)
        messenger = RecordingMessenger()
        try:
            yield Stage(services, messenger, database, state, clock)
        finally:
            await services.retraining.close()
            await messenger.close()


def _services(
    database: Database, settings: Settings, state: StateDirectory, *, with_model: bool
) -> Services:
    models = ModelStore(database)
    serving = recommender(with_model=with_model)
    recommending = RecommenderService(serving, _info(), settings, state, models)
    return Services(
        people=PersonStore(database),
        ratings=RatingStore(database),
        marks=MarkStore(database),
        cards=CardStore(database),
        imports=ImportStore(database),
        nights=NightStore(database),
        night_votes=VoteStore(database),
        night_mornings=MorningStore(database),
        questions=QuestionStore(database),
        inbox=InboxStore(database),
        recommending=recommending,
        painter=Painter(),
        usage=UsageStore(database),
        models=models,
        retraining=RetrainingService(recommending, TrainingStore(database), settings, state),
        admins=settings.admin_ids,
    )


def keep_catalog(stage: Stage) -> None:
    """Write the films down where processes of their own look for them."""
    save_catalog(stage.services.recommending.catalog_path, films(), _info())
