"""The choices of a training.

Those without a default are what searches on validation data look for; what they have found is in
`tuned.json` and nowhere else.
"""

from dataclasses import dataclass, field
from typing import Any

from core.training.tuned import tuned_defaults


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingChoices:
    """Of the rating head; penalties are precisions of Gaussian priors around 0."""

    n_factors: int
    film_penalty: float  # of what of a film's factors is its own
    side_penalty: float  # of the weights of genres and periods
    audience_penalty: float  # of what each rater adds to the factors of a film
    audience_bias_penalty: float  # and to its bias
    bias_penalty: float  # of a film's own bias
    user_bias_deviation: float  # stars
    noise: float  # stars, of a rating of a film that many have rated
    rare_noise: float  # times more variance, added for a film without ratings
    learning_rate: float = 0.03  # of Adam at first; it falls to a hundredth of that
    initial_scale: float = 0.05  # deviation of the factors before the first step
    batch_size: int = 262_144  # ratings a step; fewer ratings than this are one full batch
    steps: int = 60  # at least
    passes: int = 8  # through all ratings, at least


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingChoices:
    """Of the ranking head."""

    n_factors: int
    sweeps: int  # of alternating least squares
    weight_scale: float = 2.0  # of a film with five stars
    weight_power: float
    unobserved_weight: float  # α₀
    penalty: float  # times the weight of all pairs of a user or film
    side_damping: float  # of the regression of film factors on genres and periods
    side_count_power: float  # a film counts in that regression like n_i to this power
    n_directions: int = 400  # leading ones of all users' lists
    direction_damping: float  # times the mean squared length of a list
    count_power: float  # a film's place in a list counts like 1 / n_i to this power
    neighbour_share: float  # of the second score in the sum, when both vary as much
    stars_weight: float  # e-fold of the score a predicted star
    popularity_score: float = 0.3  # of the best-known film for somebody unknown
    popularity_ratings: float = 2.0  # after so many ratings the popularity counts half


def _tuned_rating() -> RatingChoices:
    values: dict[str, Any] = {**tuned_defaults("rating")}
    return RatingChoices(**values)


def _tuned_ranking() -> RankingChoices:
    values: dict[str, Any] = {**tuned_defaults("ranking")}
    return RankingChoices(**values)


@dataclass(frozen=True, slots=True)
class HyperParameters:
    """All choices of a training; kept in the model's provenance."""

    rating: RatingChoices = field(default_factory=_tuned_rating)
    ranking: RankingChoices = field(default_factory=_tuned_ranking)
    validation_share: float = 0.1
    seed: int = 20161017
