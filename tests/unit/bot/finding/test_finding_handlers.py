"""Titles written in private, and what is offered while somebody types in another chat."""

from bot.finding.handlers.inline import on_query
from bot.finding.handlers.titles import find_from_text
from bot.finding.presses import OpenFilm
from tests.turns import (
    ADA,
    CASABLANCA,
    GONE,
    HEAT,
    PREDATOR,
    Stage,
    other_model,
    refusal,
)


async def write(stage: Stage, text: str, *, is_forwarded: bool = False) -> None:
    await find_from_text(await stage.turn(text=text, is_forwarded=is_forwarded), text)


async def type_inline(stage: Stage, text: str, offset: str = "") -> list[str]:
    """Titles of what is offered."""
    await on_query(await stage.turn(query_id="typed"), text, offset)
    return [offer.title for offer in stage.messenger.offered[-1].offers]


async def test_title_opens_the_films_card(stage: Stage) -> None:
    await write(stage, "emma")
    assert stage.said.startswith("<b>Emma</b> (1997)\nComedy, Romance")
    await stage.press("Next ▶")
    assert "<b>Emma</b>" not in stage.said  # goes on with recommendations


async def test_title_of_several_films_lists_them_and_the_list_stays(stage: Stage) -> None:
    await write(stage, "king kong")
    assert stage.labels == ["King Kong (1998) · Adventure", "King Kong (1999) · Adventure"]
    asked = stage.messenger.latest
    await stage.press("King Kong (1999) · Adventure")
    assert stage.said.startswith("<b>King Kong</b> (1999)")
    assert stage.messenger.latest != asked


async def test_title_with_stars_is_rated(stage: Stage) -> None:
    await write(stage, "Heat 4.5")
    assert await stage.stars() == {HEAT: 4.5}
    assert stage.labels == ["↩ Undo", "Similar films"]


async def test_forwarded_title_with_stars_is_somebody_elses_opinion(stage: Stage) -> None:
    await write(stage, "Heat 4.5", is_forwarded=True)
    assert await stage.stars() == {}
    assert stage.said.startswith("<b>Heat</b> (1990)")


async def test_kind_of_film_works_without_its_command(stage: Stage) -> None:
    await write(stage, "comedy 90s")
    assert stage.said.startswith("<i>Comedy · 1990s</i>")


async def test_film_nobody_knows_offers_the_closest(stage: Stage) -> None:
    await write(stage, "casblnka")
    assert stage.said == "By “casblnka”, do you mean this film?"
    assert stage.labels == ["Casablanca (1991) · Comedy, Romance"]
    await write(stage, "zzzzzz")
    assert stage.said.startswith("I know no film like “zzzzzz”.")
    assert stage.labels == []


async def test_stars_without_a_film_are_asked_about(stage: Stage) -> None:
    told = await refusal(write(stage, "★★★★"))
    assert told == "Stars for which film? For example: /rate Heat 4.5"


async def test_film_that_is_gone_from_a_list_is_refused(stage: Stage) -> None:
    await write(stage, "king kong")
    told = await refusal(stage.press(OpenFilm(ADA.user_id, GONE)))
    assert told == "I do not have that film any more."


async def test_title_begun_inline_offers_films_of_that_name(stage: Stage) -> None:
    assert await type_inline(stage, "king") == ["King Kong (1998)", "King Kong (1999)"]
    assert await type_inline(stage, "zzzzzz") == []


async def test_shared_film_leads_to_the_bot_and_says_nothing_of_who_shares(stage: Stage) -> None:
    await stage.rate({HEAT: 0.5})
    await type_inline(stage, "heat")
    (offer,) = stage.messenger.offered[-1].offers
    assert offer.description == "you gave it ★0.5 · Action, Crime"
    assert "0.5" not in offer.reply.text
    assert [row[0].url for row in offer.reply.keyboard] == [
        f"https://t.me/moviebot?start=film_{HEAT}",
        "https://t.me/moviebot?start=rate",
    ]


async def test_who_has_rated_nothing_is_led_to_the_deck(stage: Stage) -> None:
    await type_inline(stage, "")
    lead = stage.messenger.offered[-1].lead
    assert lead is not None
    assert lead.payload == "rate"
    await stage.rate({HEAT: 5})
    await type_inline(stage, "")
    assert stage.messenger.offered[-1].lead is None


async def test_bare_name_offers_the_best_films_page_by_page(stage: Stage) -> None:
    await stage.rate({HEAT: 5})
    first = await type_inline(stage, "")
    assert len(first) == 10
    following = stage.messenger.offered[-1].next_offset
    second = await type_inline(stage, "", following)
    assert not set(first) & set(second)
    assert stage.messenger.offered[-1].next_offset == ""
    assert await type_inline(stage, "", "nonsense") == first


async def test_model_swapped_in_while_somebody_types_does_not_matter(stage: Stage) -> None:
    await stage.rate({HEAT: 5, CASABLANCA: 1})
    turn = await stage.turn(query_id="typed")
    await on_query(turn, "predator", "")
    stage.serve(other_model(films_gone=[PREDATOR]))
    await on_query(turn, "predator", "")
    before, after = stage.messenger.offered
    assert before == after
