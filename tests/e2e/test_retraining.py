"""Training again while people talk: who may, what they see, and what comes of every mishap."""

import asyncio
import logging
import multiprocessing
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.playground import Fault, Message
from bot.service.models.training_run import Run
from core.catalog.film_filter import FilmFilter
from storage.models import ModelStatus
from storage.trainings import TrainingCause, TrainingOutcome, TrainingRecord
from tests.e2e.conftest import few
from tests.e2e.processes import moviebot, one_line
from tests.e2e.retraining import (
    FILMS,
    LONG,
    Talk,
    copied,
    crowd,
    eventually,
    leftovers,
    model_files,
    talking,
)
from tests.unit.bot.operator.training_replies import results

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Played:
    """What was seen of one retraining that went well."""

    state_dir: Path
    shown: list[str]  # Ada's message, each time it was edited
    joined: str  # what Ben saw first, who asked meanwhile in a group
    refused: list[str]  # what Cid was told, who is no admin
    not_back: str  # /rollback meanwhile
    meanwhile: str  # what Cid was recommended meanwhile
    card: str  # and on the same card after the swap
    in_flight: bool  # what was held before the swap still answers, with the model it began with
    to_ada: Message
    to_ben: Message
    n_trainings: int


@pytest.fixture(scope="session")
def played(quick: Path, tmp_path_factory: pytest.TempPathFactory) -> Played:
    """One retraining that is let go on to its end, for all tests that look at it."""
    state_dir = copied(quick, tmp_path_factory.mktemp("played") / "state")

    async def play() -> Played:
        async with talking(state_dir) as talk:
            return await watched(talk, state_dir)

    return asyncio.run(play())


async def watched(talk: Talk, state_dir: Path) -> Played:
    ada, ben, cid, world = talk.ada, talk.ben, talk.cid, talk.conversation.world
    for place, film in enumerate(FILMS):
        await cid.says(f"/rate {film} ★{5 - place % 3}").reply()
        await ben.says(f"/rate {film} ★{3 + place % 2}").reply()
    group = ben.creates_group("Films", cid)
    before = talk.conversation.services.recommending.current
    asked = ada.says("/retrain")
    progress = await asked.reply()
    await talk.begun()
    of_ben = ben.says("/retrain", chat=group)
    joined = await of_ben.reply()
    refused = [(await cid.says(each).reply()).text for each in ("/retrain", "/retrain cancel")]
    not_back = (await ada.says("/rollback").reply()).text
    card = await cid.says("/recommend").reply()
    shown: list[str] = []

    def is_over() -> bool:
        found = world.find(ada.id, progress.id)
        shown.append(found.text if found else "")
        return shown[-1].endswith("has ended.")

    await world.journal.until(is_over, LONG)
    to_ada = await asked.shows("Model 2", within=LONG)
    to_ben = await of_ben.shows("Modell 2", within=LONG)
    after = talk.conversation.services.recommending.current
    return Played(
        state_dir,
        shown,
        joined.text,
        refused,
        not_back,
        card.text,
        (await cid.presses(card, card.buttons[-1]).reply()).text,
        before is not after and bool(before.recommend({}, 3, wanted=FilmFilter(like=6)).page),
        to_ada,
        to_ben,
        len(await talk.conversation.services.models.newest_first()),
    )


