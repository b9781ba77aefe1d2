"""A movie night, from opening it to the morning after: who may do what, and what is then said."""

from collections.abc import Sequence

import pytest

from bot.conversation.messenger import MessageAt, UnreachableError
from bot.conversation.turn import Chat, Person
from bot.movie_night import voting
from bot.movie_night.handlers.opening import MAX_NIGHTS_A_DAY
from bot.movie_night.handlers.voting import on_vote
from bot.movie_night.presses import (
    MorningAsk,
    MorningStars,
    NightClose,
    NightJoin,
    NightLike,
    NightOpenFor,
    NightStart,
    NightVeto,
)
from bot.movie_night.request import NightRequest
from bot.movie_night.roster import redraw_all
from bot.welcome import handlers
from storage.nights import Night, NightState
from tests.turns import ADA, BEN, EVE, GONE, GROUP, HEAT, Stage, other_model, refusal

RIGHTS = "Only whoever opened the night and the group’s admins can do that."
OVER = "This movie night is over. A new one: /movienight"
ELSEWHERE = Chat(-701, is_private=False, is_group=True)


async def open_night(stage: Stage, text: str = "", *members: Person) -> MessageAt:
    """Opened by Ada; where its roster stands."""
    await stage.command("movienight", text, chat=GROUP)
    roster = stage.messenger.sent[-1].at
    for member in members:
        await stage.press("🙋 I’m in", by=member, chat=GROUP, on=roster)
    return roster


async def begin_vote(stage: Stage, *members: Person) -> MessageAt:
    """Where its poll stands."""
    roster = await open_night(stage, "", *members)
    await stage.press("▶ Start the vote", chat=GROUP, on=roster)
    (poll,) = stage.messenger.polls
    return poll


async def night(stage: Stage, night_id: int = 1) -> Night:
    found = await stage.services.nights.find(night_id)
    assert found is not None
    return found


async def vote(stage: Stage, poll: MessageAt, who: Person | None, options: Sequence[int]) -> None:
    poll_id = stage.messenger.polls[poll].poll_id
    await on_vote(await stage.turn(who, is_vote=True), poll_id, options)


async def redrawn(stage: Stage, at: MessageAt) -> str:
    """How a message stands once everything is drawn."""
    await stage.messenger.settled()
    return stage.messenger.messages[at].text


async def test_night_is_for_groups(stage: Stage) -> None:
    await stage.command("movienight")
    assert stage.said.startswith("Movie night is for groups")
    assert await stage.services.nights.under_way() == []


async def test_whoever_opens_a_night_watches_along(stage: Stage) -> None:
    await open_night(stage)
    assert stage.said.startswith("🍿 <b>Movie night</b>\n<b>In (1):</b> Ada Lovelace\n")
    assert stage.link("★ Rate a few films first") == "https://t.me/moviebot?start=rate"


async def test_anonymous_admin_cannot_open_a_night(stage: Stage) -> None:
    told = await refusal(stage.command("movienight", by=None, chat=GROUP))
    assert told.startswith("I cannot tell who you are here.")


async def test_wishes_of_the_command_are_understood_and_the_rest_is_named(stage: Stage) -> None:
    roster = await open_night(stage, "comedy 90s bananas")
    said = [each.reply.text for each in stage.messenger.sent]
    assert "<b>Films:</b> Comedy · 1990s · new to all of you" in said[0]
    assert said[1].startswith("I did not understand “bananas” and left it out")
    assert stage.messenger.messages[stage.messenger.sent[0].at].text == said[0]
    assert roster == stage.messenger.sent[1].at


async def test_who_asks_again_gets_the_night_further_down(stage: Stage) -> None:
    first = await open_night(stage)
    second = await open_night(stage, "romance")
    assert stage.messenger.messages[first].text == "🍿 The movie night goes on further down."
    assert "Romance" in stage.messenger.messages[second].text
    assert (await night(stage)).message_id == second.message_id
    assert len(await stage.services.nights.under_way()) == 1


async def test_people_come_and_go(stage: Stage) -> None:
    roster = await open_night(stage, "", BEN)
    assert stage.messenger.toasts[-1].startswith("You are in. The group sees your name")
    assert "<b>In (2):</b> Ada Lovelace, Ben &lt;b&gt;\n" in await redrawn(stage, roster)
    await stage.press("🙋 I’m in", by=BEN, chat=GROUP, on=roster)
    assert stage.messenger.toasts[-1] == "You are in already."
    await stage.press("👋 I’m out", by=BEN, chat=GROUP, on=roster)
    await stage.press("👋 I’m out", by=BEN, chat=GROUP, on=roster)
    assert stage.messenger.toasts[-2:] == ["You are out.", "You are not in."]
    assert [each.user_id for each in (await night(stage)).members] == [ADA.user_id]


