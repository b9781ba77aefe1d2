"""What a button says when it is pressed: small values that fit into 64 bytes of callback data.

Buttons outlive restarts and retrainings, so they carry ids that last (Telegram's and MovieLens's),
never an index of a model, and a version, so that a later bot can tell an old button.
"""

from dataclasses import astuple, dataclass, fields

from bot.conversation.press import Press
from bot.words.languages import LANGUAGES
from bot.words.problems import Problem

_VERSION = "1"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class AskStars(Press):
    """Show the stars to choose from for one film."""

    movie_id: int


@dataclass(frozen=True, slots=True)
class ChooseFilm(Press):
    """Of several films this one was meant: ask for its stars, in place of the question."""

    movie_id: int


@dataclass(frozen=True, slots=True)
class OpenFilm(Press):
    """Show the card of one film, in a message of its own."""

    movie_id: int


@dataclass(frozen=True, slots=True)
class TryExample(Press):
    """Show the films that one of the examples below /help finds."""

    number: int  # its place in `bot.views.guide`


@dataclass(frozen=True, slots=True)
class GiveStars(Press):
    """Rate one film."""

    movie_id: int
    half_stars: int  # 1 … 10


@dataclass(frozen=True, slots=True)
class UndoChange(Press):
    """Take back one change of a rating."""

    change_id: int


@dataclass(frozen=True, slots=True)
class ShowSimilar(Press):
    """List the films that are like one film."""

    movie_id: int


@dataclass(frozen=True, slots=True)
class CardPress(Press):
    """Base of the buttons below the film at one position of a card (`storage/cards.py`)."""

    card_id: int
    position: int  # from 0


@dataclass(frozen=True, slots=True)
class CardShow(CardPress):
    """Show the film at this position again."""


@dataclass(frozen=True, slots=True)
class CardNext(CardPress):
    """Go on to the film after this one."""


@dataclass(frozen=True, slots=True)
class CardAskStars(CardPress):
    """Show the stars to choose from, in place."""


@dataclass(frozen=True, slots=True)
class CardGiveStars(CardPress):
    """Rate the film."""

    half_stars: int  # 1 … 10; 0 takes the rating away


@dataclass(frozen=True, slots=True)
class CardUndoStars(CardPress):
    """Take back one change of the film's rating."""

    change_id: int


@dataclass(frozen=True, slots=True)
class CardMark(CardPress):
    """Mark the film, or take its mark away."""

    mark: int  # place of the new mark in `bot.views.card.MARKS`; 0: none
    before: int  # what stood there when the button was shown: what undo goes back to


@dataclass(frozen=True, slots=True)
class CardUndoMark(CardPress):
    """Give the film the mark that it had before."""

    mark: int  # as in `CardMark`


@dataclass(frozen=True, slots=True)
class CardSimilar(CardPress):
    """Go on with films like this one, in place."""


@dataclass(frozen=True, slots=True)
class CardFilter(CardPress):
    """Choose what kind of films to go on with."""


@dataclass(frozen=True, slots=True)
class FilterPress(Press):
    """Base of the buttons that change what a card shows before it has shown anything."""

    card_id: int


@dataclass(frozen=True, slots=True)
class FilterTab(FilterPress):
    """Turn to another page of what can be chosen."""

    tab: int  # from 0


@dataclass(frozen=True, slots=True)
class FilterGenre(FilterPress):
    """Want a genre, not want it, or not mind."""

    tab: int  # to show afterwards
    genre: int  # place among the genres that the card keeps
    choice: int  # 0: do not mind, 1: only with it, 2: only without


@dataclass(frozen=True, slots=True)
class FilterYears(FilterPress):
    """Want films of some years."""

    tab: int  # to show afterwards
    first: int  # 0: of any
    last: int


@dataclass(frozen=True, slots=True)
class FilterPopularity(FilterPress):
    """Want films that so many know."""

    tab: int  # to show afterwards
    step: int  # 1 … 5; 0: any


@dataclass(frozen=True, slots=True)
class FilterClear(FilterPress):
    """Want anything."""

    tab: int  # to show afterwards


@dataclass(frozen=True, slots=True)
class FilterDone(FilterPress):
    """Show the films."""


@dataclass(frozen=True, slots=True)
class FilterDrop(FilterPress):
    """Give up one condition."""

    condition: int  # its place in `FilmFilter.conditions`


@dataclass(frozen=True, slots=True)
class FilterLike(FilterPress):
    """Of several films this one was meant: the others shall be like it."""

    movie_id: int


@dataclass(frozen=True, slots=True)
class RatingsPage(Press):
    """Turn to another page of one's own ratings, or sort them."""

    page: int  # from 0
    order: int  # place in `bot.views.ratings.ORDERS`


