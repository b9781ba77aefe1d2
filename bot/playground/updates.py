"""Updates on their way to the bot: at least once, in order, until acknowledged."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from bot.playground.errors import ApiError, conflict
from bot.playground.json_types import Json

MAX_LIMIT = 100
MAX_TIMEOUT = 50  # seconds of one long poll
_LIFETIME = 86400.0  # seconds an unfetched update is kept
_LIFETIMES = {"callback_query": 150.0, "inline_query": 30.0, "chosen_inline_result": 600.0}

ALL_KINDS = frozenset(
    {"message", "edited_message", "channel_post", "edited_channel_post", "inline_query"}
    | {"chosen_inline_result", "callback_query", "poll", "poll_answer", "my_chat_member"}
    | {"chat_member", "chat_join_request", "message_reaction", "message_reaction_count"}
)
DEFAULT_KINDS = ALL_KINDS - {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass(frozen=True, slots=True)
class Update:
    """One update; `payload` is the object under the kind's name."""

    id: int
    kind: str
    payload: Json
    expires: float  # seconds on the world's clock

    def to_dict(self) -> Json:
        """The Bot API object."""
        return {"update_id": self.id, self.kind: self.payload}


class UpdateQueue:
    """The bot's queue with one reader at a time.

    Args:
        now: the world's clock, seconds.
        touched: called when something was queued, fetched or acknowledged.
        first_id: of the first update.
    """

    def __init__(
        self, now: Callable[[], float], touched: Callable[[], None], first_id: int
    ) -> None:
        self._now = now
        self._touched = touched
        self._next_id = first_id
        self._pending: list[Update] = []
        self._poll: asyncio.Future[None] | None = None
        self._closed = False
        self.allowed = DEFAULT_KINDS
        self.last_id = 0  # of the newest update ever queued, 0 before the first

    @property
    def pending(self) -> tuple[Update, ...]:
        """What waits for the bot, oldest first."""
        self._expire()
        return tuple(self._pending)

    @property
    def closed(self) -> bool:
        """Whether the server is going away."""
        return self._closed

    def is_done(self, update_id: int) -> bool:
        """Whether the bot has acknowledged the update (or never asked for it)."""
        return all(update.id != update_id for update in self.pending)

    def push(self, kind: str, payload: Json) -> int:
        """Queue an update; returns its id, or 0 when the bot did not ask for this kind."""
        if kind not in self.allowed:
            return 0
        update_id = self._next_id
        self._next_id += 1
        expires = self._now() + _LIFETIMES.get(kind, _LIFETIME)
        self._pending.append(Update(update_id, kind, payload, expires))
        self.last_id = update_id
        self.wake()
        self._touched()
        return update_id

    def allow(self, kinds: frozenset[str]) -> None:
        """What to queue from now on; sticks until said otherwise."""
        self.allowed = (kinds & ALL_KINDS) or DEFAULT_KINDS

    def clear(self) -> None:
        """Forget everything pending (drop_pending_updates)."""
        self._forget(len(self._pending))

    async def poll(self, offset: int, limit: int, timeout: int) -> list[Update]:  # noqa: ASYNC109
        """One getUpdates.

        Args:
            offset: acknowledges everything below; negative keeps only that many newest.
            limit: how many at most.
            timeout: seconds to wait when there is nothing yet; a second waiting reader ends
                the first.

        Raises:
            ApiError: 409 when another reader or a webhook took over meanwhile.
        """
        if offset > self.last_id + 1:  # from another life of the bot: start at the oldest
            offset = 0
        self._acknowledge(offset)
        if self._matching(offset, limit) or timeout == 0:
            return self._matching(offset, limit)
        self.interrupt(
            "terminated by other getUpdates request; make sure that only one bot instance is"
            " running"
        )
        if self._closed:
            raise closing()
        mine = self._poll = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(timeout):
                await mine
        except TimeoutError:
            pass
        finally:
            if self._poll is mine:
                self._poll = None
        return self._matching(offset, limit)

    def acknowledge(self, update_id: int) -> None:
        """Done with one update, as a webhook's answer says."""
        self._pending = [update for update in self._pending if update.id != update_id]
        self._touched()

    def interrupt(self, sentence: str) -> None:
        """End the waiting reader, if any, with 409."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(conflict(sentence))

    def wake(self) -> None:
        """Let the waiting reader look again."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    def close(self) -> None:
        """End the waiting reader and accept no other: the server goes away."""
        self._closed = True
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(closing())
        self._touched()

    def reopen(self) -> None:
        """Accept readers again: the server is back."""
        self._closed = False

    def _matching(self, offset: int, limit: int) -> list[Update]:
        return [update for update in self.pending if update.id >= offset][:limit]

    def _acknowledge(self, offset: int) -> None:
        if offset < 0:
            self._forget(max(len(self._pending) + offset, 0))
        elif offset > 0:
            self._forget(sum(update.id < offset for update in self._pending))

    def _expire(self) -> None:
        now = self._now()
        if any(update.expires <= now for update in self._pending):
            self._pending = [update for update in self._pending if update.expires > now]

    def _forget(self, count: int) -> None:
        if count:
            del self._pending[:count]
            self._touched()


def closing() -> ApiError:
    """What a Bot API server that is being stopped answers."""
    return ApiError(500, "Internal Server Error: restart")
