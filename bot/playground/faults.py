"""Trouble on request: what networks and Telegram do on a bad day, planned ahead."""

from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from bot.playground.errors import ApiError, too_many_requests
from bot.playground.json_types import Json, as_integer, as_text

FaultKind = Literal[
    "flood",  # 429 with `seconds` as retry_after
    "error",  # an answer with `code` (500, 502, …)
    "lost_request",  # the connection drops before anything is done
    "lost_answer",  # it is done, then the connection drops
    "slow",  # it is done `seconds` later
    "late_answer",  # it is done at once, the answer takes `seconds` longer
    "duplicate",  # updates arrive twice
    "reorder",  # updates arrive last first
]
MAX_SECONDS = 86_400
DELIVERY: frozenset[FaultKind] = frozenset({"duplicate", "reorder"})
_SENTENCES = {500: "Internal Server Error", 502: "Bad Gateway", 504: "Gateway Timeout"}


class LostConnectionError(Exception):
    """The answer will never arrive."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One planned trouble.

    Attributes:
        method: which method it hits, any case; "" hits all but getUpdates.
        times: how many calls (or deliveries) it hits.
    """

    kind: FaultKind
    method: str = ""
    times: int = 1
    code: int = 500
    seconds: float = 1.0

    def hits(self, name: str) -> bool:
        """Whether a call of a method meets this fault."""
        if self.kind in DELIVERY:
            return False
        return name == self.method.lower() if self.method else name != "getupdates"

    def refuse(self) -> None:
        """Raise what the call gets instead of an answer, if it does."""
        if self.kind == "flood":
            raise too_many_requests(max(int(self.seconds), 1))
        if self.kind == "error":
            raise ApiError(self.code, _SENTENCES.get(self.code, "Internal Server Error"))
        if self.kind == "lost_request":
            raise LostConnectionError

    def to_dict(self) -> Json:
        """As the control address shows it."""
        return {
            "kind": self.kind,
            "method": self.method,
            "times": self.times,
            "code": self.code,
            "seconds": self.seconds,
        }


@dataclass(slots=True)
class Faults:
    """What is planned, first come first served."""

    planned: list[Fault] = field(default_factory=list)

    def plan(self, fault: Fault) -> None:
        """Add one."""
        self.planned.append(fault)

    def clear(self) -> None:
        """Everything works again."""
        self.planned.clear()

    def take(self, method: str) -> Fault | None:
        """The fault that a call of this method meets, counted down."""
        return self._take([fault for fault in self.planned if fault.hits(method.lower())])

    def take_delivery(self) -> Fault | None:
        """The fault that the next delivered updates meet, counted down."""
        return self._take([fault for fault in self.planned if fault.kind in DELIVERY])

    def _take(self, found: list[Fault]) -> Fault | None:
        if not found:
            return None
        fault = found[0]
        index = self.planned.index(fault)
        if fault.times > 1:
            self.planned[index] = replace(fault, times=fault.times - 1)
        else:
            del self.planned[index]
        return fault


def fault_from(item: Json) -> Fault:
    """A fault as the control address gets it.

    Raises:
        ValueError: no such kind, or it would last too long.
    """
    kind = as_text(item.get("kind"))
    for known in get_args(FaultKind):
        if kind == known:
            seconds = item.get("seconds", 1.0)
            if isinstance(seconds, int | float) and not 0 <= seconds <= MAX_SECONDS:
                raise ValueError(f"seconds must be between 0 and {MAX_SECONDS}")
            return Fault(
                known,
                method=as_text(item.get("method")),
                times=max(as_integer(item.get("times"), 1), 1),
                code=as_integer(item.get("code"), 500),
                seconds=float(seconds) if isinstance(seconds, int | float) else 1.0,
            )
    raise ValueError(f"kind must be one of {', '.join(get_args(FaultKind))}")
