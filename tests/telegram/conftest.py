"""A running sandbox and a bot that reaches it through our transport."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from telegram.ext import ExtBot

from bot.sandbox import Limits, Sandbox
from bot.telegram.transport import Transport
from tests.support.ports import free_port
from tests.support.stores import postgres_url, store, store_url

__all__ = ["bot", "postgres_url", "sandbox", "store", "store_url"]

TOKEN = "1:demo"


class RealClock:
    """The time it is."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def jump(self, to: datetime) -> None:
        raise NotImplementedError


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    running = Sandbox(RealClock(), TOKEN, Limits(webhook_retry=0.01).unhurried())
    await running.start(port=free_port())
    yield running
    await running.stop()


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[ExtBot[None]]:
    async with ExtBot(
        TOKEN,
        base_url=f"{sandbox.url}/bot",
        base_file_url=f"{sandbox.url}/file/bot",
        request=Transport(),
        get_updates_request=Transport(),
    ) as made:
        yield made
