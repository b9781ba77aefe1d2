"""What Prometheus and a watchdog get to hear of a bot that people talk to."""

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.playground import Fault, World, person, serve
from bot.service.telemetry.metrics import MetricsPortError, serving_metrics
from storage.trainings import TrainingCause
from tests.e2e.conftest import Conversation, conversing, settings_for
from tests.e2e.processes import running


@pytest.fixture
async def client(conversation: Conversation) -> AsyncIterator[httpx.AsyncClient]:
    """Asks the metrics port of a bot that runs in this process."""
    async with (
        serving_metrics(conversation.services, 0) as address,
        httpx.AsyncClient(base_url=address, trust_env=False) as client,
    ):
        yield client


async def scraped(client: httpx.AsyncClient) -> dict[str, float]:
    """All samples as Prometheus's own parser reads them; a bucket is named with its end."""
    response = await client.get("/metrics")
    assert response.status_code == 200
    return {
        sample.name + "".join(f"[{value}]" for value in sample.labels.values()): sample.value
        for family in text_string_to_metric_families(response.text)
        for sample in family.samples
    }


async def test_figures_are_those_of_the_conversation(
    conversation: Conversation, client: httpx.AsyncClient
) -> None:
    before = await scraped(client)
    assert (before["moviebot_updates_total"], before["moviebot_reply_seconds_count"]) == (0, 0)
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    await ada.says("/rate heat 1995 ★4").reply()
    await ben.says("/rate alien 1979 ★5").reply()
    question = await ben.says("/rate jaws 1975").reply()
    await ben.presses(question, "★★★").reply()
    await conversation.world.journal.until(
        lambda: conversation.services.meter.figures().queue == 0, 5
    )
    after = await scraped(client)
    assert after["moviebot_updates_total"] == 4
    assert (
        after["moviebot_reply_seconds_count"] == after["moviebot_reply_seconds_bucket[+Inf]"] == 4
    )
    assert 0 < after["moviebot_reply_seconds_sum"] < 4
    assert after["moviebot_queue_updates"] == 0
    assert after["moviebot_failures_total"] == 0
    assert (after["moviebot_ratings"], after["moviebot_raters"]) == (3, 2)
    assert after["moviebot_training"] == 0
    assert after["moviebot_model_created_timestamp_seconds"] > 1_700_000_000
    assert after["process_resident_memory_bytes"] > 20_000_000


@pytest.mark.slow
async def test_training_is_a_one_exactly_while_it_goes_on(
    conversation: Conversation, client: httpx.AsyncClient
) -> None:
    retraining = conversation.services.retraining
    run, _ = await retraining.request(TrainingCause.REQUEST)
    assert (await scraped(client))["moviebot_training"] == 1
    at_work = asyncio.Event()
    run.listeners.append(lambda _: at_work.set())
    async with asyncio.timeout(120):
        await at_work.wait()
    assert (await scraped(client))["moviebot_training"] == 1
    await retraining.cancel()
    assert (await scraped(client))["moviebot_training"] == 0


async def test_figures_tell_nothing_of_anybody(
    conversation: Conversation, client: httpx.AsyncClient
) -> None:
    await conversation.person("Ada").says("/rate heat 1995 ★4").reply()
    text = (await client.get("/metrics")).text
    families = list(text_string_to_metric_families(text))
    labels = {name for each in families for sample in each.samples for name in sample.labels}
    assert labels == {"le"}  # the rest are numbers under fixed names
    assert "heat" not in text.lower()
    assert conversation.world.token not in text


async def test_a_slow_answer_is_a_slow_answer_in_the_figures_too(
    conversation: Conversation, client: httpx.AsyncClient
) -> None:
    conversation.world.faults.plan(Fault("slow", method="sendMessage", seconds=0.6))
    await conversation.person().says("/help").reply()
    await asyncio.sleep(0.1)
    replies = conversation.services.meter.figures().reply_seconds
    assert replies is not None
    assert 0.6 < replies.worst < 2
    after = await scraped(client)
    assert after["moviebot_reply_seconds_bucket[0.5]"] == 0
    assert after["moviebot_reply_seconds_bucket[2.5]"] == 1


async def test_what_waits_is_in_the_queue(
    conversation: Conversation, client: httpx.AsyncClient
) -> None:
    conversation.world.faults.plan(Fault("slow", method="sendMessage", seconds=0.8))
    ada = conversation.person()
    ada.says("/help")
    last = ada.says("/help")
    await conversation.world.journal.until(
        lambda: conversation.world.updates.is_done(last.update_id), 5
    )
    assert (await scraped(client))["moviebot_queue_updates"] == 2
    await last.reply(within=5)


