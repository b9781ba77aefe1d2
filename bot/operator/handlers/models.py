"""/models and /rollback: which models there are, and which one serves."""

from bot.conversation.turn import Turn
from bot.operator.admins import admin
from bot.operator.views.models import model_list, rolled_back
from bot.words.problems import Problem
from core.errors import ModelError


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


def _model_id(words: list[str]) -> int | None:
    match words:
        case []:
            return None
        case [word] if word.isascii() and word.isdecimal() and len(word) < 10:
            return int(word)
        case _:
            raise Problem("problem-rollback-usage")
