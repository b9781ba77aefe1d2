"""What the buttons of a deck say."""

from dataclasses import dataclass

from bot.conversation.press import Press


@dataclass(frozen=True, slots=True)
class OpenDeck(Press):
    """Begin a deck of films to rate, in place of the message."""


@dataclass(frozen=True, slots=True)
class InDeck(Press):
    """Base of a deck's buttons."""

    card_id: int  # what storage calls a card: a message and the films it has shown, by position


@dataclass(frozen=True, slots=True)
class DeckPage(InDeck):
    """Show a page of the deck that was shown before."""

    page: int  # from 0


@dataclass(frozen=True, slots=True)
class DeckNext(InDeck):
    """What has no stars on a page was not seen; show the page after it."""

    page: int  # from 0, the one that is left


@dataclass(frozen=True, slots=True)
class DeckStars(InDeck):
    """Rate one film of the deck."""

    position: int
    half_stars: int  # 1 … 10; 0 takes the rating away


@dataclass(frozen=True, slots=True)
class DeckFilm(InDeck):
    """Say what one film of the deck is."""

    position: int


@dataclass(frozen=True, slots=True)
class DeckGenres(InDeck):
    """Choose genres in place of the deck."""

    page: int  # of the deck, to come back to, from 0
    picked: int  # a number of `DeckRequest`


@dataclass(frozen=True, slots=True)
class ShowGenres(InDeck):
    """Recommend films of the genres picked, in a message of their own."""

    picked: int  # a number of `DeckRequest`; 0: any genre


@dataclass(frozen=True, slots=True)
class ShowFilms(Press):
    """Recommend films, in a message of their own."""
