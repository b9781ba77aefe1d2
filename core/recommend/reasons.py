"""Why a film is on somebody's list: the films of theirs that brought it there."""

from dataclasses import dataclass

import numpy as np

from core.catalog.films import Catalog, Film
from core.model.taste import Taste

N_REASONS = 3
WEAK = 1 / 3  # of the largest part: below, a film speaks too softly beside it
FAIR = 0.05  # of all that speaks for the film: below, it is one of many, and no reason


@dataclass(frozen=True, slots=True)
class Reason:
    """One film of the person's that speaks for another."""

    film: Film
    stars: float | None  # what they gave it; None for a film seen or on the watchlist
    part: float  # of the score that orders the usual list, above 0
    adds: float | None  # stars it adds to the predicted rating, above 0; None without a rating


def reasons_for(
    taste: Taste, item: int, catalog: Catalog, *, by_stars: bool = False
) -> tuple[Reason, ...]:
    """The films that brought one film onto the list, the largest exact contribution first.

    A rating is a reason only where all that "because you gave it ★4.5" suggests is true: it
    pushes the film up the list, it raises the predicted stars, and it was more than the film
    usually gets. Somebody's ★3 for a favourite of everybody puts similar films on the list too,
    but not because of those stars. And it is a fair share of all that speaks for the film, not one
    of hundreds that each say next to nothing. Films refused are never reasons, nor is the film
    itself. Empty where nothing speaks for the film but its popularity and what others give it.

    Args:
        by_stars: of a list ordered by predicted stars; what counts is what a rating adds to them,
            so a film seen or on the watchlist is no reason.
    """
    listed, of_stars = taste.why_listed(item), taste.why_stars(item)
    observed = taste.observed
    n_rated, n_pulling = observed.rated.size, listed.items.size - observed.refused.size
    adds = np.zeros(listed.items.size)
    adds[:n_rated] = of_stars.parts
    speaks = (listed.parts > 0) & (listed.items != item)
    speaks[:n_rated] &= (of_stars.parts > 0) & (taste.surplus > 0)
    speaks[n_rated if by_stars else n_pulling :] = False
    weight = np.where(speaks, adds if by_stars else listed.parts, 0.0)
    everything = np.maximum(adds if by_stars else listed.parts, 0).sum()
    least = max(WEAK * weight.max(initial=0.0), FAIR * everything)
    strongest = np.argsort(-weight, kind="stable")[:N_REASONS]
    return tuple(
        Reason(
            catalog.films[int(listed.items[place])],
            float(observed.stars[place]) if place < n_rated else None,
            float(listed.parts[place]),
            float(adds[place]) if place < n_rated else None,
        )
        for place in strongest.tolist()
        if weight[place] > least
    )
