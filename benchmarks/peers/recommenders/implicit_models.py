"""implicit: weighted matrix factorization by ALS, and BPR."""

from implicit.als import AlternatingLeastSquares
from implicit.bpr import BayesianPersonalizedRanking
from threadpoolctl import threadpool_limits

from benchmarks.peers.peer import Parameters
from benchmarks.peers.recommenders.training import ScoreFilms, Training
from benchmarks.peers.recommenders.weights import weighted_matrix


def als(training: Training, parameters: Parameters, seed: int) -> ScoreFilms:
    """Confidence of an unobserved pair 1, of a rated one its weight.

    Args:
        parameters: those of the matrix (`scale` is what the library calls alpha); `factors`,
            `regularization`, `iterations`.
    """
    model = AlternatingLeastSquares(
        factors=parameters["factors"],
        regularization=parameters["regularization"],
        iterations=parameters["iterations"],
        random_state=seed,
    )
    with threadpool_limits(1, "blas"):  # as the library asks: it runs threads of its own
        model.fit(weighted_matrix(training, parameters), show_progress=False)
    return lambda: model.user_factors @ model.item_factors.T


def bpr(training: Training, parameters: Parameters, seed: int) -> ScoreFilms:
    """Pairs of a rated and an unrated film; `factors`, `learning_rate`, and those of `als`.

    One thread: with several the library's updates race, and a seed would not repeat a run.
    """
    model = BayesianPersonalizedRanking(
        factors=parameters["factors"],
        learning_rate=parameters["learning_rate"],
        regularization=parameters["regularization"],
        iterations=parameters["iterations"],
        num_threads=1,
        random_state=seed,
    )
    model.fit(weighted_matrix(training, parameters), show_progress=False)
    return lambda: model.user_factors @ model.item_factors.T
