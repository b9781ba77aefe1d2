"""Which part of a data set to use: the filters a person can set, in numbers and in words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filters:
    """What a film and a user need to stay; applied together until nothing more drops out.

    A film that nobody rated never stays: there would be nothing to learn about it.
    """

    min_year: int | None = None  # of release; None keeps films of any and of unknown year
    min_ratings_per_film: int = 1
    min_ratings_per_user: int = 1

    def __post_init__(self) -> None:
        if self.min_ratings_per_film < 1 or self.min_ratings_per_user < 1:
            raise ValueError("a minimum number of ratings is 1 or more")

    def describe(self) -> str:
        """The filters in words, "films from 2000 on, at least 5 ratings per film"; "" for none."""
        parts = []
        if self.min_year is not None:
            parts.append(f"films from {self.min_year} on")
        if self.min_ratings_per_film > 1:
            parts.append(f"at least {self.min_ratings_per_film} ratings per film")
        if self.min_ratings_per_user > 1:
            parts.append(f"at least {self.min_ratings_per_user} ratings per user")
        return ", ".join(parts)
