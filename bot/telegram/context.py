"""What python-telegram-bot hands to its handlers, with types."""

from typing import Any

from telegram.ext import Application, CallbackContext, ExtBot

from bot.conversation.turn import Turn
from bot.service.services import Services
from bot.telegram.inbox import Inbox

Dict = dict[Any, Any]
Bot = ExtBot[int]


class Context(CallbackContext[Bot, Dict, Dict, Dict]):
    """A handler's context."""

    turn: Turn | None = None  # of the update, once it was made

    @property
    def services(self) -> Services:
        """The services this bot was wired with.

        Raises:
            TypeError: the application was not wired by `bot.telegram.app`.
        """
        services = self.application.bot_data.get(Services)
        if not isinstance(services, Services):
            raise TypeError("the application has no services")
        return services

    @property
    def inbox(self) -> Inbox | None:
        """What has arrived; None where an application does without."""
        inbox = self.application.bot_data.get(Inbox)
        return inbox if isinstance(inbox, Inbox) else None


MovieBot = Application[Bot, Context, Dict, Dict, Dict, None]
