"""Short lists for several people: what is on them, what is said of it, and what weighs."""

import numpy as np
import pytest

from core.catalog.film_filter import FilmFilter
from core.catalog.profile import Profile
from core.recommend.group_rules import CHOSEN, GroupRule
from core.recommend.groups import GroupMember, GroupPick, fairness_weights
from core.recommend.recommender import Recommender
from core.titles.search import TitleIndex
from tests.builders import build_catalog, build_model

# Three films for one taste, three for the other, three for both.
FACTORS = [[1.5, -1.5]] * 3 + [[-1.5, 1.5]] * 3 + [[0.9, 0.9]] * 3
TITLES = ["Ada", "Ari", "Ann", "Bea", "Ben", "Bob", "Mia", "Max", "Moe"]
GENRES = [("Drama",), ("Comedy",), ("Drama",)] * 3


def recommender(with_model: bool = True) -> Recommender:
    catalog = build_catalog(TITLES, genres=GENRES)
    model = build_model(FACTORS, ranking_factors=np.ones((9, 2)) * 0.1) if with_model else None
    return Recommender(catalog, TitleIndex(catalog), model)


def movie_id(title: str) -> int:
    return 10 * (TITLES.index(title) + 1)


def fond_of(title: str, other: str) -> GroupMember:
    return GroupMember(Profile({movie_id(title): 5.0, movie_id(other): 1.0}))


ONE, OTHER = fond_of("Ada", "Bea"), fond_of("Bea", "Ada")


def titles(picks: tuple[GroupPick, ...]) -> list[str]:
    return [pick.film.title for pick in picks]


def test_divergent_people_meet_at_what_both_like() -> None:
    found = recommender().for_group([ONE, OTHER], k=3)
    assert set(titles(found.picks)) == {"Mia", "Max", "Moe"}
    assert (found.n_unknown, found.rule) == (0, CHOSEN)


def test_like_minded_people_get_what_they_like() -> None:
    assert set(titles(recommender().for_group([ONE, ONE], k=2).picks)) == {"Ari", "Ann"}


def test_who_weighs_more_leads() -> None:
    heavy = GroupMember(ONE.profile, weight=1_000.0)
    assert set(titles(recommender().for_group([heavy, OTHER], k=2).picks)) == {"Ari", "Ann"}


def test_rated_refused_shown_and_vetoed_films_are_out() -> None:
    other = GroupMember(Profile({movie_id("Bea"): 5.0}, refused=frozenset({movie_id("Mia")})))
    found = recommender().for_group(
        [ONE, other], k=9, shown=[movie_id("Max")], vetoed=[movie_id("Ben")]
    )
    assert set(titles(found.picks)) == {"Ari", "Ann", "Bob", "Moe"}


def test_films_somebody_has_seen_may_be_listed_and_are_counted() -> None:
    seer = GroupMember(Profile({movie_id("Mia"): 5.0}, seen=frozenset({movie_id("Max")})))
    found = recommender().for_group([ONE, seer], k=9, unseen_by_all=False)
    n_seen = {pick.film.title: pick.n_seen for pick in found.picks}
    assert n_seen == {title: int(title in {"Ada", "Bea", "Mia", "Max"}) for title in TITLES}


def test_a_film_on_a_watchlist_is_a_candidate() -> None:
    keen = GroupMember(Profile(wanted=frozenset({movie_id("Moe")})))
    assert "Moe" in titles(recommender().for_group([keen, ONE], k=9).picks)


def test_filters_hold() -> None:
    comedies = FilmFilter(genres=frozenset({"Comedy"}))
    assert set(titles(recommender().for_group([ONE, OTHER], k=9, wanted=comedies).picks)) == {
        "Ari",
        "Ben",
        "Max",
    }


def test_films_like_one_film_are_like_it() -> None:
    model = build_model(FACTORS)
    catalog = build_catalog(TITLES)
    service = Recommender(catalog, TitleIndex(catalog), model)
    like = FilmFilter(like=movie_id("Bob"))
    assert "Ben" in titles(service.for_group([ONE, OTHER], k=9, wanted=like).picks)
    assert "Ari" not in titles(service.for_group([ONE, OTHER], k=9, wanted=like).picks)


