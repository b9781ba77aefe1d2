"""`moviebot evaluate` and `moviebot tune` as commands, on a small world written as csv."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from bot.cli.commands import app
from bot.cli.work.tuning_space import SPACES
from bot.service.settings import Settings
from core.training.tuned import Tuned, format_tuned, parse_tuned

N_USERS, N_ITEMS = 60, 40
Command = Callable[..., Result]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Half the users love the first 20 films, half the others; some films are better known."""
    rng = np.random.default_rng(5)
    directory = tmp_path_factory.mktemp("world") / "ml-tiny"
    directory.mkdir()
    films = [f"{number},Film {number} (1999),Drama" for number in range(1, N_ITEMS + 1)]
    lines = []
    fame = np.linspace(3, 1, N_ITEMS // 2).repeat(2)
    for user in range(N_USERS):
        for item in rng.choice(N_ITEMS, 24, replace=False, p=fame / fame.sum()).tolist():
            loves = (user < N_USERS // 2) == (item < N_ITEMS // 2)
            second = 1_000_000_000 + int(rng.integers(10**6))
            lines.append(f"{user + 1},{item + 1},{4.5 if loves else 1.0},{second}")
    (directory / "movies.csv").write_text("\n".join(["movieId,title,genres", *films, ""]))
    (directory / "ratings.csv").write_text(
        "\n".join(["userId,movieId,rating,timestamp", *lines, ""])
    )
    return directory


@pytest.fixture
def moviebot(dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command on that world; whatever it leaves would be found in `tmp_path`."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)  # where there is no .env
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))

    def run(*arguments: str, data: Path = dataset) -> Result:
        monkeypatch.setenv("DATASET", str(data))
        result = CliRunner().invoke(app, arguments)
        assert not list(temporary.iterdir())
        assert not (tmp_path / "state").exists()
        return result

    return run


@pytest.mark.slow
def test_evaluation_is_tables_for_people_and_json_for_programs(
    moviebot: Command, tmp_path: Path
) -> None:
    result = moviebot("evaluate", "--task", "time", "--seeds", "3", "--json", "found.json")
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    lines = result.stdout.splitlines()
    assert lines[0] == "ml-tiny, mean of the seeds 3"
    assert "time: the latest fifth of each user's ratings held out" in lines
    assert [line.split()[0] for line in lines if line[:3] in {"  m", "  p", "  b"}] == [
        "moviebot",
        "popularity",
        "biases",
        "moviebot",  # minus …
        "biases",
        "popularity",
        "popularity",
    ]

    found: dict[str, Any] = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    assert found["dataset"]["name"] == "ml-tiny"
    assert found["seeds"] == [3]
    assert found["hyper_parameters"]
    assert found["library_versions"].keys() == {"moviebot", "numpy", "tensorflow", "keras"}
    (outcome,) = found["outcomes"]
    assert (outcome["task"], outcome["n_users"], outcome["n_ratings"]) == ("time", [60], [240])
    ours, biases = (outcome["figures"][name] for name in ("moviebot", "biases"))
    assert ours.keys() == {
        "rmse",
        "mae",
        "within_deviation",
        "ndcg@10",
        "recall@20",
        "precision@10",
        "coverage@10",
        "novelty@10",
    }
    # Two tastes are more than biases can tell: any bias is half of 4.5 − 1 away.
    assert biases["rmse"]["mean"] == pytest.approx(1.75, abs=0.1)
    assert ours["rmse"]["mean"] < 0.6 * biases["rmse"]["mean"]
    assert ours["rmse"]["by_seed"] == [ours["rmse"]["mean"]]
    gain = next(
        each
        for each in outcome["ours_minus"]
        if (each["contender"], each["figure"]) == ("biases", "rmse")
    )
    assert gain["low"] <= gain["value"] <= gain["high"] < 0
    assert f"{gain['value']:+.4f}" in result.stdout


@pytest.mark.slow
def test_tuning_keeps_its_best_beside_what_was_found_before(
    moviebot: Command, tmp_path: Path
) -> None:
    other = Tuned("moviebot tune", "elsewhere", "at random", 0, 1, "rmse", 0.8, {"n_factors": 8})
    (tmp_path / "tuned.json").write_text(format_tuned({"rating": other}))
    result = moviebot("tune", "--head", "ranking", "--trials", "1", "--out", "tuned.json")
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    trial, last = result.stderr.splitlines()
    assert trial.startswith("Trial 1 of 1: ndcg@10 0.")
    entries = parse_tuned((tmp_path / "tuned.json").read_text(encoding="utf-8"))
    found = entries["ranking"]
    assert last == f"The best ndcg@10 is {found.value:.4f}; tuned.json has it."
    assert entries["rating"] == other
    assert found.command == "moviebot tune --head ranking --trials 1 --splits 1 --seed 0"
    assert (found.dataset, found.seed, found.trials) == ("ml-tiny", 0, 1)
    assert found.metric == "ndcg@10"
    assert found.values.keys() == SPACES["ranking"].keys()
    assert 0 < found.value <= 1


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["evaluate", "--seeds", "1,x"], "--seeds '1,x': expected whole numbers with commas"),
        (["evaluate", "--seeds", "-1"], "--seeds '-1': expected whole numbers with commas"),
        (["evaluate", "--groups", "--seeds", "x"], "--seeds 'x': expected whole numbers with"),
        (["evaluate", "--groups", "--json", "."], ". cannot be written: it is a directory"),
        (["evaluate", "--seeds", ","], "--seeds ',': expected whole numbers with commas"),
        (["evaluate", "--json", "none/x.json"], "none/x.json cannot be written: there is no"),
        (["evaluate", "--json", "."], ". cannot be written: it is a directory"),
        (["tune", "--out", "none/x.json"], "none/x.json cannot be written: there is no"),
        (["tune", "--out", "notes.txt"], "notes.txt is not a file of tuned hyper-parameters"),
    ],
)
def test_trouble_is_one_line_before_any_work(
    arguments: list[str], complaint: str, moviebot: Command, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("buy milk")
    result = moviebot(*arguments)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith(f"moviebot: {complaint}")
    assert len(result.stderr.splitlines()) == 1
    assert (tmp_path / "notes.txt").read_text() == "buy milk"


@pytest.mark.parametrize("command", ["evaluate", "tune"])
def test_unusable_data_is_one_line(command: str, moviebot: Command, tmp_path: Path) -> None:
    result = moviebot(command, data=tmp_path / "nowhere")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "nowhere does not exist" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_data_too_small_to_hold_anything_out_is_one_line(moviebot: Command, tmp_path: Path) -> None:
    few = tmp_path / "few"
    few.mkdir()
    (few / "movies.csv").write_text("movieId,title,genres\n1,Heat (1995),Drama\n")
    (few / "ratings.csv").write_text("userId,movieId,rating,timestamp\n1,1,4.0,964982703\n")
    result = moviebot("evaluate", data=few)
    assert result.exit_code == 1
    assert result.stderr == "moviebot: 1 ratings are too few to hold some out for stars\n"
    result = moviebot("tune", data=few)
    assert result.exit_code == 1
    assert "leave nothing to judge a list by" in result.stderr


def test_too_few_people_for_groups_are_one_line_before_any_training(moviebot: Command) -> None:
    result = moviebot("evaluate", "--groups", "--seeds", "1", "--progress")
    assert result.exit_code == 1
    assert result.stderr == (
        "moviebot: 0 people have rated 56 films or more: too few for groups of 8\n"
    )


def test_unknown_task_and_head_are_refused(moviebot: Command) -> None:
    assert moviebot("evaluate", "--task", "taste").exit_code == 2
    assert moviebot("tune", "--head", "taste").exit_code == 2
