"""Each update by itself: it is read, or it is said which part of it cannot be."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from telegram import Bot, Update

from bot.telegram.reading import (
    LISTENED_TO,
    Arrived,
    UnreadableError,
    number,
    read_kept,
    read_update,
)

BOT = Bot("5000000001:nobody")
SECRET = "what-somebody-has-written"
USER = {"id": 7, "is_bot": False, "first_name": SECRET, "language_code": "en"}
CHAT = {"id": 7, "type": "private", "first_name": SECRET}
MESSAGE = {
    "message_id": 5,
    "date": 1_700_000_000,
    "chat": CHAT,
    "from": USER,
    "text": f"/rate {SECRET}",
    "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
    "document": {"file_id": "f", "file_unique_id": "u", "file_name": SECRET, "file_size": 3},
    "reply_to_message": {"message_id": 4, "date": 1_700_000_000, "chat": CHAT, "from": USER},
    "message_thread_id": 3,
    "is_topic_message": True,
    "media_group_id": "album",
    "via_bot": USER,
    "migrate_to_chat_id": -5,
}
CONTENTS: dict[str, dict[str, Any]] = {
    "message": MESSAGE,
    "edited_message": MESSAGE | {"edit_date": 1_700_000_001},
    "callback_query": {
        "id": "1",
        "from": USER,
        "chat_instance": "c",
        "data": "1g.7.6.9",
        "message": MESSAGE,
    },
    "inline_query": {"id": "1", "from": USER, "query": SECRET, "offset": ""},
    "poll_answer": {
        "poll_id": "9",
        "user": USER,
        "option_ids": [0, 2],
        "option_persistent_ids": ["0", "2"],
    },
}
DEEP: Any = []
for _ in range(500):
    DEEP = [DEEP]
WRONG: tuple[object, ...] = (
    None,
    True,
    -1,
    2**31,
    2**63,
    -(10**30),
    1.5,
    float("nan"),
    float("inf"),
    "",
    "x" * 100_000,
    "\ud83c",  # half of a character
    "\0",
    [],
    {},
    [None],
    {"id": {}},
    DEEP,
)


def arrived(raw: object) -> Arrived:
    (only,) = number([raw], None)
    return only


def places(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where something stands in an object, the object itself included."""
    yield path
    parts: Any = ()
    if isinstance(value, dict):
        parts = value.items()
    elif isinstance(value, list):
        parts = enumerate(value)
    for name, inner in parts:
        yield from places(inner, (*path, name))


def changed(content: object, path: tuple[str | int, ...], value: object) -> object:
    if not path:
        return value
    copy: Any = deepcopy(content)
    inner = copy
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = value
    return copy


def without(content: object, path: tuple[str | int, ...]) -> object:
    copy: Any = deepcopy(content)
    inner = copy
    for name in path[:-1]:
        inner = inner[name]
    del inner[path[-1]]
    return copy


@pytest.mark.parametrize("kind", LISTENED_TO)
def test_what_telegram_sends_is_read_and_kept_as_it_came(kind: str) -> None:
    raw = {"update_id": 5, kind: CONTENTS[kind], "something_new": {"a": 1}}
    update, kept = read_update(arrived(raw), BOT)
    assert getattr(update, kind) is not None
    assert kept == {"update_id": 5, kind: CONTENTS[kind]}
    again = read_kept(json.loads(json.dumps(kept)), BOT)
    assert again.to_dict() == update.to_dict()


@pytest.mark.parametrize("kind", LISTENED_TO)
def test_any_field_that_is_missing_or_wrong_is_read_all_the_same_or_named_without_texts(
    kind: str,
) -> None:
    content = CONTENTS[kind]
    broken = [changed(content, path, value) for path in places(content) for value in WRONG]
    broken += [without(content, path) for path in places(content) if path]
    n_unreadable = 0
    for each in broken:
        try:
            update, kept = read_update(arrived({"update_id": 5, kind: each}), BOT)
        except UnreadableError as exc:
            n_unreadable += 1
            assert SECRET not in str(exc)
            assert exc.__cause__ is None
            continue
        assert update.update_id == 5
        if kept is not None:
            json.dumps(kept, allow_nan=False).encode()
            user = update.effective_user
            assert user is None or 0 < user.id < 2**63
    assert n_unreadable > len(broken) / 3


@pytest.mark.parametrize(
    "pinned",
    [
        {"message_id": 1, "date": 0, "chat": CHAT},
        {"message_id": 1, "date": 1, "chat": CHAT, "text": "t"},
    ],
)
def test_a_pinned_message_may_be_one_that_telegram_does_not_know_any_more(pinned: object) -> None:
    raw = {"update_id": 5, "message": MESSAGE | {"pinned_message": pinned}}
    update, kept = read_update(arrived(raw), BOT)
    assert update.message is not None
    assert kept == raw


def test_a_vote_may_come_from_a_server_before_persistent_ids() -> None:
    raw = {"update_id": 5, "poll_answer": {"poll_id": "9", "user": USER, "option_ids": [1]}}
    update, _ = read_update(arrived(raw), BOT)
    assert update.poll_answer is not None
    assert update.poll_answer.option_ids == (1,)


def test_a_vote_taken_back_is_read_as_earlier_versions_have_written_it_down() -> None:
    update = read_kept({"update_id": 5, "poll_answer": {"poll_id": "9", "user": USER}}, BOT)
    assert update.poll_answer is not None
    assert update.poll_answer.option_ids == ()


@pytest.mark.parametrize("kept", [None, [], "x", 5, {}, {"update_id": 5, "message": {"text": "x"}}])
def test_a_row_that_nobody_can_read_is_said_to_be_so(kept: object) -> None:
    with pytest.raises(UnreadableError):
        read_kept(kept, BOT)


@pytest.mark.parametrize(
    "raw", [{"update_id": 5}, {"update_id": 5, "message": None}, {"update_id": 5, "new_kind": 3}]
)
def test_what_nobody_listens_to_is_a_number_and_no_fault(raw: object) -> None:
    update, kept = read_update(arrived(raw), BOT)
    assert update.to_dict() == Update(5).to_dict()
    assert kept is None


@pytest.mark.parametrize("said", [None, "5", 5.0, True, -1, 2**32, 2**63, 10**30, [], {}])
def test_an_update_whose_number_cannot_be_is_numbered_by_those_around_it(said: object) -> None:
    bad = {"update_id": said, "message": MESSAGE}
    numbers = [each.number for each in number([{"update_id": 8}, bad, {"update_id": 10}], 3)]
    assert numbers == [8, 9, 10]
    assert [each.number for each in number([bad, bad], 3)] == [3, 4]
    assert [each.number for each in number([bad], None)] == [None]
    with pytest.raises(UnreadableError, match="number"):
        read_update(number([bad], 3)[0], BOT)


@pytest.mark.parametrize("raw", [None, [], "update", 5, True, [{"update_id": 5}]])
def test_what_is_no_object_is_no_update(raw: object) -> None:
    with pytest.raises(UnreadableError):
        read_update(number([raw], 3)[0], BOT)
