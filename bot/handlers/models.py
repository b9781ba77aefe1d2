"""/models and /rollback: which models there are, and which one serves."""

from telegram import Update

from bot.admins import admin
from bot.context import Context
from bot.edge import respond
from bot.language import texts_of
from bot.problems import Problem
from bot.views.models import model_list, rolled_back
from core.errors import ModelError


async def on_models(update: Update, context: Context) -> None:
    """/models.

    Raises:
        Problem: it is no admin who asks.
    """
    admin(update, context)
    services = context.services
    texts = await texts_of(update, context)
    await respond(update, model_list(texts, await services.recommending.known_models()))


async def on_rollback(update: Update, context: Context) -> None:
    """/rollback goes back to the model before, /rollback 3 to model 3.

    Raises:
        Problem: it is no admin who asks, there is no such model, its file is damaged, or a
            training is about to be compared with the one in service.
    """
    admin(update, context)
    texts, services = await texts_of(update, context), context.services
    model_id = _model_id(context.args or [])
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
    await respond(update, rolled_back(texts, record))


def _model_id(words: list[str]) -> int | None:
    match words:
        case []:
            return None
        case [word] if word.isascii() and word.isdecimal() and len(word) < 10:
            return int(word)
        case _:
            raise Problem("problem-rollback-usage")
