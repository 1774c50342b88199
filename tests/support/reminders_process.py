"""A process to be killed: reminds people 1 to `people`, prints each as it is sent, and can be run again."""

from __future__ import annotations

import asyncio
import sys
from datetime import date

from bot.delivery.reminders import Reminders
from bot.store import Store, Tx, agenda
from bot.store.agenda import Due

NOW = 1_800_000_000


async def main(url: str, people: int) -> None:
    store = await Store.open(url)

    async def remind(tx: Tx, due: Due, now: int, *, repeated: bool) -> int | None:
        await agenda.put(tx, due.person, due.kind, now + 86_400)
        return None if repeated else due.person

    async def show(person: int) -> int:
        await asyncio.sleep(0.001)
        print(person, flush=True)
        return person

    async def today(tx: Tx, person: int, now: int) -> date:
        return date(2027, 3, 1)

    async with store.transaction() as tx:
        for person in range(1, people + 1):
            if await agenda.due_at(tx, person, "reminder") is None:
                await agenda.put(tx, person, "reminder", NOW)
    reminders = Reminders(store, remind=remind, show=show, today=today, now=lambda: NOW)
    await reminders.beat()
    await reminders.idle()
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
