"""Every view of a file that somebody brings, with titles and numbers at their worst."""

from dataclasses import replace

from bot.conversation.reply import Reply
from bot.importing import views
from bot.importing.report import ImportReport
from bot.words.texts import Texts
from core.catalog.films import Film
from data.foreign_faults import Fault, FaultyLines
from storage.import_rows import ImportRow, RowKind
from storage.imports import Import, ImportCounts, ImportState, Undone

NAME = "<b>&'\"😀</b>" * 20 + ".csv"
MANY = 50_000
FAULTS = [FaultyLines(fault, NAME, MANY, (MANY,) * 5) for fault in Fault]
REPORT = ImportReport.of(
    "ratings.zip", FAULTS * 3, guessed_encoding=True, top=100, unread=[NAME] * 9
)
COUNTS = ImportCounts(MANY, MANY, MANY, MANY, MANY, MANY, 2 * MANY, 2 * MANY)
WAITING = Import(
    2**53, "letterboxd", "abc", 3 * MANY, ImportState.WAITING, 0, COUNTS, REPORT.encode()
)
NOTHING = replace(
    WAITING,
    source="own",
    counts=ImportCounts(0, 0, 0, 0, 0, 0, 0, 0),
    report=ImportReport(NAME[:60]).encode(),
)
ROW = ImportRow(7, NAME * 3, 1999, RowKind.RATED, 0.5, 1, (1, 2, 3))
UNTITLED = ImportRow(8, "", None, RowKind.WANTED, None, None)


def import_replies(texts: Texts, owner: int, nasty: Film) -> dict[str, Reply]:
    """By what they show."""
    likely = [views.LikelyFilm(ROW, 1, nasty), views.LikelyFilm(ROW, 2, None)] * 3
    doubts = views.Doubts(MANY, MANY, likely[: views.N_LIKELY], MANY)
    doubted = views.DoubtedRow(2**53, 20_000, MANY, ROW, [nasty, None, nasty])
    unsettled = replace(doubted, place=0, n_doubted=1, row=replace(ROW, movie_id=None))
    page = [ROW, UNTITLED] * (views.PAGE_SIZE // 2)
    return {
        "how to import": views.how_to_import(texts, owner, None),
        "how to import, waiting": views.how_to_import(texts, owner, WAITING),
        "import in private": views.import_in_private(texts, "https://t.me/moviebot"),
        "reading": views.reading(texts, NAME, queued=False),
        "queued": views.reading(texts, "", queued=True),
        "broken off": views.broken_off(texts, NAME),
        "seen or wanted": views.seen_or_wanted(texts, owner, NAME),
        "films or not": views.films_or_not(texts, owner, NAME, 100),
        "films of which scale": views.films_or_not(texts, owner, NAME, 5),
        "preview": views.preview(texts, owner, WAITING, doubts, replaces=True),
        "preview of nothing": views.preview(texts, owner, NOTHING, views.Doubts(0, 0, [], 0)),
        "preview of nothing known": views.preview(
            texts,
            owner,
            replace(NOTHING, counts=replace(NOTHING.counts, n_unmatched=NOTHING.n_rows)),
            views.Doubts(0, 0, [], NOTHING.n_rows),
        ),
        "doubted row": views.doubted_row(texts, owner, doubted),
        "only doubted row": views.doubted_row(texts, owner, unsettled),
        "unknown rows": views.unknown_rows(texts, owner, 2**53, page, page=1000, total=MANY),
        "applied": views.applied(texts, owner, WAITING),
        "applied again": views.applied(texts, owner, NOTHING, again=True),
        "import undone": views.import_undone(texts, WAITING, Undone(MANY, MANY, MANY)),
        "nothing undone": views.import_undone(texts, NOTHING, Undone(0, 0, 0)),
    }
