"""The sentences that the code asks for: read in its source, so that none is missing and none kept in vain."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

BOT = Path(__file__).parent.parent
ROOMS = ("chat", "talk", "telegram", "app.py", "content/never.py")  # where sentences are looked up
KEY = re.compile(r"[a-z]+(-[a-z]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+")

TABLE = "asked.py"  # says what composed keys may be; asks for none itself
FILE = ".png"  # spelt like a key, too

Composed = Mapping[str, Iterable[str | tuple[str, ...]]]
"""A key with {} for what the code puts in -> all that it may put in; a tuple where there are several {}."""


@dataclass(frozen=True, slots=True)
class Asked:
    """All sentences that the code asks for. Places are a file and a line: "bot/chat/why.py:43"."""

    keys: Mapping[str, str]  # looked up: key -> a place that does it
    named: Mapping[str, str]  # spelt like a key: passed on, or chosen beforehand
    unknown: Mapping[str, str]  # key with {} -> a place; nobody has said what it may be
    stale: tuple[str, ...]  # key with {} of which was said what it may be, but nowhere in the code

    def missing(self, known: Collection[str]) -> dict[str, str]:
        """What is asked for and not known, with a place. A mere name counts where its table is known."""
        tables = tuple({f"{key.split('.')[0]}." for key in known})
        named = {key: place for key, place in self.named.items() if key.startswith(tables)}
        return {key: place for key, place in {**named, **self.keys}.items() if key not in known}

    def unused(self, known: Iterable[str]) -> list[str]:
        return [key for key in known if key not in self.keys and key not in self.named]


def asked(composed: Composed, root: Path = BOT) -> Asked:
    """What the code below `root` asks for, with `composed` for the keys that it puts together."""
    looked_up, spelt = _found(root)
    whole = {key: place for key, place in looked_up.items() if "{}" not in key}
    for pattern, pieces in composed.items():
        for each in pieces if pattern in spelt else ():
            key = pattern.format(*((each,) if isinstance(each, str) else each))
            whole.setdefault(key, spelt[pattern])
    return Asked(
        keys=whole,
        named={key: place for key, place in spelt.items() if KEY.fullmatch(key) and FILE not in key},
        unknown={key: place for key, place in looked_up.items() if "{}" in key and key not in composed},
        stale=tuple(sorted(composed.keys() - spelt.keys())),
    )


def _found(root: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Every text that is looked up, and every text at all, each with the first place."""
    looked_up: dict[str, str] = {}
    spelt: dict[str, str] = {}
    for path in _files(root):
        name = path.relative_to(root.parent).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            place = f"{name}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Call) and node.args and _looks_up(node.func):
                for key in _spelt(node.args[0]):
                    looked_up.setdefault(key, place)
            for key in _spelt(node):
                spelt.setdefault(key, place)
    return looked_up, spelt


def _files(root: Path) -> Iterator[Path]:
    for room in ROOMS:
        files = sorted((root / room).glob("*.py")) if (root / room).is_dir() else [root / room]
        yield from (path for path in files if path.name != TABLE)


def _looks_up(function: ast.expr) -> bool:
    """`words(…)`, `act.words(…)`, `texts(…)`, `act.words.lines(…)`, `words.has(…)`."""
    if not isinstance(function, ast.Attribute):
        return isinstance(function, ast.Name) and function.id in ("words", "texts")
    of_words = ast.unparse(function.value).endswith("words")
    return function.attr in ("words", "texts") or (function.attr in ("lines", "has") and of_words)


def _spelt(node: ast.AST) -> list[str]:
    """The texts that an expression may be, with {} for what is known only later; none for a mere name."""
    if isinstance(node, ast.IfExp):
        return _spelt(node.body) + _spelt(node.orelse)
    text = _pieces(node)
    return [] if text == "{}" else [text]


def _pieces(node: ast.AST) -> str:
    match node:
        case ast.Constant(str(text)):
            return text
        case ast.JoinedStr(values):
            return "".join(map(_pieces, values))
        case ast.BinOp(left, ast.Add(), right):
            return _pieces(left) + _pieces(right)
    return "{}"
