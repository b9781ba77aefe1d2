"""/ratings, /watchlist and /profile: one's own lists, turned, cut and restored."""

from bot.conversation.messenger import Action
from bot.mine.handlers import watchlist
from bot.mine.presses import RatingsPage, RemoveRating, WatchlistRemove, WatchlistStars
from storage.marks import MarkKind
from tests.turns import (
    ADA,
    ALIEN,
    CASABLANCA,
    GONE,
    GROUP,
    HEAT,
    NOTTING_HILL,
    Stage,
    other_model,
    refusal,
)

OLD = "This button is out of date. Please ask me again."


async def want(stage: Stage, *movie_ids: int) -> None:
    for movie_id in movie_ids:
        await stage.services.marks.mark(ADA.user_id, movie_id, MarkKind.WANTED)


def lines_of(stage: Stage) -> list[str]:
    """The numbered lines of a list, without their numbers."""
    lines = stage.said.split("\n")
    return [line.split(". ", 1)[1] for line in lines if line[:1].isdigit()]


async def test_no_ratings_yet_leads_to_the_deck(stage: Stage) -> None:
    await stage.command("ratings")
    assert stage.said.startswith("You have not rated any film yet.")
    assert stage.labels == ["★ Rate a few films"]


async def test_ratings_are_turned_page_by_page_and_sorted(stage: Stage) -> None:
    await stage.rate(dict.fromkeys(range(10, 130, 10), 3))
    await stage.rate({HEAT: 5})
    await stage.command("ratings")
    assert stage.said.startswith("<b>Your 12 ratings</b>")
    assert len(lines_of(stage)) == 10
    await stage.press("Page 2 ▶")
    assert len(lines_of(stage)) == 2
    await stage.press("Best")
    assert lines_of(stage)[0] == "★5 <b>Heat</b> (1990)"
    await stage.press("Title")
    assert lines_of(stage)[0] == "★3 <b>Alien</b> (1992)"
    assert "✓ Title" in stage.labels


async def test_removed_rating_comes_back(stage: Stage) -> None:
    await stage.rate({HEAT: 5, ALIEN: 4})
    await stage.command("ratings")
    await stage.press("✕ 1")
    assert await stage.stars() == {HEAT: 5.0}
    assert stage.messenger.toasts[-1] == "Removed"
    await stage.press("↩ Undo the removal")
    assert await stage.stars() == {HEAT: 5.0, ALIEN: 4.0}
    assert stage.messenger.toasts[-1] == "It is back"


async def test_removal_pressed_twice_is_one(stage: Stage) -> None:
    await stage.rate({HEAT: 5, ALIEN: 4})
    await stage.command("ratings")
    button = stage.button("✕ 1")
    await stage.press(button)
    await stage.press(button)
    assert stage.messenger.toasts == ["Removed", "It was removed"]


async def test_removal_of_a_film_rated_again_since_is_not_undone(stage: Stage) -> None:
    await stage.rate({HEAT: 5})
    await stage.command("ratings")
    await stage.press("✕ 1")
    await stage.rate({HEAT: 1})
    told = await refusal(stage.press("↩ Undo the removal"))
    assert told == "You have rated this film since."
    assert await stage.stars() == {HEAT: 1.0}


async def test_film_never_rated_cannot_be_removed(stage: Stage) -> None:
    await stage.rate({HEAT: 5})
    await stage.command("ratings")
    told = await refusal(stage.press(RemoveRating(ADA.user_id, ALIEN, 0, 0)))
    assert told == "You have not rated that film."


async def test_order_of_a_later_version_changes_nothing(stage: Stage) -> None:
    await stage.rate({HEAT: 5})
    await stage.command("ratings")
    assert await refusal(stage.press(RatingsPage(ADA.user_id, 0, 9))) == OLD
    assert await refusal(stage.press(RemoveRating(ADA.user_id, HEAT, 0, 9))) == OLD
    assert await stage.stars() == {HEAT: 5.0}


async def test_rating_of_a_film_that_is_gone_is_listed_last_and_removable(stage: Stage) -> None:
    await stage.rate({GONE: 5, HEAT: 1})
    await stage.command("ratings")
    await stage.press("Title")
    assert lines_of(stage)[1] == f"★5 film {GONE} (not in the films I have loaded)"
    await stage.press("✕ 2")
    assert await stage.stars() == {HEAT: 1.0}


async def test_empty_watchlist_says_how_to_fill_it(stage: Stage) -> None:
    await stage.command("watchlist")
    assert stage.said.startswith("Your watchlist is empty.")


