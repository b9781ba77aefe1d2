"""Telegram's sending limits: one message a second per chat, 20 a minute per group, 30 a second."""

import math
from collections import deque
from dataclasses import dataclass, field

from bot.playground.errors import too_many_requests


@dataclass(slots=True)
class Flood:
    """The limits, off until switched on.

    Telegram lets short bursts pass at its own discretion; here a limit is a limit, and `burst`
    says how many messages one chat takes in a second.
    """

    enabled: bool = False
    burst: int = 1  # messages per second and chat
    per_group: int = 20  # messages per minute and group
    overall: int = 30  # messages per second
    _sent: dict[int, deque[float]] = field(default_factory=dict)  # by chat id
    _all: deque[float] = field(default_factory=deque)

    def check(self, chat_id: int, now: float, *, group: bool, count: int = 1) -> None:
        """Count messages about to be sent.

        Raises:
            ApiError: 429 with the seconds to wait; nothing was counted.
        """
        if not self.enabled:
            return
        chat = self._sent.setdefault(chat_id, deque())
        _forget(chat, now - 60)
        _forget(self._all, now - 1)
        last_second = sum(sent > now - 1 for sent in chat)
        wait = 0.0
        if last_second and last_second + count > self.burst:
            wait = 1.0
        if group and chat and len(chat) + count > self.per_group:
            wait = max(wait, chat[0] + 60 - now)
        if len(self._all) + count > self.overall:
            wait = max(wait, 1.0)
        if wait:
            raise too_many_requests(max(math.ceil(wait), 1))
        chat.extend([now] * count)
        self._all.extend([now] * count)


def _forget(times: deque[float], before: float) -> None:
    while times and times[0] <= before:
        times.popleft()
