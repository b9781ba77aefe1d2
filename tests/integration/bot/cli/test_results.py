"""Results reach their file whole, or the failure is told."""

import errno
import os
import stat
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from bot.cli.results import (
    STDOUT,
    ResultError,
    check_place,
    is_standard_output,
    is_written_into,
    write_result,
)


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


needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="/dev/fd leads elsewhere")


def write(place: Path | str, text: str = "new\n") -> None:
    check_place(str(place))
    write_result(str(place), text)


@contextmanager
def pipe() -> Iterator[tuple[int, int]]:
    with ExitStack() as stack:
        ends = os.pipe()
        for end in ends:
            stack.callback(os.close, end)
        yield ends


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such pipes")
def test_pipe_is_written_into_and_stays_one(tmp_path: Path) -> None:
    place, heard = tmp_path / "pipe", []
    os.mkfifo(place)
    (tmp_path / "link").symlink_to(place)
    for name in ("pipe", "link"):
        reader = threading.Thread(target=lambda: heard.append(place.read_text()))
        reader.start()
        write(tmp_path / name)
        reader.join()
    assert heard == ["new\n", "new\n"]
    assert stat.S_ISFIFO(place.stat().st_mode)
    assert is_written_into(str(tmp_path / "link"))


def test_link_stays_one_and_the_file_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "file.csv", tmp_path / "link.csv"
    link.symlink_to(Path("real") / "file.csv")
    (tmp_path / "chain.csv").symlink_to(link)
    for place in (link, tmp_path / "chain.csv"):  # the first time it leads nowhere yet
        write(place, place.name)
        assert target.read_text() == place.name
        assert place.is_symlink()
    assert {path.name for path in target.parent.iterdir()} == {"file.csv"}


@pytest.mark.parametrize("leads_to", ["circle.csv", "nowhere/file.csv"])
def test_link_that_leads_nowhere_is_one_sentence(tmp_path: Path, leads_to: str) -> None:
    (tmp_path / "circle.csv").symlink_to(leads_to)
    with pytest.raises(ResultError, match=r"circle\.csv cannot be written: "):
        check_place(str(tmp_path / "circle.csv"))


def test_long_name_is_one_sentence_or_written(tmp_path: Path) -> None:
    write(tmp_path / ("x" * 255))
    with pytest.raises(ResultError, match="cannot be written: File name too long"):
        check_place(str(tmp_path / ("x" * 256)))


@needs_linux
def test_own_stream_is_written_into(tmp_path: Path) -> None:
    with pipe() as (read_end, write_end):
        for place in (f"/dev/fd/{write_end}", f"/proc/self/fd/{write_end}"):
            write(place)
            assert os.read(read_end, 9) == b"new\n"
        (tmp_path / "link").symlink_to(f"/dev/fd/{write_end}")
        write(tmp_path / "link")
        assert os.read(read_end, 9) == b"new\n"
        with pytest.raises(ResultError, match="open for reading only"):
            check_place(f"/dev/fd/{read_end}")
    with pytest.raises(ResultError, match="Bad file descriptor"):
        check_place(f"/dev/fd/{write_end}")


@needs_linux
def test_file_behind_a_stream_is_gone_on_with(tmp_path: Path) -> None:
    file = tmp_path / "log"
    with file.open("w") as stream:
        stream.write("before\n")
        stream.flush()
        write(f"/dev/fd/{stream.fileno()}")
        stream.write("after\n")
        with pytest.raises(ResultError, match="the same file as"):
            check_place(f"/dev/fd/{stream.fileno()}", [file])
    assert file.read_text() == "before\nnew\nafter\n"


@needs_linux
def test_pipe_that_nobody_reads_any_more_is_one_sentence() -> None:
    with pipe() as (read_end, write_end):
        gone = os.dup(write_end)
        os.close(read_end)
        with pytest.raises(ResultError, match="Broken pipe"):
            write(f"/dev/fd/{gone}")
        os.close(gone)
        os.dup2(write_end, read_end)


@pytest.mark.parametrize(("minor", "full"), [(3, False), (7, True)])
def test_device_is_written_into_and_stays_one(tmp_path: Path, minor: int, *, full: bool) -> None:
    place = tmp_path / "device"  # never the machine's own
    try:
        os.mknod(place, stat.S_IFCHR | 0o600, os.makedev(1, minor))
        place.open("wb").close()
    except (OSError, AttributeError):
        pytest.skip("devices are for root, on some file systems")
    if full:
        with pytest.raises(ResultError, match="No space left on device"):
            write(place)
    else:
        write(place)
    assert stat.S_ISCHR(place.stat().st_mode)
    assert [path.name for path in tmp_path.iterdir()] == ["device"]


def test_input_is_never_written_over_under_any_name(tmp_path: Path) -> None:
    read = tmp_path / "read.csv"
    read.write_text("mine")
    (tmp_path / "link.csv").symlink_to(read)
    (tmp_path / "hard.csv").hardlink_to(read)
    (tmp_path / "folder").mkdir()
    (tmp_path / "other").symlink_to(tmp_path)
    for name in ("read.csv", "link.csv", "hard.csv", "folder/../read.csv", "other/read.csv"):
        with pytest.raises(ResultError, match=r"is the same file as .*read\.csv, which is read"):
            check_place(str(tmp_path / name), [tmp_path / "gone.csv", read])
    check_place(str(tmp_path / "new.csv"), [read, tmp_path / "gone.csv"])


def test_bytes_on_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write_result(STDOUT, b"PK\xff")
    assert capfdbinary.readouterr().out == b"PK\xff"
    assert is_standard_output(STDOUT)
    assert not is_standard_output("gone.csv")


def test_name_of_no_device_is_refused() -> None:
    with pytest.raises(ResultError, match="there is no such device"):
        check_place("/dev/stdou")
