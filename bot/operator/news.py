"""Tells of trainings: a message that shows how one goes, then what came of it, with a picture.

Whoever asked for a training watches it, in the chat where they asked. Of one that began by itself
the admins are told the end, in private.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.conversation.messenger import (
    Destination,
    MessageAt,
    Messenger,
    MessengerError,
    MovedError,
    RefusedError,
)
from bot.conversation.reply import Reply
from bot.operator.views.training import (
    training_goes_on,
    training_labels,
    training_over,
    training_result,
)
from bot.pictures.painter import PictureError
from bot.service.language import texts_of_person
from bot.service.models.training_run import Result, Run
from bot.service.services import Services
from bot.service.telemetry.logs import request_scope
from bot.words.texts import Html, Texts
from core.errors import StorageError
from storage.trainings import TrainingCause, TrainingOutcome, Watcher

_log = logging.getLogger(__name__)

# Telegram lets a bot write to a group 20 times a minute, and others want to be answered too.
_EVERY = 5.0  # seconds


@dataclass(frozen=True, slots=True)
class _Reader:
    """Somebody who is told what came of a training."""

    user_id: int
    chat_id: int
    message_id: int | None  # what has shown how it went; None: nothing has


@asynccontextmanager
async def reporting_trainings(messenger: Messenger, services: Services) -> AsyncIterator[None]:
    """Tell of every training while the block runs."""
    task = asyncio.create_task(_tell_of_all(messenger, services))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


async def _tell_of_all(messenger: Messenger, services: Services) -> None:
    while True:
        run = await services.retraining.begun.get()
        with request_scope(training=run.training.training_id):
            try:
                await _News(messenger, services, run).tell()
            except Exception:  # noqa: BLE001 - the next one is told of all the same
                _log.exception("a training was not told of")


class _News:
    """Of one training."""

    def __init__(self, messenger: Messenger, services: Services, run: Run) -> None:
        self._messenger = messenger
        self._services = services
        self._run = run
        self._pictures: dict[str, bytes | None] = {}  # by language; None: it was not drawn

    async def tell(self) -> None:
        """Show how it goes until it has ended, then what came of it."""
        while self._run.result is None:
            for watcher in await self._watchers():
                texts = await self._texts(watcher.user_id)
                await self._edit(watcher, training_goes_on(texts, self._run))
            await self._wait()
        async with self._run.watching:
            watchers = await self._watchers()
        for watcher in watchers:
            texts = await self._texts(watcher.user_id)
            await self._edit(watcher, training_over(texts, self._run))
        if self._run.result.outcome is not TrainingOutcome.CANCELLED:  # its message says so
            for reader in self._readers(watchers):
                await self._send(reader, self._run.result)

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(_EVERY):
                await self._run.ended.wait()
        except TimeoutError:
            return

    async def _watchers(self) -> tuple[Watcher, ...]:
        try:
            return await self._services.retraining.watchers(self._run)
        except StorageError as exc:
            _log.warning("who watches the training cannot be read: %s", exc)
            return ()

    def _readers(self, watchers: tuple[Watcher, ...]) -> list[_Reader]:
        readers = [_Reader(each.user_id, each.chat_id, each.message_id) for each in watchers]
        if self._run.training.cause is TrainingCause.SCHEDULE:
            told = {each.chat_id for each in watchers}
            admins = sorted(self._services.admins - told)
            readers += [_Reader(admin, admin, None) for admin in admins]
        return readers

    async def _texts(self, user_id: int) -> Texts:
        return await texts_of_person(self._services.people, user_id)

    async def _edit(self, watcher: Watcher, reply: Reply) -> None:
        try:
            await self._messenger.edit(MessageAt(watcher.chat_id, watcher.message_id), reply)
        except MessengerError as exc:
            _log.info("how the training goes was not shown: %s", exc)

    async def _send(self, reader: _Reader, result: Result) -> None:
        texts = await self._texts(reader.user_id)
        catalog = self._services.recommending.current.catalog
        words = training_result(texts, self._run, result, catalog)
        picture = await self._picture(texts, result)
        try:
            try:
                await self._deliver(
                    Destination(reader.chat_id, None, reader.message_id), words, picture
                )
            except MovedError as exc:
                await self._deliver(Destination(exc.new_chat_id), words, picture)
        except MessengerError as exc:
            _log.info("what came of the training was not told: %s", exc)

    async def _deliver(self, to: Destination, words: Html, picture: bytes | None) -> None:
        if picture is not None:
            try:
                await self._messenger.send_picture(to, picture, words)
            except RefusedError as exc:  # in some groups a bot may not send pictures
                _log.info("words instead of a picture: %s", exc)
            else:
                return
        await self._messenger.send(to, Reply(words))

    async def _picture(self, texts: Texts, result: Result) -> bytes | None:
        """Drawn once a language."""
        if result.report is None:
            return None
        if texts.language not in self._pictures:
            catalog = self._services.recommending.current.catalog
            labels = training_labels(texts, result, result.report, catalog)
            try:
                drawn = await self._services.painter.training(result.report, labels)
            except PictureError as exc:
                _log.warning("%s", exc)
                drawn = None
            self._pictures[texts.language] = drawn
        return self._pictures[texts.language]