async def test_who_joins_while_the_bot_stops_is_in_and_drawn_later(stage: Stage) -> None:
    roster = await open_night(stage)
    stage.messenger.runs = False
    await stage.press("🙋 I’m in", by=BEN, chat=GROUP, on=roster)
    assert "(1)" in await redrawn(stage, roster)
    stage.messenger.runs = True
    await redraw_all(stage.services, stage.messenger)  # as the next start does
    assert "<b>In (2):</b>" in await redrawn(stage, roster)


async def test_anonymous_admin_cannot_watch_along(stage: Stage) -> None:
    roster = await open_night(stage)
    press = stage.press("🙋 I’m in", by=None, chat=GROUP, on=roster)
    assert (await refusal(press)).startswith("I cannot tell who you are here.")


async def test_button_of_a_night_works_only_in_its_group(stage: Stage) -> None:
    await open_night(stage)
    press = NightJoin(ADA.user_id, 1)
    assert await refusal(stage.press(press, by=BEN, chat=ELSEWHERE)) == OVER
    assert await refusal(stage.press(NightJoin(ADA.user_id, 77), by=BEN, chat=GROUP)) == OVER


async def test_only_who_watches_along_has_a_say_in_the_wishes(stage: Stage) -> None:
    roster = await open_night(stage)
    told = await refusal(stage.press("⚙ Filter", by=BEN, chat=GROUP, on=roster))
    assert told == "Only those who are in can change that. Press “I’m in” first."
    told = await refusal(stage.command("movienight", "war", by=BEN, chat=GROUP))
    assert told.startswith("Only those who are in")
    stage.messenger.admins.add((GROUP.chat_id, BEN.user_id))
    await stage.press("⚙ Filter", by=BEN, chat=GROUP, on=roster)
    assert "Press a genre once" in await redrawn(stage, roster)
    await stage.press("Comedy", by=BEN, chat=GROUP, on=roster)
    assert NightRequest.decode((await night(stage)).request).wanted.genres == {"Comedy"}


async def test_time_and_films_seen_before_can_be_chosen(stage: Stage) -> None:
    roster = await open_night(stage)
    await stage.press("⏱ Time", chat=GROUP, on=roster)
    await redrawn(stage, roster)
    await stage.press("10 minutes", chat=GROUP, on=roster)
    await stage.press("✓ New to all of us", chat=GROUP, on=roster)
    request = NightRequest.decode((await night(stage)).request)
    assert (request.open_for, request.unseen) == (600, False)
    never = NightOpenFor(ADA.user_id, 1, 601)
    told = await refusal(stage.press(never, chat=GROUP, on=roster))
    assert told == "This button is out of date. Please ask me again."


async def test_film_others_shall_be_like_is_asked_about(stage: Stage) -> None:
    await open_night(stage, "like king kong")
    assert stage.said == "Which film do you mean by “king kong”?"
    await stage.press("King Kong (1999)", chat=GROUP)
    assert stage.said == "<b>Films:</b> like King Kong (1999) · new to all of you"
    told = await refusal(stage.press(NightLike(ADA.user_id, 1, GONE), chat=GROUP))
    assert told == "I do not have that film any more."


async def test_films_like_one_need_a_model(stage_without_model: Stage) -> None:
    told = await refusal(stage_without_model.command("movienight", "like heat", chat=GROUP))
    assert told == "I cannot tell yet which films are alike. Please try again later."
    assert await stage_without_model.services.nights.under_way() == []


@pytest.mark.parametrize("button", ["▶ Start the vote", "✕ Call it off"])
async def test_only_who_leads_starts_or_calls_off(stage: Stage, button: str) -> None:
    roster = await open_night(stage, "", BEN)
    assert await refusal(stage.press(button, by=BEN, chat=GROUP, on=roster)) == RIGHTS
    assert (await night(stage)).state is NightState.GATHERING
    stage.messenger.admins.add((GROUP.chat_id, BEN.user_id))
    await stage.press(button, by=BEN, chat=GROUP, on=roster)
    assert (await night(stage)).state is not NightState.GATHERING


