"""Results reach their file whole, or the failure is told."""

import errno
import os
from pathlib import Path

import pytest

from bot.cli.results import STDOUT, ResultError, check_place, write_result


def test_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    place = tmp_path / "found.json"
    place.write_text("old")
    check_place(str(place))
    write_result(str(place), "★\n")
    assert place.read_text(encoding="utf-8") == "★\n"
    assert [path.name for path in tmp_path.iterdir()] == ["found.json"]


def test_dash_is_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    check_place(STDOUT)
    write_result(STDOUT, "text\n")
    assert capsys.readouterr().out == "text\n"


def test_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "found.json"
    place.write_text("old")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ResultError, match=r"found\.json cannot be written: No space left"):
        write_result(str(place), "new")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


@pytest.mark.skipif(getattr(os, "geteuid", int)() == 0, reason="root may write everywhere")
def test_directory_without_permission_is_found_out_before(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ResultError, match="no permission"):
        check_place(str(tmp_path / "found.json"))
    tmp_path.chmod(0o700)
