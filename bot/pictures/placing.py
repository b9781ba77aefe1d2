"""Where names go on a map: beside their dots, within the frame, and on top of nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

_DISTANCES = ((13.0, 0.0), (20.0, 2.0), (28.0, 4.0))  # px from a dot to its name, and the cost
_CORNER = 1.0  # cost of a name that is neither beside its dot nor right above or below


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels; y grows upwards."""

    x: float  # left
    y: float  # below
    width: float
    height: float

    def covers(self, other: "Box") -> bool:
        """Whether the two share more than an edge."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def holds(self, other: "Box") -> bool:
        """Whether the other lies within this one."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.x + other.width <= self.x + self.width
            and other.y + other.height <= self.y + self.height
        )


@dataclass(frozen=True, slots=True)
class Name:
    """A name to be placed, of so many pixels."""

    x: float  # of its dot
    y: float
    width: float
    height: float


def place_names(
    names: Sequence[Name], frame: Box, taken: Sequence[Box], dots: Sequence[Box] = ()
) -> list[Box | None]:
    """A place for each name, None where there is no room; the first ones choose first.

    Args:
        taken: what no name may cover, besides the other names.
        dots: what a name had better not cover, though it may.
    """
    occupied, placed = list(taken), list[Box | None]()
    for name in names:
        costs = {
            box: cost + sum(map(box.covers, dots))
            for box, cost in _around(name).items()
            if frame.holds(box) and not any(box.covers(other) for other in occupied)
        }
        box = min(costs, key=costs.__getitem__, default=None)
        placed.append(box)
        if box is not None:
            occupied.append(box)
    return placed


def _around(name: Name) -> dict[Box, float]:
    """Places beside a dot, and how many covered dots each is worth avoiding for."""
    width, height = name.width, name.height
    found: dict[Box, float] = {}
    for far, cost in _DISTANCES:
        right, left = name.x + far, name.x - far - width
        above, below = name.y + far, name.y - far - height
        centre, middle = name.x - width / 2, name.y - height / 2
        sides = ((right, middle), (left, middle), (centre, above), (centre, below))
        corners = ((x, y) for y in (above, below) for x in (name.x, name.x - width))
        found |= {Box(x, y, width, height): cost for x, y in sides}
        found |= {Box(x, y, width, height): cost + _CORNER for x, y in corners}
    return found
