"""The votes of movie nights: rounds of a few films each, a poll for every round, vetoes.

A round is written down before its poll is sent, so that a process killed in between finds out
about it. Votes may come for a poll that nobody has written down yet, and from people who have not
joined, as a poll can be forwarded anywhere; they are kept astray until it is known whether they
count.
"""

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import itemgetter

import aiosqlite

from storage.database import Database
from storage.inbox import once
from storage.nights import Member, add_member
from storage.people import upsert_person

_STRAYS_KEPT_FOR = 7 * 86_400  # seconds


@dataclass(frozen=True, slots=True)
class BallotFilm:
    """A film to vote on."""

    movie_id: int
    pick: str  # what speaks for it: JSON, in the bot's own vocabulary


@dataclass(frozen=True, slots=True)
class SentPoll:
    """A poll that stands in a chat."""

    poll_id: str
    chat_id: int
    message_id: int | None  # None: it can be voted on, but its message is out of reach


@dataclass(frozen=True, slots=True)
class Round:
    """One vote on a few films."""

    night_id: int
    round: int  # from 1
    n_unknown: int  # members of whose taste nothing was known
    begun_at: int  # seconds since 1970 UTC
    closes_at: int
    anchor: int | None  # the message that lists the films; None: not sent yet
    poll: SentPoll | None  # None: it was not sent, or not written down
    films: tuple[BallotFilm, ...]  # in the order of the poll's options


@dataclass(frozen=True, slots=True)
class NewRound:
    """A round that is about to begin."""

    films: tuple[BallotFilm, ...]
    n_unknown: int
    open_for: int  # seconds


@dataclass(frozen=True, slots=True)
class HeardVote:
    """A vote in a round that goes on."""

    round: Round
    counts: bool  # False: it is astray


