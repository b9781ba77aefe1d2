"""Records of trained models."""

import pytest

from core.training.verdict import CHAMPION, Check, Population, VerdictReason
from storage.database import Database
from storage.models import ModelRecord, ModelStatus, ModelStore

WORSE = VerdictReason(Check.RMSE, 0.02, 0.005, CHAMPION, Population.EVERYBODY)
TINY = VerdictReason(Check.SIZE, 10.0, 1.0)


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


async def serving(models: ModelStore, fingerprint: str = "abc") -> str | None:
    record = await models.serving(fingerprint)
    assert record is None or record.status is ModelStatus.SERVING
    return record.file_name if record else None


async def record_all(models: ModelStore, *names: str) -> list[int]:
    """Models of one data set; those whose name says so are rejected."""
    return [
        (await models.record(name, "abc", 1, {}, (WORSE,) if "bad" in name else ())).model_id
        for name in names
    ]


async def standing(models: ModelStore) -> dict[str, ModelStatus]:
    return {each.file_name: each.status for each in await models.newest_first()}


async def test_the_last_promoted_model_of_a_data_set_serves(models: ModelStore) -> None:
    assert await serving(models) is None
    await record_all(models, "a", "b")
    await models.record("of another data set", "xyz", 1, {})
    assert await serving(models) == "b"
    assert await serving(models, "xyz") == "of another data set"
    assert await standing(models) == {
        "a": ModelStatus.RETIRED,
        "b": ModelStatus.SERVING,
        "of another data set": ModelStatus.SERVING,
    }


async def test_a_rejected_model_is_kept_with_its_reasons_and_never_serves(
    models: ModelStore,
) -> None:
    (good,) = await record_all(models, "good")
    bad = await models.record("bad", "abc", 1, {"rmse": 0.9}, (WORSE, TINY))
    assert bad.status is ModelStatus.REJECTED
    assert bad.reasons == (WORSE, TINY)
    assert await models.find(bad.model_id) == bad
    assert await serving(models) == "good"
    assert await models.roll_back("abc", bad.model_id) is None
    assert [each.model_id for each in await models.usable("abc")] == [good]
    assert await models.find(99) is None


async def test_one_can_go_back_to_any_usable_model_and_forward_again(models: ModelStore) -> None:
    a, _, c = await record_all(models, "a", "b", "c")
    for model_id, expected in ((a, "a"), (a, "a"), (c, "c")):
        record = await models.roll_back("abc", model_id)
        assert record is not None
        assert record.status is ModelStatus.SERVING
        assert await serving(models) == expected
    assert await models.roll_back("xyz", a) is None  # of another data set


async def test_a_model_that_was_taken_back_is_the_last_to_fall_back_on(models: ModelStore) -> None:
    _, b, _ = await record_all(models, "a", "b", "broken")
    await models.roll_back("abc", b)
    assert [each.file_name for each in await models.usable("abc")] == ["b", "a", "broken"]
    await record_all(models, "new")
    assert [each.file_name for each in await models.usable("abc")] == ["new", "b", "a", "broken"]


async def test_pruning_keeps_the_one_in_service_whatever_its_age(models: ModelStore) -> None:
    first, *_ = await record_all(models, "a", "b", "c", "bad d", "e", "bad f")
    await models.record("of another data set", "xyz", 1, {})
    await models.roll_back("abc", first)
    assert await models.prune("abc", 1) == ("c", "b", "e", "bad d")
    assert await models.prune("abc", 1) == ()
    assert await serving(models) == "a"
    assert await models.file_names() == {"a", "bad f", "of another data set"}
    pruned = [each.file_name for each in await models.newest_first("abc") if each.pruned_at]
    assert pruned == ["e", "bad d", "c", "b"]
    assert await models.roll_back("abc", first + 1) is None  # its file is gone


async def test_pruning_keeps_as_many_as_told(models: ModelStore) -> None:
    await record_all(models, "a", "b", "c", "d")
    assert await models.prune("abc", 3) == ("a",)
    assert await models.prune("abc", 9) == ()
    with pytest.raises(ValueError, match="never pruned"):
        await models.prune("abc", 0)
    assert await serving(models) == "d"


async def test_of_models_from_before_there_were_promotions_the_newest_serves(
    database: Database, models: ModelStore
) -> None:
    async with database.transaction() as connection:
        await connection.execute(
            "INSERT INTO models (file_name, dataset_fingerprint, n_ratings, metrics, created_at)"
            " VALUES ('old', 'abc', 1, '{}', 1), ('newer', 'abc', 1, '{}', 2)"
        )
    assert await serving(models) == "newer"
    (_, old) = await models.usable("abc")
    record = await models.roll_back("abc", old.model_id)
    assert record is not None
    assert record.file_name == "old" == await serving(models)
