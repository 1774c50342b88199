"""Copies of a person as stored at one moment: a long way is gone once, and much happens at its end."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from tests.conftest import World
from tests.support.person import Person

Row = dict[str, Any]
NOT_FACTS = {"dialog", "agenda", "delivery"}  # the conversation, and what the coach says by itself


class Copies:
    """What was stored about a person when this was made."""

    def __init__(self, world: World, original: Person) -> None:
        self._path = world.settings.database_url.removeprefix("sqlite:///")
        self._world = world
        self._rows = self._stored(original.id)

    async def make(self, name: str) -> Person:
        """Somebody else with the same past, who has not written in this chat yet."""
        person = self._world.person(name)
        await asyncio.to_thread(self._write, person.id)  # the bot's own transactions may have to end first
        return person

    def _write(self, person: int) -> None:
        with self._database() as database:
            for table, rows in self._rows.items():
                for row in rows:
                    _put(database, table, {**row, _key(table): person})
            database.execute("UPDATE dialog SET message = NULL WHERE person = ?", (person,))
            database.commit()

    def lost(self, copy: Person) -> list[str]:
        """The facts of the original that are not stored about the copy any more."""
        now = self._stored(copy.id)
        return [
            f"{table}: {row}"
            for table, rows in self._rows.items()
            if table not in NOT_FACTS
            for row in rows
            if not any(_says(table, row) <= _says(table, each) for each in now[table])
        ]

    def _stored(self, person: int) -> dict[str, list[Row]]:
        with self._database() as database:
            return {
                table: _read(database, f"SELECT * FROM {table} WHERE {_key(table)} = ?", person)
                for table in _tables(database)
            }

    @contextlib.contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        with contextlib.closing(sqlite3.connect(self._path)) as database:
            database.row_factory = sqlite3.Row
            yield database


def _tables(database: sqlite3.Connection) -> list[str]:
    """Those with rows of people, what is under way not counted."""
    every = [row["name"] for row in _read(database, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    columns = {each: _read(database, "SELECT name FROM pragma_table_info(?)", each) for each in every}
    return [each for each in every if each != "inbox" and {"name": _key(each)} in columns[each]]


def _key(table: str) -> str:
    """The column that says whose a row is."""
    return "id" if table == "person" else "person"


def _read(database: sqlite3.Connection, query: str, *values: Any) -> list[Row]:
    return [dict(row) for row in database.execute(query, values)]


def _put(database: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> None:
    marks = ", ".join("?" for _ in row)
    database.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))


def _says(table: str, row: Row) -> set[tuple[str, Any]]:
    """What a row says, but for whose it is; what is not known yet may be known later."""
    return {(name, value) for name, value in row.items() if name != _key(table) and value is not None}
