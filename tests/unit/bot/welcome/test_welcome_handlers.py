"""The first words, the help, the language, questions that wait for an answer."""

from bot.conversation.turn import Chat
from bot.welcome import handlers
from bot.welcome.presses import ChooseLanguage, TryExample
from tests.turns import ADA, ALIEN, BEN, GROUP, HEAT, PREDATOR, Stage, other_model, refusal


async def write(stage: Stage, text: str, chat: Chat | None = None) -> None:
    """Plain text, in private or as a reply to the bot."""
    turn = await stage.turn(chat=chat, text=text)
    if chat is None:
        await handlers.on_private_text(turn)
    else:
        await handlers.on_group_reply(turn)


async def test_stranger_is_welcomed_and_remembered(stage: Stage) -> None:
    await stage.command("start")
    assert stage.said.startswith("Hello Ada! Tap stars for a few films you know")
    assert stage.labels == ["★ Let us begin"]
    person = await stage.services.people.find(ADA.user_id)
    assert person is not None
    assert person.language_code == "en"


async def test_who_comes_back_may_go_on(stage: Stage) -> None:
    await stage.rate({HEAT: 4})
    await stage.command("start")
    assert stage.said.startswith("Hello again, Ada! I know 1 film you have rated.")
    assert stage.labels == ["🎬 Show me films", "★ Rate more films"]


async def test_name_is_no_markup(stage: Stage) -> None:
    await stage.command("start", by=type(ADA)(1, "<b>", "<b>", "en"))
    assert stage.said.startswith("Hello &lt;b&gt;!")


async def test_group_is_led_to_the_private_chat(stage: Stage) -> None:
    await stage.command("start", "film_10", chat=GROUP)
    assert stage.said.startswith("Hello Ada! I find films from the stars people give.")
    assert stage.link("Open the private chat") == "https://t.me/moviebot?start=rate"


async def test_links_open_what_they_say(stage: Stage) -> None:
    await stage.command("start", f"film_{HEAT}")
    assert stage.said.startswith("<b>Heat</b> (1990)")
    await stage.command("start", "rate")
    assert stage.said.startswith("<b>Which of these have you seen?</b>")
    await stage.command("start", "import")
    assert stage.said.startswith("Send me a file with your films")
    await stage.command("start", "export")
    assert stage.said.startswith("You have told me nothing yet")
    await stage.command("start", "whatever")
    assert stage.said.startswith("Hello Ada!")


async def test_link_to_a_film_that_is_gone_says_so(stage: Stage) -> None:
    told = await refusal(stage.command("start", "film_999"))
    assert told == "I do not have that film any more."


async def test_help_lists_every_command_and_its_examples_do_what_they_say(stage: Stage) -> None:
    await stage.command("help")
    assert "/rate – rate a film: /rate Heat 4.5" in stage.said
    assert "/retrain" not in stage.said
    guide = stage.messenger.latest
    await stage.press("/recommend comedy 90s")
    assert stage.said.startswith("<i>Comedy · 1990s</i>")
    await stage.press("★ Rate a few films", on=guide)
    assert stage.said.startswith("<b>Which of these have you seen?</b>")
    await stage.press("/recommend like Heat", on=guide)
    assert stage.said.startswith("<i>like Heat (1990)</i>")
    told = await refusal(stage.press(TryExample(ADA.user_id, 9), on=guide))
    assert told == "This button is out of date. Please ask me again."


async def test_help_where_nobody_hears_the_bot_elsewhere_leaves_that_out(stage: Stage) -> None:
    stage.messenger.offers_inline = False
    await stage.command("help")
    assert "In any other chat" not in stage.said


async def test_example_film_that_is_gone_is_the_best_known_one(stage: Stage) -> None:
    stage.serve(other_model(films_gone=[HEAT]))
    await stage.command("help")
    assert "/recommend like Casablanca" in stage.labels


