"""How updates reach the bot: getUpdates and the webhook."""

import re

from bot.playground.errors import bad_request, conflict
from bot.playground.faults import Fault
from bot.playground.json_types import Json, as_list
from bot.playground.methods.registry import Answer, method
from bot.playground.params import Params
from bot.playground.updates import DEFAULT_KINDS, MAX_LIMIT, MAX_TIMEOUT
from bot.playground.webhook import MAX_SECRET, Webhook, check_url
from bot.playground.world import World


@method("getUpdates")
async def get_updates(world: World, params: Params) -> Answer:
    """getUpdates."""
    if world.webhook.url:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the"
            " webhook first"
        )
    _allow_updates(world, params)
    updates = await world.updates.poll(
        params.integer("offset"),
        params.integer("limit", MAX_LIMIT, 1, MAX_LIMIT),
        params.integer("timeout", 0, 0, MAX_TIMEOUT),
    )
    answer = [update.to_dict() for update in updates]
    return _disturbed(answer, world.faults.take_delivery() if answer else None)


@method("setWebhook")
async def set_webhook(world: World, params: Params) -> Answer:
    """setWebhook; an empty address deletes it."""
    url, secret = params.text("url"), params.text("secret_token")
    if not url:
        return await delete_webhook(world, params)
    check_url(url)
    if len(secret) > MAX_SECRET:
        raise bad_request("secret token is too long")
    if not re.fullmatch("[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    _allow_updates(world, params)
    world.updates.interrupt("terminated by setWebhook request")
    world.webhook = Webhook(url, secret, params.integer("max_connections", 40, 1, 100))
    world.journal.touch()
    return True


@method("deleteWebhook")
async def delete_webhook(world: World, params: Params) -> Answer:
    """deleteWebhook."""
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    world.webhook = Webhook()
    return True


@method("getWebhookInfo")
async def get_webhook_info(world: World, params: Params) -> Answer:  # noqa: ARG001
    """getWebhookInfo."""
    allowed = world.updates.allowed
    return world.webhook.to_dict(
        len(world.updates.pending), None if allowed == DEFAULT_KINDS else sorted(allowed)
    )


def _allow_updates(world: World, params: Params) -> None:
    """Change what is queued if the request says so; an empty list means the default."""
    kinds = as_list(params.json("allowed_updates"))
    if kinds is not None:
        world.updates.allow(frozenset(kind.lower() for kind in kinds if isinstance(kind, str)))


def _disturbed(answer: list[Json], fault: Fault | None) -> list[Json]:
    """What arrives after a planned fault: everything twice, or the last first."""
    if fault is None:
        return answer
    return answer[::-1] if fault.kind == "reorder" else [each for each in answer for _ in "ab"]