class TestWatching:
    def test_admin_sees_how_it_goes(self, played: Played) -> None:
        assert played.shown[0].startswith("Training")
        assert any("step " in each and "loss 0." in each for each in played.shown)
        assert any("%" in each and " left" in each for each in played.shown)
        assert played.shown[-1].endswith("has ended.")

    def test_admin_is_told_what_came_of_it_with_a_picture(self, played: Played) -> None:
        assert played.to_ada.media is not None
        assert played.to_ada.text.startswith("✅ Model 2 serves from now on.")
        assert "2 people of this bot among them" in played.to_ada.text
        assert "RMSE 0." in played.to_ada.text
        assert "New ratings changed most:" in played.to_ada.text

    def test_second_request_joins_the_first(self, played: Played) -> None:
        assert "schon" in played.joined
        assert played.to_ben.media is not None
        assert "Ab jetzt dient Modell 2" in played.to_ben.text
        assert played.n_trainings == 2  # with the first one

    def test_whoever_is_no_admin_is_refused_and_changes_nothing(self, played: Played) -> None:
        assert played.refused == ["Sorry, only my admins may do that."] * 2

    def test_people_are_served_meanwhile_and_old_buttons_work_after_the_swap(
        self, played: Played
    ) -> None:
        assert "predicted" in played.meanwhile
        assert played.card

    def test_request_in_flight_ends_with_the_model_it_began_with(self, played: Played) -> None:
        assert played.in_flight

    def test_nobody_goes_back_while_a_training_is_compared(self, played: Played) -> None:
        assert "/retrain cancel" in played.not_back

    def test_nothing_is_left_behind(self, played: Played) -> None:
        assert not leftovers(played.state_dir)
        assert model_files(played.state_dir) == 3  # the first, the second and its twin


