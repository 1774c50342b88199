"""Telegram's webhook: an update is stored before the 200; health and counts are beside it."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from aiohttp import web
from telegram import Bot

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
BODY_BYTES = 1024 * 1024  # an update is a few kilobytes
CONNECTIONS = 40


def secret_of(token: str) -> str:
    """A webhook secret for an operator who chose none: the same at each start and on each replica."""
    return hmac.new(token.encode(), b"webhook secret", hashlib.sha256).hexdigest()


class Webhook:
    """An HTTP server on `port`, and Telegram told about it.

    accept(updates) returns when they are stored, or can never be; healthy(): whether to say so at /healthz;
    gauges(): numbers for /metrics, by name, about nobody in particular.
    """

    def __init__(
        self,
        bot: Bot,
        accept: Callable[[list[Any]], Awaitable[None]],
        *,
        url: str,
        secret: str,
        allowed_updates: Sequence[str],
        port: int,
        host: str = "0.0.0.0",
        healthy: Callable[[], bool] = lambda: True,
        gauges: Callable[[], Mapping[str, float]] = dict,
    ) -> None:
        self._bot, self._accept, self._healthy, self._gauges = bot, accept, healthy, gauges
        self._secret = secret
        self._path = "/" + hashlib.sha256(secret.encode()).hexdigest()[:32]
        self._url = url
        self._allowed_updates = list(allowed_updates)
        self._host, self._port = host, port
        self._counts: Counter[str] = Counter()
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen first, then tell Telegram; what has waited there meanwhile is kept."""
        app = web.Application(client_max_size=BODY_BYTES)
        app.add_routes(
            [
                web.post(self._path, self._update),
                web.get("/healthz", self._health),
                web.get("/metrics", self._metrics),
            ]
        )
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()
        await self._bot.set_webhook(
            self._url + self._path,
            secret_token=self._secret,
            allowed_updates=self._allowed_updates,
            max_connections=CONNECTIONS,
        )

    async def stop(self) -> None:
        """Stop listening. Telegram keeps the address, and what comes meanwhile, for the next start."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _update(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            self._counts["refused"] += 1
            return web.Response(status=403)
        try:
            # Not request.json(): a header could name an encoding that does not exist.
            update = json.loads(await request.read())
        except (ValueError, RecursionError):
            self._counts["malformed"] += 1
            return web.Response(status=400)
        try:
            await self._accept([update])
        except Exception:
            log.exception("an update cannot be stored now; Telegram will send it again")
            self._counts["failed"] += 1
            return web.Response(status=503)
        self._counts["accepted"] += 1
        return web.Response()

    async def _health(self, _: web.Request) -> web.Response:
        return web.Response(text="ok") if self._healthy() else web.Response(status=503, text="not healthy")

    async def _metrics(self, _: web.Request) -> web.Response:
        outcomes = ("accepted", "refused", "malformed", "failed")
        lines = ["# TYPE coach_updates_total counter"]
        lines += [f'coach_updates_total{{outcome="{each}"}} {self._counts[each]}' for each in outcomes]
        for name, number in self._gauges().items():
            lines += [f"# TYPE coach_{name} gauge", f"coach_{name} {number}"]
        return web.Response(text="\n".join(lines) + "\n")
