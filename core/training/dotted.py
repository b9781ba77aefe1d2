"""Numbers in nested frozen dataclasses by dotted names: "rating.n_factors"."""

from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass, replace
from typing import Any, ClassVar, Protocol, TypeGuard, TypeVar

Number = int | float


class _Dataclass(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


Value = TypeVar("Value", bound=_Dataclass)


def dotted_fields(value: _Dataclass) -> dict[str, object]:
    """Every leaf of a dataclass instance by its dotted name, in the order of the fields."""
    leaves: dict[str, object] = {}
    for each in fields(value):
        inner = getattr(value, each.name)
        if is_dataclass(inner) and not isinstance(inner, type):
            leaves |= {f"{each.name}.{name}": leaf for name, leaf in dotted_fields(inner).items()}
        else:
            leaves[each.name] = inner
    return leaves


def replace_dotted(value: Value, changes: Mapping[str, Number]) -> Value:
    """A copy of a dataclass instance with some of its numbers changed, at any depth.

    Args:
        changes: new numbers by dotted name; a field that holds an `int` takes nothing else.

    Raises:
        ValueError: there is no such number, the new one is of the wrong kind, or a dataclass
            refuses its new content.
    """
    present = dotted_fields(value)
    for name, number in changes.items():
        if not is_number(present.get(name)):
            raise ValueError(f"{name} is not the name of a number")
        if not is_number(number) or (_is_whole(present[name]) and not _is_whole(number)):
            kind = "whole number" if _is_whole(present[name]) else "number"
            raise ValueError(f"{name} cannot be {number!r}: a {kind} is needed")
    return _replaced(value, changes)


def is_number(value: object) -> TypeGuard[Number]:
    """Whether `value` is an int or a float; a bool is neither here."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_whole(value: object) -> bool:
    return isinstance(value, int)


def _replaced(value: Value, changes: Mapping[str, Number]) -> Value:
    new: dict[str, Any] = {}
    nested: dict[str, dict[str, Number]] = {}
    for name, number in changes.items():
        first, _, rest = name.partition(".")
        if rest:
            nested.setdefault(first, {})[rest] = number
        else:
            new[first] = number if _is_whole(getattr(value, first)) else float(number)
    for first, inner in nested.items():
        new[first] = _replaced(getattr(value, first), inner)
    return replace(value, **new)
