"""The deck: a newcomer's first taps, and what they have told with them."""

from bot.deck.presses import DeckNext, DeckStars, OpenDeck
from tests.turns import ADA, BEN, GROUP, HEAT, Stage, other_model, refusal

GONE = "These films are from long ago. I deal new ones at /start."


async def open_deck(stage: Stage) -> None:
    """As somebody who has told of a film or more."""
    if not await stage.stars():
        await stage.rate({HEAT: 4})
    await stage.command("start")
    await stage.press("★ Rate more films")


def titles(stage: Stage) -> list[str]:
    """Of the films on the page."""
    return [label for label in stage.labels if label.endswith(")")]


async def first_film(stage: Stage) -> DeckStars:
    """The first star of the first film."""
    press = stage.button("☆")
    assert isinstance(press, DeckStars)
    return press


async def stars_besides(stage: Stage) -> list[float]:
    """What has been given besides what was told before the deck."""
    return [stars for movie_id, stars in (await stage.stars()).items() if movie_id != HEAT]


async def test_newcomer_gets_famous_films_in_place_of_the_welcome(stage: Stage) -> None:
    await stage.command("start")
    welcome = stage.messenger.latest
    await stage.press("★ Let us begin")
    assert stage.messenger.latest == welcome
    # The best known of the years up to 1997, and of those after.
    assert sorted(titles(stage)) == [
        "Casablanca (1991)",
        "Heat (1990)",
        "King Kong (1998)",
        "King Kong (1999)",
    ]
    assert stage.said.startswith("<b>Which of these have you seen?</b>")
    assert "more and I know you well" in stage.said
    assert stage.said.endswith("One tap is enough for a first pick.")
    assert "Pick genres" in stage.labels


async def test_star_is_saved_and_the_page_says_what_it_has_changed(stage: Stage) -> None:
    await open_deck(stage)
    film, press = titles(stage)[0], await first_film(stage)
    await stage.press(press)
    assert await stars_besides(stage) == [1.0]
    assert f"↩ {film}" in stage.labels
    assert stage.said.startswith("The same star again: half a star less.")
    assert "For you so far: " in stage.said
    await stage.press("★")  # the same star
    assert await stars_besides(stage) == [0.5]
    await stage.press(f"↩ {film}")
    assert await stars_besides(stage) == []
    assert "☆" in stage.labels


async def test_star_pressed_twice_before_the_page_has_followed_counts_once(stage: Stage) -> None:
    await open_deck(stage)
    press = await first_film(stage)
    await stage.press(press)
    await stage.press(press)
    assert await stars_besides(stage) == [1.0]


async def test_films_left_empty_were_not_seen_and_never_come_back(stage: Stage) -> None:
    await open_deck(stage)
    assert len(titles(stage)) == 5
    first = titles(stage)
    await stage.press(await first_film(stage))
    await stage.press("More films ▶")
    assert len(titles(stage)) == 5
    assert not set(titles(stage)) & set(first)
    assert sorted((await stage.marks()).values()) == ["unseen"] * 4
    second = titles(stage)
    await stage.press("◀ Back")
    assert set(titles(stage)) == {f"↩ {first[0]}", *first[1:]}
    await stage.press("More films ▶")
    assert titles(stage) == second


async def test_end_of_all_films_is_told_and_the_last_page_stays(stage: Stage) -> None:
    await open_deck(stage)
    pages = 0
    while stage.messenger.toasts[-1] != ("You have been through all the films I can ask about."):
        await stage.press("More films ▶")
        pages += 1
    assert pages == 4  # of seventeen films
    assert titles(stage)


async def test_title_says_what_kind_of_film_it_is(stage: Stage) -> None:
    await stage.rate(dict.fromkeys(range(20, 190, 10), 3))  # all but one
    await open_deck(stage)
    await stage.press("Heat (1990)")
    assert stage.messenger.toasts[-1] == "Heat (1990): Action, Crime. Seen it? Tap a star below."
    assert HEAT not in await stage.stars()


async def test_genres_can_be_picked_instead(stage: Stage) -> None:
    await stage.command("start")
    await stage.press("★ Let us begin")
    page = stage.said
    await stage.press("Pick genres")
    assert stage.said.startswith("<b>Which genres do you like?</b>")
    await stage.press("War")
    await stage.press("Thriller")
    assert {"✓ War", "✓ Thriller"} <= set(stage.labels)
    await stage.press("✓ War")
    await stage.press("🎬 Show me films")
    assert stage.said.endswith("★3.3 on average; I do not know your taste yet")
    assert "<b>Seven</b> (2003)\nCrime, Thriller" in stage.said
    deck = stage.messenger.sent[0].at
    await stage.press("◀ Back", on=deck)
    assert stage.said == page


async def test_show_me_films_opens_a_card_below(stage: Stage) -> None:
    await open_deck(stage)
    await stage.press("🎬 Show me films")
    assert len(stage.messenger.sent) == 2
    assert "Next ▶" in stage.labels


async def test_without_a_model_the_best_known_films_are_asked_about(
    stage_without_model: Stage,
) -> None:
    stage = stage_without_model
    await stage.command("start")
    await stage.press("★ Let us begin")
    assert titles(stage)[0] == "Heat (1990)"
    assert "I know you well" not in stage.said


async def test_deck_that_is_gone_or_of_another_says_so(stage: Stage) -> None:
    await open_deck(stage)
    press = await first_film(stage)
    gone = DeckNext(ADA.user_id, 999, 0)
    assert await refusal(stage.press(gone)) == GONE
    forged = DeckStars(BEN.user_id, press.card_id, press.position, 10)
    assert await refusal(stage.press(forged, by=BEN)) == GONE
    behind = DeckStars(ADA.user_id, press.card_id, 77, 10)
    assert await refusal(stage.press(behind)) == GONE
    assert await stage.stars(BEN) == {}


async def test_card_is_no_deck(stage: Stage) -> None:
    await stage.command("recommend")
    assert await refusal(stage.press(DeckNext(ADA.user_id, 1, 0))) == GONE


async def test_film_that_is_gone_leaves_the_page_without_it(stage: Stage) -> None:
    await stage.rate(dict.fromkeys(range(20, 190, 10), 3))
    await open_deck(stage)
    star = await first_film(stage)
    next_page = stage.button("More films ▶")
    stage.serve(other_model(films_gone=[HEAT]))
    assert await refusal(stage.press(star)) == "I do not have that film any more."
    await stage.press(next_page)
    assert titles(stage) == []


async def test_deck_of_one_is_nobody_elses_in_a_group(stage: Stage) -> None:
    await stage.command("recommend", chat=GROUP)
    await stage.press(OpenDeck(ADA.user_id), by=BEN, chat=GROUP)
    assert stage.messenger.toasts == [
        "These buttons are for somebody else. Ask me yourself: /recommend"
    ]
    assert "Next ▶" in stage.labels
