"""The bot as a program: started, spoken to, killed, restarted, stopped."""

import asyncio
import os
import re
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from bot.playground import Fault, World, person, serve
from bot.playground.faults import FaultKind
from tests.e2e.conftest import few
from tests.e2e.processes import ROOT, TIMEOUT, environment, moviebot, running
from tests.e2e.retraining import copied

pytestmark = pytest.mark.slow


def test_conversation_in_a_pipe_prints_real_titles_and_nothing_else(state_dir: Path) -> None:
    said = "/rate Inception 5\n\n/recommend\n/similar Toy Story\n"
    result = moviebot(state_dir, "chat", text=said)
    assert result.returncode == 0
    assert result.stderr == ""
    answers = re.split(r"^> (.*)\n", result.stdout, flags=re.MULTILINE)
    assert answers[0] == ""
    assert answers[1::2] == ["/rate Inception 5", "/recommend", "/similar Toy Story"]
    assert answers[2].startswith("★5 for Inception (2010).")
    assert re.match(r".+ \(\d{4}\)\n.+\npredicted \d\.\d ± \d\.\d★\n", answers[4])
    assert "because you gave Inception ★5" in answers[4]
    assert answers[6].startswith("like Toy Story (1995)\n\nToy Story 2 (1999)\n")


def test_numbers_press_buttons_in_the_terminal(state_dir: Path) -> None:
    result = moviebot(state_dir, "chat", text="/rate heat\n2\n/ratings\n1\n99\n")
    assert "[1] ★★★★★  [2] ★★★★½" in result.stdout
    assert "(★4.5 saved)" in result.stdout
    assert "(Removed)" in result.stdout
    assert "> 99" in result.stdout
    assert result.returncode == 0


def test_ratings_survive_from_one_chat_to_the_next(state_dir: Path) -> None:
    moviebot(state_dir, "chat", text="/rate heat 4\n")
    assert "★4 Heat (1995)" in moviebot(state_dir, "chat", text="/ratings\n").stdout


def test_serving_process_loads_neither_tensorflow_nor_pandas(state_dir: Path) -> None:
    script = (
        "import asyncio, sys\n"
        "from pathlib import Path\n"
        "from bot import cli\n"
        "from bot.service.services import open_services\n"
        "from bot.service.settings import load_settings\n"
        "from core.catalog.film_filter import FilmFilter\n"
        "async def main():\n"
        "    async with open_services(load_settings()) as services:\n"
        "        service = services.recommending.current\n"
        "        assert service.recommend({6: 5.0}, 5).page\n"
        "        assert service.recommend({}, 5, wanted=FilmFilter(like=1)).page\n"
        "asyncio.run(main())\n"
        "print(sorted({'tensorflow', 'keras', 'pandas'} & set(sys.modules)))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
        cwd=ROOT,
        env=environment(state_dir),
    )
    assert (result.stdout, result.returncode) == ("[]\n", 0), result.stderr


