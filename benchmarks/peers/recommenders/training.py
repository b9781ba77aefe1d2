"""What every peer learns from: the csv files of a split in index space."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

NO_GENRES = "(no genres listed)"

Index = NDArray[np.int64]
PredictStars = Callable[[Index, Index], NDArray[np.float64]]  # user and item indices of the pairs
ScoreFilms = Callable[[], NDArray[np.float64]]  # (n_users, n_items), higher is better


@dataclass(frozen=True, slots=True, eq=False)
class Training:
    """Training ratings; users of train.csv by id, films of both files by id."""

    user_ids: Index  # (n_users,)
    movie_ids: Index  # (n_items,), also films without a rating
    user_index: Index  # (n_ratings,)
    item_index: Index  # (n_ratings,)
    stars: NDArray[np.float64]  # (n_ratings,)
    genres: csr_matrix  # (n_items, n_genres), 1 where the film has the genre
    decades: (
        csr_matrix  # (n_items, n_decades), 1 for the decade in the title, none if there is none
    )

    @property
    def n_users(self) -> int:
        """Users with a training rating; the index n_users stands for anybody else."""
        return self.user_ids.size

    @property
    def n_items(self) -> int:
        """Films of both files."""
        return self.movie_ids.size

    def matrix(self, values: NDArray[np.float64]) -> csr_matrix:
        """One value a training rating as a sparse matrix, shape (n_users, n_items)."""
        shape = (self.n_users, self.n_items)
        return csr_matrix((values, (self.user_index, self.item_index)), shape=shape)

    def users(self, user_id: Index) -> Index:
        """Ids to indices; n_users for those without a training rating."""
        place = np.searchsorted(self.user_ids, user_id)
        known = self.user_ids[np.minimum(place, self.n_users - 1)] == user_id
        return np.where(known, place, self.n_users)

    def items(self, movie_id: Index) -> Index:
        """Ids to indices.

        Raises:
            ValueError: a film is in neither file.
        """
        place = np.minimum(np.searchsorted(self.movie_ids, movie_id), self.n_items - 1)
        if (self.movie_ids[place] != movie_id).any():
            raise ValueError("a pair names a film that is neither in train.csv nor in movies.csv")
        return place


def read_training(directory: Path) -> Training:
    """train.csv and movies.csv of a split."""
    ratings = pd.read_csv(directory / "train.csv")
    movies = pd.read_csv(directory / "movies.csv")
    user_id, movie_id = ratings["userId"].to_numpy(), ratings["movieId"].to_numpy()
    user_ids = np.unique(user_id)
    movie_ids = np.union1d(movie_id, movies["movieId"].to_numpy())
    listed = movies.set_index("movieId").reindex(movie_ids)
    genre_names = listed["genres"].fillna("").replace(NO_GENRES, "")
    year = listed["title"].str.extract(r"\((\d{4})\)\s*$", expand=False)
    return Training(
        user_ids,
        movie_ids,
        np.searchsorted(user_ids, user_id),
        np.searchsorted(movie_ids, movie_id),
        ratings["rating"].to_numpy(np.float64),
        csr_matrix(genre_names.str.get_dummies("|").to_numpy(np.float64)),
        csr_matrix(pd.get_dummies(year.str[:3]).to_numpy(np.float64)),
    )
