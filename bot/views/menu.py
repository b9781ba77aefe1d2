"""The command menu that Telegram's applications offer."""

from telegram import BotCommand

from bot.words.texts import Texts

_COMMANDS = (
    "rate",
    "recommend",
    "similar",
    "movienight",
    "ratings",
    "watchlist",
    "profile",
    "import",
    "export",
    "language",
    "privacy",
    "forget",
    "cancel",
    "help",
)
_IN_GROUPS = frozenset({"rate", "recommend", "similar", "movienight", "profile", "help"})


def commands(texts: Texts) -> list[BotCommand]:
    """All commands, the most useful first."""
    return [BotCommand(name, texts.plain(f"command-{name}")) for name in _COMMANDS]


def group_commands(texts: Texts) -> list[BotCommand]:
    """Those that make sense where others read along."""
    return [each for each in commands(texts) if each.command in _IN_GROUPS]
