"""Pictures: what can be seen on them, and the process that draws them."""

import asyncio
import os
import subprocess
import sys
from dataclasses import fields, replace
from io import BytesIO
from multiprocessing import active_children
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.image import imread
from numpy.typing import NDArray

from bot.pictures.genres import most_noticeable
from bot.pictures.labels import ProfileLabels
from bot.pictures.painter import Painter, PictureError
from bot.pictures.profile import draw_profile
from bot.pictures.sheet import HEIGHT, LESS, MORE, NEITHER, WIDTH
from core.catalog.films import Film
from core.recommend.film_map import FilmMap, MapPlace, Spot
from core.recommend.portrait import Impression, Like, Portrait
from tests.integration.bot.pictures.pictured import (
    ENGLISH,
    FOREIGN,
    GERMAN,
    RUSSIAN,
    SPANISH,
    world,
)


def seen(picture: bytes) -> NDArray[np.float32]:
    """Pixels, shape (HEIGHT, WIDTH, 3), 0 … 1."""
    assert picture.startswith(b"\x89PNG\r\n")
    pixels = imread(BytesIO(picture))
    assert pixels.shape[:2] == (HEIGHT, WIDTH)
    return np.asarray(pixels[:, :, :3], np.float32)


def n_colours(pixels: NDArray[np.float32]) -> int:
    return np.unique(np.rint(pixels * 255) @ np.array([1, 256, 65536])).size


def share(pixels: NDArray[np.float32], colour: str) -> float:
    """Of the pixels that have exactly a colour."""
    rgb = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return float((abs(pixels - rgb) < 1 / 255).all(axis=2).mean())


@pytest.mark.parametrize(
    "labels",
    [ENGLISH, GERMAN, SPANISH, RUSSIAN, FOREIGN],
    ids=["en", "de", "es", "ru", "foreign"],
)
def test_every_language_is_drawn_without_a_missing_letter(labels: ProfileLabels) -> None:
    pixels = seen(draw_profile(world(), labels))  # a warning of a missing glyph is an error here
    assert share(pixels, MORE) > 0.005
    assert share(pixels, LESS) > 0.001
    assert n_colours(pixels) > 100


def test_the_words_are_those_of_the_language() -> None:
    english = draw_profile(world(), ENGLISH)
    for field in fields(ProfileLabels):
        if field.name not in {"no_genres", "no_model", "genre_names"}:
            other = replace(ENGLISH, **{field.name: getattr(RUSSIAN, field.name)})
            assert draw_profile(world(), other) != english, field.name
    translated = replace(ENGLISH, genre_names=RUSSIAN.genre_names)
    assert draw_profile(world(), translated) != english


def test_the_same_person_gets_the_same_picture() -> None:
    assert draw_profile(world(), ENGLISH) == draw_profile(world(), ENGLISH)


def test_settings_of_this_machine_change_nothing() -> None:
    before = draw_profile(world(), ENGLISH)
    with mpl.rc_context({"axes.facecolor": "black", "font.size": 40, "savefig.dpi": 30}):
        assert draw_profile(world(), ENGLISH) == before


def test_the_bar_is_as_long_as_what_is_known() -> None:
    person = world()
    assert person.impression is not None
    for known in (0.0, 0.25, 1.0):
        drawn = replace(person, impression=replace(person.impression, known=known))
        row = seen(draw_profile(drawn, ENGLISH))[177:178, 60 : WIDTH - 60]
        assert share(row, MORE) == pytest.approx(known, abs=0.03)
        assert share(row, NEITHER) == pytest.approx(1 - known, abs=0.03)


def alone(place: MapPlace, spots: tuple[Spot, ...] = (), likes: tuple[Like, ...] = ()) -> Portrait:
    return Portrait(
        (0,) * 10,
        Impression((0.0,) * 10, 0.0, likes, 0.0, 0.8, FilmMap(spots, spots[:2], place)),
    )


@pytest.mark.parametrize(
    "person",
    [
        alone(MapPlace(0, 0, 0, 0)),
        alone(MapPlace(0, 0, 0, 0), (Spot(Film(1, "Heat", 1995), 0, 0, 0.0),)),
        alone(MapPlace(9, -9, 50, 1e-9), tuple(Spot(Film(n, "", None), n, 1, n) for n in range(9))),
        alone(MapPlace(0, 0, 1, 1), likes=(Like("Drama", 0.0, 0.0),)),
        alone(MapPlace(0, 0, 1, 1), likes=(Like("Drama", 9.0, 2.0), Like("War", -1e-9, 9.0))),
        Portrait((0,) * 10, None),
        Portrait((1, 0, 0, 0, 0, 0, 0, 0, 0, 1234), None),
    ],
)
def test_odd_people_are_drawn_too(person: Portrait) -> None:
    for labels in (GERMAN, FOREIGN):
        assert n_colours(seen(draw_profile(person, labels))) > 10


def test_without_a_model_the_excuse_is_drawn() -> None:
    person = replace(world(), impression=None)
    excused = replace(ENGLISH, no_model=RUSSIAN.no_model)
    assert draw_profile(person, ENGLISH) != draw_profile(person, excused)


def test_the_strongest_likes_are_shown_in_their_order() -> None:
    likes = tuple(Like(f"Genre {place}", 0.5 - 0.1 * place, 0.1) for place in range(12))
    assert most_noticeable(likes) == (*likes[:3], *likes[7:])
    assert most_noticeable(likes[:5]) == likes[:5]


@pytest.mark.slow
async def test_pictures_are_drawn_one_at_a_time_elsewhere() -> None:
    painter, person = Painter(), world()
    orders = [asyncio.create_task(painter.profile(person, each)) for each in (ENGLISH, RUSSIAN)]
    most = 0
    while not all(order.done() for order in orders):
        most = max(most, len(active_children()))
        await asyncio.sleep(0.02)
    assert most == 1
    assert [await order for order in orders] == [
        draw_profile(person, ENGLISH),
        draw_profile(person, RUSSIAN),
    ]


@pytest.mark.slow
async def test_a_killed_child_is_one_sentence_and_the_next_picture_is_drawn() -> None:
    painter, person = Painter(), world(6)
    order = asyncio.create_task(painter.profile(person, ENGLISH))
    async with asyncio.timeout(20):
        while not active_children():  # noqa: ASYNC110 - a process tells nobody that it began
            await asyncio.sleep(0.01)
    for child in active_children():
        child.kill()
    with pytest.raises(PictureError, match="was killed"):
        await order
    assert seen(await painter.profile(person, ENGLISH)).size


@pytest.mark.slow
async def test_a_picture_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(PictureError, match=r"more than 0\.05 s"):
        await Painter(seconds=0.05).profile(world(6), ENGLISH)
    assert not active_children()


@pytest.mark.slow
def test_the_bot_itself_never_loads_matplotlib(tmp_path: Path) -> None:
    script = tmp_path / "bot_process.py"
    script.write_text(
        "import asyncio, sys\n"
        "from bot.pictures.painter import Painter\n"
        "from tests.integration.bot.pictures.pictured import ENGLISH, world\n"
        "if __name__ == '__main__':\n"
        "    picture = asyncio.run(Painter().profile(world(), ENGLISH))\n"
        "    loaded = {'matplotlib', 'PIL', 'tensorflow', 'pandas'} & sys.modules.keys()\n"
        "    print(picture[:4], sorted(loaded))\n",
        encoding="utf-8",
    )
    root = str(Path(__file__).parents[4])
    done = subprocess.run(
        [sys.executable, script],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": root},
    )
    assert done.stdout.strip() == r"b'\x89PNG' []"
