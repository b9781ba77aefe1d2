"""/import and files in private chats: read, looked through, taken over, taken back.

Every message about a file shows how it stands with it in the database, whatever button was pressed
there: so what comes twice, or after a restart, or on an old screen, does no harm.
"""

import logging
from functools import partial

from bot.conversation import deep_links
from bot.conversation.messenger import MessageAt, MessengerError, SentFile
from bot.conversation.reply import Reply
from bot.conversation.turn import Turn
from bot.importing import views
from bot.importing.presses import (
    ImportApply,
    ImportDoubt,
    ImportDrop,
    ImportLikely,
    ImportPress,
    ImportSettle,
    ImportShow,
    ImportUndo,
    ImportUnknown,
    ReadFileAs,
    ReadFileRated,
)
from bot.importing.reading import read_file_apart
from bot.words.problems import Problem
from data.foreign_cells import TOPS
from data.foreign_faults import MAX_BYTES, FileRefusedError, Refusal, too_large
from data.foreign_rows import ForeignKind
from storage.import_rows import ImportRow, RowChoice
from storage.imports import MOST_A_DAY, Import, ImportState

_log = logging.getLogger(__name__)


async def on_command(turn: Turn, _text: str) -> None:
    """/import: what to send."""
    owner = turn.person.user_id
    if not turn.is_private:
        private_chat = deep_links.link(turn.messenger.username, deep_links.IMPORT)
        await turn.say(views.import_in_private(turn.texts, private_chat))
        return
    waiting = await turn.services.imports.waiting(owner)
    await turn.say(views.how_to_import(turn.texts, owner, waiting))


async def on_file(turn: Turn, file: SentFile) -> None:
    """A file: say at once that it is being read, then in the same message what it would do."""
    if file.size is not None and file.size > MAX_BYTES:
        raise _problem(too_large())
    no_room = await turn.services.imports.no_room(turn.person.user_id)
    if no_room is not None:
        raise Problem(f"problem-import-{no_room}", count=MOST_A_DAY)
    # A reply, so that the file can be found again when the message asks what it is.
    await _read_into(turn, turn.person.user_id, file)


async def on_read_as(turn: Turn, press: ReadFileAs) -> None:
    """The person has said what the films of a file are."""
    message = turn.message
    if message is None or message.replied_file is None:
        raise Problem("problem-import-lost")
    await turn.toast()
    kind = ForeignKind.WANTED if press.wanted else ForeignKind.SEEN
    await _read_into(turn, press.owner, message.replied_file, unrated=kind, at=message.at)


async def on_read_rated(turn: Turn, press: ReadFileRated) -> None:
    """The person has said that a file is of films, and how they are rated."""
    message = turn.message
    if message is None or message.replied_file is None:
        raise Problem("problem-import-lost")
    if press.top not in TOPS:
        raise Problem("problem-button-old")
    await turn.toast()
    await _read_into(turn, press.owner, message.replied_file, top=press.top, at=message.at)


async def on_show(turn: Turn, press: ImportShow) -> None:
    """How it stands with a file."""
    found = await _find(turn, press)
    await turn.toast()
    await _show(turn, found, press.owner)


async def on_doubt(turn: Turn, press: ImportDoubt) -> None:
    """A row whose film is in doubt."""
    found = await _find(turn, press)
    await turn.toast()
    await _show(turn, found, press.owner, place=press.place)


async def on_settle(turn: Turn, press: ImportSettle) -> None:
    """Which film such a row means; then the next one."""
    found = await _find(turn, press)
    row = await _doubted(turn, press, press.place)
    if found.state is ImportState.WAITING and row is not None:
        if press.choice > len(row.guesses):
            raise Problem("problem-button-old")
        movie_id = row.guesses[press.choice - 1] if press.choice else None
        imports = turn.services.imports
        await imports.settle(press.import_id, press.owner, row.position, movie_id)
        found = await _find(turn, press)
    await turn.toast()
    await _show(turn, found, press.owner, place=press.place + 1)


async def on_likely(turn: Turn, press: ImportLikely) -> None:
    """All films that were taken by a similar title are right."""
    await turn.services.imports.settle_likely(press.import_id, press.owner)
    found = await _find(turn, press)
    await turn.toast()
    await _show(turn, found, press.owner)


async def on_unknown(turn: Turn, press: ImportUnknown) -> None:
    """A page of the rows that no film is like."""
    found = await _find(turn, press)
    await turn.toast()
    imports, choice = turn.services.imports, RowChoice.UNKNOWN
    start = press.page * views.PAGE_SIZE
    rows = await imports.rows(
        press.import_id, press.owner, choice, offset=start, limit=views.PAGE_SIZE
    )
    if found.state is not ImportState.WAITING or not rows:
        await _show(turn, found, press.owner)
        return
    total = await imports.count(press.import_id, press.owner, choice)
    page = views.unknown_rows(
        turn.texts, press.owner, press.import_id, rows, page=press.page, total=total
    )
    await turn.replace(page)


async def on_apply(turn: Turn, press: ImportApply) -> None:
    """Take over what the file says."""
    await turn.services.imports.apply(press.import_id, press.owner)
    found = await _find(turn, press)
    await turn.toast()
    await _show(turn, found, press.owner)


