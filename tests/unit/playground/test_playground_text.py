"""Cleaning, trimming and measuring texts; finding what Telegram marks unasked."""

import pytest

from bot.playground.entities import Entity, cut, find_entities, utf16_length
from bot.playground.errors import ApiError
from bot.playground.params import Params
from bot.playground.text import clean, message_text, read_text


def test_astral_characters_are_two_units() -> None:
    assert [utf16_length(text) for text in ("", "a", "é", "★", "🎬")] == [0, 1, 1, 1, 2]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/rate heat", ["/rate"]),
        ("/rate@moviebot", ["/rate@moviebot"]),
        ("a /b, (/c) d/e /f/g //h <i>/</i>", ["/b", "/c"]),
        ("/" + "x" * 65, []),
        ("/größe", []),
        ("🎬 /one\n/two", ["/one", "/two"]),
    ],
)
def test_commands_are_found_where_telegram_finds_them(text: str, found: list[str]) -> None:
    commands = [cut(text, each) for each in find_entities(text) if each.type == "bot_command"]
    assert commands == found


def test_links_mentions_hashtags_and_addresses() -> None:
    text = "See https://example.org/a?b=c. Ask @ada or ada@example.org #heat1995 #1995 imdb.com"
    found = {(each.type, cut(text, each)) for each in find_entities(text)}
    assert found == {
        ("url", "https://example.org/a?b=c"),
        ("url", "imdb.com"),
        ("mention", "@ada"),
        ("email", "ada@example.org"),
        ("hashtag", "#heat1995"),
    }


def test_nothing_is_found_inside_code_and_links() -> None:
    entities = [Entity("code", 0, 5), Entity("bold", 6, 5)]
    found = clean("/code /bold", entities).entities
    assert [(each.type, each.offset) for each in found] == [
        ("code", 0),
        ("bold", 6),
        ("bot_command", 6),
    ]


def test_outer_white_space_goes_and_entities_move_along() -> None:
    formatted = clean(" \n Heat \r\n🎬 \n", [Entity("bold", 3, 4), Entity("italic", 10, 2)])
    assert formatted.text == "Heat \n🎬"
    assert formatted.entities == (Entity("bold", 0, 4), Entity("italic", 6, 2))


def test_entity_that_is_only_trailing_space_disappears() -> None:
    assert clean("a  ", [Entity("bold", 1, 2)]).entities == ()


def test_control_characters_become_spaces_and_tricks_vanish() -> None:
    assert clean("a\tb\0c\u202ed\r", []).text == "a b cd"


@pytest.mark.parametrize(
    ("entities", "sentence"),
    [
        ('[{"type":"bold","offset":9,"length":1}]', "after the end of the text"),
        ('[{"type":"bold","offset":0,"length":9}]', "ends after the end of the text"),
        ('[{"type":"bold","offset":1,"length":1}]', "in a middle of a UTF-16 symbol"),
        ('[{"type":"bold","offset":-1,"length":1}]', "incorrect offset -1"),
        ('[{"type":"neon","offset":0,"length":1}]', "Unsupported type specified"),
        ('["bold"]', "expected an Object"),
    ],
)
def test_entities_that_do_not_fit_are_refused(entities: str, sentence: str) -> None:
    with pytest.raises(ApiError, match=sentence):
        message_text(Params({"text": "🎬a", "entities": entities}))


def test_unknown_parse_mode() -> None:
    with pytest.raises(ApiError, match=r"^Bad Request: unsupported parse_mode$"):
        message_text(Params({"text": "a", "parse_mode": "bbcode"}))


def test_captions_may_be_empty() -> None:
    params = Params({"caption": " ", "parse_mode": "HTML"})
    assert not read_text(params, "caption", "parse_mode", "caption_entities").text
