"""Files of models and their twins: removed together, swept when nobody refers to them."""

import os
import time
from pathlib import Path

from core.model.files import remove_models, sweep, twin_path


def make(directory: Path, *names: str, hours_ago: float = 2.0) -> None:
    moment = time.time() - 3600 * hours_ago
    for name in names:
        for path in (directory / name, twin_path(directory / name)):
            path.write_bytes(b"model")
            os.utime(path, (moment, moment))


def names_in(directory: Path) -> set[str]:
    return {path.name for path in directory.iterdir()}


def test_a_twin_lies_beside_its_model() -> None:
    assert twin_path(Path("models/model-1.npz")) == Path("models/model-1.twin.npz")


def test_a_model_goes_with_its_twin(tmp_path: Path) -> None:
    make(tmp_path, "model-1.npz", "model-2.npz")
    (tmp_path / "model-1.twin.npz").unlink()
    remove_models(tmp_path, ["model-1.npz", "model-3.npz"])
    assert names_in(tmp_path) == {"model-2.npz", "model-2.twin.npz"}


def test_what_nobody_refers_to_is_swept_unless_it_is_young(tmp_path: Path) -> None:
    make(tmp_path, "model-1.npz", "model-2.npz")
    make(tmp_path, "model-3.npz", hours_ago=0.1)  # perhaps about to be recorded
    (tmp_path / "notes.npz").touch()
    sweep(tmp_path, {"model-1.npz", "model-of-another-bot.npz"})
    assert names_in(tmp_path) == {
        "model-1.npz",
        "model-1.twin.npz",
        "model-3.npz",
        "model-3.twin.npz",
        "notes.npz",
    }