@dataclass(frozen=True, slots=True)
class RemoveRating(Press):
    """Take one film out of one's ratings."""

    movie_id: int
    page: int  # to show afterwards, from 0
    order: int  # as in `RatingsPage`


@dataclass(frozen=True, slots=True)
class UndoRemoval(Press):
    """Bring back a rating removed from the list, and show the list again."""

    change_id: int
    page: int  # from 0
    order: int  # as in `RatingsPage`


@dataclass(frozen=True, slots=True)
class WatchlistPage(Press):
    """Turn to another page of one's watchlist."""

    page: int  # from 0


@dataclass(frozen=True, slots=True)
class WatchlistPress(Press):
    """Base of the buttons for one film of the watchlist."""

    movie_id: int
    page: int  # to show afterwards, from 0


@dataclass(frozen=True, slots=True)
class WatchlistRemove(WatchlistPress):
    """Take the film off the watchlist."""


@dataclass(frozen=True, slots=True)
class WatchlistSeen(WatchlistPress):
    """The film was seen: ask for its stars, in place of the watchlist."""


@dataclass(frozen=True, slots=True)
class WatchlistStars(WatchlistPress):
    """Rate the film and go back to the watchlist."""

    half_stars: int  # 1 … 10


@dataclass(frozen=True, slots=True)
class WatchlistRestore(WatchlistPress):
    """Put the film back onto the watchlist."""

    change_id: int  # of the rating to take back; 0: none


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
class ChooseLanguage(Press):
    """Speak one language from now on."""

    number: int  # place in LANGUAGES from 1; 0: the one Telegram says

    @classmethod
    def of(cls, owner: int, language: str | None) -> "ChooseLanguage":
        """The button for a language; None: the one Telegram says."""
        return cls(owner, 0 if language is None else LANGUAGES.index(language) + 1)

    @property
    def language(self) -> str | None:
        """The language chosen; None: the one Telegram says.

        Raises:
            Problem: another version of the bot knew more languages.
        """
        if self.number > len(LANGUAGES):
            raise Problem("problem-button-old")
        return LANGUAGES[self.number - 1] if self.number else None


@dataclass(frozen=True, slots=True)
class Contribute(Press):
    """Let models learn from one's ratings, or not."""

    contributing: int  # 0: not


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


@dataclass(frozen=True, slots=True)
class ReadFileAs(Press):
    """Read the file that the message replies to once more, knowing what its films are."""

    wanted: int  # 0: seen; 1: wanted


@dataclass(frozen=True, slots=True)
class ImportPress(Press):
    """Base of the buttons about one file (`storage/imports.py`)."""

    import_id: int


@dataclass(frozen=True, slots=True)
class ImportShow(ImportPress):
    """Show how it stands with the file."""


@dataclass(frozen=True, slots=True)
class ImportDoubt(ImportPress):
    """Show a row whose film is in doubt."""

    place: int  # among those, from 0


@dataclass(frozen=True, slots=True)
class ImportSettle(ImportPress):
    """Say which film a row in doubt means, and show the one after it."""

    place: int
    choice: int  # of its guesses, from 1; 0: none of them


@dataclass(frozen=True, slots=True)
class ImportUnknown(ImportPress):
    """Show rows that no film is like."""

    page: int  # from 0


@dataclass(frozen=True, slots=True)
class ImportApply(ImportPress):
    """Take over what the file says."""


@dataclass(frozen=True, slots=True)
class ImportDrop(ImportPress):
    """Forget the file."""


@dataclass(frozen=True, slots=True)
class ImportUndo(ImportPress):
    """Take back what the file has changed."""


@dataclass(frozen=True, slots=True)
class NightPress(Press):
    """Base of the buttons of a movie night: everybody in the group may press them.

    The owner is whoever opened the night; some are only for them and the group's admins.
    """

    night_id: int


@dataclass(frozen=True, slots=True)
class NightJoin(NightPress):
    """Watch along."""


@dataclass(frozen=True, slots=True)
class NightLeave(NightPress):
    """Not watch along after all."""


@dataclass(frozen=True, slots=True)
class NightStart(NightPress):
    """Choose the films and vote."""


@dataclass(frozen=True, slots=True)
class NightCancel(NightPress):
    """Call the night off."""


@dataclass(frozen=True, slots=True)
class NightTab(NightPress):
    """Turn to another page of what can be chosen."""

    tab: int  # from 1; 0: to none


@dataclass(frozen=True, slots=True)
class NightGenre(NightPress):
    """Want a genre, not want it, or not mind."""

    genre: int  # place among the genres that the night keeps
    choice: int  # as in `FilterGenre`


