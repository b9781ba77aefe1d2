"""Whole movie nights: four people, two groups at once, from the opening to the morning after."""

import re
from dataclasses import dataclass

from bot.playground import Message, Person
from bot.playground.model import Chat
from tests.e2e.conftest import Conversation

DAY = 86_400
TASTES = {
    "Ada": ("Heat 5", "Fargo 4.5", "Toy Story 2", "Alien 4"),
    "Ben": ("Toy Story 5", "Aladdin 4.5", "Heat 2", "Shrek 4"),
    "Chiara": ("Alien 5", "The Matrix 4.5", "Blade Runner 5"),
}


@dataclass(frozen=True)
class Company:
    """Two groups: everybody, and three of them; Deniz has never written to the bot."""

    conversation: Conversation
    ada: Person
    ben: Person
    chiara: Person
    deniz: Person
    all_four: Chat
    three: Chat

    async def said(self, chat: Chat, text: str) -> Message:
        """The newest message of the bot that says so, once there is one."""
        world, found = self.conversation.world, list[Message]()

        def there() -> bool:
            messages = world.chats[chat.id].messages.values()
            found[:] = [
                each
                for each in messages
                if each.sender_id == world.bot.id
                and (text in each.text or text in self.question(each))
            ]
            return bool(found)

        await world.journal.until(there, 20.0)
        return found[-1]

    def question(self, message: Message) -> str:
        poll = self.conversation.world.polls.get(message.poll_id)
        return poll.question.text if poll else ""

    def options(self, message: Message) -> list[str]:
        return [option.text for option in self.conversation.world.polls[message.poll_id].options]


async def company(conversation: Conversation) -> Company:
    ada, ben = conversation.person("Ada"), conversation.person("Ben", "de")
    chiara, deniz = conversation.person("Chiara"), conversation.person("Deniz")
    for person in (ada, ben, chiara):
        for rating in TASTES[person.user.first_name]:
            await person.says(f"/rate {rating}").reply()
    all_four = ada.creates_group("All four", ben, chiara, deniz)
    three = ben.creates_group("Drei", chiara, deniz)
    return Company(conversation, ada, ben, chiara, deniz, all_four, three)


async def test_two_groups_have_their_nights_at_once(conversation: Conversation) -> None:
    c = await company(conversation)
    poll, abstimmung = await they_gather(c)
    await what_all_read_and_what_one_reads(c, poll)
    winner = await all_vote(c, poll)
    assert not conversation.world.polls[abstimmung.poll_id].is_closed
    gewinner = await time_runs_out(c, abstimmung)
    conversation.world.advance(DAY)
    await they_tell_how_it_was(c, winner, gewinner)
    await they_look_back(c, winner, gewinner)


async def they_gather(c: Company) -> tuple[Message, Message]:
    """Both groups side by side; the polls of the two."""
    first = await c.ada.says("/movienight drama -horror", chat=c.all_four).reply()
    second = await c.ben.says("/movienight", chat=c.three).reply()
    for person in (c.ben, c.chiara, c.deniz):
        assert await person.presses(first, "🙋 I’m in").toast()
    assert await c.chiara.presses(second, "🙋 Bin dabei").toast()
    await c.said(c.all_four, "In (4): Ada, Ben, Chiara, Deniz")
    await c.said(c.three, "Dabei (2): Ben, Chiara")
    await c.ada.presses(first, "▶ Start the vote").toast()
    await c.ben.presses(second, "▶ Abstimmen").toast()
    begun = await c.said(c.all_four, "The vote is on, see below.")
    assert (begun.id, begun.buttons) == (first.id, ())
    return (
        await c.said(c.all_four, "Movie night 1: what would you watch?"),
        await c.said(c.three, "Filmabend 1: Was würdet ihr sehen?"),
    )