async def on_drop(turn: Turn, press: ImportDrop) -> None:
    """Forget a file that waits; one that does no longer is shown as it stands."""
    await turn.services.imports.drop(press.import_id, press.owner)
    found = await turn.services.imports.find(press.import_id, press.owner)
    await turn.toast()
    if found is not None:
        await _show(turn, found, press.owner)
        return
    await turn.replace(Reply(turn.texts("import-cancelled")))


async def on_undo(turn: Turn, press: ImportUndo) -> None:
    """Take back what the file has changed."""
    await turn.services.imports.undo(press.import_id, press.owner)
    found = await _find(turn, press)
    await turn.toast()
    await _show(turn, found, press.owner)


async def _read_into(
    turn: Turn,
    owner: int,
    file: SentFile,
    *,
    unrated: ForeignKind | None = None,
    top: int | None = None,
    at: MessageAt | None = None,
) -> None:
    """Read a file and say what came of it, in a message of ours or in one that there is."""
    queued = turn.services.reading.locked()
    meanwhile = views.reading(turn.texts, file.name, queued=queued)
    broken_off = views.broken_off(turn.texts, file.name)
    work = partial(_read, turn, owner, file, unrated, top)
    await turn.become(meanwhile, work, broken_off=broken_off, at=at)


async def _read(
    turn: Turn, owner: int, file: SentFile, unrated: ForeignKind | None, top: int | None
) -> Reply:
    """Let the file wait for its person's word.

    Raises:
        Problem: it cannot be had from Telegram, or cannot be read.
    """
    imports = turn.services.imports
    try:
        async with turn.services.reading:
            content = await _fetch(turn, file)
            catalog = turn.services.recommending.catalog_path
            read = await read_file_apart(content, file.name, unrated, catalog, top)
            del content
    except FileRefusedError as exc:
        if exc.refusal is Refusal.SEEN_OR_WANTED:
            return views.seen_or_wanted(turn.texts, owner, file.name)
        if exc.refusal is Refusal.FILMS_OR_NOT:
            return views.films_or_not(turn.texts, owner, file.name, exc.values["top"])
        raise _problem(exc) from exc
    before = await imports.applied_with(owner, read.digest)
    if before is not None:
        return views.applied(turn.texts, owner, before, again=True)
    waiting = await imports.waiting(owner)
    import_id = await imports.keep(owner, read.source, read.digest, read.rows, read.report.encode())
    found = await imports.find(import_id, owner)
    if found is None:  # forgotten in this very moment
        raise Problem("problem-import-gone")
    replaces = waiting is not None and waiting.import_id != import_id
    return await _preview(turn, owner, found, replaces=replaces)


async def _fetch(turn: Turn, file: SentFile) -> bytes:
    try:
        return await turn.messenger.fetch(file)
    except MessengerError as exc:
        _log.warning("a file was not downloaded: %s", exc)
        raise Problem("problem-import-download") from exc


def _problem(error: FileRefusedError) -> Problem:
    return Problem(f"problem-import-{error.refusal}", **error.values)


async def _find(turn: Turn, press: ImportPress) -> Import:
    found = await turn.services.imports.find(press.import_id, press.owner)
    if found is None:
        raise Problem("problem-import-gone")
    return found


async def _doubted(turn: Turn, press: ImportPress, place: int) -> ImportRow | None:
    rows = await turn.services.imports.rows(
        press.import_id, press.owner, RowChoice.DOUBTED, offset=place, limit=1
    )
    return rows[0] if rows else None


async def _show(turn: Turn, found: Import, owner: int, *, place: int | None = None) -> None:
    """Rewrite the message: a row in doubt, if the file waits and has it, else the whole."""
    reply = None
    if found.state is ImportState.WAITING:
        if place is not None:
            reply = await _doubted_row(turn, owner, found, place)
        reply = reply or await _preview(turn, owner, found)
    elif found.state is ImportState.APPLIED:
        reply = views.applied(turn.texts, owner, found)
    else:
        undone = await turn.services.imports.undone(found.import_id, owner)
        if undone is None:
            raise Problem("problem-import-gone")
        reply = views.import_undone(turn.texts, found, undone)
    await turn.replace(reply)


async def _doubted_row(turn: Turn, owner: int, found: Import, place: int) -> Reply | None:
    row = await _doubted(turn, ImportPress(owner, found.import_id), place)
    if row is None:
        return None
    total = await turn.services.imports.count(found.import_id, owner, RowChoice.DOUBTED)
    catalog = turn.recommender.catalog
    guesses = [catalog.film(movie_id) for movie_id in row.guesses]
    doubted = views.DoubtedRow(found.import_id, place, total, row, guesses)
    return views.doubted_row(turn.texts, owner, doubted)


async def _preview(turn: Turn, owner: int, found: Import, *, replaces: bool = False) -> Reply:
    imports, import_id = turn.services.imports, found.import_id
    catalog = turn.recommender.catalog
    rows = await imports.rows(import_id, owner, RowChoice.LIKELY, limit=views.N_LIKELY)
    doubts = views.Doubts(
        await imports.count(import_id, owner, RowChoice.DOUBTED),
        await imports.count(import_id, owner, RowChoice.LIKELY),
        [
            views.LikelyFilm(row, row.movie_id, catalog.film(row.movie_id))
            for row in rows
            if row.movie_id is not None
        ],
        await imports.count(import_id, owner, RowChoice.UNKNOWN),
    )
    return views.preview(turn.texts, owner, found, doubts, replaces=replaces)
