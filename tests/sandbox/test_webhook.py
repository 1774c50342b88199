"""Updates pushed to the bot's own server."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from bot.sandbox import Human, Sandbox
from tests.sandbox.conftest import HttpBot, inline, key, until


@dataclass
class Server:
    """A bot's webhook that answers as told and remembers what came."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)  # the next answers; then 200
    got: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    busy: int = 0
    busiest: int = 0
    seconds: float = 0.0

    async def hook(self, request: web.Request) -> web.Response:
        self.busy += 1
        self.busiest = max(self.busiest, self.busy)
        await asyncio.sleep(self.seconds)
        self.busy -= 1
        self.got.append(await request.json())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] if "message" in update else "a tap" for update in self.got]

    async def receives(self, number: int) -> None:
        await until(lambda: len(self.got) >= number)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    made, app = Server(), web.Application()
    app.router.add_post("/hook", made.hook)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield made
    await runner.cleanup()


async def gone(sandbox: Sandbox) -> None:
    await until(lambda: not sandbox.world.updates.pending)


async def test_updates_are_pushed_with_the_secret(
    bot: HttpBot, anna: Human, server: Server, sandbox: Sandbox
) -> None:
    anna.says("before")
    await bot.does("setWebhook", url=server.url, secret_token="a-secret_1", max_connections=5)
    anna.says("after")
    await server.receives(2)
    await gone(sandbox)
    assert server.texts == ["before", "after"]
    assert set(server.secrets) == {"a-secret_1"}
    info = await bot.does("getWebhookInfo")
    assert (info["url"], info["max_connections"], info["pending_update_count"]) == (server.url, 5, 0)


async def test_a_failed_push_is_repeated_until_it_succeeds(
    bot: HttpBot, anna: Human, server: Server, sandbox: Sandbox
) -> None:
    server.statuses = [500, 404, 200, 201]
    await bot.does("setWebhook", url=server.url)
    anna.says("one")
    anna.says("two")
    await server.receives(4)
    await gone(sandbox)
    assert server.texts == ["one", "one", "one", "two"], "the next one waits for its turn"
    assert "404" in (await bot.does("getWebhookInfo"))["last_error_message"]


async def test_taps_do_not_wait_for_messages_of_the_same_person(
    bot: HttpBot, anna: Human, server: Server, sandbox: Sandbox
) -> None:
    sent = await bot.does("sendMessage", chat_id=11, text="x", reply_markup=inline([key()]))
    server.seconds = 0.05
    await bot.does("setWebhook", url=server.url)
    anna.says("one")
    anna.taps(sent["message_id"], "go")
    anna.says("two")
    await server.receives(3)
    assert server.busiest == 2
    assert server.texts[2] == "two"


@pytest.mark.parametrize(("connections", "busiest"), [(1, 1), (3, 3)])
async def test_no_more_connections_than_allowed(
    bot: HttpBot, server: Server, sandbox: Sandbox, connections: int, busiest: int
) -> None:
    server.seconds = 0.02
    await bot.does("setWebhook", url=server.url, max_connections=connections)
    for _ in range(4):
        sandbox.add_person().says("hello")
    await server.receives(4)
    assert server.busiest == busiest


async def test_polling_and_a_webhook_exclude_each_other(bot: HttpBot, anna: Human, server: Server) -> None:
    poll = asyncio.create_task(bot.fails("getUpdates", timeout=5))
    await asyncio.sleep(0.05)
    await bot.does("setWebhook", url=server.url)
    assert await asyncio.wait_for(poll, 1) == "409 Conflict: terminated by setWebhook request"
    assert "webhook is active" in await bot.fails("getUpdates")
    await bot.does("deleteWebhook")
    anna.says("hello")
    assert len(await bot.does("getUpdates")) == 1
    assert server.got == []
    await bot.does("deleteWebhook", drop_pending_updates=True)
    assert await bot.does("getUpdates") == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "http://example.org/hook"},
        {"url": "nowhere"},
        {"secret_token": "no spaces"},
        {"secret_token": "x" * 257},
        {"max_connections": 0},
        {"max_connections": 101},
    ],
)
async def test_a_wrong_webhook_is_refused(bot: HttpBot, server: Server, wrong: dict[str, Any]) -> None:
    await bot.fails("setWebhook", **({"url": server.url} | wrong))
    await bot.does("setWebhook", url=server.url, secret_token="x" * 256, max_connections=100)


async def test_an_update_can_be_pushed_twice(
    bot: HttpBot, anna: Human, server: Server, sandbox: Sandbox
) -> None:
    sandbox.faults.duplicate()
    await bot.does("setWebhook", url=server.url)
    anna.says("hello")
    await server.receives(2)
    await gone(sandbox)
    assert server.got[0] == server.got[1]


async def test_a_webhook_survives_an_outage_of_telegram(
    bot: HttpBot, anna: Human, server: Server, sandbox: Sandbox
) -> None:
    await bot.does("setWebhook", url=server.url)
    await sandbox.stop()
    anna.says("hello")
    await sandbox.start()
    await server.receives(1)
