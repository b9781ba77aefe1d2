"""/import: files that people bring, from reading one to taking it back."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.reply import Button, Reply, keyboard
from bot.deck.presses import ShowFilms
from bot.importing.presses import (
    ImportApply,
    ImportDoubt,
    ImportDrop,
    ImportLikely,
    ImportSettle,
    ImportShow,
    ImportUndo,
    ImportUnknown,
    ReadFileAs,
    ReadFileRated,
)
from bot.importing.report import ImportReport
from bot.words.texts import Html, Texts, cut, escaped, film_label, film_name, lines, stars_text
from core.catalog.films import Film
from data.foreign_cells import TOPS
from data.foreign_faults import MAX_BYTES, MAX_ROWS, FaultyLines
from data.foreign_layouts import Origin
from storage.import_rows import ImportRow, RowKind
from storage.imports import Import, ImportCounts, Undone

_TITLE_LENGTH = 60  # characters of a title as the file has it
_NAME_LENGTH = 40  # characters of a file's name
_NAMES = {
    "letterboxd": "Letterboxd",
    "imdb": "IMDb",
    "movielens": "MovieLens",
    "trakt": "Trakt",
    "simkl": "Simkl",
    "movary": "Movary",
    "tmdb": "TMDB",
}
_MEGA = 1_000_000
PAGE_SIZE = 20  # films on a page of those that were not found
N_LIKELY = 5  # films in the preview that were taken by likeness


@dataclass(frozen=True, slots=True)
class LikelyFilm:
    """A row that was taken for a film with a doubt."""

    row: ImportRow
    movie_id: int
    film: Film | None  # None: not in the data set that is loaded now


@dataclass(frozen=True, slots=True)
class Doubts:
    """What of a file was not recognised for certain."""

    n_doubted: int  # rows with guesses
    n_likely: int  # of these, rows that were taken for a film, which nobody has confirmed
    likely: Sequence[LikelyFilm]  # the first of them
    n_unknown: int  # rows that no film is like


@dataclass(frozen=True, slots=True)
class DoubtedRow:
    """A row that may mean one of several films."""

    import_id: int
    place: int  # among those in doubt, from 0
    n_doubted: int
    row: ImportRow
    guesses: Sequence[Film | None]  # in the row's order; None: not in the data set now


def how_to_import(texts: Texts, owner: int, waiting: Import | None) -> Reply:
    """/import: which files there are, and where to get them."""
    how = texts("import-how", megabytes=MAX_BYTES // _MEGA, rows=MAX_ROWS)
    if waiting is None:
        return Reply(how)
    show = Button(texts.plain("button-import-show"), ImportShow(owner, waiting.import_id))
    return Reply(lines(how, Html(), texts("import-waits")), keyboard([show]))


def import_in_private(texts: Texts, private_chat: str) -> Reply:
    """/import where others read along; `private_chat` is a link."""
    button = Button(texts.plain("button-import-private"), url=private_chat)
    return Reply(texts("import-private"), keyboard([button]))


def reading(texts: Texts, name: str, *, queued: bool) -> Reply:
    """A file is being read; `queued`: not before those of others."""
    key = "import-queued" if queued else "import-reading"
    return Reply(texts(key, name=_name(texts, name)))


def broken_off(texts: Texts, name: str) -> Reply:
    """Reading a file has failed for a reason of ours."""
    return Reply(texts("import-broken-off", name=_name(texts, name)))


def seen_or_wanted(texts: Texts, owner: int, name: str) -> Reply:
    """The file does not say what its films are."""
    seen = Button(texts.plain("button-import-seen"), ReadFileAs(owner, 0))
    wanted = Button(texts.plain("button-import-wanted"), ReadFileAs(owner, 1))
    question = texts("import-which-kind", name=_name(texts, name))
    return Reply(question, keyboard([seen], [wanted]))


def films_or_not(texts: Texts, owner: int, name: str, top: int) -> Reply:
    """The file is of nobody known; `top`: the best rating there can be, as far as it shows."""
    key = "import-which-scale" if top == TOPS[0] else "import-films-or-not"
    possible = TOPS[:2] if top == TOPS[0] else (top,)
    question = texts(key, name=_name(texts, name), top=top)
    buttons = [
        [Button(texts.plain("button-import-rated", top=best), ReadFileRated(owner, best))]
        for best in possible
    ]
    return Reply(question, keyboard(*buttons))


def preview(
    texts: Texts, owner: int, found: Import, doubts: Doubts, *, replaces: bool = False
) -> Reply:
    """What a file that waits would do; `replaces`: another one has waited until now."""
    report, counts = ImportReport.decode(found.report), found.counts
    n_new = counts.n_added + counts.n_updated + counts.n_seen + counts.n_wanted
    n_known = found.n_rows - counts.n_unmatched - doubts.n_likely
    recognized = (
        texts("import-recognized", found=n_known, count=found.n_rows)
        if n_known or doubts.n_doubted
        else texts("import-none-known", count=found.n_rows)
    )
    deeds = _deeds(texts, counts)
    if n_known and not n_new:
        deeds.append(texts("import-nothing-new"))
    parts = [_title(texts, found, report), recognized]
    for paragraph in (deeds, _doubts(texts, counts, doubts), _faults(texts, report)):
        if paragraph:
            parts += [Html(), *paragraph]
    for note in _notes(texts, report):
        parts += [Html(), note]
    if replaces:
        parts += [Html(), texts("import-replaces")]
    import_id = found.import_id
    rows: list[list[Button]] = []
    if n_new:
        label = texts.plain("button-import-apply", count=n_new)
        rows.append([Button(label, ImportApply(owner, import_id))])
    if doubts.n_likely:
        label = texts.plain("button-import-likely", count=doubts.n_likely)
        rows.append([Button(label, ImportLikely(owner, import_id))])
    if doubts.n_doubted:
        label = texts.plain("button-import-check", count=doubts.n_doubted)
        rows.append([Button(label, ImportDoubt(owner, import_id, 0))])
    if doubts.n_unknown:
        label = texts.plain("button-import-unknown", count=doubts.n_unknown)
        rows.append([Button(label, ImportUnknown(owner, import_id, 0))])
    rows.append([Button(texts.plain("button-import-cancel"), ImportDrop(owner, import_id))])
    return Reply(lines(*parts), keyboard(*rows))


def doubted_row(texts: Texts, owner: int, doubted: DoubtedRow) -> Reply:
    """One row with the films that it may mean."""
    import_id, place, row = doubted.import_id, doubted.place, doubted.row
    question = texts(
        "import-doubt",
        place=place + 1,
        total=doubted.n_doubted,
        film=Html(f"<b>{_listed(texts, row)}</b>"),
        said=_said(texts, row),
    )

    def choice(label: str, number: int, *, chosen: bool) -> list[Button]:
        shown = texts.plain("button-chosen", choice=label) if chosen else label
        return [Button(shown, ImportSettle(owner, import_id, place, number))]

    rows = [
        choice(film_label(film), number, chosen=row.settled and row.movie_id == film.movie_id)
        for number, film in enumerate(doubted.guesses, start=1)
        if film is not None
    ]
    is_none = row.settled and row.movie_id is None
    rows.append(choice(texts.plain("button-import-none"), 0, chosen=is_none))
    turn: list[Button] = []
    if place:
        turn.append(Button("◀", ImportDoubt(owner, import_id, place - 1)))
    turn.append(Button(texts.plain("button-import-overview"), ImportShow(owner, import_id)))
    if place + 1 < doubted.n_doubted:
        turn.append(Button("▶", ImportDoubt(owner, import_id, place + 1)))
    which = texts("import-doubt-which" if row.movie_id is None else "import-doubt-right")
    return Reply(lines(question, which), keyboard(*rows, turn))


def unknown_rows(
    texts: Texts, owner: int, import_id: int, rows: Sequence[ImportRow], *, page: int, total: int
) -> Reply:
    """A page of the rows that no film is like; `total`: on all pages."""
    listed = (Html(f"• {_listed(texts, row)} · {_said(texts, row)}") for row in rows)
    turn: list[Button] = []
    if page:
        turn.append(Button("◀", ImportUnknown(owner, import_id, page - 1)))
    turn.append(Button(texts.plain("button-import-overview"), ImportShow(owner, import_id)))
    if (page + 1) * PAGE_SIZE < total:
        turn.append(Button("▶", ImportUnknown(owner, import_id, page + 1)))
    return Reply(lines(texts("import-unknown", count=total), Html(), *listed), keyboard(turn))


def applied(texts: Texts, owner: int, found: Import, *, again: bool = False) -> Reply:
    """What a file has changed; `again`: the very same was sent once more."""
    report = ImportReport.decode(found.report)
    deeds = _deeds(texts, found.counts) or [texts("import-nothing-new")]
    show = Button(texts.plain("button-show-films"), ShowFilms(owner))
    undo = Button(texts.plain("button-import-undo"), ImportUndo(owner, found.import_id))
    key = "import-already" if again else "import-done"
    return Reply(
        lines(texts(key), _title(texts, found, report), Html(), *deeds), keyboard([show], [undo])
    )


def import_undone(texts: Texts, found: Import, undone: Undone) -> Reply:
    """What was taken back."""
    report = ImportReport.decode(found.report)
    parts = [texts("import-undone"), _title(texts, found, report), Html()]
    if undone.n_ratings:
        parts.append(texts("import-undone-ratings", count=undone.n_ratings))
    if undone.n_marks:
        parts.append(texts("import-undone-marks", count=undone.n_marks))
    if undone.n_kept:
        parts.append(texts("import-undone-kept", count=undone.n_kept))
    if len(parts) == 3:
        parts.append(texts("import-undone-nothing"))
    return Reply(lines(*parts))


def _title(texts: Texts, found: Import, report: ImportReport) -> Html:
    known = _NAMES.get(found.source)
    said = "import-other" if found.source == Origin.OTHER else "import-own"
    source = texts(said) if known is None else Html(known)
    return texts("import-title", name=_name(texts, report.name), source=source)


def _deeds(texts: Texts, counts: ImportCounts) -> list[Html]:
    """A line for each thing that is to be done, or was."""
    deeds = (
        ("import-added", counts.n_added),
        ("import-updated", counts.n_updated),
        ("import-seen", counts.n_seen),
        ("import-wanted", counts.n_wanted),
        ("import-kept", counts.n_kept),
        ("import-unchanged", counts.n_unchanged),
    )
    return [texts(key, count=count) for key, count in deeds if count]


def _doubts(texts: Texts, counts: ImportCounts, doubts: Doubts) -> list[Html]:
    parts = []
    if doubts.n_likely:
        parts.append(texts("import-likely", count=doubts.n_likely))
        for each in doubts.likely:
            film = film_name(texts, each.film, each.movie_id)
            parts.append(Html(f"   {_listed(texts, each.row)} → {film}"))
        if doubts.n_likely > len(doubts.likely):
            parts.append(Html("   …"))
    n_unsure = counts.n_open - doubts.n_unknown
    if n_unsure:
        parts.append(texts("import-unsure", count=n_unsure))
    if doubts.n_unknown:
        parts.append(texts("import-unknown", count=doubts.n_unknown))
    n_refused = counts.n_unmatched - counts.n_open
    if n_refused:
        parts.append(texts("import-refused", count=n_refused))
    return parts


def _faults(texts: Texts, report: ImportReport) -> list[Html]:
    """What was wrong with lines: first of those left out, then of those read in part."""
    parts = []
    for leaves_out, key in ((True, "import-left-out"), (False, "import-in-part")):
        faults = [each for each in report.faults if each.fault.leaves_out is leaves_out]
        if faults:
            parts.append(texts(key, count=sum(each.n for each in faults)))
            parts += [_fault(texts, each, report.name) for each in faults]
    return parts


def _notes(texts: Texts, report: ImportReport) -> list[Html]:
    """How the file was read, where that may be wrong."""
    notes = []
    if report.top is not None:
        notes.append(texts("import-scale", top=report.top, half=report.top // 2))
    if report.unread:
        names = ", ".join(cut(name, _NAME_LENGTH) for name in report.unread)
        names += ", …" if report.n_unread > len(report.unread) else ""
        notes.append(texts("import-unread", count=report.n_unread, names=names))
    if report.guessed_encoding:
        notes.append(texts("import-guessed-letters"))
    return notes


def _fault(texts: Texts, faulty: FaultyLines, name: str) -> Html:
    numbers = ", ".join(map(str, faulty.lines)) + (", …" if faulty.n > len(faulty.lines) else "")
    where = texts("import-lines", lines=numbers, count=len(faulty.lines))
    if faulty.file != name:
        where = Html(f"{escaped(cut(faulty.file, _NAME_LENGTH))}, {where}")
    what = texts(f"import-fault-{faulty.fault}")
    return Html(f"• {what}: {faulty.n} ({where})")


def _listed(texts: Texts, row: ImportRow) -> Html:
    """A film as the file has it."""
    if not row.title:
        return texts("import-untitled")
    year = f" ({row.year})" if row.year is not None else ""
    return Html(f"{escaped(cut(row.title, _TITLE_LENGTH))}{year}")


def _said(texts: Texts, row: ImportRow) -> Html:
    if row.stars is not None:
        return Html(stars_text(row.stars))
    return texts("import-said-wanted" if row.kind is RowKind.WANTED else "import-said-seen")


def _name(texts: Texts, name: str) -> str:
    return cut(name, _NAME_LENGTH) if name else texts.plain("import-unnamed")
