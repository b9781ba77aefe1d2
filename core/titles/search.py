"""Title search that forgives typing: which film does this text mean?

Two steps. Trigrams, weighted by rarity, narrow all names down to a few hundred in numpy; only these
are compared closely, letter by letter and word by word, so that word order and words left out cost
little. Between films that the text fits alike, popularity decides.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from core.catalog.films import Catalog, Film
from core.titles.text import (
    Reading,
    Relation,
    fold,
    key,
    letters_alike,
    numbers,
    readings,
    relation,
    without_article,
    words,
    words_alike,
)

_N_CANDIDATES = 200  # names compared closely
_BUCKET_BITS = 16  # trigrams are hashed; a collision only lets one more candidate through
_NAME_SHARE = 0.3  # among candidates: how much of the name is in the text, next to the reverse

# Likeness runs from 0 to 1. What is only similar stays below what is equal.
_LIKENESS = {
    Relation.EQUAL: 1.0,
    Relation.ARTICLE_OMITTED: 0.98,
    Relation.ARTICLE_ADDED: 0.95,
    Relation.PART: 0.94,
    Relation.BEGINNING: 0.9,
}
_SIMILAR = 0.92
_OTHER_NUMBER = 0.75  # times, in letters; "rocky 7" is none of the Rockys there are
_NEXT_YEAR = 0.95  # times; festival, cinema and data set may differ by one
_UNKNOWN_YEAR = 0.9  # times
_OTHER_YEAR = 0.75  # times
_POPULARITY = 0.05  # of the score

# How like a text a film must be ...
_CLOSEST = 0.5  # to be found at all
_CHOICE = 0.7  # to be asked about: "did you mean"
_CHOICE_RANGE = 0.12  # behind the best, to be asked about as well
# ... and to be meant without asking, where there is no other to ask about:
_CLEAR_LETTERS = 0.895  # one of ten wrong; "fargo" is not Argo
_CLEAR_WORDS = 0.95
_KNOWN = 0.5  # popularity; an obscure film may resemble one that is not here at all
_WELL_KNOWN = 0.6  # popularity; so many call it by less than its whole name
_OVERSHADOWED = 2  # times the ratings: somebody may mean that one even if another's name is exact
_N_CHOICES = 8
_N_CLOSEST = 5
_N_REMEMBERED = 4  # texts; one message is looked up in several ways


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """A film that a text may mean."""

    film: Film
    item_index: int
    score: float  # 0 to 100; only orders a list
    exact: bool  # the text is a name of this film, up to spelling, and a year given agrees
    relation: Relation  # of the text to the film's name; SIMILAR where a year given disagrees


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a text means: one film, a choice to offer, or nothing but the closest there are.

    At most one of the three is set. A choice may hold a single film that is likely meant but
    wants a nod.
    """

    film: Film | None = None
    choices: tuple[Film, ...] = ()  # best first
    closest: tuple[Film, ...] = ()  # best first
    likely: bool = True  # False: a choice of films that are only called something like the text
    literal: bool = False  # the text stands in the name of what is found: no slip was forgiven


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well a text fits one film."""

    item_index: int
    relation: Relation
    likeness: float  # 0 to 1, of the text alone
    dated: bool  # the text gave a year, and it agrees
    clear: bool  # as good as equal: words as they stand in the name, or nearly all of it
    score: float  # 0 to 100, with popularity


class TitleIndex:
    """All names of a catalogue, ready to be searched. Never changes: any thread may search."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        counts = catalog.rating_count
        self._popularity = np.log1p(counts) / np.log1p(counts.max(initial=1))  # (n_items,)
        self._names: list[str] = []
        item_indices: list[int] = []
        for item_index, film in enumerate(catalog.films):
            names = dict.fromkeys(map(fold, (film.title, *film.alternative_titles)))
            for name in filter(None, names):
                self._names.append(name)
                item_indices.append(item_index)
        self._item_index = np.array(item_indices, dtype=np.int32)  # (n_names,)
        self._keys = _KeyTable(self._names)
        self._trigrams = _TrigramTable(
            self._names, prior=_POPULARITY * self._popularity[self._item_index]
        )
        holders = Counter(chain.from_iterable(set(words(name)) for name in self._names))
        self._unknown_weight = float(np.log1p(len(self._names)))
        self._word_weight = {
            word: float(np.log1p(len(self._names) / count)) for word, count in holders.items()
        }
        self._fits = lru_cache(_N_REMEMBERED)(self._find_fits)

    @property
    def catalog(self) -> Catalog:
        """The films that can be found."""
        return self._catalog

    def popularity(self, film: Film) -> float:
        """How many have rated a film of the catalogue, from 0 to 1, on a scale of logarithms."""
        index = self._catalog.index_of(film.movie_id)
        return 0.0 if index is None else float(self._popularity[index])

    def relation(self, query: str, film: Film) -> Relation:
        """What a text is to the name of a film that a search for it finds."""
        fits = self._fits(query)
        index = self._catalog.index_of(film.movie_id)
        return next((fit.relation for fit in fits if fit.item_index == index), Relation.SIMILAR)

    def names(self) -> Iterator[tuple[int, str]]:
        """Every name with the item index of its film; a film's title before its other names."""
        return zip(self._item_index.tolist(), self._names, strict=True)

    def search(self, query: str, k: int = 8) -> list[TitleMatch]:
        """The films that a text may mean, best first, at most `k`; none where nothing is alike.

        Only the first 200 characters of `query` count.
        """
        fits = self._fits(query)
        exact = _exact(fits)
        return [
            TitleMatch(
                self._catalog.films[fit.item_index],
                fit.item_index,
                fit.score,
                fit in exact,
                fit.relation,
            )
            for fit in fits[:k]
        ]

    def resolve(self, query: str) -> Resolution:
        """Decide what a text means. Never a guess: what is in doubt is a choice."""
        fits = self._fits(query)
        named = self._named(fits)
        if len(named) > 1:
            offered = [fit for fit in fits if fit in named or fit.relation is Relation.PART]
            return Resolution(choices=self._films(offered), literal=True)
        best = max((fit.likeness for fit in fits), default=0.0)
        close = named or [fit for fit in fits if fit.likeness > best - _CHOICE_RANGE]
        if len(close) == 1 and (named or self._is_clear(close[0])):
            film = self._catalog.films[close[0].item_index]
            return Resolution(film=film, literal=_is_literal(close))
        if best < _CHOICE:
            return Resolution(closest=self._films(fits[:_N_CLOSEST]))
        literal = _is_literal(close)
        is_slip = len(close) == 1 and not literal
        likely = bool(named) or is_slip or any(map(self._is_likely, close))
        return Resolution(choices=self._films(close), likely=likely, literal=literal)

    def _films(self, fits: Sequence[_Fit]) -> tuple[Film, ...]:
        return tuple(self._catalog.films[fit.item_index] for fit in fits[:_N_CHOICES])

    def _named(self, fits: Sequence[_Fit]) -> list[_Fit]:
        """The films of exactly that name, and those so much better known that they may be meant.

        "The Lord of the Rings" is a film of 1978, but few who type that mean it.
        """
        exact = _exact(fits)
        if not exact or exact[0].dated:
            return exact
        counts = self._catalog.rating_count
        well_known = _OVERSHADOWED * max(counts[fit.item_index] for fit in exact)
        shortened = (Relation.BEGINNING, Relation.PART, Relation.ARTICLE_OMITTED)
        return [
            fit
            for fit in fits
            if fit in exact or (fit.relation in shortened and counts[fit.item_index] > well_known)
        ]

    def _is_clear(self, fit: _Fit) -> bool:
        """Whether a film that a text is only similar to can be meant without asking."""
        return fit.clear and bool(self._popularity[fit.item_index] >= _KNOWN)

    def _is_likely(self, fit: _Fit) -> bool:
        """Whether people call this well-known film so: "star wars"; "coco" is not Cocoon."""
        called_so = fit.relation is not Relation.SIMILAR
        return called_so and bool(self._popularity[fit.item_index] >= _WELL_KNOWN)

    def _find_fits(self, query: str) -> Sequence[_Fit]:
        """Every film that is at all like a text, best first."""
        best: dict[int, _Fit] = {}
        for reading in readings(query):
            candidates = np.union1d(
                self._keys.rows(reading.name), self._trigrams.nearest(reading.name, _N_CANDIDATES)
            )
            for fit in self._compare(reading, candidates.tolist()):
                known = best.get(fit.item_index)
                if known is None or fit.likeness > known.likeness:
                    best[fit.item_index] = fit
        return sorted(best.values(), key=lambda fit: (-fit.score, fit.item_index))

    def _compare(self, reading: Reading, candidates: Sequence[int]) -> Iterator[_Fit]:
        """Compare some names closely; those that are not at all alike are left out."""
        if not candidates:
            return
        names = [self._names[row] for row in candidates]
        by_letters = letters_alike(reading.name, names).tolist()
        by_words = words_alike(
            reading.name, names, self._word_weight, self._unknown_weight
        ).tolist()
        typed_numbers = numbers(reading.name)
        for row, name, letters, found in zip(candidates, names, by_letters, by_words, strict=True):
            item_index = int(self._item_index[row])
            related = relation(reading.name, name)
            same_numbers = typed_numbers == numbers(name)
            clear = same_numbers and (letters >= _CLEAR_LETTERS or found >= _CLEAR_WORDS)
            clear = clear or related in (Relation.INSIDE, Relation.PART)
            clear = clear or (related is Relation.BEGINNING and " " in reading.name)
            close = max(letters if same_numbers else letters * _OTHER_NUMBER, found)
            likeness = _LIKENESS.get(related, _SIMILAR * close)
            agreement = _year_agreement(reading.year, self._catalog.films[item_index].year)
            dated = reading.year is not None and agreement == 1.0
            if agreement < 1.0:
                related, likeness = Relation.SIMILAR, likeness * agreement
                clear = clear and agreement >= _NEXT_YEAR
            if likeness >= _CLOSEST:
                popularity = float(self._popularity[item_index])
                score = 100 * ((1 - _POPULARITY) * likeness + _POPULARITY * popularity)
                yield _Fit(item_index, related, likeness, dated, clear, score)


