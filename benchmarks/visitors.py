"""People as they use the bot, and how long each of its answers takes to come.

A visitor does one thing after another: rates a deck, turns cards, looks for a title. Which thing
comes next is drawn, and so is the pause before it, in which a person reads.
"""

import asyncio
import contextlib
import math
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

import numpy as np

from bot.card.presses import CardAskStars, CardGiveStars, CardMark, CardNext, CardSimilar
from bot.card.views.card import number_of
from bot.conversation.press import Press
from bot.deck.presses import DeckNext, DeckStars
from bot.importing.presses import ImportApply, ImportUndo
from bot.mine.presses import RatingsPage
from bot.playground import Message, Person, Turn
from bot.rooms import ROOMS
from core.catalog.films import Film
from storage.marks import MarkKind

Kind = TypeVar("Kind", bound=Press)

WITHIN = 60.0  # seconds in which an answer has to come
_REQUESTS = (
    *("/recommend",) * 4,
    "/recommend comedy 90s",
    "/recommend thriller -horror",
    "/recommend hidden gems",
    "/recommend like Fargo",
    "/recommend animation 1990-2005",
    "/recommend surprise",
)


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one answer took."""

    kind: str
    milliseconds: float


class _LeftError(Exception):
    """Somebody has had enough."""


@dataclass(slots=True)
class Visitor:
    """Somebody who uses the bot.

    Attributes:
        films: that they may ask for by title.
        pause: seconds between an answer and what they do next, on average; half of it at the
            least, one and a half times at the most.
        times: of the answers so far.
        rated: every star button pressed, in order.
        leaves_at: when they have had enough, by the clock of the event loop.
    """

    who: Person
    films: Sequence[Film]
    rng: np.random.Generator
    pause: float
    times: list[Timing] = field(default_factory=list)
    rated: list[DeckStars | CardGiveStars] = field(default_factory=list)
    leaves_at: float = math.inf

    async def visit(self, seconds: float) -> None:
        """Do one thing after another for so long."""
        self.leaves_at = asyncio.get_running_loop().time() + seconds
        doing: tuple[tuple[float, Callable[[], Awaitable[None]]], ...] = (
            (0.20, self._rates_a_deck),
            (0.36, self._turns_cards),
            (0.10, self._looks_for_similar_films),
            (0.16, self._looks_for_a_title),
            (0.10, self._types_inline),
            (0.06, self._reads_ratings),
            (0.02, self._looks_at_the_profile),
        )
        share = [share for share, _ in doing]
        with contextlib.suppress(_LeftError):
            while True:
                _, do = doing[int(self.rng.choice(len(doing), p=share))]
                await do()

    async def brings_files(self, content: bytes) -> None:
        """The same list of films again and again: sent, taken over, taken back."""
        with contextlib.suppress(_LeftError):
            while True:
                await self._brings_a_file(content)

    async def _brings_a_file(self, content: bytes) -> None:
        turn = await self._acts(
            "a file: heard", lambda: self.who.sends_document("ratings.csv", content), _answered
        )
        started = time.perf_counter()
        await self.who.world.journal.until(lambda: _finds(turn.messages[-1], ImportApply), WITHIN)
        self._took("a file: read", started)
        read = turn.messages[-1]
        applied = await self._presses("a file: taken over", read, _find(read, ImportApply))
        await self._presses("a file: taken back", applied, _find(applied, ImportUndo))

    async def _rates_a_deck(self) -> None:
        page = await self._says("deck: first page", "/start rate")
        for _ in range(2):
            stars = [each for each in _all(page, DeckStars) if each.half_stars]
            for press in self.rng.choice(len(stars), 3, replace=False).tolist():
                page = await self._presses("deck: stars", page, stars[press])
                self.rated.append(stars[press])
            page = await self._presses("deck: next page", page, _find(page, DeckNext))

    async def _turns_cards(self) -> None:
        request = str(self.rng.choice(_REQUESTS))
        kind = "/recommend" if request == "/recommend" else "/recommend with a filter"
        card = await self._says(kind, request)
        for _ in range(int(self.rng.integers(2, 7))):
            card = await self._deals_with(card)

    async def _deals_with(self, card: Message) -> Message:
        """One of the things that can be done with a card."""
        lot = self.rng.random()
        if lot < 0.2 and _finds(card, CardAskStars):
            stars = await self._presses("card: rate", card, _find(card, CardAskStars))
            given = [each for each in _all(stars, CardGiveStars) if each.half_stars]
            press = given[int(self.rng.integers(len(given)))]
            rated = await self._presses("card: stars", stars, press)
            self.rated.append(press)
            return rated
        if lot < 0.5:
            kind = MarkKind.REFUSED if lot < 0.4 else MarkKind.WANTED
            marks = [each for each in _all(card, CardMark) if each.mark == number_of(kind)]
            if marks:
                name = "card: not for me" if kind is MarkKind.REFUSED else "card: watchlist"
                return await self._presses(name, card, marks[0])
        if lot > 0.95 and _finds(card, CardSimilar):
            return await self._presses("card: similar", card, _find(card, CardSimilar))
        if _finds(card, CardNext):
            return await self._presses("card: next", card, _find(card, CardNext))
        return await self._says("/recommend", "/recommend")  # nothing is left on this card

    async def _looks_for_similar_films(self) -> None:
        card = await self._says("/similar", f"/similar {self._film().label}")
        for _ in range(2):
            if _finds(card, CardNext):
                card = await self._presses("card: next", card, _find(card, CardNext))

    async def _looks_for_a_title(self) -> None:
        await self._says("a title", self._film().title)

    async def _types_inline(self) -> None:
        title = self._film().title
        for typed in ("", title[:3], title[:6], title):
            await self._acts("inline", partial(self.who.types_inline, typed), _offered)

    async def _reads_ratings(self) -> None:
        page = await self._says("/ratings", "/ratings")
        pages = [each for each in _all(page, RatingsPage) if each.page]
        if pages:
            await self._presses("/ratings", page, pages[0])

    async def _looks_at_the_profile(self) -> None:
        await self._says("/profile, drawn", "/profile")

    def _film(self) -> Film:
        return self.films[int(self.rng.integers(len(self.films)))]

    async def _says(self, kind: str, text: str) -> Message:
        turn = await self._acts(kind, lambda: self.who.says(text), _answered)
        return turn.messages[-1]

    async def _presses(self, kind: str, message: Message, press: Press) -> Message:
        """What the message shows then; that the button stops spinning is no answer yet."""
        data = ROOMS.encode(press)  # perhaps of a button that was there a moment ago
        turn = await self._acts(
            kind, lambda: self.who.presses_data(message.chat_id, message.id, data), _answered
        )
        return turn.messages[-1]

    async def _acts(
        self, kind: str, act: Callable[[], Turn], is_done: Callable[[Turn], bool]
    ) -> Turn:
        await asyncio.sleep(self.pause * self.rng.uniform(0.5, 1.5))
        if asyncio.get_running_loop().time() > self.leaves_at:
            raise _LeftError
        started = time.perf_counter()
        turn = act()
        await self.who.world.journal.until(lambda: is_done(turn), WITHIN)
        self._took(kind, started)
        return turn

    def _took(self, kind: str, started: float) -> None:
        self.times.append(Timing(kind, (time.perf_counter() - started) * 1000))


def _answered(turn: Turn) -> bool:
    """The bot has written or rewritten a message."""
    return bool(turn.messages)


def _offered(turn: Turn) -> bool:
    return turn.world.inline_queries[turn.query_id].answered


def _all(message: Message, kind: type[Kind]) -> list[Kind]:
    """The buttons of one kind."""
    presses = (ROOMS.decode(button.data) for button in message.buttons if button.data)
    return [press for press in presses if isinstance(press, kind)]


def _finds(message: Message, kind: type[Press]) -> bool:
    return bool(_all(message, kind))


def _find(message: Message, kind: type[Kind]) -> Kind:
    return _all(message, kind)[0]
