"""Files that people bring: shown first, taken over at a word, taken back whole."""

import asyncio
import io
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

import bot.telegram.app
from bot.playground import Fault, Message, Person, Turn, World
from bot.words.texts import texts_for
from tests.e2e.conftest import Conversation, conversing, settings_for

LETTERBOXD = "Date,Name,Year,Letterboxd URI,Rating\n"
WATCHED = "Date,Name,Year,Letterboxd URI\n"
IMDB = "Const,Your Rating,Date Rated,Title,Title Type,Year\n"

RATINGS = (
    LETTERBOXD
    + "2020-01-01,Heat,1995,https://boxd.it/1,4.5\n"
    + "2020-01-02,Alien,1979,https://boxd.it/2,5\n"
    + "2020-01-03,Hete,1995,https://boxd.it/3,2\n"
    + "2020-01-04,The Usual Suspekts,1995,https://boxd.it/4,4\n"
    + "2020-01-05,Qwertzuiop of Asdf,2011,https://boxd.it/5,1.5\n"
).encode()
IMDB_RATINGS = (
    IMDB
    + "tt0113277,8,2020-01-01,Heat,movie,1995\n"
    + "tt0903747,10,2020-01-01,Breaking Bad,tvSeries,2008\n"
    + "tt0114709,7,2020-01-01,Toy Story,Movie,1995\n"
).encode("cp1252")
WATCHLIST = (WATCHED + "2020-01-01,Toy Story,1995,https://boxd.it/6\n").encode()
EN = texts_for("en")


def labels(message: Message) -> list[str]:
    return [button.text for button in message.buttons]