async def what_all_read_and_what_one_reads(c: Company, poll: Message) -> None:
    """The list names nobody; what it would be for oneself, and a veto, only oneself sees."""
    shortlist = await c.said(c.all_four, "films for the 4 of you")
    assert "1 of you has not rated anything yet" in shortlist.text
    assert shortlist.text.count("everybody should give it ★") == 5
    assert not re.search("Ada|Ben|Chiara|Deniz", shortlist.text)
    *films, none = c.options(poll)
    assert (len(films), none) == (5, "None of these")
    assert all(film in shortlist.text for film in films)
    n_messages = len(c.all_four.messages)
    mine = await c.ada.presses(poll, "🔮 What would I give?").toast()
    assert mine.startswith("Only you see this. I expect you to give:\n1. ★")
    unknown = await c.deniz.presses(poll, "🔮 What would I give?").toast()
    assert unknown.startswith("Only you see this. I do not know your taste yet")
    veto = await c.chiara.presses(poll, "✕ 1").toast()
    assert veto.startswith(f"Ruled out: {films[0].removeprefix('1. ')}. Nobody sees that it was")
    second = await c.chiara.presses(poll, "✕ 2").toast()
    assert second.startswith("You have one veto in each round, and it is on ")
    assert len(c.all_four.messages) == n_messages


async def all_vote(c: Company, poll: Message) -> str:
    """Who has voted last ends the vote; the film."""
    c.ada.votes(poll, 0, 1)
    c.ben.votes(poll, 0, 2)
    await c.deniz.votes(poll, 0, 1).settled()
    state = await c.ben.says("/movienight", chat=c.all_four).reply()
    assert "The vote is on: 3 of you have voted. Time left: 1 hour" in state.text
    assert state.reply_to == poll.id
    assert f"Ruled out: {c.options(poll)[0].removeprefix('1. ')}" in state.text
    assert not re.search("Ada|Ben|Chiara|Deniz", state.text)
    c.chiara.votes(poll, 1)
    decision = await c.said(c.all_four, "Tonight you watch")
    winner = c.options(poll)[1].removeprefix("2. ")  # as many wanted the first: it is ruled out
    assert f"Tonight you watch {winner}!" in decision.text
    more = c.options(poll)[0].removeprefix("1. ")
    assert f"Ruled out: {more}\n" in decision.text
    assert [button.value for button in decision.buttons] == ["https://t.me/moviebot"]
    assert "3 of 4 who voted would watch it." in decision.text
    assert c.conversation.world.polls[poll.poll_id].is_closed
    return winner


async def time_runs_out(c: Company, poll: Message) -> str:
    """The vote of the other group ends by the clock; who has not joined may vote; the film."""
    await c.deniz.votes(poll, 2).settled()
    c.conversation.world.advance(3600)
    decision = await c.said(c.three, "Heute seht ihr")
    winner = c.options(poll)[2].removeprefix("3. ")
    assert f"Heute seht ihr {winner}!" in decision.text
    assert "1 von 1, die abgestimmt hat" in decision.text
    return winner


async def they_tell_how_it_was(c: Company, winner: str, gewinner: str) -> None:
    """Asked in private, each in their language, where that is possible."""
    of_ada = await c.said(c.ada.private, f"How was {winner} at the movie night?")
    of_ben = await c.said(c.ben.private, f"Wie war {winner} am Filmabend?")
    of_ben_too = await c.said(c.ben.private, f"Wie war {gewinner} am Filmabend?")
    of_chiara = await c.said(c.chiara.private, f"How was {winner} at the movie night?")
    assert not c.deniz.private.messages
    done = await c.ada.presses(of_ada, "★★★★½").reply()
    assert done.text.startswith(f"★4.5 for {winner}. Thank you")
    assert await c.ben.presses(of_ben, "Ich habe ihn nicht gesehen").toast() == "Notiert"
    assert await c.ben.presses(of_ben_too, "★★★★★").toast() == "★5 gespeichert"
    by_mistake = await c.chiara.presses(of_chiara, "★★").reply()
    again = await c.chiara.presses(by_mistake, "Change").reply()
    assert "How was" in again.text
    await c.chiara.presses(again, "★★★").reply()
    profile = await c.conversation.services.ratings.profile(c.ada.id)
    assert max(profile, key=lambda rating: rating.rated_at).stars == 4.5