def test_commands_that_talk_to_nobody_do_not_load_what_does() -> None:
    script = (
        "import sys, bot.cli.commands; print({'telegram', 'bot.playground'} & set(sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert result.stdout == "set()\n"


async def test_nothing_said_is_lost_when_the_bot_is_killed(state_dir: Path) -> None:
    world = World()
    ada = person(world, "Ada")
    async with serve(world) as address:
        async with running(state_dir, address, world) as process:
            question = await ada.says("/rate heat").reply(within=20)
            assert (await ada.says("/rate jaws ★4").reply(within=20)).text.startswith("★4 for Jaws")
            process.kill()
            await process.wait()
        unheard = ada.says("/rate alien ★5")  # while nobody listens: Telegram keeps it
        async with running(state_dir, address, world):
            assert (await unheard.reply(within=30)).text.startswith("★5 for Alien (1979)")
            answered = await ada.presses(question, "★★★").reply(within=20)  # from before the kill
            assert answered.text.startswith("★3 for Heat")
            listed = await ada.says("/ratings").reply(within=20)
            assert all(each in listed.text for each in ("★4 Jaws", "★5 Alien", "★3 Heat"))


async def test_terminated_bot_finishes_and_exits_cleanly(state_dir: Path) -> None:
    world = World()
    ada = person(world, "Ada")
    async with serve(world) as address, running(state_dir, address, world) as process:
        await ada.says("/start").reply(within=20)
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(5):
            _, errors = await process.communicate()
        assert process.returncode == 0
        assert b"Traceback" not in errors
        assert world.token.encode() not in errors


async def test_first_start_answers_at_once_by_popularity_and_learns_meanwhile(
    few_films: Path, tmp_path: Path
) -> None:
    world = World()
    ada = person(world, "Ada")
    dataset = {"DATASET": str(few_films)}
    async with serve(world) as address, running(tmp_path / "new", address, world, **dataset):
        early = await ada.says("/recommend").reply(within=30)
        assert "still learning" in early.text
        assert "on average" in early.text
        assert "still learning" in (await ada.says("/similar heat").reply()).text
        assert (await ada.says("/rate heat 5").reply()).text.startswith("★5 for Heat")
        for _ in range(90):
            await asyncio.sleep(1)
            if "because you gave Heat ★5" in (await ada.says("/recommend").reply()).text:
                break
        else:
            pytest.fail("the model did not come into service")


async def test_training_cut_off_by_a_stop_leaves_no_process_and_no_model(tmp_path: Path) -> None:
    world = World()
    ada = person(world, "Ada")
    state_dir = tmp_path / "new"
    async with serve(world) as address, running(state_dir, address, world) as process:
        assert "still learning" in (await ada.says("/recommend").reply(within=30)).text
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(5):
            await process.communicate()
        assert process.returncode == 0
    assert list((state_dir / "models").iterdir()) == []


def test_damaged_model_is_refused_and_popularity_serves_until_a_new_one(
    quick: Path, tmp_path: Path
) -> None:
    state_dir = copied(quick, tmp_path / "state")
    (model,) = (state_dir / "models").iterdir()
    model.write_bytes(model.read_bytes()[:-1000])
    variables = {"LOG_LEVEL": "WARNING", "DATASET": few(state_dir)["dataset"]}
    result = moviebot(state_dir, "chat", text="/rate heat 5\n/recommend\n", **variables)
    assert f"{model.name} is damaged or not a film model file" in result.stderr
    assert "popularity serves instead" in result.stderr
    assert "because you gave Heat ★5" in result.stdout  # chat trains anew before it listens
    assert len(list((state_dir / "models").iterdir())) == 2


def test_previous_model_serves_when_the_newest_is_damaged(state_dir: Path) -> None:
    (model,) = (state_dir / "models").iterdir()
    newer = model.with_name("model-newer.npz")
    newer.write_bytes(b"PK\x03\x04 half a file")
    with sqlite3.connect(state_dir / "moviebot.db") as connection:
        connection.execute(
            "INSERT INTO models "
            "(file_name, dataset_fingerprint, n_ratings, metrics, created_at, promotion) "
            "SELECT 'model-newer.npz', dataset_fingerprint, n_ratings, metrics, created_at + 1, "
            "promotion + 1 FROM models"
        )
    connection.close()
    result = moviebot(state_dir, "chat", text="/rate heat 5\n/recommend\n")
    assert f"{model.name} serves instead" in result.stderr
    assert "because you gave Heat ★5" in result.stdout
    assert "Training" not in result.stderr


def test_train_shows_both_figures_also_where_prepared_ratings_are_damaged(
    few_films: Path, tmp_path: Path
) -> None:
    state_dir, dataset = tmp_path / "new", {"DATASET": str(few_films)}
    assert moviebot(state_dir, "data", "info", **dataset).returncode == 0
    (ratings,) = (state_dir / "prepared").glob("ratings-*.npz")
    ratings.write_bytes(ratings.read_bytes()[:1000])
    result = moviebot(state_dir, "train", **dataset)
    assert result.returncode == 0, result.stderr
    assert "the data set is read anew" in result.stderr
    assert "Training: Stars, a part held out, step 5, loss" in result.stderr
    figures = re.findall(r"(biases only|matrix factorization)\D+(0\.\d{4})", result.stdout)
    assert [name for name, _ in figures] == ["biases only", "matrix factorization"]
    assert float(figures[1][1]) < float(figures[0][1])
    assert re.search(r"lower by\D+\d\.\d%", result.stdout)


def test_data_info_counts_the_bundled_data(tmp_path: Path) -> None:
    result = moviebot(tmp_path / "new", "data", "info")
    assert result.returncode == 0
    assert all(each in result.stdout for each in ("9,066", "671", "100,004", "1902–2016"))


def test_version_is_told() -> None:
    result = moviebot(Path("unused"), "--version")
    assert re.fullmatch(r"moviebot \d+\.\d+\.\d+\n", result.stdout)


async def test_ctrl_c_while_everything_starts_is_no_failure(tmp_path: Path) -> None:
    # A terminal sends it to every process at once, those that read and train included.
    for seconds in (1.0, 2.5, 6.0):
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            cwd=ROOT,
            env=environment(tmp_path / str(seconds), PLAYGROUND_PORT="0"),
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
        await asyncio.sleep(seconds)
        os.killpg(process.pid, signal.SIGINT)
        async with asyncio.timeout(30):
            _, errors = await process.communicate()
        assert b"Traceback" not in errors, errors
        # Before Python listens to it, the system ends the process; shells call that 130 as well.
        assert process.returncode in {0, 130, -signal.SIGINT}


async def test_ctrl_c_during_an_import_that_swallows_it_ends_the_start(tmp_path: Path) -> None:
    (tmp_path / "typer.py").write_text(
        "import os, signal, time\n"
        "try:\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    time.sleep(5)\n"
        "except BaseException:\n"
        "    pass\n"
        "raise SystemExit(7)\n"
    )
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        cwd=ROOT,
        env=environment(tmp_path / "state", PYTHONPATH=str(tmp_path)),
    )
    async with asyncio.timeout(30):
        assert await process.wait() == -signal.SIGINT


