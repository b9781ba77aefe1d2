"""The other way to get updates: the playground posts them to the bot, one after the other."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import httpx

from bot.playground.errors import ApiError
from bot.playground.json_types import Json, as_object, as_text, read_json
from bot.playground.params import Params
from bot.playground.webhook import Webhook
from bot.playground.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
_ANSWER_TIME = 10.0  # seconds a bot has to answer
_FIRST_PAUSE, _LONGEST_PAUSE = 0.05, 5.0  # seconds between attempts


async def deliver(world: World, call: Callable[[str, Params], Awaitable[object]]) -> None:
    """Post pending updates to the webhook for as long as this is not cancelled.

    Args:
        call: executes a method that the bot puts into its answer instead of calling it.
    """
    pause = _FIRST_PAUSE
    while not world.webhook.url:  # most worlds have none, and a client reads certificates
        await world.changed()
    async with httpx.AsyncClient(timeout=_ANSWER_TIME, trust_env=False) as client:
        while True:
            pending = world.updates.pending
            if not world.webhook.url or not pending:
                await world.changed()
                continue
            try:
                answer = await _post(client, world.webhook, pending[0].to_dict())
            except httpx.HTTPError as error:
                sentence = f"Connection failed: {type(error).__name__}"
            else:
                sentence = "" if answer.is_success else _wrong_status(answer)
            if not sentence:
                pause = _FIRST_PAUSE
                world.updates.acknowledge(pending[0].id)
                await _call_inside(answer, call)
                continue
            world.webhook.last_error = sentence
            world.webhook.last_error_date = int(world.clock.now())
            world.journal.touch()
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)


async def _post(client: httpx.AsyncClient, webhook: Webhook, update: Json) -> httpx.Response:
    headers = {SECRET_HEADER: webhook.secret} if webhook.secret else {}
    return await client.post(webhook.url, json=update, headers=headers)


def _wrong_status(answer: httpx.Response) -> str:
    return f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"


async def _call_inside(
    answer: httpx.Response, call: Callable[[str, Params], Awaitable[object]]
) -> None:
    try:
        fields = as_object(read_json(answer.content)) or {}
    except ValueError:
        return
    if method := as_text(fields.pop("method", "")):
        with contextlib.suppress(ApiError):  # nobody is there to hear the refusal
            await call(method, Params.of(fields))
