"""The trained model: film-side arrays of its two heads, and where they come from.

Users are not part of it: their side is solved from their ratings when it is needed
(`core.model.fold_in`), under the same priors.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from core.catalog.dataset import DatasetInfo
from core.catalog.npz import NpzFormatError, load_npz, save_npz
from core.catalog.ratings import N_STEPS
from core.errors import ModelError

FORMAT_VERSION = 4
_KIND = "film model"
# Besides those of the heads: the key in the file, which older files have too, and the field.
_ARRAYS = {
    "movie_ids": "movie_ids",
    "item_count": "item_count",
    "star_share": "star_share",
    "telling": "calibration",
}

_Scalar = TypeVar("_Scalar", bound=np.generic)


@dataclass(frozen=True, slots=True, eq=False)
class RatingHead:
    """What would they give it? r = μ + b_u + b_i + p_u·q_i + noise.

    A person's side is Gaussian beforehand: p_u ~ N(0, I), b_u ~ N(0, `user_bias_deviation`²);
    the noise of a film's rating has the variance `noise`²·`noise_scale_i`.
    """

    global_mean: float  # stars
    item_bias: NDArray[np.float32]  # (n_items,), stars
    item_factors: NDArray[np.float32]  # (n_items, n_factors); stars for one deviation of p_u
    noise_scale: NDArray[np.float32]  # (n_items,), 1 or more; more for films few have rated
    noise: float  # stars
    user_bias_deviation: float  # stars
    spread: float  # what standard deviations are multiplied with to hold on unseen ratings

    def __post_init__(self) -> None:
        n_items, _ = self.item_factors.shape
        if not self.item_bias.shape == self.noise_scale.shape == (n_items,):
            raise ValueError("the arrays of the rating head differ in the number of films")
        _check_finite(self.item_bias, self.item_factors, self.noise_scale)
        if not 0.5 <= self.global_mean <= 5.0:
            raise ValueError(f"a mean rating of {self.global_mean} is outside the star range")
        if not min(self.noise, self.user_bias_deviation, self.spread) > 0:
            raise ValueError("a standard deviation of the model is not positive")

    @property
    def n_factors(self) -> int:
        """Length of a factor vector; 0 for a model of biases only."""
        return int(self.item_factors.shape[1])


@dataclass(frozen=True, slots=True)
class ObservationWeights:
    """How much the ranking head believes that a film belongs to somebody."""

    scale: float  # of a film with five stars
    power: float  # how fast the weight falls with the stars
    unobserved: float  # of a film somebody has not rated: α₀
    penalty: float  # of a user's factors, a unit of weight: λ(n) = penalty·(n + α₀·n_items)

    def weight(self, stars: NDArray[np.float32]) -> NDArray[np.float32]:
        """Weight of ratings beyond that of a pair without one."""
        return np.asarray(self.scale * (stars / 5.0) ** self.power, np.float32)

    def user_penalty(self, n_observed: int, n_items: int) -> float:
        """Factor of |p_u|²: frequency-scaled (Rendle et al., arXiv 2110.14037, eq. 8, ν = 1)."""
        return self.penalty * (n_observed + self.unobserved * n_items)


@dataclass(frozen=True, slots=True, eq=False)
class RankingHead:
    """Which films belong on their list? The sum of two scores, weighted by predicted stars.

    One is a weighted factorization over all pairs, the other how each film is rated along with
    those of the person, in the leading directions of all users' lists.
    """

    item_factors: NDArray[np.float32]  # (n_items, n_factors)
    gramian: NDArray[np.float32]  # (n_factors, n_factors), Σ_i q_i·q_iᵀ
    weights: ObservationWeights
    neighbour_factors: NDArray[np.float32]  # (n_items, n_directions)
    encoder_scale: NDArray[np.float32]  # (n_items,): a film of somebody adds this times its row
    popularity: NDArray[np.float32]  # (n_items,), the score of somebody unknown
    popularity_ratings: float  # after so many ratings the popularity counts half
    stars_weight: float  # e-fold of the score a predicted star

    def __post_init__(self) -> None:
        n_items, n_factors = self.item_factors.shape
        _check_films(n_items, self.neighbour_factors, self.encoder_scale, self.popularity)
        if self.gramian.shape != (n_factors, n_factors):
            raise ValueError(f"a Gramian of {self.gramian.shape} for {n_factors} factors")
        if self.neighbour_factors.ndim != 2 or self.encoder_scale.ndim != 1:
            raise ValueError("the neighbours' arrays have the wrong number of dimensions")
        arrays = (self.item_factors, self.gramian, self.neighbour_factors, self.popularity)
        _check_finite(*arrays, self.encoder_scale)

    def popularity_weight(self, n_observed: int) -> float:
        """What is left of the popularity in the score of somebody known, 1 … 0."""
        return self.popularity_ratings / (self.popularity_ratings + n_observed)


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a model came to be; JSON in its file."""

    dataset: DatasetInfo
    hyper_parameters: Mapping[str, Any]
    metrics: Mapping[str, float]  # on the validation split, stars
    library_versions: Mapping[str, str]
    created_at: str  # ISO 8601, UTC


