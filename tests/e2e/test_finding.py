"""Plain text in a private chat, and /help: films are found by what one types or taps."""

import pytest

from bot.playground import Message, Person
from bot.welcome.views import example_kind, example_like
from bot.words.languages import LANGUAGES
from bot.words.texts import texts_for
from core.catalog.films import Film
from tests.e2e.conftest import Conversation


def labels(message: Message) -> list[str]:
    return [button.text for button in message.buttons]


async def ratings_of(person: Person) -> str:
    return (await person.says("/ratings").reply()).text


async def test_clear_title_opens_the_films_card(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben", "de")
    of_ada = await ada.says("heat").reply()
    of_ben = await ben.says("shawshenk redemtion").reply()
    assert of_ada.text.startswith("Heat (1995)")
    assert of_ben.text.startswith("The Shawshank Redemption (1994)")
    assert "★ Rate" in labels(of_ada)
    assert "not rated any film" in await ratings_of(ada)


async def test_several_films_are_buttons_that_open_cards(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben", "es")
    found = await ada.says("king kong").reply()
    assert found.text == "Which film do you mean by “king kong”?"
    assert labels(found)[0] == "King Kong (1933) · Action, Adventure"
    assert "¿A qué película" in (await ben.says("king kong").reply()).text
    opened = await ada.presses(found, 1).reply()
    assert opened.text.startswith("King Kong (2005)")
    assert opened.id != found.id  # the list stays, to look at the others
    assert (await ada.presses(found, 0).reply()).text.startswith("King Kong (1933)")


async def test_stars_in_the_text_rate_at_once(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben", "de")
    rated = await ada.says("Heat 4.5").reply()
    assert rated.text.startswith("★4.5 for Heat (1995). You have 1 rating.")
    assert (await ben.says("Heat 3 von 5 Sternen").reply()).text.startswith("★3 für Heat (1995)")
    assert "★4.5 Heat" in await ratings_of(ada)
    await ada.presses(rated, "↩ Undo").reply()
    assert "not rated any film" in await ratings_of(ada)
    assert "★3 Heat" in await ratings_of(ben)


@pytest.mark.parametrize(
    ("language", "text"),
    [("es", "Heat 4,5 estrellas"), ("de", "Heat 4,5 Sterne"), ("ru", "Heat 4,5 звезды")],
)
async def test_stars_are_understood_in_words(
    conversation: Conversation, language: str, text: str
) -> None:
    ada = conversation.person("Ada", language)
    assert (await ada.says(text).reply()).text.startswith("★4.5 ")
    assert "Heat (1995)" in await ratings_of(ada)


async def test_nothing_found_is_one_sentence_or_the_closest_titles(
    conversation: Conversation,
) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben", "ru")
    nothing = await ada.says("qqqqqqqqqq").reply()
    assert nothing.text.startswith("I know no film like “qqqqqqqqqq”.")
    assert not nothing.buttons
    close = await ben.says("the gofather of brooklin").reply()
    assert close.buttons
    opened = await ben.presses(close, 0).reply()
    assert opened.text.startswith(labels(close)[0].split(" · ")[0])


async def test_kind_of_films_is_understood_without_the_command(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben", "es")
    assert "Comedy" in (await ada.says("comedy 90s").reply()).text
    assert "Comedia" in (await ben.says("comedia años 90").reply()).text


async def test_question_that_waits_gets_its_answer(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    await ada.says("/rate").reply()
    await ben.says("/similar").reply()
    assert "How many stars?" in (await ada.says("heat").reply()).text
    assert "Heat" in (await ben.says("heat").reply()).text
    assert (await ada.says("heat").reply()).text.startswith("Heat (1995)")  # no question any more


async def test_forwarded_text_finds_a_film_and_rates_nothing(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    turn = ben.says("Heat 1")
    await turn.reply()
    assert turn.message is not None
    assert (await ada.forwards(turn.message).reply()).text.startswith("Heat (1995)")
    assert "not rated any film" in await ratings_of(ada)
    assert "★1 Heat" in await ratings_of(ben)


async def test_button_of_a_list_is_its_owners(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    found = await ada.says("king kong").reply()
    stranger = ben.presses_data(found.chat_id, found.id, found.buttons[0].data)
    assert "for somebody else" in await stranger.toast()


class TestHelp:
    @pytest.mark.parametrize("language", LANGUAGES)
    async def test_every_example_can_be_tapped_and_typed(
        self, conversation: Conversation, language: str
    ) -> None:
        ada, texts = conversation.person("Ada", language), texts_for(language)
        asked = await ada.says("/help").reply()
        heat = Film(6, "Heat", 1995)
        for place, words in ((1, example_like(texts, heat)), (2, example_kind(texts))):
            assert labels(asked)[place] == f"/recommend {words}"
            tapped = await ada.presses(asked, place).reply()
            typed = await ada.says(labels(asked)[place]).reply()
            assert tapped.id != asked.id
            said = tapped.text.splitlines()
            assert said[0] == typed.text.splitlines()[0]  # the same wish, which goes on
            assert said[1:] != typed.text.splitlines()[1:] or place == 1
            assert "⚙" not in tapped.text  # nothing was left out
        deck = await ada.presses(asked, 0).reply()
        assert any("☆" in label for label in labels(deck))

    async def test_every_command_of_the_menu_is_in_it(self, conversation: Conversation) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben", "de")
        await conversation.introduced()
        for person, language in ((ada, "en"), (ben, "de")):
            menu = conversation.world.profile.menu(person.id, person.id, language, admin=False)
            text = (await person.says("/help").reply()).text
            assert len(menu) >= 7
            for command in menu:
                assert f"/{command.command} – {command.description}" in text
            assert "@moviebot heat" in text

    async def test_in_a_group_only_who_asked_may_tap(self, conversation: Conversation) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben")
        group = ada.creates_group("Films", ben)
        asked = await ada.says("/help@moviebot", chat=group).reply()
        assert "for somebody else" in await ben.presses(asked, 2).toast()
        assert "Comedy" in (await ada.presses(asked, 2).reply()).text
