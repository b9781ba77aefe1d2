"""What a running bot writes down, and what it never does: the token and what people say."""

import asyncio
import json
import re
from pathlib import Path

import pytest

from bot.playground import Fault, World, person, serve
from tests.e2e.processes import running

pytestmark = pytest.mark.slow

SECRETS = ("Ada Lovelace", "my dearest secret", "Heat", "★4", "zanzibar", "qwrtzpsdfg")


async def talked(state_dir: Path, **variables: str) -> tuple[str, World]:
    """Everything a bot has written by the end of a conversation full of trouble."""
    world = World()
    ada = person(world, "Ada Lovelace")
    async with serve(world) as address, running(state_dir, address, world, **variables) as process:
        await ada.says("/rate Heat 1995 ★4").reply(within=30)
        question = await ada.says("/rate jaws 1975").reply(within=20)
        await ada.presses(question, "★★★").reply(within=20)
        await ada.says("my dearest secret").reply(within=20)
        await ada.says("/zanzibar").reply(within=20)
        await ada.says("/rate qwrtzpsdfg ★4").reply(within=20)
        world.faults.plan(Fault("error", method="sendMessage", code=502))
        await ada.says("/help").reply(within=20)
        world.faults.plan(Fault("error", method="sendMessage", code=400))
        world.faults.plan(Fault("lost_answer", method="sendMessage"))
        world.faults.plan(Fault("error", method="getUpdates", code=502))
        await ada.says("/ratings").reply(within=30)
        await ada.says("/help").reply(within=30)
        process.terminate()
        async with asyncio.timeout(10):
            output, errors = await process.communicate()
    assert process.returncode == 0
    assert output == b""
    return errors.decode(), world


@pytest.mark.parametrize(("level", "shape"), [("INFO", "json"), ("DEBUG", "text")])
async def test_neither_token_nor_words_are_in_the_log_at_any_level(
    state_dir: Path, level: str, shape: str
) -> None:
    log, world = await talked(state_dir, LOG_LEVEL=level, LOG_FORMAT=shape)
    assert "handled" in log
    assert "Telegram was not reached" in log
    assert world.token not in log
    assert world.token.partition(":")[2] not in log
    for secret in SECRETS:
        assert secret not in log, re.findall(f".*{secret}.*", log)


async def test_each_update_is_a_request_with_an_id_of_its_own(state_dir: Path) -> None:
    log, _ = await talked(state_dir, LOG_FORMAT="json")
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    handled = [line for line in lines if line["event"] == "handled"]
    assert len({line["request"] for line in handled}) == len(handled) == 9
    assert len({line["update"] for line in handled}) == 9
    assert [line["kind"] for line in handled].count("callback_query") == 1
    assert all(0 <= line["ms"] < 20_000 for line in handled)
    failed = [line for line in lines if line["event"].startswith("Telegram was not reached")]
    assert failed
    requests = {line["request"] for line in handled}
    assert all(line["request"] in requests for line in failed)