@dataclass(frozen=True, slots=True, eq=False)
class FactorModel:
    """Everything serving needs, as plain arrays; never edited in place."""

    movie_ids: NDArray[np.int64]  # (n_items,), MovieLens ids by item index
    item_count: NDArray[np.int64]  # (n_items,), ratings the film had in training
    star_share: NDArray[
        np.float32
    ]  # (N_STEPS,), of the average user: core.catalog.ratings.star_share
    # How far the stars of a film tell what the rating head believes they do, of other ratings of
    # the same person: 1 for exactly so. (n_items,), above 0.
    calibration: NDArray[np.float32]
    rating: RatingHead
    ranking: RankingHead
    provenance: Provenance
    rated: NDArray[np.bool_] = field(init=False, repr=False)  # (n_items,), had any rating

    def __post_init__(self) -> None:
        heads = (self.rating.item_factors, self.ranking.item_factors)
        _check_films(self.movie_ids.size, self.item_count, self.calibration, *heads)
        if self.star_share.shape != (N_STEPS,):
            raise ValueError(f"shares of {self.star_share.shape} ratings instead of {N_STEPS}")
        _check_finite(self.star_share, self.calibration)
        if self.calibration.ndim != 1 or (self.calibration <= 0).any():
            raise ValueError("the calibration has to be a number above 0 for each film")
        object.__setattr__(self, "rated", self.item_count > 0)


def save_model(path: Path, model: FactorModel) -> None:
    """Write a model to `path`, all or nothing.

    Raises:
        OSError: the directory is unwritable or the disk is full; `path` is as before.
    """
    arrays: dict[str, Any] = {key: getattr(model, name) for key, name in _ARRAYS.items()}
    header: dict[str, Any] = {}
    for name, head in (("rating", model.rating), ("ranking", model.ranking)):
        values = {each: getattr(head, each) for each in head.__slots__}
        weights = values.pop("weights", None)
        numbers = {each: value for each, value in values.items() if isinstance(value, float)}
        arrays |= {f"{name}.{each}": values[each] for each in values.keys() - numbers.keys()}
        header[name] = numbers | ({"weights": asdict(weights)} if weights else {})
    header["provenance"] = asdict(model.provenance)
    save_npz(path, _KIND, FORMAT_VERSION, arrays, header, compressed=False)


def load_model(path: Path) -> FactorModel:
    """Read and check what `save_model` wrote.

    Raises:
        ModelError: the file is missing, truncated, foreign, of another format version, or its
            arrays do not agree.
    """
    try:
        arrays, header = load_npz(path, _KIND, FORMAT_VERSION)
        provenance = dict(header["provenance"])
        dataset = DatasetInfo(**provenance.pop("dataset"))
        ranking = dict(header["ranking"])
        weights = ObservationWeights(**ranking.pop("weights"))
        return FactorModel(
            movie_ids=_typed(arrays["movie_ids"], np.int64),
            item_count=_typed(arrays["item_count"], np.int64),
            star_share=_typed(arrays["star_share"], np.float32),
            calibration=_typed(arrays["telling"], np.float32),
            rating=RatingHead(**_of_head(arrays, "rating"), **header["rating"]),
            ranking=RankingHead(**_of_head(arrays, "ranking"), **ranking, weights=weights),
            provenance=Provenance(dataset=dataset, **provenance),
        )
    except FileNotFoundError as exc:
        raise ModelError(f"the model file {path} is gone") from exc
    except (NpzFormatError, ValueError, KeyError, TypeError) as exc:
        raise ModelError(f"{path} is not a usable model: {exc}") from exc


def _of_head(arrays: Mapping[str, NDArray[Any]], head: str) -> dict[str, Any]:
    prefix = f"{head}."
    return {
        name.removeprefix(prefix): _typed(array, np.float32)
        for name, array in arrays.items()
        if name.startswith(prefix)
    }


def _typed(array: NDArray[Any], dtype: type[_Scalar]) -> NDArray[_Scalar]:
    if array.dtype != dtype:
        raise ValueError(f"an array is {array.dtype}, not {np.dtype(dtype)}")
    return array


def _check_films(n_items: int, *arrays: NDArray[Any]) -> None:
    if any(array.shape[:1] != (n_items,) for array in arrays):
        raise ValueError("the arrays of the model differ in the number of films")


def _check_finite(*arrays: NDArray[np.float32]) -> None:
    if not all(np.isfinite(array).all() for array in arrays):
        raise ValueError("the model holds numbers that are not finite")
