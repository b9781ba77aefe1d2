"""What the buttons about one's own data say."""

from dataclasses import dataclass

from bot.conversation.press import Press


@dataclass(frozen=True, slots=True)
class ForgetMe(Press):
    """Delete everything about the person, provided that it is still what the question said."""

    since: int  # when they wrote first, seconds since 1970: what is told after this is another life
    n_ratings: int
    n_watchlist: int
    n_marks: int
    n_imports: int
    n_nights: int


@dataclass(frozen=True, slots=True)
class KeepMe(Press):
    """Delete nothing after all."""


@dataclass(frozen=True, slots=True)
class Contribute(Press):
    """Let models learn from one's ratings, or not."""

    contributing: int  # 0: not
