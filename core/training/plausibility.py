"""Whose ratings a model may learn from, and how many of one film: what makes spam not worth it.

Anybody can open a hundred accounts, and a model cannot see who is behind them. So the rules look at
what honest people have anyway and fake ones have to pay for, and what they leave out costs honest
people nothing: their own lists come from their own ratings at once, model or not.

* **Few**: under 5 ratings. The cheapest fake account rates one film; honest people who have said so
  little teach a model next to nothing.
* **One star**: all ratings the same, however many. They say which films were seen, not which are
  better; a real scale has a second step.
* **Fast**: over 60 ratings by hand in one minute. The deck takes a tap or two a film; nobody keeps
  up one a second. Imported ratings carry the dates of their file and are not by hand.
* **Copies**: most of the ratings, film and stars, are those of an account that came earlier
  (Jaccard ≥ 0.6). Then the earlier one speaks for all. Two honest people who agree so much are one
  taste that is trained on already, and are told apart as soon as they go on rating.
* **Person cap**: of one person the 2,000 ratings said last, as the busiest of MovieLens's people
  have; more would let one taste outvote many.
* **Film cap**: people with fewer than 20 ratings add to a film at most a tenth of the ratings it
  has from others, and 5 where that is less; those said first count. Twenty different plausible
  ratings are work, five are not, so a crowd of new accounts moves the mean of a film that 50 rated
  by a tenth of what it claims. Honest newcomers lose little: after a few dozen ratings a film is
  known, and they count in full as soon as they have told more.

What passes all of this, a patient crowd with long and varied profiles, meets the gate.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from core.catalog.ratings import N_STEPS, STAR_STEP

FEWEST = 5  # ratings of a person
FAST_RATINGS, FAST_SECONDS = 60, 60
COPIED = 0.6  # Jaccard similarity
PERSON_CAP = 2_000  # ratings
ESTABLISHED = 20  # ratings from which somebody is no newcomer
FILM_SHARE, FILM_LEAST = 0.1, 5  # of newcomers' ratings

# MinHash: two profiles of similarity J agree in one of 16 bands with probability 1 − (1 − J²)^16,
# .999 at 0.6. What agrees by chance is told apart by counting.
_BANDS, _BAND_ROWS = 16, 2
_COMPARED = 64  # earlier profiles of one band at most
_SEED = 20260101


class PlausibilityRule(StrEnum):
    """Why something was left out."""

    UNKNOWN_FILM = "unknown film"  # ratings of films that the data set does not have
    FEW = "few"  # people, as are the next three
    ONE_STAR = "one star"
    FAST = "fast"
    COPY = "copy"
    PERSON_CAP = "person cap"  # ratings
    FILM_CAP = "film cap"  # ratings


@dataclass(frozen=True, slots=True, eq=False)
class PeopleRatings:
    """Ratings by the bot's own people, in the order in which they were said."""

    person: NDArray[np.int64]  # (n,), 0 … n_people - 1
    item_index: NDArray[np.int64]  # (n,); each pair of person and item at most once
    stars: NDArray[np.float32]  # (n,)
    rated_at: NDArray[np.int64]  # (n,), seconds since 1970 UTC; imported: as the file dates it
    by_hand: NDArray[np.bool_]  # (n,), not imported

    def __len__(self) -> int:
        return self.stars.size

    def take(self, rows: NDArray[np.int64] | NDArray[np.bool_]) -> "PeopleRatings":
        """The ratings of `rows` only; people keep their numbers."""
        return PeopleRatings(
            self.person[rows],
            self.item_index[rows],
            self.stars[rows],
            self.rated_at[rows],
            self.by_hand[rows],
        )


@dataclass(frozen=True, slots=True, eq=False)
class Sifted:
    """What is left to train on."""

    ratings: PeopleRatings
    # People or ratings, as the rule says; only what there was of.
    left_out: Mapping[PlausibilityRule, int]


def sift(people: PeopleRatings, item_count: NDArray[np.int64]) -> Sifted:
    """Apply all rules, in the order in which they are listed.

    Args:
        people: who contributes, of films that the data set has.
        item_count: the data set's own ratings of each film, (n_items,).
    """
    left_out: dict[PlausibilityRule, int] = {}
    for rule, suspects in (
        (PlausibilityRule.FEW, _few),
        (PlausibilityRule.ONE_STAR, _one_star),
        (PlausibilityRule.FAST, _fast),
        (PlausibilityRule.COPY, _copies),
    ):
        found = suspects(people)
        left_out[rule] = found.size
        people = people.take(~np.isin(people.person, found))
    for cap, kept in (
        (PlausibilityRule.PERSON_CAP, _said_last),
        (PlausibilityRule.FILM_CAP, lambda left: _in_proportion(left, item_count)),
    ):
        rows = kept(people)
        left_out[cap] = int(np.count_nonzero(~rows))
        people = people.take(rows)
    return Sifted(people, {rule: count for rule, count in left_out.items() if count})


