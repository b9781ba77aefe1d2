"""What the buttons around one rating say."""

from dataclasses import dataclass

from bot.conversation.press import Press


@dataclass(frozen=True, slots=True)
class AskStars(Press):
    """Show the stars to choose from for one film."""

    movie_id: int


@dataclass(frozen=True, slots=True)
class ChooseFilm(Press):
    """Of several films this one was meant: ask for its stars, in place of the question."""

    movie_id: int


@dataclass(frozen=True, slots=True)
class GiveStars(Press):
    """Rate one film."""

    movie_id: int
    half_stars: int  # 1 … 10


@dataclass(frozen=True, slots=True)
class MeanAnother(Press):
    """None of the films that are offered was meant: nothing is saved."""


@dataclass(frozen=True, slots=True)
class UndoSeveral(Press):
    """Take back all that one message has rated."""

    first_change_id: int
    last_change_id: int


@dataclass(frozen=True, slots=True)
class UndoChange(Press):
    """Take back one change of a rating."""

    change_id: int
