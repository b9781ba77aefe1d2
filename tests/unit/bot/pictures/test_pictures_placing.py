"""Names on a map."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from bot.pictures.placing import Box, Name, place_names

FRAME = Box(0, 0, 400, 300)
PLACES = st.builds(
    Name, st.floats(0, 400), st.floats(0, 300), st.floats(10, 120), st.floats(10, 50)
)


def dot(name: Name) -> Box:
    return Box(name.x - 5, name.y - 5, 10, 10)


@given(st.lists(PLACES, max_size=14))
def test_names_cover_nothing_and_stay_in_the_frame(names: list[Name]) -> None:
    dots = [dot(name) for name in names]
    placed = place_names(names, FRAME, dots)
    boxes = [box for box in placed if box is not None]
    assert len(placed) == len(names)
    assert all(FRAME.holds(box) for box in boxes)
    assert not any(one.covers(other) for one, other in combinations(boxes, 2))
    assert not any(box.covers(other) for box in boxes for other in dots)


def test_a_name_stands_right_of_its_dot_if_it_can() -> None:
    (box,) = place_names([Name(100, 100, 80, 20)], FRAME, [])
    assert box is not None
    assert box.x > 100
    assert box.y == 90


def test_at_the_right_edge_it_stands_on_the_left() -> None:
    (box,) = place_names([Name(390, 100, 80, 20)], FRAME, [])
    assert box is not None
    assert box.x + box.width < 390


def test_a_name_gives_way_to_dots_but_covers_them_where_it_must() -> None:
    name, crowd = Name(200, 150, 80, 20), [Box(230, 145, 10, 10)]
    (aside,) = place_names([name], FRAME, [], crowd)
    assert aside is not None
    assert not aside.covers(crowd[0])
    (covering,) = place_names([name], FRAME, [], [FRAME] * 9)
    assert covering is not None


def test_without_room_there_is_no_name() -> None:
    assert place_names([Name(10, 10, 500, 20)], FRAME, []) == [None]
    first, second = place_names([Name(200, 150, 390, 250)] * 2, Box(0, 0, 800, 300), [])
    assert first is not None
    assert second is None


def test_boxes_that_touch_do_not_cover_each_other() -> None:
    assert not Box(0, 0, 10, 10).covers(Box(10, 0, 10, 10))
    assert Box(0, 0, 10, 10).covers(Box(9, 9, 10, 10))
