"""Files written by the code from before the rooms of `core` are read, and answer as they did.

Both are of six made-up films: the model in format 4, the prepared catalogue in version 2.
"""

from pathlib import Path

import pytest

from core.catalog.dataset import load_catalog
from core.catalog.profile import Profile
from core.model.factor_model import load_model
from core.recommend.recommender import Basis, Recommender
from core.titles.search import TitleIndex

FIXTURES = Path(__file__).parents[3] / "fixtures"


@pytest.fixture(scope="module")
def recommender() -> Recommender:
    catalog, _ = load_catalog(FIXTURES / "catalogue-v2.npz")
    return Recommender(catalog, TitleIndex(catalog), load_model(FIXTURES / "model-v4.npz"))


def test_an_old_model_lists_the_same_films_for_the_same_reasons(recommender: Recommender) -> None:
    profile = Profile({10: 5.0, 40: 2.0}, wanted=frozenset({30}))
    found = recommender.recommend(profile, 6).page
    assert {each.basis for each in found} == {Basis.TASTE}
    said = [
        (
            each.film.title,
            round(each.stars, 4),
            round(each.deviation or 0.0, 4),
            [reason.film.title for reason in each.reasons],
        )
        for each in found
    ]
    assert said == [
        ("Zeta", 4.0096, 1.1529, ["Gamma"]),
        ("Beta", 3.3951, 0.9895, ["Gamma"]),
        ("Epsilon", 3.2633, 0.9014, ["Alpha"]),
    ]


def test_an_old_model_asks_about_the_same_films(recommender: Recommender) -> None:
    asked = recommender.deck(Profile({10: 5.0}), 3)
    assert [film.title for film in asked] == ["Beta", "Delta", "Epsilon"]