def _is_literal(fits: Sequence[_Fit]) -> bool:
    return max(fit.relation for fit in fits) > Relation.SIMILAR


def _exact(fits: Sequence[_Fit]) -> list[_Fit]:
    """The films of exactly that name: as typed or, where there is none, but for an article."""
    tightest = max((fit.relation for fit in fits), default=Relation.SIMILAR)
    if tightest <= Relation.PART:
        return []
    return [fit for fit in fits if fit.relation is tightest]


def _year_agreement(wanted: int | None, year: int | None) -> float:
    """What remains of a likeness, 0 to 1, given the year a person typed and that of a film."""
    if wanted is None or wanted == year:
        return 1.0
    if year is None:
        return _UNKNOWN_YEAR
    return _NEXT_YEAR if abs(wanted - year) == 1 else _OTHER_YEAR


class _KeyTable:
    """Which names have a key, as they are or without the article.

    Kept as hashes in a sorted array, a tenth of the memory of a dict of strings; the close
    comparison weeds out what collides.
    """

    def __init__(self, names: Sequence[str]) -> None:
        forms = [{_hash(name), _hash(without_article(name))} for name in names]
        hashes = np.fromiter(chain.from_iterable(forms), dtype=np.int64)
        n_forms = np.fromiter(map(len, forms), dtype=np.int64)
        rows = np.repeat(np.arange(len(names), dtype=np.int32), n_forms)
        order = np.argsort(hashes, kind="stable")
        self._hashes, self._rows = hashes[order], rows[order]

    def rows(self, name: str) -> NDArray[np.int32]:
        """Every name equal to this one, but perhaps for an article."""
        wanted = np.array([_hash(name), _hash(without_article(name))], dtype=np.int64)
        first = np.searchsorted(self._hashes, wanted, side="left")
        last = np.searchsorted(self._hashes, wanted, side="right")
        return np.concatenate([self._rows[i:j] for i, j in zip(first, last, strict=True)])


