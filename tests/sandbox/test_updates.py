"""Updates by long polling: order, acknowledgement, lifetime, one poller only."""

import asyncio
from typing import Any

import pytest

from bot.sandbox import Human, Sandbox
from tests.sandbox.conftest import HttpBot, inline, key


async def test_updates_come_again_until_a_higher_offset_acknowledges_them(bot: HttpBot, anna: Human) -> None:
    for text in ("one", "two", "three"):
        anna.says(text)
    first, second, third = await bot.does("getUpdates")
    assert [one["message"]["text"] for one in (first, second, third)] == ["one", "two", "three"]
    assert second["update_id"] == first["update_id"] + 1
    assert await bot.does("getUpdates", limit=2) == [first, second]
    assert await bot.does("getUpdates", offset=third["update_id"]) == [third]
    assert await bot.does("getUpdates") == [third]
    assert await bot.does("getUpdates", offset=third["update_id"] + 1) == []


async def test_a_negative_offset_forgets_all_but_the_last(bot: HttpBot, anna: Human) -> None:
    for text in ("one", "two", "three"):
        anna.says(text)
    assert [one["message"]["text"] for one in await bot.does("getUpdates", offset=-1)] == ["three"]
    assert len(await bot.does("getUpdates")) == 1


async def test_a_poll_waits_for_the_next_update(bot: HttpBot, anna: Human) -> None:
    poll = asyncio.create_task(bot.does("getUpdates", timeout=5))
    await asyncio.sleep(0.05)
    assert not poll.done()
    anna.says("hello")
    assert len(await asyncio.wait_for(poll, 1)) == 1


async def test_a_second_poll_ends_the_first_with_409(bot: HttpBot, anna: Human, sandbox: Sandbox) -> None:
    first = asyncio.create_task(bot.fails("getUpdates", timeout=5))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(bot.does("getUpdates", timeout=5))
    assert (await asyncio.wait_for(first, 1)).startswith(
        "409 Conflict: terminated by other getUpdates request"
    )
    anna.says("hello")
    assert len(await asyncio.wait_for(second, 1)) == 1
    assert sandbox.violations == []


async def test_a_poller_that_hangs_up_takes_nothing_with_it(bot: HttpBot, anna: Human) -> None:
    poll = asyncio.create_task(bot.does("getUpdates", timeout=5))
    await asyncio.sleep(0.05)
    poll.cancel()
    with pytest.raises(asyncio.CancelledError):
        await poll
    anna.says("hello")
    assert len(await bot.does("getUpdates")) == 1


async def test_only_the_kinds_asked_for_are_kept(bot: HttpBot, anna: Human) -> None:
    anna.reacts(1)
    assert await bot.does("getUpdates") == [], "reactions are sent on request only"
    await bot.does("getUpdates", allowed_updates=["message_reaction"])
    anna.reacts(1)
    anna.says("hello")
    assert [set(one) for one in await bot.does("getUpdates")] == [{"update_id", "message_reaction"}]


async def test_updates_are_kept_24_hours_and_taps_150_seconds(bot: HttpBot, anna: Human, clock: Any) -> None:
    sent = await bot.does("sendMessage", chat_id=11, text="x", reply_markup=inline([key()]))
    anna.says("hello")
    anna.taps(sent["message_id"], "go")
    clock.forward(149)
    assert len(await bot.does("getUpdates")) == 2
    clock.forward(1)
    assert [list(one) for one in await bot.does("getUpdates")] == [["update_id", "message"]]
    clock.forward(24 * 3600 - 151)
    assert len(await bot.does("getUpdates")) == 1
    clock.forward(1)
    assert await bot.does("getUpdates") == []


async def test_a_restart_forgets_nothing(bot: HttpBot, anna: Human, sandbox: Sandbox) -> None:
    anna.says("hello")
    port = int(sandbox.url.rpartition(":")[2])
    await sandbox.stop()
    await sandbox.start(port=port)
    assert len(await bot.does("getUpdates")) == 1
