"""LensKit: biases, biased matrix factorization by ALS, and item neighbourhoods of both kinds."""

import numpy as np
import pandas as pd
from lenskit.als import BiasedMFScorer
from lenskit.basic import BiasScorer
from lenskit.data import ItemList, from_interactions_df
from lenskit.knn import ItemKNNScorer
from lenskit.pipeline import (
    Component,
    Pipeline,
    predict_pipeline,
    topn_pipeline,
)
from lenskit.training import TrainingOptions
from numpy.typing import NDArray

from benchmarks.peers.peer import Parameters
from benchmarks.peers.recommenders.training import (
    Index,
    PredictStars,
    ScoreFilms,
    Training,
)


def bias(training: Training, parameters: Parameters, seed: int) -> PredictStars:
    """Mean, film bias and user bias; `user_damping` and `item_damping`."""
    return _fit(BiasScorer(damping=_damping(parameters)), training, parameters, seed)


def biased_mf(training: Training, parameters: Parameters, seed: int) -> PredictStars:
    """ALS on the residuals of the biases.

    Args:
        parameters: `embedding_size`, `epochs`, `user_reg`, `item_reg`; `user_damping` and
            `item_damping` of the biases.
    """
    scorer = BiasedMFScorer(
        embedding_size=parameters["embedding_size"],
        epochs=parameters["epochs"],
        regularization={"user": parameters["user_reg"], "item": parameters["item_reg"]},
        damping=_damping(parameters),
    )
    return _fit(scorer, training, parameters, seed)


def item_knn(training: Training, parameters: Parameters, seed: int) -> PredictStars:
    """Item neighbourhoods on centred stars; biases where no neighbour is rated.

    Args:
        parameters: `max_nbrs`, `min_nbrs`, `min_sim`; the dampings of the biases.
    """
    return _fit(_neighbours("explicit", parameters), training, parameters, seed)


def implicit_item_knn(training: Training, parameters: Parameters, seed: int) -> ScoreFilms:
    """Item neighbourhoods on what was rated `min_stars` or more; those of `item_knn` otherwise."""
    kept = training.stars >= float(parameters["min_stars"])
    pipeline = topn_pipeline(_neighbours("implicit", parameters))
    _train(pipeline, training, kept, seed)
    films = ItemList(item_ids=np.arange(training.n_items))

    def score() -> NDArray[np.float64]:
        lists = [
            pipeline.run("scorer", query=user, items=films) for user in range(training.n_users)
        ]
        return np.array([scored.scores() for scored in lists], np.float64)

    return score


def _neighbours(feedback: str, parameters: Parameters) -> Component:
    chosen = {name: parameters[name] for name in ("max_nbrs", "min_nbrs", "min_sim")}
    return ItemKNNScorer(feedback=feedback, **chosen)


def _damping(parameters: Parameters) -> dict[str, float]:
    return {side: float(parameters[f"{side}_damping"]) for side in ("user", "item")}


def _train(pipeline: Pipeline, training: Training, kept: NDArray[np.bool_], seed: int) -> None:
    columns = {
        "user_id": training.user_index,
        "item_id": training.item_index,
        "rating": training.stars,
    }
    rows = pd.DataFrame(columns)[kept]
    pipeline.train(from_interactions_df(rows), TrainingOptions(rng=seed))


def _fit(scorer: Component, training: Training, parameters: Parameters, seed: int) -> PredictStars:
    fallback = BiasScorer(damping=_damping(parameters))
    pipeline = predict_pipeline(scorer, fallback=fallback)
    _train(pipeline, training, np.ones(training.stars.size, np.bool_), seed)

    def predict(users: Index, items: Index) -> NDArray[np.float64]:
        predicted = np.empty(users.size)
        for user in np.unique(users).tolist():
            rows = np.flatnonzero(users == user)
            films = ItemList(item_ids=items[rows])
            predicted[rows] = pipeline.run("rating-predictor", query=user, items=films).scores()
        return predicted

    return predict