async def test_admin_of_another_group_leads_nothing_here(stage: Stage) -> None:
    roster = await open_night(stage, "", BEN)
    stage.messenger.admins.add((ELSEWHERE.chat_id, BEN.user_id))
    press = stage.press("✕ Call it off", by=BEN, chat=GROUP, on=roster)
    assert await refusal(press) == RIGHTS


async def test_rights_that_cannot_be_asked_for_are_no_rights(stage: Stage) -> None:
    roster = await open_night(stage, "", BEN)
    stage.messenger.fail("is_admin", UnreachableError("cut off"))
    with pytest.raises(UnreachableError):
        await stage.press("✕ Call it off", by=BEN, chat=GROUP, on=roster)
    await stage.press("✕ Call it off", chat=GROUP, on=roster)  # the opener need not be asked for
    assert (await night(stage)).state is NightState.CANCELLED


async def test_night_called_off_is_over(stage: Stage) -> None:
    roster = await open_night(stage, "", BEN)
    await stage.press("✕ Call it off", chat=GROUP, on=roster)
    assert stage.messenger.toasts[-1] == "Called off"
    assert await refusal(stage.press(NightJoin(ADA.user_id, 1), by=EVE, chat=GROUP)) == OVER
    said = await redrawn(stage, roster)
    assert said.endswith("✕ Called off.")
    assert "Ada" not in said  # nobody's name stays where they may want to be forgotten
    await open_night(stage)
    assert (await night(stage, 2)).state is NightState.GATHERING


async def test_night_without_people_or_without_films_does_not_start(stage: Stage) -> None:
    roster = await open_night(stage)
    await stage.press("👋 I’m out", chat=GROUP, on=roster)
    start_button = NightStart(ADA.user_id, 1)
    told = await refusal(stage.press(start_button, chat=GROUP, on=roster))
    assert told == "Nobody is in yet. Press “I’m in” first."
    await stage.press("🙋 I’m in", chat=GROUP, on=roster)
    await stage.command("movienight", "war romance", chat=GROUP)
    told = await refusal(stage.press(start_button, chat=GROUP))
    assert told.startswith("I find no film for all of you that fits.")
    assert (await night(stage)).state is NightState.GATHERING


async def test_too_many_nights_in_a_day_are_refused(stage: Stage) -> None:
    for _ in range(MAX_NIGHTS_A_DAY):
        roster = await open_night(stage)
        await stage.press("✕ Call it off", chat=GROUP, on=roster)
    told = await refusal(stage.command("movienight", chat=GROUP))
    assert told == "That is enough movie nights for one day. Ask me again tomorrow."


async def test_vote_begins_with_a_list_and_a_poll_that_is_pinned(stage: Stage) -> None:
    await stage.rate({HEAT: 5})
    poll = await begin_vote(stage, BEN)
    shortlist = stage.messenger.sent[-1].reply.text
    assert shortlist.startswith("🍿 <b>Movie night 1:</b> films for the 2 of you\n1 of you has not")
    assert "Heat" not in shortlist  # one of them has seen it
    assert stage.messenger.polls[poll].question == "🍿 Movie night 1: what would you watch?"
    assert len(stage.messenger.counted[poll]) == 6
    assert stage.messenger.pinned == {poll}
    again = NightStart(ADA.user_id, 1)
    told = await refusal(stage.press(again, chat=GROUP))
    assert told == "The vote is on already; that cannot be changed any more."
    assert len(stage.messenger.polls) == 1


