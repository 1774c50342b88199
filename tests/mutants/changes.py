"""Every change of one operator or number that the coach's code allows: small mistakes somebody could make."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from itertools import accumulate, pairwise
from pathlib import Path
from types import ModuleType

COACH = Path("bot/coach")
MEANT = Path("tests/mutants/meant.toml")
SWAPS: dict[type[ast.AST], tuple[bytes, bytes]] = {
    ast.Lt: (b"<", b"<="),
    ast.LtE: (b"<=", b"<"),
    ast.Gt: (b">", b">="),
    ast.GtE: (b">=", b">"),
    ast.Eq: (b"==", b"!="),
    ast.NotEq: (b"!=", b"=="),
    ast.IsNot: (b"is not", b"is"),
    ast.NotIn: (b"not in", b"in"),
    ast.And: (b"and", b"or"),
    ast.Or: (b"or", b"and"),
    ast.Add: (b"+", b"-"),
    ast.Sub: (b"-", b"+"),
}
OTHERS = {"min": b"max", "max": b"min", "any": b"all", "all": b"any"}
SAYS_NOTHING = {"annotation", "returns", "decorator_list"}  # parts of the code that decide nothing

Edit = tuple[int, int, bytes]
"""From where to where in the file, and what stands there instead."""


@dataclass(frozen=True)
class Change:
    """One small mistake: what it makes of a line of a file."""

    path: Path
    name: str  # of the function or the constant
    source: bytes
    edit: Edit

    @cached_property
    def line(self) -> int:
        return self.source.count(b"\n", 0, self.edit[0]) + 1

    @cached_property
    def changed(self) -> bytes:
        start, end, new = self.edit
        return self.source[:start] + new + self.source[end:]

    @property
    def was(self) -> str:
        return _line(self.source, self.line)

    @property
    def becomes(self) -> str:
        return _line(self.changed, self.line)

    @property
    def key(self) -> tuple[str, str]:
        """Survives that lines move."""
        return f"{self.path.stem}.{self.name}", self.becomes

    def apply(self) -> None:
        """Into this process, which has nothing of the coach imported yet; no file is touched."""
        package = import_module(".".join(self.path.parent.parts))
        module = ModuleType(f"{package.__name__}.{self.path.stem}")
        module.__file__ = str(self.path)
        sys.modules[module.__name__] = module
        setattr(package, self.path.stem, module)
        exec(compile(self.changed, self.path, "exec"), module.__dict__)


def _line(source: bytes, line: int) -> str:
    return source.split(b"\n")[line - 1].decode().strip()


def changes(folder: Path = COACH) -> list[Change]:
    """All of them, in the order of the files."""
    return [change for path in sorted(folder.glob("*.py")) for change in _of_file(path)]


def _of_file(path: Path) -> Iterator[Change]:
    source = path.read_bytes()
    starts = [0, *accumulate(len(line) + 1 for line in source.split(b"\n"))]
    for name, node in _named(ast.parse(source), ""):
        for edit in _edits(node, source, starts):
            yield Change(path, name, source, edit)


def _named(node: ast.AST, name: str) -> Iterator[tuple[str, ast.AST]]:
    """Every node that decides something, with the function or constant it belongs to."""
    yield name, node
    for field, value in ast.iter_fields(node):
        if field not in SAYS_NOTHING:
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from _named(child, _name(child, name))


def _name(node: ast.AST, inside: str) -> str:
    match node:
        case ast.FunctionDef(name=own) | ast.ClassDef(name=own):
            return f"{inside}.{own}" if inside else own
        case ast.Assign() | ast.AnnAssign() if not inside:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            return ast.unparse(target).strip("()").split(",")[0]
    return inside


def _edits(node: ast.AST, source: bytes, starts: list[int]) -> Iterator[Edit]:
    def start(at: ast.expr) -> int:
        return starts[at.lineno - 1] + at.col_offset

    def end(at: ast.expr) -> int:
        assert at.end_lineno is not None
        assert at.end_col_offset is not None
        return starts[at.end_lineno - 1] + at.end_col_offset

    def swapped(operator: ast.AST, left: ast.expr, right: ast.expr) -> Iterator[Edit]:
        if swap := SWAPS.get(type(operator)):
            at = source.index(swap[0], end(left), start(right))
            yield at, at + len(swap[0]), swap[1]

    match node:
        case ast.Compare(left, operators, others):
            for operator, (one, two) in zip(operators, pairwise([left, *others]), strict=True):
                yield from swapped(operator, one, two)
        case ast.BoolOp(op, values):
            for one, two in pairwise(values):
                yield from swapped(op, one, two)
        case ast.BinOp(left, op, right):
            yield from swapped(op, left, right)
        case ast.AugAssign(ast.expr() as left, op, right):
            yield from swapped(op, left, right)
        case ast.UnaryOp(ast.Not()):
            yield start(node), start(node) + len(b"not "), b""
        case ast.Constant(bool() as value):
            yield start(node), end(node), str(not value).encode()
        case ast.Constant(int() | float() as number):
            for other in (number + 1, number - 1):
                yield start(node), end(node), str(round(other, 6)).encode()
        case ast.Call(ast.Name(called) as func) if called in OTHERS:
            yield start(func), end(func), OTHERS[called]


def meant() -> dict[tuple[str, str], str]:
    """Those that change nothing, and why."""
    groups = tomllib.loads(MEANT.read_text("utf-8"))["nothing"]
    return {(group["where"], line): group["why"] for group in groups for line in group["becomes"]}
