"""Keyboards under messages and under the input field, checked as strictly as they deserve.

Telegram drops buttons without text and everything past its size limits without a word; a bot
that sends those is wrong, so here they are refused.
"""

from dataclasses import dataclass

from bot.playground.errors import ApiError, bad_request
from bot.playground.json_types import Json, as_list, as_object, as_text
from bot.playground.markup import checked_url
from bot.playground.params import Params

MAX_CALLBACK_DATA = 64  # bytes
MAX_INLINE_BUTTONS, MAX_INLINE_ROW = 100, 8
MAX_REPLY_BUTTONS, MAX_REPLY_ROW = 300, 12

_STRUCTURED = ("web_app", "login_url", "copy_text", "switch_inline_query_chosen_chat")
_INNER_FIELD = {"copy_text": "text", "switch_inline_query_chosen_chat": "query"}
_PLAIN = ("switch_inline_query", "switch_inline_query_current_chat")
_REQUESTS = ("request_contact", "request_location", "request_poll", "request_users")


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button: what it says and the one thing it does."""

    text: str
    action: str  # the Bot API field: "callback_data", "url", "switch_inline_query", …
    value: str = ""
    style: str = ""

    @property
    def data(self) -> str:
        """The callback data; empty for buttons that do something else."""
        return self.value if self.action == "callback_data" else ""

    def to_dict(self) -> Json:
        """The Bot API object."""
        value: object = self.value
        if self.action in _STRUCTURED:
            value = {_INNER_FIELD.get(self.action, "url"): self.value}
        button: Json = {"text": self.text, self.action: value}
        return button | {"style": self.style} if self.style else button


InlineKeyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class ReplyKeyboard:
    """What replaces a person's keyboard: rows of texts, a wish for a reply, or its removal."""

    rows: tuple[tuple[str, ...], ...] = ()
    remove: bool = False
    force_reply: bool = False
    one_time: bool = False
    selective: bool = False
    placeholder: str = ""


def inline_to_dict(keyboard: InlineKeyboard) -> Json:
    """The `reply_markup` of a message as bots get to see it."""
    return {"inline_keyboard": [[button.to_dict() for button in row] for row in keyboard]}


def reply_markup(params: Params) -> tuple[InlineKeyboard, ReplyKeyboard | None]:
    """The `reply_markup` field; one of the two at most, both empty when it is absent."""
    value = params.json("reply_markup", "reply keyboard markup")
    return parse_reply_markup(value)


def parse_reply_markup(value: object) -> tuple[InlineKeyboard, ReplyKeyboard | None]:
    """The same from a JSON value, as it sits inside inline results."""
    if value is None:
        return (), None
    markup = as_object(value)
    if markup is None:
        raise bad_request("object expected as reply markup")
    if rows := as_list(markup.get("keyboard")):
        return (), _reply_keyboard(markup, rows)
    if rows := as_list(markup.get("inline_keyboard")):
        return _inline_keyboard(rows), None
    if markup.get("remove_keyboard"):
        return (), ReplyKeyboard(remove=True, selective=bool(markup.get("selective")))
    if markup.get("force_reply"):
        return (), ReplyKeyboard(
            force_reply=True,
            selective=bool(markup.get("selective")),
            placeholder=as_text(markup.get("input_field_placeholder")),
        )
    return (), None


def inline_markup(params: Params) -> InlineKeyboard:
    """The `reply_markup` of an edit, where nothing but an inline keyboard is allowed."""
    inline, reply = reply_markup(params)
    if reply is not None:
        raise bad_request("inline keyboard expected")
    return inline


def _inline_keyboard(rows: list[object]) -> InlineKeyboard:
    keyboard = []
    for row in rows:
        items = as_list(row)
        if items is None:
            raise bad_request(
                'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
            )
        if len(items) > MAX_INLINE_ROW:
            raise bad_request("reply markup is too long")
        if buttons := tuple(_inline_button(item) for item in items):
            keyboard.append(buttons)
    if sum(map(len, keyboard)) > MAX_INLINE_BUTTONS:
        raise bad_request("reply markup is too long")
    return tuple(keyboard)


def _inline_button(value: object) -> Button:
    item = as_object(value)
    if item is None:
        raise _unparsed("InlineKeyboardButton must be an Object")
    if "text" not in item:
        raise _unparsed('Can\'t find field "text"')
    text, style = as_text(item.get("text")), as_text(item.get("style"))
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    action, value = _action(item)
    return Button(text, action, value, style)


def _action(item: Json) -> tuple[str, str]:
    """The one thing a button does: the name of the field and the text in it."""
    if url := as_text(item.get("url")):
        if not (checked := checked_url(url)):
            raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
        return "url", checked
    if data := as_text(item.get("callback_data")):
        if len(data.encode()) > MAX_CALLBACK_DATA:
            raise bad_request("BUTTON_DATA_INVALID")
        return "callback_data", data
    for action in _PLAIN:
        if action in item:
            return action, as_text(item.get(action))
    for action in _STRUCTURED:
        if (inner := as_object(item.get(action))) is not None:
            return action, as_text(inner.get(_INNER_FIELD.get(action, "url")))
    raise _unparsed("Text buttons are unallowed in the inline keyboard")


def _unparsed(why: str) -> ApiError:
    return bad_request(f"can't parse inline keyboard button: {why}")


def _reply_keyboard(markup: Json, rows: list[object]) -> ReplyKeyboard:
    texts = []
    for row in rows:
        items = as_list(row)
        if items is None:
            raise bad_request('field "keyboard" must be an Array of Arrays')
        if len(items) > MAX_REPLY_ROW:
            raise bad_request("reply markup is too long")
        if buttons := tuple(_reply_button(item) for item in items):
            texts.append(buttons)
    if sum(map(len, texts)) > MAX_REPLY_BUTTONS:
        raise bad_request("reply markup is too long")
    return ReplyKeyboard(
        tuple(texts),
        one_time=bool(markup.get("one_time_keyboard")),
        selective=bool(markup.get("selective")),
        placeholder=as_text(markup.get("input_field_placeholder")),
    )


def _reply_button(value: object) -> str:
    item = as_object(value)
    if item is not None and any(item.get(request) for request in _REQUESTS):
        raise bad_request("the playground's people share no contacts, places or polls by button")
    if item is None and not isinstance(value, str):
        raise bad_request(
            "can't parse keyboard button: KeyboardButton must be a String or an Object"
        )
    text = as_text(item.get("text")) if item is not None else as_text(value)
    if not text.strip():
        raise bad_request("keyboard button text must be non-empty")
    return text
