"""What the page is told, live: one snapshot, then every change exactly once.

A position in the stream is "<life>.<number>": which start of this world, and how much of its
journal was told. Who comes back with a position of this life hears what was missed; everyone
else gets a snapshot, so a restart or a reset needs nothing special.
"""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field

from bot.playground import page_view
from bot.playground.journal import Event
from bot.playground.json_types import Json
from bot.playground.world import World

HEARTBEAT = 15.0  # seconds of silence after which a sign of life is sent
_RECONNECT = 1000  # milliseconds a browser waits before it comes back
_ROSTER_KINDS = frozenset({"chat", "commands"})
_MESSAGE_KINDS = frozenset({"message", "edited", "deleted", "poll", "reaction"})


def _new_life() -> str:
    return secrets.token_hex(8)


@dataclass(slots=True)
class Stream:
    """The stream of one world to any number of pages."""

    world: World
    life: str = field(default_factory=_new_life)

    def begin_again(self) -> None:
        """Everything told so far is void: all pages get a new snapshot."""
        self.life = _new_life()
        self.world.journal.touch()

    async def listen(self, position: str) -> AsyncIterator[str]:
        """Server-sent events from a position on, until the server goes away."""
        yield f"retry: {_RECONNECT}\n\n"
        while not self.world.updates.closed:
            told = self._told(position)
            if told is None:
                position, text = self._event(self._snapshot())
                yield text
            elif told < len(self.world.journal.events):
                position, text = self._event(self._changes(self.world.journal.events[told:]))
                yield text
            elif not await self._changed():
                yield ": still here\n\n"

    async def _changed(self) -> bool:
        try:
            async with asyncio.timeout(HEARTBEAT):
                await self.world.changed()
        except TimeoutError:
            return False
        return True

    def _told(self, position: str) -> int | None:
        life, _, number = position.partition(".")
        if life != self.life or not number.isdecimal():
            return None
        return int(number) if int(number) <= len(self.world.journal.events) else None

    def _event(self, content: Json) -> tuple[str, str]:
        position = f"{self.life}.{len(self.world.journal.events)}"
        data = json.dumps(content | {"life": self.life}, separators=(",", ":"))
        return position, f"id: {position}\ndata: {data}\n\n"

    def _snapshot(self) -> Json:
        messages = [
            page_view.message(self.world, message)
            for chat in self.world.chats.values()
            for message in chat.messages.values()
        ]
        return {
            "snapshot": True,
            "roster": page_view.roster(self.world),
            "messages": messages,
        }

    def _changes(self, events: Iterable[Event]) -> Json:
        """Events in a row as one change; of a message only its newest version is told."""
        content: Json = {}
        messages: dict[tuple[int, int], None] = {}
        signs: list[Json] = []
        for event in events:
            if event.kind in _ROSTER_KINDS:
                content["roster"] = page_view.roster(self.world)
            elif event.kind in _MESSAGE_KINDS:
                messages[event.chat_id, event.message_id] = None
            elif (sign := self._sign(event)) is not None:
                signs.append(sign)
        found = {place: self.world.find(*place) for place in messages}
        if any(message is None or message.service for message in found.values()):
            content["roster"] = page_view.roster(self.world)  # pins come and go with messages
        content["messages"] = [
            page_view.message(self.world, message)
            for message in found.values()
            if message is not None
        ]
        content["deleted"] = [list(place) for place, message in found.items() if message is None]
        return content | {"signs": signs}

    def _sign(self, event: Event) -> Json | None:
        """What is seen for a moment and leaves nothing behind."""
        if event.kind == "chat_action":
            return {"kind": "action", "chat": event.chat_id, "action": event.text}
        if event.kind == "callback_answer":
            answer: Json = {"kind": "answer", "query": event.query_id, "text": event.text}
            return answer | {"alert": event.alert}
        query = self.world.inline_queries.get(event.query_id)
        if event.kind == "inline_answer" and query is not None:
            return {"kind": "inline"} | page_view.inline_results(query)
        return None
