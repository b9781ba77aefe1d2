"""What to ask somebody about next: the films whose stars would tell most that is not known yet.

The rating head's posterior of a person does not depend on which stars they give, only on which
films they rate (`core.model.fold_in.RatingVector`). So what an answer would teach is known before
it is given, and a deck of several films can be chosen as if the ones before were answered already.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.catalog.observations import Observations
from core.model.calibration import N_CANDIDATES
from core.model.factor_model import FactorModel
from core.model.fold_in import film_rows, fold_in_rating
from core.model.presence import seen_probability
from core.recommend.selection import top_items

FAMOUS = 0.2  # of all ratings, of the films that a first deck is chosen from
READING = 0.05  # what looking at one film more costs, in ratings
N_FAMILIAR = 1_000  # best-known films, which somebody's stars are to be known of
KNOWN_WELL = 0.5  # sureness from which on somebody is known well
_MOST_MORE = 50  # answers that are looked ahead
# Years before the last film there is, at which one period of films ends and the next begins.
_PERIODS = (10, 25)


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """How well somebody is known."""

    sureness: float  # 0 for somebody who has rated nothing; always below 1
    n_more: int  # ratings from the deck until they are known well; 0 from then on


def choose_films(
    model: FactorModel,
    observed: Observations,
    unseen: NDArray[np.int64],
    k: int,
    *,
    years: NDArray[np.int64] | None = None,
    reading: float = READING,
) -> NDArray[np.int64]:
    """Item indices of the films to ask about next, shape (at most k,), the most informative first.

    Somebody who has said nothing yet is asked about the best-known films, which together have a
    fifth of all ratings. Ratings gather on films that are old, and who is young has seen others: so
    periods get places by the share of their films that the person has seen, of those they were
    asked about; at first all get as many.

    Args:
        years: of all films, (n_items,); None: periods do not matter.
        unseen: item indices of films they said they have not seen; neither these nor those told
            of in `observed` come back.
        reading: see `most_informative`.

    Returns:
        Fewer than `k` where all films that have ratings have been asked about.
    """
    periods = None if years is None else _periods(years, observed, unseen)
    films, chance = _candidates(model, observed, unseen, periods)
    return most_informative(model, observed, films, chance, k, periods=periods, reading=reading)


def most_informative(
    model: FactorModel,
    observed: Observations,
    films: NDArray[np.int64],
    chance: NDArray[np.float64],
    k: int,
    *,
    periods: "_Periods | None" = None,
    reading: float = READING,
) -> NDArray[np.int64]:
    """Those of some films whose stars would tell most, shape (min(k, n),), best first.

    Each is the film with the largest gain × calibration × π / (π + reading):

    - gain is by how much its stars would lower the variance of predictions for the best-known
      films, by their number of ratings, if the model were right (Cohn, Ghahramani & Jordan,
      "Active Learning with Statistical Models", JAIR 1996, eq. 7). It is large where factors are:
      for divisive films.
    - calibration is how far the model is right in that (`core.model.calibration`).
    - π is the chance that they have seen it; `reading` is what looking at a title costs.

    The films chosen before count as answered with the chance π.

    Args:
        films: item indices, shape (n,).
        chance: that the person has seen each film, above 0, shape (n,).
        periods: which get places by what was seen of them; None: periods do not matter.
    """
    belief = _Belief(model, observed, films)
    weight = _weight(model, films, chance, reading)
    chosen: list[int] = []
    while len(chosen) < min(k, films.size):
        value = weight * belief.gain()
        if periods is not None:
            value[~periods.may_come(films, chosen)] = -np.inf
        best = int(value.argmax())
        belief.ask(best, float(chance[best]))
        weight[best] = -1.0
        chosen.append(best)
    return films[chosen]


def acquaintance(
    model: FactorModel, observed: Observations, unseen: NDArray[np.int64]
) -> Acquaintance:
    """How well somebody is known, and how many ratings are missing.

    Sureness is the share of the prior variance of predicted stars that the ratings have taken
    away, over the best-known films weighted by their number of ratings. It grows with every
    rating, whatever the stars, and with nothing else. The missing ratings are counted by dealing
    on in thought, as if every film of the deck were answered.
    """
    films, chance = _candidates(model, observed, unseen)
    belief = _Belief(model, observed, films)
    weight = _weight(model, films, chance, READING)
    prior = float(np.trace(belief.importance))
    left = float(np.einsum("ij,ji->", belief.importance, belief.covariance))
    sureness = max(0.0, 1.0 - left / prior) if prior else 0.0
    n_more = 0
    while left > (1.0 - KNOWN_WELL) * prior and n_more < min(films.size, _MOST_MORE):
        place = int((weight * belief.gain()).argmax())
        left -= belief.ask(place, 1.0)
        weight[place] = -1.0
        n_more += 1
    return Acquaintance(sureness, n_more)


@dataclass(frozen=True, slots=True, eq=False)
class _Periods:
    """Films by when they came out, and how many of each period somebody has seen."""

    of_item: NDArray[np.int64]  # (n_items,): 0 for the latest, then 1 and 2
    seen: NDArray[np.float64]  # (n_periods,): share of the films asked about, one in two at first

    def may_come(self, films: NDArray[np.int64], chosen: list[int]) -> NDArray[np.bool_]:
        """Films of the period whose turn it is, (n,): places go by highest averages (D'Hondt)."""
        kinds = self.of_item[films]
        left = np.ones(films.size, np.bool_)
        left[chosen] = False
        n_chosen = np.bincount(kinds[chosen], minlength=self.seen.size)
        claim = np.where(np.isin(np.arange(self.seen.size), kinds[left]), self.seen, -1.0)
        return left & np.equal(kinds, int((claim / (n_chosen + 1)).argmax()))


def _periods(
    years: NDArray[np.int64], observed: Observations, unseen: NDArray[np.int64]
) -> _Periods:
    """What has no year is old."""
    of_item = np.digitize(years.max(initial=0) - years, _PERIODS).astype(np.int64)
    n_periods = len(_PERIODS) + 1
    seen = np.unique(np.concatenate([observed.rated, observed.seen]))
    absent = np.setdiff1d(np.concatenate([observed.wanted, unseen]), seen)
    n_seen, n_absent = (
        np.bincount(of_item[items.astype(np.int64)], minlength=n_periods)
        for items in (seen, absent)
    )
    return _Periods(of_item, (n_seen + 1) / (n_seen + n_absent + 2))


class _Belief:
    """What is known of a person, while films are asked about in thought."""

    def __init__(
        self, model: FactorModel, observed: Observations, films: NDArray[np.int64]
    ) -> None:
        head = model.rating
        self.covariance = fold_in_rating(head, observed.rated, observed.stars).covariance
        self.importance = _importance(model)
        self._rows = film_rows(head, films)
        noise = head.noise**2 * head.noise_scale[films].astype(np.float64)
        self._reach = self._rows @ self.covariance  # (n, width): of each film into the person
        self._weighed = self._reach @ self.importance
        self._spread = np.einsum("ij,ij->i", self._reach, self._rows) + noise  # of their stars

    def gain(self) -> NDArray[np.float64]:
        """What a rating of each film takes off the mean variance of predictions, shape (n,)."""
        taken = np.einsum("ij,ij->i", self._weighed, self._reach)
        return np.asarray(taken / self._spread, np.float64)

    def ask(self, place: int, chance: float) -> float:
        """Go on to what is believed after a film, when an answer comes with some chance.

        Returns:
            What that takes off the mean variance of predictions.
        """
        direction, weighed = self._reach[place].copy(), self._weighed[place].copy()
        share = chance / self._spread[place]
        along = self._rows @ direction
        self._reach -= np.outer(share * along, direction)
        self._weighed -= np.outer(share * along, weighed)
        self._spread -= share * np.square(along)
        return float(share * (weighed @ direction))


def _importance(model: FactorModel) -> NDArray[np.float64]:
    """trace(importance · covariance) is the mean variance of predictions, of best-known films."""
    familiar = top_items(_count(model), np.flatnonzero(~model.rated), N_FAMILIAR)
    weight = model.item_count[familiar] / max(int(model.item_count[familiar].sum()), 1)
    rows = film_rows(model.rating, familiar)
    return np.asarray((rows * weight[:, None]).T @ rows, np.float64)


def _candidates(
    model: FactorModel,
    observed: Observations,
    unseen: NDArray[np.int64],
    periods: _Periods | None = None,
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The best-known films not asked about yet, and the chance that they have been seen."""
    known = [observed.rated, observed.seen, observed.wanted, observed.refused]
    gone = np.unique(np.concatenate([*known, unseen]))
    closed = np.union1d(gone, np.flatnonzero(~model.rated))
    films = top_items(_count(model), closed, N_CANDIDATES)
    if periods is not None:  # enough of each
        kinds = range(periods.seen.size)
        films = np.concatenate(
            [_best_known(model, closed, periods.of_item == kind) for kind in kinds]
        )
    elif gone.size == 0:
        films = films[: _n_famous(model, films)]
    seen = np.concatenate([observed.rated, observed.seen])
    absent = np.setdiff1d(np.concatenate([observed.wanted, unseen]), seen)
    return films, seen_probability(model, seen, absent)[films]


def _best_known(
    model: FactorModel, closed: NDArray[np.int64], of_period: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """A period's share of the candidates; of a period with few films all that are rated."""
    others = np.union1d(closed, np.flatnonzero(~of_period))
    films = top_items(_count(model), others, N_CANDIDATES // (len(_PERIODS) + 1))
    if closed.size > np.count_nonzero(~model.rated):  # something was said
        return films
    taken = np.cumsum(model.item_count[films]) / model.item_count[of_period].sum()
    return films[: int(np.searchsorted(taken, FAMOUS)) + 1]


def _weight(
    model: FactorModel, films: NDArray[np.int64], chance: NDArray[np.float64], reading: float
) -> NDArray[np.float64]:
    """What an answer's gain is multiplied with, shape (n,), above 0."""
    calibration = model.calibration[films].astype(np.float64)
    return np.asarray(calibration * chance / (chance + reading), np.float64)


def _n_famous(model: FactorModel, films: NDArray[np.int64]) -> int:
    """How many of the films, most ratings first, have a fifth of all ratings together."""
    taken = np.cumsum(model.item_count[films]) / model.item_count.sum()
    return int(np.searchsorted(taken, FAMOUS)) + 1


def _count(model: FactorModel) -> NDArray[np.float32]:
    return model.item_count.astype(np.float32)
