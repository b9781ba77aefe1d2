"""The conversation in the README is what the bot answers to what is typed there.

A model trained on another machine may put another film first, so films that are not named in what
is typed are compared as "a film", their genres as "genres", and what the model counts as a number.
Everything else has to agree to the letter. A line with nothing but "…" stands for any lines.
"""

import io
import re
from pathlib import Path

import numpy as np
import pytest

from bot.playground.terminal import converse
from core.catalog.films import Catalog, Film
from core.titles.text import fold
from tests.e2e.conftest import Conversation

README = Path(__file__).parents[2] / "README.md"
ELLIPSIS = "…"
FILMS = [
    Film(1, "Heat", 1995, ("Action",)),
    Film(2, "Heat and Dust", 1983, ("Drama",)),
    Film(3, "The Matrix", 1999, ("Action", "Sci-Fi")),
]

_FENCE = re.compile(r"^```\n(> .*?)^```$", re.MULTILINE | re.DOTALL)
_YEAR = re.compile(r" \((?:18|19|20)\d\d\)")
_DECIMAL = re.compile(r"\d\.\d\b")
_MISSING = re.compile(r"\b\d+ more\b")  # ratings, until somebody is known well


class Wording:
    """What of a transcript does not depend on the model."""

    def __init__(self, catalog: Catalog, typed: list[str]) -> None:
        self._genres = set(catalog.genres)
        self._labels = {film.label: film for film in catalog.films}
        self._typed = f" {fold(' | '.join(typed))} "

    def of(self, transcript: str) -> list[str]:
        lines: list[str] = []
        for line in transcript.splitlines():
            if line.startswith("> "):
                lines.append(line)
            elif line and set(line.split(", ")) <= self._genres:
                lines.append("genres")
            else:
                general = _DECIMAL.sub("0.0", self._without_films(line))
                lines.append(_MISSING.sub("0 more", general))
        return lines

    def _without_films(self, line: str) -> str:
        begin, kept = 0, ""
        for year in _YEAR.finditer(line):
            words = [place.start() for place in re.finditer(r"(?<!\S)\S", line[: year.start()])]
            starts = (start for start in words if start >= begin)
            start = next((each for each in starts if self._named(line[each : year.end()])), None)
            if start is None:
                continue
            label = line[start : year.end()]
            is_typed = any(map(self._is_typed, self._named(label)))
            kept += line[begin:start] + (label if is_typed else "a film")
            begin = year.end()
        return kept + line[begin:]

    def _named(self, label: str) -> list[Film]:
        """The films that a label may stand for; long titles are cut on buttons."""
        title, cut, year = label.partition(ELLIPSIS)
        if not cut:
            return [self._labels[label]] if label in self._labels else []
        found = self._labels.items()
        return [film for each, film in found if each.startswith(title) and each.endswith(year)]

    def _is_typed(self, film: Film) -> bool:
        return f" {fold(film.title)} " in self._typed


def agrees(written: list[str], said: list[str]) -> bool:
    """Whether lines with ellipses among them stand for the others."""
    if not written:
        return not said
    first, rest = written[0], written[1:]
    if first == ELLIPSIS:
        return any(agrees(rest, said[skipped:]) for skipped in range(len(said) + 1))
    return bool(said) and first == said[0] and agrees(rest, said[1:])


def exchanges(transcript: str) -> list[str]:
    """Each line that was typed with what came after it."""
    return [each.strip() for each in re.split(r"^(?=> )", transcript, flags=re.MULTILINE) if each]


def written() -> str:
    found = _FENCE.search(README.read_text(encoding="utf-8"))
    assert found is not None
    return found[1]


async def test_the_bot_says_what_the_readme_says(conversation: Conversation) -> None:
    typed = re.findall(r"^> (.*)$", written(), re.MULTILINE)
    output = io.StringIO()
    await converse(conversation.world, io.StringIO("\n".join(typed) + "\n"), output)
    wording = Wording(conversation.services.recommending.current.catalog, typed)
    for in_readme, said in zip(exchanges(written()), exchanges(output.getvalue()), strict=True):
        assert agrees(wording.of(in_readme), wording.of(said)), said


@pytest.fixture
def wording() -> Wording:
    counts = np.ones(len(FILMS), np.int64)
    catalog = Catalog.build(FILMS, counts, counts.astype(np.float64))
    return Wording(catalog, ["/rate heat 5"])


def test_films_of_the_model_may_differ_and_nothing_else(wording: Wording) -> None:
    one = wording.of("The Matrix (1999)\nAction, Sci-Fi\npredicted 4.2 ± 0.8★\n[1] ★ Rate")
    assert one == wording.of("Heat and Dust (1983)\nDrama\npredicted 3.9 ± 0.7★\n[1] ★ Rate")
    assert one != wording.of("Heat and Dust (1983)\nDrama\nexpected 3.9 ± 0.7★\n[1] ★ Rate")
    assert one != wording.of("Heat and Dust (1983)\nDrama\npredicted 3.9 ± 0.7★\n[1] ★ Stars")
    assert wording.of("▱▱ 8 more and I") == wording.of("▱▱ 12 more and I")
    assert one != wording.of("The Matrix (1999)\npredicted 4.2 ± 0.8★\n[1] ★ Rate")


def test_films_that_were_typed_stay_what_they_are(wording: Wording) -> None:
    assert wording.of("★5 for Heat (1995).") == ["★5 for Heat (1995)."]
    assert wording.of("because you gave Heat (1995) ★5") == ["because you gave Heat (1995) ★5"]
    assert wording.of("[1] The Matrix (1999)  [2] Heat (1995)") == ["[1] a film  [2] Heat (1995)"]
    assert wording.of("[1] The Mat… (1999)  [2] He… (1995)") == ["[1] a film  [2] He… (1995)"]
    assert wording.of("made up (1999)") == ["made up (1999)"]


@pytest.mark.parametrize(
    ("lines", "is_same"),
    [
        (["a", ELLIPSIS, "d"], True),
        ([ELLIPSIS, "d"], True),
        (["a", "b", ELLIPSIS], True),
        (["a", "b", "c", ELLIPSIS, "d", ELLIPSIS], True),
        (["a", ELLIPSIS, "e"], False),
        (["a", "d"], False),
        (["b", ELLIPSIS], False),
        (["a", "b", "c"], False),
        ([], False),
    ],
)
def test_ellipsis_stands_for_any_lines(lines: list[str], is_same: bool) -> None:
    assert agrees(lines, ["a", "b", "c", "d"]) is is_same