async def test_stopping_does_not_wait_for_as_long_as_telegram_says(state_dir: Path) -> None:
    world = World()
    ada = person(world, "Ada")
    async with serve(world) as address, running(state_dir, address, world) as process:
        await ada.says("/start").reply(within=20)
        world.faults.plan(Fault("flood", method="sendMessage", times=5, seconds=60))
        unanswered = ada.says("/help")
        await world.journal.until(lambda: world.updates.is_done(unanswered.update_id), 10)
        await asyncio.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(10):
            _, errors = await process.communicate()
        assert process.returncode == 0
        assert b"Traceback" not in errors, errors


async def test_revoked_token_ends_the_bot_with_one_sentence_and_loses_nothing(
    state_dir: Path,
) -> None:
    world = World()
    ada, ben = person(world, "Ada"), person(world, "Ben")
    token = world.token
    async with serve(world) as address:
        async with running(state_dir, address, world) as process:
            await ada.says("/start").reply(within=20)
            turns = [ada.says("/rate heat 4"), ben.says("/rate alien 1979 5")]
            await world.journal.until(lambda: world.updates.is_done(turns[-1].update_id), 20)
            world.token = "1:another"  # while they are answered, or not yet
            async with asyncio.timeout(30):
                _, errors = await process.communicate()
            assert process.returncode == 1
            assert errors.splitlines()[-1].endswith(
                "Telegram no longer accepts BOT_TOKEN — copy it anew from @BotFather".encode()
            )
            assert b"Traceback" not in errors
        world.token = token
        async with running(state_dir, address, world):
            await turns[0].shows("★4 for Heat", within=30)
            await turns[1].shows("★5 for Alien", within=30)


@pytest.mark.parametrize("kind", ["flood", "error", "lost_request"])
async def test_api_in_trouble_at_the_start_is_waited_for(state_dir: Path, kind: FaultKind) -> None:
    world = World()
    ada = person(world, "Ada")
    async with serve(world) as address:
        world.faults.plan(Fault(kind, method="getMe", times=2, code=502, seconds=1))
        turn = ada.says("/help")
        async with running(state_dir, address, world) as process:
            await turn.reply(within=30)
            process.terminate()
            async with asyncio.timeout(10):
                _, errors = await process.communicate()
        assert process.returncode == 0
        assert errors.count(b"does not answer") == 1
        assert b"answers now" in errors
        assert b"Traceback" not in errors


async def test_stop_while_telegram_is_waited_for_is_a_clean_exit(state_dir: Path) -> None:
    world = World()
    async with serve(world) as address:
        pass  # nobody listens there any more
    async with running(state_dir, address, world) as process:
        assert process.stderr is not None
        async with asyncio.timeout(30):
            while b"does not answer" not in (line := await process.stderr.readline()):
                pass
        assert b"check BOT_API_URL" in line
        process.terminate()
        async with asyncio.timeout(5):
            _, errors = await process.communicate()
    assert process.returncode == 0
    assert b"Traceback" not in errors


def test_control_characters_and_bytes_that_are_no_text_do_not_end_a_chat(state_dir: Path) -> None:
    said = b"\x07\n\x1b\n\x00\n/rate Am\xe9lie 4\n/help\n"
    result = subprocess.run(
        [sys.executable, "-m", "bot", "chat"],
        input=said,
        capture_output=True,
        timeout=TIMEOUT,
        check=False,
        cwd=ROOT,
        env=environment(state_dir),
    )
    assert (result.returncode, result.stderr) == (0, b"")
    assert b"three examples to tap" in result.stdout


async def test_playground_serves_page_and_bot_and_leaves_cleanly(state_dir: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "playground", "--port", "0", "--people", "6"),
        cwd=ROOT,
        env=environment(state_dir),
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stderr is not None
        async with asyncio.timeout(30):
            opened = (await process.stderr.readline()).decode()
            ready = (await process.stderr.readline()).decode()
        address = re.search(r"http://127\.0\.0\.1:\d+", opened)
        assert address is not None
        assert "running" in ready
        async with httpx.AsyncClient(trust_env=False) as client:
            page = await client.get(f"{address[0]}/")
        assert page.status_code == 200
        assert "text/html" in page.headers["content-type"]
    finally:
        process.send_signal(signal.SIGINT)
        async with asyncio.timeout(5):
            await process.communicate()
    assert process.returncode == 0


async def test_server_alone_takes_the_token_of_any_bot(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "playground", "--server-only", "--token", "77:mine", "--port", "0"),
        cwd=ROOT,
        env=environment(tmp_path / "unused"),
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stderr is not None
        async with asyncio.timeout(30):
            await process.stderr.readline()
            line = (await process.stderr.readline()).decode()
        found = re.search(r"BOT_API_URL=(\S+) BOT_TOKEN=77:mine", line)
        assert found is not None
        async with httpx.AsyncClient(trust_env=False) as client:
            me = await client.get(f"{found[1]}/bot77:mine/getMe")
        assert me.json()["result"]["id"] == 77
    finally:
        process.terminate()
        async with asyncio.timeout(5):
            await process.communicate()
    assert process.returncode == 0
    assert not (tmp_path / "unused").exists()
