"""Manners: with what is forwarded or edited, at the edges, and where the bot is not wanted."""

import json
import logging

import pytest

from bot.playground import Person
from bot.playground.model import Chat
from tests.e2e.conftest import Conversation


async def ratings_of(person: Person) -> str:
    return (await person.says("/ratings").reply()).text


def said_by_bot(conversation: Conversation, chat: Chat) -> list[str]:
    bot = conversation.world.bot.id
    return [each.text for each in chat.messages.values() if each.sender_id == bot]


class TestForwarding:
    async def test_forwarded_command_is_no_order(self, conversation: Conversation) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben", "de")
        await ben.says("/start").reply()
        turn = ada.says("/rate heat 1")
        await turn.reply()
        assert turn.message is not None
        assert "weitergeleiteter Befehl" in (await ben.forwards(turn.message).reply()).text
        assert "forwarded command" in (await ada.forwards(turn.message).reply()).text
        assert (await conversation.services.ratings.totals()).n_ratings == 1

    async def test_forwarded_command_leaves_a_question_open(
        self, conversation: Conversation
    ) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben")
        turn = ben.says("/recommend")
        await turn.reply()
        assert turn.message is not None
        await ada.says("/similar").reply()
        await ada.forwards(turn.message).reply()
        assert "Toy Story" in (await ada.says("toy story").reply()).text

    async def test_group_hears_nothing_about_forwarded_commands(
        self, conversation: Conversation
    ) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben")
        group = ada.creates_group("Films", ben)
        turn = ada.says("/rate@moviebot heat 1", chat=group)
        await turn.reply()
        assert turn.message is not None
        assert not await ben.forwards(turn.message, chat=group).replies(expect=False)

    async def test_what_a_channel_posts_in_its_group_is_for_nobody(
        self, conversation: Conversation
    ) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben")
        group = ada.creates_group("Films", ben)
        world = conversation.world
        channel: dict[str, object] = {"id": -1001234567890, "type": "channel", "title": "News"}
        post: dict[str, object] = {
            "text": "/rate heat 5",
            "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
        }
        world.notify(
            "message",
            {
                "message_id": 901,
                "date": 1_800_000_000,
                "chat": {"id": group.id, "type": "group", "title": group.title},
                "from": {"id": 777000, "is_bot": False, "first_name": "Telegram"},
                "sender_chat": channel,
                "is_automatic_forward": True,
                "forward_origin": {
                    "type": "channel",
                    "chat": channel,
                    "message_id": 5,
                    "date": 1_800_000_000,
                },
                **post,
            },
        )
        world.notify(
            "channel_post", {"message_id": 5, "date": 1_800_000_000, "chat": channel, **post}
        )
        for person in (ada, ben):  # what comes later is handled later
            await person.says("/rate heat 4", chat=group).reply()
        assert len(said_by_bot(conversation, group)) == 2
        assert (await conversation.services.ratings.totals()).n_ratings == 2


class TestEditing:
    async def test_edited_rating_is_a_correction_also_in_a_group(
        self, conversation: Conversation
    ) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben")
        group = ada.creates_group("Films", ben)
        for person in (ada, ben):
            turn = person.says("/rate@moviebot heat ★3", chat=group)
            await turn.reply()
            assert turn.message is not None
            corrected = await person.edits(turn.message, "/rate@moviebot heat ★4").reply()
            assert corrected.text.startswith("★4 for Heat (1995) (was ★3).")

    async def test_edited_title_asks_for_nothing(self, conversation: Conversation) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben")
        for person in (ada, ben):
            turn = person.says("heat")
            await turn.reply()
            assert turn.message is not None
            for text in ("alien", "/recommend"):
                assert not await person.edits(turn.message, text).replies(expect=False)
        assert (await conversation.services.ratings.totals()).n_ratings == 0

    async def test_title_that_becomes_a_rating_rates(self, conversation: Conversation) -> None:
        ada = conversation.person("Ada")
        turn = ada.says("heat")
        await turn.reply()
        assert turn.message is not None
        assert "★5 for Heat" in (await ada.edits(turn.message, "heat 5").reply()).text


