"""What Telegram answers, as a conversation sees it: harmless, or one of our errors."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
    TimedOut,
)
from telegram.ext import Application, ContextTypes, ExtBot

from bot.conversation.messenger import (
    BlockedError,
    Destination,
    MessageAt,
    MessengerError,
    MovedError,
    RefusedError,
    SentFile,
    UncertainError,
    UnreachableError,
    WaitError,
)
from bot.conversation.offers import Offers
from bot.conversation.reply import Button, Reply, keyboard
from bot.rating.presses import AskStars
from bot.rooms import ROOMS
from bot.service.telemetry.meter import Meter
from bot.telegram.context import Bot, Context
from bot.telegram.messenger import TelegramMessenger, translated
from bot.telegram.pacing import PacedRequest, Pacer
from bot.words.texts import Html, texts_for

AT = MessageAt(101, 7)
REPLY = Reply(Html("<b>Heat</b>"), keyboard([Button("Rate", AskStars(101, 10))]))


@dataclass(slots=True)
class FakeTelegram:
    """The Bot API at the HTTP border: one answer to everything, and what was asked."""

    code: int = 200
    answer: dict[str, Any] = field(default_factory=dict)  # besides "ok"
    calls: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def handle(self, request: httpx.Request) -> httpx.Response:
        fields = dict(parse_qsl(request.content.decode()))
        self.calls.append((request.url.path.rsplit("/", 1)[-1], fields))
        return httpx.Response(self.code, json={"ok": self.code == 200, **self.answer})

    def refuse(self, description: str, code: int = 400, **parameters: int) -> None:
        self.code = code
        self.answer = {"description": description, "error_code": code, "parameters": parameters}

    def return_message(self, **more: object) -> None:
        chat = {"id": 101, "type": "private"}
        self.answer = {"result": {"message_id": 8, "date": 1, "chat": chat, **more}}


@pytest.fixture
def telegram() -> FakeTelegram:
    return FakeTelegram(answer={"result": True})


@pytest.fixture
async def messenger(telegram: FakeTelegram) -> AsyncIterator[TelegramMessenger]:
    transport = httpx.MockTransport(telegram.handle)
    request = PacedRequest(httpx_kwargs={"transport": transport})
    bot: Bot = ExtBot(
        "1:test", request=request, get_updates_request=request, rate_limiter=Pacer(Meter())
    )
    application = (
        Application.builder().bot(bot).context_types(ContextTypes(Context)).job_queue(None).build()
    )
    yield TelegramMessenger(application, ROOMS)
    await request.shutdown()


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        (BadRequest("chat not found"), RefusedError),
        (Forbidden("bot was blocked by the user"), BlockedError),
        (TimedOut(), UncertainError),
        (NetworkError("bad gateway"), UnreachableError),
        (ChatMigrated(-1001), MovedError),
        (InvalidToken(), RefusedError),
        (TelegramError("whatever"), RefusedError),
    ],
)
def test_each_error_of_telegrams_is_one_of_ours(
    theirs: TelegramError, ours: type[MessengerError]
) -> None:
    error = translated(theirs)
    assert type(error) is ours
    assert str(error) == str(theirs)


async def test_flood_makes_a_conversation_wait(
    messenger: TelegramMessenger, telegram: FakeTelegram
) -> None:
    telegram.refuse("Too Many Requests: retry after 700", 429, retry_after=700)  # too long a wait
    with pytest.raises(WaitError):
        await messenger.send(Destination(101), REPLY)


def test_group_that_has_moved_says_where_to() -> None:
    error = translated(ChatMigrated(-1001))
    assert isinstance(error, MovedError)
    assert error.new_chat_id == -1001


async def test_message_is_sent_with_its_buttons_as_a_reply_that_may_be_gone(
    messenger: TelegramMessenger, telegram: FakeTelegram
) -> None:
    telegram.return_message()
    at = await messenger.send(Destination(101, thread_id=4, answers=6), REPLY)
    assert at == MessageAt(101, 8)
    ((method, fields),) = telegram.calls
    assert method == "sendMessage"
    assert (fields["text"], fields["parse_mode"]) == ("<b>Heat</b>", "HTML")
    assert fields["message_thread_id"] == "4"
    assert json.loads(fields["reply_parameters"]) == {
        "message_id": 6,
        "allow_sending_without_reply": True,
    }
    ((button,),) = json.loads(fields["reply_markup"])["inline_keyboard"]
    assert button["callback_data"] == ROOMS.encode(AskStars(101, 10))


async def test_question_opens_a_reply_field(
    messenger: TelegramMessenger, telegram: FakeTelegram
) -> None:
    telegram.return_message()
    await messenger.send(Destination(-7, answers=6), Reply(Html("Which?")), expects_answer=True)
    assert json.loads(telegram.calls[0][1]["reply_markup"])["force_reply"] is True


async def test_message_that_says_so_already_counts_as_edited(
    messenger: TelegramMessenger, telegram: FakeTelegram
) -> None:
    telegram.refuse("Bad Request: message is not modified: specified new message content")
    assert await messenger.edit(AT, REPLY)


@pytest.mark.parametrize(
    "reason", ["message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID"]
)
async def test_message_that_cannot_be_edited_is_told_not_raised(
    messenger: TelegramMessenger, telegram: FakeTelegram, reason: str
) -> None:
    telegram.refuse(f"Bad Request: {reason}")
    assert not await messenger.edit(AT, REPLY)


async def test_other_refusals_of_an_edit_are_raised(
    messenger: TelegramMessenger, telegram: FakeTelegram
) -> None:
    telegram.refuse("Bad Request: can't parse entities")
    with pytest.raises(RefusedError, match="parse entities"):
        await messenger.edit(AT, REPLY)


async def test_answer_that_comes_too_late_does_no_harm(
    messenger: TelegramMessenger, telegram: FakeTelegram
) -> None:
    telegram.refuse("Bad Request: query is too old and response timeout expired")
    await messenger.answer_press("press")
    await messenger.answer_query("query", Offers())
    telegram.refuse("Bad Request: QUERY_ID_INVALID?")
    with pytest.raises(RefusedError):
        await messenger.answer_press("press")
    with pytest.raises(RefusedError):
        await messenger.answer_query("query", Offers())


async def test_toast_is_cut_to_what_telegram_takes(
    messenger: TelegramMessenger, telegram: FakeTelegram
) -> None:
    await messenger.answer_press("press", "x" * 300, alert=True)
    ((_, fields),) = telegram.calls
    assert fields["text"] == "x" * 199 + "…"
    assert fields["show_alert"] == "true"


async def test_what_nobody_misses_may_be_refused(
    messenger: TelegramMessenger, telegram: FakeTelegram
) -> None:
    telegram.refuse("Bad Request: not enough rights")
    await messenger.delete(AT)
    await messenger.pin(AT)
    await messenger.unpin(AT)
    await messenger.show_menu(101, texts_for("de"))
    await messenger.show_menu(101, None)
    assert len(telegram.calls) == 5


async def test_network_that_is_cut_off_is_raised_even_there(
    messenger: TelegramMessenger, telegram: FakeTelegram
) -> None:
    telegram.refuse("Bad Gateway", 502)
    with pytest.raises(UnreachableError):
        await messenger.pin(AT)


async def test_poll_that_has_ended_has_no_votes_to_tell(
    messenger: TelegramMessenger, telegram: FakeTelegram
) -> None:
    telegram.refuse("Bad Request: poll has already been closed")
    assert await messenger.stop_poll(AT) is None


async def test_probe_of_a_message_that_is_not_there_finds_nothing(
    messenger: TelegramMessenger, telegram: FakeTelegram
) -> None:
    telegram.refuse("Bad Request: message to be replied not found")
    assert await messenger.probe(AT, REPLY) is None
    telegram.refuse("Bad Request: not enough rights to send text messages")
    with pytest.raises(RefusedError):
        await messenger.probe(AT, REPLY)


async def test_file_that_telegram_does_not_give_is_refused(
    messenger: TelegramMessenger, telegram: FakeTelegram
) -> None:
    telegram.refuse("Bad Request: file is too big")
    with pytest.raises(RefusedError, match="too big"):
        await messenger.fetch(SentFile("a", "r.csv", 3))


@pytest.mark.parametrize(
    ("status", "runs_it"),
    [("creator", True), ("administrator", True), ("member", False), ("left", False)],
)
async def test_owner_and_administrators_run_a_group(
    messenger: TelegramMessenger, telegram: FakeTelegram, status: str, *, runs_it: bool
) -> None:
    user = {"id": 101, "is_bot": False, "first_name": "Ada"}
    rights = dict.fromkeys(
        [
            "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages",
            "can_manage_video_chats", "can_restrict_members", "can_promote_members",
            "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
            "can_delete_stories",
        ],
        False,
    )  # fmt: skip
    more = rights if status == "administrator" else {"is_anonymous": False}
    telegram.answer = {"result": {"status": status, "user": user, **more}}
    assert await messenger.is_admin(-7, 101) is runs_it


async def test_nothing_is_begun_where_the_application_does_not_run(
    messenger: TelegramMessenger,
) -> None:
    async def work() -> None:
        raise AssertionError("it was begun")

    assert not messenger.spawn(work)
