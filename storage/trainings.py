"""Trainings beside the bot: which one runs, what came of the others, and who watches.

A row without an end is a training that runs; found at the start, it is one that a restart cut off.
"""

import sqlite3
from dataclasses import dataclass
from enum import StrEnum

import aiosqlite

from storage.database import Database


class TrainingCause(StrEnum):
    """Why a training was begun."""

    REQUEST = "request"
    SCHEDULE = "schedule"


class TrainingOutcome(StrEnum):
    """How a training ended."""

    PROMOTED = "promoted"
    REJECTED = "rejected"
    FAILED = "failed"
    CANCELLED = "cancelled"
    CUT_OFF = "cut off"  # the bot ended meanwhile


@dataclass(frozen=True, slots=True)
class TrainingRecord:
    """One training."""

    training_id: int
    dataset_fingerprint: str
    cause: TrainingCause
    started_at: int  # seconds since 1970 UTC, as are all times here
    ended_at: int | None = None  # None exactly where there is no outcome
    outcome: TrainingOutcome | None = None
    detail: str | None = None  # for the log: what failed
    model_id: int | None = None  # what it made, promoted or rejected
    last_change_id: int | None = None  # of the ratings: the newest that its snapshot knew


@dataclass(frozen=True, slots=True)
class Watcher:
    """A message that shows how a training goes, and who asked for it."""

    user_id: int
    chat_id: int
    message_id: int


