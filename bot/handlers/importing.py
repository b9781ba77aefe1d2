"""/import and files in private chats: read, looked through, taken over, taken back.

Every message about a file shows how it stands with it in the database, whatever button was pressed
there: so what comes twice, or after a restart, or on an old screen, does no harm.
"""

from telegram import Document, Message, Update
from telegram.constants import ChatType

from bot import deep_links
from bot.attachments import download
from bot.callbacks import (
    ImportApply,
    ImportDoubt,
    ImportDrop,
    ImportPress,
    ImportSettle,
    ImportShow,
    ImportUndo,
    ImportUnknown,
    ReadFileAs,
)
from bot.context import Context
from bot.conversation.reply import Reply
from bot.edge import acknowledge, edit, respond, rewrite, send, sender
from bot.import_reading import read_file_apart
from bot.language import texts_of
from bot.problems import Problem
from bot.texts import Texts
from bot.views import importing as views
from data.foreign_faults import MAX_BYTES, FileRefusedError, Refusal, too_large
from data.foreign_rows import RowKind
from storage.import_rows import ImportRow, RowChoice
from storage.imports import Import, ImportState


async def on_command(update: Update, context: Context) -> None:
    """/import: what to send."""
    owner, chat = sender(update).id, update.effective_chat
    texts = await texts_of(update, context)
    if chat is None or chat.type != ChatType.PRIVATE:
        private_chat = deep_links.link(context.bot.username, deep_links.IMPORT)
        await respond(update, views.import_in_private(texts, private_chat))
        return
    waiting = await context.services.imports.waiting(owner)
    await respond(update, views.how_to_import(texts, owner, waiting))


async def on_document(update: Update, context: Context) -> None:
    """A file: say at once that it is being read, then in the same message what it would do."""
    message = update.effective_message
    document = message.document if message is not None else None
    if document is None:
        raise ValueError("there is no file in the message")
    if document.file_size is not None and document.file_size > MAX_BYTES:
        raise _problem(too_large())
    sender(update)  # somebody in particular
    texts = await texts_of(update, context)
    queued = context.services.reading.locked()
    shown = views.reading(texts, document.file_name or "", queued=queued)
    # A reply, so that the file can be found again when the message asks what it is.
    progress = await send(update, shown, quotes=True)
    await _read_into(update, context, progress, document, None)


async def on_read_as(update: Update, context: Context, press: ReadFileAs) -> None:
    """The person has said what the films of a file are."""
    message = update.effective_message
    replied = message.reply_to_message if isinstance(message, Message) else None
    if message is None or replied is None or replied.document is None:
        raise Problem("problem-import-lost")
    await acknowledge(update)
    texts = await texts_of(update, context)
    name, queued = replied.document.file_name or "", context.services.reading.locked()
    await rewrite(update, views.reading(texts, name, queued=queued))
    kind = RowKind.WANTED if press.wanted else RowKind.SEEN
    await _read_into(update, context, message, replied.document, kind)


async def on_show(update: Update, context: Context, press: ImportShow) -> None:
    """How it stands with a file."""
    found = await _find(context, press)
    await acknowledge(update)
    await _show(update, context, found, press.owner)


async def on_doubt(update: Update, context: Context, press: ImportDoubt) -> None:
    """A row whose film is in doubt."""
    found = await _find(context, press)
    await acknowledge(update)
    await _show(update, context, found, press.owner, place=press.place)


async def on_settle(update: Update, context: Context, press: ImportSettle) -> None:
    """Which film such a row means; then the next one."""
    found = await _find(context, press)
    row = await _doubted(context, press, press.place)
    if found.state is ImportState.WAITING and row is not None:
        if press.choice > len(row.guesses):
            raise Problem("problem-button-old")
        movie_id = row.guesses[press.choice - 1] if press.choice else None
        imports = context.services.imports
        await imports.settle(press.import_id, press.owner, row.position, movie_id)
        found = await _find(context, press)
    await acknowledge(update)
    await _show(update, context, found, press.owner, place=press.place + 1)


async def on_unknown(update: Update, context: Context, press: ImportUnknown) -> None:
    """A page of the rows that no film is like."""
    found = await _find(context, press)
    await acknowledge(update)
    imports, choice = context.services.imports, RowChoice.UNKNOWN
    start = press.page * views.PAGE_SIZE
    rows = await imports.rows(
        press.import_id, press.owner, choice, offset=start, limit=views.PAGE_SIZE
    )
    if found.state is not ImportState.WAITING or not rows:
        await _show(update, context, found, press.owner)
        return
    total = await imports.count(press.import_id, press.owner, choice)
    texts = await texts_of(update, context)
    page = views.unknown_rows(
        texts, press.owner, press.import_id, rows, page=press.page, total=total
    )
    await rewrite(update, page)