class TestGoingBack:
    async def test_rollback_serves_the_one_before_also_after_a_restart(
        self, played: Played, tmp_path: Path
    ) -> None:
        state_dir = copied(played.state_dir, tmp_path / "state")
        async with talking(state_dir) as talk:
            listed = (await talk.ada.says("/models").reply()).text
            assert "2 · ▶ in service" in listed
            assert "1 · kept" in listed
            for command in ("/models", "/rollback", "/stats"):
                assert "only my admins" in (await talk.cid.says(command).reply()).text
            card = await talk.cid.says("/recommend").reply()
            assert await talk.serving() == 2
            assert "Model 1" in (await talk.ada.says("/rollback").reply()).text
            assert await talk.serving() == 1
            assert await talk.cid.presses(card, card.buttons[-1]).replies()
            assert "no older model" in (await talk.ada.says("/rollback").reply()).text
            for wrong in ("/rollback 7", "/rollback x", "/rollback 1 2"):
                assert "odel" in (await talk.ben.says(wrong).reply()).text
            assert await talk.serving() == 1
        async with talking(state_dir) as talk:
            assert await talk.serving() == 1
            assert "Modell 2" in (await talk.ben.says("/rollback 2").reply()).text
            assert await talk.serving() == 2

    async def test_model_whose_file_is_damaged_is_not_gone_back_to(
        self, played: Played, tmp_path: Path
    ) -> None:
        state_dir = copied(played.state_dir, tmp_path / "state")
        async with talking(state_dir) as talk:
            models = talk.conversation.services.models
            first = await models.find(1)
            assert first is not None
            (state_dir / "models" / first.file_name).write_bytes(b"damaged")
            assert "no older model" in (await talk.ada.says("/rollback").reply()).text
            refused = (await talk.ada.says("/rollback 1").reply()).text
            assert "The file of model 1 is damaged" in refused
            assert "1 · file missing or damaged" in (await talk.ada.says("/models").reply()).text
            assert await talk.serving() == 2
            assert "predicted" in (await talk.cid.says("/recommend").reply()).text

    async def test_nothing_is_called_lost_when_another_process_has_gone_back(
        self, played: Played, tmp_path: Path
    ) -> None:
        state_dir = copied(played.state_dir, tmp_path / "state")
        async with talking(state_dir) as talk:
            services = talk.conversation.services
            assert await services.models.roll_back(services.recommending.info.fingerprint, 1)
            listed = (await talk.ada.says("/models").reply()).text
            assert "2 · ▶ in service" in listed  # until the next start
            assert "1 · kept" in listed

    async def test_model_whose_file_is_gone_is_passed_over_and_listed_as_lost(
        self, played: Played, tmp_path: Path
    ) -> None:
        state_dir = copied(played.state_dir, tmp_path / "state")
        async with talking(state_dir) as talk:
            first = await talk.conversation.services.models.find(1)
            assert first is not None
            (state_dir / "models" / first.file_name).unlink()
            assert "1 · file missing" in (await talk.ada.says("/models").reply()).text
            assert "no older model" in (await talk.ada.says("/rollback").reply()).text
            told = (await talk.ada.says("/rollback 1").reply()).text
            assert told.startswith("Model 1 was rejected, deleted, or never there.")
            assert await talk.serving() == 2

    async def test_where_the_one_in_service_is_gone_the_one_before_serves_and_is_said_to(
        self, played: Played, tmp_path: Path
    ) -> None:
        state_dir = copied(played.state_dir, tmp_path / "state")
        for each in sorted((state_dir / "models").iterdir())[1:]:
            each.unlink()  # the second model and its twin
        async with talking(state_dir) as talk:
            serving = talk.conversation.services.recommending.serving
            assert serving is not None
            assert serving.model_id == 1
            assert "predicted" in (await talk.cid.says("/recommend").reply()).text
            listed = (await talk.ada.says("/models").reply()).text
            assert "1 · ▶ in service" in listed
            assert "2 · file missing" in listed
            assert "Model 1:" in (await talk.ada.says("/stats").reply()).text
            assert "no older model" in (await talk.ada.says("/rollback").reply()).text
            assert "never there" in (await talk.ada.says("/rollback 2").reply()).text
            # Whoever says it in so many words makes it last.
            assert "Model 1" in (await talk.ada.says("/rollback 1").reply()).text
            assert await talk.serving() == 1

    async def test_without_any_file_popularity_serves_and_nothing_is_gone_back_to(
        self, played: Played, tmp_path: Path
    ) -> None:
        state_dir = copied(played.state_dir, tmp_path / "state")
        for each in (state_dir / "models").iterdir():
            each.unlink()
        async with talking(state_dir) as talk:
            for command in ("/rollback", "/rollback 1"):
                assert "/models shows" in (await talk.ada.says(command).reply()).text
            assert (await talk.ada.says("/models").reply()).text.count("file missing") == 2
            assert (await talk.cid.says("/recommend").reply()).buttons

    async def test_stats_tell_how_the_bot_is_doing(self, played: Played, tmp_path: Path) -> None:
        async with talking(copied(played.state_dir, tmp_path / "state")) as talk:
            await talk.cid.says("/rate alien ★5").reply()
            told = (await talk.ada.says("/stats").reply()).text
            assert "People: 3" in told
            assert "not yet trained on 1" in told
            assert "Model 2: 0 minutes old" in told or "minutes old" in told
            assert "Memory: " in told
            assert "Antwort in ms" in (await talk.ben.says("/stats").reply()).text


def test_command_line_lists_models_and_goes_back(played: Played, tmp_path: Path) -> None:
    state_dir = copied(played.state_dir, tmp_path / "state")
    dataset = {"DATASET": few(state_dir)["dataset"]}
    assert "serving" in moviebot(state_dir, "models", "list", **dataset).stdout
    back = moviebot(state_dir, "models", "rollback", **dataset)
    assert back.returncode == 0
    assert back.stdout.startswith("Model 1 of ")
    for arguments in ((), ("9",)):
        refused = moviebot(state_dir, "models", "rollback", *arguments, **dataset)
        assert refused.returncode == 1
        assert "moviebot models list" in one_line(refused)
    assert "retired" in moviebot(state_dir, "models", "list", **dataset).stdout


