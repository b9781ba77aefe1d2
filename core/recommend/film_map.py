"""The film map: films side by side that the same people like, and where on it somebody is."""

from dataclasses import dataclass
from math import hypot

import numpy as np
from numpy.typing import NDArray

from core.catalog.films import Catalog, Film
from core.model.factor_model import FactorModel
from core.model.fold_in import RatingVector

N_FILMS = 250  # on the map: those with the most ratings
N_LANDMARKS = 14
_N_FAMOUS = 120  # films that may be landmarks
_STARS_TO_COUNT = 0.1  # so many predicted stars more let a film draw e times as strongly


@dataclass(frozen=True, slots=True)
class Spot:
    """One film on the map."""

    film: Film
    x: float  # stars for one deviation of taste along the axis, 0 in the middle of the films
    y: float
    like: float  # stars the person gives it beyond the average person's and their own generosity


@dataclass(frozen=True, slots=True)
class MapPlace:
    """Where somebody is, and how far off that may be."""

    x: float
    y: float
    x_deviation: float  # in units of the axis; of the posterior
    y_deviation: float


@dataclass(frozen=True, slots=True)
class FilmMap:
    """The best-known films and one person among them."""

    spots: tuple[Spot, ...]  # best-known first
    landmarks: tuple[Spot, ...]  # those of the spots to go by, far from each other
    place: MapPlace

    def nearest(self, k: int) -> tuple[Film, ...]:
        """The films of the landmarks around the person, nearest first."""
        place = self.place
        distance = {spot: hypot(spot.x - place.x, spot.y - place.y) for spot in self.landmarks}
        return tuple(spot.film for spot in sorted(distance, key=distance.__getitem__)[:k])


def film_map(model: FactorModel, catalog: Catalog, user: RatingVector) -> FilmMap:
    """The two widest directions of the rating head's film factors, newer films right and up.

    Principal components of the factors of the `N_FILMS` best-known films; with their signs fixed
    by the years of release, the same model always gives the same map. A person is where the films
    are that they are predicted to like more than the average person does: the mean of all places,
    a film weighing e-fold for every tenth of a star. Somebody unknown stands in the middle.
    """
    items = best_known(model, N_FILMS)
    factors = model.rating.item_factors[items].astype(np.float64)
    centred = factors - factors.mean(axis=0) if items.size else factors
    places = _principal(centred, catalog.years[items])
    likes = centred @ user.mean[:-1]
    films = [catalog.films[item] for item in items.tolist()]
    spots = tuple(
        Spot(film, x, y, like)
        for film, (x, y), like in zip(films, places.tolist(), likes.tolist(), strict=True)
    )
    chosen = _spread_out(places[:_N_FAMOUS], N_LANDMARKS)
    landmarks = tuple(spots[index] for index in chosen)
    return FilmMap(spots, landmarks, _place(places, factors, likes, user))


def best_known(model: FactorModel, n: int) -> NDArray[np.int64]:
    """Indices of the films with the most ratings, most first, ties by index; none without any."""
    rated = np.flatnonzero(model.rated)
    order = np.argsort(-model.item_count[rated], kind="stable")
    return np.asarray(rated[order[:n]], np.int64)


def _principal(centred: NDArray[np.float64], years: NDArray[np.int64]) -> NDArray[np.float64]:
    """Coordinates along the two widest directions, shape (n, 2); zeros where there are fewer."""
    places = np.zeros((len(centred), 2))
    if centred.size:
        left, length, _ = np.linalg.svd(centred, full_matrices=False)
        found = (left * length)[:, :2]
        known = np.where(years > 0, years, years[years > 0].mean() if (years > 0).any() else 0)
        newer = (known - known.mean()) @ found
        places[:, : found.shape[1]] = found * np.where(newer < 0, -1.0, 1.0)
    return places


def _spread_out(places: NDArray[np.float64], n: int) -> list[int]:
    """The first of the places and those that are, one after the other, farthest from all before."""
    if not len(places):
        return []
    scale = places.std(axis=0)
    places = np.divide(places, scale, out=np.zeros_like(places), where=scale > 0)
    chosen = [0]
    distance = np.linalg.norm(places - places[0], axis=1)
    while len(chosen) < min(n, len(places)):
        distance[chosen] = -1.0  # films at one and the same place are chosen once each
        chosen.append(int(distance.argmax()))
        distance = np.minimum(distance, np.linalg.norm(places - places[chosen[-1]], axis=1))
    return chosen


def _place(
    places: NDArray[np.float64],
    factors: NDArray[np.float64],
    likes: NDArray[np.float64],
    user: RatingVector,
) -> MapPlace:
    """The weighted mean of the places, and the posterior carried through its derivative.

    d(mean)/dp = Σ w·(place − mean)·(q − q̄)ᵀ / `_STARS_TO_COUNT`.
    """
    if not len(places):
        return MapPlace(0.0, 0.0, 0.0, 0.0)
    weight = np.exp((likes - likes.max()) / _STARS_TO_COUNT)
    weight /= weight.sum()
    mean = weight @ places
    slope = (weight[:, None] * (places - mean)).T @ (factors - weight @ factors) / _STARS_TO_COUNT
    covariance = slope @ user.covariance[:-1, :-1] @ slope.T
    x_deviation, y_deviation = np.sqrt(np.diag(covariance)).tolist()
    x, y = mean.tolist()
    return MapPlace(x, y, x_deviation, y_deviation)
