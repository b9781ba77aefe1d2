"""What no client library would send, and the exact words in which it is refused."""

import httpx
import pytest

from bot.playground import Person, World
from bot.playground.json_types import Json

ADA = 101  # the first person of every world
FIRST = 1  # stands for the number of the first message, which is another in every world
CALLBACK = {"text": "x", "callback_data": "x"}


def message(**fields: object) -> Json:
    return {"chat_id": ADA, "text": "x", **fields}


def keyboard(*buttons: object) -> Json:
    return message(reply_markup={"inline_keyboard": [list(buttons)]})


def commands(*items: object, **fields: object) -> Json:
    return {"commands": list(items), **fields}


START = {"command": "start", "description": "Begin"}


@pytest.mark.parametrize(
    ("method", "fields", "description"),
    [
        ("sendMessage", {}, "message text is empty"),
        ("sendMessage", {"text": "x"}, "chat_id is empty"),
        ("sendMessage", message(parse_mode="bbcode"), "unsupported parse_mode"),
        (
            "sendMessage",
            message(parse_mode="MarkdownV2"),
            "the playground reads parse_mode HTML only",
        ),
        (
            "sendMessage",
            message(text="<X>", parse_mode="hTmL"),
            'can\'t parse entities: Unsupported start tag "x" at byte offset 0',
        ),
        ("sendMessage", message(reply_markup="{"), "can't parse reply keyboard markup JSON object"),
        ("sendMessage", message(reply_markup=[]), "object expected as reply markup"),
        (
            "sendMessage",
            message(reply_markup={"inline_keyboard": ["x"]}),
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        (
            "sendMessage",
            message(reply_markup={"keyboard": ["x"]}),
            'field "keyboard" must be an Array of Arrays',
        ),
        (
            "sendMessage",
            message(reply_markup={"keyboard": [[7]]}),
            "can't parse keyboard button: KeyboardButton must be a String or an Object",
        ),
        (
            "sendMessage",
            message(reply_markup={"keyboard": [["x"] * 12] * 26}),
            "reply markup is too long",
        ),
        (
            "sendMessage",
            message(reply_markup={"keyboard": [[{"text": "x", "request_contact": True}]]}),
            "the playground's people share no contacts, places or polls by button",
        ),
        (
            "sendMessage",
            keyboard("x"),
            "can't parse inline keyboard button: InlineKeyboardButton must be an Object",
        ),
        (
            "sendMessage",
            keyboard({"callback_data": "x"}),
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            "sendMessage",
            keyboard({"text": "x"}),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            "sendMessage",
            keyboard({"text": "x", "url": "nonsense"}),
            "inline keyboard button URL 'nonsense' is invalid: Wrong HTTP URL",
        ),
        ("sendMessage", keyboard({"text": "x", "callback_data": "x" * 65}), "BUTTON_DATA_INVALID"),
        (
            "sendMessage",
            message(link_preview_options=[]),
            "object expected as link preview options",
        ),
        (
            "editMessageText",
            message(message_id=FIRST, reply_markup={"keyboard": [["x"]]}),
            "inline keyboard expected",
        ),
        ("deleteMessage", {}, "chat identifier is not specified"),
        ("deleteMessage", {"chat_id": ADA}, "message identifier is not specified"),
        ("deleteMessages", {"chat_id": ADA}, "message identifiers are not specified"),
        (
            "deleteMessages",
            {"chat_id": ADA, "message_ids": list(range(101))},
            "too many message identifiers specified",
        ),
        ("copyMessage", {"chat_id": ADA}, 'parameter "from_chat_id" is required'),
        (
            "copyMessages",
            {"chat_id": ADA, "from_chat_id": ADA, "message_ids": [999]},
            "there are no messages to copy",
        ),
        (
            "forwardMessages",
            {"chat_id": ADA, "from_chat_id": ADA, "message_ids": [999]},
            "there are no messages to forward",
        ),
        ("getChatMember", {"chat_id": ADA}, "invalid user_id specified"),
        ("getChatMember", {"chat_id": ADA, "user_id": 4711}, "user not found"),
        ("leaveChat", {"chat_id": ADA}, "chat member status can't be changed in private chats"),
        (
            "setMessageReaction",
            {"chat_id": ADA, "message_id": FIRST, "reaction": ["👍"]},
            "can't parse ReactionType: expected an Object",
        ),
        (
            "setMessageReaction",
            {
                "chat_id": ADA,
                "message_id": FIRST,
                "reaction": [{"type": "emoji", "emoji": "👍"}] * 2,
            },
            "REACTIONS_TOO_MANY",
        ),
        (
            "answerCallbackQuery",
            {},
            "query is too old and response timeout expired or query ID is invalid",
        ),
        ("sendMediaGroup", {"chat_id": ADA}, "expected an Array of InputMedia"),
        ("sendMediaGroup", {"chat_id": ADA, "media": []}, "there are no messages to send"),
        (
            "sendMediaGroup",
            {"chat_id": ADA, "media": ["x"]},
            "can't parse InputMedia: expected an Object",
        ),
        (
            "sendMediaGroup",
            {"chat_id": ADA, "media": [{"type": "photo"}]},
            "can't parse InputMedia: media not found",
        ),
        ("sendDocument", {"chat_id": ADA}, "there is no document in the request"),
        ("sendPhoto", {"chat_id": ADA, "photo": "attach://x"}, "there is no photo in the request"),
        ("getFile", {}, "file_id not specified"),
        ("sendPoll", {"chat_id": ADA, "question": "x"}, "expected an Array of String as options"),
        (
            "sendPoll",
            {"chat_id": ADA, "question": "x", "options": [7]},
            "expected an option to be of type String",
        ),
        (
            "sendPoll",
            {"chat_id": ADA, "question": "x", "options": ["a"], "type": "duel"},
            "unsupported poll type specified",
        ),
        ("answerInlineQuery", {}, "expected an Array of InlineQueryResult"),
        (
            "answerInlineQuery",
            {"results": ["x"]},
            "can't parse inline query result: Object expected",
        ),
        (
            "answerInlineQuery",
            {"results": [{"id": "1", "type": "article"}]},
            "can't parse inline query result: Can't find field \"title\"",
        ),
        (
            "answerInlineQuery",
            {"results": [{"id": "1", "type": "article", "title": "x"}]},
            "can't parse inline query result: Message content is not specified",
        ),
        (
            "answerInlineQuery",
            {"results": [{"id": "1", "type": "game"}]},
            'can\'t parse inline query result: type "game" is unsupported for the inline query'
            " result",
        ),
        ("answerInlineQuery", {"results": [], "next_offset": "x" * 65}, "NEXT_OFFSET_INVALID"),
        ("setMyCommands", {"commands": "{"}, "can't parse commands JSON object"),
        ("setMyCommands", {"commands": {}}, "expected an Array of BotCommand"),
        ("setMyCommands", commands("x"), "can't parse BotCommand: expected an Object"),
        (
            "setMyCommands",
            commands({"command": "x"}),
            "can't parse BotCommand: Can't find field \"description\"",
        ),
        ("setMyCommands", commands(START | {"command": "/"}), "command must be non-empty"),
        (
            "setMyCommands",
            commands(START | {"command": "x" * 33}),
            "command length must not exceed 32",
        ),
        (
            "setMyCommands",
            commands(START | {"description": " "}),
            "command description must be non-empty",
        ),
        (
            "setMyCommands",
            commands(START | {"description": "x" * 257}),
            "command description length must not exceed 256",
        ),
        ("setMyCommands", commands(START, language_code="eng"), "invalid language code specified"),
        (
            "setMyCommands",
            commands(START, scope=[]),
            "can't parse BotCommandScope: BotCommandScope must be an Object",
        ),
        (
            "setMyCommands",
            commands(START, scope={"type": "moon"}),
            "can't parse BotCommandScope: Unsupported type specified",
        ),
        (
            "setMyCommands",
            commands(START, scope={"type": "chat"}),
            "can't parse BotCommandScope: Empty chat_id specified",
        ),
        (
            "setMyCommands",
            commands(START, scope={"type": "chat_member", "chat_id": ADA}),
            "can't parse BotCommandScope: Invalid user_id specified",
        ),
        ("setMyCommands", commands(START, scope={"type": "chat", "chat_id": 7}), "chat not found"),
        (
            "setWebhook",
            {"url": "http://127.0.0.1:9/", "secret_token": "x" * 257},
            "secret token is too long",
        ),
    ],
)
async def test_refused_in_telegrams_words(
    address: str, world: World, ada: Person, *, method: str, fields: Json, description: str
) -> None:
    if fields.get("message_id") == FIRST:
        fields = fields | {"message_id": next(iter(ada.private.messages))}
    async with httpx.AsyncClient() as client:
        answer = await client.post(f"{address}/bot{world.token}/{method}", json=fields)
    assert answer.status_code == 400
    assert answer.json() == {
        "ok": False,
        "error_code": 400,
        "description": f"Bad Request: {description}",
    }


async def test_lists_too_long_for_telegram_lose_their_tail(
    address: str, world: World, ada: Person
) -> None:
    text = "x " * 101
    entities = [{"type": "bold", "offset": 2 * at, "length": 1} for at in range(101)]
    async with httpx.AsyncClient() as client:
        answer = await client.post(
            f"{address}/bot{world.token}/sendMessage",
            json={"chat_id": ada.id, "text": text, "entities": entities},
        )
    assert len(answer.json()["result"]["entities"]) == 100
