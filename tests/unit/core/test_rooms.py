"""The rooms of core: which of them may import which, TensorFlow in one alone, and no circles."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
# The rooms of core, from the ground floor up: room → rooms that its modules may import besides
# their own. `core.errors` is everybody's.
ROOMS = {
    "catalog": set[str](),
    "child": set[str](),
    "titles": {"catalog"},
    "model": {"catalog"},
    "recommend": {"catalog", "titles", "model"},
    "evaluation": {"catalog", "model", "recommend"},
    "training": {"catalog", "child", "model", "evaluation"},
    "trainer": {"catalog", "child", "model", "evaluation", "training"},
}
CORE = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in (ROOT / "core").rglob("*.py")
}


def imports(module: str) -> set[str]:
    """What one module of core imports, inside functions too; modules of core by their full name."""
    found = set()
    for node in ast.walk(ast.parse(CORE[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in CORE else node.module or "" for name in names}
    return found - {module}


def core_imports(module: str) -> set[str]:
    return imports(module) & CORE.keys()


def named_functions(module: str) -> set[str]:
    """What a module calls by a dotted name instead of importing it: "core.room.module.function"."""
    return {
        node.value
        for node in ast.walk(ast.parse(CORE[module].read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value not in CORE
        and node.value.rpartition(".")[0] in CORE
    }


def test_every_room_is_on_the_map_and_says_what_it_is_for() -> None:
    rooms = {module.split(".")[1] for module in CORE if module.count(".") > 1}
    assert rooms == ROOMS.keys()
    for room in rooms:
        tree = ast.parse(CORE[f"core.{room}"].read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), f"core/{room}/__init__.py says nothing"
        assert len(tree.body) == 1, f"core/{room}/__init__.py holds more than its docstring"
    assert {module for module in CORE if module.count(".") == 1} - {
        f"core.{room}" for room in rooms
    } == {"core.errors"}


@pytest.mark.parametrize("module", sorted(CORE))
def test_room_imports_only_rooms_below_it(module: str) -> None:
    if module.count(".") < 2:
        assert not core_imports(module)
        return
    room = module.split(".")[1]
    allowed = ROOMS[room] | {room, "errors"}
    assert {name.split(".")[1] for name in core_imports(module)} <= allowed


def test_no_files_form_a_circle_not_even_by_names() -> None:
    graph = {
        module: core_imports(module) | {name.rpartition(".")[0] for name in named_functions(module)}
        for module in CORE
    }
    list(TopologicalSorter(graph).static_order())  # raises and names the circle


def test_functions_that_core_calls_by_name_are_there() -> None:
    named = {name for module in CORE for name in named_functions(module)}
    assert {"core.trainer.training.train", "core.trainer.retraining.retrain"} <= named
    for name in named:
        module, _, function = name.rpartition(".")
        tree = ast.parse(CORE[module].read_text(encoding="utf-8"))
        assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_tensorflow_is_imported_by_the_trainer_alone() -> None:
    users = {module for module in CORE if "tensorflow" in imports(module)}
    assert users
    assert all(module.startswith("core.trainer.") for module in users)
