"""The peers' parameters: each tuned, for both data sets, inside the space that was searched."""

from pathlib import Path

import pytest

from benchmarks.peers.options import DATA
from benchmarks.peers.peer import Choice, Parameters, Peer, Space
from benchmarks.peers.roster import OURS, PEERS
from benchmarks.peers.runners import our_job, peer_job, tuned_parameters
from benchmarks.peers.tasks import Setting


def outside(parameters: Parameters, space: Space) -> list[str]:
    """Names of parameters that the space does not allow."""
    found = []
    for name, choice in space.items():
        value = parameters[name]
        if isinstance(choice, Choice):
            allowed = value in choice.options
        else:
            allowed = not isinstance(value, str) and choice.low <= value <= choice.high
        if not allowed:
            found.append(f"{name} {value}")
    return found


def space_of(who: Peer) -> Space:
    return {each.name: each for each in PEERS}[who.tuned_as or who.name].space


def test_names_are_unique_and_none_is_ours() -> None:
    names = [OURS, *(each.name for each in PEERS)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("who", PEERS, ids=lambda who: who.name)
def test_search_starts_inside_its_space(who: Peer) -> None:
    assert bool(who.space) == bool(who.trials) != bool(who.tuned_as)
    if who.start:
        assert set(who.start) == set(who.space)
        assert outside(who.start, who.space) == []


@pytest.mark.parametrize("who", PEERS, ids=lambda who: who.name)
def test_every_peer_is_tuned(who: Peer) -> None:
    for data in DATA:
        parameters = tuned_parameters(who, data)
        assert set(parameters) == {*space_of(who), *who.fixed}
        assert outside(parameters, space_of(who)) == []


def test_peer_that_was_never_tuned_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match=r"tune --only edlae --data recent"):
        tuned_parameters(
            next(each for each in PEERS if each.name == "irspack-edlae"),
            "recent",
            tmp_path / "tuned.json",
        )


def test_recommenders_get_the_files_of_their_split_and_its_seed(tmp_path: Path) -> None:
    setting, out = Setting("ranking", "full", 7), tmp_path / "out"
    ours = our_job(setting, tmp_path, out).command
    theirs = peer_job(PEERS[-1], setting, Path("python"), tmp_path, out).command
    for command in (ours, theirs):
        assert command[command.index("--seed") + 1] == "7"
    assert str(tmp_path / "train.csv") in ours
    assert str(tmp_path / "pairs.csv") not in ours
    assert theirs[theirs.index("--inputs") + 1] == str(tmp_path)
