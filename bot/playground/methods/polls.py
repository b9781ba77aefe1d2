"""Sending and stopping polls."""

from dataclasses import replace

from bot.playground import render
from bot.playground.entities import utf16_length
from bot.playground.errors import bad_request
from bot.playground.json_types import as_integer, as_list, as_object
from bot.playground.keyboards import inline_markup
from bot.playground.methods.access import message_in, writable_chat
from bot.playground.methods.messages import send
from bot.playground.methods.registry import Answer, method
from bot.playground.model import Message
from bot.playground.params import Params
from bot.playground.polls import (
    MAX_EXPLANATION,
    MAX_OPEN,
    MAX_OPTION,
    MAX_OPTIONS,
    MAX_QUESTION,
    MIN_OPEN,
    Poll,
)
from bot.playground.text import NOTHING, FormattedText, read_text
from bot.playground.world import World


@method("sendPoll")
async def send_poll(world: World, params: Params) -> Answer:
    """sendPoll."""
    question = _bounded(params, "question", MAX_QUESTION, "poll question")
    options = _options(params)
    kind = params.text("type") or "regular"
    if kind not in {"regular", "quiz"}:
        raise bad_request("unsupported poll type specified")
    poll = Poll(
        id=f"{world.ids.large()}",
        question=question,
        options=options,
        by_bot=True,
        is_anonymous=params.flag("is_anonymous", default=True),
        multiple=params.flag("allows_multiple_answers"),
        revoting=params.flag("allows_revoting", default=kind == "regular"),
        members_only=params.flag("members_only"),
        is_closed=params.flag("is_closed"),
    )
    if kind == "quiz":
        _make_quiz(poll, params)
    _set_end(world, poll, params)
    message = send(world, params, Message(world.bot.id, poll_id=poll.id))
    world.open_poll(poll)
    return render.message(world, message)


@method("stopPoll")
async def stop_poll(world: World, params: Params) -> Answer:
    """stopPoll: nobody can vote any more."""
    keyboard = inline_markup(params)
    chat = writable_chat(world, params)
    message = message_in(world, chat, params.integer("message_id"), "message with poll to stop")
    poll = world.polls.get(message.poll_id)
    if poll is None:
        raise bad_request("message is not a poll")
    if message.sender_id != world.bot.id or message.forward is not None:
        raise bad_request("poll can't be stopped")
    if poll.is_closed:
        raise bad_request("poll has already been closed")
    poll.is_closed = True
    world.revise(replace(message, keyboard=keyboard), by_bot=True)
    world.poll_changed(poll, by_bot=True)
    return poll.to_dict()


def _options(params: Params) -> tuple[FormattedText, ...]:
    items = as_list(params.json("options", "options"))
    if items is None:
        raise bad_request("expected an Array of String as options")
    if not items:
        raise bad_request("poll must have at least one answer option")
    if len(items) > MAX_OPTIONS:
        raise bad_request(f"poll can't have more than {MAX_OPTIONS} options")
    return tuple(_option(item) for item in items)


def _option(value: object) -> FormattedText:
    item = as_object(value)
    if item is None and not isinstance(value, str):
        raise bad_request("expected an option to be of type String")
    fields = Params.of(item if item is not None else {"text": value})
    return _bounded(fields, "text", MAX_OPTION, "poll options")


def _bounded(params: Params, name: str, limit: int, what: str) -> FormattedText:
    text = read_text(params, name, f"{name}_parse_mode", f"{name}_entities")
    if not text.text:
        raise bad_request("text must be non-empty")
    if utf16_length(text.text) > limit:
        raise bad_request(f"{what} length must not exceed {limit}")
    kept = tuple(entity for entity in text.entities if entity.type == "custom_emoji")
    return FormattedText(text.text, kept)


def _make_quiz(poll: Poll, params: Params) -> None:
    given = as_list(params.json("correct_option_ids")) or []
    if params.has("correct_option_id"):
        given = [params.integer("correct_option_id", -1)]
    correct = tuple(sorted({as_integer(each, -1) for each in given}))
    if not correct or not all(0 <= option < len(poll.options) for option in correct):
        raise bad_request("wrong correct option ID specified")
    if len(correct) > 1 and not poll.multiple:
        raise bad_request("wrong correct option ID specified")
    poll.kind, poll.correct = "quiz", correct
    poll.explanation = NOTHING
    if params.text("explanation"):
        poll.explanation = read_text(
            params, "explanation", "explanation_parse_mode", "explanation_entities"
        )
    if utf16_length(poll.explanation.text) > MAX_EXPLANATION:
        raise bad_request(f"poll explanation length must not exceed {MAX_EXPLANATION}")


def _set_end(world: World, poll: Poll, params: Params) -> None:
    poll.open_period, poll.close_date = params.integer("open_period"), params.integer("close_date")
    if poll.open_period and poll.close_date:
        raise bad_request("the playground takes open_period or close_date, not both")
    open_for = poll.open_period or (poll.close_date and poll.close_date - world.clock.now())
    if (poll.open_period or poll.close_date) and not MIN_OPEN <= open_for <= MAX_OPEN:
        # Telegram forgets such a limit silently, and the poll stays open for ever.
        raise bad_request(f"the playground closes polls after {MIN_OPEN} to {MAX_OPEN} seconds")
