"""A process to be killed: accepts updates `first` to `last` and prints what Telegram would know."""

from __future__ import annotations

import asyncio
import sys

from bot.store import Store
from tests.support.inboxes import Counting, tap

BATCH = 5


async def main(url: str, first: int, last: int) -> None:
    counting = Counting(await Store.open(url), jitter=0.002)
    await counting.inbox.resume()
    for start in range(first, last + 1, BATCH):
        numbers = range(start, min(start + BATCH, last + 1))
        await counting.inbox.accept([tap(number, person=number % 4) for number in numbers])
        print("accepted", numbers[-1], flush=True)
    await counting.inbox.idle()
    print("idle", last, flush=True)
    await counting.store.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
