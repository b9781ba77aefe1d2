"""Files that people bring: read, looked through, taken over, taken back."""

import asyncio
from functools import partial

import pytest

from bot.conversation.messenger import SentFile
from bot.importing.handlers import on_file
from bot.importing.presses import ImportApply, ImportSettle, ImportShow, ReadFileAs, ReadFileRated
from bot.importing.reading import read_file
from core.errors import DataError
from data.foreign_faults import MAX_BYTES
from data.foreign_rows import ForeignKind
from tests.turns import (
    ADA,
    ALIEN,
    BEN,
    CASABLANCA,
    GROUP,
    HEAT,
    Stage,
    keep_catalog,
    refusal,
)

RATINGS = b"Date,Name,Year,Letterboxd URI,Rating\n" + b"\n".join(
    [
        b"2024-01-01,Heat,1990,https://boxd.it/1,4.5",
        b"2024-01-02,Alien,1992,https://boxd.it/2,2",
        b"2024-01-03,King Kong,,https://boxd.it/3,3",
        b"2024-01-04,Qwertyuiop,1950,https://boxd.it/4,3",
    ]
)
FILMS = b"Date,Name,Year,Letterboxd URI\n2024-01-01,Casablanca,1991,https://boxd.it/1\n"
GONE = "That file waits no longer. Please send it once more."


async def bring(stage: Stage, content: bytes = RATINGS, name: str = "ratings.csv") -> int:
    """Let a file wait for Ada's word; its id."""
    titles = stage.services.recommending.current.titles
    read = read_file(content, name, ForeignKind.SEEN, titles)
    return await stage.services.imports.keep(
        ADA.user_id, read.source, read.digest, read.rows, read.report.encode()
    )


async def show(stage: Stage) -> None:
    await stage.command("import")
    await stage.press("Show it")


async def send(stage: Stage, file: SentFile) -> None:
    await on_file(await stage.turn(file=file), file)


async def test_import_says_what_to_send(stage: Stage) -> None:
    await stage.command("import")
    assert stage.said.startswith("Send me a file with your films")
    assert stage.labels == []


async def test_import_in_a_group_leads_to_the_private_chat(stage: Stage) -> None:
    await bring(stage)
    await stage.command("import", chat=GROUP)
    assert stage.link("To our private chat") == "https://t.me/moviebot?start=import"
    assert "waits" not in stage.said


async def test_file_that_waits_is_shown_with_what_it_would_change(stage: Stage) -> None:
    await stage.rate({HEAT: 1})
    await bring(stage)
    await show(stage)
    assert stage.said.startswith("<b>ratings.csv</b> · Letterboxd\nI recognized 2 of 4 films.")
    assert "★ 1 new rating" in stage.said
    assert "✋ 1 film stays as you have told me yourself" in stage.said
    assert "❓ 1 film that may be one of several" in stage.said
    assert "✕ 1 film I do not have" in stage.said
    assert await stage.stars() == {HEAT: 1.0}


async def test_file_is_taken_over_and_taken_back(stage: Stage) -> None:
    await bring(stage)
    await show(stage)
    apply = stage.button("Import 2 films")
    await stage.press(apply)
    assert stage.said.startswith("Done, imported:\n<b>ratings.csv</b>")
    assert await stage.stars() == {HEAT: 4.5, ALIEN: 2.0}
    await stage.press(apply)  # delivered twice
    assert stage.said.startswith("Done, imported:")
    await stage.rate({ALIEN: 5})
    await stage.press("Undo the import")
    assert "1 rating is as it was before." in stage.said
    assert "1 rating you have changed since stays." in stage.said
    assert await stage.stars() == {ALIEN: 5.0}


async def test_film_in_doubt_is_settled_by_a_button(stage: Stage) -> None:
    await bring(stage)
    await show(stage)
    await stage.press("Check 1 doubtful film")
    assert stage.said.startswith("1 of 1: in your file <b>King Kong</b> · ★3")
    await stage.press("King Kong (1999)")
    await stage.press("Import 3 films")
    assert (await stage.stars())[100] == 3.0


