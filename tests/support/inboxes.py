"""An inbox whose effects can be counted: each update adds one to its own row."""

from __future__ import annotations

import asyncio
import random
from typing import Any

from bot.delivery.inbox import Inbox
from bot.store import Store, Tx
from bot.store.inbox import Update


def tap(update_id: int, person: int = 1, data: str = "") -> Update:
    return {"update_id": update_id, "callback_query": {"id": "q", "from": {"id": person}, "data": data}}


class Counting:
    """Counts effects in the database, and remembers in memory what was shown."""

    def __init__(self, store: Store, *, jitter: float = 0.0) -> None:
        self.store = store
        self.jitter = jitter
        self.applied: list[int] = []
        self.shown: list[int] = []
        self.redrawn: list[int] = []
        self.dropped: list[int] = []
        self.started = asyncio.Event()  # something was applied
        self.progress = asyncio.Event()  # something was shown
        self.inbox: Inbox[int] = self.make()

    def make(self, **changes: Any) -> Inbox[int]:
        parts: dict[str, Any] = {
            "apply": self.apply,
            "show": self.show,
            "again": self.again,
            "failed": self.failed,
            "now": lambda: 1_800_000_000,
            "pauses": (0.001, 0.001),
        }
        return Inbox(self.store, **(parts | changes))

    async def apply(self, tx: Tx, update: Update) -> int:
        number: int = update["update_id"]
        await add_one(tx, number)
        await self._while()
        self.applied.append(number)
        self.started.set()
        return number

    async def show(self, reply: int) -> None:
        await self._while()
        self.shown.append(reply)
        self.progress.set()

    async def until(self, count: int) -> None:
        """Wait until so many different updates were shown."""
        async with asyncio.timeout(10):
            while len(set(self.shown)) < count:
                self.progress.clear()
                await self.progress.wait()

    async def again(self, tx: Tx, update: Update) -> int:
        self.redrawn.append(update["update_id"])
        return int(update["update_id"])

    async def failed(self, update: Update) -> None:
        self.dropped.append(update["update_id"])

    async def _while(self) -> None:
        if self.jitter:
            await asyncio.sleep(random.random() * self.jitter)


async def add_one(tx: Tx, number: int) -> None:
    before = await effects_in(tx, number)
    await tx.run("file_put", digest=str(number), bot_id=0, kind="effect", file_id=str(before + 1))


async def effects_in(tx: Tx, number: int) -> int:
    return int(await tx.value("file_get", digest=str(number), bot_id=0, kind="effect") or 0)


async def effects(store: Store, number: int) -> int:
    """How often an update took effect."""
    async with store.transaction() as tx:
        return await effects_in(tx, number)


async def left(store: Store) -> list[int]:
    """The updates still in the table."""
    async with store.transaction() as tx:
        return [row["update_id"] for row in await tx.all("inbox_left")]
