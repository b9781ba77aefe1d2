"""What the bot has asked somebody in a chat and waits to have answered, across restarts."""

from dataclasses import dataclass
from typing import Any

from storage.database import Database
from storage.inbox import once, outcome_of
from storage.people import upsert_person

_TAKEN = "question"  # what `once` calls it
_KEPT_FOR = 86_400  # seconds; nobody answers later, and anybody could have one in each chat


@dataclass(frozen=True, slots=True)
class PendingQuestion:
    """A question without an answer yet; at most one for a person in a chat."""

    chat_id: int
    user_id: int
    question: str  # in the asking handler's own vocabulary
    asked_at: int  # seconds since 1970 UTC


class QuestionStore:
    """Keeps pending questions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def ask(self, chat_id: int, user_id: int, question: str) -> PendingQuestion:
        """Wait for an answer to `question`, and no longer to an earlier one."""
        now = self._database.now()
        async with self._database.transaction() as connection:
            await upsert_person(connection, user_id, now)
            await connection.execute(
                "DELETE FROM pending_questions WHERE asked_at < ?", (now - _KEPT_FOR,)
            )
            await connection.execute(
                """
                INSERT INTO pending_questions (chat_id, user_id, question, asked_at)
                VALUES (?, ?, ?, ?)
                ON CONFLICT (chat_id, user_id) DO UPDATE SET
                    question = excluded.question, asked_at = excluded.asked_at
                """,
                (chat_id, user_id, question, now),
            )
        return PendingQuestion(chat_id, user_id, question, now)

    async def peek(self, chat_id: int, user_id: int) -> PendingQuestion | None:
        """The question that waits, or None; it goes on waiting.

        One that the update in hand has answered, before the process died, waits for it still.
        """
        if (taken := await outcome_of(self._database, _TAKEN)) is not None:
            return PendingQuestion(**taken)
        rows = await self._database.read(
            """
            SELECT chat_id, user_id, question, asked_at FROM pending_questions
            WHERE chat_id = ? AND user_id = ?
            """,
            (chat_id, user_id),
        )
        return PendingQuestion(**rows[0]) if rows else None

    async def take(self, chat_id: int, user_id: int) -> PendingQuestion | None:
        """The question that waits, or None; of several takers at once only one gets it."""
        async with self._database.transaction() as connection:

            async def delete() -> dict[str, Any] | None:
                rows = await connection.execute_fetchall(
                    """
                    DELETE FROM pending_questions WHERE chat_id = ? AND user_id = ?
                    RETURNING chat_id, user_id, question, asked_at
                    """,
                    (chat_id, user_id),
                )
                return next((dict(row) for row in rows), None)

            taken = await once(connection, _TAKEN, delete)
            return None if taken is None else PendingQuestion(**taken)

    async def move(self, old_chat_id: int, new_chat_id: int) -> None:
        """What waits in one chat waits in another from now on; of two for a person, the newer."""
        async with self._database.transaction() as connection:
            await connection.execute(
                """
                INSERT INTO pending_questions (chat_id, user_id, question, asked_at)
                SELECT ?, user_id, question, asked_at FROM pending_questions WHERE chat_id = ?
                ON CONFLICT (chat_id, user_id) DO UPDATE SET
                    question = excluded.question, asked_at = excluded.asked_at
                WHERE excluded.asked_at > pending_questions.asked_at
                """,
                (new_chat_id, old_chat_id),
            )
            await connection.execute(
                "DELETE FROM pending_questions WHERE chat_id = ?", (old_chat_id,)
            )

    async def cancel(self, chat_id: int, user_id: int) -> bool:
        """Stop waiting; whether a question waited."""
        return await self.take(chat_id, user_id) is not None
