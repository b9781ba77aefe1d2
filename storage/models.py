"""Which models were trained, on what, and how well they did; the arrays are files of their own."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from storage.database import Database


@dataclass(frozen=True, slots=True)
class ModelRecord:
    """A trained model, as its training reported it."""

    model_id: int
    file_name: str  # inside the directory of models
    dataset_fingerprint: str  # of the data set it was trained on
    n_ratings: int  # it was trained on, MovieLens's and this bot's people's together
    metrics: Mapping[str, float]  # on held-out ratings, by name
    created_at: int  # seconds since 1970 UTC


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
    ) -> ModelRecord:
        """Remember a model that was trained just now.

        Raises:
            ValueError: a model of that file name is recorded already, or a metric is not finite.
        """
        metrics_json = json.dumps(dict(metrics), allow_nan=False)
        async with self._database.transaction() as connection:
            rows = await connection.execute_fetchall(
                """
                INSERT INTO models (file_name, dataset_fingerprint, n_ratings, metrics, created_at)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (file_name) DO NOTHING
                RETURNING model_id, file_name, dataset_fingerprint, n_ratings, metrics, created_at
                """,
                (file_name, dataset_fingerprint, n_ratings, metrics_json, self._database.now()),
            )
            for row in rows:
                return _model_record(row)
            raise ValueError(f"a model {file_name!r} is recorded already")

    async def newest_first(self, dataset_fingerprint: str | None = None) -> tuple[ModelRecord, ...]:
        """All recorded models, or only those trained on one data set."""
        rows = await self._database.read(
            """
            SELECT model_id, file_name, dataset_fingerprint, n_ratings, metrics, created_at
            FROM models
            WHERE :fingerprint IS NULL OR dataset_fingerprint = :fingerprint
            ORDER BY model_id DESC
            """,
            {"fingerprint": dataset_fingerprint},
        )
        return tuple(_model_record(row) for row in rows)


def _model_record(row: sqlite3.Row) -> ModelRecord:
    model_id, file_name, dataset_fingerprint, n_ratings, metrics_json, created_at = row
    return ModelRecord(
        model_id, file_name, dataset_fingerprint, n_ratings, json.loads(metrics_json), created_at
    )
