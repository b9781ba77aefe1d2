"""The vote of a movie night: what counts, what wins, how it ends, and the morning after."""

import asyncio
from pathlib import Path

import pytest

from bot.playground import Message, Person
from bot.playground.faults import Fault
from storage.night_votes import Round
from storage.nights import Night, NightState
from tests.e2e.conftest import Conversation, conversing, settings_for
from tests.e2e.nights import MORNING, START, WINS, Group, films_of, group_of

CLOSE, FOR_ME = "⏹ End the vote", "🔮 What would I give?"


def people(conversation: Conversation, *names: str) -> list[Person]:
    return [conversation.person(name) for name in names]


async def time_is_over(conversation: Conversation, group: Group) -> None:
    night = await conversation.services.nights.current(group.chat.id)
    assert night is not None
    now = await last_round(conversation, night)
    await conversation.services.night_votes.end_now(night.night_id, now.round)


async def last_round(conversation: Conversation, night: Night) -> Round:
    return (await conversation.services.night_votes.rounds(night.night_id))[-1]


async def night_of(conversation: Conversation, night_id: int = 1) -> Night:
    night = await conversation.services.nights.find(night_id)
    assert night is not None
    return night


def buttons(message: Message) -> list[str]:
    return [button.text for button in message.buttons]


async def test_most_votes_win_once_everybody_has_voted(conversation: Conversation) -> None:
    ada, ben, chiara = people(conversation, "Ada", "Ben", "Chiara")
    group = group_of(conversation.world, ada, ben, chiara)
    poll = await group.votes_on(ada, ben)
    asked = group.poll_of(poll)
    assert asked.question.text == "🍿 Movie night 1: what would you watch?"
    assert [option.text for option in asked.options][-1] == "None of these"
    assert (asked.multiple, asked.is_anonymous, len(asked.options)) == (True, False, 6)
    assert buttons(poll) == ["✕ 1", "✕ 2", "✕ 3", "✕ 4", "✕ 5", FOR_ME, CLOSE]
    listed = group.of_bot("Movie night 1: films for the 2 of you")
    assert [message.id for message in listed] == [poll.id - 1]

    chiara.votes(poll, 3)  # has not joined before, and does now
    ada.votes(poll, 0, 2)
    await asyncio.sleep(3)
    assert not group.of_bot(WINS)  # Ben has not voted
    ada.votes(poll)
    ada.votes(poll, 2, 3)
    ben.votes(poll, 2, 3)
    chiara.votes(poll, 2)
    film = films_of(group, poll)[2]
    decision = await group.says(WINS)
    assert decision.text.startswith(
        f"🎬 Tonight you watch {film}!\n3 of 3 who voted would watch it."
    )
    assert group.poll_of(poll).is_closed
    closed = conversation.world.find(group.chat.id, poll.id)
    assert closed is not None
    assert closed.buttons == ()
    night = await night_of(conversation)
    assert [member.name for member in night.members] == ["Ada", "Ben", "Chiara"]
    assert night.reason == "votes"


async def test_a_tie_goes_to_the_film_higher_up(conversation: Conversation) -> None:
    ada, ben = people(conversation, "Ada", "Ben")
    group = group_of(conversation.world, ada, ben)
    poll = await group.votes_on(ada, ben)
    ada.votes(poll, 4)
    ben.votes(poll, 1)
    decision = await group.says(WINS)
    assert films_of(group, poll)[1] in decision.text
    assert "There was a tie; it was higher up on the list." in decision.text


async def test_vote_that_is_taken_back_is_waited_for(conversation: Conversation) -> None:
    ada, ben, chiara = people(conversation, "Ada", "Ben", "Chiara")
    group = group_of(conversation.world, ada, ben, chiara)
    poll = await group.votes_on(ada, ben, chiara)
    ada.votes(poll, 0)
    ben.votes(poll, 1)
    ben.votes(poll)
    chiara.votes(poll, 1)
    await asyncio.sleep(3)
    assert not group.of_bot(WINS)
    state = await ada.says("/movienight", chat=group.chat).reply()
    assert "2 of you have voted" in state.text
    ben.votes(poll, 0)
    assert "2 of 3 who voted" in (await group.says(WINS)).text


