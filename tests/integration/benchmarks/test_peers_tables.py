"""The documentation's table: only what stands between the markers is ever replaced."""

from pathlib import Path

import pytest

from benchmarks.peers.measure import Measured
from benchmarks.peers.run import Run
from benchmarks.peers.runners import Job
from benchmarks.peers.tables import BEGIN, END, markdown, results, write_between_markers
from benchmarks.peers.tasks import Setting

HEAD, TAIL = "# Results\n\nBefore.\n", "\nAfter, with a | and <!-- another comment -->\n"


def finished(name: str, seed: int, rmse: float, failure: str = "") -> Run:
    job = Job(name, name.title(), "lib", [], Path(), {})
    figures = {} if failure else {"rmse": rmse, "mae": rmse - 0.2}
    return Run(
        job, Setting("stars", "full", seed), figures, Measured(8.0, 300.0), 5.0, "1", failure
    )


def test_only_the_text_between_the_markers_changes(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(f"{HEAD}{BEGIN}\nold\nlines\n{END}{TAIL}", encoding="utf-8")
    write_between_markers(path, "new")
    assert path.read_text(encoding="utf-8") == f"{HEAD}{BEGIN}\nnew\n{END}{TAIL}"
    write_between_markers(path, "newer")
    assert path.read_text(encoding="utf-8") == f"{HEAD}{BEGIN}\nnewer\n{END}{TAIL}"


@pytest.mark.parametrize(
    "page",
    ["", HEAD, f"{HEAD}{BEGIN}\n", f"{END}\n{BEGIN}\n", f"{BEGIN}{END}{BEGIN}{END}"],
    ids=["empty", "none", "no end", "wrong order", "two"],
)
def test_a_page_without_one_pair_of_markers_is_left_alone(tmp_path: Path, page: str) -> None:
    path = tmp_path / "page.md"
    path.write_text(page, encoding="utf-8")
    with pytest.raises(ValueError, match="needs one line"):
        write_between_markers(path, "new")
    assert path.read_text(encoding="utf-8") == page


def test_a_missing_page_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="needs one line"):
        write_between_markers(tmp_path / "page.md", "new")
    assert not (tmp_path / "page.md").exists()


def test_rows_are_means_over_the_seeds_best_first_and_failures_last() -> None:
    runs = [
        *(finished("worse", 1, 0.9), finished("worse", 2, 0.92)),
        *(finished("broken", 1, 0.1), finished("broken", 2, 0.0, failure="rows are missing")),
        *(finished("better", 1, 0.8), finished("better", 2, 0.8)),
    ]
    (found,) = results(runs, "ml-tiny")
    assert [row.name for row in found.rows] == ["better", "worse", "broken"]
    assert found.rows[1].cells == ("0.9100 ± 0.0141", "0.7100 ± 0.0141", "5.0", "8.0", "300")
    assert "failed (seed 2)" in found.rows[2].cells
    text = markdown([found], "python -m benchmarks.peers --seeds 1,2")
    assert "| Worse | lib 1 | 0.9100 ± 0.0141 | 0.7100 ± 0.0141 | 5.0 | 8.0 | 300 |" in text
    assert "`python -m benchmarks.peers --seeds 1,2`" in text
    assert "seeds 1, 2" in text
