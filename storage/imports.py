"""Files that people bring: each waits for their word, is taken over whole, and taken back whole.

What was said here by hand stays: a rating, a mark, and a removal that is younger than the file's
rating. What an earlier import said follows the newer file. A row whose film is in doubt counts
once its person has said which it is. Of several rows for one film a rating says more than having
seen it, and that more than wanting to; of several ratings one that was never in doubt, then the one
told last.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

import aiosqlite

from storage.database import Database
from storage.import_rows import CONDITION_OF, ROW, ImportRow, RowChoice, import_row, insert_rows
from storage.import_statements import APPLY, FIND, TO_UNDO, UNDO
from storage.people import upsert_person

_DAY = 86_400  # seconds
_WAITS_FOR = 30 * _DAY  # an import, for its person's word
MOST_A_DAY = 10  # files of one person
MOST_WAITING = 500_000  # rows of everybody's files together; in the database about 75 MB


class NoRoom(StrEnum):
    """Why a further file is not read."""

    TOO_OFTEN = "too-often"  # its person has brought as many today as anybody may
    TOO_MANY_WAIT = "too-many-wait"  # of everybody's


class ImportState(StrEnum):
    """How far an import has come."""

    WAITING = "waiting"
    APPLIED = "applied"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """What an import does. All but the last two count films, and each film once."""

    n_added: int  # rated that were not
    n_updated: int  # rated otherwise by an earlier import
    n_kept: int  # said here by hand otherwise, which stays
    n_unchanged: int  # known already
    n_seen: int  # marked as seen
    n_wanted: int  # put on the watchlist
    n_unmatched: int  # rows without a film
    n_open: int  # of these, rows the person has not decided about


@dataclass(frozen=True, slots=True)
class Import:
    """A file somebody has brought."""

    import_id: int
    source: str  # what wrote the file, in the reader's own vocabulary
    digest: str  # of the file's bytes
    n_rows: int
    state: ImportState
    kept_at: int  # seconds since 1970 UTC
    counts: ImportCounts  # WAITING: what applying it now would do; otherwise what it did
    report: str | None = None  # as it was kept


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking an import back has changed."""

    n_ratings: int  # taken away, or again what they had been before
    n_marks: int
    n_kept: int  # ratings that were changed since, which stay


