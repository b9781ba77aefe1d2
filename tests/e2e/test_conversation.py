"""The bot in conversation: everything it says here went over HTTP through the Bot API."""

import pytest

from bot.playground import Message
from tests.e2e.conftest import Conversation


def labels(message: Message) -> list[str]:
    return [button.text for button in message.buttons]


async def test_stranger_is_welcomed_with_something_to_do(conversation: Conversation) -> None:
    reply = await conversation.person("Ada <3").says("/start").reply()
    assert "Hello Ada <3!" in reply.text
    assert labels(reply) == ["★ Let us begin"]


async def test_rating_in_one_line_counts_from_the_next_message_on(
    conversation: Conversation,
) -> None:
    ada = conversation.person()
    before = await ada.says("/recommend").reply()
    assert "do not know your taste" in before.text
    rated = await ada.says("/rate Inception 5").reply()
    assert rated.text.startswith("★5 for Inception (2010). You have 1 rating.")
    after = await ada.says("/recommend").reply()
    assert "predicted" in after.text
    assert "because you gave Inception ★5" in after.text


async def test_rating_by_buttons_and_undo(conversation: Conversation) -> None:
    ada = conversation.person()
    question = await ada.says("/rate heat").reply()
    assert question.text.splitlines()[0] == "Heat (1995)"
    assert labels(question)[:2] == ["★★★★★", "★★★★½"]
    turn = ada.presses(question, "★★★★½")
    assert await turn.toast() == "★4.5 saved"
    answered = await turn.reply()
    assert answered.id == question.id
    assert answered.text.startswith("★4.5 for Heat (1995)")
    undone = await ada.presses(answered, "↩ Undo").reply()
    assert undone.text == "Undone: Heat (1995) is not rated any more."
    assert "not rated any film" in (await ada.says("/ratings").reply()).text


async def test_undo_restores_the_rating_before(conversation: Conversation) -> None:
    ada = conversation.person()
    await ada.says("/rate heat 3.5").reply()
    second = await ada.says("/rate heat 4").reply()
    undone = await ada.presses(second, "↩ Undo").reply()
    assert undone.text == "Undone: Heat (1995) has ★3.5 now."


async def test_undo_of_a_superseded_rating_changes_nothing(conversation: Conversation) -> None:
    ada = conversation.person()
    first = await ada.says("/rate heat 3.5").reply()
    await ada.says("/rate heat 4").reply()
    turn = ada.presses(first, "↩ Undo")
    assert "changed this rating since" in await turn.toast()
    assert "★4 Heat" in (await ada.says("/ratings").reply()).text


async def test_button_pressed_twice_is_handled_twice_but_changes_once(
    conversation: Conversation,
) -> None:
    ada = conversation.person()
    question = await ada.says("/rate heat").reply()
    star = next(button for button in question.buttons if button.text == "★★★★")
    turns = [ada.presses_data(question.chat_id, question.id, star.data) for _ in range(2)]
    assert [await turn.toast() for turn in turns] == ["★4 saved", "★4 saved"]
    answered = conversation.world.find(question.chat_id, question.id)
    assert answered is not None
    for toast in ("Undone", "That was undone already"):
        undo = ada.presses_data(answered.chat_id, answered.id, answered.buttons[0].data)
        assert await undo.toast() == toast
    assert "not rated any film" in (await ada.says("/ratings").reply()).text


async def test_number_that_may_be_title_or_stars_is_asked_about(
    conversation: Conversation,
) -> None:
    ada = conversation.person()
    question = await ada.says("/rate toy story 3").reply()
    assert labels(question) == ["★3 for Toy Story (1995)", "Rate Toy Story 3 (2010)"]
    answered = await ada.presses(question, 0).reply()
    assert answered.text.startswith("★3 for Toy Story (1995)")
    clear = await ada.says("/rate toy story ★3").reply()
    assert clear.text.startswith("★3 for Toy Story (1995)")


@pytest.mark.parametrize("text", ["/rate heat 7", "/rate heat 4.3", "/rate heat 0", "heat ★9"])
async def test_stars_out_of_range_get_one_sentence_and_store_nothing(
    conversation: Conversation, text: str
) -> None:
    ada = conversation.person()
    reply = await ada.says(text).reply()
    assert reply.text == "Stars go from ★0.5 to ★5 in halves, for example: /rate Heat 4.5"
    assert "not rated any film" in (await ada.says("/ratings").reply()).text


async def test_title_that_is_a_number_is_a_title(conversation: Conversation) -> None:
    ada = conversation.person()
    assert "Apollo 13 (1995)" in (await ada.says("/rate apollo 13").reply()).text
    rated = await ada.says("/rate 300 4").reply()
    assert rated.text.startswith("★4 for 300 (2007)") or rated.text.startswith("★4 for 300 (2006)")


async def test_ambiguous_title_is_a_choice_that_keeps_the_stars(
    conversation: Conversation,
) -> None:
    ada = conversation.person()
    question = await ada.says("/rate cinderella 4").reply()
    assert "Which film" in question.text
    assert len(labels(question)) >= 2
    chosen = labels(question)[1]
    assert (await ada.presses(question, 1).reply()).text.startswith(f"★4 for {chosen}")


