"""The one class that runs SQL: named queries inside transactions, the same on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from bot.store.errors import StoreError
from bot.store.migrate import migrate
from bot.store.postgres import Postgres
from bot.store.sqlite import SQLite

Row = Mapping[str, Any]

_KINDS = {"one": "^", "all": "", "run": "!", "many": "*!", "value": "$"}
_MARKS = {
    "SELECT_ONE": "^",
    "SELECT": "",
    "INSERT_UPDATE_DELETE": "!",
    "INSERT_UPDATE_DELETE_MANY": "*!",
    "SELECT_VALUE": "$",
}


class Store:
    """An open, migrated database. Left open, SQLite's thread keeps the process from ending: `close()` it."""

    def __init__(self, driver: SQLite | Postgres) -> None:
        self._driver = driver

    @classmethod
    async def open(cls, url: str, key: str | None = None, *, upto: int | None = None) -> Store:
        """Open `sqlite:///relative.db`, `sqlite:////absolute.db`, `sqlite://:memory:` or `postgresql://…`.

        Creates the folder and the file, and migrates under a lock. `key` encrypts the SQLite file; `upto`
        stops at an earlier schema (tests upgrade from each). Raises StoreError: one line for the operator.
        """
        store = cls(await _driver(url, key))
        try:
            await migrate(store, upto)
        except BaseException:
            await store.close()
            raise
        return store

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._driver.dialect

    async def close(self) -> None:
        await self._driver.close()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Tx]:
        """Commit all at the end, or nothing when the block raises or is cancelled.

        On SQLite one transaction runs at a time, so keep it short and never talk to the network inside it.
        """
        async with self._driver.transaction() as connection:
            tx = Tx(self._driver, connection)
            try:
                yield tx
            finally:
                tx.ended = True


class Tx:
    """One transaction. Each method checks that the query was declared as the kind it is used as."""

    def __init__(self, driver: SQLite | Postgres, connection: Any) -> None:
        self._driver = driver
        self._connection = connection
        self.ended = False

    async def one(self, name: str, /, **params: Any) -> Row | None:
        """The first row of a `name(…)^` query."""
        row = await self._query("one", name, params)(self._connection, **params)
        return None if row is None else dict(row)

    async def all(self, name: str, /, **params: Any) -> list[Row]:
        """Every row of a `name(…)` query."""
        return [dict(row) async for row in self._query("all", name, params)(self._connection, **params)]

    async def run(self, name: str, /, **params: Any) -> int:
        """Run a `name(…)!` query; the number of rows it touched."""
        affected: int = await self._query("run", name, params)(self._connection, **params)
        return affected

    async def many(self, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run a `name(…)*!` query for each row, on one visit to the database."""
        if rows:
            await self._query("many", name, rows[0])(self._connection, rows)

    async def value(self, name: str, /, **params: Any) -> Any:
        """The first column of the first row of a `name(…)$` query, None without a row."""
        return await self._query("value", name, params)(self._connection, **params)

    async def hold(self, key: int) -> None:
        """Until this transaction ends, no other process' transaction holds the same number.

        SQLite's transactions already exclude each other; PostgreSQL takes an advisory lock.
        """
        await self._driver.hold(self._alive(), key)

    async def execute(self, statement: str) -> None:
        """One statement of a migration, as written."""
        await self._driver.execute(self._alive(), statement)

    def _alive(self) -> Any:
        # A statement after the end would silently become part of somebody else's transaction.
        if self.ended:
            raise RuntimeError("this transaction has ended")
        return self._connection

    def _query(self, method: str, name: str, params: Mapping[str, Any]) -> Any:
        self._alive()
        query = getattr(self._driver.queries, name, None)
        if query is None:
            raise LookupError(f"no query is named {name}")
        mark = _MARKS.get(query.operation.name)
        if mark != _KINDS[method]:
            raise TypeError(f"{name} is declared as {name}(…){mark}, not for Tx.{method}")
        if params.keys() != set(query.parameters):
            raise TypeError(f"{name} takes {sorted(query.parameters)}, not {sorted(params)}")
        return query


async def _driver(url: str, key: str | None) -> SQLite | Postgres:
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite":
        return await SQLite.open(rest.removeprefix("/") or ":memory:", key)
    if scheme not in ("postgres", "postgresql"):
        raise StoreError("DATABASE_URL starts with neither sqlite:// nor postgresql://")
    if key is not None:
        raise StoreError("DATABASE_KEY encrypts SQLite only; on PostgreSQL use the server's own encryption")
    return await Postgres.open(url)
