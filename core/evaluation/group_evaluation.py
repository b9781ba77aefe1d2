"""Which rule serves groups best: one film a night, ten films in ten nights, and lists.

Everything is judged by what is true of the members of `core.evaluation.group_sampling`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from core.catalog.film_filter import ANY
from core.catalog.observations import Observations
from core.evaluation.bootstrap import Difference, paired_bootstrap
from core.evaluation.evaluation_set import LIKED
from core.evaluation.group_sampling import GroupSample
from core.evaluation.judging import SHORT
from core.evaluation.metrics import ndcg_at_k
from core.model.factor_model import FactorModel
from core.model.taste import taste_of
from core.recommend.group_rules import Expectations, GroupRule, group_values
from core.recommend.groups import POOL, Group, at_least, fairness_weights, pool_of, shortlist
from core.recommend.order import UserScores

NIGHTS = 10
_BOOTSTRAP_SEED = 0  # of the resampling alone

Past = Sequence[Mapping[int, float]]  # of each night, its utility to each member
Choose = Callable[[Expectations, Past], NDArray[np.float64]]  # highest for the film to watch
Figures = Mapping[str, NDArray[np.float64]]  # by name, one value a group, (n_groups,)


@dataclass(frozen=True, slots=True, eq=False)
class Audience:
    """A group as the model sees it, and what is true."""

    model: FactorModel
    sample: GroupSample
    group: Group
    expected: Expectations  # of the candidates


@dataclass(frozen=True, slots=True)
class Policy:
    """How films are chosen night after night."""

    rule: GroupRule
    fair: bool  # who came off badly counts more the next time

    def __str__(self) -> str:
        return f"{self.rule}, weighted" if self.fair else str(self.rule)


def audience(model: FactorModel, sample: GroupSample) -> Audience:
    """Fold in the members by what they have told."""
    group = _group(model, sample.observed)
    return Audience(model, sample, group, group.expect(sample.items))


def candidates_for(model: FactorModel, observed: Sequence[Observations]) -> NDArray[np.int64]:
    """The films among which a rule decides in service, for people who have told this."""
    return pool_of(_group(model, observed), ANY, _is_open(model, observed), None)


def one_night(audiences: Sequence[Audience], rule: GroupRule) -> Figures:
    """The film that a rule puts first among the candidates, and its list out of all films.

    Of the film its utility to the members: mean, minimum, spread (standard deviation), the same in
    stars, and whether all gave what `at_least` had said of it. Where ratings are drawn, mean,
    minimum and spread of the utility that the judge expects ("expected …"); where all are real, of
    the list nDCG@10: a member's relevant films are the candidates they gave four stars or more.
    """
    found: dict[str, list[float]] = {}
    for each in audiences:
        sample = each.sample
        first = _first(rule, each.expected, np.ones(sample.users.size))
        utility, stars = sample.utility[:, first], sample.stars[:, first].astype(np.float64)
        promised = at_least(each.expected)[first]
        figures = {
            "mean": utility.mean(),
            "minimum": utility.min(),
            "spread": utility.std(),
            "mean stars": stars.mean(),
            "minimum stars": stars.min(),
            "promised": promised,
            "kept": float(stars.min() >= promised),
        }
        if sample.expected is None:
            figures |= list_figures(each, rule)
        else:
            expected = sample.expected[:, first]
            figures |= {
                "expected mean": expected.mean(),
                "expected minimum": expected.min(),
                "expected spread": expected.std(),
            }
        for name, value in figures.items():
            found.setdefault(name, []).append(float(value))
    return {name: np.array(values) for name, values in found.items()}


def many_nights(audiences: Sequence[Audience], policy: Policy) -> Figures:
    """Ten nights, a film a night out of those left; the members say how it was each time.

    Of each member the mean utility of the ten films; of these the mean, the lowest, and the gap
    between the highest and the lowest. Where ratings are drawn, the same of the utility that the
    judge expects ("expected …"); what the members say each time is what was drawn all the same.
    """
    return series_figures(audiences, partial(_values, policy))


def series_figures(audiences: Sequence[Audience], choose: Choose) -> Figures:
    """The figures of `many_nights` for any way to choose."""
    found: dict[str, list[float]] = {}
    for each in audiences:
        sample, watched = each.sample, nights_of(each, choose)
        figures = _served(sample.utility[:, watched].mean(axis=1))
        if sample.expected is not None:
            expected = _served(sample.expected[:, watched].mean(axis=1))
            figures |= {f"expected {name}": value for name, value in expected.items()}
        for name, value in figures.items():
            found.setdefault(name, []).append(value)
    return {name: np.array(values) for name, values in found.items()}


def _served(utility: NDArray[np.float64]) -> dict[str, float]:
    """Of what each member got over all nights."""
    return {
        "mean": float(utility.mean()),
        "worst served": float(utility.min()),
        "gap": float(np.ptp(utility)),
    }


def lead(ours: Figures, theirs: Figures, figure: str) -> Difference:
    """Ours minus theirs over the same groups, with the interval that other groups would give."""
    rng = np.random.default_rng(_BOOTSTRAP_SEED)
    return paired_bootstrap(ours[figure], theirs[figure], rng)


def nights_of(each: Audience, choose: Choose) -> list[int]:
    """Places among the candidates of the films of all nights, in order."""
    sample, expected = each.sample, each.expected
    past: list[dict[int, float]] = []
    left = np.arange(sample.items.size)
    watched: list[int] = []
    for _ in range(NIGHTS):
        film = int(left[choose(expected.of(left), past).argmax()])
        stars = sample.stars[:, film].astype(np.float64)
        scales = enumerate(expected.scales)
        past.append({member: float(scale.utility(stars[member])) for member, scale in scales})
        watched.append(film)
        left = left[left != film]
    return watched


def _values(policy: Policy, expected: Expectations, past: Past) -> NDArray[np.float64]:
    members = range(len(expected.scales))
    weights = fairness_weights(past, members) if policy.fair else np.ones(len(members))
    return group_values(policy.rule, expected, np.array(weights))


def _first(rule: GroupRule, expected: Expectations, weights: NDArray[np.float64]) -> int:
    return int(group_values(rule, expected, weights).argmax())


def list_figures(each: Audience, rule: GroupRule, pool: int = POOL) -> dict[str, float]:
    """nDCG@10 of the members who have a relevant film; nothing where nobody has."""
    relevant = [each.sample.items[liked] for liked in each.sample.stars >= LIKED]
    relevant = [films for films in relevant if films.size]
    if not relevant:
        return {}
    is_open = _is_open(each.model, each.sample.observed)
    listed = shortlist(each.group, ANY, is_open, None, SHORT, rule=rule, pool=pool)
    hits = np.array([np.isin(listed, films) for films in relevant])
    ndcg = ndcg_at_k(hits, np.array([films.size for films in relevant]))
    return {"ndcg": float(ndcg.mean()), "minimum ndcg": float(ndcg.min())}


def _group(model: FactorModel, observed: Sequence[Observations]) -> Group:
    tastes = [taste_of(model, each) for each in observed]
    members = tuple(UserScores(taste.predicted, taste.scores, taste) for taste in tastes)
    return Group(members, np.ones(len(members)))


def _is_open(model: FactorModel, observed: Sequence[Observations]) -> NDArray[np.bool_]:
    """What somebody has rated in training, but nobody of those present."""
    is_open = model.rated.copy()
    for each in observed:
        is_open[each.rated] = False
    return is_open
