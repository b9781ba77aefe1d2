"""The card: one film at a time, edited in place, and everything said on it counts at once."""

import re
from pathlib import Path

from bot.playground import Message, World
from tests.e2e.conftest import Conversation, conversing, settings_for


def labels(message: Message) -> list[str]:
    return [button.text for button in message.buttons]


def title(message: Message) -> str:
    """The film on a card."""
    return message.text.split("\n\n")[-1].splitlines()[0]


async def test_card_of_a_stranger_says_that_it_does_not_know_them(
    conversation: Conversation,
) -> None:
    card = await conversation.person().says("/recommend").reply()
    assert re.search(r"^★\d\.\d on average; I do not know your taste yet$", card.text, re.MULTILINE)
    assert "because" not in card.text
    assert labels(card) == [
        "★ Rate", "✓ Seen it", "✕ Not for me", "+ Watchlist", "≈ Similar", "⚙ Filter", "Next ▶",
        "★ Rate a few films",
    ]  # fmt: skip


async def test_card_of_a_stranger_leads_to_the_deck_and_back(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    card = await ada.says("/recommend").reply()
    turn = ben.presses(card, "★ Rate a few films")
    assert "for somebody else" in await turn.toast()
    assert not [event for event in turn.events if event.alert]  # in passing, no box to close
    deck = await ada.presses(card, "★ Rate a few films").reply()
    assert deck.id == card.id
    deck = await ada.presses(deck, (1, 4)).reply()
    known = await ada.presses(deck, "🎬 Show me films").reply()
    assert "predicted" in known.text
    assert "★ Rate a few films" not in labels(known)


async def test_card_says_what_is_expected_and_why(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    await ada.says("/rate heat 4.5").reply()
    await ada.says("alien ★5").reply()
    card = await ada.says("/recommend").reply()
    assert re.search(r"^predicted \d\.\d ± \d\.\d★$", card.text, re.MULTILINE)
    assert re.search(
        r"^because you gave (Heat ★4\.5( and Alien ★5)?|Alien ★5( and Heat ★4\.5)?)$",
        card.text,
        re.MULTILINE,
    )
    assert "on average" in (await ben.says("/recommend").reply()).text


async def test_next_and_back_turn_one_message_from_film_to_film(
    conversation: Conversation,
) -> None:
    ada = conversation.person()
    first = await ada.says("/recommend").reply()
    second = await ada.presses(first, "Next ▶").reply()
    assert second.id == first.id
    assert title(second) != title(first)
    third = await ada.presses(second, "Next ▶").reply()
    assert len({title(each) for each in (first, second, third)}) == 3
    back = await ada.presses(third, "◀ Back").reply()
    assert back.text == second.text
    assert (await ada.presses(back, "◀ Back").reply()).text == first.text


async def test_two_presses_on_one_button_lead_to_one_film(conversation: Conversation) -> None:
    ada = conversation.person()
    first = await ada.says("/recommend").reply()
    onward = next(button for button in first.buttons if button.text == "Next ▶")
    turns = [ada.presses_data(first.chat_id, first.id, onward.data) for _ in range(3)]
    for turn in turns:
        await turn.toast()
        await turn.settled()
    after = conversation.world.find(first.chat_id, first.id)
    assert after is not None
    back = await ada.presses(after, "◀ Back").reply()
    assert title(back) == title(first)
    assert title(await ada.presses(back, "Next ▶").reply()) == title(after)


async def test_rating_takes_two_taps_and_can_be_undone(conversation: Conversation) -> None:
    ada = conversation.person()
    card = await ada.says("/recommend").reply()
    stars = await ada.presses(card, "★ Rate").reply()
    assert stars.id == card.id
    assert labels(stars)[:3] == ["★★★★★", "★★★★½", "★★★★"]
    assert labels(stars)[9:] == ["½", "◀ Back"]
    turn = ada.presses(stars, "★★★★½")
    assert await turn.toast() == "★4.5 saved"
    rated = await turn.reply()
    assert rated.id == card.id
    assert rated.text.startswith("★4.5 saved\n")
    assert title(rated) == title(card)
    assert "You gave it ★4.5." in rated.text
    assert "✓ Seen it" not in labels(rated)
    following = await ada.presses(rated, "Next ▶").reply()
    assert "predicted" in following.text
    undone = await ada.presses(rated, "↩ Undo").reply()
    assert undone.text == card.text
    assert "not rated any film" in (await ada.says("/ratings").reply()).text


async def test_stars_can_be_left_alone_and_a_rating_taken_away(
    conversation: Conversation,
) -> None:
    ada = conversation.person()
    card = await ada.says("/recommend").reply()
    stars = await ada.presses(card, "★ Rate").reply()
    assert (await ada.presses(stars, "◀ Back").reply()).text == card.text
    await ada.presses(stars, "★★★").reply()
    again = await ada.presses(card, "★ Rate").reply()
    assert "So far: ★3" in again.text
    removed = await ada.presses(again, "✕ No rating").reply()
    assert removed.text.startswith("Removed\n")
    assert "You gave it ★3." in (await ada.presses(removed, "↩ Undo").reply()).text


async def test_seen_and_not_for_me_go_on_at_once_and_nothing_comes_again(
    conversation: Conversation,
) -> None:
    ada = conversation.person()
    card = await ada.says("/recommend").reply()
    gone = []
    for number in range(12):
        gone.append(title(card))
        turn = ada.presses(card, "✓ Seen it" if number % 2 else "✕ Not for me")
        assert await turn.toast() == ("Seen" if number % 2 else "Not for you")
        card = await turn.reply()
        assert gone[-1] in card.text.splitlines()[0]
    shown = [title(card)]
    for _ in range(8):
        card = await ada.presses(card, "Next ▶").reply()
        shown.append(title(card))
    fresh = await ada.says("/recommend").reply()
    for _ in range(8):
        shown.append(title(fresh))
        fresh = await ada.presses(fresh, "Next ▶").reply()
    assert not set(gone) & set(shown)
    for film in gone:
        similar = await ada.says(f"/similar {film}").reply()
        assert title(similar) not in gone


async def test_marks_are_undone_on_the_next_card_and_taken_off_after_going_back(
    conversation: Conversation,
) -> None:
    ada = conversation.person()
    card = await ada.says("/recommend").reply()
    following = await ada.presses(card, "✕ Not for me").reply()
    assert following.text.startswith(f"✕ {title(card)}: not for you")
    undone = await ada.presses(following, "↩ Undo").reply()
    assert undone.text == card.text
    await ada.presses(undone, "✓ Seen it").reply()
    back = await ada.presses(following, "◀ Back").reply()
    assert "You have seen it" in back.text
    off = await ada.presses(back, "✓ Not seen after all").reply()
    assert off.text == card.text


async def test_undo_brings_back_the_mark_before(conversation: Conversation) -> None:
    ada = conversation.person()
    card = await ada.says("/recommend").reply()
    turn = ada.presses(card, "+ Watchlist")
    assert await turn.toast() == "On your watchlist"
    noted = await turn.reply()
    assert "It is on your watchlist." in noted.text
    refuse = next(button for button in noted.buttons if button.text == "✕ Not for me")
    for _ in range(2):  # tapped twice: the second changes nothing, undo least of all
        await ada.presses_data(noted.chat_id, noted.id, refuse.data).settled()
    following = conversation.world.find(noted.chat_id, noted.id)
    assert following is not None
    undone = await ada.presses(following, "↩ Undo").reply()
    assert undone.text == noted.text
    assert (await ada.presses(undone, "− Watchlist").reply()).text == card.text


async def test_similar_films_in_place_with_a_way_back(conversation: Conversation) -> None:
    ada = conversation.person()
    card = await ada.says("/recommend").reply()
    similar = await ada.presses(card, "≈ Similar").reply()
    assert similar.id == card.id
    assert similar.text.startswith(f"like {title(card)}\n")
    onward = await ada.presses(similar, "Next ▶").reply()
    assert onward.text.startswith(f"like {title(card)}\n")
    first = await ada.presses(onward, "◀ Back").reply()
    assert title(first) == title(similar)
    assert (await ada.presses(first, "◀ Back").reply()).text == card.text


async def test_similar_by_title_opens_a_card(conversation: Conversation) -> None:
    ada = conversation.person()
    card = await ada.says("/similar Toy Story").reply()
    assert card.text.startswith("like Toy Story (1995)\n")
    assert title(card) == "Toy Story 2 (1999)"
    question = await ada.says("/similar cinderella").reply()
    chosen = labels(question)[1]
    assert (await ada.presses(question, 1).reply()).text.startswith(f"like {chosen}\n")


async def test_card_survives_a_restart_in_the_middle(state_dir: Path) -> None:
    world = World()
    async with conversing(settings_for(state_dir), world) as before:
        ada = before.person()
        first = await ada.says("/recommend").reply()
        second = await ada.presses(first, "✕ Not for me").reply()
        stars = await ada.presses(second, "★ Rate").reply()
    async with conversing(settings_for(state_dir), world):
        rated = await ada.presses(stars, "★★★★").reply()
        assert title(rated) == title(second)
        back = await ada.presses(rated, "◀ Back").reply()
        assert title(back) == title(first)
        assert "Not for you" in back.text
        third = await ada.presses(second, "Next ▶").reply()
        assert title(third) not in {title(first), title(second)}
        undone = await ada.presses(second, "↩ Undo").reply()
        assert undone.text.splitlines()[0] == title(first)


async def test_card_that_is_forgotten_says_what_to_do(conversation: Conversation) -> None:
    ada = conversation.person()
    card = await ada.says("/recommend").reply()
    await conversation.services.people.forget(ada.id)
    for button in ("Next ▶", "★ Rate", "✕ Not for me", "≈ Similar", "⚙ Filter"):
        assert "ask me again: /recommend" in await ada.presses(card, button).toast()


async def test_film_that_left_the_data_set_can_be_passed(conversation: Conversation) -> None:
    ada = conversation.person()
    card = await ada.says("/recommend").reply()
    await conversation.services.cards.show(1, 1, 987654)
    gone = await ada.presses(card, "Next ▶").reply()
    assert gone.text == "film 987654 (not in the films I have loaded)"
    assert labels(gone) == ["◀ Back", "Next ▶"]
    assert title(await ada.presses(gone, "Next ▶").reply()) != title(card)


async def test_in_a_group_everybody_has_a_card_of_their_own(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    group = ada.creates_group("Films", ben)
    asked = ada.says("/recommend", chat=group)
    of_ada = await asked.reply()
    assert asked.message is not None
    assert of_ada.reply_to == asked.message.id
    of_ben = await ben.says("/recommend", chat=group).reply()
    for button in labels(of_ada):
        stranger = ben.presses(of_ada, button)
        assert "for somebody else" in await stranger.toast()
        assert not stranger.messages
    passed = await ada.presses(of_ada, "✕ Not for me").reply()
    assert passed.id == of_ada.id
    assert title(passed) != title(of_ada)
    mine = await ben.presses(of_ben, "Next ▶").reply()
    assert (await ben.presses(mine, "◀ Back").reply()).text == of_ben.text


async def test_card_speaks_the_language_of_its_owner(conversation: Conversation) -> None:
    ida = conversation.person("Ida", "de")
    card = await ida.says("/recommend").reply()
    assert "im Schnitt ★" in card.text
    assert "✕ Nichts für mich" in labels(card)
