"""What people say that is no film: all of a message, in four languages."""

import pytest

from bot.words.small_talk import SmallTalk, read_small_talk


@pytest.mark.parametrize(
    ("texts", "meaning"),
    [
        (["hi", "Hello!", "hey", "Hallo", "Guten Morgen!", "¡Hola!", "Привет!"], "hello"),
        (["thanks", "Thank you!", "Danke", "vielen Dank", "Gracias", "спасибо", "ok"], "thanks"),
        (["next", "Next!", "another one", "weiter", "noch einer", "otra", "ещё", "дальше"], "next"),
        (
            ["recommend", "I'm bored", "I’m bored", "im bored", "mir ist langweilig", "me aburro"],
            "recommend",
        ),
        (["what should I watch?", "¿qué puedo ver?", "Мне скучно", "что посмотреть?"], "recommend"),
        (["stop", "STOP.", "tschüss", "adiós", "хватит", "never mind"], "stop"),
        (["?", "??", "help", "Hilfe!", "ayuda", "помощь", "what can you do?"], "help"),
    ],
)  # fmt: skip
def test_small_talk_is_understood(texts: list[str], meaning: str) -> None:
    assert {text: read_small_talk(text) for text in texts} == dict.fromkeys(
        texts, SmallTalk(meaning)
    )


@pytest.mark.parametrize("text", ["Heat", "hi 5", "Thank You for Smoking", "Hitch", "!", "★★★", ""])
def test_other_things_are_none(text: str) -> None:
    assert read_small_talk(text) is None
