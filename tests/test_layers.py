"""The layers of the program, read from its imports: each module imports only from those above its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "generator"
MODULES = sorted(ROOT.rglob("*.py"))

# From the top down. Modules of one row stand side by side and may import each other.
LAYERS = [
    {"watch", "clock", "crew", "nearest", "localized"},
    {"model", "diagnostics", "formulas"},
    {"worksheets"},
    {"memory"},
    {"sources"},
    {"schemas"},
    {"derive"},
    {"checks"},
    {"render"},
    {"sheets"},
    {"kits", "exports", "editing"},
    {"network"},
    {"addresses"},
    {"engines"},
    {"stamp"},
    {"publish"},
    {"share", "known", "amend"},
    {"progress"},
    {"builds"},
    {"pipeline", "reports"},
    {"preview"},
    {"cli"},
    {"__main__"},
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}

# MkDocs starts the plugin, as a shell starts the command: an entry point may look down, and only inside its function.
ENTRY_POINTS = {"engines/plugin.py": {"pipeline", "cli", "reports"}}
PYDANTIC = {
    "exports/json.py",  # models have to be recognised to be written
    "checks/warnings.py",  # its list of known warnings is a schema of its own
}
MAX_LINES = 330


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def layer_of(path: Path) -> str:
    first = path.relative_to(ROOT).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Every module named by an import, wherever it stands."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide the layer"
            yield from (f"{node.module}.{alias.name}" if node.module == "generator" else str(node.module) for alias in node.names)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """What the tests ask of: every import and every call of a module, wherever it stands."""
    return tuple(node for node in ast.walk(parsed(path)) if isinstance(node, ast.Import | ast.ImportFrom | ast.Call))


def own_layers(path: Path) -> set[str]:
    """The layers of our own that a module imports, at the top or inside a function."""
    found = (name.split(".") for name in imports(path))
    return {parts[1] for parts in found if parts[0] == "generator" and len(parts) > 1 and parts[1] != "__version__"}


def each(test: object) -> object:
    return pytest.mark.parametrize("path", MODULES, ids=name_of)(test)  # type: ignore[operator]


def test_every_layer_is_known() -> None:
    assert {layer_of(path) for path in MODULES} - {"__init__"} == set(RANK)


@each
def test_imports_go_up(path: Path) -> None:
    if layer_of(path) == "__init__":
        assert not own_layers(path)
        return
    allowed = {name for name, rank in RANK.items() if rank <= RANK[layer_of(path)]}
    wrong = own_layers(path) - allowed - ENTRY_POINTS.get(name_of(path), set())
    assert not wrong, f"{name_of(path)} imports {sorted(wrong)}, which stand below it"


@each
def test_imports_stand_at_the_top(path: Path) -> None:
    top = set(map(id, parsed(path).body))
    inside = [node.lineno for node in nodes(path) if isinstance(node, ast.Import | ast.ImportFrom) and id(node) not in top]
    assert not inside or name_of(path) in ENTRY_POINTS, f"{name_of(path)}: import inside a function, line {inside}"


@each
def test_engines_stay_inside_their_layer(path: Path) -> None:
    wrong = {name for name in imports(path) if name.split(".")[0] in ("mkdocs", "properdocs", "material")}
    assert not wrong or layer_of(path) == "engines", f"{name_of(path)} imports {sorted(wrong)}"


@each
def test_pydantic_stays_in_the_schemas(path: Path) -> None:
    wrong = {name for name in imports(path) if name.split(".")[0] in ("pydantic", "pydantic_core")}
    allowed = layer_of(path) == "schemas" or name_of(path) in PYDANTIC
    assert not wrong or allowed, f"{name_of(path)} imports {sorted(wrong)}"


@each
def test_only_the_command_line_prints_and_exits(path: Path) -> None:
    if name_of(path).startswith("cli/"):
        return
    for node in nodes(path):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        assert called not in ("print", "sys.exit", "exit", "quit", "os._exit", "click.echo"), f"{name_of(path)}:{node.lineno}: {called}"


@each
def test_modules_stay_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < MAX_LINES


def test_exceptions_are_still_needed() -> None:
    for name, layers in ENTRY_POINTS.items():
        assert own_layers(ROOT / name) >= layers
    for name in PYDANTIC:
        assert any(module.startswith("pydantic") for module in imports(ROOT / name))
