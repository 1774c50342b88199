"""Flood control, and troubles on request."""

import asyncio
import time

import aiohttp
import pytest

from bot.sandbox import Human, Limits, Sandbox
from bot.sandbox.flood import Flood
from bot.sandbox.refusals import RefusedError
from tests.sandbox.conftest import HttpBot, ManualClock, until


class Watch:
    """A stopwatch a test sets by hand."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def allowed(flood: Flood, chat: int = 1, group: bool = False, edit: bool = False) -> int:
    """0 when a message passes, else `retry_after`."""
    try:
        flood.take(chat, group, edit)
    except RefusedError as refusal:
        return refusal.retry_after or -1
    return 0


def test_one_chat_takes_a_small_burst_then_one_a_second() -> None:
    watch = Watch()
    flood = Flood(Limits(chat_burst=3), watch)
    assert [allowed(flood) for _ in range(4)] == [0, 0, 0, 1]
    assert allowed(flood, chat=2) == 0
    watch.seconds += 0.9
    assert allowed(flood) == 1
    watch.seconds += 0.1
    assert [allowed(flood), allowed(flood)] == [0, 1]


def test_the_bot_takes_thirty_a_second() -> None:
    watch = Watch()
    flood = Flood(Limits(), watch)
    assert {allowed(flood, chat) for chat in range(30)} == {0}
    assert allowed(flood, 31) == 1
    watch.seconds += 1
    assert {allowed(flood, chat) for chat in range(40, 70)} == {0}


@pytest.mark.parametrize(("group", "edit"), [(True, False), (False, True)])
def test_groups_and_edits_take_twenty_a_minute(group: bool, edit: bool) -> None:
    watch = Watch()
    flood = Flood(Limits(), watch)
    for _ in range(20):
        assert allowed(flood, group=group, edit=edit) == 0
        watch.seconds += 1
    watch.seconds -= 1
    spent = 19 * 20 / 60
    more = [allowed(flood, group=group, edit=edit) for _ in range(int(spent) + 1)]
    assert more[-1] > 0


async def test_a_flood_is_answered_429_and_is_no_violation(session: aiohttp.ClientSession) -> None:
    sandbox = Sandbox(ManualClock(), limits=Limits(chat_burst=2))
    await sandbox.start()
    bot, anna = HttpBot(sandbox.url, session), sandbox.add_person(11)
    anna.says("hello")
    for _ in range(2):
        await bot.does("sendMessage", chat_id=11, text="x")
    status, body = await bot.raw("sendMessage", chat_id=11, text="x")
    assert (status, body["parameters"], body["description"]) == (
        429,
        {"retry_after": 1},
        "Too Many Requests: retry after 1",
    )
    assert sandbox.violations == []
    assert [call.status for call in sandbox.calls] == [200, 200, 429]
    await sandbox.stop()


@pytest.mark.parametrize(("after", "written"), [(False, 0), (True, 1)])
async def test_a_connection_drops_before_or_after_the_effect(
    bot: HttpBot, anna: Human, sandbox: Sandbox, after: bool, written: int
) -> None:
    sandbox.faults.drop("sendMessage", after=after)
    with pytest.raises(aiohttp.ClientConnectionError):
        await bot.does("sendMessage", chat_id=11, text="x")
    assert len(anna.chat.messages) == 1 + written
    await bot.does("sendMessage", chat_id=11, text="x")
    assert sandbox.violations == []


@pytest.mark.parametrize(("after", "written"), [(False, 0), (True, 1)])
async def test_a_server_error_comes_before_or_after_the_effect(
    bot: HttpBot, anna: Human, sandbox: Sandbox, after: bool, written: int
) -> None:
    sandbox.faults.fail("sendMessage", after=after, code=503, times=2)
    await bot.does("getMe")
    assert (await bot.fails("sendMessage", chat_id=11, text="x")).startswith("503")
    assert len(anna.chat.messages) == 1 + written
    assert (await bot.fails("sendMessage", chat_id=11, text="x")).startswith("503")
    await bot.does("sendMessage", chat_id=11, text="x")


async def test_a_429_comes_on_request(bot: HttpBot, anna: Human, sandbox: Sandbox) -> None:
    sandbox.faults.flood(7)
    _, body = await bot.raw("sendMessage", chat_id=11, text="x")
    assert body["parameters"] == {"retry_after": 7}


async def test_a_late_answer_takes_effect_although_nobody_waits(
    bot: HttpBot, anna: Human, sandbox: Sandbox
) -> None:
    sandbox.faults.delay(0.1, "sendMessage")
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(bot.does("sendMessage", chat_id=11, text="x"), 0.03)
    await until(lambda: len(anna.chat.messages) == 2)
    assert time.monotonic() - started >= 0.1


async def test_an_update_comes_twice_on_request(bot: HttpBot, anna: Human, sandbox: Sandbox) -> None:
    sandbox.faults.duplicate()
    anna.says("hello")
    first = await bot.does("getUpdates")
    offset = first[0]["update_id"] + 1
    assert await bot.does("getUpdates", offset=offset) == first
    assert await bot.does("getUpdates", offset=offset) == []


async def test_chance_is_seeded_and_ends_when_cleared(bot: HttpBot, anna: Human, sandbox: Sandbox) -> None:
    sandbox.faults.fail("getMe", times=None, chance=0.5)
    outcomes = [(await bot.raw("getMe"))[0] for _ in range(20)]
    assert {200, 502} == set(outcomes)
    assert outcomes.count(502) == len(sandbox.faults.happened)
    sandbox.faults.clear()
    assert {(await bot.raw("getMe"))[0] for _ in range(10)} == {200}
