"""/rate and its buttons: what somebody types or presses, and what they have rated afterwards."""

from bot.conversation.messenger import MessageAt
from bot.rating import handlers
from bot.rating.presses import AskStars, GiveStars, UndoChange
from tests.turns import ADA, ALIEN, BEN, GONE, GROUP, HEAT, PREDATOR, Stage, other_model, refusal


async def test_title_with_stars_is_rated_at_once(stage: Stage) -> None:
    await stage.command("rate", "Heat 4.5")
    assert stage.said.startswith("★4.5 for <b>Heat</b> (1990). You have 1 rating.")
    assert stage.labels == ["↩ Undo", "Similar films"]
    assert await stage.stars() == {HEAT: 4.5}


async def test_second_thoughts_say_what_it_was(stage: Stage) -> None:
    await stage.command("rate", "Heat 4.5")
    await stage.command("rate", "heat 3.5")
    assert stage.said == "★3.5 for <b>Heat</b> (1990) (was ★4.5). You have 1 rating.\n" + (
        "Rate a few more, and /recommend gets to know you."
    )


async def test_title_alone_is_asked_about_by_buttons(stage: Stage) -> None:
    await stage.rate({HEAT: 2})
    await stage.command("rate", "Heat")
    assert stage.said == "<b>Heat</b> (1990)\nAction, Crime\nSo far: ★2\nHow many stars?"
    asked = stage.messenger.latest
    await stage.press("★★★★½")
    assert stage.messenger.latest == asked  # in place of the question
    assert stage.messenger.toasts == ["★4.5 saved"]
    assert await stage.stars() == {HEAT: 4.5}


async def test_title_with_a_slip_says_how_it_was_understood(stage: Stage) -> None:
    await stage.command("rate", "Alen 4")
    assert stage.said == "By “Alen” for ★4, do you mean this film?"
    assert await stage.stars() == {}
    await stage.press("Alien (1992)")
    assert await stage.stars() == {ALIEN: 4.0}


async def test_one_of_several_films_keeps_the_stars(stage: Stage) -> None:
    await stage.command("rate", "king kong 4")
    assert stage.said == "Which film do you mean by “king kong” for ★4?"
    await stage.press("King Kong (1999)")
    assert await stage.stars() == {100: 4.0}


async def test_one_of_several_films_without_stars_is_asked_about(stage: Stage) -> None:
    await stage.command("rate", "king kong")
    asked = stage.messenger.latest
    await stage.press("King Kong (1998)")
    assert stage.said.startswith("<b>King Kong</b> (1998)")
    assert stage.messenger.latest == asked
    assert await stage.stars() == {}


async def test_number_that_ends_a_title_is_asked_about(stage: Stage) -> None:
    await stage.command("rate", "Predator 2")
    assert stage.said == "Is that number stars, or part of the title?"
    assert await stage.stars() == {}
    await stage.press("★2 for Predator (1994)")
    assert await stage.stars() == {PREDATOR: 2.0}


async def test_number_that_may_count_a_later_film_is_asked_about(stage: Stage) -> None:
    await stage.command("rate", "Heat 2")
    assert "my films end in 2007" in stage.said
    assert stage.labels == ["★2 for Heat (1990)", "Another film"]
    assert await stage.stars() == {}
    await stage.press("Another film")
    assert stage.said == "Nothing was saved. I do not know that film: my films end in 2007."
    assert await stage.stars() == {}
    await stage.command("rate", "Heat 2")
    await stage.press("★2 for Heat (1990)")
    assert await stage.stars() == {HEAT: 2.0}


async def test_film_nobody_knows_is_told(stage: Stage) -> None:
    await stage.command("rate", "zzzzzz 4")
    assert stage.said.startswith("I know no film like “zzzzzz”.")
    assert await stage.stars() == {}


async def test_impossible_stars_are_refused(stage: Stage) -> None:
    told = "Stars go from ★0.5 to ★5 in halves, for example: /rate Heat 4.5"
    assert await refusal(stage.command("rate", "Heat 11")) == told
    old_button = GiveStars(ADA.user_id, HEAT, 11)
    await stage.command("rate", "Heat")
    assert await refusal(stage.press(old_button)) == told
    assert await stage.stars() == {}


async def test_undo_takes_the_rating_back_once(stage: Stage) -> None:
    await stage.command("rate", "Heat 4.5")
    undo = stage.button("↩ Undo")
    await stage.press("↩ Undo")
    assert stage.said == "Undone: <b>Heat</b> (1990) is not rated any more."
    assert stage.labels == ["★ Rate it"]
    assert await stage.stars() == {}
    await stage.press(undo)  # delivered twice
    assert stage.messenger.toasts == ["Undone", "That was undone already"]


