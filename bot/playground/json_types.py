"""The shapes of JSON that cross the HTTP border, and how to look into them safely."""

Json = dict[str, object]


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
