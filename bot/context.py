"""What handlers can reach, with types: the stores and the recommender in service."""

from dataclasses import dataclass
from typing import Any

from telegram.ext import Application, CallbackContext, ExtBot, JobQueue

from bot.recommending import RecommenderService
from storage.inbox import InboxStore
from storage.people import PersonStore
from storage.questions import QuestionStore
from storage.ratings import RatingStore

Dict = dict[Any, Any]
Bot = ExtBot[int]


@dataclass(frozen=True, slots=True)
class Services:
    """Everything behind the conversation."""

    people: PersonStore
    ratings: RatingStore
    questions: QuestionStore
    inbox: InboxStore
    recommending: RecommenderService


class Context(CallbackContext[Bot, Dict, Dict, Dict]):
    """A handler's context."""

    @property
    def services(self) -> Services:
        """The services this bot was wired with.

        Raises:
            TypeError: the application was not wired by `bot.app`.
        """
        services = self.application.bot_data.get(Services)
        if not isinstance(services, Services):
            raise TypeError("the application has no services")
        return services


MovieBot = Application[
    Bot, Context, Dict, Dict, Dict, JobQueue[CallbackContext[ExtBot[None], Dict, Dict, Dict]]
]