def test_the_same_surprise_is_the_same_films() -> None:
    drawn = [
        titles(recommender().for_group([ONE], k=3, wanted=FilmFilter(surprise=seed)).picks)
        for seed in (1, 1, 2, 3)
    ]
    assert drawn[0] == drawn[1]
    assert len({tuple(each) for each in drawn}) > 1


def test_nothing_left_is_an_empty_list() -> None:
    everything = GroupMember(Profile(dict.fromkeys(range(10, 100, 10), 3.0)))
    assert recommender().for_group([everything, ONE]).picks == ()


def test_people_without_ratings_are_average_and_counted() -> None:
    found = recommender().for_group([ONE, GroupMember(Profile())], k=1)
    assert found.n_unknown == 1
    (pick,) = found.picks
    assert pick.predicted[1] == pytest.approx(3.5)


def test_a_pick_says_what_everybody_may_expect() -> None:
    (pick,) = recommender().for_group([ONE, OTHER], k=1, shown=range(70, 100, 10)).picks
    assert len(pick.predicted) == len(pick.expected) == 2
    assert all(0.5 <= stars <= 5 for stars in pick.predicted)
    assert all(0 <= utility <= 1 for utility in pick.expected)
    assert pick.n_stretch == 1  # only films that one of them likes are left
    assert pick.at_least in np.arange(0.5, 5.5, 0.5)
    assert pick.at_least <= min(pick.predicted) + 0.25  # what is given is rounded to halves


def test_more_people_can_be_promised_less() -> None:
    promised = [
        recommender().for_group([ONE, *[OTHER] * n], k=1).picks[0].at_least for n in (0, 3, 9)
    ]
    assert promised == sorted(promised, reverse=True)
    assert promised[0] > promised[-1]


def test_without_a_model_the_best_known_films_serve_everybody_alike() -> None:
    found = recommender(with_model=False).for_group([ONE, OTHER], k=2)
    assert len(found.picks) == 2
    assert found.n_unknown == 2
    assert found.picks[0].predicted[0] == found.picks[0].predicted[1]


@pytest.mark.parametrize("rule", list(GroupRule))
def test_any_rule_can_be_asked_for(rule: GroupRule) -> None:
    found = recommender().for_group([ONE, OTHER], k=2, rule=rule)
    assert found.rule is rule
    assert len(found.picks) == 2


def test_nobody_is_no_group_and_nobody_weighs_nothing() -> None:
    with pytest.raises(ValueError, match="0 members"):
        recommender().for_group([])
    with pytest.raises(ValueError, match="no weight"):
        recommender().for_group([GroupMember(Profile(), weight=0.0)])


def test_stars_are_worth_more_from_somebody_harsh() -> None:
    service = recommender()
    harsh, mild = (
        Profile(dict.fromkeys((10, 20, 30), 1.5)),
        Profile(dict.fromkeys((10, 20, 30), 4.5)),
    )
    assert service.utility(harsh, 3.0) > 0.5 > service.utility(mild, 3.0)


def test_without_a_past_all_weigh_the_same() -> None:
    assert fairness_weights([], [7, 8, 9]) == (1.0, 1.0, 1.0)


def test_who_came_off_badly_weighs_more_and_who_was_away_in_between() -> None:
    best, away, worst = fairness_weights([{7: 0.9, 9: 0.3}], [7, 8, 9])
    assert best == 1.0
    assert 1.0 < away < worst


def test_a_good_night_makes_up_for_a_bad_one_and_old_nights_fade() -> None:
    bad, good = {7: 0.9, 8: 0.1}, {7: 0.1, 8: 0.9}
    (_, after_one) = fairness_weights([bad], [7, 8])
    made_up = fairness_weights([bad, good], [7, 8])
    (_, faded) = fairness_weights([bad, *[{7: 0.5, 8: 0.5}] * 10], [7, 8])
    assert max(made_up) < 1.5 < after_one
    assert 1.0 < faded < after_one


def test_nights_of_other_people_change_nothing() -> None:
    assert fairness_weights([{1: 0.9, 2: 0.1}], [7, 8]) == (1.0, 1.0)