async def test_unknown_title_offers_the_closest(conversation: Conversation) -> None:
    ada = conversation.person()
    assert "know no film" in (await ada.says("/rate qqqqqqqqqq 4").reply()).text
    assert "know no film" in (await ada.says("/similar zzzzxxxxyyy").reply()).text


async def test_typing_slips_are_forgiven(conversation: Conversation) -> None:
    ada = conversation.person()
    reply = await ada.says("/rate shawshenk redemtion 5").reply()
    assert "The Shawshank Redemption (1994)" in reply.text


async def test_ratings_are_paged_removable_and_the_removal_undoable(
    conversation: Conversation,
) -> None:
    ada = conversation.person()
    films = ["heat", "alien", "jaws", "fargo", "babe", "clueless", "casino", "braveheart",
             "goldeneye", "twister", "contact", "titanic 1997"]  # fmt: skip
    for film in films:
        assert "★4 for" in (await ada.says(f"{film} ★4").reply()).text
    page = await ada.says("/ratings").reply()
    assert page.text.startswith("Your 12 ratings")
    older = await ada.presses(page, "Page 2 ▶").reply()
    assert "12. ★4 Heat (1995)" in older.text
    removed = ada.presses(older, "✕ 12")
    assert await removed.toast() == "Removed"
    without = await removed.reply()
    assert "Heat" not in without.text
    restored = await ada.presses(without, "↩ Undo the removal").reply()
    assert "Heat (1995)" in restored.text


async def test_missing_title_is_asked_for_and_the_answer_understood(
    conversation: Conversation,
) -> None:
    ada = conversation.person()
    assert (await ada.says("/rate").reply()).text.startswith("Which film?")
    assert (await ada.says("heat 4.5").reply()).text.startswith("★4.5 for Heat")
    assert (await ada.says("/similar").reply()).text.startswith("Like which film?")
    assert (await ada.says("Toy Story").reply()).text.startswith("like Toy Story")


async def test_cancel_forgets_the_question(conversation: Conversation) -> None:
    ada = conversation.person()
    assert (await ada.says("/cancel").reply()).text == "There is nothing to cancel."
    await ada.says("/similar").reply()
    assert (await ada.says("/cancel").reply()).text == "Cancelled."
    assert (await ada.says("Toy Story").reply()).text.startswith("Toy Story (1995)")


async def test_unknown_command_is_answered(conversation: Conversation) -> None:
    assert "/help" in (await conversation.person().says("/frobnicate").reply()).text
    assert "/recommend" in (await conversation.person("Ben").says("/help").reply()).text


@pytest.mark.parametrize(
    "text",
    [
        "x" * 4096,
        "/rate " + "ab " * 1300,
        "🎬🍿" * 500,
        "<b>&amp;</b>",
        "/rate <i> 5",
        "\u202eheat",
    ],
)
async def test_odd_messages_get_an_answer(conversation: Conversation, text: str) -> None:
    reply = await conversation.person("<b>Eve</b>").says(text).reply()
    assert 0 < len(reply.text) <= 4096


async def test_ten_thousand_characters_are_survived(conversation: Conversation) -> None:
    ada = conversation.person()
    assert await ada.says("film " * 2000).replies(within=30)
    assert (await ada.says("/rate heat 5").reply()).text.startswith("★5 for Heat")


async def test_button_of_another_version_is_out_of_date(conversation: Conversation) -> None:
    ada = conversation.person()
    message = await ada.says("/rate heat").reply()
    turn = ada.presses_data(message.chat_id, message.id, "0:whatever:1")
    assert "out of date" in await turn.toast()


