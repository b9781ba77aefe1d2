"""Which films has somebody seen? From the films they know and those they said they do not."""

import numpy as np
from numpy.typing import NDArray

from core.model.factor_model import FactorModel

VARIETY = 3.0  # how much more people differ in what they have seen than the ranking head believes
EXPECTED_SEEN = 2.0  # films: how firmly somebody is taken for an average watcher beforehand
LEAST, MOST = 0.003, 0.97  # nobody's having seen a film is certain


def seen_probability(
    model: FactorModel, seen: NDArray[np.int64], unseen: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The chance that somebody has seen each film, shape (n_items,).

    The share of users who rated the film, times how much the person watches, plus what sort of
    films they watch: a ridge regression of what was asked (1 seen, 0 not) on the factors of the
    ranking head. It is the fold-in of that head without its belief that all films not rated are
    unseen, which holds for a list of everything somebody has rated, not for a few questions; that
    belief and the penalty stay as the prior, α₀·Σ (p·q_i)² + λ·|p|², divided by `VARIETY`. Without
    questions it is the share of users.

    Args:
        seen: item indices of films seen, shape (n_seen,).
        unseen: item indices of films not seen, shape (n_unseen,), none of those.
    """
    head = model.ranking
    n_users = max(model.provenance.dataset.n_users, int(model.item_count.max()), 1)
    expected = model.item_count / n_users
    asked = np.concatenate([seen, unseen])
    if asked.size:
        diligence = (seen.size + EXPECTED_SEEN) / (expected[asked].sum() + EXPECTED_SEEN)
        expected = np.minimum(expected * diligence, MOST)
        rows = head.item_factors[asked].astype(np.float64)
        surprise = -expected[asked]
        surprise[: seen.size] += 1.0
        prior = head.weights.unobserved * head.gramian.astype(np.float64)
        prior[np.diag_indices(len(prior))] += head.weights.user_penalty(0, expected.size)
        watches = np.linalg.solve(prior / VARIETY + rows.T @ rows, rows.T @ surprise)
        expected = expected + head.item_factors @ watches.astype(np.float32)
    return np.clip(expected, LEAST, MOST)
