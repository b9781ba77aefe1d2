"""What `run` and `tune` understand on the command line."""

from typing import cast

import typer

from benchmarks.peers.roster import OURS, PEERS
from benchmarks.peers.tasks import Data, Task

TASKS: tuple[Task, ...] = ("stars", "ranking")
DATA: tuple[Data, ...] = ("full", "recent")


def chosen_names(only: str) -> frozenset[str]:
    """Names of recommenders from "a,b"; empty for all.

    Raises:
        typer.BadParameter: there is no such recommender; lists those there are.
    """
    names = frozenset(name.strip() for name in only.split(",") if name.strip())
    known = [OURS, *(each.name for each in PEERS)]
    if unknown := sorted(names - set(known)):
        raise typer.BadParameter(f"no {', '.join(unknown)} here, only: {', '.join(known)}")
    return names


def chosen_tasks(task: str) -> tuple[Task, ...]:
    """The tasks that "stars", "ranking" or "all" means.

    Raises:
        typer.BadParameter: it is none of them.
    """
    return TASKS if task == "all" else (cast("Task", _one_of(task, TASKS)),)


def chosen_data(data: str) -> tuple[Data, ...]:
    """The data sets that "full", "recent" or "all" means.

    Raises:
        typer.BadParameter: it is none of them.
    """
    return DATA if data == "all" else (cast("Data", _one_of(data, DATA)),)


def chosen_seeds(seeds: str) -> tuple[int, ...]:
    """Seeds from "1,2,3", in this order, each once.

    Raises:
        typer.BadParameter: one of them is no whole number from 0 on, or there is none.
    """
    try:
        numbers = tuple(dict.fromkeys(int(seed) for seed in seeds.split(",")))
    except ValueError as exc:
        raise typer.BadParameter(f"{seeds!r} is no list of whole numbers with commas") from exc
    if min(numbers) < 0:
        raise typer.BadParameter("a seed is 0 or more")
    return numbers


def _one_of(word: str, words: tuple[str, ...]) -> str:
    if word not in words:
        raise typer.BadParameter(f"{word!r} is none of {', '.join(words)}, all")
    return word
