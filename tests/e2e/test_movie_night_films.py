"""Which films a group gets to vote on, with the real model: told of nobody, fair to everybody."""

import numpy as np

from bot.movie_night.ballots import new_round
from bot.movie_night.request import NightRequest
from bot.movie_night.shortlist import Shortlist, choose
from bot.service.profiles import profile_of
from core.catalog.film_filter import FilmFilter
from storage.marks import MarkKind
from storage.night_mornings import PastNight
from storage.nights import Member
from tests.e2e.conftest import Conversation

ANIMATION = (1, 588, 595, 364, 2081)  # Toy Story, Aladdin, Beauty and the Beast, …
HORROR = (1258, 1219, 1214, 2710, 1347)  # The Shining, Psycho, Alien, …
ANN, BEN, EVE = 901, 902, 903
GROUP = -700


async def two_tastes(conversation: Conversation) -> None:
    ratings = conversation.services.ratings
    for loves, hates, user_id in ((ANIMATION, HORROR, ANN), (HORROR, ANIMATION, BEN)):
        for movie_id in loves:
            await ratings.rate(user_id, movie_id, 5.0)
        for movie_id in hates:
            await ratings.rate(user_id, movie_id, 1.0)


async def mean_stars(conversation: Conversation, user_id: int, chosen: Shortlist) -> float:
    told = await profile_of(conversation.services, user_id)
    ids = [pick.movie_id for pick in chosen.picks]
    stars = conversation.services.recommending.current.predict(told, ids)
    return float(np.mean(list(stars.values())))


async def test_films_are_new_to_all_and_meet_what_is_wanted(conversation: Conversation) -> None:
    await two_tastes(conversation)
    services = conversation.services
    wanted = NightRequest(FilmFilter(genres=frozenset({"Comedy"}), first_year=1990))
    chosen = await choose(services, wanted, [ANN, BEN, EVE], [])
    assert (len(chosen.picks), chosen.n_members, chosen.n_unknown) == (5, 3, 1)
    catalog = services.recommending.current.catalog
    for pick in chosen.picks:
        film = catalog.film(pick.movie_id)
        assert film is not None
        assert "Comedy" in film.genres
        assert film.year is not None
        assert film.year >= 1990
        assert pick.movie_id not in {*ANIMATION, *HORROR}
        assert pick.n_seen == 0
        assert 0.5 <= pick.at_least <= 5.0
    first = {pick.movie_id for pick in chosen.picks}
    others = await choose(services, wanted, [ANN, BEN, EVE], [], shown=first)
    assert len(others.picks) == 5
    assert not first & {pick.movie_id for pick in others.picks}


async def test_the_same_people_get_other_films_week_after_week(conversation: Conversation) -> None:
    await two_tastes(conversation)
    services, request = conversation.services, NightRequest()
    winners: list[int] = []
    before: list[set[int]] = []
    for week in range(5):
        past = await services.night_mornings.past(GROUP)
        chosen = await choose(services, request, [ANN, BEN], past)
        films = [pick.movie_id for pick in chosen.picks]
        assert len(films) == 5
        assert not set(films) & set().union(*before[-2:])
        assert not set(films) & set(winners)
        night, _ = await services.nights.open(GROUP, Member(ANN, "Ann"), "{}")
        await services.nights.join(night.night_id, Member(BEN, "Ben"), limit=30)
        await services.night_votes.begin(night.night_id, 1, new_round(chosen, 600))
        await services.nights.decide(night.night_id, films[0], "votes")
        winners.append(films[0])
        before.append(set(films))
        conversation.world.advance(seconds=7 * 86_400)
        for user_id in (ANN, BEN):
            assert set(winners) <= (await profile_of(services, user_id)).seen, week
    assert len(set(winners)) == 5
    await services.marks.mark(ANN, winners[0], MarkKind.WANTED)  # says otherwise
    assert winners[0] not in (await profile_of(services, ANN)).seen
    assert winners[0] in (await profile_of(services, BEN)).seen


async def test_where_few_films_fit_those_of_last_week_come_back(conversation: Conversation) -> None:
    services = conversation.services
    few = NightRequest(FilmFilter(genres=frozenset({"Film-Noir"}), first_year=2000))
    all_of_them = await choose(services, few, [ANN], [], shown=())
    listed = frozenset(pick.movie_id for pick in all_of_them.picks[1:])
    past = [PastNight(1000, all_of_them.picks[0].movie_id, 1, {ANN: None}, listed=listed)]
    again = await choose(services, few, [ANN], past)
    assert len(again.picks) == len(all_of_them.picks)
    assert not {pick.movie_id for pick in again.picks[:1]} & listed


async def test_nothing_that_fits_is_an_empty_list(conversation: Conversation) -> None:
    never = NightRequest(FilmFilter(first_year=1850, last_year=1860))
    assert (await choose(conversation.services, never, [ANN], [])).picks == ()


async def test_who_came_off_badly_counts_more_next_time(conversation: Conversation) -> None:
    await two_tastes(conversation)
    services, films = conversation.services, NightRequest()
    bad_for_ann = [PastNight(1000 + night, 1258, 2, {ANN: 0.5, BEN: 5.0}) for night in range(4)]
    bad_for_ben = [PastNight(1000 + night, 1, 2, {ANN: 5.0, BEN: 0.5}) for night in range(4)]
    for_ann = await choose(services, films, [ANN, BEN], bad_for_ann)
    for_ben = await choose(services, films, [ANN, BEN], bad_for_ben)
    means = [await mean_stars(conversation, ANN, each) for each in (for_ann, for_ben)]
    assert means[0] > means[1]
    means = [await mean_stars(conversation, BEN, each) for each in (for_ann, for_ben)]
    assert means[0] < means[1]


async def test_night_nobody_has_judged_counts_by_what_was_expected(
    conversation: Conversation,
) -> None:
    await two_tastes(conversation)
    services, films = conversation.services, NightRequest()
    watched = [PastNight(1000 + night, 1347, 3, {ANN: None, BEN: None}) for night in range(4)]
    fair = await choose(services, films, [ANN, BEN], watched)
    plain = await choose(services, films, [ANN, BEN], [])
    after = await mean_stars(conversation, ANN, fair)
    assert after > await mean_stars(conversation, ANN, plain)