async def test_film_in_doubt_may_be_none_of_the_guesses(stage: Stage) -> None:
    await bring(stage)
    await show(stage)
    await stage.press("Check 1 doubtful film")
    await stage.press("None of these")
    assert "− 1 film that none of my guesses fits" in stage.said
    assert "Import 2 films" in stage.labels


async def test_guess_of_a_later_version_is_out_of_date(stage: Stage) -> None:
    import_id = await bring(stage)
    await show(stage)
    told = await refusal(stage.press(ImportSettle(ADA.user_id, import_id, 0, 9)))
    assert told == "This button is out of date. Please ask me again."


async def test_films_the_bot_lacks_are_listed(stage: Stage) -> None:
    await bring(stage)
    await show(stage)
    await stage.press("See 1 film I lack")
    assert "• Qwertyuiop (1950) · ★3" in stage.said
    await stage.press("Overview")
    assert stage.said.startswith("<b>ratings.csv</b>")


async def test_dropped_file_is_gone_and_its_other_buttons_say_so(stage: Stage) -> None:
    await bring(stage)
    await show(stage)
    apply = stage.button("Import 2 films")
    await stage.press("Cancel")
    assert stage.said == "Dropped. Nothing was imported."
    assert await refusal(stage.press(apply)) == GONE
    assert await stage.stars() == {}


async def test_old_screen_of_a_file_taken_over_shows_that_it_was(stage: Stage) -> None:
    await bring(stage)
    await show(stage)
    old, cancel = stage.messenger.latest, stage.button("Cancel")
    await show(stage)
    await stage.press("Import 2 films")
    await stage.press(cancel, on=old)
    assert stage.said.startswith("Done, imported:")
    assert stage.messenger.latest == old
    assert await stage.stars() == {HEAT: 4.5, ALIEN: 2.0}


async def test_file_of_another_is_as_if_it_were_not_there(stage: Stage) -> None:
    import_id = await bring(stage)
    await show(stage)
    for press in (ImportShow(BEN.user_id, import_id), ImportApply(BEN.user_id, import_id)):
        assert await refusal(stage.press(press, by=BEN)) == GONE
    assert await stage.stars(BEN) == await stage.stars(ADA) == {}


async def test_file_too_large_is_refused_before_it_is_fetched(stage: Stage) -> None:
    file = SentFile("large", "ratings.csv", MAX_BYTES + 1)
    told = await refusal(send(stage, file))
    assert told == "This file is larger than 20 MB, more than I can take."
    assert stage.messenger.sent == []


