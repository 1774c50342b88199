"""Long polling against the sandbox."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import pytest
from telegram.ext import ExtBot

from bot.sandbox import Sandbox
from bot.store import Store
from bot.store.inbox import Update
from bot.telegram.polling import Polling
from tests.support.inboxes import Counting

HEARD = ["message", "callback_query"]


class Box:
    """Takes batches; refuses as many as told."""

    def __init__(self) -> None:
        self.taken: list[Update] = []
        self.refuse = 0
        self.came = asyncio.Event()

    async def accept(self, updates: list[Update]) -> None:
        if self.refuse:
            self.refuse -= 1
            raise OSError("the disk is full")
        self.taken += updates
        self.came.set()

    async def texts(self, count: int) -> list[str]:
        async with asyncio.timeout(5):
            while len(self.taken) < count:
                self.came.clear()
                await self.came.wait()
        return [update["message"]["text"] for update in self.taken]


@asynccontextmanager
async def polling(
    bot: ExtBot[None],
    accept: Callable[[list[Update]], Awaitable[None]],
    seconds: int = 1,
    pause: float = 0.01,
) -> AsyncIterator[Polling]:
    made = Polling(bot, accept, allowed_updates=HEARD, timeout=seconds, pauses=(pause,))
    task = asyncio.create_task(made.run())
    yield made
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_updates_come_as_telegram_wrote_them(bot: ExtBot[None], sandbox: Sandbox) -> None:
    box = Box()
    anna = sandbox.add_person()
    async with polling(bot, box.accept):
        anna.says("/start")
        anna.says("hello")
        assert await box.texts(2) == ["/start", "hello"]
    update = box.taken[0]
    assert set(update) == {"update_id", "message"}
    assert update["message"]["from"]["id"] == anna.id
    assert isinstance(update["message"]["date"], int)


async def test_what_was_not_stored_comes_again(bot: ExtBot[None], sandbox: Sandbox) -> None:
    box = Box()
    box.refuse = 2
    sandbox.add_person().says("hello")
    async with polling(bot, box.accept):
        assert await box.texts(1) == ["hello"]


async def test_what_was_stored_comes_once(bot: ExtBot[None], sandbox: Sandbox) -> None:
    box = Box()
    anna = sandbox.add_person()
    async with polling(bot, box.accept):
        anna.says("one")
        await box.texts(1)
        anna.says("two")
        assert await box.texts(2) == ["one", "two"]


async def test_polling_goes_on_after_telegram_was_away(bot: ExtBot[None], sandbox: Sandbox) -> None:
    box = Box()
    anna = sandbox.add_person()
    port = urlsplit(sandbox.url).port
    async with polling(bot, box.accept):
        anna.says("before")
        await box.texts(1)
        await sandbox.stop()
        anna.says("meanwhile")
        await asyncio.sleep(0.1)
        assert port is not None
        await sandbox.start(port=port)
        assert await box.texts(2) == ["before", "meanwhile"]


async def test_an_old_webhook_is_removed_first_and_nothing_is_lost(
    bot: ExtBot[None], sandbox: Sandbox
) -> None:
    await bot.set_webhook("https://127.0.0.1:1/old")
    sandbox.add_person().says("hello")
    box = Box()
    async with polling(bot, box.accept):
        assert await box.texts(1) == ["hello"]


async def test_a_second_poller_is_one_clear_line(
    bot: ExtBot[None], sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="bot.telegram"):
        async with polling(bot, Box().accept, seconds=5), polling(bot, Box().accept, seconds=5):
            await asyncio.sleep(0.3)
    conflicts = [each for each in caplog.messages if "another program" in each]
    assert 1 <= len(conflicts) <= 4
    assert "TELEGRAM_BOT_TOKEN" in conflicts[0]


async def test_nothing_is_lost_or_repeated_when_telegram_repeats_and_breaks(
    store: Store, bot: ExtBot[None], sandbox: Sandbox
) -> None:
    """Polling and the inbox together, with a restart of both in the middle."""
    counting = Counting(store)
    people = [sandbox.add_person() for _ in range(3)]
    sandbox.faults.duplicate(times=10, chance=0.5)
    sandbox.faults.fail("getUpdates", times=3, chance=0.3)
    total = 30
    async with polling(bot, counting.inbox.accept):
        for nr in range(total // 2):
            people[nr % 3].says(f"hello {nr}")
            await asyncio.sleep(0.002)
    await counting.inbox.close()
    counting.inbox = counting.make()
    await counting.inbox.resume()
    async with polling(bot, counting.inbox.accept):
        for nr in range(total // 2, total):
            people[nr % 3].says(f"hello {nr}")
        await counting.until(total)
        await counting.inbox.idle()
    await counting.inbox.close()
    assert len(counting.applied) == len(set(counting.applied)) == total
