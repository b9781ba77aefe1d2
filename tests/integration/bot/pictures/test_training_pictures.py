"""The picture of a training: drawn in every language, with and without what may be missing."""

from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from matplotlib.image import imread
from numpy.typing import NDArray

from bot.operator.views.training import training_labels
from bot.pictures.painter import Painter
from bot.pictures.sheet import HEIGHT, LESS, MORE, WIDTH
from bot.pictures.training import draw_training
from bot.words.languages import LANGUAGES
from bot.words.texts import texts_for
from core.catalog.films import Film
from core.training.jobs import RetrainingReport
from core.training.verdict import Verdict
from tests.unit.bot.operator.training_replies import REASONS, catalog, report, results

FILM = Film(0, "$5 a Day_^{ 七人の侍", 1954)


def drawn(made: RetrainingReport, language: str = "en") -> bytes:
    result = results()["rejected" if made.verdict.reasons else "promoted"]
    labels = training_labels(texts_for(language), result, made, catalog(FILM))
    return draw_training(made, labels)


def seen(picture: bytes) -> NDArray[np.float32]:
    """Pixels, shape (HEIGHT, WIDTH, 3), 0 … 1."""
    pixels = imread(BytesIO(picture))
    assert pixels.shape[:2] == (HEIGHT, WIDTH)
    return np.asarray(pixels[:, :, :3], np.float32)


def share(pixels: NDArray[np.float32], colour: str) -> float:
    rgb = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return float((abs(pixels - rgb) < 1 / 255).all(axis=2).mean())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_drawn_without_a_missing_letter(language: str) -> None:
    assert share(seen(drawn(report(), language)), MORE) > 0.002


def test_defeat_is_seen() -> None:
    good, bad = report(n_changes=0), report(REASONS, n_changes=0)
    assert share(seen(drawn(bad)), LESS) > 1.5 * share(seen(drawn(good)), LESS)


def test_training_without_opponents_steps_or_changes_is_drawn_too() -> None:
    bare = replace(report(n_changes=0), curves=(), verdict=Verdict((), (), {}))
    assert seen(drawn(bare)).size


def test_same_values_give_the_same_picture() -> None:
    assert drawn(report()) == drawn(report())


async def test_painter_draws_it_in_a_process_of_its_own() -> None:
    made = report()
    labels = training_labels(texts_for("en"), results()["promoted"], made, catalog(FILM))
    assert await Painter().training(made, labels) == draw_training(made, labels)