async def test_file_telegram_does_not_give_is_told_where_it_was_being_read(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    await send(stage, SentFile("lost", "ratings.csv", 10))
    (reading,) = stage.messenger.sent
    assert reading.reply.text == "I am reading ratings.csv …"
    assert reading.to.answers is not None  # so that the file can be found again
    assert stage.messenger.latest == reading.at
    assert stage.said == "Telegram did not give me that file. Please send it once more."
    assert "was not downloaded" in caplog.text


async def test_file_behind_those_of_others_says_so(stage: Stage) -> None:
    turn = await stage.turn()
    async with stage.services.reading:
        stage.messenger.spawn(partial(on_file, turn, SentFile("lost", "a.csv", 10)))
        async with asyncio.timeout(20):
            while not stage.messenger.sent:  # noqa: ASYNC110 - it begins, and has to wait
                await asyncio.sleep(0.001)
    await stage.messenger.settled()
    (reading,) = stage.messenger.sent
    assert reading.reply.text == "Files of others come first, then I read a.csv …"
    assert stage.said.startswith("Telegram did not give me that file.")


async def test_reading_that_fails_by_a_fault_of_ours_does_not_stand_there_for_ever(
    stage: Stage,
) -> None:
    stage.messenger.files["file"] = RATINGS  # but the films have not been written down
    with pytest.raises(DataError):
        await send(stage, SentFile("file", "ratings.csv", len(RATINGS)))
    assert stage.said == "I could not finish reading ratings.csv."


async def test_file_is_read_in_a_process_of_its_own(stage: Stage) -> None:
    keep_catalog(stage)
    stage.messenger.files["file"] = RATINGS
    await send(stage, SentFile("file", "ratings.csv", len(RATINGS)))
    assert stage.said.startswith("<b>ratings.csv</b> · Letterboxd\nI recognized 2 of 4 films.")
    assert len(stage.messenger.sent) == 1
    await stage.press("Import 2 films")
    assert await stage.stars() == {HEAT: 4.5, ALIEN: 2.0}


async def test_films_without_stars_are_seen_or_wanted_as_their_person_says(stage: Stage) -> None:
    keep_catalog(stage)
    stage.messenger.files["file"] = FILMS
    file = SentFile("file", "films.csv", len(FILMS))
    await send(stage, file)
    assert stage.labels == ["I have seen them", "I want to see them"]
    await stage.press("I want to see them", replied_file=file)
    await stage.press("Import 1 film")
    assert await stage.marks() == {CASABLANCA: "wanted"}


TRACKED = b"title,year,rating,mood\nHeat,1990,4,good\nAlien,1992,2,\n"


@pytest.mark.parametrize(
    ("choice", "stars"),
    [("Films, rated up to 5", (4.0, 2.0)), ("Films, rated up to 10", (2.0, 1.0))],
)
async def test_list_of_nobody_known_is_read_on_the_scale_its_person_names(
    stage: Stage, choice: str, stars: tuple[float, float]
) -> None:
    keep_catalog(stage)
    stage.messenger.files["file"] = TRACKED
    file = SentFile("file", "mine.csv", len(TRACKED))
    await send(stage, file)
    assert stage.said.startswith("Is it a list of films? I do not know where mine.csv comes from.")
    assert stage.labels == ["Films, rated up to 5", "Films, rated up to 10"]
    await stage.press(choice, replied_file=file)
    assert stage.said.startswith("<b>mine.csv</b> · of unknown origin")
    await stage.press("Import 2 films")
    assert await stage.stars() == {HEAT: stars[0], ALIEN: stars[1]}


async def test_list_of_nobody_known_may_say_its_scale_itself(stage: Stage) -> None:
    keep_catalog(stage)
    content = TRACKED.replace(b",2,", b",9,")
    stage.messenger.files["file"] = content
    file = SentFile("file", "mine.csv", len(content))
    await send(stage, file)
    assert stage.said.endswith("its ratings go up to 10.")
    assert stage.labels == ["Films, rated up to 10"]
    await stage.press("Films, rated up to 10", replied_file=file)
    assert "I read its ratings on a scale up to 10: 10 becomes ★5" in stage.said
    await stage.press("Import 2 films")
    assert await stage.stars() == {HEAT: 2.0, ALIEN: 4.5}


async def test_scale_that_no_button_has_is_out_of_date(stage: Stage) -> None:
    await stage.command("import")
    file = SentFile("file", "mine.csv", 10)
    told = await refusal(stage.press(ReadFileRated(ADA.user_id, 7), replied_file=file))
    assert told == "This button is out of date. Please ask me again."
    told = await refusal(stage.press(ReadFileRated(ADA.user_id, 10)))
    assert told == "I cannot find that file any more. Please send it once more."


async def test_file_that_is_no_longer_there_to_be_read_again_is_asked_for(stage: Stage) -> None:
    await stage.command("import")
    told = await refusal(stage.press(ReadFileAs(ADA.user_id, 1)))
    assert told == "I cannot find that file any more. Please send it once more."
