"""Records of trained models."""

import pytest

from storage.database import Database
from storage.models import ModelRecord, ModelStore


@pytest.fixture
def models(database: Database) -> ModelStore:
    return ModelStore(database)


async def test_a_recorded_model_is_read_back(models: ModelStore) -> None:
    assert await models.newest_first() == ()
    record = await models.record("a.npz", "abc", 100_004, {"rmse": 0.87, "ndcg_at_10": 0.31})
    assert record == ModelRecord(
        record.model_id,
        "a.npz",
        "abc",
        100_004,
        {"rmse": 0.87, "ndcg_at_10": 0.31},
        record.created_at,
    )
    assert await models.newest_first() == (record,)


async def test_the_newest_comes_first_also_within_one_data_set(models: ModelStore) -> None:
    for file_name, fingerprint in (("a.npz", "abc"), ("b.npz", "xyz"), ("c.npz", "abc")):
        await models.record(file_name, fingerprint, 1, {})
    everything = [record.file_name for record in await models.newest_first()]
    of_one = [record.file_name for record in await models.newest_first("abc")]
    assert everything == ["c.npz", "b.npz", "a.npz"]
    assert of_one == ["c.npz", "a.npz"]
    assert await models.newest_first("unheard of") == ()


async def test_a_file_name_is_recorded_once(models: ModelStore) -> None:
    record = await models.record("a.npz", "abc", 1, {})
    with pytest.raises(ValueError, match="recorded already"):
        await models.record("a.npz", "xyz", 2, {})
    assert await models.newest_first() == (record,)


async def test_a_metric_that_is_not_a_number_is_refused(models: ModelStore) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        await models.record("a.npz", "abc", 1, {"rmse": float("nan")})
    assert await models.newest_first() == ()
