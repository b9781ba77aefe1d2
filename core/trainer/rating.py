"""The rating head's training: film factors whose fold-in explains every user's ratings best.

Probabilistic matrix factorization with the users integrated out (Lawrence & Urtasun, "Non-linear
Matrix Factorization with Gaussian Processes", ICML 2009, with a linear kernel): Adam climbs the
likelihood of each user's ratings under N(μ + b_i, Q·Qᵀ + σ_b² + noise), automatically
differentiated, plus the Gaussian priors of the film side. What is learned is thus judged by the
very fold-in that serves, and overfits far less than vectors trained for every user.

A film's factors are the sum of what is its own, of what its genres and period say, and of what
its audience says: |U_i|^(−½)·Σ_{u ∈ U_i} z_u, the film's mirror image of the implicit term of
SVD++ (Koren, KDD 2008). A user's own z_u is left out of a film's factors when that user's
rating of it is explained, since no rating to be predicted has its rater in the audience.
"""

import math
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from core.catalog.ratings import Ratings
from core.child.limits import n_cores
from core.errors import ModelError
from core.model.factor_model import RatingHead
from core.trainer.blocks import Block, batches, blocks
from core.trainer.sparse import SparseMatrix
from core.training.hyper_parameters import RatingChoices

_LAST_RATE = 0.01  # of the first
_SHORTER, _GENTLER = 2, 3  # a run that goes on from another: so many times fewer steps, lower rate


class RatingRun:
    """Variables, optimizer and batches of one run of Adam.

    The learning rate falls along half a cosine (Loshchilov & Hutter, ICLR 2017, eq. 5), so that
    the run ends where the likelihood does, not somewhere around it.
    """

    def __init__(
        self,
        ratings: Ratings,
        features: NDArray[np.float32],
        chosen: RatingChoices,
        seed: int,
        previous: "RatingRun | None" = None,
    ) -> None:
        """
        Args:
            ratings: what is learned from.
            features: those of `core.model.side_information`, shape (n_items, n_features).
            chosen: the hyper-parameters.
            seed: of the first values and of the order of batches.
            previous: a finished run on other ratings of the same users and films, where this
                one begins; it then takes half the steps, gently.
        """
        rng = np.random.default_rng(seed)
        self._chosen, self._n_ratings = chosen, len(ratings)
        self._mean = float(ratings.stars.mean(dtype=np.float64))
        count = np.bincount(ratings.item_index, minlength=ratings.n_items)
        self._noise_scale = (1 + chosen.rare_noise / (1 + count)).astype(np.float32)
        self._features = tf.constant(features)
        self._audience_scale = (1 / np.sqrt(np.maximum(count, 1))).astype(np.float32)
        self._constants = (
            tf.constant(self._audience_scale),
            tf.constant(chosen.noise * np.sqrt(self._noise_scale)),
            tf.constant(chosen.user_bias_deviation),
        )
        self._audience = SparseMatrix(  # who rated each film: |U_i|^(−½) where u ∈ U_i
            ratings.item_index,
            ratings.user_index,
            self._audience_scale[ratings.item_index],
            (ratings.n_items, ratings.n_users),
        )
        width = chosen.n_factors + 1  # the bias is the last column of everything

        def start(n_rows: int, scale: float) -> tf.Variable:
            values = rng.normal(0, scale, (n_rows, width)).astype(np.float32)
            values[:, -1] = 0
            return tf.Variable(values)

        self._own = start(ratings.n_items, chosen.initial_scale)
        self._side = start(features.shape[1], chosen.initial_scale)
        self._raters = start(ratings.n_users, chosen.initial_scale / 5)
        self.variables = [self._own, self._side, self._raters]
        users = blocks(
            ratings.user_index, ratings.item_index, ratings.stars - self._mean, ratings.n_users
        )
        self._batches = batches(list(users), chosen.batch_size)
        self.n_steps = max(chosen.steps, chosen.passes * len(self._batches))
        rate = chosen.learning_rate
        if previous is not None:
            for mine, before in zip(self.variables, previous.variables, strict=True):
                mine.assign(before)
            self.n_steps, rate = math.ceil(self.n_steps / _SHORTER), rate / _GENTLER
        falling = tf.keras.optimizers.schedules.CosineDecay(rate, self.n_steps, _LAST_RATE)
        adam = tf.keras.optimizers.Adam(falling)
        adam.build(self.variables)
        self._apply = tf.function(adam.apply, autograph=False)  # a quarter of the time it takes
        self._pool = ThreadPoolExecutor(n_cores())
        self._order = rng
        self._turn: list[int] = []

    def steps(self, n_steps: int) -> float:
        """Take `n_steps` of all steps, each on one batch, in a new order every time round.

        Returns:
            The mean of what a rating costs in likelihood and penalties, up to a constant.

        Raises:
            ModelError: the loss is no longer finite.
        """
        losses = []
        for _ in range(n_steps):
            self._turn = self._turn or self._order.permutation(len(self._batches)).tolist()
            losses.append(self._step(self._turn.pop()))
        mean = sum(losses) / n_steps
        if not math.isfinite(mean):
            raise ModelError("the training diverged; try a lower learning rate")
        return mean

    def head(self, spread: float = 1.0) -> RatingHead:
        """The film side as it is now."""
        films = self._films().numpy()
        return RatingHead(
            global_mean=self._mean,
            item_bias=films[:, -1].copy(),
            item_factors=films[:, :-1].copy(),
            noise_scale=self._noise_scale,
            noise=self._chosen.noise,
            user_bias_deviation=self._chosen.user_bias_deviation,
            spread=spread,
        )

    def _films(self) -> tf.Tensor:
        """[q_i, b_i], shape (n_items, n_factors + 1)."""
        said = self._audience.times(tf.convert_to_tensor(self._raters))
        return self._own + self._features @ self._side + said

    def _step(self, number: int) -> float:
        batch = self._batches[number]
        share = sum(float(block.mask.sum()) for block in batch) / self._n_ratings
        with tf.GradientTape() as tape:
            films = self._films()
            penalty = share * self._penalty()
        loss, by_films, by_raters = 0.0, tf.zeros_like(films), []
        # A block alone keeps one core busy; added up in their order, they make the same sum.
        for part, film_part, rater_part in self._pool.map(partial(self._part, films), batch):
            loss += float(part)
            by_films += film_part
            by_raters.append(rater_part)
        gradients = tape.gradient(
            [films, penalty],
            self.variables,
            output_gradients=[by_films, tf.ones_like(penalty)],
        )
        users = np.concatenate([block.rows for block in batch])  # each in one block only
        gradients[2] = tf.tensor_scatter_nd_add(
            gradients[2], users[:, None], tf.concat(by_raters, axis=0)
        )
        self._apply(gradients, self.variables)
        return (loss + float(penalty)) / (share * self._n_ratings)

    def _part(self, films: tf.Tensor, block: Block) -> tuple[tf.Tensor, tf.Tensor, tf.Tensor]:
        """What a block adds to the loss, to the gradient of `films` and of its raters' rows."""
        raters = tf.gather(self._raters, block.rows)  # their gradient is as small as they are
        places = np.arange(block.rows.size, dtype=np.int32)
        cells = (places, block.columns, block.values, block.mask)
        loss, by_films, by_raters = _block_gradients(films, raters, self._constants, cells)
        return loss, by_films, by_raters

    def _penalty(self) -> tf.Tensor:
        chosen = self._chosen
        return 0.5 * (
            chosen.film_penalty * _squares(self._own[:, :-1])
            + chosen.bias_penalty * _squares(self._own[:, -1])
            + chosen.side_penalty * _squares(self._side)
            + chosen.audience_penalty * _squares(self._raters[:, :-1])
            + chosen.audience_bias_penalty * _squares(self._raters[:, -1])
        )


