"""/retrain, /models, /rollback and /stats: for those alone who run the bot."""

from bot.conversation.reply import Reply
from bot.conversation.turn import Turn
from bot.operator.admins import admin
from bot.operator.views.models import model_list, rolled_back
from bot.operator.views.stats import Health, health
from bot.operator.views.training import training_goes_on
from bot.service.models.retraining import BusyError
from bot.words.problems import Problem
from core.errors import ModelError
from storage.trainings import TrainingCause, Watcher


async def on_retrain(turn: Turn, text: str) -> None:
    """/retrain begins a training or joins the one that goes on; /retrain cancel ends it.

    Raises:
        Problem: it is no admin who asks, or something else that is asked for.
    """
    person = admin(turn)
    match [word.lower() for word in text.split()]:
        case []:
            await turn.services.people.remember(person.user_id, person.language_code)
            await _begin(turn, person.user_id)
        case ["cancel"]:
            await _cancel(turn)
        case _:
            raise Problem("problem-retrain-usage")


async def on_models(turn: Turn, _text: str) -> None:
    """/models.

    Raises:
        Problem: it is no admin who asks.
    """
    admin(turn)
    services = turn.services
    await turn.say(model_list(turn.texts, await services.recommending.known_models()))


async def on_rollback(turn: Turn, text: str) -> None:
    """/rollback goes back to the model before, /rollback 3 to model 3.

    Raises:
        Problem: it is no admin who asks, there is no such model, its file is damaged, or a
            training is about to be compared with the one in service.
    """
    admin(turn)
    services = turn.services
    model_id = _model_id(text.split())
    if services.retraining.run is not None:
        raise Problem("problem-rollback-training")
    try:
        record = await services.recommending.roll_back(model_id)
    except ModelError as exc:
        raise Problem("problem-rollback-damaged", number=str(model_id)) from exc
    if record is None and model_id is None:
        raise Problem("problem-rollback-none")
    if record is None:
        raise Problem("problem-rollback-unknown", number=str(model_id))
    await turn.say(rolled_back(turn.texts, record))


async def on_stats(turn: Turn, _text: str) -> None:
    """/stats.

    Raises:
        Problem: it is no admin who asks.
    """
    admin(turn)
    services = turn.services
    seen = Health(
        await services.usage.read(),
        services.meter.figures(),
        services.recommending.serving,
        await services.retraining.n_new_ratings(),
        services.retraining.run,
    )
    await turn.say(health(turn.texts, seen))


async def _begin(turn: Turn, user_id: int) -> None:
    retraining = turn.services.retraining
    try:
        run, joined = await retraining.request(TrainingCause.REQUEST)
    except BusyError as exc:
        raise Problem("problem-retrain-busy") from exc
    async with run.watching:
        message = await turn.say(training_goes_on(turn.texts, run, joined=joined))
        await retraining.watch(run, Watcher(user_id, message.chat_id, message.message_id))


async def _cancel(turn: Turn) -> None:
    cancelled = await turn.services.retraining.cancel()
    key = "training-cancelled" if cancelled else "training-not-cancelled"
    await turn.say(Reply(turn.texts(key)))


def _model_id(words: list[str]) -> int | None:
    match words:
        case []:
            return None
        case [word] if word.isascii() and word.isdecimal() and len(word) < 10:
            return int(word)
        case _:
            raise Problem("problem-rollback-usage")