async def they_look_back(c: Company, winner: str, gewinner: str) -> None:
    """Each group sees its own nights, and nothing that somebody could be recognized by."""
    history = await c.ada.says("/movienight history", chat=c.all_four).reply()
    assert winner in history.text
    assert "2 of 4 people have told me how it was" in history.text
    assert "★" not in history.text
    verlauf = await c.ben.says("/movienight verlauf", chat=c.three).reply()
    assert gewinner in verlauf.text
    assert winner not in verlauf.text
    again = await c.deniz.says("/movienight", chat=c.all_four).reply()
    assert "In (1): Deniz" in again.text


async def test_history_tells_how_good_the_film_was_once_three_have_said(
    conversation: Conversation,
) -> None:
    c = await company(conversation)
    await c.deniz.says("/start").reply()
    night = await c.ada.says("/movienight", chat=c.all_four).reply()
    for person in (c.ben, c.chiara, c.deniz):
        await person.presses(night, "🙋 I’m in").toast()
    await c.ada.presses(night, "▶ Start the vote").toast()
    poll = await c.said(c.all_four, "what would you watch?")
    for person in (c.ada, c.ben, c.chiara, c.deniz):
        person.votes(poll, 0)
    await c.said(c.all_four, "Tonight you watch")
    conversation.world.advance(DAY)
    for person, stars in ((c.ada, "★★★★★"), (c.chiara, "★★★★"), (c.deniz, "★★★")):
        asked = await c.said(person.private, "at the movie night?")
        await person.presses(asked, stars).reply()
    history = await c.deniz.says("/movienight history", chat=c.all_four).reply()
    assert "★4 on average, from 3 of 4 people" in history.text


async def test_list_that_nobody_likes_is_followed_by_others(conversation: Conversation) -> None:
    c = await company(conversation)
    night = await c.ada.says("/movienight", chat=c.all_four).reply()
    await c.ben.presses(night, "🙋 I’m in").toast()
    await c.ada.presses(night, "▶ Start the vote").toast()
    first = await c.said(c.all_four, "Movie night 1: what would you watch?")
    c.ada.votes(first, "None of these")
    c.ben.votes(first, "None of these")
    second = await c.said(c.all_four, "Movie night 1, round 2: what would you watch?")
    await c.said(c.all_four, "Most of you want none of these.")
    assert not set(c.options(first)[:-1]) & set(c.options(second)[:-1])
    late = await c.ada.presses(first, "✕ 1").toast()
    assert late == "This vote is over."
    c.ada.votes(second, 4)
    c.ben.votes(second, 4)
    decision = await c.said(c.all_four, "Tonight you watch")
    assert c.options(second)[4].removeprefix("5. ") in decision.text


async def test_vote_is_closed_early_only_by_who_may(conversation: Conversation) -> None:
    c = await company(conversation)
    night = await c.ben.says("/movienight", chat=c.three).reply()
    await c.chiara.presses(night, "🙋 Bin dabei").toast()
    await c.ben.presses(night, "▶ Abstimmen").toast()
    poll = await c.said(c.three, "Filmabend 1")
    poll = await c.said(c.three, "Was würdet ihr sehen?")
    refused = await c.chiara.presses(poll, "⏹ Beenden").toast()
    assert refused == "Only whoever opened the night and the group’s admins can do that."
    c.chiara.votes(poll, 3)
    assert await c.ben.presses(poll, "⏹ Beenden").toast() == "Ich zähle die Stimmen."
    decision = await c.said(c.three, "Heute seht ihr")
    assert c.options(poll)[3].removeprefix("4. ") in decision.text
    assert await c.ben.presses(poll, "⏹ Beenden").toast() == "Diese Abstimmung ist vorbei."
    assert "Vote" not in (await c.ben.says("/movienight", chat=c.three).reply()).text
