"""The card: asked for in words, gone through, rated, marked, filtered."""

from bot.card.handlers.card import show_film
from bot.card.presses import (
    CardGiveStars,
    CardMark,
    CardNext,
    CardShow,
    FilterDrop,
    FilterLike,
    ShowSimilar,
)
from storage.marks import MarkKind
from tests.turns import (
    ADA,
    ALIEN,
    BEN,
    CASABLANCA,
    GONE,
    GROUP,
    HEAT,
    NOTTING_HILL,
    PREDATOR,
    Stage,
    films,
    other_model,
    refusal,
)

CARD_OLD = "I no longer know what I showed here. Please ask me again: /recommend"
BUTTON_OLD = "This button is out of date. Please ask me again."


async def test_newcomer_gets_a_well_known_film_and_the_way_to_the_deck(stage: Stage) -> None:
    await stage.command("recommend")
    assert stage.said.startswith("<b>Heat</b> (1990)\nAction, Crime")
    assert "on average; I do not know your taste yet" in stage.said
    assert stage.labels[-1] == "★ Rate a few films"


async def test_asked_again_goes_on_where_it_was_and_back_leads_there(stage: Stage) -> None:
    await stage.command("recommend")
    first = stage.said.splitlines()[0]
    assert "◀ Back" not in stage.labels
    await stage.press("Next ▶")
    second = stage.said.splitlines()[0]
    await stage.command("recommend")
    third = stage.said.splitlines()[0]
    assert len({first, second, third}) == 3
    await stage.press("◀ Back")
    assert stage.said.splitlines()[0] == second
    await stage.press("◀ Back")
    assert stage.said.splitlines()[0] == first
    await stage.command("recommend", by=BEN)
    assert stage.said.splitlines()[0] == first  # of nobody else


async def test_another_wish_begins_at_its_own_top(stage: Stage) -> None:
    await stage.command("recommend")
    await stage.command("recommend", "romance")
    first = stage.said
    assert "◀ Back" not in stage.labels
    await stage.command("recommend", "romance")
    assert stage.said != first
    await stage.command("similar", "heat")
    similar = stage.said
    await stage.command("similar", "heat")
    assert stage.said == similar


async def test_where_nothing_is_left_it_begins_again_from_the_top(stage: Stage) -> None:
    await stage.command("recommend", "romance")
    first, n_films = stage.said, 1
    while True:
        await stage.command("recommend", "romance")
        if stage.said == first:
            break
        n_films += 1
        assert n_films < 100
    assert stage.labels.count("Next ▶") == 1


async def test_who_likes_romances_gets_romances_and_is_told_why(stage: Stage) -> None:
    await stage.rate({CASABLANCA: 5, NOTTING_HILL: 4.5, HEAT: 1, ALIEN: 1.5})
    await stage.command("recommend")
    assert "Comedy, Romance" in stage.said
    assert "because you gave Casablanca ★5" in stage.said


async def test_without_a_model_popularity_serves_and_says_so(stage_without_model: Stage) -> None:
    stage = stage_without_model
    await stage.rate({CASABLANCA: 5})
    await stage.command("recommend")
    assert stage.said.startswith("<b>Heat</b> (1990)")
    assert "on average. I have no model of tastes yet." in stage.said


async def test_films_like_one_need_a_model(stage_without_model: Stage) -> None:
    told = await refusal(stage_without_model.command("similar", "heat"))
    assert told == "I have no model of tastes yet. Please ask me again then."
    assert stage_without_model.messenger.sent == []


async def test_kind_of_film_is_kept_while_going_on_and_back(stage: Stage) -> None:
    await stage.command("recommend", "romance 90s")
    assert stage.said.startswith("<i>Romance · 1990s</i>")
    card, first = stage.messenger.latest, stage.said
    await stage.press("Next ▶")
    second = stage.said
    assert second != first
    assert "Comedy, Romance" in second
    await stage.press("◀ Back")
    assert stage.said == first
    await stage.press("Next ▶")
    assert stage.said == second
    assert stage.messenger.latest == card  # one message all the time


async def test_next_pressed_twice_leads_to_one_film(stage: Stage) -> None:
    await stage.command("recommend")
    button = stage.button("Next ▶")
    await stage.press(button)
    said = stage.said
    await stage.press(button)
    assert stage.said == said


async def test_words_that_mean_nothing_are_left_out_and_named(stage: Stage) -> None:
    await stage.command("recommend", "action bananas")
    assert stage.said.startswith("I did not understand “bananas” and left it out")
    assert "<i>Action</i>" in stage.said


