"""Linear item–item models in closed form, written out: EASE and EDLAE on a weighted matrix.

EASE: Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019. EDLAE: Steck,
"Autoencoders that don't overfit towards the Identity", NeurIPS 2020, with full emphasis on the
entries that were dropped out.

With X the (n_users, n_items) matrix and D the diagonal penalty, the weights are
B = I − P · diag(1 / diag P), P = (XᵀX + D)⁻¹. There are fewer users than films here, so P is
never formed: by Woodbury X·P = (I + K)⁻¹ · X · D⁻¹ with K = X · D⁻¹ · Xᵀ. Exact, in
O(n_users² · n_items) instead of O(n_items³).
"""

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve_triangular

from benchmarks.peers.peer import Parameters
from benchmarks.peers.recommenders.training import ScoreFilms, Training
from benchmarks.peers.recommenders.weights import weighted_matrix


def fit(training: Training, parameters: Parameters, seed: int) -> ScoreFilms:
    """Solve for the scores X·B of all training users; nothing is random.

    Args:
        parameters: those of the matrix; `reg`, added to the diagonal of every film's Gram entry;
            `dropout`, in [0, 1), more than 0 makes it EDLAE: dropout / (1 − dropout) of the
            Gram diagonal is added to the penalty.
    """
    del seed
    matrix = weighted_matrix(training, parameters)
    observed = matrix.toarray()
    dropout = float(parameters.get("dropout", 0.0))
    energy = np.square(observed).sum(axis=0)  # diag(XᵀX)
    penalty = float(parameters["reg"]) + dropout / (1.0 - dropout) * energy
    scaled = observed / penalty  # X·D⁻¹
    kernel = scaled @ observed.T
    kernel[np.diag_indices_from(kernel)] += 1.0
    lower = np.linalg.cholesky(kernel)
    half = solve_triangular(lower, scaled, lower=True)
    product = solve_triangular(lower, half, lower=True, trans="T")  # X·P
    diagonal = 1.0 / penalty - np.square(half).sum(axis=0)  # diag P
    scores: NDArray[np.float64] = observed - product / diagonal
    return lambda: scores