async def test_undo_uncovers_the_rating_before(stage: Stage) -> None:
    await stage.command("rate", "Heat 2.5")
    await stage.command("rate", "Heat 5")
    await stage.press("↩ Undo")
    assert stage.said == "Undone: <b>Heat</b> (1990) has ★2.5 now."
    assert await stage.stars() == {HEAT: 2.5}


async def test_undo_of_what_was_said_again_since_is_refused(stage: Stage) -> None:
    await stage.command("rate", "Heat 2.5")
    first = stage.messenger.latest
    await stage.command("rate", "Heat 5")
    told = await refusal(stage.press("↩ Undo", on=first))
    assert told == "You have changed this rating since; undo that change first."
    assert await stage.stars() == {HEAT: 5.0}


async def test_nobody_undoes_the_change_of_another(stage: Stage) -> None:
    await stage.command("rate", "Heat 2.5")
    change = stage.button("↩ Undo")
    assert isinstance(change, UndoChange)
    forged = UndoChange(BEN.user_id, change.change_id)
    told = await refusal(stage.press(forged, by=BEN))
    assert told == "I do not know that rating any more."
    assert await stage.stars() == {HEAT: 2.5}


async def test_buttons_of_another_only_say_so(stage: Stage) -> None:
    await stage.command("rate", "Heat", chat=GROUP)
    before = stage.said
    await stage.press("★★★★★", by=BEN, chat=GROUP)
    assert stage.messenger.toasts == [
        "These buttons are for somebody else. Ask me yourself: /recommend"
    ]
    assert stage.said == before
    assert await stage.stars(BEN) == await stage.stars(ADA) == {}


async def test_anonymous_admin_is_nobody_to_rate_for(stage: Stage) -> None:
    told = "I cannot tell who you are here. Please write under your own name or in private."
    assert await refusal(stage.command("rate", "Heat 4", by=None, chat=GROUP)) == told
    await stage.command("rate", "Heat", chat=GROUP)
    assert await refusal(stage.press("★★★★★", by=None, chat=GROUP)) == told


async def test_film_that_is_gone_cannot_be_rated(stage: Stage) -> None:
    await stage.command("rate", "Heat")
    for press in (GiveStars(ADA.user_id, GONE, 9), AskStars(ADA.user_id, GONE)):
        told = await refusal(stage.press(press))
        assert told == "I do not have that film any more."
    assert await stage.stars() == {}


async def test_rating_of_a_film_that_is_gone_since_is_undone_by_its_number(stage: Stage) -> None:
    await stage.command("rate", "Heat 4")
    stage.serve(other_model(films_gone=[HEAT]))
    await stage.press("↩ Undo")
    assert stage.said.startswith("Undone: film 10 (not in the films I have loaded)")
    assert await stage.stars() == {}


async def test_question_in_a_group_opens_a_reply_field_to_whoever_asked(stage: Stage) -> None:
    await stage.command("rate", chat=GROUP)
    (said,) = stage.messenger.sent
    assert said.reply.text.startswith("Which film? Send me its title")
    assert said.expects_answer
    assert said.to.answers is not None
    asked = await stage.services.questions.peek(GROUP.chat_id, ADA.user_id)
    assert asked is not None
    assert asked.question == handlers.QUESTION


async def test_question_in_private_opens_none(stage: Stage) -> None:
    await stage.command("rate")
    (said,) = stage.messenger.sent
    assert not said.expects_answer
    assert said.to.answers is None


async def test_rating_from_a_message_that_was_deleted_is_confirmed_anew(stage: Stage) -> None:
    await stage.command("rate", "Heat")
    asked = stage.messenger.latest
    assert asked is not None
    button = stage.button("★★★★★")
    await stage.messenger.delete(asked)
    await stage.press(button, on=asked)
    assert stage.messenger.latest != asked
    assert stage.said.startswith("★5 for <b>Heat</b> (1990).")
    assert await stage.stars() == {HEAT: 5.0}


async def test_old_button_of_a_message_never_seen_here_still_rates(stage: Stage) -> None:
    await stage.press(GiveStars(ADA.user_id, HEAT, 9), on=MessageAt(ADA.user_id, 3))
    assert stage.said.startswith("★4.5 for <b>Heat</b> (1990).")