async def test_watchlist_is_newest_first_with_what_is_expected(stage: Stage) -> None:
    await stage.rate({CASABLANCA: 5})
    await want(stage, HEAT, NOTTING_HILL, GONE)
    await stage.command("watchlist")
    gone, romance, action = lines_of(stage)
    assert gone == f"film {GONE} (not in the films I have loaded)"
    assert romance.startswith("<b>Notting Hill</b> (1993) · ★4")
    assert action.startswith("<b>Heat</b> (1990) · ★")
    assert "The stars are what I expect you to give." in stage.said
    assert [label for label in stage.labels if label.startswith("▸")] == ["▸ 2", "▸ 3"]


async def test_film_taken_off_the_watchlist_comes_back(stage: Stage) -> None:
    await want(stage, HEAT, ALIEN)
    await stage.command("watchlist")
    off = stage.button("✕ 1")
    await stage.press(off)
    assert stage.said.startswith("✕ <b>Alien</b> (1992) is off your watchlist.")
    assert await stage.marks() == {HEAT: "wanted"}
    await stage.press("↩ Undo")
    assert await stage.marks() == {ALIEN: "wanted", HEAT: "wanted"}


async def test_old_button_of_the_watchlist_leaves_other_marks_alone(stage: Stage) -> None:
    await want(stage, HEAT)
    await stage.command("watchlist")
    await stage.services.marks.mark(ADA.user_id, HEAT, MarkKind.REFUSED)
    await stage.press("✕ 1")
    assert stage.messenger.toasts == ["It was off your watchlist"]
    assert await stage.marks() == {HEAT: "refused"}


async def test_film_of_the_watchlist_is_seen_rated_and_put_back(stage: Stage) -> None:
    await want(stage, HEAT)
    await stage.command("watchlist")
    await stage.press("✓ 1")
    assert stage.said == "✓ <b>Heat</b> (1990): seen.\nHow many stars?"
    assert await stage.marks() == {HEAT: "seen"}
    await stage.press("★★★★")
    assert stage.said.startswith("✓ ★4 for <b>Heat</b> (1990).")
    assert await stage.stars() == {HEAT: 4.0}
    await stage.press("↩ Undo")
    assert await stage.stars() == {}
    assert await stage.marks() == {HEAT: "wanted"}


async def test_watchlist_button_with_impossible_stars_is_refused(stage: Stage) -> None:
    await want(stage, HEAT)
    await stage.command("watchlist")
    for half_stars in (0, 11):
        press = WatchlistStars(ADA.user_id, HEAT, 0, half_stars)
        assert (await refusal(stage.press(press))).startswith("Stars go from ★0.5 to ★5")
    assert await stage.stars() == {}


async def test_page_that_is_no_longer_there_shows_the_last_one(stage: Stage) -> None:
    await want(stage, *range(10, 70, 10))
    await stage.command("watchlist")
    await stage.press("Page 2 ▶")
    assert len(lines_of(stage)) == 1
    await stage.press("✕ 6")
    assert len(lines_of(stage)) == 5
    await stage.press(WatchlistRemove(ADA.user_id, 60, 9))
    assert len(lines_of(stage)) == 4


async def test_profile_is_a_picture_with_the_same_in_words(stage: Stage) -> None:
    await stage.rate({CASABLANCA: 5, HEAT: 1})
    await stage.command("profile", chat=GROUP)
    (picture,) = stage.messenger.attachments
    assert picture.content.startswith(b"\x89PNG")
    assert picture.caption.startswith("<b>Your taste in films</b>, from 2 ratings, ★3.0")
    assert picture.to.answers is not None  # in a group it is clear whose it is
    assert set(stage.messenger.shown) == {Action.PHOTO}


async def test_profile_of_who_told_nothing_begins_in_private(stage: Stage) -> None:
    await stage.command("profile")
    assert stage.labels == ["★ Let us begin"]
    await stage.command("profile", chat=GROUP)
    assert stage.link("Open the private chat") == "https://t.me/moviebot?start=rate"
    assert stage.messenger.attachments == []


async def test_model_swapped_in_meanwhile_does_not_change_a_watchlist_turn(stage: Stage) -> None:
    await stage.rate({CASABLANCA: 5})
    await want(stage, HEAT)
    turn = await stage.turn()
    await watchlist.on_command(turn, "")
    before = stage.said
    stage.serve(other_model(films_gone=[HEAT]))
    await watchlist.on_command(turn, "")
    assert stage.said == before
