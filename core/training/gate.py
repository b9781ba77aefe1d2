"""May the new model serve? Judged on ratings that neither it nor the one in service has seen.

What is compared are twins: models of the same recipe that learned from the training part of their
snapshot alone, and whose held-out ratings no other twin has learned from either
(`core.training.snapshot.hold_out_latest`). The model in service itself has seen most of what is
held out now; compared with it, no candidate would ever be better.

A candidate is promoted unless a check speaks against it:

* RMSE and nDCG@10 are worse than an opponent's by no more than a margin; where the paired
  bootstrap is certain that they are worse, the bad end of its 95 % interval must be within the
  margin too. There are up to two opponents, the twin of the model in service and the reference,
  which learned from the data set alone; without the latter many small steps down would be allowed
  that nobody allows as one. And there are two groups, everybody, where the bot's people count by
  their ratings, and the data set's users, whose ratings no one in a chat can spoil.
* It predicts stars better than means do, by 1 %, and lists films better than popularity: a model
  that learned from noise does neither, whatever it is compared with.
* It does not predict the stars of the bot's people certainly worse than means do: among the data
  set's users, who are many, their noise would be lost.
* Its lists are not all the same: they cover half as many films as an opponent's.
* The films of well-known series are near each other in the model that would serve, it has the films
  of the catalogue, its predictions are finite and its file is of a size that can be served.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.catalog.ratings import MAX_STARS, MIN_STARS, Ratings
from core.evaluation.baselines import Biases, fit_biases
from core.evaluation.bootstrap import paired_bootstrap
from core.evaluation.evaluation_set import EvaluationSet, build_evaluation_set
from core.evaluation.judging import SHORT, Judgement, by_model, by_popularity, judge
from core.evaluation.sequels import share_near
from core.evaluation.splits import Split
from core.model.factor_model import FactorModel
from core.model.taste import taste_of
from core.training.verdict import Check, Duel, Population, Verdict, VerdictReason

RMSE_MARGIN = 0.005  # stars
NDCG_MARGIN = 0.01
BETTER_THAN_MEANS = 0.01  # share of their RMSE
COVERAGE_SHARE = 0.5  # of an opponent's
SEQUELS_SHARE = 0.5  # of the known pairs
ENOUGH_PEOPLE = 20  # resampling fewer says more than it knows
BYTES_PER_FILM = 16_384  # a film of today's model takes 2,400
BYTES_BESIDES = 4_194_304

_USERS = 2_000  # judged at most, of the data set and of the people each
_LOOKED_AT = 200  # of them, for predictions that are no number
_SEED = 0  # of the resampling, and of who is judged where there are more
_NDCG = f"ndcg@{SHORT}"


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """What is to be judged."""

    model: FactorModel  # would serve
    twin: FactorModel  # learned from the training part alone
    n_bytes: int  # of the model's file


def judge_candidate(
    candidate: Candidate,
    opponents: Mapping[str, FactorModel],
    split: Split,
    n_people: int,
    movie_ids: NDArray[np.int64],
) -> Verdict:
    """Look at everything; a verdict names all that speaks against the candidate.

    Args:
        candidate: model and twin.
        opponents: twins of the model in service and of the reference, by those names; none where
            there is nothing to be worse than yet.
        split: of the candidate's snapshot, by `core.training.snapshot.hold_out_latest`.
        n_people: of its users, the last ones: people of this bot.
        movie_ids: of the catalogue, (n_items,).

    Raises:
        DataError: too few ratings are held out to judge anything by.
    """
    evaluation_set = build_evaluation_set(
        split.train, split.test, users=_judged(split.test, n_people)
    )
    reasons = list(_unfit(candidate, evaluation_set, movie_ids))
    if reasons:
        return Verdict(tuple(reasons), (), {})
    ours = judge(by_model(candidate.twin), evaluation_set)
    figures, duels = _named("", ours), list[Duel]()
    for name, twin in opponents.items():
        theirs = judge(by_model(twin), evaluation_set)
        figures |= _named(f"{name} ", theirs)
        duels += _duels(name, ours, theirs, split.test.n_users - n_people)
        if ours.coverage < COVERAGE_SHARE * theirs.coverage:
            share = ours.coverage / theirs.coverage
            reasons.append(VerdictReason(Check.COVERAGE, share, COVERAGE_SHARE, name))
    reasons += [reason for duel in duels if (reason := duel.reason()) is not None]
    of_means = _squared_errors_of_means(split.train, evaluation_set)
    means = float(np.sqrt(of_means.mean(axis=1).min()))
    popular = float(judge(by_popularity(split.train), evaluation_set).ndcg().mean())
    better, above = 1 - figures["rmse"] / means, figures[_NDCG] - popular
    if better < BETTER_THAN_MEANS:
        reasons.append(VerdictReason(Check.MEANS, better, BETTER_THAN_MEANS))
    reasons += _worse_for_people(ours, of_means, split.test.n_users - n_people)
    if above < 0:
        reasons.append(VerdictReason(Check.POPULARITY, above, 0.0))
    figures |= {"means rmse": means, f"popularity {_NDCG}": popular}
    near = share_near(candidate.model)
    if near is not None:
        figures["sequels"] = near
        if near < SEQUELS_SHARE:
            reasons.append(VerdictReason(Check.SEQUELS, near, SEQUELS_SHARE))
    return Verdict(tuple(reasons), tuple(duels), figures)


def _judged(held_out: Ratings, n_people: int) -> NDArray[np.int32]:
    """Whose ratings are held against a model: the same of the data set's users every time."""
    users = np.unique(held_out.user_index)
    of_people = users >= held_out.n_users - n_people
    rng = np.random.default_rng(_SEED)
    return np.concatenate(
        [rng.permutation(users[part])[:_USERS] for part in (~of_people, of_people)]
    )


