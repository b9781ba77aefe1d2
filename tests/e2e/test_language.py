"""Each person is spoken to in their own language, also where several read along."""

import re

from bot.playground import Message
from tests.e2e.conftest import Conversation


def labels(message: Message) -> list[str]:
    return [button.text for button in message.buttons]


async def test_telegrams_language_decides(conversation: Conversation) -> None:
    words = {"de-AT": "Hallo Ada!", "es": "¡Hola, Ada!", "ru": "Привет, Ada!", "pt": "Hello Ada!"}
    for language, words_of_welcome in words.items():
        ada = conversation.person("Ada", language)
        assert (await ada.says("/start").reply()).text.startswith(words_of_welcome)


async def test_two_people_in_a_group_are_each_spoken_to_in_their_language(
    conversation: Conversation,
) -> None:
    anja, olga = conversation.person("Anja", "de"), conversation.person("Olga", "ru")
    group = anja.creates_group("Kino", olga)
    question = await anja.says("/rate heat", chat=group).reply()
    assert question.text.endswith("Krimi, Thriller\nWie viele Sterne?")
    asked = await olga.says("/rate heat", chat=group).reply()
    assert asked.text.endswith("Сколько звёзд?")
    assert await olga.presses(question, "★★★★★").toast() == (
        "Эти кнопки для другого человека. А для тебя — /recommend"
    )
    turn = anja.presses(question, "★★★★")
    assert await turn.toast() == "★4 gespeichert"
    assert (await turn.reply()).text.startswith("★4 für Heat (1995). Du hast 1 Bewertung.")
    wrong = await olga.says("/rate heat 9", chat=group).reply()
    assert wrong.text.startswith("Звёзды — от ★0.5 до ★5")
    told = await olga.says("/recommend", chat=group).reply()
    assert "твоего вкуса я ещё не знаю" in told.text


async def test_language_is_chosen_and_left_to_telegram_again(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada", "en"), conversation.person("Ben", "en")
    question = await ada.says("/language").reply()
    assert labels(question) == ["English", "Español", "Deutsch", "Русский", "✓ As in Telegram"]
    assert "for somebody else" in await ben.presses(question, "Español").toast()
    turn = ada.presses(question, "Español")
    assert await turn.toast() == "A partir de ahora, en español"
    chosen = await turn.reply()
    assert chosen.id == question.id
    assert labels(chosen)[1] == "✓ Español"
    assert (await ada.says("/cancel").reply()).text == "No hay nada que cancelar."
    assert (await ben.says("/cancel").reply()).text == "There is nothing to cancel."
    group = ada.creates_group("Films", ben)
    assert "Deshacer" in labels(await ada.says("/rate heat 4", chat=group).reply())[0]

    await conversation.introduced()
    profile = conversation.world.profile
    assert profile.menu(ada.id, ada.id, "en", admin=False)[0].description.startswith("valorar")
    assert profile.menu(ben.id, ben.id, "en", admin=False)[0].description.startswith("rate")
    back = await ada.presses(chosen, "Como en Telegram").reply()
    assert labels(back)[-1] == "✓ As in Telegram"
    assert profile.menu(ada.id, ada.id, "en", admin=False)[0].description.startswith("rate")
    assert (await ada.says("/cancel").reply()).text == "There is nothing to cancel."


async def test_language_chosen_in_a_group_by_somebody_without_a_private_chat(
    conversation: Conversation,
) -> None:
    ada, ben = conversation.person("Ada", "en"), conversation.person("Ben", "en")
    group = ada.creates_group("Films", ben)
    question = await ben.says("/language", chat=group).reply()
    chosen = await ben.presses(question, "Deutsch").reply()
    assert chosen.text == "In welcher Sprache soll ich mit dir reden?"
    assert (await ada.says("/help@moviebot", chat=group).reply()).text.startswith(
        "Send me the title"
    )


async def test_menus_and_description_speak_all_languages(conversation: Conversation) -> None:
    await conversation.introduced()
    profile = conversation.world.profile
    for language, first in {
        "en": "rate",
        "es": "valorar",
        "de": "einen Film",
        "pt": "rate",
    }.items():
        for chat_id in (101, -5):
            menu = profile.menu(101, chat_id, language, admin=False)
            assert menu[0].description.startswith(first)
    assert re.search("[а-я]", profile.get("short_description", "ru"))
    assert profile.get("short_description", "pt").startswith("I learn")


async def test_name_from_right_to_left_leaves_the_sentence_in_order(
    conversation: Conversation,
) -> None:
    reply = await conversation.person("עדה", "en").says("/start").reply()
    assert reply.text.startswith("Hello \u2068עדה\u2069! Tap stars")