class ImportStore:
    """Keeps imports. Every change is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(
        self,
        user_id: int,
        source: str,
        digest: str,
        rows: Sequence[ImportRow],
        report: str | None = None,
    ) -> int:
        """Let the file wait for its person's word, and no longer an earlier one.

        The file that waits already goes on waiting with what was settled about it. Of everybody,
        what has waited for 30 days is dropped.

        Args:
            report: what else is to be told of the file; JSON that the caller writes and reads.

        Returns:
            The id of the import, never used for another file.
        """
        now = self._database.now()
        async with self._database.transaction() as connection:
            await upsert_person(connection, user_id, now)
            await _drop_waiting(connection, now - _WAITS_FOR)
            waiting = await connection.execute_fetchall(
                """
                SELECT import_id FROM imports
                WHERE user_id = ? AND source = ? AND digest = ? AND applied_at IS NULL
                """,
                (user_id, source, digest),
            )
            for row in waiting:
                return int(row["import_id"])
            await connection.execute(
                "DELETE FROM imports WHERE user_id = ? AND applied_at IS NULL", (user_id,)
            )
            inserted = await connection.execute_fetchall(
                """
                INSERT INTO imports (user_id, source, digest, n_rows, kept_at, report)
                VALUES (?, ?, ?, ?, ?, ?) RETURNING import_id
                """,
                (user_id, source, digest, len(rows), now, report),
            )
            (row,) = inserted
            import_id = int(row["import_id"])
            await insert_rows(connection, import_id, rows)
            return import_id

    async def no_room(self, user_id: int) -> NoRoom | None:
        """Why one more file of this person is not to be kept now; None where it is.

        For room, files that have waited for a day are dropped: who wants theirs says so in minutes.
        """
        now = self._database.now()
        (row,) = await self._database.read(
            """
            SELECT count(*) AS n_files FROM imports
            WHERE user_id = ? AND kept_at > ? AND applied_at IS NOT NULL
            """,
            (user_id, now - _DAY),
        )
        if row["n_files"] >= MOST_A_DAY:
            return NoRoom.TOO_OFTEN
        if await self._n_waiting() >= MOST_WAITING:
            async with self._database.transaction() as connection:
                await _drop_waiting(connection, now - _DAY)
            if await self._n_waiting() >= MOST_WAITING:
                return NoRoom.TOO_MANY_WAIT
        return None

    async def _n_waiting(self) -> int:
        (row,) = await self._database.read(
            "SELECT coalesce(sum(n_rows), 0) AS n_rows FROM imports WHERE applied_at IS NULL"
        )
        return int(row["n_rows"])

    async def find(self, import_id: int, user_id: int) -> Import | None:
        """The import, or None when it was dropped, is somebody else's, or never was."""
        rows = await self._database.read(FIND, {"import_id": import_id, "user_id": user_id})
        return _import(rows[0]) if rows else None

    async def waiting(self, user_id: int) -> Import | None:
        """The import that waits for the person's word, or None."""
        rows = await self._database.read(
            "SELECT import_id FROM imports WHERE user_id = ? AND applied_at IS NULL", (user_id,)
        )
        found = await self.find(rows[0]["import_id"], user_id) if rows else None
        return found if found and found.state is ImportState.WAITING else None  # applied meanwhile

    async def applied_with(self, user_id: int, digest: str) -> Import | None:
        """The latest import of the very same file that is applied and not undone, or None."""
        rows = await self._database.read(
            """
            SELECT max(import_id) AS latest FROM imports
            WHERE user_id = ? AND digest = ? AND applied_at IS NOT NULL AND undone_at IS NULL
            """,
            (user_id, digest),
        )
        found = await self.find(rows[0]["latest"], user_id)
        return found if found and found.state is ImportState.APPLIED else None  # undone meanwhile

    async def undone(self, import_id: int, user_id: int) -> Undone | None:
        """What taking the import back has changed, or None where it was not taken back."""
        rows = await self._database.read(
            """
            SELECT undone FROM imports
            WHERE import_id = ? AND user_id = ? AND undone IS NOT NULL
            """,
            (import_id, user_id),
        )
        return Undone(**json.loads(rows[0]["undone"])) if rows else None

    async def rows(
        self,
        import_id: int,
        user_id: int,
        choice: RowChoice = RowChoice.ALL,
        *,
        offset: int = 0,
        limit: int | None = None,
    ) -> tuple[ImportRow, ...]:
        """A page of the file in its order, or all of it; empty for one that does not wait."""
        found = await self._database.read(
            f"""
            SELECT {ROW} FROM import_rows JOIN imports USING (import_id)
            WHERE import_id = ? AND user_id = ? AND ({CONDITION_OF[choice]})
            ORDER BY position LIMIT ? OFFSET ?
            """,  # noqa: S608
            (import_id, user_id, -1 if limit is None else limit, offset),
        )
        return tuple(import_row(columns) for columns in found)

    async def count(self, import_id: int, user_id: int, choice: RowChoice) -> int:
        """How many rows `rows` would give without a limit."""
        (row,) = await self._database.read(
            f"""
            SELECT count(*) AS n_rows FROM import_rows JOIN imports USING (import_id)
            WHERE import_id = ? AND user_id = ? AND ({CONDITION_OF[choice]})
            """,  # noqa: S608
            (import_id, user_id),
        )
        return int(row["n_rows"])

    async def settle(
        self, import_id: int, user_id: int, position: int, movie_id: int | None
    ) -> ImportRow | None:
        """Note which film a row means, or that it is none of ours; it can be settled anew.

        Returns:
            The row as it is now; None when the import no longer waits or has no such row.
        """
        async with self._database.transaction() as connection:
            rows = await connection.execute_fetchall(
                f"""
                UPDATE import_rows SET movie_id = :movie_id, settled = 1
                WHERE position = :position AND import_id = (
                    SELECT import_id FROM imports
                    WHERE import_id = :import_id AND user_id = :user_id AND applied_at IS NULL
                )
                RETURNING {ROW}
                """,  # noqa: S608
                {
                    "movie_id": movie_id,
                    "position": position,
                    "import_id": import_id,
                    "user_id": user_id,
                },
            )
            return next((import_row(columns) for columns in rows), None)

    async def settle_likely(self, import_id: int, user_id: int) -> int:
        """Note that all films that were taken with a doubt are meant; how many there were."""
        async with self._database.transaction() as connection:
            rows = await connection.execute_fetchall(
                f"""
                UPDATE import_rows SET settled = 1
                WHERE ({CONDITION_OF[RowChoice.LIKELY]}) AND import_id = (
                    SELECT import_id FROM imports
                    WHERE import_id = ? AND user_id = ? AND applied_at IS NULL
                )
                RETURNING position
                """,  # noqa: S608
                (import_id, user_id),
            )
            return len(list(rows))

    async def drop(self, import_id: int, user_id: int) -> bool:
        """Forget a file that waits; whether it did."""
        async with self._database.transaction() as connection:
            rows = await connection.execute_fetchall(
                """
                DELETE FROM imports WHERE import_id = ? AND user_id = ? AND applied_at IS NULL
                RETURNING import_id
                """,
                (import_id, user_id),
            )
            return bool(list(rows))

    async def apply(self, import_id: int, user_id: int) -> ImportCounts | None:
        """Take over what the file says.

        Ratings and marks are dated as the file dates them, though not in the future, and now when
        it does not. In the profile they come on top, those the file tells last first.

        Returns:
            What it did, also when that was earlier; None when there is nothing to apply: undone,
            dropped, somebody else's.
        """
        parameters = {"import_id": import_id, "user_id": user_id, "now": self._database.now()}
        async with self._database.transaction() as connection:
            rows = list(await connection.execute_fetchall(FIND, parameters))
            found = _import(rows[0]) if rows else None
            if found is None or found.state is ImportState.UNDONE:
                return None
            if found.state is ImportState.WAITING:
                for statement in APPLY:
                    await connection.execute(statement, parameters)
                await connection.execute(
                    "UPDATE imports SET applied_at = ?, applied = ? WHERE import_id = ?",
                    (parameters["now"], json.dumps(asdict(found.counts)), import_id),
                )
                await connection.execute(
                    "DELETE FROM import_rows WHERE import_id = ?", (import_id,)
                )
            return found.counts

    async def undo(self, import_id: int, user_id: int) -> Undone | None:
        """Take back everything the import has changed, apart from what was changed since.

        Returns:
            What that changed, also when it was earlier; None for an import that is not applied.
        """
        parameters = {"import_id": import_id, "user_id": user_id, "now": self._database.now()}
        async with self._database.transaction() as connection:
            rows = await connection.execute_fetchall(
                """
                SELECT undone FROM imports
                WHERE import_id = :import_id AND user_id = :user_id AND applied_at IS NOT NULL
                """,
                parameters,
            )
            for row in rows:
                if row["undone"] is not None:
                    return Undone(**json.loads(row["undone"]))
                (counts,) = await connection.execute_fetchall(TO_UNDO, parameters)
                result = Undone(**counts)
                for statement in UNDO:
                    await connection.execute(statement, parameters)
                await connection.execute(
                    "UPDATE imports SET undone_at = ?, undone = ? WHERE import_id = ?",
                    (parameters["now"], json.dumps(asdict(result)), import_id),
                )
                return result
            return None


async def _drop_waiting(connection: aiosqlite.Connection, kept_before: int) -> None:
    await connection.execute(
        "DELETE FROM imports WHERE applied_at IS NULL AND kept_at < ?", (kept_before,)
    )


def _import(row: sqlite3.Row) -> Import:
    if row["undone_at"] is not None:
        state = ImportState.UNDONE
    elif row["applied_at"] is not None:
        state = ImportState.APPLIED
    else:
        state = ImportState.WAITING
    return Import(
        import_id=row["import_id"],
        source=row["source"],
        digest=row["digest"],
        n_rows=row["n_rows"],
        state=state,
        kept_at=row["kept_at"],
        counts=ImportCounts(**json.loads(row["counts"])),
        report=row["report"],
    )