@dataclass(frozen=True, slots=True)
class NightYears(NightPress):
    """Want films of some years."""

    first: int  # 0: of any
    last: int


@dataclass(frozen=True, slots=True)
class NightUnseen(NightPress):
    """Want films that nobody has seen, or not mind."""

    only: int  # 1: only those


@dataclass(frozen=True, slots=True)
class NightLike(NightPress):
    """Want films like one."""

    movie_id: int  # 0: no longer


@dataclass(frozen=True, slots=True)
class NightOpenFor(NightPress):
    """Let the vote go on for so long."""

    seconds: int


@dataclass(frozen=True, slots=True)
class NightClear(NightPress):
    """Want anything."""


@dataclass(frozen=True, slots=True)
class NightVeto(NightPress):
    """Rule out a film of the vote, or no longer."""

    round: int  # of the vote, from 1
    option: int  # place of the film in it, from 0


@dataclass(frozen=True, slots=True)
class NightForMe(NightPress):
    """Show whoever presses, and nobody else, what they would give the films."""

    round: int  # of the vote, from 1


@dataclass(frozen=True, slots=True)
class NightClose(NightPress):
    """End the vote now."""


@dataclass(frozen=True, slots=True)
class MorningAsk(Press):
    """Ask once more how the film of a night was."""

    night_id: int


@dataclass(frozen=True, slots=True)
class MorningStars(Press):
    """Say how the film of a night was."""

    night_id: int
    half_stars: int  # 1 … 10; 0: did not watch it


_CODES: dict[str, type[Press]] = {
    "a": AskStars,
    "c": ChooseFilm,
    "o": OpenFilm,
    "h": TryExample,
    "g": GiveStars,
    "u": UndoChange,
    "s": ShowSimilar,
    "l": RatingsPage,
    "x": RemoveRating,
    "b": UndoRemoval,
    "i": ChooseLanguage,
    "wp": WatchlistPage,
    "wx": WatchlistRemove,
    "ws": WatchlistSeen,
    "wg": WatchlistStars,
    "wb": WatchlistRestore,
    "my": ForgetMe,
    "mn": KeepMe,
    "pc": Contribute,
    "do": OpenDeck,
    "dp": DeckPage,
    "dn": DeckNext,
    "ds": DeckStars,
    "df": DeckFilm,
    "dg": DeckGenres,
    "sg": ShowGenres,
    "sf": ShowFilms,
    "ko": CardShow,
    "kn": CardNext,
    "ka": CardAskStars,
    "kg": CardGiveStars,
    "ku": CardUndoStars,
    "km": CardMark,
    "kb": CardUndoMark,
    "ks": CardSimilar,
    "kf": CardFilter,
    "ft": FilterTab,
    "fg": FilterGenre,
    "fy": FilterYears,
    "fp": FilterPopularity,
    "fc": FilterClear,
    "fd": FilterDone,
    "fx": FilterDrop,
    "fl": FilterLike,
    "jr": ReadFileAs,
    "jo": ImportShow,
    "jd": ImportDoubt,
    "js": ImportSettle,
    "ju": ImportUnknown,
    "ja": ImportApply,
    "jx": ImportDrop,
    "jb": ImportUndo,
    "nj": NightJoin,
    "nl": NightLeave,
    "ns": NightStart,
    "nx": NightCancel,
    "nt": NightTab,
    "ng": NightGenre,
    "ny": NightYears,
    "nu": NightUnseen,
    "nk": NightLike,
    "no": NightOpenFor,
    "nc": NightClear,
    "nv": NightVeto,
    "nf": NightForMe,
    "nz": NightClose,
    "na": MorningAsk,
    "nm": MorningStars,
}
_CODE_OF = {kind: code for code, kind in _CODES.items()}


def encode(press: Press) -> str:
    """Callback data, at most 64 bytes of ASCII.

    Raises:
        ValueError: a number is negative or so large that it would not fit.
    """
    data = ".".join([_VERSION + _CODE_OF[type(press)], *map(_base36, astuple(press))])
    if len(data) > 64:
        raise ValueError(f"{press} does not fit into callback data")
    return data


def decode(data: str) -> Press:
    """What `encode` encoded.

    Raises:
        Problem: the button is from another version of the bot, or not from it at all.
    """
    head, *numbers = data.split(".")
    kind = _CODES.get(head.removeprefix(_VERSION)) if head.startswith(_VERSION) else None
    if kind is None or len(numbers) != len(fields(kind)):
        raise Problem("problem-button-old")
    try:
        return kind(*(int(number, 36) for number in numbers))
    except ValueError as exc:
        raise Problem("problem-button-old") from exc


def _base36(number: int) -> str:
    if number < 0:
        raise ValueError(f"{number} is negative")
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if number == 0:
            return digits
