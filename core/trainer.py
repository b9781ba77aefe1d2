"""The rating head's training: matrix factorization by automatic differentiation and Adam.

r̂ = μ + b_u + b_i + p_u·q_i with count-scaled L2 (Koren, Bell & Volinsky, "Matrix Factorization
Techniques for Recommender Systems", IEEE Computer 2009, eq. 3–5; the scaling as in ALS-WR). The
only module that imports TensorFlow; it runs in a child process (`core.training`).
"""

import math
import os
import time
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")  # set before the import: it reads it once

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from core.dataset import TrainingData, load_ratings
from core.errors import ModelError
from core.metrics import rmse
from core.model import FactorModel, Penalty, Provenance, save_model
from core.ratings import MAX_STARS, MIN_STARS, Ratings
from core.training import (
    HyperParameters,
    Progress,
    Report,
    TrainingJob,
    TrainingReport,
)

_MIN_PATIENCE = 2  # epochs: one bad epoch is no sign
_BLOCK = 1 << 18  # ratings predicted at a time


@dataclass(frozen=True, slots=True, eq=False)
class FittedParameters:
    """What one run of Adam found, at its best epoch."""

    global_mean: float  # stars
    user_bias: NDArray[np.float32]  # (n_users,), stars
    item_bias: NDArray[np.float32]  # (n_items,), stars
    user_factors: NDArray[np.float32]  # (n_users, n_factors)
    item_factors: NDArray[np.float32]  # (n_items, n_factors)
    epochs: int  # passes over the ratings so far


def train(job: TrainingJob, report: Report) -> TrainingReport:
    """Fit baseline and model on a split, refit the model on everything, write its file.

    The number of epochs comes from early stopping on the validation split; the model that serves
    has seen all ratings for as many epochs.

    Raises:
        DataError: the ratings file cannot be used.
        ModelError: there are too few ratings, the loss is no longer finite, or the model file
            cannot be written.
    """
    started = time.monotonic()
    data = load_ratings(job.ratings_path)
    chosen = job.hyper_parameters
    training, validation = split(data.ratings, chosen.validation_share, chosen.seed)
    biases_only = replace(chosen, n_factors=0)
    baseline = fit(training, validation, biases_only, phase="baseline", report=report)
    candidate = fit(training, validation, chosen, phase="model", report=report)
    final = fit(data.ratings, None, chosen, phase="refit", report=report, epochs=candidate.epochs)
    metrics = {
        "validation_rmse": validation_rmse(validation, candidate),
        "baseline_rmse": validation_rmse(validation, baseline),
        "epochs": float(candidate.epochs),
    }
    try:
        save_model(job.model_path, _film_side(final, data, chosen, metrics))
    except OSError as exc:
        raise ModelError(f"the model cannot be written: {exc}") from exc
    return TrainingReport(
        job.model_path,
        metrics["validation_rmse"],
        metrics["baseline_rmse"],
        candidate.epochs,
        time.monotonic() - started,
    )


def split(ratings: Ratings, validation_share: float, seed: int) -> tuple[Ratings, Ratings]:
    """Random train and validation parts, neither of them empty.

    Raises:
        ModelError: there are fewer than two ratings.
    """
    if len(ratings) < 2:
        raise ModelError(f"{len(ratings)} ratings are too few to train on")
    order = np.random.default_rng(seed).permutation(len(ratings))
    n_validation = min(len(ratings) - 1, max(1, round(len(ratings) * validation_share)))
    return ratings.take(order[n_validation:]), ratings.take(order[:n_validation])


def validation_rmse(ratings: Ratings, fitted: FittedParameters) -> float:
    """RMSE over all `ratings`, stars; predictions are held to 0.5 … 5.0 as they are when shown."""
    return rmse(np.clip(_predict(ratings, fitted), MIN_STARS, MAX_STARS), ratings.stars)