def _few(people: PeopleRatings) -> NDArray[np.int64]:
    count = np.bincount(people.person)
    return np.flatnonzero((count > 0) & (count < FEWEST))


def _one_star(people: PeopleRatings) -> NDArray[np.int64]:
    steps = np.rint(people.stars / STAR_STEP).astype(np.int64)
    given = np.unique(people.person * (N_STEPS + 1) + steps) // (N_STEPS + 1)
    return np.flatnonzero(np.bincount(given) == 1)


def _fast(people: PeopleRatings) -> NDArray[np.int64]:
    by_hand = people.take(people.by_hand)
    order = np.lexsort((by_hand.rated_at, by_hand.person))
    person, time = by_hand.person[order], by_hand.rated_at[order]
    first, last = slice(None, -FAST_RATINGS), slice(FAST_RATINGS, None)
    too_fast = (person[first] == person[last]) & (time[last] - time[first] < FAST_SECONDS)
    return np.unique(person[first][too_fast])


def _copies(people: PeopleRatings) -> NDArray[np.int64]:
    """Those whose profile is mostly an earlier person's, who is no copy."""
    earlier: dict[int, list[int]] = {}  # one band of a signature → who has it
    profiles: dict[int, set[int]] = {}
    copies = []
    for person, profile, bands in _profiles(people):
        alike = {each for band in bands for each in earlier.get(band, ())[:_COMPARED]}
        if any(_jaccard(profile, profiles[each]) >= COPIED for each in alike):
            copies.append(person)
            continue
        profiles[person] = profile
        for band in bands:
            earlier.setdefault(band, []).append(person)
    return np.array(copies, np.int64)


def _profiles(people: PeopleRatings) -> Iterator[tuple[int, set[int], list[int]]]:
    """Each person, what they said as one number a rating, and 16 bands of a MinHash signature.

    By the first thing they said (Broder, "On the Resemblance and Containment of Documents", 1997).
    """
    if len(people) == 0:
        return
    steps = np.rint(people.stars / STAR_STEP).astype(np.int64)
    said = people.item_index * (N_STEPS + 1) + steps
    order = np.argsort(people.person, kind="stable")
    present, start, count = np.unique(people.person[order], return_index=True, return_counts=True)
    said = said[order]
    rng = np.random.default_rng(_SEED)
    signature = [
        np.minimum.reduceat(_hashed(said, seed), start)
        for seed in rng.integers(1 << 62, size=_BANDS * _BAND_ROWS).tolist()
    ]
    bands = []
    for number in range(_BANDS):
        band = np.full(present.size, number, np.uint64)
        for row in signature[number * _BAND_ROWS : (number + 1) * _BAND_ROWS]:
            band = _mixed(band ^ row)
        bands.append(band)
    by_person = np.stack(bands, axis=1)
    for place in np.argsort(order[start], kind="stable").tolist():  # as they first said something
        own = said[start[place] : start[place] + count[place]]
        yield int(present[place]), set(own.tolist()), by_person[place].tolist()


def _hashed(values: NDArray[np.int64], seed: int) -> NDArray[np.uint64]:
    return _mixed(values.astype(np.uint64) ^ np.uint64(seed))


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finalizer of SplitMix64: every bit of the input turns about half of the output's."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _jaccard(one: set[int], other: set[int]) -> float:
    both = len(one & other)
    return both / (len(one) + len(other) - both)


def _said_last(people: PeopleRatings) -> NDArray[np.bool_]:
    count = np.bincount(people.person)
    return _place(people.person) >= count[people.person] - PERSON_CAP


def _in_proportion(people: PeopleRatings, item_count: NDArray[np.int64]) -> NDArray[np.bool_]:
    established = np.bincount(people.person)[people.person] >= ESTABLISHED
    others = item_count + np.bincount(people.item_index[established], minlength=item_count.size)
    room = np.maximum(FILM_LEAST, FILM_SHARE * others)
    kept = established.copy()
    newcomers = people.item_index[~established]
    kept[~established] = _place(newcomers) < room[newcomers]
    return kept


def _place(key: NDArray[np.int64]) -> NDArray[np.int64]:
    """Each row's place, from 0, among the rows of the same key."""
    order = np.argsort(key, kind="stable")
    _, start, count = np.unique(key[order], return_index=True, return_counts=True)
    place = np.empty(key.size, np.int64)
    place[order] = np.arange(key.size) - np.repeat(start, count)
    return place
