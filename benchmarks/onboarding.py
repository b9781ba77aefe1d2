"""What a few answers are worth: `python -m benchmarks.onboarding`, or `… onboarding choices`.

Scripted strangers, users of the embedded data that no training has seen, answer decks of six
films (`benchmarks.strangers`). The same strangers are dealt the decks of
`core.recommend.elicitation`, random films of the 500 best known, and the best-known films in their
order; and, to see what is left to be gained, decks chosen in the knowledge of which films they
have seen.

A third of all users was set aside for choosing what the deck weighs by; `choices` plays those, and
only the other users are reported. Each of these is a stranger once: they are parted into as many
groups as there are seeds, and a model is trained for each group on everybody else.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the bot serves; before numpy is imported

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.ranking import trained
from benchmarks.strangers import MAX_TAPS, N_LISTED, TAPS, Ask, Session, Stranger, play, strangers
from core.catalog.dataset import Dataset
from core.catalog.observations import Observations
from core.evaluation.bootstrap import Difference, paired_bootstrap
from core.model.factor_model import FactorModel
from core.recommend.elicitation import READING, choose_films, most_informative
from data.filters import Filters
from data.prepare import load_dataset

SEEDS = (1, 2, 3, 4)  # of groups of strangers
CHOICE_SEEDS = (1, 2)
CHOICE_SHARE = 1 / 3  # of all users
DECK = 6
POPULAR = 500
RESAMPLES = 2_000

Strategy = Callable[[FactorModel, Stranger, np.random.Generator], Ask]
OURS, RANDOM, MOST = "deck", f"random of {POPULAR} popular", "most popular first"
WITHOUT_PERIODS = "deck without periods"
ALL_KNOWING = "deck of films they have seen"


def deck(
    model: FactorModel,
    _: Stranger,
    __: np.random.Generator,
    *,
    years: NDArray[np.int64] | None = None,
    reading: float = READING,
) -> Ask:
    """What the bot asks; without `years` as if periods did not matter."""
    return lambda told, unseen: choose_films(
        model, told, unseen, DECK, years=years, reading=reading
    )


def all_knowing(model: FactorModel, stranger: Stranger, _: np.random.Generator) -> Ask:
    """A deck that nobody can deal: only films which the stranger has seen, one by one."""
    known = np.array([item for item in stranger.answers if model.rated[item]], np.int64)

    def ask(told: Observations, _: NDArray[np.int64]) -> NDArray[np.int64]:
        films = np.setdiff1d(known, told.rated)
        return most_informative(model, told, films, np.ones(films.size), 1)

    return ask


def in_random_order(model: FactorModel, _: Stranger, rng: np.random.Generator) -> Ask:
    """Six of the best-known films, whichever."""
    return one_by_one(rng.permutation(by_popularity(model)[:POPULAR]))


def in_order_of_popularity(model: FactorModel, _: Stranger, __: np.random.Generator) -> Ask:
    """The best-known films first."""
    return one_by_one(by_popularity(model))


def by_popularity(model: FactorModel) -> NDArray[np.int64]:
    """All films, most ratings first."""
    return np.argsort(-model.item_count, kind="stable")


def one_by_one(films: NDArray[np.int64]) -> Ask:
    """Films in a fixed order."""

    def ask(told: Observations, unseen: NDArray[np.int64]) -> NDArray[np.int64]:
        shown = told.rated.size + unseen.size
        return films[shown : shown + DECK]

    return ask


STRATEGIES: Mapping[str, Strategy] = {
    WITHOUT_PERIODS: deck,
    RANDOM: in_random_order,
    MOST: in_order_of_popularity,
    ALL_KNOWING: all_knowing,
}


def play_all(
    dataset: Dataset,
    users: NDArray[np.int64],
    seeds: Sequence[int],
    strategies: Mapping[str, Strategy],
) -> dict[str, list[Session]]:
    """Everybody's sessions; those of one place in the lists are of one stranger."""
    found: dict[str, list[Session]] = {name: [] for name in strategies}
    for seed, group in zip(seeds, np.array_split(users, len(seeds)), strict=True):
        print(f"seed {seed}: training without {group.size} users", flush=True)
        model = trained(dataset, dataset.ratings.take(~np.isin(dataset.ratings.user_index, group)))
        for stranger in strangers(dataset.ratings, np.sort(group), seed):
            for name, strategy in strategies.items():
                rng = np.random.default_rng([seed, stranger.user_index])
                found[name].append(play(model, stranger, strategy(model, stranger, rng)))
    return found


def rmse(sessions: Sequence[Session], taps: int) -> float:
    """Over all judged ratings of all sessions."""
    weight = [each.n_judged for each in sessions]
    return float(
        np.sqrt(np.average([each.squared_error[taps] for each in sessions], weights=weight))
    )


