"""What the documents say about the code is so."""

from __future__ import annotations

import ast
import re
from dataclasses import fields
from functools import cache
from pathlib import Path
from pkgutil import resolve_name

import pytest

from bot.config import _VARIABLES, Settings
from tests.test_layers import LAYERS, MAY_IMPORT, ONLY_IN

ROOT = Path(__file__).parent.parent
BOT = ROOT / "bot"
CODE = re.compile(r"`([^`\n]+)`")


def document(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def cells(table: str, column: int) -> list[str]:
    """One column of the table that begins with that line, its head and the rule below left out."""
    lines = table.split("\n\n")[0].splitlines()[2:]
    return [line.split("|")[column] for line in lines]


# Settings


def test_the_settings_of_the_readme_are_those_that_are_read() -> None:
    table = document("README.md")
    first = cells(table[table.index("| variable |") :], 1)
    assert [name for cell in first for name in CODE.findall(cell)] == [each.name for each in _VARIABLES]


def test_each_setting_has_a_variable() -> None:
    assert {each.name for each in fields(Settings)} == {each.field for each in _VARIABLES}


@cache
def looked_at() -> set[str]:
    """The settings that the bot asks for, outside of reading them."""
    found = set()
    for path in BOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))) if path != BOT / "config.py" else ():
            if isinstance(node, ast.Attribute) and ast.unparse(node.value).endswith("settings"):
                found.add(node.attr)
    return found


@pytest.mark.parametrize("setting", [each.name for each in fields(Settings)])
def test_each_setting_does_something(setting: str) -> None:
    assert setting in looked_at()


# Who may import whom


def test_the_table_of_the_architecture_is_the_one_that_is_tested() -> None:
    text = document("ARCHITECTURE.md")
    table = text[text.index("| layer | may import |") :]
    told = {}
    for layers, allowed in zip(cells(table, 1), cells(table, 2), strict=True):
        for layer in CODE.findall(layers):
            told[layer] = LAYERS if "everything" in allowed else set(CODE.findall(allowed))
    assert told == {layer: MAY_IMPORT[layer] & LAYERS for layer in told}
    assert told.keys() >= LAYERS


def test_who_talks_to_telegram_and_to_a_database_is_as_the_architecture_says() -> None:
    text = " ".join(document("ARCHITECTURE.md").split())
    said = re.search(
        r"The library `telegram` is imported in (.*?) only, database drivers in (.*?) only", text
    )
    assert said
    assert set(CODE.findall(said[1])) == ONLY_IN["telegram"]
    drivers = ("aiosqlite", "asyncpg", "sqlcipher3", "sqlite3", "aiosql")
    assert all(set(CODE.findall(said[2])) == ONLY_IN[driver] for driver in drivers)


# Glossary


def exists(name: str) -> bool:
    """A file, seen from the root or from bot/; else a dotted name below bot."""
    if "/" in name:
        return (ROOT / name).exists() or (BOT / name).exists()
    try:
        return resolve_name(f"bot.{name}") is not None
    except (ImportError, AttributeError):
        return False


def glossary() -> list[str]:
    """What stands in backticks, the word `backticks` in its introduction left out."""
    return CODE.findall(document("docs/glossary.md").partition("\n## ")[2])


@pytest.mark.parametrize("name", glossary())
def test_the_code_that_the_glossary_names_is_there(name: str) -> None:
    assert exists(name)


@pytest.mark.parametrize(
    "name", ["coach/nowhere.py", "coach.model.Nothing", "coach.model.Dose.nothing", "x.y"]
)
def test_a_name_that_is_nowhere_would_be_noticed(name: str) -> None:
    assert not exists(name)


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_the_glossary_is_found(name: str) -> None:
    assert "(docs/glossary.md)" in document(name)
