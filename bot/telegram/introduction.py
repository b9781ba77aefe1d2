"""What Telegram's applications show of the bot before it says a word: its menus and its profile."""

import logging
from collections.abc import Sequence

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from bot.conversation.rooms import Rooms
from bot.telegram.context import Bot
from bot.words.languages import LANGUAGES
from bot.words.texts import Texts, texts_for

_log = logging.getLogger(__name__)


async def introduce(bot: Bot, rooms: Rooms) -> None:
    """Set menus and description in all languages; without them the bot still works.

    English goes without a language code, which makes it the one for all other languages.
    """
    try:
        for language in LANGUAGES:
            texts, code = texts_for(language), None if language == LANGUAGES[0] else language
            private: tuple[BotCommandScope, ...]
            private = BotCommandScopeDefault(), BotCommandScopeAllPrivateChats()
            for scope in private:
                await bot.set_my_commands(menu_of(rooms.menu, texts), scope, code)
            in_groups = BotCommandScopeAllGroupChats()
            shown = menu_of(rooms.group_menu, texts)
            await bot.set_my_commands(shown, in_groups, code)
            await bot.set_my_short_description(texts.plain("about-short"), code)
    except TelegramError as exc:
        _log.warning("the command menu was not set: %s", exc)


def menu_of(names: Sequence[str], texts: Texts) -> list[BotCommand]:
    """Commands with what they are for."""
    return [BotCommand(name, texts.plain(f"command-{name}")) for name in names]