async def on_apply(update: Update, context: Context, press: ImportApply) -> None:
    """Take over what the file says."""
    await context.services.imports.apply(press.import_id, press.owner)
    found = await _find(context, press)
    await acknowledge(update)
    await _show(update, context, found, press.owner)


async def on_drop(update: Update, context: Context, press: ImportDrop) -> None:
    """Forget a file that waits; one that does no longer is shown as it stands."""
    await context.services.imports.drop(press.import_id, press.owner)
    found = await context.services.imports.find(press.import_id, press.owner)
    await acknowledge(update)
    if found is not None:
        await _show(update, context, found, press.owner)
        return
    texts = await texts_of(update, context)
    await rewrite(update, Reply(texts("import-cancelled")))


async def on_undo(update: Update, context: Context, press: ImportUndo) -> None:
    """Take back what the file has changed."""
    await context.services.imports.undo(press.import_id, press.owner)
    found = await _find(context, press)
    await acknowledge(update)
    await _show(update, context, found, press.owner)


async def _read_into(
    update: Update,
    context: Context,
    progress: Message,
    document: Document,
    unrated: RowKind | None,
) -> None:
    """Read a file and say in `progress`, a message of ours, what came of it."""
    texts = await texts_of(update, context)
    try:
        reply = await _read(context, texts, sender(update).id, document, unrated)
    except Problem as problem:
        reply = Reply(texts(problem.key, **problem.values))
    except Exception:
        await edit(progress, views.broken_off(texts, document.file_name or ""))
        raise
    if not await edit(progress, reply):
        await respond(update, reply)


async def _read(
    context: Context, texts: Texts, owner: int, document: Document, unrated: RowKind | None
) -> Reply:
    """Let the file wait for its person's word.

    Raises:
        Problem: it cannot be had from Telegram, or cannot be read.
    """
    imports, name = context.services.imports, document.file_name or ""
    try:
        async with context.services.reading:
            content = await download(context.bot, document)
            catalog = context.services.recommending.catalog_path
            read = await read_file_apart(content, name, unrated, catalog)
            del content
    except FileRefusedError as exc:
        if exc.refusal is Refusal.SEEN_OR_WANTED:
            return views.seen_or_wanted(texts, owner, name)
        raise _problem(exc) from exc
    before = await imports.applied_with(owner, read.digest)
    if before is not None:
        return views.applied(texts, owner, before, again=True)
    waiting = await imports.waiting(owner)
    import_id = await imports.keep(owner, read.source, read.digest, read.rows, read.report.encode())
    found = await imports.find(import_id, owner)
    if found is None:  # forgotten in this very moment
        raise Problem("problem-import-gone")
    replaces = waiting is not None and waiting.import_id != import_id
    return await _preview(context, texts, owner, found, replaces=replaces)


def _problem(error: FileRefusedError) -> Problem:
    return Problem(f"problem-import-{error.refusal}", **error.values)


async def _find(context: Context, press: ImportPress) -> Import:
    found = await context.services.imports.find(press.import_id, press.owner)
    if found is None:
        raise Problem("problem-import-gone")
    return found


async def _doubted(context: Context, press: ImportPress, place: int) -> ImportRow | None:
    rows = await context.services.imports.rows(
        press.import_id, press.owner, RowChoice.DOUBTED, offset=place, limit=1
    )
    return rows[0] if rows else None


async def _show(
    update: Update, context: Context, found: Import, owner: int, *, place: int | None = None
) -> None:
    """Rewrite the message: a row in doubt, if the file waits and has it, else the whole."""
    texts = await texts_of(update, context)
    reply = None
    if found.state is ImportState.WAITING:
        if place is not None:
            reply = await _doubted_row(context, texts, owner, found, place)
        reply = reply or await _preview(context, texts, owner, found)
    elif found.state is ImportState.APPLIED:
        reply = views.applied(texts, owner, found)
    else:
        undone = await context.services.imports.undo(found.import_id, owner)  # what it was then
        if undone is None:
            raise Problem("problem-import-gone")
        reply = views.import_undone(texts, found, undone)
    await rewrite(update, reply)


async def _doubted_row(
    context: Context, texts: Texts, owner: int, found: Import, place: int
) -> Reply | None:
    row = await _doubted(context, ImportPress(owner, found.import_id), place)
    if row is None:
        return None
    total = await context.services.imports.count(found.import_id, owner, RowChoice.DOUBTED)
    catalog = context.services.recommending.current.catalog
    guesses = [catalog.film(movie_id) for movie_id in row.guesses]
    doubted = views.DoubtedRow(found.import_id, place, total, row, guesses)
    return views.doubted_row(texts, owner, doubted)


async def _preview(
    context: Context, texts: Texts, owner: int, found: Import, *, replaces: bool = False
) -> Reply:
    imports, import_id = context.services.imports, found.import_id
    catalog = context.services.recommending.current.catalog
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
    return views.preview(texts, owner, found, doubts, replaces=replaces)