async def test_title_instead_of_a_kind_offers_films_like_it(stage: Stage) -> None:
    await stage.command("recommend", "heat")
    assert stage.said.startswith("I do not know “heat” as a kind of film.")
    await stage.press("≈ Films like Heat (1990)")
    assert stage.said.startswith("<i>like Heat (1990)</i>")


async def test_film_others_shall_be_like_may_be_one_of_several(stage: Stage) -> None:
    await stage.command("recommend", "90s like king kong")
    assert stage.said == "Which film do you mean by “king kong”?"
    asked = stage.messenger.latest
    await stage.press("King Kong (1998)")
    assert stage.said.startswith("<i>1990s · like King Kong (1998)</i>")  # the rest holds as well
    assert stage.messenger.latest == asked


async def test_similar_asks_which_film_of_several(stage: Stage) -> None:
    await stage.command("similar", "king kong")
    assert stage.labels == ["King Kong (1998)", "King Kong (1999)"]
    await stage.press("King Kong (1999)")
    assert stage.said.startswith("<i>like King Kong (1999)</i>")


async def test_similar_without_a_title_asks_for_one(stage: Stage) -> None:
    await stage.command("similar")
    assert stage.said == "Like which film? Send me its title."
    asked = await stage.services.questions.peek(ADA.user_id, ADA.user_id)
    assert asked is not None
    assert asked.question == "similar"


async def test_rating_on_the_card_comes_back_to_it_and_can_be_undone(stage: Stage) -> None:
    await stage.command("recommend")
    await stage.press("★ Rate")
    assert stage.said == "<b>Heat</b> (1990)\nAction, Crime\nHow many stars?"
    await stage.press("★★★★½")
    assert stage.said.startswith("★4.5 saved\n\n<b>Heat</b> (1990)")
    assert "You gave it ★4.5." in stage.said
    assert await stage.stars() == {HEAT: 4.5}
    await stage.press("↩ Undo")
    assert "You gave it" not in stage.said
    assert await stage.stars() == {}


async def test_rating_can_be_taken_away_on_the_card(stage: Stage) -> None:
    await stage.command("recommend")
    await stage.press("★ Rate")
    await stage.press("★★★")
    await stage.press("★ Rate")
    await stage.press("✕ No rating")
    assert stage.said.startswith("Removed\n\n<b>Heat</b> (1990)")
    assert await stage.stars() == {}


async def test_rating_that_is_not_there_cannot_be_taken_away(stage: Stage) -> None:
    await stage.command("recommend")
    pressed = stage.button("Next ▶")
    assert isinstance(pressed, CardNext)
    for half_stars, told in ((0, "You have not rated that film."), (11, "Stars go from ★0.5")):
        press = CardGiveStars(ADA.user_id, pressed.card_id, 0, half_stars)
        assert (await refusal(stage.press(press))).startswith(told)
    assert await stage.stars() == {}


async def test_seen_goes_on_and_undo_brings_the_film_back(stage: Stage) -> None:
    await stage.command("recommend", "action")
    await stage.press("✓ Seen it")
    assert stage.messenger.toasts == ["Seen"]
    assert stage.said.startswith("✓ <b>Heat</b> (1990): seen, and left out from now on.")
    assert await stage.marks() == {HEAT: "seen"}
    await stage.press("↩ Undo")
    assert "<b>Heat</b> (1990)" in stage.said
    assert await stage.marks() == {}


async def test_film_that_is_refused_never_comes_again(stage: Stage) -> None:
    await stage.command("recommend")
    await stage.press("✕ Not for me")
    assert await stage.marks() == {HEAT: "refused"}
    await stage.command("recommend")
    assert "Heat" not in stage.said


async def test_watchlist_stays_on_the_film_and_turns_off_again(stage: Stage) -> None:
    await stage.command("recommend")
    await stage.press("+ Watchlist")
    assert "+ It is on your watchlist." in stage.said
    assert await stage.marks() == {HEAT: "wanted"}
    await stage.press("− Watchlist")
    assert "watchlist." not in stage.said
    assert await stage.marks() == {}


async def test_similar_on_the_card_leads_back_to_where_it_was_pressed(stage: Stage) -> None:
    await stage.command("recommend")
    first = stage.said
    await stage.press("≈ Similar")
    assert stage.said.startswith("<i>like Heat (1990)</i>")
    await stage.press("◀ Back")
    assert stage.said == first


async def test_filter_is_chosen_by_buttons_and_shown(stage: Stage) -> None:
    await stage.command("recommend")
    await stage.press("⚙ Filter")
    assert stage.said.startswith("<b>What kind of film?</b>\nAny film\n18 films fit")
    await stage.press("Romance")
    assert "\nRomance\n7 films fit" in stage.said
    await stage.press("Years")
    await stage.press("2000s")
    assert "\nRomance · 2000s\n3 films fit" in stage.said
    await stage.press("✓ Show")
    assert stage.said.startswith("<i>Romance · 2000s</i>\n\n<b>Amelie</b> (2002)")


