"""What the rating head's training lowers, the long way round, and its gradient.

Nothing here shares a trick with `core.trainer.rating`: films are summed up rater by rater,
covariances have the size ratings × ratings, and every number is nudged by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.catalog.ratings import Ratings
from core.training.hyper_parameters import RatingChoices

Matrix = NDArray[np.float64]

_NUDGE = 1e-5


@dataclass(frozen=True, slots=True, eq=False)
class FilmSide:
    """What is learned; the bias is the last column of everything."""

    own: Matrix  # (n_items, n_factors + 1)
    side: Matrix  # (n_features, n_factors + 1)
    raters: Matrix  # (n_users, n_factors + 1)


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """Ratings, and values of the film side to explain them with."""

    chosen: RatingChoices
    ratings: Ratings
    features: NDArray[np.float32]  # (n_items, n_features)
    film_side: FilmSide

    def films(self, without: int | None = None) -> Matrix:
        """[q_i, b_i] of every film, but for what one user adds to them as a rater."""
        films = self.film_side.own + self.features @ self.film_side.side
        for item in range(len(films)):
            audience = self.ratings.user_index[self.ratings.item_index == item].tolist()
            for user in audience:
                if user != without:
                    films[item] += self.film_side.raters[user] / np.sqrt(len(audience))
        return films

    def rated_by(self, user: int) -> Ratings:
        """All that one user has rated."""
        return self.ratings.take(self.ratings.user_index == user)

    def mean(self) -> float:
        """Of all ratings, stars."""
        return float(self.ratings.stars.mean(dtype=np.float64))

    def noise(self) -> Matrix:
        """Variance of the noise of a rating of each film, shape (n_items,)."""
        count = np.bincount(self.ratings.item_index, minlength=self.ratings.n_items)
        return np.asarray(self.chosen.noise**2 * (1 + self.chosen.rare_noise / (1 + count)))

    def constant(self, user: int) -> float:
        """The part of a user's −log N that is the same for all film sides."""
        noise = self.noise()[self.rated_by(user).item_index]
        return float(np.log(2 * np.pi * noise).sum()) / 2

    def loss(self, user: int) -> float:
        """−log N(stars; μ + b_i, Q·Qᵀ + σ_b²·11ᵀ + noise) of all ratings of a user.

        Up to `constant`, and with the user's own part left out of the films.
        """
        rated = self.rated_by(user)
        films = self.films(without=user)[rated.item_index]
        factors, bias = films[:, :-1], films[:, -1]
        residual = rated.stars - self.mean() - bias
        covariance = factors @ factors.T + self.chosen.user_bias_deviation**2
        covariance += np.diag(self.noise()[rated.item_index])
        _, log_determinant = np.linalg.slogdet(2 * np.pi * covariance)
        surprise = (residual @ np.linalg.solve(covariance, residual) + log_determinant) / 2
        return float(surprise) - self.constant(user)

    def penalty(self) -> float:
        """−log of the priors of the film side, up to a constant."""
        chosen, film_side = self.chosen, self.film_side
        return 0.5 * float(
            chosen.film_penalty * np.square(film_side.own[:, :-1]).sum()
            + chosen.bias_penalty * np.square(film_side.own[:, -1]).sum()
            + chosen.side_penalty * np.square(film_side.side).sum()
            + chosen.audience_penalty * np.square(film_side.raters[:, :-1]).sum()
            + chosen.audience_bias_penalty * np.square(film_side.raters[:, -1]).sum()
        )

    def objective(self, users: Sequence[int]) -> float:
        """What a step on the ratings of `users` is to lower: their share of the penalty too."""
        n_ratings = {user: len(self.rated_by(user)) for user in users}
        share = sum(n_ratings.values()) / len(self.ratings)
        return sum(map(self.loss, n_ratings)) + share * self.penalty()

    def gradient(self, users: Sequence[int]) -> FilmSide:
        """Of `objective`, by central differences."""
        film_side = self.film_side
        parts = (film_side.own, film_side.side, film_side.raters)
        return FilmSide(*(self._gradient_by(part, users) for part in parts))

    def _gradient_by(self, part: Matrix, users: Sequence[int]) -> Matrix:
        """By one array of the film side, which is nudged in place and put back."""
        gradient = np.zeros_like(part)
        for place in np.ndindex(part.shape):
            before = part[place]
            part[place] = before + _NUDGE
            above = self.objective(users)
            part[place] = before - _NUDGE
            below = self.objective(users)
            part[place] = before
            gradient[place] = (above - below) / (2 * _NUDGE)
        return gradient
