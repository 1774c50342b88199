"""PostgreSQL: a pool, one connection for each transaction."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from aiosql.adapters.asyncpg import AsyncPGAdapter

from bot.store.errors import StoreError
from bot.store.finish import finish
from bot.store.sqlite import queries

CONNECTIONS = 10
COMMAND_SECONDS = 60.0


class Postgres:
    """A pool of connections; a transaction has its own."""

    dialect = "postgresql"

    def __init__(self, pool: Any) -> None:
        self.queries = queries(_CountingAdapter)
        self._pool = pool

    @classmethod
    async def open(cls, url: str) -> Postgres:
        """Raises StoreError when the server cannot be reached or refuses, without the URL's password."""
        try:
            pool = await asyncpg.create_pool(
                url, min_size=1, max_size=CONNECTIONS, command_timeout=COMMAND_SECONDS
            )
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, ValueError) as error:
            raise StoreError(f"DATABASE_URL: PostgreSQL cannot be reached ({type(error).__name__})") from None
        return cls(pool)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Any]:
        async with self._pool.acquire() as connection, connection.transaction():
            yield connection

    async def hold(self, connection: Any, key: int) -> None:
        await connection.execute("SELECT pg_advisory_xact_lock($1)", key)

    async def execute(self, connection: Any, statement: str) -> None:
        await connection.execute(statement)

    async def close(self) -> None:
        await finish(self._pool.close())


class _CountingAdapter(AsyncPGAdapter):
    """aiosql hands on PostgreSQL's status, "UPDATE 3"; the count is what SQLite gives."""

    async def insert_update_delete(self, conn: Any, name: str, sql: str, parameters: Any) -> int:
        ordered: Any = self.maybe_order_params
        status: str = await conn.execute(sql, *ordered(name, parameters))
        return int(status.rpartition(" ")[2])
