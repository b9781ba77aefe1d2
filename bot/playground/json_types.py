"""The shapes of JSON that cross the HTTP border, and how to read and look into them safely."""

import json
import math

Json = dict[str, object]

MAX_DEPTH = 64  # lists and objects in each other; keyboards have five
_MAX_INTEGER = 1 << 63


def read_json(text: str | bytes) -> object:
    """A value that can be written as JSON again, whatever came.

    Raises:
        ValueError: it is not JSON in UTF-8; a name stands twice in an object; a number is none or
            beyond 64 bits; half a surrogate pair, or more than `MAX_DEPTH` levels.
    """
    try:
        value: object = json.loads(
            text.decode() if isinstance(text, bytes) else text, object_pairs_hook=_object
        )
    except RecursionError:
        raise ValueError("too many levels") from None
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        if not level:
            return value
        level = [part for each in level for part in _parts(each)]
    raise ValueError("too many levels")


def _object(pairs: list[tuple[str, object]]) -> Json:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice in an object")
    return found


def _parts(value: object) -> list[object]:
    """What a value consists of, when it is one of those that can be written again."""
    if isinstance(value, str):
        value.encode()  # half a surrogate pair cannot, which is a ValueError
    elif isinstance(value, float) and not math.isfinite(value):
        raise ValueError("a number is too large, or none")
    elif isinstance(value, int) and not -_MAX_INTEGER <= value < _MAX_INTEGER:
        raise ValueError("a number is too large")
    elif isinstance(value, dict):
        return [*value, *value.values()]
    return value if isinstance(value, list) else []


def as_object(value: object) -> Json | None:
    """The value when it is a JSON object, else nothing."""
    return value if isinstance(value, dict) else None


def as_list(value: object) -> list[object] | None:
    """The value when it is a JSON array, else nothing."""
    return value if isinstance(value, list) else None


def as_text(value: object) -> str:
    """A string field as Telegram reads it: numbers count as their digits, absence as empty."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def as_integer(value: object, default: int = 0) -> int:
    """An integer field, also when it is written as a string; `default` for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return default
    try:
        return int(value)
    except ValueError:
        return default
