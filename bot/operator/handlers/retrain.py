"""/retrain: an admin has the bot train now, watches how it goes, or ends it."""

from bot.conversation.reply import Reply
from bot.conversation.turn import Turn
from bot.operator.admins import admin
from bot.operator.views.training import training_goes_on
from bot.service.models.retraining import BusyError
from bot.words.problems import Problem
from storage.trainings import TrainingCause, Watcher


async def on_command(turn: Turn, text: str) -> None:
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
