"""An event loop whose time passes only when there is nothing to do, and then at once."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")


class _Clock:
    def __init__(self) -> None:
        self.now = 1000.0


class _Selector(selectors.SelectSelector):
    """Where the loop would sleep, the clock is put forward."""

    def __init__(self, clock: _Clock) -> None:
        super().__init__()
        self._clock = clock

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise RuntimeError("everything waits, and for nothing that would come")
        self._clock.now += max(timeout, 0.0)
        return super().select(0)


class _Loop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._virtual = _Clock()
        super().__init__(_Selector(self._virtual))

    def time(self) -> float:
        return self._virtual.now


def in_virtual_time(work: Callable[[], Coroutine[Any, Any, Result]]) -> Result:
    """What `work` returns; what would take it hours takes moments."""
    with asyncio.Runner(loop_factory=_Loop) as runner:
        return runner.run(work())
