"""Movie nights: opened in a group, joined by people, decided or called off.

In each chat at most one night is open, which the schema itself holds. Every change is one
transaction, and makes no difference when it comes a second time.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import itemgetter

import aiosqlite

from storage.database import Database
from storage.inbox import once, outcome_of
from storage.people import upsert_person

_OPENED = "night"  # what `once` calls it
MAX_MEMBERS = 30  # of a night: hardly a film pleases more

_DAY = 86_400  # seconds


class NightState(StrEnum):
    """How far a night has come."""

    GATHERING = "gathering"
    VOTING = "voting"
    DECIDED = "decided"
    CANCELLED = "cancelled"
    NOBODY = "nobody"  # the vote ended without a film


class JoinOutcome(StrEnum):
    """What became of somebody's wish to watch along."""

    JOINED = "joined"
    ALREADY = "already"
    FULL = "full"
    CLOSED = "closed"  # the night gathers nobody any more


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who watches along."""

    user_id: int
    name: str  # as Telegram said when they joined; goes with them


@dataclass(frozen=True, slots=True)
class Night:
    """One movie night."""

    night_id: int
    number: int  # among those of its chat that came to a vote, from 1
    chat_id: int
    thread_id: int | None  # the topic of a forum
    opener_id: int | None  # None: they were forgotten
    state: NightState
    request: str  # JSON, in the bot's own vocabulary
    message_id: int | None  # of the message with the roster
    opened_at: int  # seconds since 1970 UTC
    decided_at: int | None  # when it was DECIDED
    movie_id: int | None  # what was decided on
    reason: str | None  # why that, in the bot's own vocabulary
    announced_at: int | None  # when the group was told
    members: tuple[Member, ...]  # in the order they joined


class NightStore:
    """Keeps nights."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(
        self, chat_id: int, opener: Member, request: str, *, thread_id: int | None = None
    ) -> tuple[Night, bool]:
        """Open a night, whose opener watches along; where one is open, that is the night.

        Returns:
            The night, and whether it was opened just now.
        """
        now = self._database.now()
        async with self._database.transaction() as connection:
            await upsert_person(connection, opener.user_id, now)

            async def insert() -> int | None:
                rows = await connection.execute_fetchall(
                    """
                    INSERT INTO nights (chat_id, thread_id, opener_id, state, request, opened_at)
                    VALUES (?, ?, ?, 'gathering', ?, ?)
                    ON CONFLICT DO NOTHING RETURNING night_id
                    """,
                    (chat_id, thread_id, opener.user_id, request, now),
                )
                for row in rows:
                    await add_member(connection, row["night_id"], opener, now)
                    return int(row["night_id"])
                return None

            opened = await once(connection, _OPENED, insert)
        night = await self.current(chat_id) if opened is None else await self.find(opened)
        if night is None:
            raise LookupError(f"the night in {chat_id} has ended as it was opened")
        return night, opened is not None

    async def opened_before(self) -> Night | None:
        """The night that was opened for the update in hand before the process died."""
        night_id = await outcome_of(self._database, _OPENED)
        return None if night_id is None else await self.find(night_id)

    async def current(self, chat_id: int) -> Night | None:
        """The night that is open in a chat."""
        rows = await self._nights("chat_id = ? AND state IN ('gathering', 'voting')", (chat_id,))
        return rows[0] if rows else None

    async def find(self, night_id: int) -> Night | None:
        """The night, or None when there never was one."""
        rows = await self._nights("night_id = ?", (night_id,))
        return rows[0] if rows else None

    async def under_way(self, user_id: int | None = None) -> list[Night]:
        """All nights that are open, in every chat; or those of one person."""
        of_person = """
            AND (:user_id IS NULL OR night_id IN (
                SELECT night_id FROM night_members WHERE user_id = :user_id
            ))
        """
        return await self._nights(
            f"state IN ('gathering', 'voting') {of_person}", {"user_id": user_id}
        )

    async def announced(self, night_id: int) -> None:
        """Note that the group was told, or cannot be."""
        async with self._database.transaction() as connection:
            await connection.execute(
                "UPDATE nights SET announced_at = ? WHERE night_id = ?",
                (self._database.now(), night_id),
            )

    async def opened_lately(self, chat_id: int) -> int:
        """How many nights were opened in a chat within a day."""
        (row,) = await self._database.read(
            "SELECT count(*) AS n_nights FROM nights WHERE chat_id = ? AND opened_at > ?",
            (chat_id, self._database.now() - _DAY),
        )
        return int(row["n_nights"])

    async def set_message(self, night_id: int, message_id: int) -> None:
        """Note which message shows the roster."""
        async with self._database.transaction() as connection:
            await connection.execute(
                "UPDATE nights SET message_id = ? WHERE night_id = ?", (message_id, night_id)
            )

    async def set_request(self, night_id: int, request: str, *, was: str) -> bool:
        """Want something else, while people gather.

        Returns:
            False where the night wants something else already than what it `was` to want.
        """
        async with self._database.transaction() as connection:

            async def update() -> bool | None:
                rows = await connection.execute_fetchall(
                    """
                    UPDATE nights SET request = ?
                    WHERE night_id = ? AND request = ? AND state = 'gathering' RETURNING night_id
                    """,
                    (request, night_id, was),
                )
                return True if list(rows) else None

            return await once(connection, "request", update) is not None

    async def join(self, night_id: int, member: Member, *, limit: int = MAX_MEMBERS) -> JoinOutcome:
        """Watch along, while people gather and there are fewer than `limit`."""
        now = self._database.now()
        async with self._database.transaction() as connection:
            rows = await connection.execute_fetchall(
                """
                SELECT state, count(user_id) AS n_members, max(user_id = ?) AS is_in FROM nights
                LEFT JOIN night_members USING (night_id) WHERE night_id = ? GROUP BY night_id
                """,
                (member.user_id, night_id),
            )
            for row in rows:
                if row["state"] != NightState.GATHERING:
                    return JoinOutcome.CLOSED
                if row["is_in"]:
                    return JoinOutcome.ALREADY
                if row["n_members"] >= limit:
                    return JoinOutcome.FULL
                await upsert_person(connection, member.user_id, now)
                await add_member(connection, night_id, member, now)
                return JoinOutcome.JOINED
            return JoinOutcome.CLOSED

    async def leave(self, night_id: int, user_id: int) -> bool:
        """Not watch along after all, while people gather; False for who was not in."""
        async with self._database.transaction() as connection:
            rows = await connection.execute_fetchall(
                """
                DELETE FROM night_members WHERE night_id = ? AND user_id = ? AND night_id IN (
                    SELECT night_id FROM nights WHERE state = 'gathering'
                ) RETURNING user_id
                """,
                (night_id, user_id),
            )
            return bool(list(rows))

    async def cancel(self, night_id: int) -> bool:
        """Call off a night that is open; False where it is not."""
        return await self._end(night_id, NightState.CANCELLED, None, None)

    async def drop_old(self, chat_id: int, seconds: int) -> list[int]:
        """Call off the night of a chat that has gathered people for so long and come to nothing.

        Returns:
            The night's id, if there was one.
        """
        now = self._database.now()
        async with self._database.transaction() as connection:
            rows = await connection.execute_fetchall(
                """
                UPDATE nights SET state = 'cancelled', decided_at = ?
                WHERE chat_id = ? AND state = 'gathering' AND opened_at < ? RETURNING night_id
                """,
                (now, chat_id, now - seconds),
            )
            return [row["night_id"] for row in rows]

    async def decide(self, night_id: int, movie_id: int | None, reason: str | None) -> bool:
        """End a vote with a film, or None for none; only the first time counts.

        Returns:
            Whether this was the first time.
        """
        state = NightState.NOBODY if movie_id is None else NightState.DECIDED
        return await self._end(night_id, state, movie_id, reason)

    async def migrate(self, old_chat_id: int, new_chat_id: int) -> None:
        """A group has become a supergroup, with another id; messages have other ids there.

        Told again, nothing is left to move.
        """
        if old_chat_id == new_chat_id:
            return
        async with self._database.transaction() as connection:
            moved = await connection.execute_fetchall(
                """
                UPDATE OR IGNORE nights SET chat_id = ?, message_id = NULL WHERE chat_id = ?
                RETURNING night_id
                """,
                (new_chat_id, old_chat_id),
            )
            # What was not voted on yet is listed there anew.
            await connection.executemany(
                "UPDATE night_rounds SET anchor = NULL WHERE night_id = ? AND poll_id IS NULL",
                [(row["night_id"],) for row in moved],
            )

    async def _end(
        self, night_id: int, state: NightState, movie_id: int | None, reason: str | None
    ) -> bool:
        async with self._database.transaction() as connection:
            rows = await connection.execute_fetchall(
                """
                UPDATE nights SET state = ?, movie_id = ?, reason = ?, decided_at = ?
                WHERE night_id = ? AND state IN ('gathering', 'voting') RETURNING night_id
                """,
                (state, movie_id, reason, self._database.now(), night_id),
            )
            return bool(list(rows))

    async def _nights(self, condition: str, parameters: Iterable[object]) -> list[Night]:
        rows = await self._database.read(
            f"""
            SELECT night_id, chat_id, thread_id, opener_id, state, request, message_id,
                opened_at, decided_at, movie_id, reason, announced_at,
                1 + (
                    SELECT count(*) FROM nights AS before WHERE before.chat_id = nights.chat_id
                    AND before.night_id < nights.night_id
                    AND EXISTS (SELECT 1 FROM night_rounds WHERE night_id = before.night_id)
                ) AS number,
                user_id, name
            FROM nights LEFT JOIN night_members USING (night_id)
            WHERE {condition} ORDER BY night_id, night_members.place
            """,  # noqa: S608
            parameters,
        )
        return [_night(list(group)) for _, group in groupby(rows, itemgetter("night_id"))]


