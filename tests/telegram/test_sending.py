"""The limiter and the transport together, against the sandbox's flood control."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from telegram.ext import ExtBot

from bot.sandbox import Limits, Sandbox
from bot.telegram.limiter import Limiter, Rate
from bot.telegram.transport import Transport
from tests.telegram.conftest import TOKEN, RealClock


@pytest.mark.parametrize("act", ["send", "edit"])
async def test_telegrams_limits_are_kept(act: str) -> None:
    """The same numbers as Telegram's, four times as fast: faster, a busy machine bunches what was sent."""
    limits = Limits(
        bot_rate=120, bot_burst=120, chat_rate=4, chat_burst=5, minute_rate=4 / 3, minute_burst=20
    )
    sandbox = Sandbox(RealClock(), TOKEN, limits)
    await sandbox.start()
    limiter = Limiter(120, chat=Rate(4, 4), edits=Rate(4 / 3, 10))
    async with ExtBot(TOKEN, base_url=f"{sandbox.url}/bot", request=Transport(), rate_limiter=limiter) as bot:
        anna = sandbox.add_person()
        anna.says("/start")
        first = await bot.send_message(anna.id, "0")
        steps: Callable[[int], Any] = (
            (lambda nr: bot.send_message(anna.id, str(nr)))
            if act == "send"
            else (lambda nr: bot.edit_message_text(str(nr), anna.id, first.message_id))
        )
        await asyncio.gather(*(steps(nr) for nr in range(1, 15)))
    await sandbox.stop()
    assert [call for call in sandbox.calls if call.status == 429] == []
    assert sandbox.violations == []


async def test_a_flood_wait_is_waited_for_and_nothing_is_lost_or_doubled(sandbox: Sandbox) -> None:
    sandbox.faults.flood(1, "sendMessage")
    async with ExtBot(
        TOKEN, base_url=f"{sandbox.url}/bot", request=Transport(), rate_limiter=Limiter()
    ) as bot:
        anna = sandbox.add_person()
        anna.says("/start")
        await asyncio.gather(*(bot.send_message(anna.id, str(nr)) for nr in range(2)))
    sent = [call for call in sandbox.calls if call.method == "sendMessage" and call.status == 200]
    assert len(sent) == 2
