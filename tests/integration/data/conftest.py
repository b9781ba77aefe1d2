"""Releases of MovieLens in miniature, written as real files."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Files = Mapping[str, str | bytes]


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Files], Path]:
    """Write files into a directory "ml-tiny" and return it."""

    def write_files(files: Files) -> Path:
        directory = tmp_path / "ml-tiny"
        for name, content in files.items():
            path = directory / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return directory

    return write_files


@pytest.fixture
def write_zip(tmp_path: Path) -> Callable[[Files], Path]:
    """Write files into "ml-tiny.zip" and return it."""

    def write_files(files: Files) -> Path:
        path = tmp_path / "ml-tiny.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        return path

    return write_files


@pytest.fixture
def movies() -> str:
    """A movies.csv of three films."""
    return (
        "movieId,title,genres\n"
        "1,Toy Story (1995),Adventure|Animation|Children\n"
        '6,"City of Lost Children, The (Cité des enfants perdus, La) (1995)",Drama\n'
        "17,Stranger Things,(no genres listed)\n"
    )


@pytest.fixture
def ratings() -> str:
    """A ratings.csv of two users, as GroupLens sorts it."""
    return (
        "userId,movieId,rating,timestamp\n"
        "1,1,4.0,964982703\n"
        "1,6,0.5,964982704\n"
        "2,6,5.0,1445714994\n"
        "2,17,3.5,1445714996\n"
    )


@pytest.fixture(scope="session")
def ml_latest_small() -> Path:
    """The release of September 2018, where it lies beside the repository."""
    path = Path(__file__).resolve().parents[4] / "shared" / "data" / "ml-latest-small"
    if not path.is_dir():
        pytest.skip("ml-latest-small of 2018 is not in ../shared/data/ml-latest-small")
    return path