async def test_filter_cleared_is_any_film_again(stage: Stage) -> None:
    await stage.command("recommend", "romance")
    await stage.press("⚙ Filter")
    await stage.press("Clear")
    assert "\nAny film\n" in stage.said


async def test_filter_pressed_after_the_films_are_shown_only_shows_them(stage: Stage) -> None:
    await stage.command("recommend")
    await stage.press("⚙ Filter")
    late = stage.button("War")
    await stage.press("Romance")
    await stage.press("✓ Show")
    shown = stage.said
    await stage.press(late)  # two fingers: the message was another one already
    assert stage.said == shown


async def test_wishes_that_no_film_meets_are_given_up_one_at_a_time(stage: Stage) -> None:
    await stage.command("recommend", "war romance")
    assert stage.said.startswith("No film I can show you is all of this:\nRomance · War")
    await stage.press("Drop “Romance” (1 film)")
    assert stage.said.startswith("<i>War</i>\n\n<b>Braveheart</b> (2005)")
    await stage.press("Next ▶")
    assert stage.said.startswith("That was every film I have for you that is all of this:\nWar")


async def test_button_of_a_later_version_is_out_of_date(stage: Stage) -> None:
    await stage.command("recommend")
    pressed = stage.button("Next ▶")
    assert isinstance(pressed, CardNext)
    at = ADA.user_id, pressed.card_id
    for press in (CardMark(*at, 0, 9, 0), CardShow(*at, 7), FilterDrop(*at, 5)):
        assert await refusal(stage.press(press)) == BUTTON_OLD
    assert await stage.marks() == {}


async def test_card_of_long_ago_says_that_it_is_old(stage: Stage) -> None:
    await stage.command("recommend")
    assert await refusal(stage.press(CardNext(ADA.user_id, 999, 0))) == CARD_OLD


async def test_card_of_another_is_as_if_it_were_not_there(stage: Stage) -> None:
    await stage.command("recommend")
    pressed = stage.button("Next ▶")
    assert isinstance(pressed, CardNext)
    forged = CardNext(BEN.user_id, pressed.card_id, pressed.position)
    assert await refusal(stage.press(forged, by=BEN)) == CARD_OLD


async def test_film_that_is_gone_is_named_by_its_number_and_can_be_left(stage: Stage) -> None:
    await stage.command("recommend")
    await stage.press("Next ▶")
    stage.serve(other_model(films_gone=[HEAT]))
    await stage.press("◀ Back")
    assert stage.said.startswith("film 10 (not in the films I have loaded)")
    await stage.press("Next ▶")
    assert "<b>Casablanca</b> (1991)" in stage.said


async def test_films_like_one_that_is_gone_are_refused(stage: Stage) -> None:
    await stage.command("recommend")
    pressed = stage.button("Next ▶")
    assert isinstance(pressed, CardNext)
    like = FilterLike(ADA.user_id, pressed.card_id, GONE)
    for press in (ShowSimilar(ADA.user_id, GONE), like):
        assert await refusal(stage.press(press)) == "I do not have that film any more."


async def test_who_has_dealt_with_every_film_is_told_so(stage: Stage) -> None:
    every = [film.movie_id for film in films().films]
    await stage.services.marks.mark_all(ADA.user_id, every, MarkKind.SEEN)
    await stage.command("recommend")
    assert stage.said.startswith("You have told me about every film I know.")


async def test_card_in_a_group_answers_whoever_asked_in_their_topic(stage: Stage) -> None:
    forum = type(GROUP)(GROUP.chat_id, is_private=False, is_group=True, thread_id=8)
    await stage.command("recommend", chat=forum)
    (said,) = stage.messenger.sent
    assert said.to.thread_id == 8
    assert said.to.answers is not None


async def test_card_that_was_deleted_goes_on_in_a_new_message(stage: Stage) -> None:
    await stage.command("recommend")
    card, button = stage.messenger.latest, stage.button("Next ▶")
    assert card is not None
    await stage.messenger.delete(card)
    await stage.press(button, on=card)
    assert stage.messenger.latest != card
    assert "◀ Back" in stage.labels


async def test_model_swapped_in_meanwhile_does_not_answer_a_turn_that_goes_on(
    stage: Stage,
) -> None:
    await stage.rate({HEAT: 5})
    turn = await stage.turn()
    await show_film(turn, PREDATOR)
    before = stage.said
    stage.serve(other_model())
    await show_film(turn, PREDATOR)
    assert stage.said == before
