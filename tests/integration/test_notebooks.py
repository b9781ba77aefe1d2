"""The notebooks run from top to bottom, draw their plots, and are kept without what they showed."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

DIRECTORY = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(DIRECTORY.glob("[0-9]*.ipynb"))
TIMEOUT = 300  # seconds a cell


def read(path: Path) -> NotebookNode:
    notebook: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(notebook)
    return notebook


def code_of(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def plots_of(cell: NotebookNode) -> int:
    return sum("image/png" in output.get("data", {}) for output in cell.outputs)


@pytest.fixture(scope="module")
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where Jupyter, IPython and matplotlib keep their files instead of in somebody's home."""
    return tmp_path_factory.mktemp("jupyter")


@pytest.fixture
def kernel_environment(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of the kernel, which shows plots as pictures in the notebook by default."""
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(name, str(own_home / name.lower()))
    monkeypatch.setenv("MPLCONFIGDIR", str(own_home / "matplotlib"))
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "1")
    monkeypatch.delenv("MPLBACKEND", raising=False)


def test_the_tests_see_the_notebooks() -> None:
    assert [path.name[:2] for path in NOTEBOOKS] == ["01", "02", "03", "04"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_committed_without_outputs(path: Path) -> None:
    for cell in code_of(read(path)):
        assert not cell.outputs, f"{cell.id} has outputs"
        assert cell.execution_count is None, f"{cell.id} has been numbered"
        assert not cell.metadata, f"{cell.id} says when it ran, or more"


@pytest.mark.slow
@pytest.mark.usefixtures("kernel_environment")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
async def test_runs_from_top_to_bottom_and_draws(path: Path) -> None:
    notebook = read(path)
    where = {"metadata": {"path": str(DIRECTORY)}}
    await NotebookClient(notebook, timeout=TIMEOUT, resources=where).async_execute()
    drawing = [cell for cell in code_of(notebook) if "plt.show()" in cell.source]
    assert sum(map(plots_of, code_of(notebook))) >= len(drawing) > 0
