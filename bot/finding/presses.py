"""What the buttons below found titles say."""

from dataclasses import dataclass

from bot.conversation.press import Press


@dataclass(frozen=True, slots=True)
class OpenFilm(Press):
    """Show the card of one film, in a message of its own."""

    movie_id: int
