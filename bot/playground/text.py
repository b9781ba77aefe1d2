"""From what a request says about a text to what a message holds: parsed, cleaned, measured."""

import re
from dataclasses import dataclass, replace

from bot.playground.entities import Entity, merge_found, shift, utf16_length
from bot.playground.errors import bad_request
from bot.playground.json_types import as_integer, as_list, as_object, as_text
from bot.playground.markup import checked_url, parse_html
from bot.playground.params import Params

MAX_TEXT = 4096
MAX_CAPTION = 1024
_MAX_BYTES = 1 << 15  # of a request's field, before parsing

_DROPPED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")  # line and direction tricks
_CONTROL = re.compile("[\0-\x09\x0b\x0c\x0e-\x1f]")
_FOUND_TYPES = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"}
    | {"bank_card_number"}
)
_GIVEN_TYPES = frozenset(
    {"bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "text_link"}
    | {"text_mention", "custom_emoji", "blockquote", "expandable_blockquote"}
)


@dataclass(frozen=True, slots=True)
class FormattedText:
    """A text and what is marked in it, as a message keeps them."""

    text: str = ""
    entities: tuple[Entity, ...] = ()


NOTHING = FormattedText()


def message_text(params: Params) -> FormattedText:
    """The text of sendMessage and editMessageText."""
    if not params.text("text"):
        raise bad_request("message text is empty")
    formatted = read_text(params, "text", "parse_mode", "entities")
    if not formatted.text:
        raise bad_request("text must be non-empty")
    if utf16_length(formatted.text) > MAX_TEXT:
        raise bad_request("message is too long")
    return formatted


def caption(params: Params) -> FormattedText:
    """The optional text under a photo or a document."""
    formatted = read_text(params, "caption", "parse_mode", "caption_entities")
    if utf16_length(formatted.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return formatted


def link_preview(params: Params) -> str:
    """The link preview options of a text, as JSON; empty when it has none."""
    if params.flag("disable_web_page_preview"):
        return '{"is_disabled": true}'
    options = params.json("link_preview_options", "link preview options")
    if options is not None and as_object(options) is None:
        raise bad_request("object expected as link preview options")
    return params.text("link_preview_options")


def read_text(params: Params, text: str, parse_mode: str, entities: str) -> FormattedText:
    """A text field with its formatting, given as markup or as entities; may come out empty."""
    raw = params.text(text)
    if len(raw.encode("utf-8", "surrogatepass")) > _MAX_BYTES:
        raise bad_request("text is too long")
    mode = params.text(parse_mode).lower()
    if not raw or mode in {"", "none"}:
        return clean(raw, _given_entities(params.json(entities)))
    if mode == "html":
        return clean(*parse_html(raw))
    if mode in {"markdown", "markdownv2"}:
        # Telegram speaks Markdown as well; saying so beats sending stars and brackets.
        raise bad_request("the playground reads parse_mode HTML only")
    raise bad_request("unsupported parse_mode")


def split(text: str) -> list[str]:
    """A long text as the messages that applications make of it."""
    parts, part, length = [], "", 0
    for character in text:
        units = utf16_length(character)
        if length + units > MAX_TEXT:
            parts.append(part)
            part, length = "", 0
        part += character
        length += units
    return [*parts, part]


def clean(text: str, entities: list[Entity]) -> FormattedText:
    """What is left when Telegram has removed control characters and outer white space.

    White space in front stays where formatting begins with it, as in the original.
    """
    _check_offsets(text, entities)
    entities = _without_dropped(text, entities)
    text = _CONTROL.sub(" ", _DROPPED.sub("", text))
    ended = text.rstrip(" \n")
    entities = shift(entities, 0, utf16_length(ended))
    first = min((entity.offset for entity in entities), default=len(ended))
    lead = min(len(ended) - len(ended.lstrip(" \n")), first)
    text = ended[lead:]
    return FormattedText(text, merge_found(text, shift(entities, lead, utf16_length(text))))


def _without_dropped(text: str, entities: list[Entity]) -> list[Entity]:
    dropped = [utf16_length(text[: match.start()]) for match in _DROPPED.finditer(text)]
    if not dropped:
        return entities
    moved = []
    for entity in entities:
        before = sum(place < entity.offset for place in dropped)
        inside = sum(entity.offset <= place < entity.end for place in dropped)
        if entity.length > inside:
            moved.append(
                replace(entity, offset=entity.offset - before, length=entity.length - inside)
            )
    return moved


def _check_offsets(text: str, entities: list[Entity]) -> None:
    if not entities:
        return
    starts = {0}
    offset = 0
    for character in text:
        offset += utf16_length(character)
        starts.add(offset)
    for entity in entities:
        if entity.offset > offset or (entity.offset == offset and entity.length):
            raise bad_request(
                f"Entity begins after the end of the text at UTF-16 offset {entity.offset}"
            )
        if entity.end > offset:
            raise bad_request(
                f"Entity beginning at UTF-16 offset {entity.offset} ends after the end of the"
                f" text at UTF-16 offset {entity.end}"
            )
        if entity.offset not in starts or entity.end not in starts:
            raise bad_request("Entity begins in a middle of a UTF-16 symbol")


def _given_entities(value: object) -> list[Entity]:
    return [entity for item in as_list(value) or [] if (entity := _given_entity(item)) is not None]


def _given_entity(value: object) -> Entity | None:
    item = as_object(value)
    if item is None:
        raise bad_request("can't parse MessageEntity: expected an Object")
    kind = as_text(item.get("type"))
    if kind in _FOUND_TYPES:  # Telegram finds these by itself
        return None
    if kind not in _GIVEN_TYPES:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    offset, length = as_integer(item.get("offset"), -1), as_integer(item.get("length"), -1)
    if offset < 0:
        raise bad_request(f"Receive an entity with incorrect offset {offset}")
    if length < 0:
        raise bad_request(f"Receive an entity with incorrect length {length}")
    if length == 0:
        return None
    user = as_object(item.get("user")) or {}
    url = checked_url(as_text(item.get("url"))) if kind == "text_link" else ""
    if kind == "text_link" and not url:
        raise bad_request("Entity URL is invalid")
    return Entity(
        kind,
        offset,
        length,
        url=url,
        language=as_text(item.get("language")),
        custom_emoji_id=as_text(item.get("custom_emoji_id")),
        user_id=as_integer(user.get("id")) if kind == "text_mention" else 0,
    )
