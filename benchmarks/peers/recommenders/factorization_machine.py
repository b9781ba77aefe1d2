"""myFM: Bayesian factorization machines by Gibbs sampling.

The features of Rendle et al., "On the Difficulty of Evaluating Baselines" (2019), as far as a pair
of user and film has them: who, which film, what else the user rated, who else rated the film, and
the film's genres (and decade). Days are not among them: a prediction is asked without a date.
"""

import numpy as np
from myfm import MyFMOrderedProbit, MyFMRegressor, RelationBlock
from numpy.typing import NDArray
from scipy.sparse import (
    csr_matrix,
    diags,
    eye,
    hstack,
    vstack,
)

from benchmarks.peers.peer import Parameters
from benchmarks.peers.recommenders.training import Index, PredictStars, Training

STEPS_PER_STAR = 2
CHAIN_SEEDS = 100  # so that the chains of two seeds have none in common


def fit(training: Training, parameters: Parameters, seed: int) -> PredictStars:
    """Sample the posterior; the prediction is the mean over the kept samples of all chains.

    Args:
        parameters: `rank`, `iterations`, `kept` samples (the last ones), `decades` (0 or 1),
            `chains` that start apart from each other, one after the other, and `output`:
            "gaussian" or "ordinal" (ordered probit over the ten half stars).
    """
    blocks, shapes = _features(training, bool(parameters["decades"]))
    ordinal = parameters["output"] == "ordinal"
    halves = np.rint(training.stars * STEPS_PER_STAR).astype(np.int64) - 1
    machines = []
    for chain in range(int(parameters["chains"])):
        machine = (MyFMOrderedProbit if ordinal else MyFMRegressor)(
            rank=int(parameters["rank"]), random_seed=seed * CHAIN_SEEDS + chain
        )
        machine.fit(
            csr_matrix((training.stars.size, 0)),
            halves if ordinal else training.stars,
            X_rel=_relations(blocks, training.user_index, training.item_index),
            n_iter=int(parameters["iterations"]),
            n_kept_samples=int(parameters["kept"]),
            group_shapes=shapes,
        )
        machines.append(machine)

    def predict_one(machine: MyFMRegressor, users: Index, items: Index) -> NDArray[np.float64]:
        relations, empty = _relations(blocks, users, items), csr_matrix((users.size, 0))
        if not ordinal:
            return np.asarray(machine.predict(empty, relations), np.float64)
        chances = machine.predict_proba(empty, relations)
        stars = np.arange(1, chances.shape[1] + 1) / STEPS_PER_STAR
        return np.asarray(chances @ stars, np.float64)

    def predict(users: Index, items: Index) -> NDArray[np.float64]:
        each = [predict_one(machine, users, items) for machine in machines]
        return np.asarray(np.mean(each, axis=0), np.float64)

    return predict


def _relations(blocks: list[csr_matrix], users: Index, items: Index) -> list[RelationBlock]:
    return [
        RelationBlock(index, features)
        for index, features in zip((users, items), blocks, strict=True)
    ]


def _features(training: Training, with_decades: bool) -> tuple[list[csr_matrix], list[int]]:
    """User and film features by index (one more user: nobody), and the sizes of their groups."""
    seen = training.matrix(np.ones(training.stars.size))
    nobody = csr_matrix((1, training.n_items))
    user_parts = [
        eye(training.n_users + 1, training.n_users),
        vstack([_unit_rows(seen), nobody]),
    ]
    item_parts = [eye(training.n_items), _unit_rows(seen.T.tocsr()), _unit_rows(training.genres)]
    if with_decades:
        item_parts.append(training.decades)
    sides = [csr_matrix(hstack(parts)) for parts in (user_parts, item_parts)]
    return sides, [part.shape[1] for part in (*user_parts, *item_parts)]


def _unit_rows(matrix: csr_matrix) -> csr_matrix:
    """Rows of length 1, so that a feature weighs the same however many a user or film has."""
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1))).ravel()
    return diags(1.0 / np.maximum(length, 1e-12)) @ matrix
