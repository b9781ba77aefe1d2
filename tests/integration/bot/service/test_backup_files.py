"""A backup as a file: what goes in comes out, and what is no backup is refused."""

import json
import os
import zipfile
from pathlib import Path

import pytest

from bot.service.backup.backup import back_up, restore
from bot.service.backup.file import BackupError
from bot.service.settings import Settings
from bot.service.state import StateDirectory
from core.model.factor_model import load_model, save_model
from core.model.files import twin_path
from core.training.verdict import Check, VerdictReason
from storage.database import open_database
from storage.models import ModelStore
from storage.people import PersonStore
from storage.ratings import RatingStore
from tests.builders import build_model

REASON = VerdictReason(Check.SIZE, 2.0, 1.0, None, None)


def settings_for(state_dir: Path) -> Settings:
    return Settings(_env_file=None, state_dir=state_dir)  # type: ignore[call-arg]


async def fill(settings: Settings, *, models: tuple[str, ...] = (), n_ratings: int = 3) -> None:
    """People's ratings, and models of which the last one serves."""
    state = StateDirectory(settings.state_dir)
    state.create()
    async with open_database(state.database) as database:
        for movie_id in range(n_ratings):
            await RatingStore(database).rate(1, movie_id, 4.0)
        for name in models:
            save_model(state.models / name, build_model([[1.0], [2.0]]))
            await ModelStore(database).record(name, "abc", 10, {"rmse": 0.8})


async def n_ratings(settings: Settings) -> int:
    async with open_database(StateDirectory(settings.state_dir).database) as database:
        return await RatingStore(database).count(1)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_for(tmp_path / "state")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Settings:
    return settings_for(tmp_path / "elsewhere")


async def test_ratings_and_the_model_in_service_come_back(
    settings: Settings, elsewhere: Settings, tmp_path: Path
) -> None:
    await fill(settings, models=("model-1.npz", "model-2.npz"))
    serving = StateDirectory(settings.state_dir).models / "model-2.npz"
    save_model(twin_path(serving), build_model([[3.0], [4.0]]))
    async with open_database(StateDirectory(settings.state_dir).database) as database:
        await ModelStore(database).record("model-3.npz", "abc", 10, {"rmse": 0.9}, [REASON])
    report = await back_up(settings, tmp_path / "backup.zip")
    assert report.rows["ratings"] == 3
    assert report.models == ("model-2.npz", "model-2.twin.npz")

    restored = await restore(elsewhere, report.path)
    assert restored.aside is None
    assert restored.backup == report
    state = StateDirectory(elsewhere.state_dir)
    assert await n_ratings(elsewhere) == 3
    assert {path.name for path in state.models.iterdir()} == set(report.models)
    assert load_model(state.models / "model-2.npz").rating.item_factors.tolist() == [[1.0], [2.0]]
    async with open_database(state.database) as database:
        serves = await ModelStore(database).serving("abc")
    assert serves is not None
    assert serves.file_name == "model-2.npz"


async def test_what_was_there_is_kept_until_somebody_deletes_it(
    settings: Settings, elsewhere: Settings, tmp_path: Path
) -> None:
    await fill(settings, n_ratings=3)
    await fill(elsewhere, n_ratings=5)
    report = await back_up(settings, tmp_path / "backup.zip")
    restored = await restore(elsewhere, report.path)
    assert await n_ratings(elsewhere) == 3
    assert restored.aside is not None
    async with open_database(restored.aside) as database:
        assert await RatingStore(database).count(1) == 5


async def test_directory_is_given_a_file_named_by_the_time(
    settings: Settings, tmp_path: Path
) -> None:
    await fill(settings)
    directory = tmp_path / "backups"
    directory.mkdir()
    report = await back_up(settings, directory)
    assert [report.path] == list(directory.iterdir())
    assert report.path.name.startswith("moviebot-2")


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
async def test_backup_and_what_is_restored_are_private(
    settings: Settings, elsewhere: Settings, tmp_path: Path
) -> None:
    await fill(settings, models=("model-1.npz",))
    report = await back_up(settings, tmp_path / "backup.zip")
    await restore(elsewhere, report.path)
    files = [report.path, *(each for each in elsewhere.state_dir.rglob("*") if each.is_file())]
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


async def test_nothing_is_left_behind_beside_backup_and_state(
    settings: Settings, tmp_path: Path
) -> None:
    await fill(settings)
    before = {path.name for path in settings.state_dir.iterdir()}
    await back_up(settings, tmp_path / "backup.zip")
    left = {path.name for path in settings.state_dir.iterdir()} - before
    assert left <= {"moviebot.db-shm", "moviebot.db-wal", "tmp"}  # as after any look at it
    assert not list((settings.state_dir / "tmp").iterdir())
    assert {path.name for path in tmp_path.iterdir()} == {"state", "backup.zip"}


async def test_damaged_model_is_left_out_and_the_rest_is_backed_up(
    settings: Settings, tmp_path: Path
) -> None:
    await fill(settings, models=("model-1.npz",))
    (StateDirectory(settings.state_dir).models / "model-1.npz").write_bytes(b"PK half a model")
    report = await back_up(settings, tmp_path / "backup.zip")
    assert report.models == ()
    assert report.rows["ratings"] == 3


