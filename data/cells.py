"""Numbers as tables write them, whoever wrote the table: 7, "7", 7.0, 7e3; 4.5 and 4,5."""

import math
import re
from decimal import Decimal

MAX_ID = 2**63 - 1  # what an int64 holds
_PLAIN = re.compile(r"\+?(\d{1,18})(?:[.,]0*)?", re.ASCII)
_NUMBER = re.compile(
    r"[+-]?(?:\d{1,400}(?:[.,]\d{0,400})?|[.,]\d{1,400})(?:[eE][+-]?\d{1,3})?", re.ASCII
)


def whole(text: str) -> int | None:
    """An id, to its last digit; None where it is no whole number from 0 to `MAX_ID`."""
    if plain := _PLAIN.fullmatch(text):
        return int(plain[1])
    if not _NUMBER.fullmatch(text):
        return None
    value = Decimal(text.replace(",", "."))
    if not 0 <= value <= MAX_ID or value != value.to_integral_value():
        return None
    return int(value)


def number(text: str) -> float:
    """Any number; NaN where it is none."""
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else math.nan
