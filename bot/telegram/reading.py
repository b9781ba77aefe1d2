"""From what getUpdates brings to updates, each by itself.

One that cannot be read must not keep the others from being heard: python-telegram-bot reads a batch
as a whole, and would fetch it again and again. So what this bot looks at is checked here, and the
rest is left to the library, one update at a time. Nothing in here quotes what people have written.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from telegram import Bot, Update

from core.errors import RecommenderError

_LAST_NUMBER = 2**32 - 1  # Telegram's own servers count updates in 32 bits
_INTEGERS = range(-(2**63), 2**63)  # what the database takes
_DEEPEST = 64  # objects in each other; Telegram's have a few

# A value, a number within bounds, a list, an object's fields.
_Kind = type | range | tuple["_Kind"] | Mapping[str, "_Kind"]

# The fields that this bot looks at; "?" marks those that may be missing.
_USER: Mapping[str, _Kind] = {
    "id": range(1, _INTEGERS.stop),  # chats that are no people's have the numbers below
    "is_bot": bool,
    "first_name": str,
    "last_name?": str,
    "username?": str,
    "language_code?": str,
}
_CHAT: Mapping[str, _Kind] = {"id": int, "type": str}
_DOCUMENT: Mapping[str, _Kind] = {
    "file_id": str,
    "file_unique_id": str,
    "file_name?": str,
    "file_size?": int,
}
_REPLIED: Mapping[str, _Kind] = {
    "message_id": int,
    "date": int,
    "chat": _CHAT,
    "from?": _USER,
    "sender_chat?": _CHAT,
    "document?": _DOCUMENT,
}
_MESSAGE: Mapping[str, _Kind] = {
    **_REPLIED,
    "text?": str,
    "entities?": ({"type": str, "offset": int, "length": int},),
    "via_bot?": _USER,
    "reply_to_message?": _REPLIED,
    "message_thread_id?": int,
    "is_topic_message?": bool,
    "media_group_id?": str,
    "migrate_to_chat_id?": int,
    "migrate_from_chat_id?": int,
}
_CONTENT: Mapping[str, Mapping[str, _Kind]] = {
    "message": _MESSAGE,
    "edited_message": _MESSAGE,
    "callback_query": {
        "id": str,
        "from": _USER,
        "chat_instance": str,
        "message?": _MESSAGE,
        "data?": str,
    },
    "inline_query": {"id": str, "from": _USER, "query": str, "offset": str},
    "poll_answer": {
        "poll_id": str,
        "option_ids": (int,),
        "option_persistent_ids?": (str,),
        "user?": _USER,
        "voter_chat?": _CHAT,
    },
}
LISTENED_TO = tuple(_CONTENT)  # as Telegram calls the kinds of updates


class UnreadableError(RecommenderError):
    """An update that cannot be read; says which part, and nothing that stands in it."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """One of the things that getUpdates brought."""

    number: int | None  # None: nobody can say
    raw: object
    is_numbered: bool  # False: the number is what it should be by those around it


def number(raws: Sequence[object], offset: int | None) -> list[Arrived]:
    """Which update each one is; Telegram counts them up one by one."""
    found: list[Arrived] = []
    expected = offset if offset is not None and offset in range(_LAST_NUMBER + 1) else None
    for raw in raws:
        said = raw.get("update_id") if isinstance(raw, dict) else None
        if type(said) is int and 0 <= said <= _LAST_NUMBER:
            found.append(Arrived(said, raw, is_numbered=True))
            expected = said + 1
        else:
            found.append(Arrived(expected, raw, is_numbered=False))
            expected = None if expected is None else expected + 1
    return found


def read_update(arrived: Arrived, bot: Bot) -> tuple[Update, dict[str, Any] | None]:
    """An update, and what is to be kept of it; None for what this bot does not listen to.

    Raises:
        UnreadableError: it is none, or is not what Telegram's own servers send.
    """
    raw = arrived.raw
    if not arrived.is_numbered or arrived.number is None or not isinstance(raw, dict):
        raise UnreadableError("its number")
    kind = next((kind for kind in _CONTENT if raw.get(kind) is not None), None)
    if kind is None:
        return Update(arrived.number), None
    content = raw[kind]
    fault = next(_faults(content, _CONTENT[kind], kind), None)
    if fault is not None:
        raise UnreadableError(fault)
    if not _can_be_kept(content):
        raise UnreadableError(kind)
    kept = {"update_id": arrived.number, kind: content}
    return _parsed(kept, bot), kept


def read_kept(kept: object, bot: Bot) -> Update:
    """An update that was written down, by this version or an earlier one.

    Raises:
        UnreadableError: this version cannot read it.
    """
    if isinstance(kept, dict) and isinstance(vote := kept.get("poll_answer"), dict):
        # Earlier versions left out what is empty: it is a vote that was taken back.
        kept = kept | {"poll_answer": {"option_ids": [], **vote}}
    if not isinstance(kept, dict):
        raise UnreadableError("all of it")
    return _parsed(kept, bot)


def _parsed(kept: dict[str, Any], bot: Bot) -> Update:
    if (vote := kept.get("poll_answer")) is not None:
        # Servers before Bot API 9.6 do not say it, and nobody here asks.
        kept = kept | {"poll_answer": {"option_persistent_ids": [], **vote}}
    try:
        return Update.de_json(kept, bot)
    except Exception as exc:  # noqa: BLE001 - whatever a library makes of the unforeseen
        raise UnreadableError(f"{[*kept][-1:]}, {type(exc).__name__}") from None


def _faults(value: object, kind: _Kind, path: str) -> Iterator[str]:
    """The fields that are missing or something else than they should be."""
    if isinstance(kind, Mapping):
        if isinstance(value, dict):
            yield from _faults_in(value, kind, path)
        else:
            yield path
    elif isinstance(kind, tuple):
        if isinstance(value, list):
            for each in value:
                yield from _faults(each, kind[0], path)
        else:
            yield path
    elif not _fits(value, kind):
        yield path


def _faults_in(content: dict[str, Any], kinds: Mapping[str, _Kind], path: str) -> Iterator[str]:
    for name, inner in kinds.items():
        field = name.removesuffix("?")
        if content.get(field) is not None:
            yield from _faults(content[field], inner, f"{path}.{field}")
        elif field == name:
            yield f"{path}.{field}"


def _fits(value: object, kind: type | range) -> bool:
    if isinstance(kind, range):
        return type(value) is int and value in kind
    return type(value) is kind


def _can_be_kept(value: object, depth: int = 0) -> bool:
    """Whether the database takes it: no number too large, no half of a character, no abyss."""
    match value:
        case bool() | None:
            return True
        case int():
            return value in _INTEGERS
        case float():
            return isfinite(value)
        case str():
            return value.isascii() or _is_whole(value)
        case dict():
            parts: list[object] = [*value, *value.values()]
        case list():
            parts = value
        case _:
            return False
    return depth < _DEEPEST and all(_can_be_kept(part, depth + 1) for part in parts)


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
