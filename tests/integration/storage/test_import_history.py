"""Any sequence of imports among ratings, marks and undos, against a model of plain lists."""

import asyncio
import tempfile
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from storage.database import open_database
from storage.import_rows import ImportRow, RowKind
from storage.imports import ImportStore
from storage.marks import MarkKind, MarkStore
from storage.ratings import RatingStore, UndoOutcome
from tests.integration.storage.imported import numbered, rated, watched, wished

T = TypeVar("T")

ANN = 7
MOVIES = (10, 20)
STARS = (1.0, 5.0)
ROWS = st.one_of(
    st.builds(rated, st.sampled_from(MOVIES), st.sampled_from(STARS)),
    st.builds(watched, st.sampled_from(MOVIES)),
    st.builds(wished, st.sampled_from(MOVIES)),
)


@dataclass
class Said:
    """A change of a rating, or a mark; `by` is the import, None the person."""

    movie_id: int
    what: float | MarkKind | None
    by: int | None
    undone: bool = False


class ImportHistory(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.changes: list[Said] = []
        self.marked: list[Said] = []
        self.applied: list[int] = []
        self.runner = asyncio.Runner()
        self.directory = tempfile.TemporaryDirectory()
        self.resources = AsyncExitStack()
        path = Path(self.directory.name) / "bot.sqlite3"
        opening = self.resources.enter_async_context(open_database(path, clock=lambda: 5))
        self.database = self.run(opening)
        self.ratings = RatingStore(self.database)
        self.marks = MarkStore(self.database)
        self.imports = ImportStore(self.database)

    def teardown(self) -> None:
        self.run(self.resources.aclose())
        self.runner.close()
        self.directory.cleanup()

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(coroutine)

    @staticmethod
    def latest(said: list[Said], movie_id: int) -> Said | None:
        lasting = [each for each in said if each.movie_id == movie_id and not each.undone]
        return lasting[-1] if lasting else None

    @rule(movie_id=st.sampled_from(MOVIES), stars=st.sampled_from(STARS))
    def rate(self, movie_id: int, stars: float) -> None:
        latest = self.latest(self.changes, movie_id)
        if latest is None or latest.what != stars:
            self.changes.append(Said(movie_id, stars, None))
        else:
            latest.by = None
        self.run(self.ratings.rate(ANN, movie_id, stars))

    @rule(movie_id=st.sampled_from(MOVIES))
    def remove(self, movie_id: int) -> None:
        latest = self.latest(self.changes, movie_id)
        if latest is not None and latest.what is not None:
            self.changes.append(Said(movie_id, None, None))
        self.run(self.ratings.remove(ANN, movie_id))

    @rule(age=st.integers(0, 3))
    def undo_change(self, age: int) -> None:
        place = len(self.changes) - 1 - age
        said = self.changes[place] if place >= 0 else None
        result = self.run(self.ratings.undo(ANN, place + 1))
        if said is not None and said is self.latest(self.changes, said.movie_id):
            assert result.outcome is UndoOutcome.UNDONE
            said.undone = True
        else:
            assert result.outcome is not UndoOutcome.UNDONE

    @rule(movie_id=st.sampled_from(MOVIES), kind=st.sampled_from([None, *MarkKind]))
    def mark(self, movie_id: int, kind: MarkKind | None) -> None:
        latest = self.latest(self.marked, movie_id)
        if latest is None or latest.what is not kind or latest.by is not None:
            self.marked = [each for each in self.marked if each.movie_id != movie_id]
            if kind is not None:
                self.marked.append(Said(movie_id, kind, None))
        previous = self.run(self.marks.mark(ANN, movie_id, kind))
        assert previous is (latest.what if latest else None)

    @rule(rows=st.lists(ROWS, min_size=1, max_size=4))
    def bring(self, rows: list[ImportRow]) -> None:
        file = numbered(rows)
        import_id = self.run(self.imports.keep(ANN, "imdb", "abc", file))
        by_weight = sorted(file, key=lambda row: -list(RowKind).index(row.kind))
        says = {row.movie_id: row for row in by_weight}  # the weightiest, of these the last
        for row in sorted(says.values(), key=lambda row: row.position):
            self.expect(import_id, row)
        first = self.run(self.imports.apply(import_id, ANN))
        assert first is not None
        assert first == self.run(self.imports.apply(import_id, ANN))
        assert first.n_added + first.n_updated + first.n_kept + first.n_unchanged + (
            first.n_seen + first.n_wanted
        ) == len(says)
        self.applied.append(import_id)

    def expect(self, import_id: int, row: ImportRow) -> None:
        movie_id = row.movie_id
        assert movie_id is not None
        change, mark = self.latest(self.changes, movie_id), self.latest(self.marked, movie_id)
        if row.stars is not None:
            if change is None or (change.by is not None and change.what != row.stars):
                self.changes.append(Said(movie_id, row.stars, import_id))
            return
        if change is not None and change.what is not None:
            return
        kind = MarkKind(row.kind)
        gives_way = (
            mark is None
            or mark.what is MarkKind.UNSEEN
            or (mark.what is MarkKind.WANTED and mark.by is not None and kind is MarkKind.SEEN)
        )
        if gives_way:
            self.marked.append(Said(movie_id, kind, import_id))

    @rule(age=st.integers(0, 2))
    def undo_import(self, age: int) -> None:
        if age >= len(self.applied):
            return
        import_id = self.applied[-1 - age]
        for said in (self.changes, self.marked):
            for each in said:
                each.undone |= each.by == import_id
        first = self.run(self.imports.undo(import_id, ANN))
        assert first is not None
        assert first == self.run(self.imports.undo(import_id, ANN))

    @invariant()
    def what_counts_is_what_was_said(self) -> None:
        profile = self.run(self.ratings.profile(ANN))
        lasting = [
            each for each in self.changes if each is self.latest(self.changes, each.movie_id)
        ]
        assert [(each.movie_id, each.stars) for each in profile] == [
            (each.movie_id, each.what) for each in reversed(lasting) if each.what is not None
        ]
        marks = self.run(self.marks.of(ANN))
        lasting = [each for each in self.marked if each is self.latest(self.marked, each.movie_id)]
        assert [(mark.movie_id, mark.kind) for mark in marks] == [
            (each.movie_id, each.what) for each in reversed(lasting)
        ]
        assert self.run(self.database.read("PRAGMA foreign_key_check")) == []


ImportHistory.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=25,
    suppress_health_check=[HealthCheck.too_slow],
)
TestImportHistory = ImportHistory.TestCase