class TrainingStore:
    """Remembers trainings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(self, dataset_fingerprint: str, cause: TrainingCause) -> TrainingRecord:
        """Note that a training begins.

        Raises:
            ValueError: one is running already.
        """
        async with self._database.transaction() as connection:
            rows = await connection.execute_fetchall(
                f"""
                INSERT INTO trainings (dataset_fingerprint, cause, started_at) VALUES (?, ?, ?)
                ON CONFLICT DO NOTHING RETURNING {_TRAINING}
                """,  # noqa: S608
                (dataset_fingerprint, cause, self._database.now()),
            )
            for row in rows:
                return _record(row)
            raise ValueError("a training is running already")

    async def end(
        self,
        training_id: int,
        outcome: TrainingOutcome,
        *,
        detail: str | None = None,
        model_id: int | None = None,
        last_change_id: int | None = None,
    ) -> TrainingRecord:
        """Note what came of the training that runs.

        Raises:
            ValueError: it does not run.
        """
        async with self._database.transaction() as connection:
            parameters = (outcome, detail, model_id, last_change_id, training_id)
            rows = await _end(connection, self._database.now(), parameters)
            for row in rows:
                return _record(row)
            raise ValueError(f"training {training_id} does not run")

    async def running(self) -> TrainingRecord | None:
        """The training that runs, or did when the process died."""
        return await self._first("ended_at IS NULL", ())

    async def latest(self, dataset_fingerprint: str) -> TrainingRecord | None:
        """The last one that has ended, however it did."""
        return await self._first(
            "dataset_fingerprint = ? AND ended_at IS NOT NULL", (dataset_fingerprint,)
        )

    async def close_cut_off(self) -> TrainingRecord | None:
        """At the start: end the training that a restart cut off; None where none was."""
        async with self._database.transaction() as connection:
            rows = await connection.execute_fetchall(
                f"SELECT {_TRAINING} FROM trainings WHERE ended_at IS NULL"  # noqa: S608
            )
            for row in rows:
                parameters = (TrainingOutcome.CUT_OFF, None, None, None, _record(row).training_id)
                (ended,) = await _end(connection, self._database.now(), parameters)
                return _record(ended)
            return None

    async def n_cut_off_in_a_row(self, dataset_fingerprint: str) -> int:
        """How many trainings were cut off since the last that was not.

        One that takes the whole machine down should not be begun again for ever.
        """
        rows = await self._database.read(
            """
            SELECT count(*) AS n_cut_off FROM trainings
            WHERE dataset_fingerprint = :fingerprint AND outcome = :cut_off AND training_id > (
                SELECT coalesce(max(training_id), 0) FROM trainings
                WHERE dataset_fingerprint = :fingerprint AND outcome <> :cut_off
            )
            """,
            {"fingerprint": dataset_fingerprint, "cut_off": TrainingOutcome.CUT_OFF},
        )
        return int(rows[0]["n_cut_off"])

    async def n_new_ratings(self, dataset_fingerprint: str) -> int:
        """People's ratings that no training has judged yet, of those who contribute."""
        rows = await self._database.read(
            """
            SELECT count(*) AS n_ratings FROM ratings JOIN people USING (user_id)
            WHERE opted_out_at IS NULL AND change_id > (
                SELECT coalesce(max(last_change_id), 0) FROM trainings
                WHERE dataset_fingerprint = ?
            )
            """,
            (dataset_fingerprint,),
        )
        return int(rows[0]["n_ratings"])

    async def last_forgetting(self) -> int:
        """The number of the last time that somebody was forgotten."""
        rows = await self._database.read(
            "SELECT coalesce(max(forgetting_id), 0) AS last FROM forgotten"
        )
        return int(rows[0]["last"])

    async def was_forgotten_since(self, forgetting_id: int, last_change_id: int) -> bool:
        """Whether somebody was forgotten after that whose ratings a snapshot can have known.

        Args:
            forgetting_id: the last time before the snapshot was taken.
            last_change_id: the newest change of a rating that the snapshot knows.
        """
        rows = await self._database.read(
            "SELECT 1 FROM forgotten WHERE forgetting_id > ? AND first_change_id <= ? LIMIT 1",
            (forgetting_id, last_change_id),
        )
        return bool(rows)

    async def watch(self, training_id: int, watcher: Watcher) -> None:
        """Remember a message that shows the training; of each chat the last one.

        The watcher has been remembered (`PersonStore.remember`) before.
        """
        async with self._database.transaction() as connection:
            await connection.execute(
                """
                INSERT INTO training_watchers (training_id, chat_id, message_id, user_id)
                VALUES (?, ?, ?, ?)
                ON CONFLICT (training_id, chat_id) DO UPDATE SET
                    message_id = excluded.message_id, user_id = excluded.user_id
                """,
                (training_id, watcher.chat_id, watcher.message_id, watcher.user_id),
            )

    async def watchers(self, training_id: int) -> tuple[Watcher, ...]:
        """The messages that show the training, by chat."""
        rows = await self._database.read(
            """
            SELECT user_id, chat_id, message_id FROM training_watchers
            WHERE training_id = ? ORDER BY chat_id
            """,
            (training_id,),
        )
        return tuple(Watcher(**row) for row in rows)

    async def _first(self, condition: str, parameters: tuple[object, ...]) -> TrainingRecord | None:
        rows = await self._database.read(
            f"SELECT {_TRAINING} FROM trainings WHERE {condition} ORDER BY training_id DESC LIMIT 1",  # noqa: S608, E501
            parameters,
        )
        return _record(rows[0]) if rows else None


_TRAINING = (
    "training_id, dataset_fingerprint, cause, started_at, ended_at, outcome, detail, model_id,"
    " last_change_id"
)


async def _end(
    connection: aiosqlite.Connection, now: int, parameters: tuple[object, ...]
) -> list[sqlite3.Row]:
    rows = await connection.execute_fetchall(
        f"""
        UPDATE trainings SET
            ended_at = ?, outcome = ?, detail = ?, model_id = ?, last_change_id = ?
        WHERE training_id = ? AND ended_at IS NULL RETURNING {_TRAINING}
        """,  # noqa: S608
        (now, *parameters),
    )
    return list(rows)


def _record(row: sqlite3.Row) -> TrainingRecord:
    outcome = row["outcome"]
    return TrainingRecord(
        training_id=row["training_id"],
        dataset_fingerprint=row["dataset_fingerprint"],
        cause=TrainingCause(row["cause"]),
        started_at=row["started_at"],
        ended_at=row["ended_at"],
        outcome=None if outcome is None else TrainingOutcome(outcome),
        detail=row["detail"],
        model_id=row["model_id"],
        last_change_id=row["last_change_id"],
    )