async def test_poll_that_could_not_be_sent_waits_for_the_clock(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    roster = await open_night(stage)
    stage.messenger.fail("send_poll", UnreachableError("cut off"))
    await stage.press("▶ Start the vote", chat=GROUP, on=roster)
    assert "has to wait: cut off" in caplog.text
    assert (await night(stage)).state is NightState.VOTING
    stage.messenger.work_again()
    await voting.carry_on(stage.services, stage.messenger, 1)
    assert len(stage.messenger.polls) == 1


async def test_who_asks_during_the_vote_is_led_to_the_poll(stage: Stage) -> None:
    poll = await begin_vote(stage, BEN)
    await vote(stage, poll, BEN, [0])
    await stage.command("movienight", chat=GROUP)
    assert "▶ The vote is on: 1 of you has voted. Time left: " in stage.said
    assert stage.messenger.sent[-1].to.answers == poll.message_id
    await stage.messenger.delete(poll)
    await stage.command("movienight", chat=GROUP)
    assert stage.messenger.sent[-1].to.answers != poll.message_id


async def test_veto_is_secret_one_each_and_can_be_taken_back(stage: Stage) -> None:
    poll = await begin_vote(stage, BEN)
    await stage.press("✕ 1", by=BEN, chat=GROUP, on=poll)
    assert stage.messenger.toasts[-1].startswith("Ruled out: ")
    assert "Nobody sees that it was you." in stage.messenger.toasts[-1]
    told = await refusal(stage.press("✕ 2", by=BEN, chat=GROUP, on=poll))
    assert told.startswith("You have one veto in each round, and it is on ")
    await stage.press("✕ 1", by=BEN, chat=GROUP, on=poll)
    assert stage.messenger.toasts[-1].startswith("Back in: ")
    assert await stage.services.night_votes.vetoed(1) == frozenset()


async def test_who_vetoes_watches_along(stage: Stage) -> None:
    poll = await begin_vote(stage)
    await stage.press("✕ 1", by=EVE, chat=GROUP, on=poll)
    assert [each.user_id for each in (await night(stage)).members] == [ADA.user_id, EVE.user_id]


async def test_veto_of_another_round_or_film_is_out_of_date(stage: Stage) -> None:
    poll = await begin_vote(stage)
    of_round_2, of_film_9 = NightVeto(ADA.user_id, 1, 2, 0), NightVeto(ADA.user_id, 1, 1, 8)
    told = await refusal(stage.press(of_round_2, chat=GROUP, on=poll))
    assert told == "This vote is over."
    told = await refusal(stage.press(of_film_9, chat=GROUP, on=poll))
    assert told == "This button is out of date. Please ask me again."


async def test_what_one_would_give_is_shown_to_them_alone(stage: Stage) -> None:
    await stage.rate({20: 5, 40: 5, 10: 1}, BEN)
    poll = await begin_vote(stage, BEN)
    n_sent = len(stage.messenger.sent)
    await stage.press("🔮 What would I give?", by=BEN, chat=GROUP, on=poll)
    await stage.press("🔮 What would I give?", by=EVE, chat=GROUP, on=poll)
    known, unknown = stage.messenger.alerts
    assert known.startswith("Only you see this. I expect you to give:\n1. ★")
    assert unknown.startswith("Only you see this. I do not know your taste yet;")
    assert len(stage.messenger.sent) == n_sent


async def test_film_that_is_gone_during_a_vote_has_no_stars(stage: Stage) -> None:
    poll = await begin_vote(stage)
    shown = (await stage.services.night_votes.rounds(1))[0].films
    stage.serve(other_model(films_gone=[shown[1].movie_id]))
    await stage.press("🔮 What would I give?", chat=GROUP, on=poll)
    assert "\n2. –\n" in stage.messenger.alerts[-1]


async def test_only_who_leads_ends_the_vote(stage: Stage) -> None:
    poll = await begin_vote(stage, BEN)
    end = "⏹ End the vote"
    assert await refusal(stage.press(end, by=BEN, chat=GROUP, on=poll)) == RIGHTS
    assert stage.services.night_votes.seconds_left((await stage.services.night_votes.rounds(1))[0])
    stage.messenger.admins.add((GROUP.chat_id, BEN.user_id))
    await stage.press(end, by=BEN, chat=GROUP, on=poll)
    assert stage.messenger.toasts[-1] == "I am counting the votes."
    assert not stage.services.night_votes.seconds_left(
        (await stage.services.night_votes.rounds(1))[0]
    )


async def test_film_with_most_votes_is_announced(stage: Stage) -> None:
    poll = await begin_vote(stage, BEN)
    await vote(stage, poll, ADA, [0, 1])
    await vote(stage, poll, BEN, [1])
    stage.messenger.counted[poll] = (1, 2, 0, 0, 0, 0)
    await stage.press("⏹ End the vote", chat=GROUP, on=poll)
    await voting.carry_on(stage.services, stage.messenger, 1)
    chosen = (await stage.services.night_votes.rounds(1))[0].films[1].movie_id
    decided = await night(stage)
    assert (decided.state, decided.movie_id) == (NightState.DECIDED, chosen)
    assert stage.said.startswith("🎬 Tonight you watch <b>")
    assert "2 of 2 who voted would watch it.\nIt has the most votes." in stage.said
    assert stage.messenger.pinned == set()
    told = await refusal(stage.press(NightClose(ADA.user_id, 1), chat=GROUP, on=poll))
    assert told == "This vote is over."


async def test_vote_without_a_name_is_explained_once(stage: Stage) -> None:
    poll = await begin_vote(stage)
    await vote(stage, poll, None, [0])
    assert stage.said.startswith("I cannot see who votes as an anonymous admin")
    n_sent = len(stage.messenger.sent)
    await vote(stage, poll, None, [1])
    await vote(stage, poll, None, [])
    assert len(stage.messenger.sent) == n_sent
    assert await stage.services.night_votes.votes(1, 1) == {}


async def test_vote_taken_back_counts_no_more(stage: Stage) -> None:
    poll = await begin_vote(stage, BEN)
    await vote(stage, poll, BEN, [0, 2])
    assert await stage.services.night_votes.votes(1, 1) == {BEN.user_id: frozenset({0, 2})}
    await vote(stage, poll, BEN, [])
    assert await stage.services.night_votes.votes(1, 1) == {}


async def test_gathering_goes_on_where_the_group_has_moved(stage: Stage) -> None:
    await open_night(stage, "", BEN)
    for _ in range(2):  # both chats say so
        moving = await stage.turn(None, GROUP)
        await handlers.on_migration(moving, GROUP.chat_id, ELSEWHERE.chat_id)
    roster = stage.messenger.sent[-1]
    assert roster.to.chat_id == ELSEWHERE.chat_id
    assert len([each for each in stage.messenger.sent if each.to.chat_id == -701]) == 1
    await stage.press("🙋 I’m in", by=EVE, chat=ELSEWHERE, on=roster.at)
    assert len((await night(stage)).members) == 3


async def test_history_of_no_nights_and_of_one(stage: Stage) -> None:
    await stage.command("movienight", "history", chat=GROUP)
    assert stage.said == "There has been no movie night here yet: /movienight"
    await open_night(stage, "", BEN)
    await stage.services.nights.decide(1, HEAT, "votes")
    await stage.command("movienight", "history", chat=GROUP)
    assert "<b>Heat</b> (1990)" in stage.said
    assert "0 of 2 people have told me how it was" in stage.said


async def test_morning_after_takes_stars_and_another_answer(stage: Stage) -> None:
    await open_night(stage)
    await stage.services.nights.decide(1, HEAT, "votes")
    await stage.press(MorningAsk(ADA.user_id, 1))
    assert stage.said == "How was <b>Heat</b> (1990) at the movie night?"
    await stage.press("★★★★½")
    assert stage.said.startswith("★4.5 for <b>Heat</b> (1990). Thank you")
    assert await stage.stars() == {HEAT: 4.5}
    await stage.press("Change")
    await stage.press("I did not watch it")
    assert stage.said.startswith("You did not watch <b>Heat</b> (1990).")
    assert await stage.stars() == {}
    (past,) = await stage.services.night_mornings.past(GROUP.chat_id)
    assert past.answers == {}


async def test_morning_button_with_impossible_stars_is_refused(stage: Stage) -> None:
    await open_night(stage)
    await stage.services.nights.decide(1, HEAT, "votes")
    told = await refusal(stage.press(MorningStars(ADA.user_id, 1, 11)))
    assert told.startswith("Stars go from ★0.5 to ★5")


async def test_rating_from_before_the_night_stays_with_who_did_not_watch(stage: Stage) -> None:
    stage.clock.moved = -1000
    await stage.rate({HEAT: 3})
    stage.clock.moved = 0
    await open_night(stage)
    await stage.services.nights.decide(1, HEAT, "votes")
    await stage.press(MorningStars(ADA.user_id, 1, 0))
    assert await stage.stars() == {HEAT: 3.0}


async def test_who_was_not_there_is_not_asked_how_it_was(stage: Stage) -> None:
    await open_night(stage)
    gone = "I no longer know that night."
    assert await refusal(stage.press(MorningStars(ADA.user_id, 1, 9))) == gone  # not decided
    await stage.services.nights.decide(1, HEAT, "votes")
    assert await refusal(stage.press(MorningStars(BEN.user_id, 1, 9), by=BEN)) == gone
    assert await refusal(stage.press(MorningAsk(ADA.user_id, 77))) == gone
    assert await stage.stars(BEN) == {}
