"""One update that can never be stored must not keep everybody's from being heard."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from telegram.ext import ExtBot

from bot.store import Store
from bot.telegram.transport import Transport
from tests.support.inboxes import Counting, left, tap
from tests.support.poison import POISON, WORDS
from tests.telegram.test_polling import polling


class Telegram:
    """Hands out whatever waits, from an offset on, as Telegram does; what has no number stays."""

    def __init__(self) -> None:
        self.waiting: list[Any] = []
        self.offsets: list[int] = []
        self.polled = asyncio.Event()
        self.url = ""

    async def answer(self, request: web.Request) -> web.Response:
        if "getUpdates" not in request.path:
            return web.json_response({"ok": True, "result": True})
        offset = int(str((await request.post()).get("offset", 0)))
        self.offsets.append(offset)
        self.polled.set()
        self.waiting = [each for each in self.waiting if _number(each, offset) >= offset]
        await asyncio.sleep(0.01)
        return web.Response(text=json.dumps({"ok": True, "result": self.waiting}))

    async def confirmed(self, upto: int) -> None:
        async with asyncio.timeout(5):
            while self.offsets[-1:] != [upto + 1]:
                await self.next_poll()

    async def next_poll(self) -> None:
        self.polled.clear()
        await self.polled.wait()


def _number(update: Any, unknown: int) -> float:
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if isinstance(number, int | float) else unknown


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    made = Telegram()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", made.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield made
    await runner.cleanup()


@pytest.fixture
async def heard(telegram: Telegram) -> AsyncIterator[ExtBot[None]]:
    async with Transport() as usual, Transport() as polled:
        url = f"{telegram.url}/bot"
        yield ExtBot[None]("1:demo", base_url=url, request=usual, get_updates_request=polled)


@pytest.fixture
async def counting(store: Store) -> AsyncIterator[Counting]:
    made = Counting(store)
    yield made
    await made.inbox.close()


async def test_the_others_of_the_batch_are_answered_and_none_of_it_comes_again(
    telegram: Telegram, heard: ExtBot[None], counting: Counting, caplog: pytest.LogCaptureFixture
) -> None:
    """Also half a character: its person gets an answer."""
    sick = [POISON[name] for name in ("a body that is a number", "a person beyond 64 bits")]
    telegram.waiting = [tap(70, data="\ud800"), *sick, tap(80, person=2)]
    async with polling(heard, counting.inbox.accept):
        await counting.until(2)
        await telegram.confirmed(80)
        telegram.waiting = [tap(81)]
        await counting.until(3)
        await counting.inbox.idle()  # it is shown a moment before it is removed
    assert sorted(counting.shown) == [70, 80, 81]
    assert await left(counting.store) == []
    assert len([line for line in caplog.messages if "set aside" in line]) == 2


async def test_a_poisoned_last_one_is_passed_over_too(
    telegram: Telegram, heard: ExtBot[None], counting: Counting
) -> None:
    telegram.waiting = [POISON["a chat in words"]]
    async with polling(heard, counting.inbox.accept):
        await telegram.confirmed(78)
    assert telegram.waiting == []


@pytest.mark.parametrize("name", ["a number", "no number", "a number beyond 64 bits", "a number in words"])
async def test_one_without_a_usable_number_holds_up_nobody_and_is_not_asked_for_without_a_pause(
    telegram: Telegram,
    heard: ExtBot[None],
    counting: Counting,
    caplog: pytest.LogCaptureFixture,
    name: str,
) -> None:
    """Telegram cannot be told that it arrived, so it stays; what came after it is still heard."""
    telegram.waiting = [POISON[name], tap(5)]
    async with polling(heard, counting.inbox.accept, pause=0.2):
        await counting.until(1)
        await asyncio.sleep(0.3)
        assert len(telegram.offsets) < 8
        telegram.waiting.append(tap(6))
        await counting.until(2)
    assert telegram.waiting[0] is POISON[name]
    assert max(telegram.offsets) in (6, 7)
    assert WORDS not in caplog.text


async def test_a_database_that_is_away_keeps_the_offset(
    telegram: Telegram, heard: ExtBot[None], counting: Counting
) -> None:
    telegram.waiting = [POISON["a body that is text"], tap(80)]
    async with counting.store.transaction() as tx:
        await tx.execute("ALTER TABLE inbox RENAME TO away")
    async with polling(heard, counting.inbox.accept):
        for _ in range(3):
            await telegram.next_poll()
        assert set(telegram.offsets) == {0}
        async with counting.store.transaction() as tx:
            await tx.execute("ALTER TABLE away RENAME TO inbox")
        await telegram.confirmed(80)
    await counting.inbox.idle()
    assert counting.shown == [80]
