"""What Telegram marks in a text: formatting that was asked for, and links it finds by itself.

Offsets and lengths count UTF-16 code units, as everywhere in the Bot API.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.playground.json_types import Json

MAX_FORMATTING = 100  # Telegram keeps this many formatting entities of a message, drops the rest

_FOUND = {
    "bot_command": re.compile(
        r"(?<![\w/<>@])/([A-Za-z0-9_]{1,64})(?:@([A-Za-z0-9_]{3,32}))?(?![\w/<>@])"
    ),
    "mention": re.compile(r"(?<![\w@/])@[A-Za-z0-9_]{2,32}(?!\w)"),
    "hashtag": re.compile(r"(?<![\w#])#\w*[^\W\d]\w*"),
    "email": re.compile(r"(?<![\w.+-])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"),
    "url": re.compile(
        r"(?<![\w@./])(?:https?://[^\s<>\"]+|"
        r"(?:[A-Za-z0-9-]+\.)+(?:com|org|net|io|me|dev|info)\b(?:/[^\s<>\"]*)?)(?<![.,;:!?)])"
    ),
}
_SEALED = frozenset({"code", "pre", "text_link", "text_mention", "custom_emoji"})


@dataclass(frozen=True, slots=True)
class Entity:
    """One marked stretch of text; what a type does not use stays empty."""

    type: str
    offset: int  # UTF-16 code units
    length: int  # UTF-16 code units
    url: str = ""
    language: str = ""
    custom_emoji_id: str = ""
    user_id: int = 0

    @property
    def end(self) -> int:
        """The first UTF-16 unit after the entity."""
        return self.offset + self.length

    def to_dict(self) -> Json:
        """The Bot API object; `text_mention` gets its user where users are known."""
        known: Json = {"type": self.type, "offset": self.offset, "length": self.length}
        for name in ("url", "language", "custom_emoji_id"):
            if value := getattr(self, name):
                known[name] = value
        return known


def utf16_length(text: str) -> int:
    """The length of a text as Telegram counts it: everything beyond U+FFFF is two units."""
    return len(text) + sum(character > "\uffff" for character in text)


def cut(text: str, entity: Entity) -> str:
    """The stretch of text that an entity marks."""
    raw = text.encode("utf-16-le")
    return raw[entity.offset * 2 : entity.end * 2].decode("utf-16-le", "replace")


def find_entities(text: str) -> list[Entity]:
    """Commands, mentions, hashtags, addresses and links, as Telegram finds them unasked."""
    found: list[Entity] = []
    for kind, pattern in _FOUND.items():
        for match in pattern.finditer(text):
            offset = utf16_length(text[: match.start()])
            entity = Entity(kind, offset, utf16_length(match.group()))
            if not any(_overlap(entity, other) for other in found):
                found.append(entity)
    return found


def merge_found(text: str, given: Iterable[Entity]) -> tuple[Entity, ...]:
    """Formatting that was asked for plus what is found in plain stretches, in Telegram's order.

    Nothing is found inside code, links and custom emoji, nor across the border of formatting.
    """
    kept = sorted(given, key=_order)[:MAX_FORMATTING]
    for entity in find_entities(text):
        if not any(_forbids(other, entity) for other in kept):
            kept.append(entity)
    return tuple(sorted(kept, key=_order))


def shift(entities: Iterable[Entity], by: int, limit: int) -> list[Entity]:
    """Entities after `by` units were cut off in front and everything past `limit` behind."""
    moved = []
    for entity in entities:
        start = max(entity.offset - by, 0)
        end = min(entity.end - by, limit)
        if end > start:
            moved.append(replace(entity, offset=start, length=end - start))
    return moved


def _order(entity: Entity) -> tuple[int, int]:
    return entity.offset, -entity.length


def _overlap(one: Entity, other: Entity) -> bool:
    return one.offset < other.end and other.offset < one.end


def _forbids(given: Entity, found: Entity) -> bool:
    if not _overlap(given, found):
        return False
    nested = (given.offset <= found.offset and found.end <= given.end) or (
        found.offset <= given.offset and given.end <= found.end
    )
    return given.type in _SEALED or not nested
