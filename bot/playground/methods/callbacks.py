"""Answering button presses."""

from bot.playground.entities import utf16_length
from bot.playground.errors import QUERY_TOO_OLD, bad_request
from bot.playground.journal import Event
from bot.playground.methods.registry import Answer, method
from bot.playground.params import Params
from bot.playground.world import World

MAX_ANSWER = 200  # characters


@method("answerCallbackQuery")
async def answer_callback_query(world: World, params: Params) -> Answer:
    """answerCallbackQuery: once, soon, and not too long."""
    query = world.callbacks.get(params.text("callback_query_id"))
    if query is None or query.answered or query.expires <= world.clock.now():
        raise bad_request(QUERY_TOO_OLD)
    text = params.text("text")
    if utf16_length(text) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    if params.text("url"):  # allowed for games and links into the bot only; there are neither
        raise bad_request("URL_INVALID")
    query.answered = True
    world.journal.add(
        Event(
            "callback_answer",
            by_bot=True,
            chat_id=query.chat_id,
            message_id=query.message_id,
            text=text,
            query_id=query.id,
            alert=params.flag("show_alert"),
        )
    )
    return True
