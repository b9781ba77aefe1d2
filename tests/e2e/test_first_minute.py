"""The first minute: from /start over a few stars to a film worth seeing, by taps alone."""

import re
from pathlib import Path

from bot.playground import Fault, Message, Person, World
from tests.e2e.conftest import Conversation, conversing, settings_for

BEGIN, MORE, SHOW, BACK = "★ Let us begin", "More films ▶", "🎬 Show me films", "◀ Back"
PAGE = 5


def titles(deck: Message) -> list[str]:
    """The films of a page, rated or not."""
    rows = [row[0].text for row in deck.keyboard if len(row) == 1]
    return [text.removeprefix("↩ ") for text in rows if re.search(r"\(\d{4}\)$", text)]


def stars_of(deck: Message, film: int) -> str:
    """The five stars below a film, as they stand there."""
    return "".join(button.text for button in deck.keyboard[2 * film + 1])


def missing(deck: Message) -> int:
    """How many films the deck still asks for; 0 when it knows enough."""
    found = re.search(r"(\d+) more and I know you well", deck.text)
    return int(found[1]) if found else 0


async def begun(somebody: Person) -> Message:
    welcome = await somebody.says("/start").reply()
    return await somebody.presses(welcome, 0).reply()


async def taps(somebody: Person, deck: Message, film: int, star: int) -> Message:
    """Press one of the five stars below a film, counted from 1."""
    return await somebody.presses(deck, (2 * film + 1, star - 1)).reply()