def zipped(**files: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.csv", text)
    return content.getvalue()


async def rated_by(conversation: Conversation, person: Person) -> dict[int, float]:
    profile = await conversation.services.ratings.profile(person.id)
    return {each.movie_id: each.stars for each in profile}


async def marked_by(conversation: Conversation, person: Person) -> dict[int, str]:
    return {
        each.movie_id: each.kind.value for each in await conversation.services.marks.of(person.id)
    }


def steps(turn: Turn) -> list[str]:
    """What the bot did to its messages, one after the other."""
    return [
        event.kind
        for event in turn.events
        if event.kind in {"message", "edited"} and event.chat_id == turn.chat_id
    ]


def now(conversation: Conversation, message: Message) -> Message:
    """A message as it is by now."""
    found = conversation.world.find(message.chat_id, message.id)
    assert found is not None
    return found


async def test_two_people_bring_different_files_at_once(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben", "de")
    of_ada = ada.sends_document("ratings.csv", RATINGS)
    of_ben = ben.sends_document("imdb.csv", IMDB_RATINGS, caption="meine Filme")
    (preview,) = await of_ada.replies()
    assert steps(of_ada)[:1] == ["message"]
    assert set(steps(of_ada)[1:]) == {"edited"}
    assert preview.text == (
        "ratings.csv · Letterboxd\n"
        "I recognized 2 of 5 films.\n"
        "\n"
        "★ 2 new ratings\n"
        "\n"
        "≈ 1 film I know by a similar title only, and take when you say so:\n"
        "   The Usual Suspekts (1995) → The Usual Suspects (1995)\n"
        "❓ 1 film that may be one of several\n"
        "✕ 1 film I do not have"
    )
    assert labels(preview) == [
        "Import 2 films",
        "Take the 1 similar one too",
        "Check 2 doubtful films",
        "See 1 film I lack",
        "Cancel",
    ]
    (vorschau,) = await of_ben.replies()
    assert vorschau.text == (
        "imdb.csv · IMDb\n"
        "Erkannt: 2 von 2 Filmen.\n"
        "\n"
        "★ 2 neue Bewertungen\n"
        "\n"
        "1 Zeile bleibt weg:\n"
        "• Serien, Folgen oder Spiele: 1 (Zeile 3)"
    )
    assert await rated_by(conversation, ada) == {}

    whole = await ada.presses(preview, "Take the 1 similar one too").reply()
    assert whole.text == (
        "ratings.csv · Letterboxd\n"
        "I recognized 3 of 5 films.\n"
        "\n"
        "★ 3 new ratings\n"
        "\n"
        "❓ 1 film that may be one of several\n"
        "✕ 1 film I do not have"
    )
    done = await ada.presses(whole, "Import 3 films").reply()
    assert done.id == preview.id
    assert done.text == "Done, imported:\nratings.csv · Letterboxd\n\n★ 3 new ratings"
    assert labels(done) == [EN.plain("button-show-films"), "Undo the import"]
    assert await rated_by(conversation, ada) == {6: 4.5, 1214: 5.0, 50: 4.0}
    assert await rated_by(conversation, ben) == {}
    await ben.presses(vorschau, "2 Filme übernehmen").reply()
    assert await rated_by(conversation, ben) == {6: 4.0, 1: 3.5}
    card = await ada.presses(done, labels(done)[0]).reply()
    assert card.id != done.id
    assert card.buttons

    undone = await ada.presses(done, "Undo the import").reply()
    assert undone.text == (
        "Taken back:\nratings.csv · Letterboxd\n\n3 ratings are as they were before."
    )
    assert not undone.buttons
    assert await rated_by(conversation, ada) == {}
    assert await rated_by(conversation, ben) == {6: 4.0, 1: 3.5}


async def test_films_in_doubt_are_looked_through_one_by_one(conversation: Conversation) -> None:
    ada = conversation.person()
    preview = await ada.sends_document("ratings.csv", RATINGS).reply()
    first = await ada.presses(preview, "Check 2 doubtful films").reply()
    assert first.id == preview.id
    assert first.text == "1 of 2: in your file Hete (1995) · ★2\nWhich film is it?"
    assert labels(first) == ["Heat (1995)", "Hate (1995)", "None of these", "Overview", "▶"]
    second = await ada.presses(first, "Hate (1995)").reply()
    assert second.text == "2 of 2: in your file The Usual Suspekts (1995) · ★4\nIs this the film?"
    assert labels(second) == ["The Usual Suspects (1995)", "None of these", "◀", "Overview"]
    again = await ada.presses(second, "◀").reply()
    assert labels(again)[:3] == ["Heat (1995)", "✓ Hate (1995)", "None of these"]
    await ada.presses(first, "Hate (1995)").reply()  # pressed twice, on an old screen
    overview = await ada.presses(second, "None of these").reply()
    assert overview.text == (
        "ratings.csv · Letterboxd\n"
        "I recognized 3 of 5 films.\n"
        "\n"
        "★ 3 new ratings\n"
        "\n"
        "✕ 1 film I do not have\n"
        "− 1 film that none of my guesses fits"
    )
    lacking = await ada.presses(overview, "See 1 film I lack").reply()
    assert lacking.text == "✕ 1 film I do not have\n\n• Qwertzuiop of Asdf (2011) · ★1.5"
    overview = await ada.presses(lacking, "Overview").reply()
    await ada.presses(overview, "Import 3 films").reply()
    rated = await rated_by(conversation, ada)
    assert len(rated) == 3
    assert sorted(rated.values()) == [2.0, 4.5, 5.0]
    assert 50 not in rated
    # Old screens show how it stands, and change nothing.
    await ada.presses(second, "The Usual Suspects (1995)").settled()
    assert now(conversation, second).text.startswith("Done, imported:")
    assert await rated_by(conversation, ada) == rated


async def test_zip_brings_ratings_films_seen_and_films_wanted(conversation: Conversation) -> None:
    ada = conversation.person()
    content = zipped(
        ratings=RATINGS,
        watched=(WATCHED + "2020-01-01,Brazil,1985,https://boxd.it/7\n").encode(),
        watchlist=WATCHLIST + b"2020-01-01,,1995,https://boxd.it/8\n,Fargo,soon,x\n",
        likes=b"nothing of interest\n",
    )
    preview = await ada.sends_document("letterboxd-ada.zip", content).reply()
    assert preview.text.startswith("letterboxd-ada.zip · Letterboxd\nI recognized ")
    for line in (
        "★ 2 new ratings",
        "👁 1 film marked as seen",
        "🔖 2 films on your watchlist",
        "1 line is left out:\n• neither a title nor an id: 1 (watchlist.csv, line 3)",
        "1 line counts only in part:\n• no year I can read: 1 (watchlist.csv, line 4)",
    ):
        assert f"\n{line}" in preview.text
    done = await ada.presses(preview, 0).reply()
    marks = await marked_by(conversation, ada)
    assert marks[1] == "wanted"
    assert sorted(marks.values()) == ["seen", "wanted", "wanted"]
    undone = await ada.presses(done, "Undo the import").reply()
    assert "3 films are no longer marked as seen or wanted" in undone.text
    assert await marked_by(conversation, ada) == {}


async def test_same_file_again_is_told_and_a_newer_one_updates(conversation: Conversation) -> None:
    ada = conversation.person()
    await ada.says("/rate heat 1").reply()
    preview = await ada.sends_document("ratings.csv", RATINGS).reply()
    assert "★ 1 new rating\n✋ 1 film stays as you have told me yourself" in preview.text
    preview = await ada.presses(preview, "Take the 1 similar one too").reply()
    done = await ada.presses(preview, "Import 2 films").reply()
    again = await ada.sends_document("ratings.csv", RATINGS).reply()
    assert again.text.startswith("You have imported this very file already:\nratings.csv")
    assert labels(again) == labels(done)

    newer = RATINGS.replace(b"https://boxd.it/2,5\n", b"https://boxd.it/2,3.5\n")
    preview = await ada.sends_document("ratings (2).csv", newer).reply()
    assert "↻ 1 rating that an earlier file had otherwise\n" in preview.text
    assert "✋ 1 film stays as you have told me yourself\n" in preview.text
    preview = await ada.presses(preview, "Take the 1 similar one too").reply()
    assert "✓ 1 film I know like that already" in preview.text
    await ada.presses(preview, "Import 1 film").reply()
    assert await rated_by(conversation, ada) == {6: 1.0, 1214: 3.5, 50: 4.0}

    await ada.presses(again, "Undo the import").reply()  # of the older
    assert (await rated_by(conversation, ada))[6] == 1.0
    preview = await ada.sends_document("ratings.csv", RATINGS).reply()
    preview = await ada.presses(preview, "Take the 1 similar one too").reply()
    assert "new rating" in preview.text  # undone, it can be brought again


async def test_list_that_says_neither_seen_nor_wanted_is_asked_about_across_a_restart(
    state_dir: Path,
) -> None:
    world = World()
    async with conversing(settings_for(state_dir), world) as before:
        ada, ben = before.person("Ada"), before.person("Ben")
        question = await ada.sends_document("films.csv", WATCHLIST).reply()
        assert question.text == (
            "films.csv does not say what its films are. Have you seen them, or do you want to?"
        )
        for person in (ada, ben):
            await person.says("/cancel").reply()
    async with conversing(settings_for(state_dir), world) as after:
        data = question.buttons[1].data
        assert "for somebody else" in await ben.presses_data(ada.id, question.id, data).toast()
        turn = ada.presses(question, "I want to see them")
        preview = await turn.reply()
        assert preview.id == question.id
        assert steps(turn) == ["edited", "edited"]  # it is being read; the preview
        assert "🔖 1 film on your watchlist" in preview.text
        preview = await ada.presses(question, "I have seen them").reply()  # on an old screen
        assert "👁 1 film marked as seen" in preview.text
        await ada.presses(preview, "Import 1 film").reply()
        assert await marked_by(after, ada) == {1: "seen"}


async def test_file_that_was_deleted_meanwhile_has_to_be_sent_again(
    conversation: Conversation,
) -> None:
    ada = conversation.person()
    sent = ada.sends_document("films.csv", WATCHLIST)
    question = await sent.reply()
    assert sent.message is not None
    ada.deletes(sent.message)
    toast = await ada.presses(question, "I have seen them").toast()
    assert toast == "I cannot find that file any more. Please send it once more."


async def test_restart_double_taps_and_presses_of_others_do_no_harm(state_dir: Path) -> None:
    world = World()
    async with conversing(settings_for(state_dir), world) as before:
        ada, ben = before.person("Ada"), before.person("Ben")
        preview = await ada.sends_document("ratings.csv", RATINGS).reply()
    async with conversing(settings_for(state_dir), world) as after:
        data = preview.buttons[0].data
        assert "for somebody else" in await ben.presses_data(ada.id, preview.id, data).toast()
        waits = await ada.says("/import").reply()
        assert "A file of yours waits" in waits.text
        shown = await ada.presses(waits, "Show it").reply()
        assert shown.text == preview.text
        turns = [ada.presses(preview, "Import 2 films") for _ in range(3)]
        for turn in turns:
            await turn.settled()
        assert len(await rated_by(after, ada)) == 2
        await ada.presses(preview, "Cancel").settled()  # too late: it is shown as it stands
        done = now(after, preview)
        assert done.text.startswith("Done, imported:")
        turns = [ada.presses(done, "Undo the import") for _ in range(2)]
        for turn in turns:
            await turn.settled()
        await ada.presses(preview, "Import 2 films").settled()
        assert now(after, preview).text.startswith("Taken back:")
        assert "2 ratings are as they were before." in now(after, preview).text
        assert await rated_by(after, ada) == {}


async def test_cancelled_file_is_gone(conversation: Conversation) -> None:
    ada = conversation.person()
    preview = await ada.sends_document("ratings.csv", RATINGS).reply()
    for _ in range(2):
        await ada.presses(preview, "Cancel").settled()
    assert now(conversation, preview).text == "Dropped. Nothing was imported."
    toast = await ada.presses(preview, "Import 2 films").toast()
    assert toast == "That file waits no longer. Please send it once more."
    assert await rated_by(conversation, ada) == {}


async def test_file_delivered_twice_is_one_preview(conversation: Conversation) -> None:
    ada = conversation.person()
    conversation.world.faults.plan(Fault("duplicate"))
    turn = ada.sends_document("ratings.csv", RATINGS)
    (preview,) = await turn.replies()
    await asyncio.sleep(0.3)
    assert [message.id for message in turn.messages] == [preview.id]


async def test_second_file_takes_the_place_of_the_one_that_waits(
    conversation: Conversation,
) -> None:
    ada = conversation.person()
    first = await ada.sends_document("ratings.csv", RATINGS).reply()
    second = await ada.forwards(
        await _document(conversation, "imdb.csv", IMDB_RATINGS), ada.private
    ).reply()
    assert "The file you sent before waits no longer." in second.text
    toast = await ada.presses(first, "Import 2 films").toast()
    assert toast == "That file waits no longer. Please send it once more."
    await ada.presses(second, "Import 2 films").reply()
    assert await rated_by(conversation, ada) == {6: 4.0, 1: 3.5}


async def _document(conversation: Conversation, name: str, content: bytes) -> Message:
    """A file that somebody else has sent somewhere."""
    turn = conversation.person("Cleo").sends_document(name, content)
    await turn.settled()
    assert turn.message is not None
    return turn.message


async def test_what_cannot_be_read_is_told_in_one_sentence(conversation: Conversation) -> None:
    ada, olga = conversation.person("Ada"), conversation.person("Olga", "ru")
    for name, content, key, values in (
        ("a.csv", b" \n", "empty", {}),
        ("a.csv", b"\x00\xff\x00\xff binary", "not-text", {}),
        ("a.csv", b"one,two\n1,2\n", "unknown", {}),
        ("a.zip", b"PK\x03\x04 no zip", "zip-damaged", {}),
        ("a.csv", b"userId,movieId,rating\n1,6,4\n2,6,3\n", "several-people", {}),
        ("a.csv", b"userId,movieId,rating\n1,6,high\n", "nothing-left", {"n": 1}),
        ("bomb.zip", zipped(ratings=b"\n" * 40_000_000), "zip-too-large", {"megabytes": 50}),
    ):
        for person, language in ((ada, "en"), (olga, "ru")):
            (told,) = await person.sends_document(name, content).replies()
            assert told.text == texts_for(language)(f"problem-import-{key}", **values)
            assert not told.buttons


async def test_large_file_is_refused_before_it_is_downloaded(conversation: Conversation) -> None:
    turn = conversation.person().sends_document("ratings.csv", b"x" * 20_000_001)
    (told,) = await turn.replies()
    assert told.text == EN("problem-import-too-large", megabytes=20)
    assert steps(turn) == ["message"]
    assert not conversation.world.files.opened


async def test_failing_download_is_told_and_can_be_tried_again(conversation: Conversation) -> None:
    ada = conversation.person()
    conversation.world.faults.plan(Fault("error", method="getFile"))
    (told,) = await ada.sends_document("ratings.csv", RATINGS).replies()
    assert told.text == EN("problem-import-download")
    assert "★ 2 new ratings" in (await ada.sends_document("ratings.csv", RATINGS).reply()).text


async def test_failure_of_ours_is_told_below_the_reading_that_it_ended(
    conversation: Conversation, state_dir: Path
) -> None:
    ada = conversation.person()
    with closing(sqlite3.connect(state_dir / "moviebot.db", isolation_level=None)) as other:
        other.execute("ALTER TABLE imports RENAME COLUMN source TO origin")
        progress, told = await ada.sends_document("ratings.csv", RATINGS).replies()
        other.execute("ALTER TABLE imports RENAME COLUMN origin TO source")
    assert progress.text == "I could not finish reading ratings.csv."
    assert told.text == EN("problem-bug")
    assert "★ 2 new ratings" in (await ada.sends_document("ratings.csv", RATINGS).reply()).text


async def test_file_that_was_waiting_to_be_read_at_a_stop_is_read_after_the_start(
    state_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.telegram.app, "_SECONDS_TO_STOP", 0.2)
    world = World()
    async with conversing(settings_for(state_dir), world) as before:
        ada = before.person()
        await before.services.reading.acquire()
        turn = ada.sends_document("ratings.csv", RATINGS)
        await turn.shows("Files of others come first")
    async with conversing(settings_for(state_dir), world) as after:
        preview = await turn.shows("★ 2 new ratings")
        await ada.presses(preview, "Import 2 films").settled()
        assert len(await rated_by(after, ada)) == 2


async def test_one_file_at_a_time_is_read_and_others_are_told_to_wait(
    conversation: Conversation,
) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    async with conversation.services.reading:
        turn = ada.sends_document("ratings.csv", RATINGS)
        waiting = await turn.shows("Files of others come first, then I read ratings.csv")
        await ben.says("/cancel").shows("There is nothing to cancel.")
    (preview,) = await turn.replies()
    assert preview.id == waiting.id
    assert "★ 2 new ratings" in preview.text


async def test_in_groups_files_are_ignored_and_the_command_leads_to_the_private_chat(
    conversation: Conversation,
) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben", "de")
    group = ada.creates_group("Films", ben)
    turn = ada.sends_document("ratings.csv", RATINGS, chat=group)
    assert await turn.replies(expect=False) == []
    answer = await ben.says("/import", chat=group).reply()
    assert answer.text == "Schick mir die Datei privat; dort siehst du, was sie ändern würde."
    assert labels(answer) == ["Zum privaten Chat"]
    assert answer.buttons[0].value == "https://t.me/moviebot?start=import"
    assert "letterboxd.com" in (await ben.says("/start import").reply()).text
    how = await ada.says("/start import").reply()
    assert how.text == (await ada.says("/import").reply()).text
    for name in ("Letterboxd", "IMDb", "MovieLens", "/export", "20 MB", "50,000 lines"):
        assert name in how.text


@pytest.mark.parametrize("language", ["en", "es", "de", "ru"])
async def test_guessed_encoding_is_told(conversation: Conversation, language: str) -> None:
    content = (LETTERBOXD + "2020-01-01,Le Fabuleux Destin d'Amélie Poulain,2001,x,4\n").encode(
        "cp1252"
    )
    preview = await conversation.person("Ada", language).sends_document("r.csv", content).reply()
    assert texts_for(language)("import-guessed-letters") in preview.text