def _night(rows: Sequence[sqlite3.Row]) -> Night:
    """One night, from a row for each of its members, or one without any."""
    row = rows[0]
    return Night(
        night_id=row["night_id"],
        number=row["number"],
        chat_id=row["chat_id"],
        thread_id=row["thread_id"],
        opener_id=row["opener_id"],
        state=NightState(row["state"]),
        request=row["request"],
        message_id=row["message_id"],
        opened_at=row["opened_at"],
        decided_at=row["decided_at"],
        movie_id=row["movie_id"],
        reason=row["reason"],
        announced_at=row["announced_at"],
        members=tuple(
            Member(each["user_id"], each["name"]) for each in rows if each["user_id"] is not None
        ),
    )


async def add_member(
    connection: aiosqlite.Connection, night_id: int, member: Member, now: int
) -> None:
    """Inside a caller's transaction; who is in already stays as they are.

    Where as many are in as there may be, nobody comes to it.
    """
    await connection.execute(
        """
        INSERT INTO night_members (night_id, user_id, name, joined_at)
        SELECT ?, ?, ?, ? WHERE (SELECT count(*) FROM night_members WHERE night_id = ?) < ?
        ON CONFLICT DO NOTHING
        """,
        (night_id, member.user_id, member.name, now, night_id, MAX_MEMBERS),
    )