async def test_who_votes_without_a_name_is_told_once_that_it_does_not_count(
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.movie_night.ending._PATIENCE_UNCOUNTED", 0.5)
    ada, ben = people(conversation, "Ada", "Ben")
    group = group_of(conversation.world, ada, ben)
    poll = await group.votes_on(ada, ben)
    said = "I cannot see who votes as an anonymous admin"
    for options in ([], [3], [3, 4], []):
        votes_without_a_name(group, poll, options)
    hint = await group.says(said)
    assert hint.reply_to == poll.id
    assert await ben.presses(poll, "✕ 2").toast()  # buttons say who presses
    ada.votes(poll, 0)
    ben.votes(poll, 0)
    decision = await group.says(WINS)
    assert "2 of 2 who voted" in decision.text
    votes_without_a_name(group, poll, [3])
    await asyncio.sleep(1)
    assert len(group.of_bot(said)) == 1


def votes_without_a_name(group: Group, poll: Message, options: list[int]) -> None:
    """What Telegram tells of an administrator who stays anonymous."""
    chat = {"id": group.chat.id, "type": "supergroup", "title": group.chat.title}
    channel_bot = {"id": 136817688, "is_bot": True, "first_name": "Channel"}
    answer = {"poll_id": poll.poll_id, "voter_chat": chat, "option_ids": options}
    persistent = {"option_persistent_ids": [f"{poll.poll_id}-{option}" for option in options]}
    group.world.notify("poll_answer", {**answer, **persistent, "user": channel_bot})


async def test_thirty_members_are_the_most_and_others_may_vote(conversation: Conversation) -> None:
    ada, eve = people(conversation, "Ada", "Eve")
    others = people(conversation, *(f"P{number}" for number in range(29)))
    group = group_of(conversation.world, ada, eve, *others)
    poll = await group.votes_on(ada)
    for turn in [other.votes(poll, 1) for other in others]:
        await turn.settled()
    await eve.votes(poll, 1).settled()
    refused = await eve.presses(poll, "✕ 2").toast()
    assert refused == "That is as many people as I can find a film for: 30."
    assert await others[0].presses(poll, "✕ 1").toast()
    state = await eve.says("/movienight", chat=group.chat).reply()
    assert "In: 30 people" in state.text
    assert "30 of you have voted" in state.text  # and Ada has not
    ada.votes(poll, 1)
    assert "31 of 31 who voted" in (await group.says(WINS)).text


async def test_what_stays_of_a_night_names_nobody(conversation: Conversation) -> None:
    ada, ben = people(conversation, "Ada", "Ben")
    group = group_of(conversation.world, ada, ben)
    poll = await group.votes_on(ada, ben)
    (roster,) = group.of_bot("The vote is on, see below.")
    assert "In (2): Ada, Ben" in roster.text
    ada.votes(poll, 0)
    ben.votes(poll, 0)
    await group.says(WINS)
    (ended,) = group.of_bot("The vote is over, see below.")
    assert ended.id == roster.id
    assert "In: 2 people" in ended.text
    assert not [each for each in group.of_bot() if "Ada" in each.text or "Ben" in each.text]


async def test_without_votes_the_first_film_nobody_vetoed_wins(conversation: Conversation) -> None:
    ada, ben = people(conversation, "Ada", "Ben")
    group = group_of(conversation.world, ada, ben)
    poll = await group.votes_on(ada, ben)
    await ben.presses(poll, "✕ 1").toast()
    await time_is_over(conversation, group)
    decision = await group.says(WINS)
    assert films_of(group, poll)[1] in decision.text
    assert "Nobody voted" in decision.text


async def test_everybody_has_one_veto_and_nobody_sees_whose_it_was(
    conversation: Conversation,
) -> None:
    ada, ben = people(conversation, "Ada", "Ben")
    group = group_of(conversation.world, ada, ben)
    poll = await group.votes_on(ada, ben)
    first, second, *_ = films_of(group, poll)
    assert await ben.presses(poll, "✕ 1").toast() == (
        f"Ruled out: {first}. Nobody sees that it was you. Press again to take it back."
    )
    assert f"it is on {first}" in await ben.presses(poll, "✕ 2").toast()
    assert await ben.presses(poll, "✕ 1").toast() == f"Back in: {first}"
    assert (await ben.presses(poll, "✕ 2").toast()).startswith(f"Ruled out: {second}")
    ada.votes(poll, 1)
    ben.votes(poll, 0)
    assert first in (await group.says(WINS)).text
    assert "over" in await ben.presses(poll, "✕ 2").toast()


async def test_a_list_that_nobody_wants_is_followed_by_others(conversation: Conversation) -> None:
    ada, ben, chiara = people(conversation, "Ada", "Ben", "Chiara")
    group = group_of(conversation.world, ada, ben, chiara)
    poll = await group.votes_on(ada, ben, chiara)
    for person in (ada, ben):
        person.votes(poll, 5)
    chiara.votes(poll, 2)
    second = await group.asks(2)
    shown = films_of(group, poll)
    assert not set(shown) & set(films_of(group, second))
    assert group.of_bot("Most of you want none of these.")
    assert "round 2" in group.poll_of(second).question.text
    stale = await ben.presses(poll, "✕ 1").toast()
    assert "over" in stale
    for number, person in enumerate((ada, ben, chiara)):
        await person.presses(second, f"✕ {number + 1}").toast()
    ada.votes(second, 0, 5)
    ben.votes(second, 5)
    chiara.votes(second, 0, 5)  # more for none than for what is left
    third = await group.asks(3)
    for person in (ada, ben, chiara):
        person.votes(third, 5)
    decision = await group.says(WINS)
    assert shown[2] in decision.text  # the only film of all rounds with a vote and no veto
    assert "best of all rounds" in decision.text
    assert (await night_of(conversation)).reason == "rounds"


async def test_five_vetoes_end_a_round_at_once(conversation: Conversation) -> None:
    five = people(conversation, "Ada", "Ben", "Chiara", "Dora", "Emil")
    group = group_of(conversation.world, *five)
    poll = await group.votes_on(*five)
    for number, person in enumerate(five, 1):
        await person.presses(poll, f"✕ {number}").toast()
    await group.asks(2)
    assert group.of_bot("All of these were ruled out.")


async def test_own_prediction_is_for_own_eyes(conversation: Conversation) -> None:
    ada, ben = people(conversation, "Ada", "Ben")
    await ada.says("/rate heat 5").reply()
    group = group_of(conversation.world, ada, ben)
    poll = await group.votes_on(ada, ben)
    n_before = len(group.chat.messages)
    hers = await ada.presses(poll, FOR_ME).toast()
    assert hers.startswith("Only you see this. I expect you to give:\n1. ★")
    his = await ben.presses(poll, FOR_ME).toast()
    assert his.startswith("Only you see this. I do not know your taste yet")
    assert len(group.chat.messages) == n_before


async def test_opener_and_admins_may_end_the_vote(conversation: Conversation) -> None:
    owner, ada, ben = people(conversation, "Owner", "Ada", "Ben")
    group = group_of(conversation.world, owner, ada, ben)
    poll = await group.votes_on(ada, ben)
    ben.votes(poll, 3)
    refused = await ben.presses(poll, CLOSE).toast()
    assert refused == "Only whoever opened the night and the group’s admins can do that."
    assert await owner.presses(poll, CLOSE).toast() == "I am counting the votes."
    assert films_of(group, poll)[3] in (await group.says(WINS)).text


async def test_poll_is_pinned_where_the_bot_may(conversation: Conversation) -> None:
    ada, ben = people(conversation, "Ada", "Ben")
    group = group_of(conversation.world, ada, ben)
    ada.promotes_bot(group.chat)
    poll = await group.votes_on(ada, ben)
    await group.until(lambda: group.chat.pinned == [poll.id])
    ada.votes(poll, 0)
    ben.votes(poll, 0)
    await group.says(WINS)
    await group.until(lambda: group.chat.pinned == [])


async def test_two_nights_at_once_know_nothing_of_each_other(conversation: Conversation) -> None:
    ada, ben, chiara = people(conversation, "Ada", "Ben", "Chiara")
    first = group_of(conversation.world, ada, ben)
    second = group_of(conversation.world, chiara, ada)
    polls = [await first.votes_on(ada, ben), await second.votes_on(chiara, ada)]
    ada.votes(polls[0], 0)
    ada.votes(polls[1], 4)
    chiara.votes(polls[1], 4)
    assert films_of(second, polls[1])[4] in (await second.says(WINS)).text
    assert not first.of_bot(WINS)
    ben.votes(polls[0], 0)
    assert films_of(first, polls[0])[0] in (await first.says(WINS)).text
    again = await second.gather(ada, chiara)
    assert again.text.startswith("🍿 Movie night")


async def test_bot_that_is_thrown_out_calls_the_night_off(conversation: Conversation) -> None:
    ada, ben = people(conversation, "Ada", "Ben")
    group = group_of(conversation.world, ada, ben)
    poll = await group.votes_on(ada, ben)
    ada.votes(poll, 0)
    ada.removes_bot(group.chat)
    await time_is_over(conversation, group)
    for _ in range(150):
        if (await night_of(conversation)).state is NightState.CANCELLED:
            return
        await asyncio.sleep(0.1)
    pytest.fail("the night goes on")


async def test_group_that_allows_no_polls_is_told(conversation: Conversation) -> None:
    ada, ben = people(conversation, "Ada", "Ben")
    group = group_of(conversation.world, ada, ben)
    roster = await group.gather(ada, ben)
    conversation.world.faults.plan(Fault("error", "sendPoll", code=400))
    ada.presses(roster, START)
    await group.says("I may not send polls here")
    assert (await night_of(conversation)).state is NightState.CANCELLED
    assert group.polls() == []


async def test_group_that_becomes_a_supergroup_votes_on(conversation: Conversation) -> None:
    ada, ben = people(conversation, "Ada", "Ben")
    group = group_of(conversation.world, ada, ben)
    poll = await group.votes_on(ada, ben)
    ada.votes(poll, 1)
    larger = Group(conversation.world, ada.upgrades(group.chat))
    moved = await larger.asks()
    assert moved.poll_id == poll.poll_id  # forwarded: it stays one poll
    ben.votes(moved, 1)
    decision = await larger.says(WINS)
    assert films_of(group, poll)[1] in decision.text
    assert "2 of 2" in decision.text
    assert not group.of_bot(WINS)


async def test_group_that_becomes_a_supergroup_gathers_on(conversation: Conversation) -> None:
    ada, ben = people(conversation, "Ada", "Ben")
    group = group_of(conversation.world, ada, ben)
    await group.gather(ada, ben)
    larger = Group(conversation.world, ada.upgrades(group.chat))
    roster = await larger.says("In (2): Ada, Ben")
    assert len(larger.of_bot("Movie night")) == 1  # though both chats have told it
    ada.presses(roster, START)
    await larger.asks()


@pytest.mark.parametrize("whose", ["list", "poll", "roster"])
async def test_messages_may_be_deleted(conversation: Conversation, whose: str) -> None:
    ada, ben = people(conversation, "Ada", "Ben")
    group = group_of(conversation.world, ada, ben)
    poll = await group.votes_on(ada, ben)
    film = films_of(group, poll)[2]
    ada.votes(poll, 2)
    texts = {"list": "films for the 2 of you", "roster": "The vote is on", "poll": ""}
    gone = poll if whose == "poll" else group.of_bot(texts[whose])[-1]
    ben.votes(poll, 2)
    ada.deletes(gone)
    assert film in (await group.says(WINS)).text


async def test_votes_from_just_before_the_end_count(conversation: Conversation) -> None:
    ada, ben = people(conversation, "Ada", "Ben")
    group = group_of(conversation.world, ada, ben)
    poll = await group.votes_on(ada, ben)
    ada.votes(poll, 0)
    conversation.world.faults.plan(Fault("late_answer", "getUpdates", seconds=3, times=2))
    await time_is_over(conversation, group)
    ben.votes(poll, 0, 4)
    ada.votes(poll)
    ada.votes(poll, 4)
    decision = await group.says(WINS)
    assert films_of(group, poll)[4] in decision.text
    assert "2 of 2" in decision.text


async def test_morning_after(state_dir: Path) -> None:
    async with conversing(settings_for(state_dir, ask_after_hours=0)) as conversation:
        ada, ben, chiara, dora = people(conversation, "Ada", "Ben", "Chiara", "Dora")
        for person in (ada, ben, chiara):
            await person.says("/start").reply()
        chiara.blocks()  # and Dora has never written in private
        group = group_of(conversation.world, ada, ben, chiara, dora)
        poll = await group.votes_on(ada, ben, chiara, dora)
        for person in (ada, ben, chiara, dora):
            person.votes(poll, 1)
        await group.says(WINS)
        film = films_of(group, poll)[1]
        hers, his = [
            await Group(conversation.world, person.private).says(MORNING) for person in (ada, ben)
        ]
        assert hers.text == f"How was {film} at the movie night?"
        assert await ada.presses(hers, "★★★★½").toast() == "★4.5 saved"
        assert f"★4.5 {film}" in (await ada.says("/ratings").reply()).text
        assert await ben.presses(his, "★★").toast() == "★2 saved"
        his = await Group(conversation.world, ben.private).says("Thank you, it counts")
        his = await ben.presses(his, "Change").reply()
        his = await ben.presses(his, "I did not watch it").reply()
        assert his.text.startswith("You did not watch")
        assert "not rated any film" in (await ben.says("/ratings").reply()).text
        (past,) = await conversation.services.night_mornings.past(group.chat.id)
        assert past.answers == {ada.id: 4.5, chiara.id: None, dora.id: None}
        assert await conversation.services.night_mornings.due(-1000.0) == []
        stranger = await dora.presses_data(ada.id, hers.id, hers.buttons[0].data).toast()
        assert stranger  # it is Ada's
        assert (await conversation.services.ratings.totals()).n_ratings == 1


async def test_who_leaves_the_group_has_voted(conversation: Conversation) -> None:
    ada, ben = people(conversation, "Ada", "Ben")
    group = group_of(conversation.world, ada, ben)
    poll = await group.votes_on(ada, ben)
    ben.votes(poll, 4)
    ben.leaves(group.chat)
    await time_is_over(conversation, group)
    assert films_of(group, poll)[4] in (await group.says(WINS)).text


async def test_what_is_forgotten_is_not_counted(
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.movie_night.ending._PATIENCE", 1.0)  # what it misses does not come
    ada, ben = people(conversation, "Ada", "Ben")
    group = group_of(conversation.world, ada, ben)
    poll = await group.votes_on(ada, ben)
    ben.votes(poll, 3)
    question = await ben.says("/forget").reply()
    assert "1 movie night, with your vote" in question.text
    await ben.presses(question, "🗑 Delete everything").reply()
    await conversation.services.night_votes.end_now(1, 1)
    decision = await group.says(WINS)
    assert "Nobody voted" in decision.text
