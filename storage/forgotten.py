"""Who was forgotten, as a number that says nothing to anybody: for what was copied before.

A backup, and the snapshot of a training that goes on, still hold somebody who is forgotten. So that
they leave those too there is a salted digest of their id, for as long as a backup is kept.
"""

import hashlib
import secrets
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import aiosqlite

from storage.database import Database

KEPT_FOR = 400 * 86_400  # seconds


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Somebody who was forgotten."""

    salt: bytes
    digest: bytes
    forgotten_at: int  # seconds since 1970 UTC

    def was(self, user_id: int) -> bool:
        """Whether it was this person."""
        return secrets.compare_digest(self.digest, _digest(self.salt, user_id))


async def note_forgotten(connection: aiosqlite.Connection, user_id: int, now: int) -> None:
    """Inside the transaction that forgets the person, before it does; the oldest notes go."""
    salt = secrets.token_bytes(16)
    await connection.execute("DELETE FROM forgotten WHERE forgotten_at < ?", (now - KEPT_FOR,))
    await connection.execute(
        """
        INSERT INTO forgotten (salt, digest, forgotten_at, first_change_id)
        SELECT :salt, :digest, :now, (
            SELECT min(change_id) FROM rating_changes WHERE user_id = :user_id
        )
        FROM people WHERE user_id = :user_id
        """,
        {"salt": salt, "digest": _digest(salt, user_id), "now": now, "user_id": user_id},
    )


def read_forgotten(path: Path) -> tuple[Forgotten, ...]:
    """All of a database; none of one that is not there, damaged, or too old to know of any."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as reader:
            rows = reader.execute("SELECT salt, digest, forgotten_at FROM forgotten").fetchall()
    except sqlite3.Error:
        return ()
    return tuple(Forgotten(*row) for row in rows)


async def forget_again(database: Database, forgotten: tuple[Forgotten, ...]) -> int:
    """Delete from an older copy who was forgotten since; who came back afterwards stays.

    Returns:
        How many people that were.
    """
    people = await database.read("SELECT user_id, created_at FROM people")
    gone = [
        (person["user_id"],)
        for person in people
        if any(
            person["created_at"] <= each.forgotten_at and each.was(person["user_id"])
            for each in forgotten
        )
    ]
    async with database.transaction() as connection:
        await connection.executemany("DELETE FROM people WHERE user_id = ?", gone)
        await connection.executemany(
            """
            INSERT INTO forgotten (salt, digest, forgotten_at)
            SELECT :salt, :digest, :forgotten_at
            WHERE NOT EXISTS (SELECT 1 FROM forgotten WHERE salt = :salt)
            """,
            [
                {"salt": each.salt, "digest": each.digest, "forgotten_at": each.forgotten_at}
                for each in forgotten
            ],
        )
        if gone:  # updates have no person until they are dealt with; these are long out of date
            await connection.execute("DELETE FROM inbox")
    await database.clear_log()
    return len(gone)


def _digest(salt: bytes, user_id: int) -> bytes:
    return hashlib.blake2b(str(user_id).encode(), salt=salt, digest_size=16).digest()
