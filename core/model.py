"""The trained rating model: film-side arrays, the penalties of its training, and its provenance.

r̂ = μ + b_u + b_i + p_u·q_i. Users are not part of it: their side is solved from their ratings
when it is needed (`core.fold_in`), under the same penalties.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from core.dataset import DatasetInfo
from core.errors import ModelError
from core.npz import NpzFormatError, load_npz, save_npz

FORMAT_VERSION = 1
_KIND = "rating model"

_Scalar = TypeVar("_Scalar", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Penalty:
    """L2 regularization that grows with the evidence: `weight(n) = constant + per_rating·n`.

    `per_rating` is the count-scaled penalty of ALS-WR (Zhou et al., AAIM 2008); `constant` keeps
    the first few ratings of a user or film from being believed too much.
    """

    constant: float
    per_rating: float

    def __post_init__(self) -> None:
        if not (self.constant >= 0 and self.per_rating >= 0 and self.weight(1) > 0):
            raise ValueError(f"{self} does not penalise anything")

    def weight(self, n_ratings: int) -> float:
        """Factor of the squared norm for a user or film with `n_ratings` ratings."""
        return self.constant + self.per_rating * n_ratings


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
    item_factors: NDArray[np.float32]  # (n_items, n_factors), zeros for films nobody rated
    item_bias: NDArray[np.float32]  # (n_items,), stars
    item_count: NDArray[np.int64]  # (n_items,), ratings the film had in training
    global_mean: float  # stars
    factor_penalty: Penalty  # of user factors and item factors
    user_bias_penalty: Penalty
    provenance: Provenance

    def __post_init__(self) -> None:
        n_items = self.movie_ids.size
        shapes = (self.item_bias.shape, self.item_count.shape, self.item_factors.shape[:1])
        if self.item_factors.ndim != 2 or any(shape != (n_items,) for shape in shapes):
            raise ValueError("the arrays of the model differ in the number of films")
        if not (np.isfinite(self.item_factors).all() and np.isfinite(self.item_bias).all()):
            raise ValueError("the model holds numbers that are not finite")
        if not 0.5 <= self.global_mean <= 5.0:
            raise ValueError(f"a mean rating of {self.global_mean} is outside the star range")

    @property
    def n_factors(self) -> int:
        """Length of a factor vector; 0 for a model of biases only."""
        return int(self.item_factors.shape[1])


def save_model(path: Path, model: FactorModel) -> None:
    """Write a model to `path`, all or nothing.

    Raises:
        OSError: the directory is unwritable or the disk is full; `path` is as before.
    """
    save_npz(
        path,
        _KIND,
        FORMAT_VERSION,
        {
            "movie_ids": model.movie_ids,
            "item_factors": model.item_factors,
            "item_bias": model.item_bias,
            "item_count": model.item_count,
        },
        {
            "global_mean": model.global_mean,
            "factor_penalty": asdict(model.factor_penalty),
            "user_bias_penalty": asdict(model.user_bias_penalty),
            "provenance": asdict(model.provenance),
        },
    )


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
        return FactorModel(
            movie_ids=_typed(arrays["movie_ids"], np.int64),
            item_factors=_typed(arrays["item_factors"], np.float32),
            item_bias=_typed(arrays["item_bias"], np.float32),
            item_count=_typed(arrays["item_count"], np.int64),
            global_mean=float(header["global_mean"]),
            factor_penalty=Penalty(**header["factor_penalty"]),
            user_bias_penalty=Penalty(**header["user_bias_penalty"]),
            provenance=Provenance(dataset=dataset, **provenance),
        )
    except FileNotFoundError as exc:
        raise ModelError(f"the model file {path} is gone") from exc
    except (NpzFormatError, ValueError, KeyError, TypeError) as exc:
        raise ModelError(f"{path} is not a usable model: {exc}") from exc


def _typed(array: NDArray[Any], dtype: type[_Scalar]) -> NDArray[_Scalar]:
    if array.dtype != dtype:
        raise ValueError(f"an array is {array.dtype}, not {np.dtype(dtype)}")
    return array
