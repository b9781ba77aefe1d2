"""Time that passes when it is told to."""


class StandingClock:
    """What the stores date rows by; `now` is for tests to move."""

    def __init__(self, now: int = 1_000_000) -> None:
        self.now = now

    def __call__(self) -> int:
        return self.now