def fit(
    training: Ratings,
    validation: Ratings | None,
    chosen: HyperParameters,
    *,
    phase: str,
    report: Report,
    epochs: int | None = None,
) -> FittedParameters:
    """Run Adam until the validation RMSE stops falling, or for exactly `epochs`.

    Steps are minibatches of one fixed shape over ratings shuffled once; a data set smaller than
    `batch_size` is one full batch.

    Raises:
        ModelError: the loss is no longer finite.
    """
    tf.keras.utils.set_random_seed(chosen.seed)
    tf.config.experimental.enable_op_determinism()
    run = _Run(training, chosen)
    patience = max(_MIN_PATIENCE, math.ceil(chosen.patience_steps / run.n_batches))
    max_epochs = epochs or math.ceil(chosen.max_steps / run.n_batches)
    best, best_rmse = run.parameters(epochs=0), math.inf
    for epoch in range(1, max_epochs + 1):
        loss = run.epoch()
        if not math.isfinite(loss):
            raise ModelError(f"the training diverged in epoch {epoch}; try a lower learning rate")
        if validation is None:
            report(Progress(phase, epoch, max_epochs, loss, None))
            continue
        current = run.parameters(epoch)
        current_rmse = validation_rmse(validation, current)
        report(Progress(phase, epoch, max_epochs, loss, current_rmse))
        if current_rmse < best_rmse - chosen.min_improvement:
            best, best_rmse = current, current_rmse
        elif epoch - best.epochs >= patience:
            break
    return best if validation is not None else run.parameters(max_epochs)


class _Run:
    """Variables, optimizer and shuffled batches of one run of Adam."""

    def __init__(self, ratings: Ratings, chosen: HyperParameters) -> None:
        self._rng = np.random.default_rng(chosen.seed)
        self._mean = float(ratings.stars.mean(dtype=np.float64))
        self._batch_size = min(chosen.batch_size, len(ratings))
        self.n_batches = math.ceil(len(ratings) / self._batch_size)
        user_count = np.bincount(ratings.user_index, minlength=ratings.n_users)
        item_count = np.bincount(ratings.item_index, minlength=ratings.n_items)
        self._user_factors = self._initial_factors(user_count, chosen)
        self._item_factors = self._initial_factors(item_count, chosen)
        self._user_bias = tf.Variable(tf.zeros(ratings.n_users))
        self._item_bias = tf.Variable(tf.zeros(ratings.n_items))
        self._variables = [self._user_bias, self._item_bias]
        if chosen.n_factors:
            self._variables += [self._user_factors, self._item_factors]
        self._user_factor_decay = _decay(chosen.factor_penalty, user_count)
        self._item_factor_decay = _decay(chosen.factor_penalty, item_count)
        self._user_bias_decay = _decay(chosen.user_bias_penalty, user_count)
        self._item_bias_decay = _decay(chosen.item_bias_penalty, item_count)
        self._optimizer = tf.keras.optimizers.Adam(chosen.learning_rate)
        self._optimizer.build(self._variables)
        self._load(ratings)
        self._step = tf.function(self._eager_step, reduce_retracing=True)

    def epoch(self) -> float:
        """One pass over the ratings; the mean loss of its batches."""
        order = self._rng.permutation(self.n_batches) * self._batch_size
        losses = [float(self._step(tf.constant(offset, tf.int32))) for offset in order.tolist()]
        return sum(losses) / len(losses)

    def parameters(self, epochs: int) -> FittedParameters:
        """A copy of the variables as they are now."""
        return FittedParameters(
            self._mean,
            self._user_bias.numpy(),
            self._item_bias.numpy(),
            self._user_factors.numpy(),
            self._item_factors.numpy(),
            epochs,
        )

    def _initial_factors(self, count: NDArray[np.int64], chosen: HyperParameters) -> tf.Variable:
        shape = (count.size, chosen.n_factors)
        factors = self._rng.normal(0, chosen.initial_scale, shape).astype(np.float32)
        factors[count == 0] = 0  # no rating will ever move these
        return tf.Variable(factors)

    def _load(self, ratings: Ratings) -> None:
        """Shuffle once; the last batch is filled up with ratings of weight 0."""
        order = self._rng.permutation(len(ratings))
        padding = self.n_batches * self._batch_size - order.size
        weight = np.ones(order.size + padding, np.float32)
        weight[order.size :] = 0
        order = np.concatenate([order, order[:padding]])
        self._users = tf.constant(ratings.user_index[order])
        self._items = tf.constant(ratings.item_index[order])
        self._targets = tf.constant(ratings.stars[order] - np.float32(self._mean))
        self._weights = tf.constant(weight)

    def _eager_step(self, offset: tf.Tensor) -> tf.Tensor:
        rows = slice(offset, offset + self._batch_size)
        users, items = self._users[rows], self._items[rows]
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum(
                self._weights[rows] * self._losses(users, items, self._targets[rows])
            ) / tf.reduce_sum(self._weights[rows])
        gradients = tape.gradient(loss, self._variables)
        self._optimizer.apply_gradients(
            zip([tf.convert_to_tensor(each) for each in gradients], self._variables, strict=True)
        )
        return loss

    def _losses(self, users: tf.Tensor, items: tf.Tensor, targets: tf.Tensor) -> tf.Tensor:
        """Each rating's squared error and its share of the penalties of its user and film."""
        user_bias, item_bias = tf.gather(self._user_bias, users), tf.gather(self._item_bias, items)
        user_factors = tf.gather(self._user_factors, users)
        item_factors = tf.gather(self._item_factors, items)
        predicted = user_bias + item_bias + tf.reduce_sum(user_factors * item_factors, axis=1)
        return (
            tf.square(targets - predicted)
            + tf.gather(self._user_bias_decay, users) * tf.square(user_bias)
            + tf.gather(self._item_bias_decay, items) * tf.square(item_bias)
            + tf.gather(self._user_factor_decay, users) * _squared_norm(user_factors)
            + tf.gather(self._item_factor_decay, items) * _squared_norm(item_factors)
        )


