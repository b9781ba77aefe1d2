"""Which models were trained, how well they did, and which of them serves; the arrays are files.

Of a data set's models the one promoted last serves. Promoting gives a number higher than all
others, so that there is one model in service at any moment and no row has to be taken down first.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import aiosqlite

from core.training.verdict import VerdictReason
from storage.database import Database
from storage.inbox import once, outcome_of


class ModelStatus(StrEnum):
    """What has become of a model."""

    SERVING = "serving"
    RETIRED = "retired"  # another one serves; it could be gone back to while its file is there
    REJECTED = "rejected"  # it never served
    LOST = "lost"  # its file cannot be used; no row says so, whoever has looked does


@dataclass(frozen=True, slots=True)
class ModelRecord:
    """A trained model, as its training reported it."""

    model_id: int
    file_name: str  # inside the directory of models
    dataset_fingerprint: str  # of the data set it was trained on
    n_ratings: int  # it was trained on, MovieLens's and this bot's people's together
    metrics: Mapping[str, float]  # on held-out ratings, by name
    created_at: int  # seconds since 1970 UTC
    status: ModelStatus = ModelStatus.SERVING
    reasons: tuple[VerdictReason, ...] = ()  # why it was rejected
    pruned_at: int | None = None  # since when its file is gone


class ModelStore:
    """Remembers trained models."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(
        self,
        file_name: str,
        dataset_fingerprint: str,
        n_ratings: int,
        metrics: Mapping[str, float],
        reasons: Sequence[VerdictReason] = (),
    ) -> ModelRecord:
        """Remember a model that was trained just now. It serves, unless there are reasons why not.

        Raises:
            ValueError: a model of that file name is recorded already, or a metric is not finite.
        """
        row = {
            "file_name": file_name,
            "fingerprint": dataset_fingerprint,
            "n_ratings": n_ratings,
            "metrics": json.dumps(dict(metrics), allow_nan=False),
            "now": self._database.now(),
            "rejection": json.dumps([each.as_json() for each in reasons]) if reasons else None,
        }
        async with self._database.transaction() as connection:
            rows = await connection.execute_fetchall(
                f"""
                INSERT INTO models (
                    file_name, dataset_fingerprint, n_ratings, metrics, created_at,
                    promotion, rejection
                )
                VALUES (
                    :file_name, :fingerprint, :n_ratings, :metrics, :now,
                    iif(:rejection IS NULL, {_NEXT_PROMOTION}, NULL), :rejection
                )
                ON CONFLICT (file_name) DO NOTHING
                RETURNING model_id
                """,  # noqa: S608
                row,
            )
            for inserted in rows:
                return await _find(connection, inserted["model_id"])
            raise ValueError(f"a model {file_name!r} is recorded already")

    async def newest_first(self, dataset_fingerprint: str | None = None) -> tuple[ModelRecord, ...]:
        """All recorded models, or only those trained on one data set; also rejected and pruned."""
        rows = await self._database.read(
            f"""
            {_MODELS} WHERE :fingerprint IS NULL OR dataset_fingerprint = :fingerprint
            ORDER BY model_id DESC
            """,
            {"fingerprint": dataset_fingerprint},
        )
        return _records(rows)

    async def usable(self, dataset_fingerprint: str) -> tuple[ModelRecord, ...]:
        """The model in service first, then those to fall back on where its file is damaged."""
        rows = await self._database.read(_USABLE, {"fingerprint": dataset_fingerprint})
        return _records(rows)

    async def serving(self, dataset_fingerprint: str) -> ModelRecord | None:
        """The model in service; None where none was trained on this data set."""
        return next(iter(await self.usable(dataset_fingerprint)), None)

    async def find(self, model_id: int) -> ModelRecord | None:
        """One model, or None."""
        rows = await self._database.read(f"{_MODELS} WHERE model_id = ?", (model_id,))
        return _record(rows[0]) if rows else None

    async def roll_back(self, dataset_fingerprint: str, model_id: int) -> ModelRecord | None:
        """Put another usable model into service, and the one that served behind all others.

        The one in service itself stays in service.

        Returns:
            The model that serves from now on; None where there is no such model, or it was
            rejected or pruned: nothing has changed.
        """
        async with self._database.transaction() as connection:

            async def choose() -> int | None:
                rows = await connection.execute_fetchall(
                    _USABLE, {"fingerprint": dataset_fingerprint}
                )
                usable = _records(rows)
                chosen = next((each for each in usable if each.model_id == model_id), None)
                if chosen is None:
                    return None
                if chosen.status is not ModelStatus.SERVING:
                    await connection.execute(
                        f"UPDATE models SET promotion = {_NEXT_PROMOTION} WHERE model_id = ?",  # noqa: S608
                        (chosen.model_id,),
                    )
                    await connection.execute(
                        "UPDATE models SET promotion = NULL WHERE model_id = ?",
                        (usable[0].model_id,),
                    )
                return chosen.model_id

            chosen = await once(connection, _ROLLED_BACK, choose)
            return None if chosen is None else await _find(connection, chosen)

    async def rolled_back_to(self) -> int | None:
        """The model that the update in hand has gone back to before the process died."""
        found: int | None = await outcome_of(self._database, _ROLLED_BACK)
        return found

    async def prune(self, dataset_fingerprint: str, keep: int) -> tuple[str, ...]:
        """Give up all models of a data set but the first `keep` usable ones and the last rejected.

        Returns:
            File names that nothing refers to any more; the caller deletes them.

        Raises:
            ValueError: `keep` is less than one, and the model in service would go.
        """
        if keep < 1:
            raise ValueError("the model in service is never pruned")
        parameters = {"fingerprint": dataset_fingerprint, "now": self._database.now()}
        async with self._database.transaction() as connection:
            usable = _records(await connection.execute_fetchall(_USABLE, parameters))
            rejected = _records(await connection.execute_fetchall(_REJECTED, parameters))
            given_up = (*usable[keep:], *rejected[1:])
            await connection.executemany(
                "UPDATE models SET pruned_at = ? WHERE model_id = ?",
                [(parameters["now"], each.model_id) for each in given_up],
            )
        return tuple(each.file_name for each in given_up)

    async def file_names(self) -> frozenset[str]:
        """The files of all models that are not pruned, of every data set."""
        rows = await self._database.read("SELECT file_name FROM models WHERE pruned_at IS NULL")
        return frozenset(row["file_name"] for row in rows)


