"""A movie night gathers: who is in, which films, how long the vote goes on."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.conversation.press import Press
from bot.conversation.reply import Button, Reply, keyboard
from bot.conversation.which_film import choice_rows, not_found, which_film
from bot.filters.facets import FACETS, POPULARITY, Choice, Chooser, Page, pages_of, tabs
from bot.filters.views import conditions_line
from bot.movie_night.presses import (
    NightCancel,
    NightChoose,
    NightClear,
    NightJoin,
    NightLeave,
    NightLike,
    NightOpenFor,
    NightStart,
    NightTab,
    NightUnseen,
)
from bot.movie_night.request import OPEN_PERIODS, NightRequest
from bot.movie_night.views.phrases import open_period, ruled_out_line
from bot.words.texts import Html, Texts, cut, escaped, film_label, lines
from core.catalog.films import Catalog, Film

_NAME_LENGTH = 40  # characters of a person's name; there may be thirty of them
_LABEL_LENGTH = 40  # characters of a film on the button that drops it
_FACETS = tuple(facet for facet in FACETS if facet is not POPULARITY)  # groups agree without


@dataclass(frozen=True, slots=True)
class Roster:
    """A night before its vote."""

    night_id: int
    opener: int  # Telegram user id
    names: tuple[str, ...]  # of who is in, in the order they joined
    request: NightRequest


def gathering(texts: Texts, roster: Roster, catalog: Catalog, private_chat: str) -> Reply:
    """Who is in and what is wanted, with the buttons to change both.

    Args:
        private_chat: a link to where one can rate some films unseen by the others.
    """
    at, request = (roster.opener, roster.night_id), roster.request
    in_or_out: list[Button] = [
        Button(texts.plain("button-night-join"), NightJoin(*at)),
        Button(texts.plain("button-night-leave"), NightLeave(*at)),
    ]
    pages = _pages(texts, roster, catalog)
    if request.tab == 0:
        hint, rows = texts("night-hint"), _decisions(texts, roster, len(pages))
        links = [Button(texts.plain("button-night-rate"), url=private_chat)]
    else:
        tab, links = min(request.tab, len(pages)), []
        turn = tabs(pages, tab - 1, lambda number: NightTab(*at, number + 1))
        below = [
            Button(texts.plain("button-filter-clear"), NightClear(*at)),
            Button(texts.plain("button-night-done"), NightTab(*at, 0)),
        ]
        hint, rows = pages[tab - 1].hint, [turn, *pages[tab - 1].rows, below]
    period = texts("night-period", period=open_period(texts, request.open_for))
    text = lines(*_standing(texts, roster, catalog), period, Html(), hint)
    return Reply(text, keyboard(in_or_out, links, *rows))


def private_only(texts: Texts) -> Reply:
    """Movie nights are for groups."""
    return Reply(texts("night-private"))


def begun(texts: Texts, roster: Roster, catalog: Catalog) -> Reply:
    """Who was in when the vote began."""
    text = lines(*_standing(texts, roster, catalog), Html(), texts("night-begun"))
    return Reply(text)


def cancelled(texts: Texts, roster: Roster, catalog: Catalog) -> Reply:
    """The night was called off."""
    return _without_names(texts, roster, catalog, texts("night-cancelled"))


def ended(texts: Texts, roster: Roster, catalog: Catalog) -> Reply:
    """The vote is over; what came of it stands further down."""
    return _without_names(texts, roster, catalog, texts("night-ended"))


def moved(texts: Texts) -> Reply:
    """Where the roster stood before it was shown again further down."""
    return Reply(texts("night-moved"))


def voting_goes_on(
    texts: Texts,
    roster: Roster,
    catalog: Catalog,
    *,
    n_voted: int,
    left: int,
    ruled_out: Collection[int] = (),
) -> Reply:
    """How it stands with the vote.

    Args:
        left: seconds until it ends.
        ruled_out: movie ids of the films that cannot win any more.
    """
    said = texts("night-voting", count=n_voted, period=open_period(texts, left))
    films = ruled_out_line(texts, {each: catalog.film(each) for each in ruled_out})
    return _without_names(texts, roster, catalog, lines(said, *films))


def which_like(
    texts: Texts,
    query: str,
    films: Sequence[Film],
    roster: Roster,
    last_year: int,
    *,
    found: bool,
) -> Reply:
    """Which film the others shall be like: one of several that are called so, or something so."""
    presses = [NightLike(roster.opener, roster.night_id, film.movie_id) for film in films]
    if not found:
        return not_found(texts, query, films, presses, last_year)
    return Reply(which_film(texts, query, films), keyboard(*choice_rows(films, presses)))


def wishes_noted(texts: Texts, roster: Roster, catalog: Catalog) -> Reply:
    """Which films are wanted, where that was asked about."""
    return Reply(_films(texts, roster.request, catalog))


def _standing(texts: Texts, roster: Roster, catalog: Catalog) -> list[Html]:
    names = Html(", ".join(escaped(cut(name, _NAME_LENGTH)) for name in roster.names))
    # Put together here: a text takes no value as long as either may become.
    return [
        texts("night-title"),
        Html(f"{texts('night-members', count=len(roster.names))} {names}")
        if roster.names
        else texts("night-nobody-in"),
        _films(texts, roster.request, catalog),
    ]


def _without_names(texts: Texts, roster: Roster, catalog: Catalog, said: Html) -> Reply:
    """A message that stays as it is, also when one of the people wants to be forgotten."""
    films = _films(texts, roster.request, catalog)
    people = texts("night-people", count=len(roster.names))
    return Reply(lines(texts("night-title"), people, films, Html(), said))


def _films(texts: Texts, request: NightRequest, catalog: Catalog) -> Html:
    asked = [conditions_line(texts, request.wanted, catalog)]
    if request.unseen:
        asked.append(texts("night-unseen"))
    films = Html(" · ".join(each for each in asked if each)) or texts("filter-anything")
    return Html(f"{texts('night-films')} {films}")


def _decisions(texts: Texts, roster: Roster, n_pages: int) -> list[list[Button]]:
    at = roster.opener, roster.night_id
    return [
        [
            Button(texts.plain("button-filter"), NightTab(*at, 1)),
            Button(texts.plain("button-night-period"), NightTab(*at, n_pages)),
        ],
        [
            Button(texts.plain("button-night-start"), NightStart(*at)),
            Button(texts.plain("button-night-cancel"), NightCancel(*at)),
        ],
    ]


def _pages(texts: Texts, roster: Roster, catalog: Catalog) -> list[Page]:
    """What can be chosen about the films and, on the last page, about the night."""
    at, request = (roster.opener, roster.night_id), roster.request

    def press(_page: int, choice: Choice) -> Press:
        return NightChoose(*at, choice.facet, choice.first, choice.second)

    chooser = Chooser(texts, request.wanted, request.genres, catalog, press)
    name, hint = texts.plain("button-night-more"), texts("night-hint-more")
    return [*pages_of(chooser, _FACETS), Page(name, hint, _more_rows(texts, roster, catalog))]


def _more_rows(texts: Texts, roster: Roster, catalog: Catalog) -> list[list[Button]]:
    at, request = (roster.opener, roster.night_id), roster.request
    unseen = texts.plain("button-night-unseen")
    label = f"✓ {unseen}" if request.unseen else unseen
    rows: list[list[Button]] = [[Button(label, NightUnseen(*at, int(not request.unseen)))]]
    periods: list[Button] = []
    for seconds in OPEN_PERIODS:
        name = open_period(texts, seconds)
        chosen = seconds == request.open_for
        periods.append(Button(f"✓ {name}" if chosen else name, NightOpenFor(*at, seconds)))
    rows += [periods[:2], periods[2:]]
    if request.wanted.like is not None:
        film = catalog.film(request.wanted.like)
        name = film_label(film, _LABEL_LENGTH) if film else str(request.wanted.like)
        rows.append([Button(texts.plain("button-night-unlike", film=name), NightLike(*at, 0))])
    return rows
