"""Who may import whom: one table, and every import of the bot is held to it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path
from statistics import median

import pytest

BOT = Path(__file__).parent.parent / "bot"
TOP = {"app", "demo", "config", "logs", "__main__", "gallery"}
LAYERS = {"coach", "content", "store", "pictures", "talk", "chat", "telegram", "delivery", "sandbox"}

MAY_IMPORT: dict[str, set[str]] = {
    "coach": set(),
    "content": {"coach"},
    "store": {"coach"},
    "pictures": {"coach"},
    "talk": {"coach", "content", "store"},
    "chat": {"talk", "coach", "content", "store"},
    "telegram": {"talk", "coach", "content", "store", "pictures"},
    "delivery": {"coach", "store"},
    "sandbox": set(),
} | dict.fromkeys(TOP, LAYERS | TOP)
"""A layer of the bot -> the other layers it may use; what is passed in needs no import."""

ONLY_IN: dict[str, set[str]] = {
    "telegram": {"telegram", "app"},
    "aiosqlite": {"store"},
    "asyncpg": {"store"},
    "sqlcipher3": {"store"},
    "sqlite3": {"store"},
    "aiosql": {"store"},
    "aiogram": {"sandbox"},
    "matplotlib": {"pictures"},
}
"""A package -> the layers that may import it."""

NO_CLOCK_OR_DICE = {"time", "random", "secrets", "uuid", "os", "asyncio", "threading", "socket", "subprocess"}
CLOCKS = {"now", "today", "utcnow", "time", "monotonic"}

FILES = sorted(BOT.rglob("*.py"))


def layer(path: Path) -> str:
    return path.relative_to(BOT).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """The dotted names a module imports, also inside functions and for types only."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            assert node.module is not None
            if node.module == "bot":
                yield from (f"bot.{alias.name}" for alias in node.names)
            else:
                yield node.module


def named(path: Path) -> str:
    return str(path.relative_to(BOT))


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_module_imports_only_what_its_layer_may(path: Path) -> None:
    mine = layer(path)
    if mine == "__init__":
        return
    allowed = MAY_IMPORT[mine] | {mine}
    for name in imports(path):
        package, _, rest = name.partition(".")
        if package == "bot":
            assert rest.split(".")[0] in allowed, f"{named(path)} imports {name}"
        assert mine in ONLY_IN.get(package, {mine}), f"{named(path)} imports {name}"


@pytest.mark.parametrize("path", sorted((BOT / "coach").glob("*.py")), ids=named)
def test_the_coach_has_the_standard_library_only_and_neither_clock_nor_dice(path: Path) -> None:
    for name in imports(path):
        package = name.split(".")[0]
        assert package == "bot" or package in sys.stdlib_module_names, f"{named(path)} imports {name}"
        assert package not in NO_CLOCK_OR_DICE, f"{named(path)} imports {name}"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert not (node.func.attr in CLOCKS and is_a_class_or_module(node.func.value)), (
                f"{named(path)}:{node.lineno} looks at a clock"
            )


def is_a_class_or_module(node: ast.expr) -> bool:
    """`datetime.now`, `dt.datetime.now`, `date.today`, not `act.today`."""
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name in {"datetime", "date", "time"}


def test_every_folder_of_the_bot_is_in_the_table() -> None:
    assert {layer(path) for path in FILES} - {"__init__"} == set(MAY_IMPORT)


def test_starting_the_coach_imports_none_of_the_slow_libraries() -> None:
    slow = {"aiogram", "matplotlib", "numpy"}
    seen: set[Path] = set()
    assert not slow & set(imported_at_start(BOT / "__main__.py", seen))
    assert BOT / "chat" / "router.py" in seen


def imported_at_start(path: Path, seen: set[Path]) -> Iterator[str]:
    """All packages that importing a module of the bot imports, through other modules of the bot."""
    if path in seen or not path.exists():
        return
    seen.add(path)
    for name in at_module_level(path):
        yield name.split(".")[0]
        if name.startswith("bot."):
            parts = name.split(".")[1:]
            for end in range(1, len(parts) + 1):
                below = BOT.joinpath(*parts[:end])
                yield from imported_at_start(below.with_suffix(".py"), seen)
                yield from imported_at_start(below / "__init__.py", seen)


def at_module_level(path: Path) -> Iterator[str]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (
                f"{node.module}.{alias.name}" for alias in node.names if node.module.startswith("bot")
            )


# The size of things, and no circles


def functions() -> Iterator[tuple[str, int]]:
    """Every function of the bot with its lines."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                yield f"{named(path)}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1


def test_functions_are_short() -> None:
    lines = dict(functions())
    assert median(lines.values()) <= 6
    assert [name for name, count in lines.items() if count > 40] == []


def module(path: Path) -> str:
    return ".".join(("bot", *path.relative_to(BOT).with_suffix("").parts)).removesuffix(".__init__")


def test_no_module_is_imported_by_what_it_imports() -> None:
    modules = {module(path): path for path in FILES}
    graph = {name: set(own_imports(path, modules)) - {name} for name, path in modules.items()}
    TopologicalSorter(graph).prepare()  # raises CycleError, naming the circle


def own_imports(path: Path, modules: Mapping[str, Path]) -> Iterator[str]:
    """The modules of the bot that a module names at its top; a package only when nothing in it is named."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = [f"{node.module}.{alias.name}" for alias in node.names]
            named_modules = [name for name in inside if name in modules]
            yield from named_modules or [node.module] * (node.module in modules)
