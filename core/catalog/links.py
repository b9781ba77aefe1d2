"""Where the films of a catalogue are found elsewhere: the ids of IMDb and of TMDB."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

UNKNOWN = 0  # no film has this id anywhere


@dataclass(frozen=True, slots=True, eq=False)
class FilmLinks:
    """Ids by item index; `UNKNOWN` where the data set does not say."""

    imdb_id: NDArray[np.int64]  # (n_items,), 114709 for "tt0114709"
    tmdb_id: NDArray[np.int64]  # (n_items,)

    @classmethod
    def none(cls, n_items: int) -> "FilmLinks":
        """Of a data set that links to nowhere."""
        return cls(np.zeros(n_items, np.int64), np.zeros(n_items, np.int64))