async def test_stranger_has_a_film_worth_seeing_after_one_star(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    welcome = await ada.says("/start").reply()
    assert welcome.text.startswith("Hello Ada!")
    assert [button.text for button in welcome.buttons] == [BEGIN]
    deck = await ada.presses(welcome, BEGIN).reply()
    assert deck.id == welcome.id
    assert len(titles(deck)) == PAGE
    assert "One tap is enough" in deck.text
    rated = await taps(ada, deck, 0, 5)
    assert rated.id == deck.id
    assert titles(rated) == titles(deck)
    pick = re.search(r"For you so far: (.+) · ★(\d\.\d)", rated.text)
    assert pick is not None
    assert float(pick[2]) >= 4
    assert pick[1] not in titles(deck)
    shown = await ada.presses(rated, SHOW).reply()
    assert shown.id > deck.id
    assert not set(titles(rated)[:1]) & set(shown.text.splitlines())
    # Nothing of this is Ben's.
    other = await begun(ben)
    assert titles(other) == titles(deck)
    assert "One tap is enough" in other.text


async def test_half_stars_take_two_taps_and_the_title_takes_them_back(
    conversation: Conversation,
) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    deck, other = await begun(ada), await begun(ben)
    film = titles(deck)[1]
    whole = await taps(ada, deck, 1, 4)
    assert stars_of(whole, 1) == "★★★★☆"
    half = await taps(ada, whole, 1, 4)
    assert stars_of(half, 1) == "★★★½☆"
    await taps(ben, other, 1, 1)
    assert f"★3.5 {film}" in (await ada.says("/ratings").reply()).text
    assert f"★1 {film}" in (await ben.says("/ratings").reply()).text
    undone = await ada.presses(half, f"↩ {film}").reply()
    assert stars_of(undone, 1) == "☆☆☆☆☆"
    assert film in titles(undone)
    assert "not rated any film" in (await ada.says("/ratings").reply()).text
    assert f"★1 {film}" in (await ben.says("/ratings").reply()).text


async def test_title_of_a_film_tells_what_it_is(conversation: Conversation) -> None:
    ada = conversation.person()
    deck = await begun(ada)
    turn = ada.presses(deck, titles(deck)[0])
    assert (await turn.toast()).startswith(titles(deck)[0].split("…")[0])
    assert not turn.messages


async def test_film_that_was_not_seen_never_comes_back(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    deck, other = await begun(ada), await begun(ben)
    asked = titles(deck)
    for _ in range(6):
        deck = await taps(ada, deck, 2, 4)
        deck = await ada.presses(deck, MORE).reply()
        assert not set(titles(deck)) & set(asked)
        asked += titles(deck)
    again = await ada.says("/start").reply()
    assert "6 films you have rated" in again.text
    anew = await ada.presses(again, "★ Rate more films").reply()
    left = asked[:-PAGE]  # of the last page nothing was said
    assert not set(titles(anew)) & set(left)
    assert titles(other) == asked[:PAGE]  # Ben has not said a word yet
    assert titles(await begun(ben)) == asked[:PAGE]


async def test_one_may_turn_back_and_change_ones_mind(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    first = await begun(ada)
    rated = await taps(ada, first, 0, 3)
    second = await ada.presses(rated, MORE).reply()
    back = await ada.presses(second, BACK).reply()
    assert titles(back) == titles(first)
    assert stars_of(back, 0) == "★★★☆☆"
    changed = await taps(ada, back, 1, 2)  # counted as not seen meanwhile
    assert stars_of(changed, 1) == "★★☆☆☆"
    assert titles(await ada.presses(changed, MORE).reply()) == titles(second)
    assert stars_of(await begun(ben), 0) == "☆☆☆☆☆"


async def test_progress_counts_down_to_being_known(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    deck, other = await begun(ada), await begun(ben)
    start = missing(deck)
    assert 3 <= start <= 25
    counted = [start]
    for n_rated in range(1, start + 20):
        deck = await taps(ada, deck, (n_rated - 1) % PAGE, 1 + n_rated % 5)
        counted.append(missing(deck))
        if counted[-1] == 0:
            break
        if n_rated % PAGE == 0:
            deck = await ada.presses(deck, MORE).reply()
    assert counted == sorted(counted, reverse=True)
    assert "I know you well now" in deck.text
    assert missing(await ben.presses(other, MORE).reply()) == start


async def test_stars_and_page_are_there_after_a_restart(state_dir: Path) -> None:
    world = World()
    async with conversing(settings_for(state_dir), world) as before:
        ada, ben = before.person("Ada"), before.person("Ben")
        page = await begun(ada)
        page = await taps(ada, page, 0, 5)
        second = await ada.presses(page, MORE).reply()
        other = await begun(ben)
    async with conversing(settings_for(state_dir), world):
        rated = await taps(ada, second, 1, 2)
        assert titles(rated) == titles(second)
        assert stars_of(rated, 1) == "★★☆☆☆"
        back = await ada.presses(rated, BACK).reply()
        assert titles(back) == titles(page)
        assert stars_of(back, 0) == "★★★★★"
        third = await ada.presses(second, MORE).reply()
        assert not set(titles(third)) & {*titles(second), *titles(page)}
        assert stars_of(await taps(ben, other, 0, 1), 0) == "★☆☆☆☆"


async def test_press_that_arrives_twice_or_late_does_what_it_did_once(
    conversation: Conversation,
) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    first, other = await begun(ada), await begun(ben)
    conversation.world.faults.plan(Fault("duplicate", times=2))
    rated = await taps(ada, first, 0, 4)
    second = await ada.presses(rated, MORE).reply()
    assert stars_of(rated, 0) == "★★★★☆"
    late = ada.presses(rated, MORE)  # the keyboard had not followed yet
    await late.settled()
    assert not late.messages  # it says so already
    assert conversation.world.find(second.chat_id, second.id) == second
    again = await taps(ada, first, 0, 4)
    assert titles(again) == titles(first)
    assert stars_of(again, 0) == "★★★★☆"
    assert "Your 1 rating" in (await ada.says("/ratings").reply()).text
    assert stars_of(await taps(ben, other, 0, 2), 0) == "★★☆☆☆"


async def test_only_its_owner_may_press(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    group = ada.creates_group("Films", ben)
    deck = await begun(ada)
    heard = await ada.says("/start", chat=group).reply()
    for button in (deck.keyboard[1][0], deck.keyboard[-2][0]):
        turn = ben.presses_data(group.id, heard.id, button.data)
        assert "for somebody else" in await turn.toast()
        assert not turn.messages
    assert "not rated any film" in (await ada.says("/ratings").reply()).text
    assert "not rated any film" in (await ben.says("/ratings").reply()).text


async def test_in_groups_a_link_leads_to_the_deck_in_private(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    group = ada.creates_group("Films", ben)
    heard = await ada.says("/start", chat=group).reply()
    (button,) = heard.buttons
    assert button.action == "url"
    assert button.value == "https://t.me/moviebot?start=rate"
    for somebody in (ada, ben):
        assert len(titles(await somebody.says("/start rate").reply())) == PAGE


async def test_genres_do_without_a_single_rating(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    deck, other = await begun(ada), await begun(ben)
    choice = await ada.presses(deck, "Pick genres").reply()
    assert choice.id == deck.id
    chosen = await ada.presses(choice, "Western").reply()
    chosen = await ada.presses(chosen, "Horror").reply()
    left = await ada.presses(chosen, "✓ Horror").reply()
    assert [button.text for button in left.buttons if "✓" in button.text] == ["✓ Western"]
    shown = await ada.presses(left, SHOW).reply()
    assert "Western" in shown.text
    back = await ada.presses(left, BACK).reply()
    assert titles(back) == titles(deck)
    theirs = await ben.presses(other, "Pick genres").reply()
    assert not [button for button in theirs.buttons if "✓" in button.text]
    assert "Western" not in (await ben.presses(theirs, SHOW).reply()).text


async def test_films_are_shown_without_any_tap_at_all(conversation: Conversation) -> None:
    ada = conversation.person()
    deck = await begun(ada)
    assert (await ada.presses(deck, SHOW).reply()).id > deck.id


async def test_link_opens_a_film_for_whoever_follows_it(conversation: Conversation) -> None:
    for name in ("Ada", "Ben"):
        somebody = conversation.person(name)
        assert "Heat (1995)" in (await somebody.says("/start film_6").reply()).text
        for payload in ("film_", "nothing_known", "x" * 64):
            welcome = await somebody.says(f"/start {payload}").reply()
            assert welcome.text.startswith(f"Hello {name}!")
        gone = await somebody.says("/start film_999999999").reply()
        assert gone.text == "I do not have that film any more."


async def test_whoever_comes_back_is_no_stranger(conversation: Conversation) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    await ada.says("heat ★4").reply()
    again = await ada.says("/start").reply()
    assert again.text.startswith("Hello again, Ada! I know 1 film you have rated.")
    assert [button.text for button in again.buttons] == [SHOW, "★ Rate more films"]
    assert (await ada.presses(again, SHOW).reply()).id > again.id
    assert (await ben.says("/start").reply()).text.startswith("Hello Ben!")


async def test_deck_of_somebody_forgotten_says_how_to_begin_anew(
    conversation: Conversation,
) -> None:
    ada, ben = conversation.person("Ada"), conversation.person("Ben")
    deck, other = await begun(ada), await begun(ben)
    await conversation.services.people.forget(ada.id)
    turn = ada.presses(deck, (1, 4))
    assert "/start" in await turn.toast()
    assert len(titles(await begun(ada))) == PAGE
    assert stars_of(await taps(ben, other, 0, 5), 0) == "★★★★★"


async def test_without_a_model_the_best_known_films_are_asked_about(state_dir: Path) -> None:
    for model in (state_dir / "models").iterdir():
        model.unlink()
    async with conversing(settings_for(state_dir)) as conversation:
        ada, ben = conversation.person("Ada"), conversation.person("Ben")
        deck, other = await begun(ada), await begun(ben)
        assert titles(deck) == titles(other)
        assert "know you well" not in deck.text
        assert "Forrest Gump (1994)" in titles(deck)
        rated = await taps(ada, deck, 0, 5)
        assert "For you so far: " in rated.text
        following = await ada.presses(rated, MORE).reply()
        assert not set(titles(following)) & set(titles(deck))