async def test_language_chosen_is_spoken_from_this_answer_on(stage: Stage) -> None:
    await stage.command("language")
    assert "✓ As in Telegram" in stage.labels
    await stage.press("Deutsch")
    assert "✓ Deutsch" in stage.labels
    assert stage.said != "Which language shall I speak with you?"
    menu = stage.messenger.menus[ADA.user_id]
    assert menu is not None
    assert menu.language == "de"
    await stage.command("start", chat=GROUP)
    assert stage.said.startswith("Hallo Ada!")
    await stage.press(ChooseLanguage(ADA.user_id, 0))
    assert stage.messenger.menus == {ADA.user_id: None}
    await stage.command("start")
    assert stage.said.startswith("Hello Ada!")


async def test_language_of_a_later_version_changes_nothing(stage: Stage) -> None:
    await stage.command("language")
    told = await refusal(stage.press(ChooseLanguage(ADA.user_id, 9)))
    assert told == "This button is out of date. Please ask me again."
    assert await stage.services.people.find(ADA.user_id) is None


async def test_language_is_ones_own_in_a_group(stage: Stage) -> None:
    await stage.services.people.set_language(ADA.user_id, "ru")
    await stage.command("start", chat=GROUP, by=BEN)
    assert stage.said.startswith("Hello Ben!")


async def test_answer_to_a_question_is_taken_once(stage: Stage) -> None:
    await stage.command("rate")
    await write(stage, "Heat 4")
    assert await stage.stars() == {HEAT: 4.0}
    await write(stage, "Heat")  # a title like any other now
    assert "Next ▶" in stage.labels


async def test_question_waits_on_where_the_answer_was_not_understood(stage: Stage) -> None:
    await stage.command("rate")
    assert (await refusal(write(stage, "Heat 11"))).startswith("Stars go from")
    await write(stage, "Heat")
    assert stage.said.endswith("How many stars?")


async def test_similar_takes_a_title_as_its_answer(stage: Stage) -> None:
    await stage.command("similar")
    await write(stage, "Heat")
    assert stage.said.startswith("<i>like Heat (1990)</i>")


async def test_question_of_long_ago_is_answered_by_nothing(stage: Stage) -> None:
    stage.clock.moved = -700
    await stage.command("similar")
    stage.clock.moved = 0
    await write(stage, "Heat")
    assert stage.said.startswith("<b>Heat</b> (1990)")


async def test_any_command_but_cancel_ends_the_waiting(stage: Stage) -> None:
    await stage.command("similar")
    await handlers.on_any_command(await stage.turn(text="/cancel"))
    await stage.command("cancel")
    assert stage.said == "Cancelled."
    await stage.command("similar")
    await handlers.on_any_command(await stage.turn(text="/help"))
    await stage.command("cancel")
    assert stage.said == "There is nothing to cancel."


async def test_reply_in_a_group_answers_only_whoever_was_asked(stage: Stage) -> None:
    await stage.command("rate", chat=GROUP)
    asked = stage.messenger.latest
    await handlers.on_group_reply(await stage.turn(BEN, GROUP, text="Heat 1"))
    await handlers.on_group_reply(await stage.turn(None, GROUP, text="Heat 1"))
    assert stage.messenger.latest == asked
    await write(stage, "Heat 5", GROUP)
    assert await stage.stars() == {HEAT: 5.0}
    assert await stage.stars(BEN) == {}


async def test_chatter_in_a_group_is_nothing_the_bot_need_mind(stage: Stage) -> None:
    await write(stage, "Heat", GROUP)
    assert stage.messenger.sent == []


async def test_question_goes_along_when_the_group_moves(stage: Stage) -> None:
    await stage.command("rate", chat=GROUP)
    moved = Chat(-800, is_private=False, is_group=True)
    await handlers.on_migration(await stage.turn(None, GROUP), GROUP.chat_id, moved.chat_id)
    await write(stage, "Heat 5", moved)
    assert await stage.stars() == {HEAT: 5.0}


async def test_what_is_no_text_or_no_command_of_ones_own_is_explained(stage: Stage) -> None:
    await handlers.on_anything_else(await stage.turn())
    assert stage.said == "I only read text. Send me a film title, or /help."
    await handlers.on_unknown_command(await stage.turn(text="/quux"))
    assert stage.said == "I do not know that command. /help shows what I can do."
    await handlers.on_forwarded_command(await stage.turn(text="/forget"))
    assert stage.said.startswith("A forwarded command does nothing")


