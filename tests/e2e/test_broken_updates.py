"""Updates that nobody can read, buttons that nobody has sent, rights that nobody is told."""

import json
import logging
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.playground import World, person, serve
from bot.playground.faults import Fault
from bot.playground.json_types import Json
from bot.rooms import ROOMS
from bot.service.services import open_services
from bot.telegram.app import running_bot
from tests.e2e.conftest import Conversation, conversing, settings_for
from tests.e2e.nights import START, WINS, Group, group_of

SECRET = "what-somebody-has-written"


def service_message(conversation: Conversation, chat_id: int, **content: object) -> dict[str, Any]:
    chat = {"id": chat_id, "type": "supergroup", "title": "Films"}
    return {"message_id": 5, "date": int(conversation.world.clock.now()), "chat": chat, **content}


async def test_what_cannot_be_read_is_put_aside_and_counted_and_the_next_is_heard(
    state_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with conversing(settings_for(state_dir, admin_ids=frozenset({101}))) as conversation:
        world, ada = conversation.world, conversation.person("Ada")
        assert "put aside" not in (await ada.says("/stats").reply()).text.lower()
        chat: Json = {"id": -5, "type": "supergroup", "title": SECRET}
        user: Json = {"id": 7, "is_bot": False, "first_name": SECRET}
        pinned = {"message_id": 1, "date": 0, "chat": chat}
        world.updates.push("message", service_message(conversation, -5, pinned_message=pinned))
        vote: Json = {"poll_id": "77", "user": user, "option_ids": [0]}
        world.updates.push("poll_answer", vote)  # as servers before Bot API 9.6 send it
        world.updates.push("poll_answer", vote | {"option_ids": None})
        world.updates.push("message", service_message(conversation, 10**30, text=SECRET))
        world.updates.push("callback_query", {"id": "1", "from": user, "data": SECRET})
        world.updates.push("message", service_message(conversation, -5, text=[SECRET]))
        assert "★4" in (await ada.says("/rate heat 4").reply()).text
        assert "Put aside because they cannot be read: 4" in (await ada.says("/stats").reply()).text
        assert conversation.services.meter.n_failures == 0
    assert SECRET not in caplog.text
    assert "Traceback" not in caplog.text


async def test_vote_taken_back_while_the_bot_is_away_is_heard_in_any_shape(state_dir: Path) -> None:
    """Written down by an earlier version, which left out what is empty."""
    world = World()
    ada, ben = person(world, "Ada"), person(world, "Ben")
    async with conversing(settings_for(state_dir), world) as before:
        group = group_of(world, ada, ben)
        poll = await group.votes_on(ada, ben)
        await ben.votes(poll, 0).settled()
        assert await before.services.night_votes.votes(1, 1) == {ben.id: {0}}
    user = {"id": ben.id, "is_bot": False, "first_name": "Ben"}
    row = {"poll_answer": {"poll_id": poll.poll_id, "user": user}, "update_id": 5}
    with closing(sqlite3.connect(state_dir / "moviebot.db")) as connection, connection:
        connection.execute(
            "INSERT INTO inbox (bot_id, update_id, payload, received_at) VALUES (?, 5, ?, 0)",
            (world.bot.id, json.dumps(row)),
        )
    group.poll_of(poll).vote(ben.id, ())
    async with conversing(settings_for(state_dir), world) as after:
        await ada.says("/help").reply()
        await world.journal.until(lambda: after.services.meter.figures().queue == 0, 5)
        assert await after.services.night_votes.votes(1, 1) == {}
        assert await after.services.inbox.waiting(world.bot.id) == ()


class TestForgedButtons:
    async def test_number_that_no_button_has_is_out_of_date(
        self, conversation: Conversation
    ) -> None:
        ada = conversation.person("Ada")
        message = await ada.says("/help").reply()
        never = "-1", "-zz", "+1", "1_0", "01", "1y2p0ij32e8e8", "zzzzzzzzzzzzzz", "٣", ""
        for number in never:
            for data in (f"1wg.{number}.6.0.a", f"1wg.2t.{number}.0.a"):
                toast = await ada.presses_data(ada.id, message.id, data).toast()
                assert toast == "This button is out of date. Please ask me again."

    async def test_films_that_there_are_not_leave_no_row(self, conversation: Conversation) -> None:
        ada = conversation.person("Ada")
        message = await ada.says("/help").reply()
        for data in ("1wg.2t.gc0uy9.0.a", "1wb.2t.gc0uy9.0.0", "1g.2t.gc0uy9.a", "1my.2t.1.a"):
            assert await ada.presses_data(ada.id, message.id, data).toast()
        assert await conversation.services.ratings.profile(ada.id) == ()
        assert await conversation.services.marks.of(ada.id) == ()

    async def test_every_kind_of_button_answers_any_number(
        self, conversation: Conversation, caplog: pytest.LogCaptureFixture
    ) -> None:
        """The largest that are let through, and all small ones, on nothing."""
        ada = conversation.person("Ada")
        message = await ada.says("/help").reply()
        group = group_of(conversation.world, ada)
        poll = await group.votes_on(ada)
        caplog.clear()
        codes = {code: len(kind.__dataclass_fields__) for code, kind in kinds().items()}
        for code, n_numbers in codes.items():
            for number in ("0", "1", "a", "cre66i9s", "1y2p0ij32e8e7"):
                data = ".".join(["1" + code, "2t", *[number] * (n_numbers - 1)])
                at = (group.chat.id, poll.id) if code.startswith("n") else (ada.id, message.id)
                if len(data) <= 64:
                    await ada.presses_data(*at, data).settled()
        await conversation.world.journal.until(
            lambda: conversation.services.meter.figures().queue == 0, 20
        )
        assert "Traceback" not in caplog.text
        assert conversation.services.meter.n_failures == 0

    async def test_button_of_a_message_that_nobody_knows_is_answered(
        self, conversation: Conversation
    ) -> None:
        ada = conversation.person("Ada")
        world = conversation.world
        user = {"id": ada.id, "is_bot": False, "first_name": "Ada"}
        chat = {"id": ada.id, "type": "private", "first_name": "Ada"}
        gone = {"message_id": 3, "date": 0, "chat": chat}
        await ada.says("/help").reply()
        for data in ("1do.2t", "1g.2t.6.a", "1kn.2t.1.0"):
            pressed = ada.presses_data(ada.id, 1, data)
            await pressed.settled()
            query: Json = {"id": "9" + data, "from": user, "chat_instance": "c", "data": data}
            world.updates.push("callback_query", query | {"message": gone})
            world.updates.push("callback_query", query | {"inline_message_id": "x"})
        await ada.says("/help").reply()
        assert conversation.services.meter.n_failures == 0


def kinds() -> dict[str, Any]:
    return {code: pressed.kind for code, pressed in ROOMS.presses.items()}


class TestHiddenMembers:
    async def test_who_may_not_be_looked_up_is_told_what_they_may(
        self, conversation: Conversation, caplog: pytest.LogCaptureFixture
    ) -> None:
        world = conversation.world
        ada, ben = conversation.person("Ada"), conversation.person("Ben")
        group = group_of(world, ada, ben)
        roster = await group.gather(ada, ben)
        world.faults.plan(Fault("error", "getChatMember", code=400))
        said = "Only whoever opened the night and the group’s admins can do that."
        assert await ben.presses(roster, START).toast() == said
        world.faults.plan(Fault("error", "getChatMember", code=400))
        world.faults.plan(Fault("error", "getChatAdministrators", code=400))
        assert await ben.presses(roster, START).toast() == said
        assert "Traceback" not in caplog.text
        assert conversation.services.meter.n_failures == 0

    async def test_who_runs_the_group_is_known_by_the_list_of_those_who_do(
        self, conversation: Conversation
    ) -> None:
        world = conversation.world
        ada, ben = conversation.person("Ada"), conversation.person("Ben")
        group = group_of(world, ben, ada)  # which is Ben's
        roster = await group.gather(ada, ben)
        world.faults.plan(Fault("error", "getChatMember", code=400))
        ben.presses(roster, START)
        await group.asks()


class TestStrangers:
    async def test_forwarded_poll_lets_nobody_in(self, conversation: Conversation) -> None:
        world = conversation.world
        ada, ben, cid = (conversation.person(name) for name in ("Ada", "Ben", "Cid"))
        group = group_of(world, ada, ben, cid)
        poll = await group.votes_on(ada, ben)
        strangers = [conversation.person(f"Stranger{number}") for number in range(31)]
        await strangers[0].says("/help").reply()  # has a chat with the bot
        for turn in [stranger.votes(poll, 4) for stranger in strangers]:
            await turn.settled()
        (told,) = [each.text for each in strangers[0].private.messages.values()][-1:]
        assert told.startswith("Your vote in that movie night does not count")
        await strangers[0].votes(poll, 3).settled()
        n_told = sum(
            "does not count" in each.text for each in strangers[0].private.messages.values()
        )
        assert n_told == 1
        assert len(group.of_bot("Such votes do not count.")) == 1  # for those who have no chat
        night = await conversation.services.nights.find(1)
        assert night is not None
        assert [member.name for member in night.members] == ["Ada", "Ben"]
        assert "Ruled out" in await cid.presses(poll, "✕ 5").toast()  # there is room
        await cid.votes(poll, 0).settled()
        ada.votes(poll, 0)
        started = time.monotonic()
        ben.votes(poll, 0)
        decision = await group.says(WINS, within=15)
        assert time.monotonic() - started < 15  # for votes that never count nothing waits
        assert "3 of 3 who voted" in decision.text
        assert not [each for each in group.of_bot() if "Stranger" in each.text]

    async def test_who_is_in_the_group_counts_though_telegram_was_not_reached_at_first(
        self, conversation: Conversation
    ) -> None:
        ada, cid = conversation.person("Ada"), conversation.person("Cid")
        group = group_of(conversation.world, ada, cid)
        poll = await group.votes_on(ada)
        conversation.world.faults.plan(Fault("lost_request", "getChatMember"))
        await cid.votes(poll, 2).settled()
        assert not conversation.world.faults.planned
        ada.votes(poll, 2)
        assert "2 of 2 who voted" in (await group.says(WINS)).text

    async def test_strangers_who_were_quicker_than_the_bot_do_not_count(
        self, state_dir: Path
    ) -> None:
        world = World()
        ada, cid, eve = (person(world, name) for name in ("Ada", "Cid", "Eve"))
        async with conversing(settings_for(state_dir), world) as before:
            group = group_of(world, ada, cid)
            poll = await group.votes_on(ada)
            await before.services.nights.find(1)
        with closing(sqlite3.connect(state_dir / "moviebot.db")) as connection, connection:
            connection.execute(
                "UPDATE night_rounds SET poll_id = NULL, chat_id = NULL, message_id = NULL"
            )
        cid.votes(poll, 1)
        eve.votes(poll, 1)
        async with conversing(settings_for(state_dir), world) as after:
            await group.says("The vote goes on here.")
            ada.votes(poll, 1)
            assert "2 of 2 who voted" in (await group.says(WINS)).text
            votes = await after.services.night_votes.votes(1, 1)
            assert votes.keys() == {ada.id, cid.id}


async def test_clock_that_is_set_changes_nothing_while_the_bot_runs(
    state_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, wall, ahead = World(), time.time, 0.0
    monkeypatch.setattr(time, "time", lambda: wall() + ahead)
    ada, ben = person(world, "Ada"), person(world, "Ben")
    async with (
        open_services(settings_for(state_dir)) as services,
        serve(world) as address,
        running_bot(world.token, address, services),
    ):
        group: Group = group_of(world, ada, ben)
        poll = await group.votes_on(ada, ben)
        for ahead in (-7200.0, 86_400.0, 365 * 86_400.0, -365 * 86_400.0):  # noqa: B007 - the clock above reads it
            await ada.says("/help").reply(within=2)
            assert await services.night_votes.waiting() == []
        night = await services.nights.find(1)
        assert night is not None
        assert night.decided_at is None
        ada.votes(poll, 2)
        ben.votes(poll, 2)
        assert "2 of 2" in (await group.says(WINS, within=10)).text
