"""/retrain: an admin has the bot train now, watches how it goes, or ends it."""

from telegram import Update

from bot.admins import admin
from bot.context import Context
from bot.conversation.reply import Reply
from bot.edge import respond, send
from bot.language import texts_of
from bot.problems import Problem
from bot.retraining import BusyError
from bot.views.training import training_goes_on
from storage.trainings import Cause, Watcher


async def on_command(update: Update, context: Context) -> None:
    """/retrain begins a training or joins the one that goes on; /retrain cancel ends it.

    Raises:
        Problem: it is no admin who asks, or something else that is asked for.
    """
    person = admin(update, context)
    match [word.lower() for word in context.args or ()]:
        case []:
            await context.services.people.remember(person.id, person.language_code)
            await _begin(update, context, person.id)
        case ["cancel"]:
            await _cancel(update, context)
        case _:
            raise Problem("problem-retrain-usage")


async def _begin(update: Update, context: Context, user_id: int) -> None:
    texts, retraining = await texts_of(update, context), context.services.retraining
    try:
        run, joined = await retraining.request(Cause.REQUEST)
    except BusyError as exc:
        raise Problem("problem-retrain-busy") from exc
    async with run.watching:
        message = await send(update, training_goes_on(texts, run, joined=joined))
        await retraining.watch(run, Watcher(user_id, message.chat_id, message.message_id))


async def _cancel(update: Update, context: Context) -> None:
    texts = await texts_of(update, context)
    cancelled = await context.services.retraining.cancel()
    await respond(
        update, Reply(texts("training-cancelled" if cancelled else "training-not-cancelled"))
    )
