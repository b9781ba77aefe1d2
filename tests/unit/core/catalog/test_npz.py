"""Files of arrays: whole or not at all, and refused when they are not what was asked for."""

import pickle
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.npz import NpzFormatError, load_npz, pack_text, save_npz, unpack_text


@given(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))))
def test_texts_come_back_as_they_were_packed(lines: list[str]) -> None:
    assert unpack_text(pack_text(lines)) == lines


def test_text_with_a_nul_is_refused() -> None:
    with pytest.raises(ValueError, match="NUL"):
        pack_text(["a\0b"])


@pytest.mark.parametrize("compressed", [True, False])
def test_arrays_and_header_come_back_read_only(tmp_path: Path, compressed: bool) -> None:
    path = tmp_path / "a.npz"
    save_npz(path, "thing", 3, {"x": np.arange(4)}, {"why": "ü"}, compressed=compressed)
    arrays, header = load_npz(path, "thing", 3)
    assert arrays["x"].tolist() == [0, 1, 2, 3]
    assert header["why"] == "ü"
    with pytest.raises(ValueError, match="read-only"):
        arrays["x"][0] = 9


def test_every_truncation_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    save_npz(path, "thing", 1, {"x": np.arange(50)}, {})
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(NpzFormatError):
            load_npz(path, "thing", 1)


def test_a_flipped_byte_never_passes_as_other_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    save_npz(path, "thing", 1, {"x": np.arange(50)}, {})
    whole = path.read_bytes()
    for position in range(0, len(whole), 7):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 0xFF]) + whole[position + 1 :])
        try:
            arrays, _ = load_npz(path, "thing", 1)
        except NpzFormatError:
            continue
        assert arrays["x"].tolist() == list(range(50))  # a byte of zip metadata nobody reads


@pytest.mark.parametrize(
    ("kind", "version", "words"), [("other", 1, "not a other file"), ("thing", 2, "format 1")]
)
def test_other_kind_or_version_is_refused(
    tmp_path: Path, kind: str, version: int, words: str
) -> None:
    path = tmp_path / "a.npz"
    save_npz(path, "thing", 1, {}, {})
    with pytest.raises(NpzFormatError, match=words):
        load_npz(path, kind, version)


def test_foreign_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    for content in (b"", b"hello", pickle.dumps({"x": 1})):
        path.write_bytes(content)
        with pytest.raises(NpzFormatError):
            load_npz(path, "thing", 1)
    np.savez(path, x=np.array([{"a": 1}], dtype=object))
    with pytest.raises(NpzFormatError):
        load_npz(path, "thing", 1)
    np.save(tmp_path / "b.npy", np.arange(3))
    with pytest.raises(NpzFormatError):
        load_npz(tmp_path / "b.npy", "thing", 1)


def test_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_npz(tmp_path / "none.npz", "thing", 1)


def test_failed_write_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    save_npz(path, "thing", 1, {"x": np.arange(3)}, {})
    with pytest.raises(TypeError):
        save_npz(path, "thing", 1, {"x": np.arange(3)}, {"unserialisable": object()})
    broken = np.array([object()], dtype=object)
    with pytest.raises((ValueError, TypeError, pickle.PicklingError, AttributeError)):
        save_npz(path, "thing", 1, {"x": np.arange(9), "y": _Unwritable(broken)}, {})  # type: ignore[dict-item]
    assert load_npz(path, "thing", 1)[0]["x"].tolist() == [0, 1, 2]
    assert [each.name for each in tmp_path.iterdir()] == ["a.npz"]


class _Unwritable:
    def __init__(self, array: object) -> None:
        self._array = array

    def __array__(self, dtype: object = None, copy: object = None) -> object:
        raise ValueError("this array cannot be written")
