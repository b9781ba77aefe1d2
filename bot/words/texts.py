"""Every sentence people read, in their language: Fluent texts from `bot/locales`, by key.

A key begins with what the text is for, which is also what limits its length: `button-` (64
characters), `toast-` and `problem-` (200), `command-` (256), `about-` (120), `genre-`; all others
are messages. Only messages may hold HTML.
"""

import unicodedata
from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files

from babel import localedata
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Junk, Message

from bot.words.languages import LANGUAGES
from core.catalog.films import Film

Value = str | int | float

_ISOLATE, _END_ISOLATE = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_BEGINS_ISOLATE = frozenset((_ISOLATE, "\N{LEFT-TO-RIGHT ISOLATE}", "\N{RIGHT-TO-LEFT ISOLATE}"))
_OF_NUMBERS = {
    "plural_form",
    "number_symbols",
    "decimal_formats",
    "default_numbering_system",
    "numbering_systems",
}
# Letters from right to left, and the controls that turn the direction of what follows.
_TURNS = frozenset({"R", "AL", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "PDF", "PDI"})
_TITLE_LENGTH = 120  # characters of a title in a text
_BUTTON_LENGTH = 50  # characters of a film on a button


class Html(str):
    """Text that is HTML already and is not escaped again."""

    __slots__ = ()


class Texts:
    """The texts of one language.

    Nothing stands in for a missing text: it is a bug, and a test finds it. Values that are counts
    are ints, so that plural forms can depend on them, and are written with the language's
    thousands separator; ids and stars are handed over as ready strings. A value has at most 2,500
    characters, which is Fluent's own limit: longer lists are put together by the views.
    """

    def __init__(self, language: str, bundle: FluentBundle) -> None:
        self.language = language  # one of LANGUAGES
        self._bundle = bundle

    def __call__(self, key: str, /, **values: Value) -> Html:
        """A message. Values are escaped, unless they are `Html`.

        Raises:
            LookupError: there is no such text.
            ValueError: it cannot be formatted, because of a missing value, for example.
        """
        return Html(self._format(key, {name: _as_html(value) for name, value in values.items()}))

    def plain(self, key: str, /, **values: Value) -> str:
        """A text where Telegram reads no HTML: a button, a toast, a command's description.

        Raises:
            LookupError: there is no such text.
            ValueError: it cannot be formatted, because of a missing value, for example.
        """
        return self._format(key, {name: _as_plain(value) for name, value in values.items()})

    def __contains__(self, key: str) -> bool:
        return self._bundle.has_message(key)

    def _format(self, key: str, values: Mapping[str, Value]) -> str:
        if key not in self:
            raise LookupError(f"no text {key!r} in {self.language!r}")
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise LookupError(f"the text {key!r} in {self.language!r} is empty")
        text, errors = self._bundle.format_pattern(pattern, dict(values))
        if errors:
            raise ValueError(f"the text {key!r} in {self.language!r}: {errors}")
        return str(text)


def texts_for(language: str | None) -> Texts:
    """The texts for an IETF tag such as "de-AT"; English for a language that is not there."""
    primary = (language or "").replace("_", "-").split("-")[0].lower()
    return _load(primary if primary in LANGUAGES else LANGUAGES[0])


def escaped(text: str) -> Html:
    """Words of others, a name or a title, as HTML that does not disturb what stands around it."""
    return Html(escape(isolated(text)))


def isolated(text: str) -> str:
    """Words of others, closed off where they would turn around the direction of a sentence."""
    if all(unicodedata.bidirectional(character) not in _TURNS for character in text):
        return text
    kept, depth = [], 0
    for character in text:
        if character == _END_ISOLATE:
            if depth == 0:
                continue  # it would end ours
            depth -= 1
        depth += character in _BEGINS_ISOLATE
        kept.append(character)
    return "".join([_ISOLATE, *kept, _END_ISOLATE * (depth + 1)])


def lines(*parts: Html) -> Html:
    """Parts of a message, one below the other; an empty part is an empty line."""
    return Html("\n".join(parts))


def bold(film: Film) -> Html:
    """Title and year."""
    year = f" ({film.year})" if film.year is not None else ""
    return Html(f"<b>{escaped(cut(film.title, _TITLE_LENGTH))}</b>{year}")


def film_name(texts: Texts, film: Film | None, movie_id: int) -> Html:
    """A film in a text, also when the data set that is loaded now does not have it."""
    return bold(film) if film else texts("film-of-number", id=str(movie_id))


def film_label(film: Film, length: int = _BUTTON_LENGTH) -> str:
    """Title and year on a button, in at most `length` characters."""
    year = f" ({film.year})" if film.year is not None else ""
    return isolated(cut(film.title, length - len(year))) + year


def genres(texts: Texts, film: Film) -> Html:
    """A film's genres; empty where it has none."""
    return Html(", ".join(escaped(genre_name(texts, genre)) for genre in film.genres))


def genre_name(texts: Texts, genre: str) -> str:
    """MovieLens's genres have names in all languages; those of other data sets are names."""
    key = f"genre-{genre}"
    return texts.plain(key) if key in texts else genre


def ranked(texts: Texts, rank: int, film: Film) -> Html:
    """One line of a list of films: "1. Heat (1995) · Action, Crime"."""
    kinds = f" · {genres(texts, film)}" if film.genres else ""
    return Html(f"{rank}. {bold(film)}{kinds}")


def stars_text(stars: float) -> str:
    """A rating in a sentence: "★4.5", "★4"."""
    return f"★{stars:g}"


def star_glyphs(half_stars: int) -> str:
    """A rating on a button: "★★★★½"."""
    return "★" * (half_stars // 2) + "½" * (half_stars % 2)


def cut(text: str, length: int) -> str:
    """At most `length` characters, with a sign that something is missing."""
    return text if len(text) <= length else text[: length - 1] + "…"


@cache
def _load(language: str) -> Texts:
    """Read all files of a language.

    Raises:
        ValueError: one has a mistake in it, or two texts share a key.
    """
    _keep_only_numbers(language)
    bundle = FluentBundle([language], use_isolating=False)
    keys: set[str] = set()
    folder = files("bot").joinpath("locales", language)
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        resource = FluentResource(file.read_text(encoding="utf-8"))
        broken = [entry.content for entry in resource.body if isinstance(entry, Junk)]
        if broken:
            raise ValueError(f"{language}/{file.name} has a mistake in {broken[0]!r}")
        for entry in resource.body:
            if isinstance(entry, Message):
                if entry.id.name in keys:
                    raise ValueError(f"{language}/{file.name} says {entry.id.name!r} again")
                keys.add(entry.id.name)
        bundle.add_resource(resource)
    return Texts(language, bundle)


def _keep_only_numbers(language: str) -> None:
    """Let go of what Babel knows of units, currencies and countries: 6 MB over four languages."""
    known = localedata.load(language)
    for name in known.keys() - _OF_NUMBERS:
        del known[name]


def _as_html(value: Value) -> Value:
    return escaped(value) if isinstance(value, str) and not isinstance(value, Html) else value


def _as_plain(value: Value) -> Value:
    if isinstance(value, Html):
        raise TypeError(f"{value!r} would be shown with its tags")
    return isolated(value) if isinstance(value, str) else value
