"""Has pictures drawn: one at a time, in a child process that ends with its picture."""

import asyncio
from collections.abc import Callable

from bot.pictures.labels import ProfileLabels, TrainingLabels
from core.child.process import ChildDiedError, run_in_child
from core.errors import RecommenderError
from core.recommend.portrait import Portrait
from core.training.jobs import RetrainingReport

_SECONDS = 20.0  # ten times what it takes on a slow machine


class PictureError(RecommenderError):
    """A picture did not come about; the words beside it can still be sent."""


class Painter:
    """Takes orders for pictures; who comes while one is drawn waits for it."""

    def __init__(self, seconds: float = _SECONDS) -> None:
        self._seconds = seconds
        self._brush = asyncio.Lock()  # a second child would double the memory

    async def profile(self, portrait: Portrait, labels: ProfileLabels) -> bytes:
        """The profile as a PNG of 1080 × 1350 px.

        Raises:
            PictureError: the child process died, or took too long.
        """
        return await self._draw(_draw_profile, portrait, labels)

    async def training(self, report: RetrainingReport, labels: TrainingLabels) -> bytes:
        """What came of a training as a PNG of 1080 × 1350 px.

        Raises:
            PictureError: the child process died, or took too long.
        """
        return await self._draw(_draw_training, report, labels)

    async def _draw(self, draw: Callable[..., bytes], *values: object) -> bytes:
        async with self._brush:
            try:
                async with asyncio.timeout(self._seconds):
                    return await run_in_child(draw, *values)
            except ChildDiedError as exc:
                raise PictureError(f"the picture was not drawn: {exc}") from exc
            except TimeoutError as exc:
                raise PictureError(f"a picture took more than {self._seconds:g} s") from exc


def _draw_profile(portrait: Portrait, labels: ProfileLabels) -> bytes:
    """Runs in the child."""
    from bot.pictures.profile import draw_profile  # noqa: PLC0415 - matplotlib stays out of the bot

    return draw_profile(portrait, labels)


def _draw_training(report: RetrainingReport, labels: TrainingLabels) -> bytes:
    """Runs in the child."""
    from bot.pictures.training import draw_training  # noqa: PLC0415 - as above

    return draw_training(report, labels)
