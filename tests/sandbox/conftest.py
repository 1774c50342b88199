"""A running sandbox, somebody who has said hello in it, and a bot that speaks plain HTTP."""

import asyncio
import io
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from PIL import Image

from bot.sandbox import Human, Kind, Limits, Sandbox
from tests.support.ports import free_port

Json = dict[str, Any]
SMALL_FILES = Limits(
    photo_bytes=20_000, file_bytes=30_000, download_bytes=25_000, webhook_retry=0.01
).unhurried()


@dataclass
class ManualClock:
    """A clock that stands still until a test moves it."""

    time: datetime = datetime(2027, 3, 1, 8, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def jump(self, to: datetime) -> None:
        self.time = to

    def forward(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


@dataclass
class HttpBot:
    """A bot without a library: parameters as a form, nested values as JSON."""

    url: str
    session: aiohttp.ClientSession
    token: str = "1:demo"

    async def raw(self, method: str, **params: Any) -> tuple[int, Json]:
        """The status and the whole answer; a value of bytes is uploaded."""
        form = aiohttp.FormData(default_to_multipart=True)
        for name, value in params.items():
            if isinstance(value, bytes):
                form.add_field(name, value, filename=f"{name}.bin")
            else:
                form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        address = f"{self.url}/bot{self.token}/{method}"
        async with self.session.post(address, data=form if params else None) as response:
            return response.status, await response.json()

    async def does(self, method: str, **params: Any) -> Any:
        """The result of a call that must succeed."""
        _, body = await self.raw(method, **params)
        assert body["ok"], body
        return body["result"]

    async def fails(self, method: str, **params: Any) -> str:
        """The error code and description of a call that must not."""
        status, body = await self.raw(method, **params)
        assert not body["ok"], "Telegram would have refused this"
        assert body["error_code"] == status
        return f"{status} {body['description']}"


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def sandbox(clock: ManualClock) -> AsyncIterator[Sandbox]:
    running = Sandbox(clock, limits=SMALL_FILES)
    await running.start(port=free_port())
    yield running
    await running.stop()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
def bot(sandbox: Sandbox, session: aiohttp.ClientSession) -> HttpBot:
    return HttpBot(sandbox.url, session)


@pytest.fixture
def anna(sandbox: Sandbox) -> Human:
    """Somebody the bot may write to."""
    human = sandbox.add_person(11, "Anna")
    human.says("/start")
    sandbox.world.updates.clear()
    return human


async def until(true: Callable[[], bool]) -> None:
    """Wait for something that another task does, at most 3 seconds."""
    for _ in range(600):
        if true():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("that never happened")


def kinds(sandbox: Sandbox) -> list[Kind]:
    return [violation.kind for violation in sandbox.violations]


def inline(*rows: list[Json]) -> Json:
    return {"inline_keyboard": list(rows)}


def key(text: str = "Go", data: str = "go") -> Json:
    return {"text": text, "callback_data": data}


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", size, "teal").save(data, kind)
    return data.getvalue()


def padded(data: bytes, length: int) -> bytes:
    return data + bytes(length - len(data))
