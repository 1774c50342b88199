"""Updates pushed to the bot's own server: secret header, queues per person, retries until a 2xx."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.sandbox.entities import Json
from bot.sandbox.faults import Faults, Trouble
from bot.sandbox.limits import Limits
from bot.sandbox.refusals import Kind, RefusedError
from bot.sandbox.updates import Updates

SECRET = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass
class Webhook:
    """One `setWebhook`, alive until the next one. Messages and callbacks of a person are separate queues."""

    url: str
    secret: str
    max_connections: int
    updates: Updates
    faults: Faults
    limits: Limits
    last_error: tuple[int, str] | None = None
    _queues: dict[tuple[int, bool], deque[int]] = field(default_factory=dict)
    _workers: dict[tuple[int, bool], asyncio.Task[None]] = field(default_factory=dict)
    _session: aiohttp.ClientSession | None = None

    def __post_init__(self) -> None:
        check(self.url, self.secret, self.max_connections)
        self._free = asyncio.Semaphore(self.max_connections)

    def start(self) -> None:
        """Deliver what waits already and all that comes."""
        self.updates.on_new = self._enqueue
        for update_id in self.updates.pending:
            self._enqueue(update_id)

    async def stop(self) -> None:
        self.updates.on_new = lambda update_id: None
        for worker in self._workers.values():
            worker.cancel()
        await asyncio.gather(*self._workers.values(), return_exceptions=True)
        self._queues.clear()
        self._workers.clear()
        if self._session:
            await self._session.close()
            self._session = None

    def _enqueue(self, update_id: int) -> None:
        update = self.updates.update(update_id)
        assert update
        key = (_person(update), "callback_query" in update)
        self._queues.setdefault(key, deque()).append(update_id)
        if key not in self._workers:
            self._workers[key] = asyncio.create_task(self._work(key))

    async def _work(self, key: tuple[int, bool]) -> None:
        queue = self._queues[key]
        while queue:
            await self._deliver(queue[0])
            queue.popleft()
        del self._workers[key]

    async def _deliver(self, update_id: int) -> None:
        pause = self.limits.webhook_retry
        while (update := self.updates.update(update_id)) is not None:
            async with self._free:
                why = await self._push(update)
            if why is None:
                if not self.faults.draw(Trouble.DUPLICATE, "update"):
                    self.updates.acknowledge(update_id)
                continue
            self.last_error = (self.updates.now(), why)
            await asyncio.sleep(pause)
            pause = min(2 * pause, self.limits.webhook_retry_max)

    async def _push(self, update: Json) -> str | None:
        """None when delivered, else what went wrong."""
        self._session = self._session or aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60))
        headers = {HEADER: self.secret} if self.secret else {}
        try:
            async with self._session.post(self.url, json=update, headers=headers) as response:
                if 200 <= response.status < 300:
                    return None
                return f"Wrong response from the webhook: {response.status} {response.reason}"
        except aiohttp.ClientError:
            return "Connection refused"
        except TimeoutError:
            return "Connection timed out"


def check(url: str, secret: str, max_connections: int) -> None:
    """Raises RefusedError as setWebhook would. Plain http is allowed on this machine only."""
    parts = urlsplit(url)
    local = parts.hostname in ("127.0.0.1", "localhost", "::1")
    if not parts.hostname or (parts.scheme != "https" and not (local and parts.scheme == "http")):
        raise RefusedError(Kind.PARAMETERS, "bad webhook: An HTTPS URL must be provided for webhook")
    if len(secret) > 256 or not set(secret) <= SECRET:
        raise RefusedError(Kind.PARAMETERS, "secret token contains unallowed characters or is too long")
    if not 1 <= max_connections <= 100:
        raise RefusedError(Kind.PARAMETERS, "max_connections must be between 1 and 100")


def _person(update: Json) -> int:
    payload: Any = next((value for key, value in update.items() if key != "update_id"), {})
    sender = payload.get("from") or payload.get("chat") or {} if isinstance(payload, dict) else {}
    return int(sender.get("id", 0))
