"""The other way to get updates: the playground posts them to the bot, one after the other."""

import asyncio
import contextlib
import ipaddress
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx

from bot.playground.errors import ApiError, bad_request
from bot.playground.json_types import Json, as_object, as_text
from bot.playground.params import Params

if TYPE_CHECKING:
    from bot.playground.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
MAX_SECRET = 256
_ANSWER_TIME = 10.0  # seconds a bot has to answer
_FIRST_PAUSE, _LONGEST_PAUSE = 0.05, 5.0  # seconds between attempts


@dataclass(slots=True)
class Webhook:
    """Where updates are posted, and how that went last; no address means getUpdates."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error_date: int = 0  # Unix seconds
    last_error: str = ""

    def to_dict(self, pending: int, allowed: list[str] | None) -> Json:
        """The WebhookInfo object."""
        known: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": pending,
        }
        if self.url:
            known |= {"max_connections": self.max_connections, "ip_address": "127.0.0.1"}
        if self.last_error:
            known["last_error_date"] = self.last_error_date
            known["last_error_message"] = self.last_error
        if allowed is not None:
            known["allowed_updates"] = allowed
        return known


def check_url(url: str) -> None:
    """Refuse addresses that the playground will not post to: all but this machine's own.

    Plain http is fine here, unlike with Telegram's own servers: a self-hosted Bot API server
    allows it too.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise bad_request("invalid webhook URL specified")
    if not is_loopback(parts.hostname):
        raise bad_request("bad webhook: Failed to resolve host: Name or service not known")


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


async def deliver(world: "World", call: Callable[[str, Params], Awaitable[object]]) -> None:
    """Post pending updates to the webhook for as long as this is not cancelled.

    Args:
        call: executes a method that the bot puts into its answer instead of calling it.
    """
    pause = _FIRST_PAUSE
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
        fields = as_object(json.loads(answer.content)) or {}
    except ValueError:
        return
    if method := as_text(fields.pop("method", "")):
        with contextlib.suppress(ApiError):  # nobody is there to hear the refusal
            await call(method, Params.of(fields))