_Constants = tuple[tf.Tensor, tf.Tensor, tf.Tensor]
_Cells = tuple[tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]


def block_loss(
    films: tf.Tensor, raters: tf.Tensor, constants: _Constants, cells: _Cells
) -> tf.Tensor:
    """−log N(stars; …) of all users of a block, up to a constant.

    By Woodbury and the determinant lemma in the space of the factors: with the rows of D and
    the residuals e divided by the noise's deviation, A = DᵀD + I gives
    ½·(e·(e − D·A⁻¹Dᵀe) + log|A|).

    Args:
        films: [q_i, b_i], shape (n_items, n_factors + 1).
        raters: z_u and its bias, of the same width.
        constants: |U_i|^(−½) of each film, the deviation of a rating of it, and of a user's bias.
        cells: of each line of the block its row of `raters`; its items, stars and mask.
    """
    audience_scale, noise, bias_deviation = constants
    users, items, stars, mask = cells
    share = tf.gather(audience_scale, items)
    film = tf.gather(films, items) - share[..., None] * tf.gather(raters, users)[:, None]
    weight = mask / tf.gather(noise, items)
    residual = (stars - film[..., -1]) * weight
    bias = tf.fill(tf.shape(weight), bias_deviation)[..., None]
    design = tf.concat([film[..., :-1], bias], -1) * weight[..., None]
    system = tf.matmul(design, design, transpose_a=True)
    root = tf.linalg.cholesky(system + tf.eye(tf.shape(system)[-1]))
    pull = tf.linalg.matvec(design, residual, transpose_a=True)
    solution = tf.linalg.cholesky_solve(root, pull[..., None])[..., 0]
    fit = tf.reduce_sum(tf.square(residual)) - tf.reduce_sum(pull * solution)
    return 0.5 * fit + tf.reduce_sum(tf.math.log(tf.linalg.diag_part(root)))


_VECTOR, _MATRIX = tf.TensorSpec([None]), tf.TensorSpec([None, None])
_INTEGERS = [tf.TensorSpec([None] * rank, tf.int32) for rank in (1, 2)]


@tf.function(  # type: ignore[untyped-decorator]
    autograph=False,
    input_signature=(  # whatever the sizes: compiled once a process
        _MATRIX,
        _MATRIX,
        (_VECTOR, _VECTOR, tf.TensorSpec([])),
        (*_INTEGERS, _MATRIX, _MATRIX),
    ),
)
def _block_gradients(
    films: tf.Tensor, raters: tf.Tensor, constants: _Constants, cells: _Cells
) -> tuple[tf.Tensor, tf.Tensor, tf.Tensor]:
    with tf.GradientTape() as tape:
        tape.watch([films, raters])
        loss = block_loss(films, raters, constants, cells)
    by_films, by_raters = tape.gradient(loss, [films, raters])
    return loss, tf.convert_to_tensor(by_films), tf.convert_to_tensor(by_raters)


def _squares(values: tf.Tensor) -> tf.Tensor:
    return tf.reduce_sum(tf.square(values))
