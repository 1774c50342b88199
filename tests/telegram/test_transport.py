"""The Bot API over aiohttp, against a server that behaves and misbehaves."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot, InputFile, InputMediaPhoto
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.telegram.transport import NotSentError, Transport

TOKEN = "123456789:AbCdEfGhIjKlMnOpQrStUvWxYz012345678"


class Server:
    """Answers as it is told and remembers what it was asked."""

    def __init__(self) -> None:
        self.answer: tuple[int, bytes] = (200, b'{"ok": true, "result": true}')
        self.delay = 0.0
        self.drop = False
        self.form: dict[str, Any] = {}
        self.content_type = ""
        self.url = ""

    async def handle(self, request: web.Request) -> web.Response:
        self.form = {
            name: (field.filename, field.content_type, field.file.read())
            if isinstance(field, web.FileField)
            else field
            for name, field in (await request.post()).items()
        }
        self.content_type = request.content_type
        await asyncio.sleep(self.delay)
        if self.drop:
            assert request.transport is not None
            request.transport.abort()
        return web.Response(status=self.answer[0], body=self.answer[1])


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    made = Server()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", made.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield made
    await runner.cleanup()


@pytest.fixture
async def transport() -> AsyncIterator[Transport]:
    made = Transport(read_timeout=2)
    await made.initialize()
    yield made
    await made.shutdown()


def bot_at(url: str, transport: Transport) -> Bot:
    return Bot(TOKEN, base_url=f"{url}/bot", request=transport)


async def test_parameters_arrive_as_a_form(server: Server, transport: Transport) -> None:
    await bot_at(server.url, transport).set_my_commands([("today", "Today’s session")])
    assert server.content_type == "application/x-www-form-urlencoded"
    assert server.form == {"commands": '[{"command": "today", "description": "Today\\u2019s session"}]'}


async def test_files_arrive_with_their_names(server: Server, transport: Transport) -> None:
    server.answer = (
        200,
        b'{"ok": true, "result": {"message_id": 1, "date": 0, "chat": {"id": 5, "type": "private"}}}',
    )
    bot = bot_at(server.url, transport)
    await bot.send_animation(5, InputFile(b"GIF89a", "bird-dog.gif"), caption="Ünicode ’")
    assert server.content_type == "multipart/form-data"
    assert (server.form["chat_id"], server.form["caption"]) == ("5", "Ünicode ’")
    assert server.form["animation"] == ("bird-dog.gif", "image/gif", b"GIF89a")
    await bot.edit_message_media(InputMediaPhoto(InputFile(b"PNG", "chart.png", attach=True)), 5, 1)
    attached = next(name for name in server.form if name.startswith("attached"))
    assert f"attach://{attached}" in server.form["media"]
    assert server.form[attached] == ("chart.png", "image/png", b"PNG")


async def test_files_are_fetched(server: Server, transport: Transport) -> None:
    server.answer = (200, b"\x00\xff")
    assert await transport.retrieve(f"{server.url}/file") == b"\x00\xff"


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (400, b'{"ok": false, "description": "Bad Request: message is not modified"}', BadRequest),
        (403, b'{"ok": false, "description": "Forbidden: bot was blocked by the user"}', Forbidden),
        (429, b'{"ok": false, "description": "", "parameters": {"retry_after": 3}}', RetryAfter),
        (502, b"<html>Bad Gateway</html>", NetworkError),
        (200, b"<html>my back hurts", TelegramError),
    ],
)
async def test_refusals_keep_their_kind(
    server: Server,
    transport: Transport,
    status: int,
    body: bytes,
    error: type,
    caplog: pytest.LogCaptureFixture,
) -> None:
    server.answer = (status, body)
    with caplog.at_level(logging.DEBUG), pytest.raises(TelegramError) as caught:
        await bot_at(server.url, transport).log_out()
    assert type(caught.value) is error
    assert "my back hurts" not in caplog.text


async def test_an_answer_that_does_not_come_is_ambiguous(server: Server, transport: Transport) -> None:
    server.delay = 5
    with pytest.raises(TimedOut):
        await bot_at(server.url, transport).log_out(read_timeout=0.05)


async def test_a_connection_lost_in_the_middle_is_ambiguous_too(server: Server, transport: Transport) -> None:
    server.drop = True
    with pytest.raises(NetworkError) as caught:
        await bot_at(server.url, transport).log_out()
    assert type(caught.value) is NetworkError


async def test_no_connection_at_all_is_surely_not_sent(transport: Transport) -> None:
    with pytest.raises(NotSentError):
        await bot_at("http://127.0.0.1:1", transport).log_out()


async def test_no_free_connection_in_time_is_surely_not_sent(server: Server) -> None:
    transport = Transport(connections=1)
    await transport.initialize()
    bot = bot_at(server.url, transport)
    server.delay = 0.3
    first = asyncio.create_task(bot.log_out())
    await asyncio.sleep(0.05)
    with pytest.raises(NotSentError):
        await bot.log_out(connect_timeout=0.05)
    assert await first
    await transport.shutdown()


async def test_no_error_carries_the_token(server: Server, transport: Transport) -> None:
    server.drop = True
    for url in (server.url, "http://127.0.0.1:1", "http://nowhere.invalid"):
        with pytest.raises(NetworkError) as caught:
            await bot_at(url, transport).log_out()
        assert TOKEN not in f"{caught.value!r}{caught.value.__cause__!r}"


async def test_a_cancelled_request_is_cancelled(server: Server, transport: Transport) -> None:
    server.delay = 5
    asking = asyncio.create_task(bot_at(server.url, transport).log_out())
    await asyncio.sleep(0.05)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking


async def test_it_starts_and_stops_as_often_as_one_likes(server: Server, transport: Transport) -> None:
    for _ in range(2):
        await transport.initialize()
        assert await bot_at(server.url, transport).log_out()
        await transport.shutdown()
        await transport.shutdown()
    with pytest.raises(NetworkError, match="not initialized"):
        await bot_at(server.url, transport).log_out()
