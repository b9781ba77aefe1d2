"""What the bot makes of one person, as plain values to draw and to put into words."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.catalog.films import Catalog, Film
from core.catalog.profile import Profile, observe
from core.catalog.ratings import N_STEPS, STAR_STEP
from core.model.factor_model import FactorModel, RatingHead
from core.model.fold_in import RatingVector, film_rows, fold_in_rating, predict_deviation
from core.recommend.film_map import FilmMap, best_known, film_map

_N_KNOWN = 1_000  # best-known films, over which genres and certainty are averaged
_FEWEST_FILMS = 5  # of a genre among them, for the genre to be spoken of
_LEAST_EVIDENCE = 0.2  # share of what may be found out of a genre, for it to be spoken of
_NOTICEABLE = 0.05  # stars
_N_NAMED = 3


@dataclass(frozen=True, slots=True)
class Like:
    """How one genre stands with somebody."""

    genre: str  # as the data set calls it
    stars: float  # given beyond what they give films altogether, against the average person
    deviation: float  # stars, of the posterior around `stars`


@dataclass(frozen=True, slots=True)
class Impression:
    """What the model concludes from the ratings."""

    average_share: tuple[float, ...]  # N_STEPS, how the average user spreads ratings; sums to 1
    generosity: float  # stars given to films altogether beyond the average person's
    likes: tuple[Like, ...]  # best liked first; genres with too little evidence are left out
    known: float  # 0 … 1, by how much the ratings have narrowed down what they would give films
    deviation: float  # stars, of a rating of a well-known film around its prediction, on average
    film_map: FilmMap


@dataclass(frozen=True, slots=True)
class Portrait:
    """One person's ratings and what follows from them."""

    star_count: tuple[int, ...]  # N_STEPS, of all their ratings: ★0.5, ★1, … ★5
    impression: Impression | None  # None where no model serves

    @property
    def n_ratings(self) -> int:
        """Also of films that the catalogue does not have."""
        return sum(self.star_count)

    @property
    def mean_stars(self) -> float | None:
        """None without ratings."""
        if self.n_ratings == 0:
            return None
        halves = sum(step * count for step, count in enumerate(self.star_count, start=1))
        return STAR_STEP * halves / self.n_ratings

    @property
    def favourites(self) -> tuple[Like, ...]:
        """At most three genres liked noticeably more than films altogether, best liked first."""
        likes = self.impression.likes if self.impression else ()
        return tuple(like for like in likes if like.stars >= _NOTICEABLE)[:_N_NAMED]

    @property
    def least_favourites(self) -> tuple[Like, ...]:
        """At most three genres liked noticeably less, least liked first."""
        likes = self.impression.likes if self.impression else ()
        return tuple(like for like in reversed(likes) if like.stars <= -_NOTICEABLE)[:_N_NAMED]

    @property
    def nearest(self) -> tuple[Film, ...]:
        """Three landmarks of the film map around the person, nearest first; none without one."""
        return self.impression.film_map.nearest(_N_NAMED) if self.impression else ()


def portrait(model: FactorModel | None, catalog: Catalog, ratings: Mapping[int, float]) -> Portrait:
    """Draw somebody in numbers; without ratings they are the average person.

    Everything is compared with that average person, who is the model's prior: known to the degree
    of 0, without likes, in the middle of the map.

    Args:
        ratings: movie id → stars; films the catalogue does not have count as ratings only.
    """
    steps = [round(stars / STAR_STEP) - 1 for stars in ratings.values()]
    star_count = tuple(np.bincount(np.array(steps, np.int64), minlength=N_STEPS).tolist())
    if model is None:
        return Portrait(star_count, None)
    observed = observe(Profile(ratings), catalog)
    user = fold_in_rating(model.rating, observed.rated, observed.stars)
    return Portrait(star_count, _impression(model, catalog, user))


def _impression(model: FactorModel, catalog: Catalog, user: RatingVector) -> Impression:
    head, items = model.rating, best_known(model, _N_KNOWN)
    rows, weight = film_rows(head, items), model.item_count[items].astype(np.float64)
    centre = _mean_row(rows, weight)
    likes = [
        like
        for genre, has_it in catalog.genres.items()
        if np.count_nonzero(has_it[items]) >= _FEWEST_FILMS
        and (like := _like(head, user, genre, _mean_row(rows, weight * has_it[items]) - centre))
    ]
    likes.sort(key=lambda like: -like.stars)
    return Impression(
        average_share=tuple(model.star_share.tolist()),
        generosity=float(centre @ user.mean),
        likes=tuple(likes),
        known=_known(rows, user),
        deviation=float(predict_deviation(head, user, items).mean()) if items.size else head.noise,
        film_map=film_map(model, catalog, user),
    )


def _mean_row(rows: NDArray[np.float64], weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """The film between the films, each counting with its ratings; zeros where there are none."""
    return weight @ rows / max(float(weight.sum()), 1.0)


def _like(
    head: RatingHead, user: RatingVector, genre: str, direction: NDArray[np.float64]
) -> Like | None:
    """What the person's side says along the direction from all films to those of a genre.

    The direction is free of the person's bias: three stars from somebody who gives everything two
    are a like. It is also what makes the evidence honest, since a bias is known after a few
    ratings of any genre. None while the ratings leave most of the prior's variance in place.
    """
    before = float(direction @ direction)
    after = float(direction @ user.covariance @ direction)
    if before == 0.0 or 1.0 - after / before < _LEAST_EVIDENCE:
        return None
    return Like(genre, float(direction @ user.mean), head.spread * after**0.5)


def _known(rows: NDArray[np.float64], user: RatingVector) -> float:
    """1 − the mean deviation of the person's taste in known films, over the average person's.

    Of the taste alone: the noise of a rating, which no knowledge takes away, is left out.
    """
    before = np.linalg.norm(rows, axis=1).sum()
    after = np.sqrt(np.maximum(np.einsum("ij,ij->i", rows @ user.covariance, rows), 0)).sum()
    return float(np.clip(1.0 - after / before, 0.0, 1.0)) if before > 0 else 0.0
