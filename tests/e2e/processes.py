"""Starting the bot as a program: a command to its end, or a bot that runs."""

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.playground import World
from bot.service.settings import Settings

ROOT = Path(__file__).parents[2]
TIMEOUT = 300.0  # seconds for a command that trains, on cores that others use too


def environment(state_dir: Path, **variables: str) -> dict[str, str]:
    ours = {name.upper() for name in Settings.model_fields}
    outside = {name: value for name, value in os.environ.items() if name not in ours}
    return outside | {"STATE_DIR": str(state_dir)} | variables


def moviebot(
    state_dir: Path, *arguments: str, text: str = "", **variables: str
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=TIMEOUT,
        check=False,
        cwd=ROOT,
        env=environment(state_dir, **variables),
    )


@asynccontextmanager
async def running(
    state_dir: Path, address: str, world: World, **variables: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot as a process of its own against a Bot API in this one; killed if it still runs."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        cwd=ROOT,
        env=environment(state_dir, BOT_TOKEN=world.token, BOT_API_URL=address, **variables),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def one_line(result: "subprocess.CompletedProcess[str]") -> str:
    """The one line that says why a command failed; before it, nothing but the log."""
    assert "Traceback" not in result.stderr
    *logged, last = result.stderr.splitlines()
    assert all(re.match(r"\d{4}-\d\d-\d\d .* (INFO|WARNING) ", line) for line in logged), logged
    assert last.startswith("moviebot: ")
    assert not result.stdout
    return last
