"""Reading "comedy 90s -horror": which films somebody wants, as they say it.

The words are those of all languages (`bot/words/languages.py`). What is not among them is handed
back to be named; nothing is passed over in silence but words like "some" or "films".
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.words.folding import words_of
from bot.words.lexicon import Lexicon, Meaning, PhraseKind, lexicon_with
from bot.words.problems import Problem
from bot.words.years import Years, read_years
from core.catalog.film_filter import ANY, FilmFilter
from core.catalog.films import Film
from core.titles.search import TitleIndex

_RECENT_YEARS = 5
_OLD_UNTIL = 1979
_N_WORDS = 60  # a text of more is no wish for a film
_N_TITLE_WORDS, _N_TAIL_WORDS = 25, 12  # of a title after "like", and of what follows the title
_QUOTES = "\"'“”„«»‘’ "


@dataclass(frozen=True, slots=True)
class LikeText:
    """A title after "like" that is not clear."""

    title: str
    choices: tuple[Film, ...]  # it may be one of these
    closest: tuple[Film, ...]  # or, if none, these are called something like it


@dataclass(frozen=True, slots=True)
class FilterText:
    """What a text was understood as."""

    wanted: FilmFilter
    unknown: str = ""  # the words that were not understood
    like: LikeText | None = None


def read_filter(text: str, titles: TitleIndex, seed: int) -> FilterText:
    """Understand a text; takes some milliseconds where it names a film.

    Args:
        text: what a person wrote.
        titles: of the films that can be asked for.
        seed: of the draw, when a surprise is wanted.

    Raises:
        Problem: no year can be within all the bounds that it gives.
    """
    if len(words_of(text)) > _N_WORDS:
        return FilterText(ANY, text)
    catalog = titles.catalog
    reader = _Reader(lexicon_with(tuple(catalog.genres)), titles.catalog.last_year)
    said, film, unclear = reader.read(text), None, None
    if said.like is not None:
        film, unclear, rest = _film_like(said.like, titles, reader)
        said.add(rest)
    years = said.years
    if years.first is not None and years.last is not None and years.first > years.last:
        raise Problem("problem-years-never")
    wanted = FilmFilter(
        genres=frozenset(said.genres),
        some_genres=frozenset(said.some_genres),
        without_genres=frozenset(said.without_genres),
        first_year=years.first,
        last_year=years.last,
        popularity=None if said.gems else said.popularity,
        gems=said.gems,
        like=film.movie_id if film else None,
        surprise=seed if said.surprise else None,
    )
    return FilterText(wanted, " ".join(said.unknown), unclear)


@dataclass(slots=True)
class _Said:
    """What has been read of a text."""

    genres: list[str] = field(default_factory=list)
    some_genres: list[str] = field(default_factory=list)
    without_genres: list[str] = field(default_factory=list)
    years: Years = field(default_factory=Years)
    popularity: int | None = None
    gems: bool = False
    surprise: bool = False
    like: str | None = None  # what stands behind "like", to the end of the text
    unknown: list[str] = field(default_factory=list)

    def add(self, other: "_Said") -> None:
        """What the rest of the text says."""
        self.genres += other.genres
        self.some_genres += other.some_genres
        self.without_genres += other.without_genres
        self.years.take(other.years)
        self.popularity = other.popularity or self.popularity
        self.gems |= other.gems
        self.surprise |= other.surprise
        self.unknown += other.unknown


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads word after word."""

    lexicon: Lexicon
    last_year: int  # of the films there are

    def read(self, text: str) -> _Said:
        """Everything a text says; of a film that others should be like, only its title."""
        words, said, place = words_of(text), _Said(), 0
        folded = [each.folded for each in words]
        last: tuple[str, ...] = ()  # genres just named
        either = False  # "or" has followed them: one of them or of the next is enough
        while place < len(words):
            start = place
            negated, place = self._negation(folded, words[place].minus, place)
            years = read_years(folded[place:], self.last_year)
            phrase = self.lexicon.begins(folded[place:]) if place < len(words) else None
            if years is not None and (phrase is None or years.n_words >= phrase.n_words):
                place += years.n_words
                if not negated:
                    said.years.take(years)
                    continue
                phrase = None
            else:
                place = min(place + (phrase.n_words if phrase else 1), len(words))
            if phrase is not None and phrase.meaning.kind is PhraseKind.LIKE and not negated:
                said.like = text[words[place - 1].end :].strip(_QUOTES + ":,\t\n") or None
                if said.like is not None:
                    break
                phrase = None
            if phrase is None or not self._take(
                said, phrase.meaning, negated, last if either else ()
            ):
                said.unknown.append(text[words[start].start : words[place - 1].end])
                continue
            if phrase.meaning.kind is PhraseKind.EITHER:
                either = True
            elif phrase.meaning.kind is not PhraseKind.FILLER:
                last, either = phrase.meaning.genres, False
        return said

    def _negation(self, folded: Sequence[str], minus: bool, place: int) -> tuple[bool, int]:
        """Whether what comes is negated, and where it begins: after "no", "without any"."""
        phrase = self.lexicon.begins(folded[place:], forgiving=False)
        if minus or phrase is None or phrase.meaning.kind is not PhraseKind.WITHOUT:
            return minus, place
        place += phrase.n_words
        while place < len(folded):
            phrase = self.lexicon.begins(folded[place:], forgiving=False)
            if phrase is None or phrase.meaning.kind is not PhraseKind.FILLER:
                break
            place += phrase.n_words
        return True, place

    def _take(
        self, said: _Said, meaning: Meaning, negated: bool, alternative: Sequence[str]
    ) -> bool:
        """Add what a phrase says; False where that makes no sense."""
        if negated:
            said.without_genres += meaning.genres
            return bool(meaning.genres)
        match meaning.kind:
            case PhraseKind.GENRE if alternative:
                said.genres = [each for each in said.genres if each not in alternative]
                said.some_genres += [*alternative, *meaning.genres]
            case PhraseKind.GENRE:
                said.genres += meaning.genres
            case PhraseKind.POPULARITY:
                said.popularity = meaning.popularity
            case PhraseKind.GEMS:
                said.gems = True
            case PhraseKind.SURPRISE:
                said.surprise = True
            case PhraseKind.RECENT:
                said.years.take(Years(first=self.last_year - _RECENT_YEARS + 1))
            case PhraseKind.OLD:
                said.years.take(Years(last=_OLD_UNTIL))
        return meaning.kind not in {PhraseKind.WITHOUT, PhraseKind.LIKE}


def _film_like(
    text: str, titles: TitleIndex, reader: _Reader
) -> tuple[Film | None, LikeText | None, _Said]:
    """The film that follows "like", or what is unclear about it, and what follows the film.

    As much as possible is taken for the title, as long as a film is called exactly so; what comes
    after it has to make sense as conditions.
    """
    words = words_of(text)
    shortest = max(0, len(words) - _N_TAIL_WORDS)
    for n_words in range(min(len(words), _N_TITLE_WORDS), shortest, -1):
        title, tail = text[: words[n_words - 1].end], text[words[n_words - 1].end :]
        rest = reader.read(tail)
        if rest.unknown or rest.like:
            continue
        best = titles.search(title, 1)
        if best and best[0].exact:
            break
    else:
        title, rest = text, _Said()
    meant = titles.resolve(title)
    if meant.film is not None:
        return meant.film, None, rest
    return None, LikeText(title, tuple(meant.choices), tuple(meant.closest)), rest
