"""The file of tuned hyper-parameters: what is written is read, anything else is refused."""

from dataclasses import replace

import pytest

from core.training.dotted import replace_dotted
from core.training.hyper_parameters import HyperParameters
from core.training.tuned import Tuned, format_tuned, parse_tuned, tuned_defaults

RATING = Tuned(
    "moviebot tune", "made up", "at random", 0, 3, "rmse", 0.8, {"n_factors": 8, "lr": 0.1}
)


def test_what_is_written_is_read() -> None:
    entries = {"rating": RATING, "ranking": replace(RATING, metric="ndcg@10")}
    text = format_tuned(entries)  # type: ignore[arg-type]
    assert parse_tuned(text) == entries
    assert text.endswith("}\n")
    assert parse_tuned("{}") == {}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "Expecting value"),
        ("[]", "expected an object"),
        ('{"stars": {}}', "entries for rating and ranking at most"),
        ('{"rating": {}}', "an entry is not what a search writes"),
        ('{"rating": 3}', "an entry is not what a search writes"),
        (format_tuned({"rating": RATING}).replace("0.1", "true"), "lr is True, not a number"),
        (format_tuned({"rating": RATING}).replace("0.1", "Infinity"), "lr is inf, not a number"),
        (format_tuned({"rating": RATING}).replace("0.1", '"0.1"'), "lr is '0.1', not a number"),
    ],
)
def test_anything_else_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse_tuned(text)


def test_defaults_of_one_part_are_named_from_there_on(monkeypatch: pytest.MonkeyPatch) -> None:
    nested = replace(RATING, values={"rating.n_factors": 8, "ratings": 2, "ranking.reg": 0.1})
    monkeypatch.setattr("core.training.tuned.parse_tuned", lambda _: {"rating": nested})
    assert tuned_defaults() == nested.values
    assert tuned_defaults("rating") == {"n_factors": 8}


def test_stored_defaults_are_fields_of_the_hyper_parameters() -> None:
    assert replace_dotted(HyperParameters(), tuned_defaults()) == HyperParameters()
