"""When the bot trains by itself: it looks now and then whether there is a reason.

The times are in the database, so a restart neither forgets a training nor hurries one. Within a
process they are counted by a clock that nobody sets: one on the wall that is set back or forward
changes nothing, and what came due while the machine slept is done at the next look, once.
"""

import asyncio
import logging

from bot.service.models.retraining import RetrainingService
from core.errors import RecommenderError
from storage.trainings import TrainingCause

_log = logging.getLogger(__name__)

_LOOKS = 60.0  # seconds between two looks, or what lies between two trainings if that is less


async def train_when_due(retraining: RetrainingService) -> None:
    """Begin trainings for ever; none where `RETRAIN_EVERY` is 0."""
    while retraining.every:
        await asyncio.sleep(min(_LOOKS, retraining.every))
        try:
            if await retraining.is_due():
                await retraining.request(TrainingCause.SCHEDULE)
        except RecommenderError as exc:
            _log.warning("no training was begun: %s", exc)
        except Exception:  # noqa: BLE001 - people are answered all the same
            _log.exception("no training was begun")
