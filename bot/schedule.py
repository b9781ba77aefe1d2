"""When the bot trains by itself: a job that looks, and puts itself off until there is a reason.

The times are in the database, so a restart neither forgets a training nor hurries one.
"""

import logging
from typing import Any

from telegram.ext import CallbackContext

from bot.context import MovieBot
from bot.retraining import RetrainingService
from bot.service.services import Services
from core.errors import RecommenderError, StorageError
from storage.trainings import TrainingCause

_log = logging.getLogger(__name__)

_SOONEST = 60.0  # seconds; so often it looks while it waits for ratings
_LATEST = 86_400.0  # clocks are set anew, and models rolled back
_JOB = "training"


async def schedule_trainings(application: MovieBot) -> None:
    """Look for a reason to train as long as the application runs.

    Raises:
        StorageError: the database cannot be read.
    """
    services: Services = application.bot_data[Services]
    if services.retraining.every:
        await _look_later(application, services.retraining)


async def _look_later(application: MovieBot, retraining: RetrainingService) -> None:
    jobs = application.job_queue
    if jobs is None:
        raise TypeError("the application was built without a job queue")

    async def look(context: CallbackContext[Any, Any, Any, Any]) -> None:
        del context
        try:
            if await retraining.is_due():
                await retraining.request(TrainingCause.SCHEDULE)
        except RecommenderError as exc:
            _log.warning("no training was begun: %s", exc)
        await _look_later(application, retraining)

    try:
        wait = await retraining.seconds_until_due()
    except StorageError as exc:
        _log.warning("when the next training is due cannot be read: %s", exc)
        wait = _SOONEST
    soonest = min(_SOONEST, retraining.every)
    jobs.run_once(look, min(max(wait, soonest), _LATEST), name=_JOB)
