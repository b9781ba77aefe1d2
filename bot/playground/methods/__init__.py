"""The Bot API's methods, one module per family; `registry` finds them by name."""

from bot.playground.methods import (
    callbacks,
    chats,
    existing,
    inline,
    media,
    messages,
    polls,
    profile,
    receiving,
)
from bot.playground.methods.registry import METHODS

__all__ = [
    "METHODS",
    "callbacks",
    "chats",
    "existing",
    "inline",
    "media",
    "messages",
    "polls",
    "profile",
    "receiving",
]
