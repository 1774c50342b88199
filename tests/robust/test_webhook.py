"""The coach behind a webhook: what Telegram pushes is stored before the 200 and answered once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from bot.config import Settings
from bot.sandbox import Sandbox
from tests.conftest import World
from tests.robust.process import Process
from tests.support.journey import agrees, finishes, sets_up, starts
from tests.support.ports import free_port


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """`world` listens on a webhook here."""
    port = free_port()
    return replace(settings, webhook_url=f"http://127.0.0.1:{port}", port=port)


async def test_from_hello_to_a_finished_session(world: World) -> None:
    anna = world.person("Anna")
    await sets_up(anna)
    await starts(anna)
    await finishes(anna)
    methods = {call.method for call in world.sandbox.calls}
    assert "setWebhook" in methods
    assert "getUpdates" not in methods
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{world.settings.webhook_url}/healthz") as health:
            assert health.status == 200
        async with session.get(f"{world.settings.webhook_url}/metrics") as metrics:
            assert "coach_inbox_waiting 0" in await metrics.text()


async def test_a_word_and_a_tap_at_the_same_time_are_both_answered_one_after_the_other(world: World) -> None:
    anna = world.person("Anna")
    await sets_up(anna)
    await starts(anna)
    for _ in range(5):
        before = len(anna.screens)
        await asyncio.gather(anna.taps("How"), anna.says("hello there"))
        assert len(anna.screens) > before
        await anna.says("/today")
        await anna.taps("Start")


async def test_an_update_that_telegram_pushes_again_changes_nothing(world: World) -> None:
    anna = world.person("Anna")
    await agrees(anna)
    for times in (1, 2, 3):
        world.sandbox.faults.duplicate(times=times)
        await anna.taps("2")
        assert ("✓ 2" in anna.screen.text) == (times % 2 == 1), anna.screen
    assert len(world.sandbox.faults.happened) == 6


class Cutting:
    """A line to the process that can be cut after an update was stored and before Telegram hears of it."""

    def __init__(self, process_port: int) -> None:
        self.cut: Callable[[], Awaitable[None]] | None = None
        self._to = f"http://127.0.0.1:{process_port}"

    @asynccontextmanager
    async def on(self, port: int) -> AsyncIterator[None]:
        app = web.Application()
        app.router.add_post("/{path:.*}", self._pass)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        try:
            yield
        finally:
            await runner.cleanup()

    async def _pass(self, request: web.Request) -> web.Response:
        body, headers = await request.read(), request.headers
        async with (
            aiohttp.ClientSession() as session,
            session.post(self._to + request.path, data=body, headers=headers) as answer,
        ):
            status = answer.status
        if status == 200 and self.cut:
            cut, self.cut = self.cut, None
            await cut()
            return web.Response(status=502)
        return web.Response(status=status)


async def test_killed_between_the_store_and_the_200_a_tap_counts_once(
    sandbox: Sandbox, settings: Settings, tmp_path: Path
) -> None:
    line, port = Cutting(settings.port), free_port()
    process = Process(
        sandbox,
        tmp_path,
        settings.token,
        WEBHOOK_URL=f"http://127.0.0.1:{port}",
        PORT=str(settings.port),
    )
    async with line.on(port):
        await process.start()
        await process.listens()
        anna = process.person("Anna")
        await agrees(anna)
        for ticked in (True, False, True):
            line.cut = process.dies_and_comes_back
            await anna.taps("2")
            assert line.cut is None
            assert ("✓ 2" in anna.screen.text) == ticked, anna.screen
        await process.end()
    assert process.starts == 4
    assert process.errors() == []