def versus(
    ours: Sequence[Session], theirs: Sequence[Session], taps: int, their_taps: int
) -> Difference:
    """RMSE of ours minus theirs; strangers are drawn with all their ratings or not at all."""
    times = [each.n_judged for each in ours]
    mine = np.repeat([each.squared_error[taps] for each in ours], times)
    other = np.repeat([each.squared_error[their_taps] for each in theirs], times)
    groups = np.repeat([each.user_index for each in ours], times)
    return paired_bootstrap(
        mine, other, np.random.default_rng(0), groups=groups, of_mean=np.sqrt, n_resamples=RESAMPLES
    )


def hit_versus(ours: Sequence[Session], theirs: Sequence[Session], place: int) -> Difference:
    """Hit rate of ours minus theirs after TAPS[place] taps."""
    mine, other = (np.array([float(each.hit[place]) for each in both]) for both in (ours, theirs))
    groups = np.array([each.user_index for each in ours])
    return paired_bootstrap(
        mine, other, np.random.default_rng(0), groups=groups, n_resamples=RESAMPLES
    )


def taps_needed(sessions: Sequence[Session], goal: float) -> float:
    """After how many taps the RMSE is first as low as `goal`, in between by a straight line."""
    curve = np.minimum.accumulate([rmse(sessions, taps) for taps in range(MAX_TAPS + 1)])
    if curve[-1] > goal:
        return np.nan
    return float(np.interp(-goal, -curve, np.arange(MAX_TAPS + 1)))


def between(difference: Difference, digits: int) -> str:
    """A difference and its interval."""
    low, high = difference.low, difference.high
    return f"{difference.value:+.{digits}f} ({low:+.{digits}f} … {high:+.{digits}f})"


def overview(found: Mapping[str, Sequence[Session]]) -> Table:
    """A row a strategy: RMSE, hit rate and films looked at, after each number of taps."""
    table = Table(title="after 0 · 5 · 10 · 15 taps")
    for heading in ("films chosen by", "RMSE", f"hit rate@{N_LISTED}", "films looked at"):
        table.add_column(heading)
    for name, sessions in found.items():
        hits = np.mean([each.hit for each in sessions], axis=0)
        shown = np.nanmean([each.n_shown for each in sessions], axis=0)
        table.add_row(
            name,
            " · ".join(f"{rmse(sessions, taps):.4f}" for taps in TAPS),
            " · ".join(f"{hit:.3f}" for hit in hits),
            " · ".join(f"{shown[taps]:.0f}" for taps in TAPS),
        )
    return table


def comparison(found: Mapping[str, Sequence[Session]], other: str) -> Table:
    """Our deck against another strategy: at as many taps, and at half as many."""
    ours, theirs = found[OURS], found[other]
    table = Table(title=f"{OURS} − {other}, 95 % intervals")
    for heading in ("taps", "RMSE", "hit rate", "RMSE of half the taps", "taps for the same RMSE"):
        table.add_column(heading)
    for place, taps in list(enumerate(TAPS))[1:]:
        table.add_row(
            str(taps),
            between(versus(ours, theirs, taps, taps), 4),
            between(hit_versus(ours, theirs, place), 3),
            f"{taps} against {2 * taps}: {between(versus(ours, theirs, taps, 2 * taps), 4)}",
            f"{taps_needed(ours, rmse(theirs, taps)):.1f}",
        )
    return table


def choices(years: NDArray[np.int64]) -> dict[str, Strategy]:
    """The deck with one choice varied at a time."""
    varied: dict[str, Strategy] = {RANDOM: in_random_order}
    for reading in (0.02, READING, 0.1, 0.2, 0.5):
        varied[f"reading {reading:g}"] = partial(deck, years=years, reading=reading)
    return varied


def main() -> None:
    """Print who needed how many answers."""
    dataset = load_dataset(None, Filters())
    users = np.random.default_rng(0).permutation(dataset.ratings.n_users)
    for_choices, reported = np.split(users, [round(CHOICE_SHARE * users.size)])
    console = Console(width=150)
    years = dataset.catalog.years
    if sys.argv[1:] == ["choices"]:
        found = play_all(dataset, for_choices, CHOICE_SEEDS, choices(years))
        console.print(overview(found))
        return
    strategies: dict[str, Strategy] = {OURS: partial(deck, years=years), **STRATEGIES}
    found = play_all(dataset, reported, SEEDS, strategies)
    sessions = found[OURS]
    n_users = np.unique([each.user_index for each in sessions]).size
    console.print(
        f"{n_users} strangers, {len(sessions)} sessions, "
        f"{sum(each.n_judged for each in sessions):,} ratings judged"
    )
    console.print(overview(found))
    for other in (RANDOM, MOST, WITHOUT_PERIODS, ALL_KNOWING):
        console.print(comparison(found, other))
    for name, each in found.items():
        reached = {
            taps: np.mean([not np.isnan(one.n_shown[taps]) for one in each]) for taps in TAPS
        }
        console.print(
            f"{name}: " + ", ".join(f"{share:.0%} gave {n}" for n, share in reached.items())
        )


if __name__ == "__main__":
    main()
