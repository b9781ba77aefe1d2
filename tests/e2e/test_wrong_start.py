"""Told wrong things from outside: one line that says what to do, and no bot."""

import asyncio
import os
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.playground import World, serve
from bot.service.serving import serve_application
from tests.e2e.processes import moviebot, one_line

pytestmark = pytest.mark.slow


def test_token_that_is_none_is_told(tmp_path: Path) -> None:
    result = moviebot(tmp_path, "playground", "--server-only", "--token", "oops")
    assert result.returncode == 1
    assert "--token" in one_line(result)


def test_every_wrong_variable_is_named_in_one_line(tmp_path: Path) -> None:
    result = moviebot(tmp_path, "run", BOT_TOKEN="oops", MIN_YEAR="soon")
    assert result.returncode == 2
    assert "BOT_TOKEN" in one_line(result)
    assert "MIN_YEAR" in one_line(result)


def test_data_set_that_is_missing_empty_or_something_else(tmp_path: Path) -> None:
    state_dir, empty, foreign = tmp_path / "s", tmp_path / "empty", tmp_path / "foreign.zip"
    empty.mkdir()
    foreign.write_bytes(b"no zip at all")
    for dataset in (tmp_path / "missing", empty, foreign):
        result = moviebot(state_dir, "run", DATASET=str(dataset))
        assert result.returncode == 1
        assert str(dataset) in one_line(result)


def test_data_set_with_a_wrong_line_names_it(tmp_path: Path) -> None:
    folder = tmp_path / "ml"
    folder.mkdir()
    (folder / "movies.csv").write_text("movieId,title,genres\n1,Heat (1995),Crime\n")
    (folder / "ratings.csv").write_text("userId,movieId,rating,timestamp\n1,1,4.0,1\n2,1,7.0,2\n")
    result = moviebot(tmp_path / "s", "run", DATASET=str(folder))
    assert result.returncode == 1
    assert "ratings.csv, line 3" in one_line(result)


def test_state_directory_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    result = moviebot(tmp_path / "file" / "state", "run")
    assert result.returncode == 1
    assert "STATE_DIR" in one_line(result)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="permissions do not hold for root, and not on Windows",
)
def test_state_directory_without_permission(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir(mode=0o500)
    result = moviebot(tmp_path / "state", "run")
    assert result.returncode == 1
    assert "not writable" in one_line(result) or "cannot be created" in one_line(result)


def test_database_that_is_none(tmp_path: Path) -> None:
    tmp_path.joinpath("moviebot.db").write_bytes(b"this is no database, and long enough" * 99)
    result = moviebot(tmp_path, "run")
    assert result.returncode == 1
    assert "moviebot.db" in one_line(result)


def test_port_in_use_and_refused_token(state_dir: Path) -> None:
    async def check() -> None:
        async with serve(World()) as address:
            port = address.rsplit(":", 1)[1]
            result = await asyncio.to_thread(moviebot, state_dir, "run", PLAYGROUND_PORT=port)
            assert result.returncode == 1
            assert "PLAYGROUND_PORT" in one_line(result)
            result = await asyncio.to_thread(
                moviebot, state_dir, "run", BOT_TOKEN="1:wrong", BOT_API_URL=address
            )
            assert result.returncode == 1
            assert "refuses BOT_TOKEN" in one_line(result)

    asyncio.run(check())


def test_address_of_something_else(state_dir: Path) -> None:
    """JSON, but no Bot API; one that does not answer at all may still come up."""

    async def something_else(_: Request) -> JSONResponse:
        return JSONResponse({"ok": True, "result": True})

    async def check() -> None:
        other = Starlette(routes=[Route("/{path:path}", something_else, methods=["POST"])])
        async with serve_application(other) as address:
            result = await asyncio.to_thread(
                moviebot, state_dir, "run", BOT_TOKEN="1:a", BOT_API_URL=address
            )
        assert result.returncode == 1
        assert "check BOT_API_URL" in one_line(result)

    asyncio.run(check())