async def test_two_people_have_two_tastes(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    await ada.says("/rate heat 5").reply()
    assert "not rated any film" in (await ben.says("/ratings").reply()).text
    await ben.says("/rate toy story ★1").reply()
    assert "Toy Story" not in (await ada.says("/ratings").reply()).text


async def test_messages_of_one_person_are_handled_in_order(conversation: Conversation) -> None:
    ada = conversation.person()
    turns = [ada.says(f"heat ★{stars}") for stars in (1, 2, 3, 4, 5, 0.5, 4.5)]
    await turns[-1].settled()
    assert "★4.5 Heat" in (await ada.says("/ratings").reply()).text


async def test_edited_command_is_taken_at_its_new_word(conversation: Conversation) -> None:
    ada = conversation.person()
    turn = ada.says("/rate heat 3.5")
    await turn.reply()
    assert turn.message is not None
    assert (await ada.edits(turn.message, "/rate heat 4").reply()).text.startswith("★4 for Heat")


class TestGroups:
    async def test_commands_work_with_and_without_the_bots_name(
        self, conversation: Conversation
    ) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben")
        group = ada.creates_group("Films", ben)
        for text in ("/rate heat 5", "/rate@moviebot heat 5"):
            turn = ada.says(text, chat=group)
            reply = await turn.reply()
            assert reply.text.startswith("★5 for Heat")
            assert turn.message is not None
            assert reply.reply_to == turn.message.id

    async def test_commands_for_other_bots_and_chatter_are_left_alone(
        self, conversation: Conversation
    ) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben")
        group = ada.creates_group("Films", ben)
        for text in ("/rate@otherbot heat 5", "/weather", "heat 5"):
            assert not await ada.says(text, chat=group).replies(expect=False)
        assert (
            "do not know that command"
            in (await ada.says("/weather@moviebot", chat=group).reply()).text
        )

    async def test_only_the_person_asked_may_press(self, conversation: Conversation) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben")
        group = ada.creates_group("Films", ben)
        question = await ada.says("/rate heat", chat=group).reply()
        stranger = ben.presses(question, "★★★★★")
        assert "for somebody else" in await stranger.toast()
        assert not stranger.messages
        owner = await ada.presses(question, "★★★★").reply()
        assert owner.text.startswith("★4 for Heat")

    async def test_command_without_text_asks_and_hears_the_reply(
        self, conversation: Conversation
    ) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben")
        group = ada.creates_group("Films", ben)
        question = await ada.says("/rate", chat=group).reply()
        assert question.reply_keyboard is not None
        assert question.reply_keyboard.force_reply
        assert not await ben.says("jaws", chat=group, reply_to=question).replies(expect=False)
        answer = await ada.says("heat 4", chat=group, reply_to=question).reply()
        assert answer.text.startswith("★4 for Heat")


async def test_command_menu_and_description_are_set(conversation: Conversation) -> None:
    await conversation.introduced()
    menu = conversation.world.profile.menu(101, 101, "en", admin=False)
    assert [command.command for command in menu][:2] == ["rate", "recommend"]


async def test_rating_again_says_what_it_was(conversation: Conversation) -> None:
    ada = conversation.person()
    await ada.says("/rate heat 4").reply()
    assert (await ada.says("/rate heat 2.5").reply()).text.startswith(
        "★2.5 for Heat (1995) (was ★4)."
    )
    assert "(was" not in (await ada.says("/rate heat 2.5").reply()).text


async def test_another_command_ends_the_question_before_it(conversation: Conversation) -> None:
    ada = conversation.person()
    await ada.says("/similar").reply()
    await ada.says("/recommend").reply()
    assert (await ada.says("toy story ★5").reply()).text.startswith("★5 for Toy Story (1995)")


async def test_question_waits_until_the_answer_is_understood(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    group = ada.creates_group("Films", ben)
    question = await ada.says("/rate", chat=group).reply()
    wrong = await ada.says("heat 7", chat=group, reply_to=question).reply()
    assert "Stars go from" in wrong.text
    right = await ada.says("heat 4", chat=group, reply_to=wrong).reply()
    assert right.text.startswith("★4 for Heat")


async def test_group_chatter_is_none_of_the_bots_business(conversation: Conversation) -> None:
    conversation.world.privacy_mode = False  # as when the bot is an administrator
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    group = ada.creates_group("Films", ben)
    await ada.says("/rate", chat=group).reply()
    for text in ("what shall we eat tonight", "heat 5", "good morning all"):
        assert not await ada.says(text, chat=group).replies(expect=False)


async def test_edited_chatter_is_left_alone(conversation: Conversation) -> None:
    ada = conversation.person()
    turn = ada.says("heat ★4")
    await turn.reply()
    assert turn.message is not None
    assert not await ada.edits(turn.message, "what a film").replies(expect=False)
    assert "★4 Heat" in (await ada.says("/ratings").reply()).text


async def test_photo_gets_one_sentence(conversation: Conversation) -> None:
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c636060606000000005000157cff8a40000000049454e44ae426082"
    )
    reply = await conversation.person().sends_photo(pixel).reply()
    assert reply.text.startswith("I only read text")


@pytest.mark.parametrize(
    ("text", "stars", "sequel"),
    [
        ("/rate terminator 2", "★2 for The Terminator (1984)", "Terminator 2: Judgment Day (1991)"),
        ("/rate speed 2", "★2 for Speed (1994)", "Speed 2: Cruise Control (1997)"),
    ],
)
async def test_number_of_a_sequel_is_never_taken_for_stars_in_silence(
    conversation: Conversation, text: str, stars: str, sequel: str
) -> None:
    ada = conversation.person()
    question = await ada.says(text).reply()
    assert labels(question) == [stars, f"Rate {sequel}"]
    assert "not rated any film" in (await ada.says("/ratings").reply()).text


async def test_choice_of_several_films_offers_the_sequel_too(conversation: Conversation) -> None:
    question = await conversation.person().says("/rate star trek 2").reply()
    assert labels(question)[-1] == "Rate Star Trek II: The Wrath of Khan (1982)"


async def test_edited_text_rates_again_without_a_slash(conversation: Conversation) -> None:
    ada = conversation.person()
    turn = ada.says("Fargo 4")
    assert (await turn.reply()).text.startswith("★4 for Fargo (1996)")
    assert turn.message is not None
    corrected = await ada.edits(turn.message, "Fargo 2").reply()
    assert corrected.text.startswith("★2 for Fargo (1996) (was ★4).")
