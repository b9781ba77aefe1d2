"""What a handler can say in a turn, and what becomes of it where it cannot be said."""

import logging

import pytest

from bot.conversation.messenger import Action, RefusedError, UnreachableError
from bot.conversation.offers import Offers
from bot.conversation.reply import Reply
from bot.conversation.turn import Chat
from bot.words.problems import Problem
from bot.words.texts import Html
from tests.turns import ADA, GROUP, HEAT, Stage, other_model

WORKING, DONE, BROKEN = Reply(Html("working")), Reply(Html("done")), Reply(Html("broken off"))


async def finish() -> Reply:
    return DONE


async def test_in_private_nothing_is_a_reply_unless_it_quotes(stage: Stage) -> None:
    turn = await stage.turn()
    await turn.say(DONE)
    await turn.say(DONE, quotes=True)
    plain, quoting = (each.to for each in stage.messenger.sent)
    assert plain.answers is None
    assert turn.message is not None
    assert quoting.answers == turn.message.at.message_id


async def test_in_a_group_everything_is_a_reply_in_its_topic(stage: Stage) -> None:
    forum = Chat(-700, is_private=False, is_group=True, thread_id=4)
    turn = await stage.turn(chat=forum)
    await turn.say(DONE)
    await turn.send_picture(b"png", Html("caption"))
    assert turn.message is not None
    places = [stage.messenger.sent[0].to, stage.messenger.attachments[0].to]
    assert [each.answers for each in places] == [turn.message.at.message_id] * 2
    assert [each.thread_id for each in places] == [4, 4]


async def test_message_that_cannot_be_edited_is_said_anew(stage: Stage) -> None:
    turn = await stage.turn()
    at = await turn.say(WORKING)
    await turn.replace(DONE, at)
    assert stage.messenger.messages == {at: DONE}
    await stage.messenger.delete(at)
    await turn.replace(DONE, at)
    assert stage.messenger.latest != at
    assert stage.said == "done"


async def test_edit_that_fails_otherwise_is_not_said_twice(stage: Stage) -> None:
    turn = await stage.turn()
    at = await turn.say(WORKING)
    stage.messenger.fail("edit", UnreachableError("cut off"))
    with pytest.raises(UnreachableError):
        await turn.replace(DONE, at)
    assert len(stage.messenger.sent) == 1


async def test_what_comes_of_work_is_said_where_it_was_announced(stage: Stage) -> None:
    turn = await stage.turn()
    await turn.become(WORKING, finish, broken_off=BROKEN)
    (said,) = stage.messenger.sent
    assert said.reply == WORKING
    assert said.to.answers is not None
    assert stage.messenger.messages == {said.at: DONE}


async def test_work_can_be_announced_in_a_message_that_there_is(stage: Stage) -> None:
    turn = await stage.turn()
    at = await turn.say(Reply(Html("before")))
    await turn.become(WORKING, finish, broken_off=BROKEN, at=at)
    assert stage.messenger.messages == {at: DONE}


async def test_work_on_something_impossible_says_why_in_its_place(stage: Stage) -> None:
    async def refuse() -> Reply:
        raise Problem("problem-film-gone")

    await (await stage.turn()).become(WORKING, refuse, broken_off=BROKEN)
    assert stage.said == "I do not have that film any more."
    assert len(stage.messenger.messages) == 1


async def test_work_that_fails_by_a_fault_of_ours_is_broken_off_and_raised(stage: Stage) -> None:
    async def fail() -> Reply:
        raise LookupError("a bug")

    with pytest.raises(LookupError, match="a bug"):
        await (await stage.turn()).become(WORKING, fail, broken_off=BROKEN)
    assert stage.said == "broken off"


async def test_result_of_work_whose_message_was_deleted_is_said_anew(stage: Stage) -> None:
    async def delete_meanwhile() -> Reply:
        assert stage.messenger.latest is not None
        await stage.messenger.delete(stage.messenger.latest)
        return DONE

    await (await stage.turn()).become(WORKING, delete_meanwhile, broken_off=BROKEN)
    assert [said.reply for said in stage.messenger.sent] == [WORKING, DONE]


async def test_work_announced_anew_since_its_message_is_gone_ends_where_it_was_announced(
    stage: Stage,
) -> None:
    turn = await stage.turn()
    gone = await turn.say(Reply(Html("before")))
    await stage.messenger.delete(gone)
    await turn.become(WORKING, finish, broken_off=BROKEN, at=gone)
    assert list(stage.messenger.messages.values()) == [DONE]


async def test_nothing_pressed_or_typed_means_no_toast_and_no_offer(stage: Stage) -> None:
    turn = await stage.turn()
    await turn.toast("toast")
    await turn.alert("alert")
    await turn.offer(Offers())
    assert (stage.messenger.toasts, stage.messenger.alerts) == ([], [])
    assert stage.messenger.offered == []
    pressed = await stage.turn(press_id="press")
    await pressed.toast("toast")
    await pressed.alert("alert")
    assert (stage.messenger.toasts, stage.messenger.alerts) == (["toast"], ["alert"])


async def test_action_is_shown_while_something_is_made_and_may_fail(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    turn = await stage.turn(chat=GROUP)
    async with turn.showing(Action.PHOTO):
        await turn.services.people.find(ADA.user_id)
    assert set(stage.messenger.shown) == {Action.PHOTO}
    stage.messenger.fail("show", RefusedError("not here"))
    async with turn.showing(Action.FILE):
        await turn.services.people.find(ADA.user_id)
    assert "what is being done was not shown: not here" in caplog.text


async def test_where_nothing_was_written_nothing_can_be_said(stage: Stage) -> None:
    turn = await stage.turn(query_id="typed")
    with pytest.raises(ValueError, match="no message to respond to"):
        await turn.say(DONE)


async def test_nobody_in_particular_cannot_be_asked_for(stage: Stage) -> None:
    turn = await stage.turn(None, GROUP)
    with pytest.raises(Problem, match="problem-nobody"):
        _ = turn.person


async def test_film_is_that_of_the_recommender_the_turn_began_with(stage: Stage) -> None:
    turn = await stage.turn()
    stage.serve(other_model(films_gone=[HEAT]))
    assert turn.film(HEAT).title == "Heat"
    later = await stage.turn()
    with pytest.raises(Problem, match="problem-film-gone"):
        later.film(HEAT)