async def test_failures_are_counted_and_misunderstandings_are_not(
    conversation: Conversation, client: httpx.AsyncClient
) -> None:
    ada = conversation.person()
    await ada.says("/rate qwrtzpsdfg ★4").reply()
    assert (await scraped(client))["moviebot_failures_total"] == 0
    conversation.world.faults.plan(Fault("error", method="sendMessage", code=502))
    await ada.says("/help").reply()
    assert (await scraped(client))["moviebot_failures_total"] == 1


async def test_bot_that_hears_telegram_and_reads_its_database_is_healthy(
    conversation: Conversation, client: httpx.AsyncClient
) -> None:
    await conversation.person().says("/help").reply()
    response = await client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "telegram": True, "database": True}


async def test_bot_that_has_not_heard_telegram_for_long_is_not(
    conversation: Conversation, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation.world.faults.plan(Fault("error", method="getUpdates", times=99, code=502))
    monkeypatch.setattr("bot.service.telemetry.metrics._SECONDS_UNHEARD", 0.5)
    conversation.person().says("/help")  # ends the poll that is under way
    await asyncio.sleep(1)
    response = await client.get("/healthz")
    assert response.status_code == 503
    assert response.json() == {"status": "unwell", "telegram": False, "database": True}
    conversation.world.faults.clear()


async def test_damaged_database_is_no_health_and_leaves_the_other_figures(
    conversation: Conversation, client: httpx.AsyncClient
) -> None:
    database = conversation.services.ratings._database
    await database.read("PRAGMA shrink_memory")  # what is cached would hide it
    path = database.path
    assert await database.clear_log()
    path.write_bytes(b"\xff" * path.stat().st_size)
    health = await client.get("/healthz")
    figures = await scraped(client)
    assert health.status_code == 503
    assert health.json()["database"] is False
    assert "moviebot_ratings" not in figures
    assert figures["moviebot_updates_total"] == 0


async def test_nothing_else_is_served(client: httpx.AsyncClient) -> None:
    assert (await client.get("/")).status_code == 404
    assert (await client.post("/healthz")).status_code in {200, 405}


async def test_taken_port_is_one_sentence(state_dir: Path) -> None:
    async with conversing(settings_for(state_dir)) as conversation:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            with pytest.raises(MetricsPortError, match=rf"METRICS_PORT {port} cannot be used"):
                async with serving_metrics(conversation.services, port):
                    pass


@pytest.mark.slow
async def test_port_is_open_only_where_it_is_asked_for_and_only_to_this_machine(
    state_dir: Path,
) -> None:
    world = World()
    ada = person(world, "Ada")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    async with (
        serve(world) as address,
        running(state_dir, address, world, METRICS_PORT=str(port)) as process,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client,
    ):
        await ada.says("/rate heat 1995 ★4").reply(within=30)
        assert (await client.get("/healthz")).json()["status"] == "ok"
        assert (await scraped(client))["moviebot_ratings"] == 1
        with pytest.raises(httpx.ConnectError):  # another address of the same machine
            await client.get(f"http://127.0.0.2:{port}/healthz")
        process.terminate()
        async with asyncio.timeout(5):
            await process.wait()
        assert process.returncode == 0


@pytest.mark.parametrize("path", ["/metrics", "/healthz"])
async def test_only_this_machine_under_its_own_names_is_told(
    client: httpx.AsyncClient, path: str
) -> None:
    port = client.base_url.port
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}", "localhost"):
        assert (await client.get(path, headers={"Host": host})).status_code == 200, host
    for host in ("evil.test", f"evil.test:{port}", "127.0.0.1.evil.test", "a@127.0.0.1"):
        assert (await client.get(path, headers={"Host": host})).status_code == 403, host
    for foreign in (
        {"Origin": "https://evil.test"},
        {"Origin": "null"},
        {"Origin": f"http://localhost:{port}"},  # another name than that of the request
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
    ):
        refused = await client.get(path, headers=foreign)
        assert refused.status_code == 403, foreign
        assert "moviebot" not in refused.text
    own = {"Origin": f"http://127.0.0.1:{port}", "Sec-Fetch-Site": "same-origin"}
    assert (await client.get(path, headers=own)).status_code == 200


async def test_request_without_a_name_is_not_told(client: httpx.AsyncClient) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", client.base_url.port)
    writer.write(b"GET /metrics HTTP/1.0\r\n\r\n")
    status, *_ = (await reader.read()).split(b"\r\n")
    writer.close()
    await writer.wait_closed()
    assert status.split()[1] in {b"400", b"403"}
