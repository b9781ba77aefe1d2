"""What the documents name is there: files, folders, modules, links, terms of the glossary."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    [ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *(ROOT / "docs/decisions").glob("*.md")]
)
# Folders of the house: what begins like one of them is meant to be in it.
FOLDERS = "bot|core|data|storage|tests|benchmarks|notebooks|docs"

_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`]+)`")
_PATH = re.compile(rf"(?<![\w./-])(?:{FOLDERS})/[\w./-]*")
_FILE = re.compile(r"(?<![\w./-])[\w.-]+\.(?:py|md|toml)(?![\w./-])")  # by its name alone
_MODULE = re.compile(rf"(?<![\w./-])(?:{FOLDERS})(?:\.\w+)+")
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_LAYOUT = re.compile(r"^## Layout\n.*?^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def missing(text: str, folder: Path = ROOT) -> list[str]:
    """What a document in a folder names and what is not there."""
    return [name for name, there in named(text, folder) if not there]


def named(text: str, folder: Path) -> Iterator[tuple[str, bool]]:
    prose = _FENCE.sub("", text)
    for code in _CODE.findall(prose):
        for path in _PATH.findall(code):
            yield path, is_there(path)
        for name in _FILE.findall(code):
            yield name, bool([*ROOT.glob(name), *houses(name)])
        for module in _MODULE.findall(code):
            yield module, is_module(module)
    for link in _LINK.findall(prose):
        if "://" not in link:
            yield link, (folder / link).exists()


def is_there(path: str) -> bool:
    """A path with a slash at the end is a folder."""
    return (ROOT / path).is_dir() if path.endswith("/") else (ROOT / path).exists()


def houses(name: str) -> Iterator[Path]:
    for folder in FOLDERS.split("|"):
        yield from (ROOT / folder).rglob(name)


def is_module(name: str) -> bool:
    """A module or package, or something that a module defines."""
    path = ROOT / name.replace(".", "/")
    if path.is_dir() or path.with_suffix(".py").exists():
        return True
    module, _, defined = name.rpartition(".")
    source = (ROOT / module.replace(".", "/")).with_suffix(".py")
    return source.exists() and re.search(rf"\b{defined}\b", source.read_text("utf-8")) is not None


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_a_document_names_is_there(path: Path) -> None:
    assert not missing(path.read_text(encoding="utf-8"), path.parent)


def test_what_is_not_there_is_found() -> None:
    text = (
        "`core/model/fold_out.py`, `fold_out.py`, [here](docs/fold_out.md), `core.model.fold_out`"
    )
    assert len(missing(text)) == 4
    assert missing("`storage/ratings.py/`, `python -m benchmarks.nothing`") == [
        "storage/ratings.py/",
        "benchmarks.nothing",
    ]
    fine = "`core/model/fold_in.py`, `fold_in.py`, [here](docs/groups.md#figures), `core.model`"
    assert not missing(fine + ", `core.model.fold_in.RatingVector`, `/var/lib/data/x`, `.env`")


def layout() -> list[str]:
    """The paths that the README's map explains, one a line."""
    found = _LAYOUT.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert found is not None
    return [line.split()[0] for line in found[1].splitlines()]


def test_the_map_names_what_is_there() -> None:
    assert not [path for path in layout() if not is_there(path)]


@pytest.mark.parametrize("house", ["bot", "core"])
def test_the_map_names_every_room(house: str) -> None:
    rooms = {path.parent.name for path in (ROOT / house).glob("*/__init__.py")}
    assert {f"{house}/{room}/" for room in rooms} <= set(layout())


def test_the_map_names_every_folder_with_code() -> None:
    folders = {f"{path.name}/" for path in ROOT.iterdir() if path.name in FOLDERS.split("|")}
    assert folders <= set(layout())


def terms() -> list[tuple[str, tuple[Path, ...]]]:
    """Names in the first column of the glossary, with the files in the last one."""
    found = []
    for line in (ROOT / "docs/glossary.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("| ") and not line.startswith("| term "):
            cells = line.strip("|").split("|")
            sources = tuple(ROOT / path for path in _CODE.findall(cells[-1]))
            found += [(name, sources) for name in _CODE.findall(cells[0])]
    return found


def defined(path: Path) -> Iterator[str]:
    """Classes, functions, parameters, fields and names that are given a value."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.arg(arg=name):
                yield name
            case ast.AsyncFunctionDef(name=name) | ast.Name(id=name, ctx=ast.Store()):
                yield name


TERMS = terms()


@pytest.mark.parametrize(("name", "sources"), TERMS, ids=[name for name, _ in TERMS])
def test_terms_of_the_glossary_are_those_of_the_code(name: str, sources: tuple[Path, ...]) -> None:
    assert any(name in set(defined(path)) for path in sources)