def _decay(penalty: Penalty, count: NDArray[np.int64]) -> tf.Tensor:
    """The penalty's weight divided among a user's or film's ratings, so that batches add up."""
    weight = penalty.constant + penalty.per_rating * count
    return tf.constant((weight / np.maximum(count, 1)).astype(np.float32))


def _squared_norm(rows: tf.Tensor) -> tf.Tensor:
    return tf.reduce_sum(tf.square(rows), axis=1)


def _predict(ratings: Ratings, fitted: FittedParameters) -> NDArray[np.float32]:
    predicted = np.empty(len(ratings), np.float32)
    for start in range(0, len(ratings), _BLOCK):  # a gather needs n_factors floats a row
        rows = slice(start, start + _BLOCK)
        users, items = ratings.user_index[rows], ratings.item_index[rows]
        products = np.einsum("ij,ij->i", fitted.user_factors[users], fitted.item_factors[items])
        predicted[rows] = products + fitted.user_bias[users] + fitted.item_bias[items]
    return predicted + np.float32(fitted.global_mean)


def _film_side(
    fitted: FittedParameters,
    data: TrainingData,
    chosen: HyperParameters,
    metrics: dict[str, float],
) -> FactorModel:
    """What serving needs of a fit: users are folded in when they come."""
    return FactorModel(
        movie_ids=data.movie_ids,
        item_factors=fitted.item_factors,
        item_bias=fitted.item_bias,
        item_count=np.bincount(data.ratings.item_index, minlength=data.ratings.n_items),
        global_mean=fitted.global_mean,
        factor_penalty=chosen.factor_penalty,
        user_bias_penalty=chosen.user_bias_penalty,
        provenance=Provenance(
            dataset=data.info,
            hyper_parameters=asdict(chosen),
            metrics=metrics,
            library_versions={name: version(name) for name in ("tensorflow", "numpy", "keras")},
            created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        ),
    )
