"""The Bot API over HTTP: token, method, parameters, limits, faults, and a record of every call."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.sandbox.entities import Json
from bot.sandbox.faults import Trouble
from bot.sandbox.flood import Flood
from bot.sandbox.methods import EDITS, FLOODED, METHODS, summary
from bot.sandbox.params import SCHEMAS, Params, check, read
from bot.sandbox.refusals import INNOCENT, Kind, RefusedError, Violation
from bot.sandbox.webhook import Webhook
from bot.sandbox.world import World

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Call:
    """One finished call; `at` in monotonic seconds, `status` the HTTP code, `why` the refusal or ''."""

    method: str
    params: Json
    status: int
    why: str
    at: float


class Api:
    """Answers `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    def __init__(self, world: World, token: str) -> None:
        self.world, self._token = world, token
        self._flood = Flood(world.limits)
        self.calls: list[Call] = []
        self.violations: list[Violation] = []
        self.in_flight = 0  # without waiting polls
        self.last_at = 0.0  # when the last call ended, monotonic
        self.webhook: Webhook | None = None
        self._tasks: set[asyncio.Task[web.StreamResponse]] = set()
        self._own: dict[str, Callable[[Params], Awaitable[Any]]] = {
            "getUpdates": self._get_updates,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._webhook_info,
        }

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/file/bot{token}/{path:.+}", self.download),
            web.route("*", "/bot{token}/{method}", self.call),
        ]

    def open(self) -> None:
        """Go on with the webhook there was before a stop."""
        if self.webhook:
            self.webhook.start()

    async def close(self) -> None:
        """Deliver no more, and forget the calls still being delayed."""
        for task in self._tasks:
            task.cancel()
        if self.webhook:
            await self.webhook.stop()

    async def download(self, request: web.Request) -> web.Response:
        """A file the bot asked for with getFile."""
        file = self.world.files.at(request.match_info["path"])
        if request.match_info["token"] != self._token or file is None:
            return web.json_response(RefusedError(Kind.NOT_FOUND, "", code=404).answer, status=404)
        return web.Response(body=file.data, content_type="application/octet-stream")

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One API call, with the troubles asked for."""
        method = _spelled(request.match_info["method"])
        raw = await read(request, method)
        if method == "getUpdates":
            return await self._answer(request, raw)
        # Whoever hangs up while we work has still caused the effect: shielded from their going away.
        task = asyncio.create_task(self._counted(request, raw))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return await asyncio.shield(task)

    async def _counted(self, request: web.Request, raw: Params) -> web.StreamResponse:
        self.in_flight += 1
        try:
            return await self._answer(request, raw)
        finally:
            self.in_flight -= 1
            self.last_at = time.monotonic()

    async def _answer(self, request: web.Request, raw: Params) -> web.StreamResponse:
        faults, method = self.world.faults, raw.method
        try:
            if delay := faults.draw(Trouble.DELAY, method):
                await asyncio.sleep(delay.seconds)
            self._raise_fault(method, after=False)
            result = await self._result(request.match_info["token"], raw)
            self._raise_fault(method, after=True)
        except _DroppedError as dropped:
            self._record(raw, 0, str(dropped))
            if request.transport:
                request.transport.abort()
            return web.Response(status=502)
        except RefusedError as refusal:
            return self._refuse(raw, refusal)
        except Exception as bug:
            log.exception("The sandbox broke on %s", method)
            return self._refuse(raw, RefusedError(Kind.BROKEN, type(bug).__name__, code=500))
        self._record(raw, 200, "")
        return web.json_response({"ok": True, "result": result})

    def _refuse(self, raw: Params, refusal: RefusedError) -> web.Response:
        self._record(raw, refusal.code, refusal.why)
        if refusal.kind not in INNOCENT:
            self.violations.append(Violation(raw.method, raw.names, refusal.why, refusal.kind))
        headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after else {}
        return web.json_response(refusal.answer, status=refusal.code, headers=headers)

    def _raise_fault(self, method: str, after: bool) -> None:
        faults = self.world.faults
        if faults.draw(Trouble.DROP, method, after):
            raise _DroppedError("dropped after" if after else "dropped before")
        if fault := faults.draw(Trouble.ERROR, method, after):
            raise RefusedError(Kind.FAULT, "Bad Gateway", code=fault.code)
        if not after and (fault := faults.draw(Trouble.FLOOD, method)):
            seconds = max(1, round(fault.seconds))
            raise RefusedError(Kind.FLOOD, f"retry after {seconds}", code=429, retry_after=seconds)

    async def _result(self, token: str, raw: Params) -> Any:
        if token != self._token:
            raise RefusedError(Kind.TOKEN, "", code=401)
        if raw.method.lower() not in SCHEMAS:
            raise RefusedError(Kind.METHOD, "method not found", code=404)
        if raw.method not in METHODS and raw.method not in self._own:
            raise RefusedError(Kind.NOT_EMULATED, f"the sandbox does not emulate {raw.method}", code=501)
        params = check(raw)
        raw.values = params.values
        if raw.method in self._own:
            return await self._own[raw.method](params)
        if raw.method in FLOODED:
            self._limit(params)
        return METHODS[raw.method](self.world, params)

    def _limit(self, params: Params) -> None:
        chat = self.world.chats.get(params.get("chat_id", 0))
        if chat:
            self._flood.take(chat.id, group=not chat.private, edit=params.method in EDITS)

    def _record(self, params: Params, status: int, why: str) -> None:
        self.calls.append(Call(params.method, summary(params), status, why, time.monotonic()))

    async def _get_updates(self, params: Params) -> list[Json]:
        limit, timeout = params.get("limit", 100), params.get("timeout", 0)
        updates = self.world.updates
        updates.allow(params.get("allowed_updates"))
        return await updates.poll(params.get("offset", 0), max(1, min(limit, 100)), min(timeout, 50))

    async def _set_webhook(self, params: Params) -> bool:
        if not params["url"]:
            return await self._delete_webhook(params)
        world = self.world
        webhook = Webhook(
            params["url"],
            params.get("secret_token", ""),
            params.get("max_connections", 40),
            world.updates,
            world.faults,
            world.limits,
        )
        await self._delete_webhook(params)
        world.updates.allow(params.get("allowed_updates"))
        world.updates.interrupt("terminated by setWebhook request")
        world.updates.webhook_active = True
        self.webhook = webhook
        webhook.start()
        return True

    async def _delete_webhook(self, params: Params) -> bool:
        if self.webhook:
            await self.webhook.stop()
            self.webhook = None
        self.world.updates.webhook_active = False
        if params.get("drop_pending_updates"):
            self.world.updates.clear()
        return True

    async def _webhook_info(self, params: Params) -> Json:
        info: Json = {
            "url": self.webhook.url if self.webhook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self.world.updates.pending),
        }
        if self.webhook:
            info["max_connections"] = self.webhook.max_connections
            if self.webhook.last_error:
                info["last_error_date"], info["last_error_message"] = self.webhook.last_error
        return info


class _DroppedError(Exception):
    """The connection shall be closed without an answer."""


def _spelled(method: str) -> str:
    """Methods are case-insensitive; this is the official spelling."""
    schema = SCHEMAS.get(method.lower())
    return schema.__api_method__ if schema else method