class TestEdges:
    @pytest.mark.parametrize(
        "text", ["x" * 4096, "/rate " + "ab " * 1363, "/recommend " + "&" * 4085]
    )
    async def test_longest_messages_are_answered_in_one(
        self, conversation: Conversation, text: str
    ) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben", "ru")
        for person in (ada, ben):
            (reply,) = await person.says(text).replies()
            assert 0 < len(reply.text) <= 4096

    async def test_name_from_right_to_left_does_not_turn_the_sentence(
        self, conversation: Conversation
    ) -> None:
        for name in ("דוד", "نور"):
            greeting = (await conversation.person(name).says("/start").reply()).text
            assert f"\u2068{name}\u2069!" in greeting

    async def test_title_from_right_to_left_is_quoted_in_its_place(
        self, conversation: Conversation
    ) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben", "de")
        for person in (ada, ben):
            assert "\u2068ואלס\u2069" in (await person.says("ואלס").reply()).text


class TestMigration:
    async def test_question_moves_with_its_group(self, conversation: Conversation) -> None:
        ada, ben, eve = (conversation.person(name) for name in ("Ada", "Ben", "Eve"))
        group = ada.creates_group("Films", ben, eve)
        await ada.says("/rate", chat=group).reply()
        await ben.says("/similar", chat=group).reply()
        moved = ada.upgrades(group)
        other = await eve.says("/help@moviebot", chat=moved).reply()
        rated = await ada.says("heat 4", chat=moved, reply_to=other).reply()
        assert rated.text.startswith("★4 for Heat")
        assert "Alien" in (await ben.says("alien", chat=moved, reply_to=other).reply()).text
        assert not await eve.says("alien", chat=moved, reply_to=other).replies(expect=False)

    async def test_buttons_from_before_are_answered_and_commands_work_on(
        self, conversation: Conversation, caplog: pytest.LogCaptureFixture
    ) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben")
        group = ada.creates_group("Films", ben)
        turn = ada.says("/rate heat", chat=group)
        moved = ada.upgrades(group)  # before the bot gets round to answering
        await turn.settled(expect=False)
        for person in (ada, ben):
            reply = await person.says("/rate heat 4", chat=moved).reply()
            assert reply.text.startswith("★4 for Heat")
        assert not [each for each in caplog.records if each.levelno >= logging.ERROR]


class TestUnwanted:
    async def test_bot_thrown_out_of_a_group_goes_on_elsewhere(
        self, conversation: Conversation, caplog: pytest.LogCaptureFixture
    ) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben")
        group = ada.creates_group("Films", ben)
        turns = [each.says("/rate heat 4", chat=group) for each in (ada, ben)]
        ada.removes_bot(group)  # before the bot gets round to answering
        for turn in turns:
            await turn.settled(expect=False)
        assert not said_by_bot(conversation, group)
        for person in (ada, ben):
            assert "★4 Heat" in await ratings_of(person)
            found = await conversation.services.people.find(person.id)
            assert found is not None
            assert found.blocked_at is None  # the group is closed, not the private chat
        assert not [each for each in caplog.records if each.levelno >= logging.ERROR]

    async def test_somebody_who_blocks_while_searching_disturbs_nobody(
        self, conversation: Conversation, caplog: pytest.LogCaptureFixture
    ) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben")
        await ada.says("/start").reply()
        turn = ada.says("king kong")
        ada.blocks()
        assert "Which film" in (await ben.says("king kong").reply()).text
        await turn.settled(expect=False)
        found = await conversation.services.people.find(ada.id)
        assert found is not None
        assert found.blocked_at is not None
        assert await ada.types_inline("heat").results()  # that needs no private chat
        assert not [each for each in caplog.records if each.levelno >= logging.ERROR]


async def test_title_that_looks_like_an_address_gets_no_preview(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    card = await ada.says("startup.com").reply()
    assert card.text.startswith("Startup.com (2001)")
    assert "url" in {entity.type for entity in card.entities}
    again = await ada.presses(card, "+ Watchlist").reply()
    assert again.id == card.id
    asked = ben.types_inline("startup.com")
    (film, *_) = await asked.results()
    sent = ben.picks(asked, film).message
    assert sent is not None
    for message in (card, again, sent):
        assert json.loads(message.preview) == {"is_disabled": True}