_ROLLED_BACK = "model"  # what `once` calls it
_NEXT_PROMOTION = "(SELECT coalesce(max(promotion), 0) + 1 FROM models)"
_CAN_SERVE = "rejection IS NULL AND pruned_at IS NULL"
_BY_PROMOTION = "ORDER BY promotion DESC NULLS LAST, model_id DESC"

_MODELS = f"""
SELECT
    model_id, file_name, dataset_fingerprint, n_ratings, metrics, created_at, rejection, pruned_at,
    model_id IS (
        SELECT model_id FROM models AS other
        WHERE other.dataset_fingerprint = models.dataset_fingerprint AND {_CAN_SERVE}
        {_BY_PROMOTION} LIMIT 1
    ) AS is_serving
FROM models
"""  # noqa: S608
_USABLE = f"{_MODELS} WHERE dataset_fingerprint = :fingerprint AND {_CAN_SERVE} {_BY_PROMOTION}"
_REJECTED = f"""
{_MODELS} WHERE dataset_fingerprint = :fingerprint
AND rejection IS NOT NULL AND pruned_at IS NULL ORDER BY model_id DESC
"""


async def _find(connection: aiosqlite.Connection, model_id: int) -> ModelRecord:
    (row,) = await connection.execute_fetchall(f"{_MODELS} WHERE model_id = ?", (model_id,))
    return _record(row)


def _records(rows: Iterable[sqlite3.Row]) -> tuple[ModelRecord, ...]:
    return tuple(map(_record, rows))


def _record(row: sqlite3.Row) -> ModelRecord:
    rejection = row["rejection"]
    status = ModelStatus.SERVING if row["is_serving"] else ModelStatus.RETIRED
    return ModelRecord(
        model_id=row["model_id"],
        file_name=row["file_name"],
        dataset_fingerprint=row["dataset_fingerprint"],
        n_ratings=row["n_ratings"],
        metrics=json.loads(row["metrics"]),
        created_at=row["created_at"],
        status=ModelStatus.REJECTED if rejection else status,
        reasons=tuple(map(VerdictReason.from_json, json.loads(rejection))) if rejection else (),
        pruned_at=row["pruned_at"],
    )
