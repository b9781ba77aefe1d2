"""How much a rating says to a recommender that ranks: the choice every implicit peer is given."""

import numpy as np
from scipy.sparse import csr_matrix

from benchmarks.peers.peer import Parameters
from benchmarks.peers.recommenders.training import Training


def weighted_matrix(training: Training, parameters: Parameters) -> csr_matrix:
    """`scale · (stars / 5) ^ power` for ratings of `min_stars` or more, shape (n_users, n_items).

    A power of 0 makes the matrix binary. Ratings below the threshold are as good as missing, but
    their films are not recommended to those who gave them either.
    """
    power, scale = float(parameters.get("power", 0.0)), float(parameters.get("scale", 1.0))
    values = scale * np.power(training.stars / 5.0, power)
    values[training.stars < float(parameters.get("min_stars", 0.5))] = 0.0
    matrix = training.matrix(values)
    matrix.eliminate_zeros()
    return matrix
