"""Words that several messages of a movie night share."""

from bot.night_request import DAY, HOUR, MINUTE
from bot.texts import Texts


def open_period(texts: Texts, seconds: int) -> str:
    """How long something goes on, in the largest unit it about fills: "3 days", "50 minutes"."""
    if seconds > DAY - HOUR / 2:
        return texts.plain("night-days", count=round(seconds / DAY))
    if seconds > HOUR - MINUTE / 2:
        return texts.plain("night-hours", count=round(seconds / HOUR))
    return texts.plain("night-minutes", count=max(1, round(seconds / MINUTE)))
