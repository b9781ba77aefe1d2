"""Contenders beside each other: their figures over several seeds, and whether ours is better."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.evaluation.bootstrap import Difference, paired_bootstrap
from core.evaluation.judging import LONG, SHORT, Judgement

OURS = "moviebot"
_BOOTSTRAP_SEED = 0  # of the resampling alone


@dataclass(frozen=True, slots=True)
class PairwiseDifference:
    """Ours minus one other contender in one figure."""

    against: str
    figure: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one task has shown; every sequence is in the order of the seeds."""

    n_ratings: tuple[int, ...]  # held out and judged
    n_users: tuple[int, ...]  # whose ratings these are
    figures: Mapping[str, Mapping[str, tuple[float, ...]]]  # contender → figure → one per seed
    differences: tuple[PairwiseDifference, ...]

    def mean(self, contender: str, figure: str) -> float | None:
        """The mean over the seeds; None where a contender has no such figure."""
        values = self.figures.get(contender, {}).get(figure)
        return None if values is None else float(np.mean(values))


def compare(rounds: Sequence[Mapping[str, Judgement]]) -> Comparison:
    """One round a seed, with the same contenders in each, ours among them.

    The intervals are those of all rounds together, of RMSE over all their ratings, of the others
    over all their users. A person who takes part in several rounds is drawn with all of them or
    not at all: an interval says what other people would change, the figures per seed say what
    other splits do.

    Raises:
        ValueError: there is no round, or the rounds differ in their contenders.
    """
    if not rounds or any(each.keys() != rounds[0].keys() for each in rounds):
        raise ValueError("every round needs the same contenders")
    ours = [each[OURS] for each in rounds]
    figures: dict[str, dict[str, tuple[float, ...]]] = {}
    differences: list[PairwiseDifference] = []
    for name in rounds[0]:
        theirs = [each[name] for each in rounds]
        found = [judgement.figures() for judgement in theirs]
        figures[name] = {figure: tuple(each[figure] for each in found) for figure in found[0]}
        if name != OURS:
            differences += _differences(name, ours, theirs)
    return Comparison(
        tuple(each.evaluation_set.stars.size for each in ours),
        tuple(len(each.evaluation_set.users) for each in ours),
        figures,
        tuple(differences),
    )


def _differences(
    name: str, ours: Sequence[Judgement], theirs: Sequence[Judgement]
) -> list[PairwiseDifference]:
    raters = np.concatenate([each.evaluation_set.rater for each in ours])
    listed = np.concatenate([each.evaluation_set.listed_users for each in ours])
    rng = np.random.default_rng(_BOOTSTRAP_SEED)
    errors = [_squared_errors(each) for each in (ours, theirs)]
    differences = []
    if errors[0] is not None and errors[1] is not None:
        differences.append(
            PairwiseDifference(
                name,
                "rmse",
                paired_bootstrap(errors[0], errors[1], rng, groups=raters, of_mean=np.sqrt),
            )
        )
    for figure, values in (
        (f"ndcg@{SHORT}", Judgement.ndcg),
        (f"recall@{LONG}", Judgement.recall),
        (f"precision@{SHORT}", Judgement.precision),
    ):
        our_values = np.concatenate([values(each) for each in ours])
        their_values = np.concatenate([values(each) for each in theirs])
        difference = paired_bootstrap(our_values, their_values, rng, groups=listed)
        differences.append(PairwiseDifference(name, figure, difference))
    return differences


def _squared_errors(rounds: Sequence[Judgement]) -> NDArray[np.float64] | None:
    """Of all rounds together; None for a contender that predicts no stars."""
    errors = [each.squared_errors() for each in rounds]
    known = [each for each in errors if each is not None]
    return np.concatenate(known) if len(known) == len(errors) else None