class VoteStore:
    """Keeps rounds, votes and vetoes. Every change makes no difference when it is repeated."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(self, night_id: int, number: int, new: NewRound) -> bool:
        """Begin a round of a night that is open; the first one ends the gathering.

        Returns:
            False where the round had begun already, or the night is over.
        """
        now = self._database.now()
        state = "gathering" if number == 1 else "voting"
        async with self._database.transaction() as connection:
            open_nights = await connection.execute_fetchall(
                "UPDATE nights SET state = 'voting' WHERE night_id = ? AND state = ?"
                " RETURNING night_id",
                (night_id, state),
            )
            if not list(open_nights):
                return False
            rows = await connection.execute_fetchall(
                """
                INSERT INTO night_rounds (night_id, round, n_unknown, begun_at, closes_at)
                VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING round
                """,
                (night_id, number, new.n_unknown, now, now + new.open_for),
            )
            if not list(rows):
                return False
            await connection.executemany(
                "INSERT INTO night_films VALUES (?, ?, ?, ?, ?)",
                [
                    (night_id, number, place, film.movie_id, film.pick)
                    for place, film in enumerate(new.films)
                ],
            )
            return True

    async def set_anchor(self, night_id: int, number: int, message_id: int) -> None:
        """Note which message lists the films of a round; its poll follows."""
        async with self._database.transaction() as connection:
            await connection.execute(
                "UPDATE night_rounds SET anchor = ? WHERE night_id = ? AND round = ?",
                (message_id, night_id, number),
            )

    async def poll_sent(
        self, night_id: int, number: int, poll: SentPoll, *, just_now: bool = True
    ) -> None:
        """Note which poll is a round's; votes that members have given in it count now.

        Args:
            just_now: its time begins now; otherwise it was sent when the round began.
        """
        now = self._database.now()
        async with self._database.transaction() as connection:
            await connection.execute(
                """
                UPDATE night_rounds SET poll_id = ?, chat_id = ?, message_id = ?
                WHERE night_id = ? AND round = ?
                """,
                (poll.poll_id, poll.chat_id, poll.message_id, night_id, number),
            )
            if just_now:
                await connection.execute(
                    """
                    UPDATE night_rounds SET begun_at = ?, closes_at = ? + closes_at - begun_at
                    WHERE night_id = ? AND round = ?
                    """,
                    (now, now, night_id, number),
                )
            strays = await connection.execute_fetchall(
                """
                DELETE FROM night_stray_votes WHERE poll_id = ? AND user_id IN (
                    SELECT user_id FROM night_members WHERE night_id = ?
                ) RETURNING user_id, name, options, voted_at
                """,
                (poll.poll_id, night_id),
            )
            for stray in sorted(strays, key=itemgetter("voted_at")):
                voter = Member(stray["user_id"], stray["name"])
                of_round, options = (night_id, number), stray["options"]
                await _count(connection, of_round, voter, options, stray["voted_at"])

    async def rounds(self, night_id: int) -> list[Round]:
        """All rounds of a night, the one under way last."""
        return await self._rounds("night_id = ?", (night_id,))

    async def by_poll(self, poll_id: str) -> Round | None:
        """The round that a poll is of."""
        found = await self._rounds("poll_id = ?", (poll_id,))
        return found[0] if found else None

    async def poll_moved(
        self, night_id: int, number: int, chat_id: int, message_id: int | None
    ) -> None:
        """Note where the same poll stands now."""
        async with self._database.transaction() as connection:
            await connection.execute(
                "UPDATE night_rounds SET chat_id = ?, message_id = ?"
                " WHERE night_id = ? AND round = ?",
                (chat_id, message_id, night_id, number),
            )

    async def end_now(self, night_id: int, number: int) -> None:
        """Let the time of a round be over, if it is not yet.

        Whoever asked for it asked for this round, and for no later one when asked again.
        """
        async with self._database.transaction() as connection:

            async def end() -> bool:
                await connection.execute(
                    "UPDATE night_rounds SET closes_at = min(closes_at, ?)"
                    " WHERE night_id = ? AND round = ?",
                    (self._database.now(), night_id, number),
                )
                return True

            await once(connection, "end", end)

    async def waiting(self) -> list[int]:
        """Nights that it is the bot's turn to go on with.

        Their poll is to be sent or has to follow the group to where it has moved, a vote is astray,
        the time of their round is over, or they have ended and nobody was told.
        """
        rows = await self._database.read(
            f"""
            SELECT night_id FROM night_rounds JOIN nights USING (night_id)
            WHERE {_UNDER_WAY} AND (
                poll_id IS NULL OR closes_at <= ? OR night_rounds.chat_id <> nights.chat_id
                OR poll_id IN (SELECT poll_id FROM night_stray_votes WHERE refused IS NULL)
            )
            UNION
            SELECT night_id FROM nights
            WHERE state IN ('decided', 'nobody') AND announced_at IS NULL
            """,  # noqa: S608
            (self._database.now(),),
        )
        return [row["night_id"] for row in rows]

    def seconds_left(self, of_round: Round) -> int:
        """Until its time is over."""
        return max(0, of_round.closes_at - self._database.now())

    async def vote(self, poll_id: str, voter: Member, options: Collection[int]) -> HeardVote | None:
        """Count what somebody chose, all of it anew, where they watch along.

        Returns:
            None where the round is over, or the poll is not known (yet).
        """
        now, chosen = self._database.now(), json.dumps(sorted(options))
        async with self._database.transaction() as connection:
            await upsert_person(connection, voter.user_id, now)
            rows = await connection.execute_fetchall(
                f"""
                SELECT {_UNDER_WAY} AS is_open, EXISTS (
                    SELECT 1 FROM night_members
                    WHERE night_id = night_rounds.night_id AND user_id = :user_id
                ) OR EXISTS (
                    SELECT 1 FROM night_votes
                    WHERE (night_id, round) = (night_rounds.night_id, night_rounds.round)
                    AND user_id = :user_id
                ) AS is_known, night_id, round
                FROM night_rounds WHERE poll_id = :poll_id
                """,  # noqa: S608
                {"poll_id": poll_id, "user_id": voter.user_id},
            )
            of_round = next(iter(rows), None)
            if of_round is not None and not of_round["is_open"]:
                return None
            if of_round is not None and of_round["is_known"]:
                at = of_round["night_id"], of_round["round"]
                await _count(connection, at, voter, chosen, now)
                await connection.execute(
                    "DELETE FROM night_stray_votes WHERE poll_id = ? AND user_id = ?",
                    (poll_id, voter.user_id),
                )
            else:
                await _stray(connection, poll_id, voter, chosen, now)
        found = await self.by_poll(poll_id)
        if of_round is None or found is None:
            return None
        return HeardVote(found, counts=bool(of_round["is_known"]))

    async def strays(self, poll_id: str) -> list[Member]:
        """Those of whose vote nobody knows yet whether it counts, in the order they voted."""
        rows = await self._database.read(
            "SELECT user_id, name FROM night_stray_votes"
            " WHERE poll_id = ? AND refused IS NULL ORDER BY voted_at",
            (poll_id,),
        )
        return [Member(**row) for row in rows]

    async def admit(self, now: Round, user_id: int) -> None:
        """Count a vote that was astray; who voted watches along, if there is room."""
        async with self._database.transaction() as connection:
            rows = await connection.execute_fetchall(
                """
                DELETE FROM night_stray_votes WHERE poll_id = ? AND user_id = ?
                RETURNING name, options, voted_at
                """,
                (_poll_id(now), user_id),
            )
            for row in rows:
                voter, of_round = Member(user_id, row["name"]), (now.night_id, now.round)
                await _count(connection, of_round, voter, row["options"], row["voted_at"])

    async def refuse(self, now: Round, user_id: int) -> int | None:
        """Never count the votes of somebody who does not watch along and is not in the group.

        Returns:
            Of how many this one is the last; None where their votes were refused before.
        """
        async with self._database.transaction() as connection:
            rows = await connection.execute_fetchall(
                """
                UPDATE night_stray_votes SET refused = 1, name = ''
                WHERE poll_id = ? AND user_id = ? AND refused IS NULL RETURNING user_id
                """,
                (_poll_id(now), user_id),
            )
            if not list(rows):
                return None
            counted = await connection.execute_fetchall(
                "SELECT sum(refused) AS n_refused FROM night_stray_votes WHERE poll_id = ?",
                (_poll_id(now),),
            )
            return next(int(row["n_refused"]) for row in counted)

    async def refused(self, now: Round) -> list[frozenset[int]]:
        """What those have chosen whose votes do not count, though Telegram counts them."""
        rows = await self._database.read(
            "SELECT options FROM night_stray_votes WHERE poll_id = ? AND refused = 1",
            (_poll_id(now),),
        )
        return [frozenset(json.loads(row["options"])) for row in rows]

    async def votes(self, night_id: int, number: int) -> dict[int, frozenset[int]]:
        """What each person has chosen in a round, by user id; nothing of who took it back."""
        rows = await self._database.read(
            "SELECT user_id, options FROM night_votes WHERE night_id = ? AND round = ?",
            (night_id, number),
        )
        chosen = {row["user_id"]: frozenset(json.loads(row["options"])) for row in rows}
        return {user_id: options for user_id, options in chosen.items() if options}

    async def veto(self, night_id: int, member: Member, movie_id: int) -> int | None:
        """Rule out a film, or take that back; everybody has one veto in each round.

        Who rules out a film watches along, if there is room, and their votes count from then on.

        Returns:
            The film that the person has ruled out now; another one of the same round than
            `movie_id` where the veto was used before, None where it was taken back.
        """
        now, veto = self._database.now(), (night_id, member.user_id, movie_id)
        async with self._database.transaction() as connection:
            await upsert_person(connection, member.user_id, now)
            await add_member(connection, night_id, member, now)
            await _let_in(connection, night_id, member)
            stands = await once(connection, "veto", partial(_toggle, connection, veto))
            return stands[0] if stands else None

    async def vetoed(self, night_id: int) -> frozenset[int]:
        """The films that somebody has ruled out."""
        rows = await self._database.read(
            "SELECT movie_id FROM night_vetoes WHERE night_id = ?", (night_id,)
        )
        return frozenset(row["movie_id"] for row in rows)

    async def _rounds(self, condition: str, parameters: Sequence[object]) -> list[Round]:
        rows = await self._database.read(
            f"""
            SELECT night_id, round, n_unknown, begun_at, closes_at, anchor, poll_id, chat_id,
                message_id, movie_id, pick
            FROM night_rounds LEFT JOIN night_films USING (night_id, round)
            WHERE {condition} ORDER BY night_id, round, place
            """,  # noqa: S608
            parameters,
        )
        by_round = groupby(rows, itemgetter("night_id", "round"))
        return [_round(list(group)) for _, group in by_round]


# Every round but the last one of a night is over.
_UNDER_WAY = """(night_id, round) IN (
    SELECT night_id, max(round) FROM night_rounds JOIN nights USING (night_id)
    WHERE state = 'voting' GROUP BY night_id
)"""


def _round(rows: Sequence[sqlite3.Row]) -> Round:
    """One round, from a row for each of its films."""
    row = rows[0]
    poll = None
    if row["poll_id"] is not None:
        poll = SentPoll(row["poll_id"], row["chat_id"], row["message_id"])
    return Round(
        night_id=row["night_id"],
        round=row["round"],
        n_unknown=row["n_unknown"],
        begun_at=row["begun_at"],
        closes_at=row["closes_at"],
        anchor=row["anchor"],
        poll=poll,
        films=tuple(BallotFilm(film["movie_id"], film["pick"]) for film in rows),
    )


async def _let_in(connection: aiosqlite.Connection, night_id: int, voter: Member) -> None:
    """Count what somebody has voted who was not known to be in the group, and is now."""
    of_voter = night_id, voter.user_id
    strays = await connection.execute_fetchall(
        """
        SELECT round, options, voted_at FROM night_stray_votes JOIN night_rounds USING (poll_id)
        WHERE night_id = ? AND user_id = ?
        """,
        of_voter,
    )
    for row in strays:
        at = night_id, row["round"]
        await _count(connection, at, voter, row["options"], row["voted_at"])
    await connection.execute(
        """
        DELETE FROM night_stray_votes WHERE poll_id IN (
            SELECT poll_id FROM night_rounds WHERE night_id = ?
        ) AND user_id = ?
        """,
        of_voter,
    )


async def _toggle(connection: aiosqlite.Connection, veto: tuple[int, int, int]) -> list[int]:
    """The film that is ruled out now, if there is one."""
    taken_back = await connection.execute_fetchall(
        "DELETE FROM night_vetoes WHERE night_id = ? AND user_id = ? AND movie_id = ?"
        " RETURNING movie_id",
        veto,
    )
    if list(taken_back):
        return []
    used = await connection.execute_fetchall(
        """
        SELECT movie_id FROM night_vetoes JOIN night_films USING (night_id, movie_id)
        WHERE night_id = ?1 AND user_id = ?2 AND round = (
            SELECT max(round) FROM night_films WHERE night_id = ?1 AND movie_id = ?3
        )
        """,
        veto,
    )
    if films := [int(row["movie_id"]) for row in used]:
        return films
    await connection.execute("INSERT INTO night_vetoes VALUES (?, ?, ?)", veto)
    return [veto[2]]


async def _stray(
    connection: aiosqlite.Connection, poll_id: str, voter: Member, options: str, now: int
) -> None:
    """Keep a vote that may count; refused before, it stays so."""
    await connection.execute(
        "DELETE FROM night_stray_votes WHERE voted_at < ?", (now - _STRAYS_KEPT_FOR,)
    )
    await connection.execute(
        """
        INSERT INTO night_stray_votes (poll_id, user_id, name, options, voted_at)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET options = excluded.options, voted_at = excluded.voted_at
        """,
        (poll_id, voter.user_id, voter.name, options, now),
    )


def _poll_id(of_round: Round) -> str | None:
    return of_round.poll.poll_id if of_round.poll is not None else None


async def _count(
    connection: aiosqlite.Connection,
    of_round: tuple[int, int],
    voter: Member,
    options: str,
    now: int,
) -> None:
    await add_member(connection, of_round[0], voter, now)
    await connection.execute(
        "INSERT OR REPLACE INTO night_votes VALUES (?, ?, ?, ?, ?)",
        (*of_round, voter.user_id, options, now),
    )
