"""Pairs to predict: a csv whose order and repeats count."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from core.errors import DataError
from data import columns
from data.pairs import read_pairs
from data.source import csv_pair

Write = Callable[[dict[str, str | bytes]], Path]
SOURCE = csv_pair(Path("ratings.csv"), Path("movies.csv"))


def complaint(file: Path) -> str:
    with pytest.raises(DataError) as caught:
        read_pairs(SOURCE, str(file))
    return str(caught.value).removeprefix(f"{file.parent}/")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("userId,movieId\n7,20\n1,9007199254740991\n7,20\n", id="plain"),
        pytest.param("\ufeffuserId,movieId\r\n7,20\r\n1,9007199254740991\r\n7,20\r\n",
                     id="Windows"),
        pytest.param('rating,"movieId",x,userId\n5,20,"a,b",7\n?,9007199254740991,,1\n,20,c,7',
                     id="other columns"),
    ],
)  # fmt: skip
def test_pairs_keep_their_order_and_repeats(
    write: Write, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(columns, "_CHUNK", 2)
    pairs = read_pairs(SOURCE, str(write({"pairs.csv": text}) / "pairs.csv"))
    assert pairs.tolist() == [[7, 20], [1, 2**53 - 1], [7, 20]]
    assert pairs.dtype == np.int64


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "pairs.csv is empty — expected lines of userId, movieId"),
        ("userId,movieId\n", "pairs.csv holds no pairs — expected one per line"),
        ("userId,film\n1,2\n", 'pairs.csv, line 1: no column "movieId" '
         "— expected the header userId,movieId"),
        ("userId,movieId\n1,2\n\n1,x\n", 'pairs.csv, line 4: movie id "x" — expected a whole '
         "number"),
        ("userId,movieId\n1,2\n1.5,2\n", 'pairs.csv, line 3: user id "1.5" — expected a whole '
         "number"),
        ("userId,movieId\n,2\n", 'pairs.csv, line 2: user id "" — expected a whole number'),
        ("userId,movieId\n1\n", "pairs.csv, line 2: 1 fields — expected 2; a comma inside a field "
         "needs quotation marks"),
        (b"userId,movieId,x\n1,2,\xff\n", "pairs.csv, line 2: byte 0xFF in column 5 — expected "
         "UTF-8 text"),
    ],
)  # fmt: skip
def test_wrong_pairs_are_one_sentence(write: Write, text: str | bytes, sentence: str) -> None:
    assert complaint(write({"pairs.csv": text}) / "pairs.csv") == sentence


def test_missing_file_and_directory_are_one_sentence(tmp_path: Path) -> None:
    assert complaint(tmp_path / "gone.csv") == "gone.csv cannot be read: No such file or directory"
    (tmp_path / "d").mkdir()
    assert complaint(tmp_path / "d") == "d cannot be read: Is a directory"