async def test_model_that_serves_instead_of_a_damaged_one_is_backed_up(
    settings: Settings, tmp_path: Path
) -> None:
    await fill(settings, models=("model-1.npz", "model-2.npz"))
    (StateDirectory(settings.state_dir).models / "model-2.npz").unlink()
    report = await back_up(settings, tmp_path / "backup.zip")
    assert report.models == ("model-1.npz",)


async def test_missing_state_existing_file_and_missing_directory_are_told(
    settings: Settings, tmp_path: Path
) -> None:
    with pytest.raises(BackupError, match="does not exist — is STATE_DIR the right one"):
        await back_up(settings, tmp_path / "backup.zip")
    assert not settings.state_dir.exists()
    await fill(settings)
    with pytest.raises(BackupError, match="cannot be written"):
        await back_up(settings, tmp_path / "nowhere" / "backup.zip")
    existing = tmp_path / "existing.zip"
    existing.write_text("precious", encoding="ascii")
    with pytest.raises(BackupError, match="are not overwritten"):
        await back_up(settings, existing)
    assert existing.read_text(encoding="ascii") == "precious"


async def test_whoever_was_forgotten_since_is_not_restored(
    settings: Settings, elsewhere: Settings, tmp_path: Path
) -> None:
    await fill(settings, n_ratings=3)
    backup = (await back_up(settings, tmp_path / "backup.zip")).path
    async with open_database(StateDirectory(settings.state_dir).database) as database:
        (person, *_) = await database.read("SELECT user_id FROM people")
        await PersonStore(database).forget(person["user_id"])
    for _ in range(2):  # what is restored remembers it too
        report = await restore(settings, backup)
        assert report.n_forgotten == 1
        async with open_database(StateDirectory(settings.state_dir).database) as database:
            assert await PersonStore(database).find(person["user_id"]) is None
    assert (await restore(elsewhere, backup)).n_forgotten == 0  # nobody there to ask
    assert await n_ratings(elsewhere) == 3


async def test_broken_backup_changes_nothing(
    settings: Settings, elsewhere: Settings, tmp_path: Path
) -> None:
    await fill(settings, models=("model-1.npz",), n_ratings=3)
    await fill(elsewhere, n_ratings=5)
    whole = (await back_up(settings, tmp_path / "backup.zip")).path.read_bytes()
    broken = tmp_path / "broken.zip"
    for length in range(0, len(whole), len(whole) // 20):
        broken.write_bytes(whole[:length])
        with pytest.raises(BackupError, match=r"broken\.zip"):
            await restore(elsewhere, broken)
    flipped = bytearray(whole)
    flipped[len(flipped) // 2] ^= 0xFF
    broken.write_bytes(flipped)
    with pytest.raises(BackupError, match=r"broken\.zip"):
        await restore(elsewhere, broken)
    assert await n_ratings(elsewhere) == 5
    assert not list(StateDirectory(elsewhere.state_dir).models.iterdir())
    assert not list(elsewhere.state_dir.glob(".*"))


def rewritten(path: Path, target: Path, **changes: object) -> Path:
    """A copy of a backup with another note."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "backup.json":
                content = json.dumps(json.loads(content) | changes).encode()
            new.writestr(name, content)
    return target


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"format": 2}, "newer version"),
        ({"models": ["../../model-1.npz"]}, "no backup of this program"),
        ({"models": ["/etc/passwd"]}, "no backup of this program"),
        ({"models": ["model-gone.npz"]}, "no backup of this program"),
        ({"models": 3}, "no backup of this program"),
    ],
)
async def test_file_that_says_something_else_is_refused(
    settings: Settings, elsewhere: Settings, tmp_path: Path, changes: dict[str, object], said: str
) -> None:
    await fill(settings)
    path = (await back_up(settings, tmp_path / "backup.zip")).path
    with pytest.raises(BackupError, match=said):
        await restore(elsewhere, rewritten(path, tmp_path / "other.zip", **changes))
    assert not StateDirectory(elsewhere.state_dir).database.exists()


async def test_any_other_zip_and_no_file_at_all_are_refused(
    elsewhere: Settings, tmp_path: Path
) -> None:
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("ratings.csv", "Name,Year\n")
    with pytest.raises(BackupError, match="no backup of this program"):
        await restore(elsewhere, other)
    with pytest.raises(BackupError, match="cannot be read: No such file"):
        await restore(elsewhere, tmp_path / "missing.zip")


async def test_backup_of_a_newer_schema_is_refused(settings: Settings, tmp_path: Path) -> None:
    await fill(settings)
    async with (
        open_database(StateDirectory(settings.state_dir).database) as database,
        database.transaction() as connection,
    ):
        await connection.execute("INSERT INTO moviebot_migrations VALUES (99, '0099 later', 0)")
    with pytest.raises(BackupError, match=r"newer version of this program"):
        await back_up(settings, tmp_path / "backup.zip")
    assert not (tmp_path / "backup.zip").exists()
