"""What Telegram's applications show of the bot before it says a word: its menus and its profile."""

import logging

from telegram import (
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from bot.context import Bot
from bot.views.menu import commands, group_commands
from bot.words.languages import LANGUAGES
from bot.words.texts import texts_for

_log = logging.getLogger(__name__)


async def introduce(bot: Bot) -> None:
    """Set menus and description in all languages; without them the bot still works.

    English goes without a language code, which makes it the one for all other languages.
    """
    try:
        for language in LANGUAGES:
            texts, code = texts_for(language), None if language == LANGUAGES[0] else language
            private: tuple[BotCommandScope, ...]
            private = BotCommandScopeDefault(), BotCommandScopeAllPrivateChats()
            for scope in private:
                await bot.set_my_commands(commands(texts), scope, code)
            in_groups = BotCommandScopeAllGroupChats()
            await bot.set_my_commands(group_commands(texts), in_groups, code)
            await bot.set_my_short_description(texts.plain("about-short"), code)
    except TelegramError as exc:
        _log.warning("the command menu was not set: %s", exc)
