"""The state directory: made, private, and tidied without disturbing who is writing."""

import os
import time
from pathlib import Path

import pytest

from bot.service.state import StateDirectory


def test_only_abandoned_leftovers_are_removed(tmp_path: Path) -> None:
    state = StateDirectory(tmp_path / "state")
    state.create()
    for directory in (state.models, state.prepared):
        for name in (".old.npz.x.part", ".new.npz.y.part", "kept.npz"):
            (directory / name).write_bytes(b"part of a file")
        long_ago = time.time() - 2 * 3600
        for name in (".old.npz.x.part", "kept.npz"):
            os.utime(directory / name, (long_ago, long_ago))
    state.create()
    for directory in (state.models, state.prepared):
        assert {path.name for path in directory.iterdir()} == {".new.npz.y.part", "kept.npz"}


@pytest.mark.skipif(os.name != "posix", reason="only POSIX systems have these permissions")
def test_what_is_made_is_private(tmp_path: Path) -> None:
    state = StateDirectory(tmp_path / "state")
    state.create()
    for directory in (state.root, state.models, state.prepared):
        assert directory.stat().st_mode & 0o077 == 0
