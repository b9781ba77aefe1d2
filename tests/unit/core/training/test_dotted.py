"""Numbers by dotted names."""

from dataclasses import dataclass, field

import pytest

from core.training.dotted import Number, dotted_fields, replace_dotted


@dataclass(frozen=True, slots=True)
class Inner:
    strength: float = 1.0
    count: int = 2

    def __post_init__(self) -> None:
        if self.strength < 0:
            raise ValueError("strength is negative")


@dataclass(frozen=True, slots=True)
class Outer:
    name: str = "a"
    wide: bool = True
    rate: float = 0.5
    one: Inner = field(default=Inner())
    other: Inner = field(default=Inner())


def test_leaves_are_listed_in_the_order_of_the_fields() -> None:
    assert dotted_fields(Outer()) == {
        "name": "a",
        "wide": True,
        "rate": 0.5,
        "one.strength": 1.0,
        "one.count": 2,
        "other.strength": 1.0,
        "other.count": 2,
    }


def test_numbers_change_at_any_depth_and_nothing_else_does() -> None:
    before = Outer()
    after = replace_dotted(before, {"rate": 2, "one.strength": 3.0, "one.count": 4})
    assert after == Outer(rate=2.0, one=Inner(3.0, 4))
    assert isinstance(after.rate, float)
    assert before == Outer()
    assert replace_dotted(before, {}) == before


@pytest.mark.parametrize(
    ("name", "number", "complaint"),
    [
        ("speed", 1.0, "speed is not the name of a number"),
        ("one.speed", 1.0, "one.speed is not the name of a number"),
        ("one", 1.0, "one is not the name of a number"),
        ("one.strength.more", 1.0, "one.strength.more is not the name of a number"),
        ("name", 1.0, "name is not the name of a number"),
        ("wide", 1, "wide is not the name of a number"),
        ("one.count", 1.5, "one.count cannot be 1.5: a whole number is needed"),
        ("rate", True, "rate cannot be True: a number is needed"),
        ("rate", "fast", "rate cannot be 'fast': a number is needed"),
        ("one.strength", -1.0, "strength is negative"),
    ],
)
def test_what_cannot_be_changed_is_refused(name: str, number: Number, complaint: str) -> None:
    with pytest.raises(ValueError, match=f"^{complaint}$"):
        replace_dotted(Outer(), {name: number})