class _TrigramTable:
    """Which names hold a trigram; the rarer it is, the more it tells."""

    def __init__(self, names: Sequence[str], prior: NDArray[np.float64]) -> None:
        """Index `names`; `prior`, shape (n_names,), orders what shares as much with a text."""
        buckets, rows = _trigrams(names)
        pairs = np.unique(buckets * len(names) + rows)  # a name counts once
        buckets, rows = np.divmod(pairs, max(len(names), 1))
        self._rows = rows.astype(np.int32)
        self._starts = np.searchsorted(buckets, np.arange((1 << _BUCKET_BITS) + 1))
        n_holders = np.maximum(np.diff(self._starts), 1)
        self._weight = np.log1p(len(names) / n_holders).astype(np.float32)  # (n_buckets,)
        self._name_weight = np.bincount(
            rows, weights=self._weight[buckets], minlength=len(names)
        ).astype(np.float32)
        self._prior = prior.astype(np.float32)

    def nearest(self, name: str, n: int) -> NDArray[np.int64]:
        """Up to `n` names that share the most with this one, in no order."""
        buckets = np.unique(_trigrams([name])[0])
        shared = np.zeros(self._prior.size, dtype=np.float32)
        for bucket in buckets:
            holders = self._rows[self._starts[bucket] : self._starts[bucket + 1]]
            shared[holders] += self._weight[bucket]
        found = np.flatnonzero(shared)
        if found.size <= n:
            return found
        of_text = shared[found] / self._weight[buckets].sum()
        of_name = shared[found] / self._name_weight[found]
        nearness = of_text + _NAME_SHARE * of_name + self._prior[found]
        return found[np.argpartition(nearness, -n)[-n:]]


def _hash(name: str) -> int:
    return hash(key(name))


def _trigrams(names: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Every trigram of every name as a bucket, and the row of the name, in two arrays alike."""
    text = "\n".join(f" {name.replace(' | ', ' ')} " for name in names)
    codes = np.frombuffer(text.encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    row = np.cumsum(codes == ord("\n"))
    # A code point has 21 bits; the high bits of a product with 2⁶⁴ / φ are well mixed.
    trigram = codes[:-2] << 42 | codes[1:-1] << 21 | codes[2:]
    bucket = trigram * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(64 - _BUCKET_BITS)
    within = row[:-2] == row[2:]  # or it reaches into the next name
    within &= codes[:-2] != ord("\n")
    return bucket[within].astype(np.int64), row[:-2][within]
