"""What kind of films: said in words, chosen by buttons, and given up again."""

import re
from pathlib import Path

import pytest

from bot.playground import Message, World
from core.catalog.films import Film
from tests.e2e.conftest import Conversation, conversing, settings_for


def labels(message: Message) -> list[str]:
    return [button.text for button in message.buttons]


def film_on(conversation: Conversation, message: Message) -> Film:
    label = message.text.split("\n\n")[-1].splitlines()[0]
    catalog = conversation.services.recommending.current.catalog
    return next(each for each in catalog.films if each.label == label)


async def test_words_decide_which_films_come(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben", "de")
    card = await ada.says("/recommend comedy 90s -horror").reply()
    of_ben = await ben.says("/recommend Western vor 1970").reply()
    assert card.text.startswith("Comedy · no Horror · 1990s\n")
    assert of_ben.text.startswith("Western · bis 1969\n")
    for _ in range(15):
        film = film_on(conversation, card)
        assert "Comedy" in film.genres
        assert "Horror" not in film.genres
        assert film.year in range(1990, 2000)
        card = await ada.presses(card, "Next ▶").reply()
        assert "Western" in film_on(conversation, of_ben).genres
        of_ben = await ben.presses(of_ben, "Weiter ▶").reply()


async def test_films_like_one_and_like_one_of_a_kind(conversation: Conversation) -> None:
    ada = conversation.person()
    card = await ada.says("/recommend like Heat").reply()
    assert card.text.startswith("like Heat (1995)\n")
    card = await ada.says("/recommend drama like heat 80s").reply()
    assert card.text.startswith("Drama · 1980s · like Heat (1995)\n")
    assert "Drama" in film_on(conversation, card).genres


async def test_film_that_is_not_clear_is_asked_about_and_the_rest_still_holds(
    conversation: Conversation,
) -> None:
    ada = conversation.person()
    question = await ada.says("/recommend comedy like cinderella").reply()
    assert "Which film" in question.text
    chosen = labels(question)[0]
    card = await ada.presses(question, 0).reply()
    assert card.id == question.id
    assert card.text.startswith(f"Comedy · like {chosen}\n")
    unknown = await ada.says("/recommend like qqqqqqqqqq").reply()
    assert "know no film like “qqqqqqqqqq”" in unknown.text


async def test_hidden_gems_are_little_known(conversation: Conversation) -> None:
    ada = conversation.person()
    await ada.says("/rate heat 5").reply()
    card = await ada.says("/recommend hidden gems").reply()
    catalog = conversation.services.recommending.current.catalog
    for _ in range(5):
        index = catalog.index_of(film_on(conversation, card).movie_id)
        assert index is not None
        assert catalog.popularity[index] <= 2
        card = await ada.presses(card, "Next ▶").reply()


async def test_surprises_differ_from_time_to_time(conversation: Conversation) -> None:
    ada = conversation.person()
    await ada.says("/rate heat 5").reply()
    surprises = set()
    for _ in range(4):
        card = await ada.says("/recommend surprise me").reply()
        assert card.text.startswith("a surprise\n")
        surprises.add(film_on(conversation, card).title)
    assert len(surprises) > 1


async def test_what_is_not_understood_is_named_in_one_sentence(
    conversation: Conversation,
) -> None:
    ada = conversation.person()
    nothing = await ada.says("/recommend blorb").reply()
    assert nothing.text.startswith("I do not know “blorb” as a kind of film.")
    assert "/recommend comedy 90s -horror" in nothing.text
    some = await ada.says("/recommend blorb comedy").reply()
    assert some.text.startswith("I did not understand “blorb” and left it out")
    assert "Comedy" in film_on(conversation, some).genres
    film = await ada.says("/recommend heat").reply()
    assert labels(film) == ["≈ Films like Heat (1995)"]
    assert (await ada.presses(film, 0).reply()).text.startswith("like Heat (1995)\n")
    never = await ada.says("/recommend after 2010 before 1980").reply()
    assert never.text.startswith("No year fits all that.")


async def test_buttons_choose_genres_years_and_fame(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    group = ada.creates_group("Films", ben)
    card = await ada.says("/recommend", chat=group).reply()
    page = await ada.presses(card, "⚙ Filter").reply()
    assert page.id == card.id
    assert "Any film" in page.text
    assert "for somebody else" in await ben.presses(page, "Comedy").toast()
    page = await ada.presses(page, "Comedy").reply()
    page = await ada.presses(page, "Horror").reply()
    page = await ada.presses(page, "✓ Horror").reply()
    assert {"✓ Comedy", "✕ Horror", "Drama"} <= set(labels(page))
    page = await ada.presses(page, "Years").reply()
    page = await ada.presses(page, "1980s").reply()
    page = await ada.presses(page, "1990s").reply()
    assert "Comedy · no Horror · 1980–1999" in page.text
    page = await ada.presses(page, "Fame").reply()
    assert labels(page).count("○") == 5
    page = await ada.presses(page, 6).reply()
    assert "Comedy · no Horror · 1980–1999 · well known" in page.text
    assert re.search(r"^\d+ films fit$", page.text, re.MULTILINE)
    shown = await ada.presses(page, "✓ Show").reply()
    film = film_on(conversation, shown)
    assert "Comedy" in film.genres
    assert film.year in range(1980, 2000)
    back = await ada.presses(shown, "◀ Back").reply()
    assert back.text == card.text


async def test_choice_is_taken_back_button_by_button(conversation: Conversation) -> None:
    ada = conversation.person()
    card = await ada.says("/recommend comedy -horror 1994 popular").reply()
    page = await ada.presses(card, "⚙ Filter").reply()
    assert "Comedy · no Horror · 1994 · well known" in page.text
    page = await ada.presses(page, "✓ Comedy").reply()
    page = await ada.presses(page, "✕ Comedy").reply()
    page = await ada.presses(page, "✕ Horror").reply()
    assert "1994 · well known" in page.text
    page = await ada.presses(page, "Years").reply()
    page = await ada.presses(page, "✓ 1990s").reply()
    page = await ada.presses(page, "Fame").reply()
    page = await ada.presses(page, "●").reply()
    assert "Any film" in page.text
    page = await ada.presses(page, "Genres").reply()
    page = await ada.presses(page, "Drama").reply()
    page = await ada.presses(page, "Clear").reply()
    assert "Any film" in page.text
    assert (await ada.presses(page, "◀ Back").reply()).text == card.text


async def test_quick_presses_on_one_page_add_up(conversation: Conversation) -> None:
    ada = conversation.person()
    card = await ada.says("/recommend").reply()
    page = await ada.presses(card, "⚙ Filter").reply()
    turns = [ada.presses(page, name) for name in ("Comedy", "Romance", "✓ Show", "Drama")]
    for turn in turns:
        await turn.toast()
        await turn.settled()
    after = conversation.world.find(page.chat_id, page.id)
    assert after is not None
    assert after.text.startswith("Comedy · Romance\n")
    assert {"Comedy", "Romance"} <= set(film_on(conversation, after).genres)


async def test_what_no_film_satisfies_says_what_to_drop(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    empty = await ada.says("/recommend western horror children 1930s").reply()
    assert empty.text.startswith("No film I can show you is all of this:\nChildren · Horror")
    assert labels(empty) == ["⚙ Filter"]  # no single condition is in the way
    empty = await ben.says("/recommend horror 1910s").reply()
    offered = [each for each in labels(empty) if each.startswith("Drop ")]
    assert offered
    found = re.fullmatch(r"Drop “1910s” \((\d+) films\)", offered[0])
    assert found is not None
    card = await ben.presses(empty, offered[0]).reply()
    assert card.id == empty.id
    assert card.text.startswith("Horror\n")
    assert "Horror" in film_on(conversation, card).genres
    page = await ada.presses(await ada.says("/recommend western 1911").reply(), "⚙ Filter").reply()
    assert "0 films fit" in page.text


async def test_end_of_a_short_list_is_said_and_led_away_from(conversation: Conversation) -> None:
    ada = conversation.person()
    card = await ada.says("/recommend film noir 1941").reply()
    shown = []
    while "Next ▶" in labels(card):
        shown.append(film_on(conversation, card).title)
        last, card = card, await ada.presses(card, "Next ▶").reply()
    assert card.text.startswith("That was every film I have for you")
    assert "Film-Noir · 1941" in card.text
    assert len(set(shown)) == len(shown) >= 1
    assert (await ada.presses(card, "◀ Back").reply()).text == last.text
    refused = await ada.presses(last, "✕ Not for me").reply()
    assert "That was every film" in refused.text
    assert (await ada.presses(refused, "↩ Undo").reply()).text == last.text


async def test_choosing_goes_on_after_a_restart(state_dir: Path) -> None:
    world = World()
    async with conversing(settings_for(state_dir), world) as before:
        ada = before.person()
        card = await ada.says("/recommend").reply()
        page = await ada.presses(card, "⚙ Filter").reply()
        page = await ada.presses(page, "Comedy").reply()
    async with conversing(settings_for(state_dir), world) as after:
        page = await ada.presses(page, "✓ Comedy").reply()
        page = await ada.presses(page, "Western").reply()
        shown = await ada.presses(page, "✓ Show").reply()
        assert shown.text.startswith("Western · no Comedy\n")
        assert "Western" in film_on(after, shown).genres


@pytest.mark.parametrize("text", ["x" * 4000, "like " + "ab " * 1000, "<b>-&amp;", "-" * 50, "🎬"])
async def test_odd_wishes_get_an_answer(conversation: Conversation, text: str) -> None:
    reply = await conversation.person("<b>Eve</b>").says(f"/recommend {text}").reply()
    assert 0 < len(reply.text) <= 4096
