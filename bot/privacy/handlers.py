"""/export, /forget and /privacy: what becomes of what one has told.

The button that forgets holds what its question said. So an old button deletes nothing that was told
since, and a press that is delivered again gets the first answer again, though nothing is left to
count. Nothing in here may remember the person after they are forgotten.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation import deep_links
from bot.conversation.messenger import Action
from bot.conversation.reply import Reply
from bot.conversation.turn import Turn
from bot.movie_night.roster import redraw
from bot.privacy.presses import Contribute, ForgetMe, KeepMe
from bot.privacy.views import (
    export_in_private,
    forget_question,
    forgotten,
    nothing_to_export,
    privacy,
)
from bot.words.texts import Html, Texts
from core.catalog.films import Catalog
from core.titles.matching import reference_to
from data.export import export_csv, export_watchlist_csv
from data.foreign_rows import ForeignKind, ForeignRow
from storage.marks import Mark, MarkKind
from storage.people import Holdings
from storage.ratings import RatingOrder, UserRating

_MARKED = {MarkKind.SEEN: ForeignKind.SEEN, MarkKind.WANTED: ForeignKind.WANTED}


@dataclass(frozen=True, slots=True)
class _File:
    """A file to send."""

    name: str
    content: bytes
    caption: Html


async def on_export(turn: Turn, _text: str) -> None:
    """/export: up to two files, in private only, since they hold all that somebody has told."""
    owner, services = turn.person.user_id, turn.services
    if not turn.is_private:
        private_chat = deep_links.link(turn.messenger.username, deep_links.EXPORT)
        await turn.say(export_in_private(turn.texts, private_chat))
        return
    ratings = await services.ratings.profile(owner, RatingOrder.NEWEST)
    marks = await services.marks.of(owner)
    catalog = turn.recommender.catalog
    files = await asyncio.to_thread(_files, turn.texts, catalog, ratings, marks)
    if not files:
        await turn.say(nothing_to_export(turn.texts))
        return
    async with turn.showing(Action.FILE):
        for file in files:
            await turn.send_file(file.content, file.name, file.caption)


async def on_forget_command(turn: Turn, _text: str) -> None:
    """/forget: the question."""
    owner = turn.person.user_id
    holdings = await turn.services.people.holdings(owner)
    if holdings is None:
        await turn.say(Reply(turn.texts("forget-nothing")))
        return
    await turn.say(forget_question(turn.texts, _button(owner, holdings)))


async def on_forget(turn: Turn, press: ForgetMe) -> None:
    """Delete what the question said; where it is not that any more, ask again."""
    people = turn.services.people
    holdings = await people.holdings(press.owner)
    if holdings is not None and press != (current := _button(press.owner, holdings)):
        await turn.toast(turn.texts.plain("toast-forget-changed"))
        await turn.replace(forget_question(turn.texts, current))
        return
    nights = await turn.services.nights.under_way(press.owner)
    await people.forget(press.owner)
    for night in nights:  # where their name stands
        redraw(turn.services, turn.messenger, night.night_id)
    await turn.toast(turn.texts.plain("toast-forgotten"))
    await turn.replace(forgotten(turn.texts, press))
    await turn.messenger.show_menu(press.owner, None)


async def on_keep(turn: Turn, press: KeepMe) -> None:
    """Delete nothing."""
    del press
    await turn.toast()
    await turn.replace(Reply(turn.texts("forget-kept")))


async def on_privacy(turn: Turn, _text: str) -> None:
    """/privacy: how it stands, and a button to change it."""
    owner = turn.person.user_id
    person = await turn.services.people.find(owner)
    contributing = person is None or person.opted_out_at is None
    await turn.say(privacy(turn.texts, owner, contributing=contributing))


async def on_contribute(turn: Turn, press: Contribute) -> None:
    """Learn from their ratings from the next training on, or leave them out."""
    contributing = bool(press.contributing)
    await turn.services.people.set_contributing(press.owner, contributing)
    toast = turn.texts.plain("toast-privacy-in" if contributing else "toast-privacy-out")
    await turn.toast(toast)
    await turn.replace(privacy(turn.texts, press.owner, contributing=contributing))


def _files(
    texts: Texts, catalog: Catalog, ratings: Sequence[UserRating], marks: Sequence[Mark]
) -> list[_File]:
    """The films rated or seen, and those wanted; a file that would be empty is left out."""
    rows = _rows(catalog, ratings, marks)
    n_wanted = sum(row.kind is ForeignKind.WANTED for row in rows)
    n_others = len(rows) - n_wanted
    files = []
    if n_others:
        caption = texts("export-ratings", count=n_others)
        files.append(_File("moviebot-ratings.csv", export_csv(rows).encode(), caption))
    if n_wanted:
        caption = texts("export-watchlist", count=n_wanted)
        files.append(_File("moviebot-watchlist.csv", export_watchlist_csv(rows).encode(), caption))
    return files


def _rows(
    catalog: Catalog, ratings: Sequence[UserRating], marks: Sequence[Mark]
) -> list[ForeignRow]:
    """Newest first, ratings before marks; a mark on a film that is rated says nothing more."""
    rows = [
        ForeignRow(
            reference_to(catalog, each.movie_id), ForeignKind.RATED, each.stars, each.rated_at
        )
        for each in ratings
    ]
    rated = {each.movie_id for each in ratings}
    rows += [
        ForeignRow(reference_to(catalog, mark.movie_id), kind, told_at=mark.marked_at)
        for mark in marks
        if mark.movie_id not in rated and (kind := _MARKED.get(mark.kind)) is not None
    ]
    return rows


def _button(owner: int, holdings: Holdings) -> ForgetMe:
    return ForgetMe(
        owner,
        holdings.since,
        n_ratings=holdings.n_ratings,
        n_watchlist=holdings.n_watchlist,
        n_marks=holdings.n_marks,
        n_imports=holdings.n_imports,
        n_nights=holdings.n_nights,
    )
