"""/export: what one has told, as csv files that Letterboxd reads, and the bot itself."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation import deep_links
from bot.conversation.messenger import Action
from bot.conversation.turn import Turn
from bot.privacy.views import export_in_private, nothing_to_export
from bot.words.texts import Html, Texts
from core.catalog.films import Catalog
from core.titles.matching import reference_to
from data.export import export_csv, export_watchlist_csv
from data.foreign_rows import ForeignRow, RowKind
from storage.marks import Mark, MarkKind
from storage.ratings import RatingOrder, UserRating

_MARKED = {MarkKind.SEEN: RowKind.SEEN, MarkKind.WANTED: RowKind.WANTED}


@dataclass(frozen=True, slots=True)
class _File:
    """A file to send."""

    name: str
    content: bytes
    caption: Html


async def on_command(turn: Turn, _text: str) -> None:
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


def _files(
    texts: Texts, catalog: Catalog, ratings: Sequence[UserRating], marks: Sequence[Mark]
) -> list[_File]:
    """The films rated or seen, and those wanted; a file that would be empty is left out."""
    rows = _rows(catalog, ratings, marks)
    n_wanted = sum(row.kind is RowKind.WANTED for row in rows)
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
        ForeignRow(reference_to(catalog, each.movie_id), RowKind.RATED, each.stars, each.rated_at)
        for each in ratings
    ]
    rated = {each.movie_id for each in ratings}
    rows += [
        ForeignRow(reference_to(catalog, mark.movie_id), kind, told_at=mark.marked_at)
        for mark in marks
        if mark.movie_id not in rated and (kind := _MARKED.get(mark.kind)) is not None
    ]
    return rows
