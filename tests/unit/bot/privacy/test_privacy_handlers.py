"""/privacy, /export and /forget: whose data it is."""

from bot.conversation.messenger import Action
from bot.privacy.presses import ForgetMe
from storage.marks import MarkKind
from tests.turns import ADA, ALIEN, BEN, CASABLANCA, GONE, GROUP, HEAT, Stage


async def test_models_learn_from_everybody_until_they_say_no(stage: Stage) -> None:
    await stage.command("privacy")
    assert "I learn from everybody's ratings which films are alike" in stage.said
    await stage.press("Do not learn from my ratings")
    assert stage.messenger.toasts == ["From my next training on, I leave your ratings out"]
    person = await stage.services.people.find(ADA.user_id)
    assert person is not None
    assert person.opted_out_at is not None
    await stage.command("privacy")
    assert "I do not learn from them for others" in stage.said
    await stage.press("You may learn from my ratings")
    person = await stage.services.people.find(ADA.user_id)
    assert person is not None
    assert person.opted_out_at is None


async def test_export_holds_what_was_rated_seen_and_wanted(stage: Stage) -> None:
    await stage.rate({HEAT: 4.5, GONE: 2})
    await stage.services.marks.mark(ADA.user_id, ALIEN, MarkKind.SEEN)
    await stage.services.marks.mark(ADA.user_id, CASABLANCA, MarkKind.WANTED)
    await stage.services.marks.mark(ADA.user_id, 50, MarkKind.REFUSED)
    await stage.command("export")
    told, wanted = stage.messenger.attachments
    assert told.name == "moviebot-ratings.csv"
    assert told.caption.startswith("<b>The 3 films you have rated or seen.</b>")
    assert b"Heat,1990,4.5" in told.content
    assert b"Alien,1992," in told.content
    assert str(GONE).encode() in told.content
    assert b"Predator" not in told.content + wanted.content
    assert wanted.name == "moviebot-watchlist.csv"
    assert b"Casablanca" in wanted.content
    assert set(stage.messenger.shown) == {Action.FILE}


async def test_export_of_nothing_says_so(stage: Stage) -> None:
    await stage.command("export")
    assert stage.said.startswith("You have told me nothing yet that could be exported.")
    assert stage.messenger.attachments == []


async def test_export_in_a_group_sends_no_file(stage: Stage) -> None:
    await stage.rate({HEAT: 4.5})
    await stage.command("export", chat=GROUP)
    assert stage.messenger.attachments == []
    assert stage.link("Get the files in private") == "https://t.me/moviebot?start=export"


async def test_stranger_has_nothing_to_be_forgotten(stage: Stage) -> None:
    await stage.command("forget")
    assert stage.said == "I keep nothing about you, so there is nothing to delete."
    assert stage.labels == []


async def test_question_says_what_would_be_deleted_and_no_keeps_it(stage: Stage) -> None:
    await stage.rate({HEAT: 4.5, ALIEN: 2})
    await stage.services.marks.mark(ADA.user_id, CASABLANCA, MarkKind.WANTED)
    await stage.command("forget")
    assert "• 2 ratings\n• 1 film on your watchlist\n" in stage.said
    await stage.press("Keep everything")
    assert stage.said == "Nothing was deleted."
    assert await stage.stars() == {HEAT: 4.5, ALIEN: 2.0}


async def test_forgotten_person_leaves_nothing_behind(stage: Stage) -> None:
    await stage.rate({HEAT: 4.5})
    await stage.rate({HEAT: 1}, BEN)
    await stage.command("recommend")
    await stage.command("forget")
    button = stage.button("🗑 Delete everything")
    await stage.press(button)
    assert stage.said.startswith("<b>I have deleted everything I kept about you:</b>")
    assert "• 1 rating" in stage.said
    assert await stage.services.people.find(ADA.user_id) is None
    assert await stage.stars() == {}
    assert await stage.stars(BEN) == {HEAT: 1.0}
    assert stage.messenger.menus == {ADA.user_id: None}
    said = stage.said
    await stage.press(button)  # delivered twice: the same answer, and nobody remembered
    assert stage.said == said
    assert await stage.services.people.find(ADA.user_id) is None


async def test_question_of_before_asks_again_instead_of_deleting_what_came_since(
    stage: Stage,
) -> None:
    await stage.rate({HEAT: 4.5})
    await stage.command("forget")
    await stage.rate({ALIEN: 3})
    await stage.press("🗑 Delete everything")
    assert stage.messenger.toasts == ["That has changed since. Please look again."]
    assert "• 2 ratings" in stage.said
    assert await stage.stars() == {HEAT: 4.5, ALIEN: 3.0}


async def test_button_of_an_earlier_life_deletes_nothing_of_this_one(stage: Stage) -> None:
    stage.clock.moved = -1000
    await stage.rate({HEAT: 4.5})
    await stage.command("forget")
    button = stage.button("🗑 Delete everything")
    assert isinstance(button, ForgetMe)
    await stage.press(button)
    stage.clock.moved = 0
    await stage.rate({HEAT: 4.5})  # the same, in another life
    await stage.press(button)
    assert await stage.stars() == {HEAT: 4.5}


async def test_nobody_else_presses_delete(stage: Stage) -> None:
    await stage.rate({HEAT: 4.5})
    await stage.command("forget", chat=GROUP)
    await stage.press("🗑 Delete everything", by=BEN, chat=GROUP)
    assert await stage.stars() == {HEAT: 4.5}


async def test_name_of_who_is_forgotten_goes_from_the_night_under_way(stage: Stage) -> None:
    await stage.command("movienight", chat=GROUP)
    roster = stage.messenger.latest
    assert roster is not None
    await stage.press("🙋 I’m in", by=BEN, chat=GROUP)
    await stage.messenger.settled()
    assert "Ada Lovelace, Ben &lt;b&gt;" in stage.messenger.messages[roster].text
    await stage.command("forget", by=BEN)
    await stage.press("🗑 Delete everything", by=BEN)
    await stage.messenger.settled()
    assert "<b>In (1):</b> Ada Lovelace\n" in stage.messenger.messages[roster].text
