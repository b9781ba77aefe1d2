"""Numbers that no other run of a playground gives, from the time and from chance.

A playground forgets when it ends, a bot does not: were a group, a poll or a message numbered anew,
the bot would take it for the one it knows. Only people come back under their numbers, with the
ratings that they gave.
"""

import secrets
import time

_ERA = 1_704_067_200  # Unix seconds; what is counted begins then, to be small enough
_PER_SECOND = 64  # messages or updates that one run may number, on the whole, before the next
_MAX_SMALL = 1 << 31  # after a year or so, small numbers begin anew
_CHANCE = 20  # bits


class Ids:
    """Where the numbers of this run begin.

    Args:
        began: seconds since 1970 UTC; None: now.
        chance: so many bits of `_CHANCE`; None: some.
    """

    def __init__(self, began: float | None = None, chance: int | None = None) -> None:
        elapsed = max((time.time() if began is None else began) - _ERA, 0.0)
        self.small = int(elapsed * _PER_SECOND) % _MAX_SMALL + 1
        """The first of messages and of updates, which have 31 bits."""
        self.group = int(elapsed * 1000) + 1
        """The first of groups: with a minus, and for supergroups 10¹² further down."""
        bits = secrets.randbits(_CHANCE) if chance is None else chance
        self._last = self.group << _CHANCE | bits

    def large(self) -> int:
        """The next of what has 63 bits: polls, presses, files, albums, what is typed inline."""
        self._last += 1
        return self._last
