"""The files of texts: whole, alike in all languages, within Telegram's limits, and all in use."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from fluent.syntax import FluentParser, FluentSerializer
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from bot.words.languages import LANGUAGES
from bot.words.texts import texts_for
from data.filters import Filters
from data.prepare import load_dataset

ROOT = Path(__file__).parents[4]
LOCALES = ROOT / "bot" / "locales"
CODE = sorted(
    path
    for path in (ROOT / "bot").rglob("*.py")
    if "playground" not in path.relative_to(ROOT).parts
)
COUNTS = (0, 1, 2, 5, 21)
LIMITS = {  # by what a key begins with; Telegram counts what is shown
    "button-": 64,
    "toast-": 200,
    "problem-": 200,
    "command-": 256,
    "about-short": 120,
    "genre-": 20,
    "language-name": 20,
}
MESSAGE_LIMIT = 4096
PLURALS = {language: {"one", "other"} for language in ("en", "es", "de")}
PLURALS["ru"] = {"one", "few", "many"}


@dataclass
class Uses(Visitor):
    """What a text refers to."""

    variables: set[str] = field(default_factory=set)
    messages: set[str] = field(default_factory=set)
    plurals: list[tuple[str, set[str]]] = field(default_factory=list)  # selector, variants

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ftl.MessageReference) -> None:  # noqa: N802
        self.messages.add(node.id.name)

    def visit_SelectExpression(self, node: ftl.SelectExpression) -> None:  # noqa: N802
        keys = {each.key.name for each in node.variants if isinstance(each.key, ftl.Identifier)}
        if isinstance(node.selector, ftl.VariableReference) and keys & {"one", "few", "many"}:
            self.plurals.append((node.selector.id.name, keys))
        self.generic_visit(node)


@cache
def entries(language: str) -> dict[str, ftl.Message]:
    found: dict[str, ftl.Message] = {}
    for path in sorted((LOCALES / language).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{path}: {entry.content}"
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in found, f"{path} says {entry.id.name} again"
                found[entry.id.name] = entry
    return found


@cache
def uses(language: str, key: str) -> Uses:
    """With what the texts refer to that this one is made of."""
    found = Uses()
    found.visit(entries(language)[key])
    for other in tuple(found.messages):
        inner = uses(language, other)
        found.variables |= inner.variables
        found.plurals += inner.plurals
    return found


def counts(key: str) -> set[str]:
    """The values of a text that plurals depend on, in any language."""
    return {name for language in LANGUAGES for name, _ in uses(language, key).plurals}


def samples(key: str) -> Iterator[dict[str, Any]]:
    """Values to try a text with."""
    variables = sorted(uses("en", key).variables)
    numbers = counts(key)
    choices = [COUNTS if name in numbers else (f"<{name}>",) for name in variables]
    for values in product(*choices):
        yield dict(zip(variables, values, strict=True))


KEYS = sorted(entries("en"))


def limit_of(key: str) -> int | None:
    """The limit of a text that is no message."""
    return next((length for start, length in LIMITS.items() if key.startswith(start)), None)


def test_there_is_a_folder_for_each_language_with_the_same_files() -> None:
    assert {path.name for path in LOCALES.iterdir()} == set(LANGUAGES)
    files = {path.name for path in (LOCALES / "en").iterdir()}
    for language in LANGUAGES:
        assert {path.name for path in (LOCALES / language).iterdir()} == files


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_missing_or_superfluous_or_elsewhere(language: str) -> None:
    assert sorted(entries(language)) == KEYS
    key = re.compile(r"^[a-zA-Z][\w-]*(?= *=)", re.MULTILINE)
    for path in (LOCALES / language).iterdir():
        english = LOCALES / "en" / path.name
        assert key.findall(path.read_text("utf-8")) == key.findall(english.read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_take_the_same_values_and_format_with_all_counts(language: str) -> None:
    texts = texts_for(language)
    for key in KEYS:
        assert uses(language, key).variables == uses("en", key).variables, key
        limit = limit_of(key)
        for values in samples(key):
            shown = read_html(texts(key, **values))
            assert shown == shown.strip(), key
            assert 1 <= len(shown) <= (limit or MESSAGE_LIMIT), key
            for name in values.keys() - counts(key):
                assert values[name] in shown, key
            if limit is not None:  # Telegram reads no HTML there
                assert texts.plain(key, **values) == shown, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_are_complete(language: str) -> None:
    for key in KEYS:
        for name, variants in uses(language, key).plurals:
            assert variants == PLURALS[language], (key, name)


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_translations_are_translated(language: str) -> None:
    alike = [
        key
        for key in KEYS
        if FluentSerializer().serialize_entry(entries(language)[key])
        == FluentSerializer().serialize_entry(entries("en")[key])
        and not key.startswith("genre-")
    ]
    assert set(alike) <= {"button-chosen"}


def test_every_genre_of_the_films_has_a_name() -> None:
    films = load_dataset(None, Filters()).catalog.films
    named = {key.removeprefix("genre-") for key in KEYS if key.startswith("genre-")}
    assert named == {genre for film in films for genre in film.genres}


# The code


def test_every_key_in_the_code_exists() -> None:
    for path in CODE:
        if not {path.parent.name, path.stem} & {"handlers", "views"}:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                looks_like_one = re.fullmatch(r"[a-z]+(-[a-z]+)+", node.value)
                assert not looks_like_one or node.value in KEYS, (path, node.value)


def test_every_text_asked_for_exists_and_gets_the_values_it_takes() -> None:
    for path, call in calls():
        for key in keys_of(call.args[0]):
            where = f"{path.relative_to(ROOT)}:{call.lineno} {key}"
            assert key in KEYS, where
            given = {keyword.arg for keyword in call.keywords}
            assert None in given or given == uses("en", key).variables, where


def test_every_text_is_in_use() -> None:
    strings, prefixes = set(), set()
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                strings.add(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                prefixes.add(str(node.values[0].value))
    referred = {name for key in KEYS for name in uses("en", key).messages}
    starts = tuple(prefix for prefix in prefixes if re.fullmatch(r"[a-z-]+-", prefix))
    unused = set(KEYS) - strings - referred
    assert not {key for key in unused if not key.startswith(starts)}


def test_no_sentence_is_left_in_handlers_and_views() -> None:
    words = re.compile(r"[A-Za-z]{2,}[,.!?]? [A-Za-z]{2,}")
    for path in CODE:
        if not {path.parent.name, path.stem} & {"handlers", "views"}:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Raise):  # what our own caller did wrong is for the log
                node.exc = None
            elif isinstance(node, ast.Call) and ast.unparse(node.func).startswith("_log."):
                node.args = []
        documented = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert id(node) in documented or not words.search(node.value), (path, node.value)


_TELLING = {"texts", "plain", "Problem"}


def calls() -> Iterator[tuple[Path, ast.Call]]:
    """Where a text is asked for."""
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and _called(node.func) in _TELLING:
                yield path, node


def keys_of(argument: ast.expr) -> Iterator[str]:
    """The keys written there; none where they are put together."""
    if isinstance(argument, ast.IfExp):
        yield from keys_of(argument.body)
        yield from keys_of(argument.orelse)
    elif isinstance(argument, ast.Constant):
        yield str(argument.value)


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def read_html(text: str) -> str:
    """The text as it is shown; its tags are Telegram's, and closed in order."""
    parts: list[str] = []
    opened: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert tag in {"b", "i", "code"}
            assert not attrs
            opened.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert opened.pop() == tag

        def handle_data(self, data: str) -> None:
            parts.append(data)

    reader = Reader()
    reader.feed(text)
    reader.close()
    assert not opened
    return "".join(parts)