async def test_greeting_is_answered_with_what_there_is(stage: Stage) -> None:
    for text in ("hi", "?", "hola"):
        await write(stage, text)
        assert "I know films and no series, and none made after 2007." in stage.said
    await write(stage, "Thanks!")
    assert stage.said == "You are welcome! /recommend finds you a film."
    await write(stage, "stop")
    assert stage.said == "All right. Whenever you like: a film title, or /recommend."
    assert await stage.stars() == {}


async def test_bored_people_get_a_film_and_then_the_next_one(stage: Stage) -> None:
    await write(stage, "I'm bored")
    first = stage.said
    assert "Next ▶" in stage.labels
    await write(stage, "next")
    assert stage.said != first
    second = stage.messenger.latest
    await write(stage, "weiter")
    assert stage.messenger.latest != second


async def test_stop_takes_back_a_question(stage: Stage) -> None:
    await stage.command("rate")
    await write(stage, "stop")
    assert stage.said == "Cancelled."


async def test_genre_is_a_wish(stage: Stage) -> None:
    for text, asked in (("action", "Action"), ("war films", "War"), ("Kriegsfilme", "War")):
        await write(stage, text)
        assert stage.said.startswith(f"<i>{asked}</i>")


async def test_several_lines_are_several_ratings_with_one_undo(stage: Stage) -> None:
    await write(stage, "Heat 5\nAlien 4\nPredator ★3\nRonin 2")
    assert await stage.stars() == {HEAT: 5.0, ALIEN: 4.0, PREDATOR: 3.0}
    assert stage.said.startswith("3 ratings saved:\n★5 <b>Heat</b> (1990)\n★4 <b>Alien</b>")
    assert "Not saved, because it may mean something else:\nRonin 2" in stage.said
    assert stage.labels == ["★2 for Ronin (1996)", "↩ Undo"]
    await stage.press("↩ Undo")
    assert stage.said == "Undone. You have 0 ratings now."
    assert await stage.stars() == {}


async def test_undo_of_several_leaves_what_was_said_since(stage: Stage) -> None:
    await write(stage, "Heat 5\nAlien 4")
    several = stage.messenger.latest
    await write(stage, "Heat 3.5")
    await stage.press("↩ Undo", on=several)
    assert await stage.stars() == {HEAT: 3.5}


async def test_lines_of_which_one_is_no_rating_are_no_list(stage: Stage) -> None:
    await write(stage, "Heat 5\nwhat a film it was")
    assert await stage.stars() == {}


async def test_stars_below_a_card_are_asked_about_for_its_film(stage: Stage) -> None:
    await write(stage, "Heat")
    await write(stage, "4")
    assert stage.said == "★4 for this film?"
    assert await stage.stars() == {}
    await stage.press("★4 for Heat (1990)")
    assert await stage.stars() == {HEAT: 4.0}


async def test_ten_points_are_said_to_be_stars(stage: Stage) -> None:
    await write(stage, "Heat 9/10")
    assert "9/10 is ★4.5." in stage.said
    assert await stage.stars() == {HEAT: 4.5}


async def test_edited_rating_is_given_again(stage: Stage) -> None:
    await write(stage, "Heat 4")
    await handlers.on_edited_text(await stage.turn(text="Heat 2"))
    assert stage.said.startswith("★2 for <b>Heat</b> (1990) (was ★4).")
    assert await stage.stars() == {HEAT: 2.0}
    said = stage.messenger.latest
    await handlers.on_edited_text(await stage.turn(text="what I wanted to say"))
    assert stage.messenger.latest == said


async def test_wish_for_later_films_says_where_they_end(stage: Stage) -> None:
    await stage.command("recommend", "2022")
    assert "My films end in 2007." in stage.said
    await stage.command("recommend", "western 1990")
    assert "My films end" not in stage.said
