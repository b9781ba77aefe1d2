"""irspack: iALS with the loss of iALS++, and EDLAE."""

import numpy as np
from irspack.recommenders import (
    EDLAERecommender,
    IALSRecommender,
)

from benchmarks.peers.peer import Parameters
from benchmarks.peers.recommenders.training import ScoreFilms, Training
from benchmarks.peers.recommenders.weights import weighted_matrix


def ials(training: Training, parameters: Parameters, seed: int) -> ScoreFilms:
    """Rendle et al., "Revisiting the Performance of iALS", RecSys 2022; exact Cholesky steps.

    Args:
        parameters: those of the matrix; `n_components`, `alpha0`, `reg`, `nu`, `train_epochs`,
            `loss_type` as the library calls them.
    """
    model = IALSRecommender(
        weighted_matrix(training, parameters),
        n_components=parameters["n_components"],
        alpha0=parameters["alpha0"],
        reg=parameters["reg"],
        nu=parameters["nu"],
        train_epochs=parameters["train_epochs"],
        loss_type=parameters["loss_type"],
        solver_type="CHOLESKY",
        random_seed=seed,
    ).learn()
    return lambda: model.get_score(np.arange(training.n_users))


def edlae(training: Training, parameters: Parameters, seed: int) -> ScoreFilms:
    """The model that `ease.fit` solves, as the library solves it, with the same parameters."""
    del seed
    model = EDLAERecommender(
        weighted_matrix(training, parameters),
        reg=parameters["reg"],
        dropout_p=parameters["dropout"],
    ).learn()
    return lambda: model.get_score(np.arange(training.n_users))
