"""Inline mode: someone types `@moviebot heat` in any chat and picks from what the bot offers."""

import re
from dataclasses import dataclass, field

from bot.playground.errors import bad_request
from bot.playground.files import Files
from bot.playground.json_types import Json, as_list, as_object, as_text
from bot.playground.keyboards import InlineKeyboard, parse_reply_markup
from bot.playground.media import Media, media_of
from bot.playground.params import Params
from bot.playground.text import FormattedText, caption, link_preview, message_text

MAX_RESULTS = 50
MAX_ID = 64  # bytes, of a result and of the next offset
MAX_START = 64  # characters of a payload
LIFETIME = 30.0  # seconds in which a query can be answered

_CONTENT = (
    "text",
    "caption",
    "parse_mode",
    "entities",
    "caption_entities",
    "link_preview_options",
    "disable_web_page_preview",
)
_START = re.compile(r"[A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class InlineResult:
    """One thing to pick, and the message it becomes."""

    id: str
    title: str
    description: str
    body: FormattedText
    keyboard: InlineKeyboard
    media: Media | None = None
    preview: str = ""  # link_preview_options as it was sent, JSON


@dataclass(frozen=True, slots=True)
class InlineButton:
    """What stands above the results: it starts the bot in private, or opens a web app."""

    text: str
    start: str = ""  # the payload of /start; empty for web apps


@dataclass(slots=True)
class InlineQuery:
    """What someone typed, open until it is answered or too old."""

    id: str
    person_id: int
    query: str
    offset: str
    expires: float
    answered: bool = False
    results: tuple[InlineResult, ...] = ()
    button: InlineButton | None = None
    next_offset: str = ""
    sent: list[str] = field(default_factory=list)  # ids of chosen results


def parse_results(value: object, files: Files) -> tuple[InlineResult, ...]:
    """The `results` of answerInlineQuery, checked as a whole."""
    items = as_list(value)
    if items is None:
        raise bad_request("expected an Array of InlineQueryResult")
    if len(items) > MAX_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    results = tuple(_result(item, files) for item in items)
    if len({result.id for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    return results


def parse_button(value: object) -> InlineButton | None:
    """The `button` of answerInlineQuery."""
    if value is None:
        return None
    item = as_object(value)
    if item is None:
        raise bad_request("can't parse inline query results button: Object expected")
    text, start = as_text(item.get("text")), as_text(item.get("start_parameter"))
    if not text.strip():
        raise bad_request("inline query results button text must be non-empty")
    if not start and as_object(item.get("web_app")) is None:
        raise bad_request("can't use empty start_parameter")
    if len(start) > MAX_START:
        raise bad_request("too long start_parameter specified")
    if not _START.fullmatch(start):
        raise bad_request("unallowed characters in start_parameter are used")
    return InlineButton(text, start)


def _result(value: object, files: Files) -> InlineResult:
    item = as_object(value)
    if item is None:
        raise bad_request("can't parse inline query result: Object expected")
    result_id, kind = as_text(item.get("id")), as_text(item.get("type"))
    if not 1 <= len(result_id.encode()) <= MAX_ID:
        raise bad_request("RESULT_ID_INVALID")
    title = as_text(item.get("title"))
    if kind == "article" and not title:
        raise bad_request("can't parse inline query result: Can't find field \"title\"")
    content = as_object(item.get("input_message_content"))
    media = _media(kind, item, files)
    preview = ""
    if content is not None:
        fields = _fields(content, {"text": "message_text"})
        body, preview = message_text(fields), link_preview(fields)
    elif media is not None:
        body = caption(_fields(item, {}))
    else:
        raise bad_request("can't parse inline query result: Message content is not specified")
    keyboard, reply = parse_reply_markup(item.get("reply_markup"))
    if reply is not None:
        raise bad_request("inline keyboard expected")
    return InlineResult(
        result_id,
        title,
        as_text(item.get("description")),
        body,
        keyboard,
        media if content is None else None,
        preview,
    )


def _media(kind: str, item: Json, files: Files) -> Media | None:
    if kind == "article":
        return None
    if kind not in {"photo", "document"}:
        raise bad_request(
            f'can\'t parse inline query result: type "{kind}" is unsupported for the inline'
            " query result"
        )
    file = files.stored.get(as_text(item.get(f"{kind}_file_id")))
    if file is None:  # a URL, which the playground cannot fetch, or an id of nothing
        raise bad_request("WEBDOCUMENT_URL_INVALID")
    return media_of(kind, file)


def _fields(item: Json, names: dict[str, str]) -> Params:
    """An object's fields as if they were a request's; `names` maps ours to theirs."""
    found = {name: item.get(names.get(name, name)) for name in _CONTENT}
    return Params.of({name: value for name, value in found.items() if value is not None})
