"""The whole bot against the local Bot API: one training for all tests, a fresh state for each."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.playground import Person, World, serve
from bot.service.models import recommending
from bot.service.services import Services, open_services
from bot.service.settings import Settings
from bot.telegram.app import running_bot
from bot.words.languages import LANGUAGES
from bot.words.texts import texts_for
from core.catalog.films import Catalog
from core.titles.search import TitleIndex
from core.training.jobs import Progress, TrainingReport
from tests.csv_files import write_few_films
from tests.once import made_once

FEW = "few-films"  # a data set beside a model of it, in its state directory


@dataclass(frozen=True)
class Trained:
    """A state directory with a model trained on the bundled data, and what the training said."""

    state_dir: Path
    report: TrainingReport
    progress: list[Progress]


@dataclass(frozen=True)
class Conversation:
    """A world with the real bot in it."""

    world: World
    services: Services

    def person(self, name: str = "Ada", language: str = "en") -> Person:
        return Person(self.world, self.world.add_person(name, language_code=language))

    async def introduced(self) -> None:
        """Return when menus and descriptions are set, which nobody else waits for."""
        last = LANGUAGES[-1]
        wanted = texts_for(last).plain("about-short")
        async with asyncio.timeout(20):
            while self.world.profile.get("short_description", last) != wanted:  # noqa: ASYNC110
                await asyncio.sleep(0.01)


def settings_for(state_dir: Path, **values: object) -> Settings:
    """Settings that do not look at the environment or a .env of whoever runs the tests."""
    return Settings(_env_file=None, state_dir=state_dir, **values)  # type: ignore[arg-type,call-arg]


def few(state_dir: Path) -> dict[str, str]:
    """The setting that belongs to a copy of `quick`."""
    return {"dataset": str(state_dir / FEW)}


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(scope="session", autouse=True)
def _one_title_index_for_the_same_films() -> Iterator[None]:
    """An index never changes, and to build it is most of what the start of a bot takes."""
    kept: dict[object, TitleIndex] = {}

    def title_index(catalog: Catalog) -> TitleIndex:
        content = catalog.films, catalog.rating_count.tobytes()
        if content not in kept:
            kept[content] = TitleIndex(catalog)
        return kept[content]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recommending, "TitleIndex", title_index)
        yield


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    def make(state_dir: Path) -> Trained:
        progress: list[Progress] = []

        async def train() -> TrainingReport:
            async with open_services(settings_for(state_dir)) as services:
                return await services.recommending.train(progress.append)

        return Trained(state_dir, asyncio.run(train()), progress)

    return made_once(tmp_path_factory, "trained", make)


@pytest.fixture
def state_dir(trained: Trained, tmp_path: Path) -> Path:
    """A copy of the trained state: nobody has said anything yet."""
    copy = tmp_path / "state"
    shutil.copytree(trained.state_dir, copy)
    return copy


@pytest.fixture(scope="session")
def few_films(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data set that is trained on in seconds: the best-known films, a sixth of the people."""

    def make(directory: Path) -> Path:
        folder = directory / FEW
        write_few_films(folder)
        return folder

    return made_once(tmp_path_factory, "few_films", make)


@pytest.fixture(scope="session")
def quick(few_films: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state with a model of few films, their data set in it: for `few`."""

    def make(directory: Path) -> Path:
        state_dir = directory / "state"
        shutil.copytree(few_films, state_dir / FEW)
        settings = settings_for(state_dir, **few(state_dir))
        progress: list[Progress] = []

        async def train() -> None:
            async with open_services(settings) as services:
                await services.retraining.ensure_model(progress.append)

        asyncio.run(train())
        return state_dir

    return made_once(tmp_path_factory, "quick", make)


@asynccontextmanager
async def conversing(settings: Settings, world: World | None = None) -> AsyncIterator[Conversation]:
    """Run the bot inside this process, in a world of its own or in a given one.

    Both go by the clock of the world, so that `world.advance` lets time pass for the bot too.
    """
    world = world or World()
    async with (
        open_services(settings, clock=lambda: int(world.clock.now())) as services,
        serve(world) as address,
        running_bot(world.token, address, services) as running,
    ):
        world.idle = running.application.update_queue.join
        yield Conversation(world, services)


@pytest.fixture
async def conversation(state_dir: Path) -> AsyncIterator[Conversation]:
    async with conversing(settings_for(state_dir)) as conversation:
        yield conversation
