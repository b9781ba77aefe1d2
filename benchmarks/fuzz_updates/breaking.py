"""Breaking a valid update: some fields become what no field should be."""

import copy
import random
from typing import Any

Json = dict[str, Any]

_DEPTH = 120  # levels; such a list is written and read without trouble, and is no value of anything
_VALUES: tuple[object, ...] = (
    *(None, True, False, 0, -1, 1, 2**31, 2**53 + 1, 2**63, -(2**63) - 1, 10**40, 0.5, 1e308),
    *(
        "",
        "x",
        "-1",
        "1",
        "null",
        "\u202e\u200b",
        "a" * 5000,
        "👨‍👩‍👧‍👦" * 100,
        "\0",
        "\ud83c",
        "<b>&",
    ),
    *(
        [],
        {},
        [None],
        [[]],
        {"": None},
        {"id": None},
        {"id": "x"},
        {"type": "future"},
        [{}],
        [1, "a"],
    ),
)


def broken(update: Json, rng: random.Random) -> Json:
    """The same object, changed in up to three places below its top; its number stays."""
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        places = _places(update)
        if not places:
            break
        holder, key = rng.choice(places)
        _break(holder, key, rng)
    return update


def _break(holder: Any, key: Any, rng: random.Random) -> None:  # noqa: ANN401 - any JSON
    way = rng.random()
    if way < 0.3:
        del holder[key]
    elif way < 0.9:
        holder[key] = _value(rng)
    elif way < 0.93:
        holder[key] = _deep()
    elif isinstance(holder, dict):
        holder[rng.choice(("future_field", "", "api_kwargs", "self", "bot", "type", "chat"))] = (
            _value(rng)
        )
    else:
        holder.extend(holder * 3)


def _value(rng: random.Random) -> object:
    """A value of its own, which may be broken further."""
    return copy.deepcopy(rng.choice(_VALUES))


def _places(update: Json) -> list[tuple[Any, Any]]:
    """Everything that can be changed; what is higher up is there more often."""
    found: list[tuple[Any, Any]] = []
    level: list[Any] = [value for name, value in update.items() if name != "update_id"]
    found += [(update, name) for name in update if name != "update_id"]
    while level:
        below: list[Any] = []
        for each in level:
            keys = each if isinstance(each, dict) else range(len(each) if _is_list(each) else 0)
            found += [(each, key) for key in keys]
            below += [each[key] for key in keys]
        level = below
    return found


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _deep() -> object:
    value: object = []
    for _ in range(_DEPTH):
        value = [value]
    return value