class TestPrivacy:
    async def test_whoever_wants_to_is_left_out_of_trainings(
        self, quick: Path, tmp_path: Path
    ) -> None:
        async with talking(copied(quick, tmp_path / "state")) as talk:
            services = talk.conversation.services
            for person in (talk.ben, talk.cid):
                await person.says("/rate heat 5").reply()
            assert await services.retraining.n_new_ratings() == 2
            shown = await talk.cid.says("/privacy").reply()
            assert "from yours too" in shown.text
            refused = await talk.ben.presses(shown, 0).toast()
            assert "somebody else" in refused or "jemand anderen" in refused
            out = talk.cid.presses(shown, 0)
            assert "leave your ratings out" in await out.toast()
            changed = await out.reply()
            assert "left out" in changed.text
            assert await services.retraining.n_new_ratings() == 1
            assert "learn from them" in await talk.cid.presses(changed, 0).toast()
            assert await services.retraining.n_new_ratings() == 2
            assert "von allen" in (await talk.ben.says("/privacy").reply()).text


class TestRefusing:
    async def test_without_admins_nobody_may(self, quick: Path, tmp_path: Path) -> None:
        state_dir = copied(quick, tmp_path / "state")
        async with talking(state_dir, admin_ids=frozenset()) as talk:
            group = talk.ada.creates_group("Films", talk.cid)
            for command in ("/retrain", "/retrain cancel", "/models", "/rollback", "/stats"):
                assert "only my admins" in (await talk.ada.says(command).reply()).text
                refused = await talk.cid.says(f"{command}", chat=group).reply()
                assert "only my admins" in refused.text
            assert "nur meine Admins" in (await talk.ben.says("/retrain").reply()).text
            assert talk.run is None
            await eventually(lambda: not leftovers(state_dir))
            assert await talk.serving() == 1

    async def test_what_is_no_order_is_asked_about(self, quick: Path, tmp_path: Path) -> None:
        async with talking(copied(quick, tmp_path / "state")) as talk:
            assert "/retrain begins" in (await talk.ada.says("/retrain now").reply()).text
            assert "No training" in (await talk.ada.says("/retrain cancel").reply()).text
            assert talk.run is None


