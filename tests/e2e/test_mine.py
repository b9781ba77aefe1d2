"""What is one's own: ratings, watchlist, profile, the files to take away, and being forgotten."""

import asyncio
import re
from multiprocessing import active_children
from pathlib import Path

from bot.playground import Message, Person, World
from bot.playground.images import picture_size
from data.foreign import read_foreign
from data.foreign_rows import ForeignKind
from storage.marks import MarkKind
from tests.e2e.conftest import Conversation, conversing, settings_for

HEAT, ALIEN, JAWS, FARGO = 6, 1214, 1387, 608


def labels(message: Message) -> list[str]:
    return [button.text for button in message.buttons]


async def rates(person: Person, *ratings: str) -> None:
    for rating in ratings:
        assert "★" in (await person.says(rating).reply()).text


class TestRatings:
    FILMS = ("heat ★4", "alien ★5", "jaws ★3", "fargo ★4.5", "babe ★1", "clueless ★2",
             "casino ★3.5", "braveheart ★2.5", "goldeneye ★1.5", "twister ★0.5",
             "contact ★4")  # fmt: skip

    async def test_are_sorted_and_paged_in_place(self, conversation: Conversation) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben")
        await rates(ada, *self.FILMS)
        await rates(ben, "heat ★1")
        newest = await ada.says("/ratings").reply()
        assert newest.text.startswith("Your 11 ratings")
        assert "1. ★4 Contact (1997)" in newest.text
        assert "★ Rate a few films" not in labels(newest)
        assert {"✓ Newest", "Best", "Worst", "Title", "Page 2 ▶"} <= set(labels(newest))
        best = await ada.presses(newest, "Best").reply()
        assert best.id == newest.id
        assert "1. ★5 Alien (1979)\n2. ★4.5 Fargo (1996)\n3. ★4 Contact (1997)" in best.text
        worst = await ada.presses(best, "Worst").reply()
        assert "1. ★0.5 Twister (1996)\n2. ★1 Babe (1995)" in worst.text
        last = await ada.presses(worst, "Page 2 ▶").reply()
        assert "11. ★5 Alien (1979)" in last.text
        titles = await ada.presses(last, "Title").reply()
        assert "1. ★5 Alien (1979)\n2. ★1 Babe (1995)" in titles.text
        assert "for somebody else" in await ben.presses(titles, "Best").toast()
        assert "1. ★1 Heat" in (await ben.says("/ratings").reply()).text

    async def test_removal_and_undo_keep_page_and_order_over_a_restart(
        self, state_dir: Path
    ) -> None:
        world = World()
        async with conversing(settings_for(state_dir), world) as before:
            ada = before.person()
            await rates(ada, *self.FILMS)
            page = await ada.presses(await ada.says("/ratings").reply(), "Best").reply()
            page = await ada.presses(page, "Page 2 ▶").reply()
            assert "11. ★0.5 Twister (1996)" in page.text
        async with conversing(settings_for(state_dir), world):
            removed = ada.presses(page, "✕ 11")
            assert await removed.toast() == "Removed"
            without = await removed.reply()
            assert without.text.startswith("Your 10 ratings")
            assert "✓ Best" in labels(without)
            back = await ada.presses(without, "↩ Undo the removal").reply()
            assert back.text == page.text

    async def test_buttons_of_before_there_was_an_order_are_out_of_date(
        self, conversation: Conversation
    ) -> None:
        ada = conversation.person()
        await rates(ada, "heat ★4")
        listed = await ada.says("/ratings").reply()
        (new,) = (each.value for each in listed.buttons if each.text == "✕ 1")
        old = new.rpartition(".")[0]
        assert "out of date" in await ada.presses_data(ada.id, listed.id, old).toast()
        unknown = f"{old}.z"
        assert "out of date" in await ada.presses_data(ada.id, listed.id, unknown).toast()
        assert "★4 Heat" in (await ada.says("/ratings").reply()).text


