"""SQLite, plain or encrypted: one connection, one transaction at a time."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Generator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

import aiosql
import aiosqlite
import sqlcipher3
from aiosql.adapters.aiosqlite import AioSQLiteAdapter

from bot.store.errors import StoreError
from bot.store.finish import finish

QUERIES = Path(__file__).parent / "queries"
BUSY_SECONDS = 30.0  # another process (backup, a migration) may hold the file this long
_ERRORS = (sqlite3.Error, sqlcipher3.Error, OSError)


class SQLite:
    """One connection on its own thread, shared: a lock keeps transactions from interleaving on it."""

    dialect = "sqlite"

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self.queries = queries(_OneHop)
        self._connection = connection
        self._lock = asyncio.Lock()
        self._owner: asyncio.Task[Any] | None = None

    @classmethod
    async def open(cls, path: str, key: str | None) -> SQLite:
        """Raises StoreError when the file cannot be read with this key."""
        try:
            if path != ":memory:":
                _create(Path(path))
            connect = _connector(path, key)
            # A failed attempt inside aiosqlite leaves its thread talking to a loop that may be gone.
            await asyncio.to_thread(lambda: connect().close())
            kind = aiosqlite.Connection if path != ":memory:" else _InPlace
            return cls(await kind(connect, iter_chunk_size=64))
        except _ERRORS as error:
            raise StoreError(_reason(path, key, error)) from None

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[aiosqlite.Connection]:
        if self._owner is not None and self._owner is asyncio.current_task():
            raise RuntimeError("a transaction inside a transaction would wait for itself forever")
        async with self._lock:
            self._owner = asyncio.current_task()
            try:
                await self._connection.execute("BEGIN IMMEDIATE")
                yield self._connection
                await self._connection.commit()
            except BaseException:
                # Also right after a cancelled BEGIN or COMMIT: the thread runs them in order, and without an
                # open transaction a rollback does nothing.
                await finish(self._connection.rollback())
                raise
            finally:
                self._owner = None

    async def hold(self, connection: aiosqlite.Connection, key: int) -> None:
        """BEGIN IMMEDIATE already excludes every other writer of the file."""

    async def execute(self, connection: aiosqlite.Connection, statement: str) -> None:
        await connection.execute(statement)

    async def close(self) -> None:
        async with self._lock:
            await finish(self._connection.close())


class _InPlace(aiosqlite.Connection):
    """In memory nothing waits for a disk: what a thread would do is done at once, many times faster."""

    async def _connect(self) -> aiosqlite.Connection:
        self._connection = self._connector()
        return self

    def __await__(self) -> Generator[Any, None, aiosqlite.Connection]:
        return self._connect().__await__()

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return fn(*args, **kwargs)

    async def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class _OneHop(AioSQLiteAdapter):
    """aiosql's adapter visits the connection's thread three times a query; once is enough."""

    async def select(self, conn: Any, _name: str, sql: str, parameters: Any, _record: Any = None) -> Any:
        for row in await conn.execute_fetchall(sql, parameters):
            yield row

    async def select_one(self, conn: Any, _name: str, sql: str, parameters: Any, _record: Any = None) -> Any:
        return next(iter(await conn.execute_fetchall(sql, parameters)), None)

    async def select_value(self, conn: Any, _name: str, sql: str, parameters: Any) -> Any:
        row = next(iter(await conn.execute_fetchall(sql, parameters)), None)
        return None if row is None else row[0]

    async def insert_update_delete(self, conn: Any, _name: str, sql: str, parameters: Any) -> int:
        rows: int = (await conn.execute(sql, parameters)).rowcount
        return rows


@cache
def queries(adapter: Any) -> Any:
    """All named queries; read once, they belong to no connection."""
    return aiosql.from_path(QUERIES, adapter)


def _create(path: Path) -> None:
    """A health diary is nobody else's to read: folder 0700, file 0600; SQLite's side files follow."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _connector(path: str, key: str | None) -> Callable[[], sqlite3.Connection]:
    driver: Any = sqlite3 if key is None else sqlcipher3

    def connect() -> sqlite3.Connection:
        # isolation_level=None: Python's own implicit BEGIN and COMMIT stay out of the way.
        connection: sqlite3.Connection = driver.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            if key is not None:
                quoted = key.replace("'", "''")
                connection.execute("PRAGMA cipher_log_level = NONE").fetchall()  # it would write to stderr
                connection.execute(f"PRAGMA key = '{quoted}'")
            connection.row_factory = driver.Row
            _write_ahead(connection)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(
                "PRAGMA secure_delete = ON"
            ).fetchall()  # what /delete erases is gone from the pages
        except BaseException:
            connection.close()
            raise
        return connection

    return connect


def _write_ahead(connection: Any) -> None:
    """Two processes that both create the file: here, and only here, SQLite does not wait for the other."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
            return
        except _ERRORS as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _reason(path: str, key: str | None, error: Exception) -> str:
    if "not a database" not in str(error):
        return f"DATABASE_URL: {path} cannot be opened: {error}"
    if key is None:
        return f"{path} is not a plain SQLite database; if it is encrypted, set DATABASE_KEY"
    return f"DATABASE_KEY does not open {path}: the key is wrong, or the file is not encrypted"