def _unfit(
    candidate: Candidate, evaluation_set: EvaluationSet, movie_ids: NDArray[np.int64]
) -> Iterator[VerdictReason]:
    """What makes further questions senseless."""
    strange = np.setxor1d(candidate.model.movie_ids, movie_ids).size
    if strange:
        yield VerdictReason(Check.FILMS, strange, 0)
    limit = BYTES_BESIDES + BYTES_PER_FILM * movie_ids.size
    if candidate.n_bytes > limit:
        yield VerdictReason(Check.SIZE, candidate.n_bytes, limit)
    not_finite = 0
    for user in evaluation_set.users[:_LOOKED_AT]:
        for model in (candidate.model, candidate.twin):
            with np.errstate(over="ignore", invalid="ignore"):  # what is looked for
                taste = taste_of(model, user.observed)
            said = np.isfinite(taste.predicted) & np.isfinite(taste.scores)
            not_finite += int(np.count_nonzero(~said))
    if not_finite:
        yield VerdictReason(Check.FINITE, not_finite, 0)


def _named(prefix: str, judgement: Judgement) -> dict[str, float]:
    return {f"{prefix}{name}": value for name, value in judgement.figures().items()}


def _duels(name: str, ours: Judgement, theirs: Judgement, first_person: int) -> Iterator[Duel]:
    rater, listed = ours.evaluation_set.rater, ours.evaluation_set.listed_users
    errors, other_errors = _squared_errors(ours), _squared_errors(theirs)
    rng = np.random.default_rng(_SEED)
    populations = [Population.EVERYBODY]
    if (rater >= first_person).any() and (listed < first_person).any():
        populations.append(Population.DATASET)  # else the two are the same
    for among in populations:
        end = first_person if among is Population.DATASET else np.inf
        rated, asked = rater < end, listed < end
        mine, other = errors[rated], other_errors[rated]
        by_rater = paired_bootstrap(mine, other, rng, groups=rater[rated], of_mean=np.sqrt)
        figures = float(np.sqrt(mine.mean())), float(np.sqrt(other.mean()))
        yield Duel(name, among, Check.RMSE, figures[0], figures[1], by_rater, RMSE_MARGIN)
        mine, other = ours.ndcg()[asked], theirs.ndcg()[asked]
        by_user = paired_bootstrap(mine, other, rng)
        figures = float(mine.mean()), float(other.mean())
        yield Duel(name, among, Check.NDCG, figures[0], figures[1], by_user, NDCG_MARGIN)


def _worse_for_people(
    ours: Judgement, of_means: NDArray[np.float64], first_person: int
) -> Iterator[VerdictReason]:
    """Whether means would certainly serve the bot's people better."""
    rater = ours.evaluation_set.rater
    by_people = rater >= first_person
    if np.unique(rater[by_people]).size < ENOUGH_PEOPLE:
        return
    theirs = of_means[:, by_people]
    best = theirs[theirs.mean(axis=1).argmin()]
    mine = _squared_errors(ours)[by_people]
    rng = np.random.default_rng(_SEED)
    worse = paired_bootstrap(mine, best, rng, groups=rater[by_people], of_mean=np.sqrt)
    if worse.low > 0:
        better = 1 - float(np.sqrt(mine.mean() / best.mean()))
        yield VerdictReason(Check.MEANS, better, 0.0, among=Population.PEOPLE)


def _squared_errors(judgement: Judgement) -> NDArray[np.float64]:
    errors = judgement.squared_errors()
    if errors is None:
        raise ValueError("a model predicts stars")
    return errors


def _squared_errors_of_means(train: Ratings, evaluation_set: EvaluationSet) -> NDArray[np.float64]:
    """Of three that know no taste, (3, n_ratings): means of films and users, of users, or one."""
    films = fit_biases(train)
    alone = Biases(films.global_mean, np.zeros_like(films.item_bias))
    predicted = [
        np.concatenate(
            [
                means.predict(each.observed.rated, each.observed.stars)[each.items]
                for each in evaluation_set.users
            ]
        )
        for means in (films, alone)
    ]
    predicted.append(np.full(evaluation_set.stars.size, films.global_mean, np.float32))
    within = np.clip(np.stack(predicted), MIN_STARS, MAX_STARS).astype(np.float64)
    return np.asarray((within - evaluation_set.stars) ** 2, np.float64)
