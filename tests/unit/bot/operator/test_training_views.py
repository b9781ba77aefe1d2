"""What admins read of trainings: complete, and short enough to stand below a picture."""

from html.parser import HTMLParser

import pytest

from bot.operator.views.training import (
    main_duels,
    training_goes_on,
    training_labels,
    training_result,
)
from bot.operator.views.verdict import reason_line
from bot.words.languages import LANGUAGES
from bot.words.texts import Texts, texts_for
from core.catalog.films import Film
from core.training.jobs import Progress
from core.training.verdict import CHAMPION, Check, Population, Verdict, VerdictReason
from tests.unit.bot.operator.training_replies import REASONS, catalog, duels, report, results, run

LONG = Film(0, "W" * 500, 1999)
CAPTION = 1024
EN = texts_for("en")


def shown(html: str) -> str:
    parts: list[str] = []

    class Reader(HTMLParser):
        def handle_data(self, data: str) -> None:
            parts.append(data)

    reader = Reader()
    reader.feed(html)
    reader.close()
    return "".join(parts)


def told(texts: Texts, name: str) -> str:
    return shown(training_result(texts, run(), results()[name], catalog(LONG)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", results())
def test_what_came_of_a_training_fits_below_a_picture(language: str, name: str) -> None:
    assert 0 < len(told(texts_for(language), name)) <= CAPTION


def test_promotion_tells_the_figures_beside_the_model_in_service() -> None:
    assert "RMSE 0.8123, the model in service 0.8145" in told(EN, "promoted")
    assert "nDCG@10 0.8123, the model in service 0.8145" in told(EN, "promoted")
    assert "100,204 ratings" in told(EN, "promoted")


def test_rejection_tells_why() -> None:
    assert "Model 8 was rejected" in told(EN, "rejected")
    assert "RMSE worse by 0.1234, at most 0.0050 (the model in service" in told(EN, "rejected")


def test_failure_tells_nothing_but_what_to_do_in_a_chat() -> None:
    assert "secret" not in told(EN, "memory")
    assert "RETRAIN_MEMORY" in told(EN, "memory")


def test_first_model_is_compared_with_nothing() -> None:
    assert "the first on these films" in told(EN, "first")


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_words_and_both_numbers(language: str, reason: VerdictReason) -> None:
    line = reason_line(texts_for(language), reason)
    assert line.startswith("• ")
    assert sum(character.isdigit() for character in line) >= 2


def test_duels_with_the_film_data_are_told_where_no_model_served() -> None:
    without = tuple(duel for duel in duels() if duel.against != CHAMPION)
    assert {duel.against for duel in main_duels(Verdict((), without, {}))} == {"reference"}
    assert main_duels(Verdict((), (), {})) == ()
    found = main_duels(Verdict((), duels(), {}))
    assert [(duel.check, duel.among) for duel in found] == [
        (Check.RMSE, Population.EVERYBODY),
        (Check.NDCG, Population.EVERYBODY),
    ]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(4.0, "about 5 seconds left"), (61.0, "about 60 seconds left"), (100, "about 2 minutes left")],
)
def test_time_left_is_told_as_roughly_as_it_is_known(seconds: float, words: str) -> None:
    progress = Progress("model", 3, 30, 0.5, None, 0.52, seconds)
    text = shown(training_goes_on(EN, run(progress)).text)
    assert f"▰▰▰▰▰▱▱▱▱▱ 52% · {words}" in text
    assert "Stars, from all ratings: step 3 of 30" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_picture_has_a_name_for_each_duel_and_film(language: str) -> None:
    made = report()
    labels = training_labels(texts_for(language), results()["promoted"], made, catalog(LONG))
    assert len(labels.duel_names) == len(made.verdict.duels)
    assert len(labels.films) == len(labels.new_ratings) == len(made.changes)
