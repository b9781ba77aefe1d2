"""scikit-surprise: SVD, SVD++ and the neighbourhood model on top of baselines, for stars."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from surprise import (
    SVD,
    AlgoBase,
    Dataset,
    KNNBaseline,
    Reader,
    SVDpp,
)

from benchmarks.peers.peer import Parameters
from benchmarks.peers.recommenders.training import Index, PredictStars, Training


def svd(training: Training, parameters: Parameters, seed: int) -> PredictStars:
    """Biased matrix factorization by SGD; `n_factors`, `n_epochs`, `lr_all`, `reg_all`."""
    return _fit(SVD(**parameters, random_state=seed), training)


def svdpp(training: Training, parameters: Parameters, seed: int) -> PredictStars:
    """SVD with implicit feedback; the parameters of `svd`."""
    return _fit(SVDpp(**parameters, random_state=seed, cache_ratings=True), training)


def knn_baseline(training: Training, parameters: Parameters, seed: int) -> PredictStars:
    """Neighbours' deviations from their baselines; nothing is random.

    Args:
        parameters: `k` neighbours, `min_k`; `user_based` (0 or 1), `similarity`, `min_support` and
            `shrinkage` of the similarities; `reg_u` and `reg_i` of the ALS baselines.
    """
    del seed
    similarities = {
        "name": parameters["similarity"],
        "user_based": bool(parameters["user_based"]),
        "min_support": parameters["min_support"],
        "shrinkage": parameters["shrinkage"],
    }
    baselines = {"method": "als", "reg_u": parameters["reg_u"], "reg_i": parameters["reg_i"]}
    model = KNNBaseline(
        k=parameters["k"],
        min_k=parameters["min_k"],
        sim_options=similarities,
        bsl_options=baselines,
        verbose=False,
    )
    return _fit(model, training)


def _fit(model: AlgoBase, training: Training) -> PredictStars:
    rows = pd.DataFrame(
        {"user": training.user_index, "item": training.item_index, "stars": training.stars}
    )
    model.fit(Dataset.load_from_df(rows, Reader(rating_scale=(0.5, 5.0))).build_full_trainset())

    def predict(users: Index, items: Index) -> NDArray[np.float64]:
        pairs = zip(users.tolist(), items.tolist(), strict=True)
        return np.array([model.predict(user, item).est for user, item in pairs])

    return predict
