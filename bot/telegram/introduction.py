"""What Telegram's applications show of the bot before it says a word: its menus and its profile."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import partial

from telegram import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
)
from telegram.error import BadRequest, NetworkError, TelegramError

from bot.conversation.rooms import Rooms
from bot.telegram.context import Bot
from bot.telegram.pacing import TooManyError
from bot.words.languages import LANGUAGES
from bot.words.texts import Texts, texts_for

_log = logging.getLogger(__name__)

_QUIET = 3.0  # seconds after a start, in which what people wrote meanwhile is answered
_FIRST_PAUSE, _LONGEST_PAUSE = 5.0, 3600.0  # seconds between attempts


async def introduce(bot: Bot, rooms: Rooms) -> None:
    """Set menus and description in all languages, however long it takes: the bot works without.

    Not in the first seconds: Telegram keeps those of before, and people may be waiting.

    English goes without a language code, which makes it the one for all other languages.
    """
    await asyncio.sleep(_QUIET)
    left = list(_introductions(bot, rooms))
    pause = _FIRST_PAUSE
    while left:
        told = 0.0  # to wait
        try:
            await left[0]()
        except TooManyError as exc:
            told = exc.seconds
        except NetworkError as exc:
            if isinstance(exc, BadRequest):
                _log.warning("the command menu was not set: %s", exc)
                return
        except TelegramError as exc:
            _log.warning("the command menu was not set: %s", exc)
            return
        else:
            del left[0]
            pause = _FIRST_PAUSE
            continue
        _log.info("the command menu is set later")
        await asyncio.sleep(max(pause, told))
        pause = min(2 * pause, _LONGEST_PAUSE)


def _introductions(bot: Bot, rooms: Rooms) -> Iterator[Callable[[], Awaitable[object]]]:
    for language in LANGUAGES:
        texts, code = texts_for(language), None if language == LANGUAGES[0] else language
        private, in_groups = menu_of(rooms.menu, texts), menu_of(rooms.group_menu, texts)
        everywhere, alone = BotCommandScopeDefault(), BotCommandScopeAllPrivateChats()
        yield partial(bot.set_my_commands, private, everywhere, code)
        yield partial(bot.set_my_commands, private, alone, code)
        yield partial(bot.set_my_commands, in_groups, BotCommandScopeAllGroupChats(), code)
        yield partial(bot.set_my_short_description, texts.plain("about-short"), code)


def menu_of(names: Sequence[str], texts: Texts) -> list[BotCommand]:
    """Commands with what they are for."""
    return [BotCommand(name, texts.plain(f"command-{name}")) for name in names]
