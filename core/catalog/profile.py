"""What one person has told about films, by movie id: as storage keeps it, before any model."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from core.catalog.films import Catalog
from core.catalog.observations import Observations


@dataclass(frozen=True, slots=True)
class Profile:
    """Ratings and marks of one person.

    A film may be in several of them: a rating counts before a mark, and "not for me" before "on
    my watchlist" before "seen". That a film was *not* seen is no observation and has no place
    here.
    """

    ratings: Mapping[int, float] = field(default_factory=dict)  # movie id → stars
    seen: frozenset[int] = frozenset()  # watched, not rated
    wanted: frozenset[int] = frozenset()  # on the watchlist
    refused: frozenset[int] = frozenset()  # "not for me"

    @property
    def movie_ids(self) -> frozenset[int]:
        """Every film that was told of, in whatever way."""
        return self.seen | self.wanted | self.refused | self.ratings.keys()

    def without(self, movie_id: int) -> "Profile":
        """The same, as if nothing had been told of one film."""
        if movie_id not in self.movie_ids:
            return self
        return replace(
            self,
            ratings={each: stars for each, stars in self.ratings.items() if each != movie_id},
            seen=self.seen - {movie_id},
            wanted=self.wanted - {movie_id},
            refused=self.refused - {movie_id},
        )


def observe(profile: Profile, catalog: Catalog) -> Observations:
    """In the index space of a catalogue; films that it does not have are passed over."""
    stars_of = {
        index: stars
        for movie_id, stars in profile.ratings.items()
        if (index := catalog.index_of(movie_id)) is not None
    }
    refused = profile.refused - profile.ratings.keys()
    wanted = profile.wanted - profile.refused - profile.ratings.keys()
    seen = profile.seen - profile.wanted - profile.refused - profile.ratings.keys()
    return Observations(
        rated=np.fromiter(stars_of.keys(), np.int64, len(stars_of)),
        stars=np.fromiter(stars_of.values(), np.float32, len(stars_of)),
        seen=indices_of(seen, catalog),
        wanted=indices_of(wanted, catalog),
        refused=indices_of(refused, catalog),
    )


def indices_of(movie_ids: Iterable[int], catalog: Catalog) -> NDArray[np.int64]:
    """Item indices of those films that the catalogue has, ascending."""
    found = (catalog.index_of(movie_id) for movie_id in movie_ids)
    return np.array(sorted(index for index in found if index is not None), np.int64)