class TestMishaps:
    async def test_cancelled_training_leaves_nothing_and_the_next_one_begins(
        self, quick: Path, tmp_path: Path
    ) -> None:
        state_dir = copied(quick, tmp_path / "state")
        async with talking(state_dir) as talk:
            for canceller in (talk.ada, talk.ben):
                progress = await talk.ada.says("/retrain").reply()
                run = await talk.begun()
                await canceller.says("/retrain cancel").reply()
                assert run.result is not None
                assert run.result.outcome is TrainingOutcome.CANCELLED
                await talk.conversation.world.journal.until(was_cancelled(talk, progress), LONG)
                await eventually(lambda: not leftovers(state_dir))
                assert model_files(state_dir) == 1
                assert await talk.serving() == 1

    async def test_killed_child_is_told_of_and_changes_nothing(
        self, quick: Path, tmp_path: Path
    ) -> None:
        state_dir = copied(quick, tmp_path / "state")
        async with talking(state_dir) as talk:
            asked = talk.ada.says("/retrain")
            await asked.reply()
            await talk.begun()
            (child,) = multiprocessing.active_children()
            child.kill()
            told = await asked.shows("failed", within=LONG)
            assert "its process died" in told.text
            await unchanged(talk, state_dir)

    @pytest.mark.parametrize(
        ("limit", "value", "words"),
        [
            ("retrain_memory", 250, "too much memory"),
            ("retrain_time", timedelta(seconds=6), "too long"),
        ],
    )
    async def test_training_beyond_its_limits_is_ended(
        self, quick: Path, tmp_path: Path, limit: str, value: object, words: str
    ) -> None:
        state_dir = copied(quick, tmp_path / "state")
        async with talking(state_dir, **{limit: value}) as talk:
            asked = talk.ada.says("/retrain")
            assert words in (await asked.shows("Training 2 took", within=LONG)).text
            await unchanged(talk, state_dir)

    async def test_training_begins_anew_when_somebody_it_learned_from_is_forgotten(
        self, quick: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        state_dir = copied(quick, tmp_path / "state")
        async with talking(state_dir) as talk:
            services = talk.conversation.services
            await talk.cid.says("/rate heat 5").reply()
            with caplog.at_level(logging.INFO):
                await talk.ada.says("/retrain").reply()
                await talk.begun()
                await services.people.forget(talk.cid.id)
                await eventually(lambda: "the training begins anew" in caplog.text)
            await talk.ada.says("/retrain cancel").reply()
            await unchanged(talk, state_dir)

    async def test_crowd_that_rates_by_the_die_brings_no_model_into_service(
        self, quick: Path, tmp_path: Path
    ) -> None:
        state_dir = copied(quick, tmp_path / "state")
        async with talking(state_dir) as talk:
            services = talk.conversation.services
            films = [film.movie_id for film in services.recommending.current.catalog.films]
            crowd(state_dir, films, 80)
            asked = talk.ada.says("/retrain")
            told = await asked.shows("was rejected", within=LONG)
            assert told.media is not None
            assert "Why:" in told.text
            assert await talk.serving() == 1
            second = await services.models.find(2)
            assert second is not None
            assert second.status is ModelStatus.REJECTED
            assert "2 · rejected" in (await talk.ada.says("/models").reply()).text
            assert "Model 2 was rejected" in (await talk.ada.says("/rollback 2").reply()).text


class TestTelling:
    async def test_where_a_picture_is_refused_the_words_come_alone(
        self, quick: Path, tmp_path: Path
    ) -> None:
        async with talking(copied(quick, tmp_path / "state")) as talk:
            services, world = talk.conversation.services, talk.conversation.world
            asked = talk.ada.says("/models")
            await asked.reply()
            world.faults.plan(Fault("error", method="sendPhoto", code=400))
            training = TrainingRecord(7, "abc", TrainingCause.SCHEDULE, 1_790_000_000)
            services.retraining.begun.put_nowait(Run(training, result=results()["promoted"]))
            told = await asked.shows("Model 7 serves", within=LONG)
            assert told.media is None
            assert "RMSE" in told.text


def was_cancelled(talk: Talk, message: Message) -> Callable[[], bool]:
    def says_so() -> bool:
        found = talk.conversation.world.find(message.chat_id, message.id)
        return found is not None and found.text.endswith("was cancelled.")

    return says_so


async def unchanged(talk: Talk, state_dir: Path) -> None:
    """The model in service is what it was, and people are answered."""
    assert talk.run is None
    assert await talk.serving() == 1
    assert not leftovers(state_dir)
    assert model_files(state_dir) == 1
    assert (await talk.cid.says("/rate heat 5").reply()).text.startswith("★5 for Heat")
    assert "because you gave Heat" in (await talk.cid.says("/recommend").reply()).text


class TestDue:
    async def test_training_is_due_when_it_is_time_and_enough_is_new(
        self, quick: Path, tmp_path: Path
    ) -> None:
        state_dir = copied(quick, tmp_path / "state")
        often = {"retrain_every": timedelta(microseconds=1), "retrain_min_new": 2}
        async with talking(state_dir, **often) as talk:
            retraining = talk.conversation.services.retraining
            assert not await retraining.is_due()
            await talk.cid.says("/rate heat 5").reply()
            assert not await retraining.is_due()
            await talk.cid.says("/rate alien ★5").reply()
            async with asyncio.timeout(20):  # it is counted in whole seconds
                while not await retraining.is_due():  # noqa: ASYNC110
                    await asyncio.sleep(0.1)
            await retraining.request(TrainingCause.SCHEDULE)
            assert not await retraining.is_due()
            await retraining.cancel()
        rarely = often | {"retrain_every": timedelta(days=1)}
        async with talking(state_dir, **rarely) as talk:
            retraining = talk.conversation.services.retraining
            assert not await retraining.is_due()
            assert 80_000 < await retraining.seconds_until_due() <= 86_400