async def test_what_is_still_empty_offers_films_to_rate(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben", "de")
    rate = {ada.id: "★ Rate a few films", ben.id: "★ Ein paar Filme bewerten"}
    for person in (ada, ben):
        for command in ("/ratings", "/watchlist"):
            empty = await person.says(command).reply()
            deck = await person.presses(empty, rate[person.id]).reply()
            assert deck.id == empty.id
            assert len([text for text in labels(deck) if text == "☆"]) == 25
    nothing = await ada.says("/profile").reply()
    deck = await ada.presses(nothing, "★ Let us begin").reply()
    assert "☆" in labels(deck)


class TestWatchlist:
    @staticmethod
    async def wants(conversation: Conversation, person: Person, *movie_ids: int) -> None:
        for movie_id in movie_ids:
            await conversation.services.marks.mark(person.id, movie_id, MarkKind.WANTED)

    async def test_says_how_to_fill_it(self, conversation: Conversation) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben")
        card = await ada.says("heat").reply()
        await ada.presses(card, "+ Watchlist").reply()
        empty = await ben.says("/watchlist").reply()
        assert empty.text.startswith("Your watchlist is empty.")
        shown = await ben.presses(empty, "🎬 Show me films").reply()
        assert "+ Watchlist" in labels(shown)
        listed = await ada.says("/watchlist").reply()
        assert listed.text.startswith("Your watchlist: 1 film, newest first\n\n1. Heat (1995) · ★")

    async def test_film_is_opened_taken_off_and_put_back(self, conversation: Conversation) -> None:
        ada = conversation.person()
        await self.wants(conversation, ada, HEAT, ALIEN, JAWS)
        listed = await ada.says("/watchlist").reply()
        assert re.findall(r"\d\. (.*) \(", listed.text) == ["Jaws", "Alien", "Heat"]
        opened = await ada.presses(listed, "▸ 2").reply()
        assert opened.id != listed.id
        assert "Alien (1979)" in opened.text
        turn = ada.presses(listed, "✕ 2")
        assert await turn.toast() == "Off your watchlist"
        without = await turn.reply()
        assert without.text.startswith("✕ Alien (1979) is off your watchlist.")
        assert "2 films" in without.text
        again = ada.presses(listed, "✕ 2")
        assert await again.toast() == "It was off your watchlist"
        back = await ada.presses(without, "↩ Undo").reply()
        assert "1. Alien" in back.text

    async def test_film_that_was_seen_is_rated_and_both_can_be_undone(
        self, state_dir: Path
    ) -> None:
        world = World()
        async with conversing(settings_for(state_dir), world) as before:
            ada, ben = before.person("Ada"), before.person("Ben")
            await self.wants(before, ada, HEAT, ALIEN)
            await self.wants(before, ben, HEAT)
            listed = await ada.says("/watchlist").reply()
            assert "for somebody else" in await ben.presses(listed, "✓ 2").toast()
            question = await ada.presses(listed, "✓ 2").reply()
            assert question.id == listed.id
            assert question.text == "✓ Heat (1995): seen.\nHow many stars?"
            undone = await ada.presses(question, "↩ Undo").reply()
            assert "2 films" in undone.text
            question = await ada.presses(undone, "✓ 1").reply()
        async with conversing(settings_for(state_dir), world) as after:
            turn = ada.presses(question, "★★★★½")
            assert await turn.toast() == "★4.5 saved"
            rated = await turn.reply()
            assert rated.text.startswith("✓ ★4.5 for Heat (1995).")
            assert "1 film," in rated.text
            assert await after.services.ratings.count(ada.id) == 1
            assert "1. Heat" in (await ben.says("/watchlist").reply()).text
            back = await ada.presses(rated, "↩ Undo").reply()
            assert "2 films" in back.text
            assert await after.services.ratings.count(ada.id) == 0
            skipped = await ada.presses(back, "✓ 1").reply()
            without = await ada.presses(skipped, "Without stars").reply()
            assert "1 film," in without.text

    async def test_old_buttons_leave_other_marks_alone(self, conversation: Conversation) -> None:
        ada = conversation.person()
        await self.wants(conversation, ada, HEAT)
        listed = await ada.says("/watchlist").reply()
        marks = conversation.services.marks
        await marks.mark(ada.id, HEAT, MarkKind.REFUSED)
        assert "was off" in await ada.presses(listed, "✕ 1").toast()
        mark = await marks.of_film(ada.id, HEAT)
        assert mark is not None
        assert mark.kind is MarkKind.REFUSED

    async def test_pages_are_turned_in_place_and_gone_films_are_listed(
        self, conversation: Conversation
    ) -> None:
        ada = conversation.person()
        await self.wants(conversation, ada, 987654, HEAT, ALIEN, JAWS, FARGO, 1)
        first = await ada.says("/watchlist").reply()
        second = await ada.presses(first, "Page 2 ▶").reply()
        assert second.id == first.id
        assert "6. film 987654" in second.text
        removed = await ada.presses(second, "✕ 6").reply()
        assert "5. Heat" in removed.text


class TestProfile:
    async def test_arrives_as_a_picture_with_the_same_in_words(
        self, conversation: Conversation
    ) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben", "de")
        await rates(ada, *TestRatings.FILMS)
        await rates(ben, "heat ★4")
        turn = ada.says("/profile")
        sent = await turn.reply(within=30)
        assert sent.media is not None
        assert sent.media.kind == "photo"
        content = conversation.world.files.stored[sent.media.file_id].content
        size = picture_size(content)
        assert size is not None
        assert (size.width, size.height) == (1080, 1350)
        assert sent.text.startswith("Your taste in films, from 11 ratings, ★2.9 on average.")
        assert re.search(r"I know \d+% of your taste", sent.text)
        assert len(sent.text) <= 1024
        actions = [event.text for event in turn.events if event.kind == "chat_action"]
        assert "upload_photo" in actions
        other = await ben.says("/profile").reply(within=30)
        assert other.text.startswith("Dein Filmgeschmack aus 1 Bewertung, im Schnitt ★4.0.")

    async def test_others_are_answered_while_it_is_drawn(self, conversation: Conversation) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben")
        await rates(ada, "heat ★4")
        turn = ada.says("/profile")
        await ben.says("/cancel").shows("nothing to cancel")
        assert not turn.messages
        assert (await turn.reply(within=30)).media is not None

    async def test_without_ratings_says_what_to_do(self, conversation: Conversation) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben")
        await rates(ben, "heat ★4")
        nothing = await ada.says("/profile").reply()
        assert nothing.text.startswith("I know nothing of your taste yet.")
        deck = await ada.presses(nothing, "★ Let us begin").reply()
        assert deck.text.startswith("Which of these have you seen?")
        group = ada.creates_group("Films", ben)
        there = await ada.says("/profile", chat=group).reply()
        assert there.buttons[0].value == "https://t.me/moviebot?start=rate"
        own = await ben.says("/profile", chat=group).reply(within=30)
        assert own.media is not None
        assert "from 1 rating" in own.text

    async def test_without_a_picture_the_words_are_sent(self, conversation: Conversation) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben")
        await rates(ada, "heat ★4")
        turn = ada.says("/profile")
        async with asyncio.timeout(20):
            while not active_children():  # noqa: ASYNC110 - a process tells nobody that it began
                await asyncio.sleep(0.01)
        for child in active_children():
            child.kill()
        words, excuse = await turn.replies(within=30)
        assert words.text.startswith("Your taste in films, from 1 rating")
        assert words.media is None
        assert excuse.text.startswith("I could not draw the picture")
        assert "nothing of your taste" in (await ben.says("/profile").reply()).text


class TestExport:
    async def test_files_read_back_are_what_was_told(self, conversation: Conversation) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben")
        await rates(ada, "heat ★4.5", "alien ★5")
        await rates(ben, "babe ★1")
        marks = conversation.services.marks
        await marks.mark(ada.id, ALIEN, MarkKind.WANTED)  # rated, which says more
        await marks.mark(ada.id, JAWS, MarkKind.SEEN)
        await marks.mark(ada.id, FARGO, MarkKind.WANTED)
        await marks.mark(ada.id, 1, MarkKind.REFUSED)
        ratings, watchlist = await ada.says("/export").replies()
        assert "The 3 films you have rated or seen." in ratings.text
        assert "letterboxd.com/import" in ratings.text
        assert "The film on your watchlist." in watchlist.text
        rows = self.rows(conversation, ratings, "moviebot-ratings.csv")
        stored = await conversation.services.ratings.profile(ada.id)
        assert {movie_id: stars for movie_id, stars, _ in rows if stars} == {
            each.movie_id: each.stars for each in stored
        }
        assert {told_at for _, stars, told_at in rows if stars} == {
            each.rated_at for each in stored
        }
        assert [movie_id for movie_id, stars, _ in rows if stars is None] == [JAWS]
        wanted = self.rows(conversation, watchlist, "moviebot-watchlist.csv")
        assert [movie_id for movie_id, _, _ in wanted] == [FARGO]
        (others,) = await ben.says("/export").replies()
        assert "The film you have rated or seen." in others.text

    @staticmethod
    def rows(
        conversation: Conversation, message: Message, name: str
    ) -> list[tuple[int | None, float | None, int | None]]:
        assert message.media is not None
        file = conversation.world.files.stored[message.media.file_id]
        assert file.name == name
        read = read_foreign(file.content, file.name)
        assert not any(each.fault.leaves_out for each in read.faults)
        wanted = {row.kind is ForeignKind.WANTED for row in read.rows}
        assert wanted == {"watchlist" in name}
        return [(row.film.movie_id, row.stars, row.told_at) for row in read.rows]

    async def test_nothing_told_is_one_sentence(self, conversation: Conversation) -> None:
        reply = await conversation.person().says("/export").reply()
        assert reply.text.startswith("You have told me nothing yet")

    async def test_in_a_group_nothing_is_posted_but_a_way_to_the_files(
        self, conversation: Conversation
    ) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben")
        await rates(ada, "heat ★4")
        group = ada.creates_group("Films", ben)
        there = await ada.says("/export", chat=group).reply()
        assert there.media is None
        assert "in private" in there.text
        assert there.buttons[0].value == "https://t.me/moviebot?start=export"
        sent = await ada.says("/start export").reply()
        assert sent.media is not None
        assert "nothing yet" in (await ben.says("/start export").reply()).text


class TestForgetting:
    async def test_takes_all_of_one_person_and_nothing_of_another(self, state_dir: Path) -> None:
        world = World()
        async with conversing(settings_for(state_dir), world) as before:
            ada, ben = before.person("Ada"), before.person("Ben")
            for person in (ada, ben):
                await rates(person, "heat ★4.5", "alien ★5")
                await before.services.marks.mark(person.id, FARGO, MarkKind.WANTED)
                await before.services.marks.mark(person.id, JAWS, MarkKind.SEEN)
            question = await ada.says("/forget").reply()
            for line in ("• 2 ratings", "• 1 film on your watchlist", "• 1 film marked as seen"):
                assert line in question.text
            assert "/export" in question.text
            assert "for somebody else" in await ben.presses(question, 0).toast()
            kept = await ada.presses(question, "Keep everything").reply()
            assert kept.text == "Nothing was deleted."
            assert not kept.buttons
            question = await ada.says("/forget").reply()
        async with conversing(settings_for(state_dir), world) as after:
            turn = ada.presses(question, "🗑 Delete everything")
            assert await turn.toast() == "Deleted"
            forgotten = await turn.reply()
            assert forgotten.id == question.id
            assert not forgotten.buttons
            for line in ("I have deleted everything", "• 2 ratings", "next training"):
                assert line in forgotten.text
            services = after.services
            assert await services.people.find(ada.id) is None
            assert await services.people.holdings(ada.id) is None
            assert (await services.ratings.totals()).n_people == 1  # Ben
            assert "Your 2 ratings" in (await ben.says("/ratings").reply()).text
            assert "1. Fargo" in (await ben.says("/watchlist").reply()).text

            again = ada.presses(question, "🗑 Delete everything")
            assert await again.toast() == "Deleted"
            assert (await again.settled()).messages == []  # it says so already
            assert await services.people.find(ada.id) is None
            assert "I keep nothing about you" in (await ada.says("/forget").reply()).text
            welcome = await ada.says("/start").reply()
            assert welcome.text.startswith("Hello Ada! Tap stars")

    async def test_old_question_deletes_nothing_that_was_told_since(
        self, conversation: Conversation
    ) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben")
        await rates(ada, "heat ★4")
        await rates(ben, "heat ★4")
        question = await ada.says("/forget").reply()
        await rates(ada, "alien ★5")
        turn = ada.presses(question, "🗑 Delete everything")
        assert "changed since" in await turn.toast()
        asked = await turn.reply()
        assert "• 2 ratings" in asked.text
        assert await conversation.services.ratings.count(ada.id) == 2
        done = await ada.presses(asked, "🗑 Delete everything").reply()
        assert "• 2 ratings" in done.text
        await asyncio.sleep(1.1)  # people are told apart by the second in which they first wrote
        await rates(ada, "heat ★4", "alien ★5")
        turn = ada.presses(asked, "🗑 Delete everything")
        assert "changed since" in await turn.toast()
        assert await conversation.services.ratings.count(ada.id) == 2
        assert await conversation.services.ratings.count(ben.id) == 1

    async def test_press_that_is_handled_again_after_a_crash_gets_the_same_answer(
        self, conversation: Conversation
    ) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben")
        await rates(ada, "heat ★4")
        await rates(ben, "heat ★4")
        question = await ada.says("/forget").reply()
        await conversation.services.people.forget(ada.id)  # and died before it answered
        forgotten = await ada.presses(question, "🗑 Delete everything").reply()
        assert "I have deleted everything" in forgotten.text
        assert "• 1 rating\n" in forgotten.text
        assert await conversation.services.people.find(ada.id) is None
        assert "Your 1 rating" in (await ben.says("/ratings").reply()).text

    async def test_chosen_language_and_its_menu_go_too(self, conversation: Conversation) -> None:
        await conversation.introduced()
        ada, ben = conversation.person("Ada", "en"), conversation.person("Ben", "en")
        for person in (ada, ben):
            choice = await person.says("/language").reply()
            await person.presses(choice, "Deutsch").reply()
        question = await ada.says("/forget").reply()
        forgotten = await ada.presses(question, "🗑 Alles löschen").reply()
        assert forgotten.text.startswith("Ich habe alles gelöscht")
        profile = conversation.world.profile
        assert profile.menu(ada.id, ada.id, "en", admin=False)[0].description.startswith("rate")
        assert profile.menu(ben.id, ben.id, "en", admin=False)[0].description.startswith("einen")
        assert (await ada.says("/cancel").reply()).text == "There is nothing to cancel."
        assert "I keep nothing" in (await ada.says("/forget").reply()).text

    async def test_old_buttons_of_the_forgotten_do_no_harm(
        self, conversation: Conversation
    ) -> None:
        ada, ben = conversation.person("Ada"), conversation.person("Ben")
        await rates(ada, "heat ★4")
        await rates(ben, "heat ★4")
        listed = await ada.says("/ratings").reply()
        removed = await ada.presses(listed, "✕ 1").reply()
        question = await ada.says("/forget").reply()
        await ada.presses(question, "🗑 Delete everything").reply()
        assert "have not rated that film" in await ada.presses(listed, "✕ 1").toast()
        gone = await ada.presses(removed, "↩ Undo the removal").toast()
        assert "do not know that rating" in gone
        assert await conversation.services.people.find(ada.id) is None
        assert await conversation.services.ratings.count(ben.id) == 1
