"""Numbered SQL files, each applied once, in one transaction together with its record."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.store.errors import StoreError

if TYPE_CHECKING:
    from bot.store.database import Store, Tx

FOLDER = Path(__file__).parent / "migrations"
_LOCK = 0  # no person has this Telegram id, so it never meets a lock of the inbox
_TABLE = """CREATE TABLE IF NOT EXISTS migration (
    version BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL
)"""


class Migration(NamedTuple):
    version: int
    name: str
    path: Path


def migrations(folder: Path = FOLDER) -> list[Migration]:
    """Every `NNNN_name.sql`, in order; raises StoreError unless they count 1, 2, 3 …"""
    found = sorted(
        Migration(int(match[1]), match[2], path)
        for path in folder.glob("*.sql")
        if (match := re.fullmatch(r"(\d{4})_(\w+)", path.stem))
    )
    if [step.version for step in found] != list(range(1, len(found) + 1)):
        raise StoreError(f"migrations do not count 1, 2, 3 …: {[step.path.name for step in found]}")
    return found


async def migrate(store: Store, upto: int | None = None, folder: Path = FOLDER) -> None:
    """Apply what is missing. Several processes may start at once: one migrates, the others wait for it."""
    known = migrations(folder)
    version = await _version(store)
    if version > len(known):
        raise StoreError(
            f"the database has schema {version}, this program knows {len(known)}: start a newer program"
        )
    for step in known[version : len(known) if upto is None else upto]:
        async with store.transaction() as tx:
            await tx.hold(_LOCK)
            if step.version > await _newest(tx):
                await _apply(tx, step)


async def _version(store: Store) -> int:
    async with store.transaction() as tx:
        await tx.hold(_LOCK)
        await tx.execute(_TABLE)
        return await _newest(tx)


async def _newest(tx: Tx) -> int:
    return int(await tx.value("schema_version"))


async def _apply(tx: Tx, step: Migration) -> None:
    for statement in statements(step.path.read_text(encoding="utf-8")):
        await tx.execute(statement)
    await tx.run("schema_record", version=step.version, name=step.name, applied_at=int(time.time()))


def statements(script: str) -> Iterator[str]:
    """The script's statements one by one: sqlite3's executescript would commit halfway.

    Raises StoreError on an unfinished last statement.
    """
    pending = ""
    for piece in re.split(r"(?<=;)", script):
        pending += piece
        if sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""
    if re.sub(r"--[^\n]*", "", pending).strip():
        raise StoreError(f"a migration ends in the middle of a statement: …{pending.strip()[-60:]}")
