"""What an older bot wrote into the database as JSON is still understood, and written alike."""

from bot.card.request import CardRequest, Place
from bot.deck.request import DeckRequest
from bot.importing.report import ImportReport
from bot.movie_night.request import NightPick, NightRequest, decode_picks, encode_picks
from core.catalog.film_filter import FilmFilter
from data.foreign_faults import Fault, FaultyLines
from tests.integration.storage.life import DECK, FILM_CARD, FILTER_CARD, NIGHT, PICK, REPORT

NINETIES = FilmFilter(genres=frozenset({"Crime", "Drama"}), first_year=1990, last_year=1999)


def test_cards() -> None:
    film = CardRequest(FilmFilter(like=2571), Place(1, 1))
    assert (CardRequest.decode(FILM_CARD), film.encode()) == (film, FILM_CARD)
    without = FilmFilter(NINETIES.genres, frozenset(), frozenset({"Horror"}), 1990, 1999)
    chosen = CardRequest(without, genres=("Action", "Crime", "Drama"))
    assert (CardRequest.decode(FILTER_CARD), chosen.encode()) == (chosen, FILTER_CARD)


def test_decks() -> None:
    deck = DeckRequest(5, ("Action", "Crime", "Drama"))
    assert (DeckRequest.decode(DECK), deck.encode()) == (deck, DECK)
    assert DeckRequest.decode(FILM_CARD) is None


def test_nights() -> None:
    night = NightRequest(NINETIES, False, 600, "de", ("Action", "Crime"), 1)
    assert (NightRequest.decode(NIGHT), night.encode()) == (night, NIGHT)
    picks = (NightPick(50, 3.75, 1, 0),)
    assert (decode_picks(PICK % 50), encode_picks(picks)) == (picks, PICK % 50)


def test_reports_of_files() -> None:
    faults = (FaultyLines(Fault.SERIES, "ratings.csv", 2, (3, 7)),)
    report = ImportReport("ratings.csv", faults, guessed_encoding=True)
    assert (ImportReport.decode(REPORT), report.encode()) == (report, REPORT)
