"""Keeps what the bot sends below Telegram's limits, replies before reminders."""

from __future__ import annotations

import asyncio
import heapq
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from enum import IntEnum
from itertools import count
from typing import Any

from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.ext import BaseRateLimiter

from bot.telegram.polling import seconds
from bot.telegram.transport import NotSentError

log = logging.getLogger(__name__)


class Urgency(IntEnum):
    """What goes first when there is more to send than may be sent; pass it as `rate_limit_args`."""

    REPLY = 0
    REMINDER = 1


@dataclass(frozen=True, slots=True)
class Rate:
    """`per_second` in the long run, after a `burst` at once."""

    per_second: float
    burst: int


# https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
CHAT = Rate(per_second=1, burst=4)
EDITS = Rate(per_second=20 / 60, burst=18)  # one chat's edits
MOST_PATIENCE = 120.0  # seconds; Telegram asking for more means that nobody waits for this answer any more
PAUSES = (0.2, 1.0, 3.0)  # seconds before a request is repeated
KEPT_CHATS = 10_000

_LIMITED = ("send", "edit", "copy", "forward")
_UNLIMITED = {"sendChatAction"}
_REPEATABLE = ("answer", "edit", "delete", "get", "set", "pin", "unpin", "sendChatAction")


class Gate:
    """Lets through at a rate, the most urgent first. Instants are the event loop's own, so monotonic."""

    def __init__(self, rate: Rate) -> None:
        self._interval = 1 / rate.per_second
        self._slack = (rate.burst - 1) * self._interval
        self._full_at = 0.0  # when the burst is available again as a whole
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._turn = count()
        self._timer: asyncio.TimerHandle | None = None

    async def enter(self, urgency: int = 0) -> None:
        """Wait for one's turn."""
        loop = asyncio.get_running_loop()
        if not self._waiting and self._opens_at() <= loop.time():
            self._count(loop.time())
            return
        turn = loop.create_future()
        heapq.heappush(self._waiting, (urgency, next(self._turn), turn))
        self._arm()
        await turn

    def shut(self, wait: float) -> None:
        """Let nobody through for `wait` seconds, then no burst."""
        until = asyncio.get_running_loop().time() + wait
        self._full_at = max(self._full_at, until + self._slack)
        self._arm()

    def unused(self) -> bool:
        """Whether a new gate would do as well."""
        return not self._waiting and self._full_at <= asyncio.get_running_loop().time()

    def _opens_at(self) -> float:
        return self._full_at - self._slack

    def _count(self, now: float) -> None:
        self._full_at = max(self._full_at, now) + self._interval

    def _arm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._waiting:
            self._timer = asyncio.get_running_loop().call_at(self._opens_at(), self._let_through)

    def _let_through(self) -> None:
        now = asyncio.get_running_loop().time()
        while self._waiting and self._opens_at() <= now + 1e-6:
            turn = heapq.heappop(self._waiting)[2]
            if not turn.done():  # cancelled meanwhile
                turn.set_result(None)
                self._count(now)
        self._arm()


class Limiter(BaseRateLimiter[int]):
    """One gate for the bot, one for each chat, one for each chat's edits. Answers to taps never wait.

    A RetryAfter shuts the gate of its chat only. What Telegram surely did not see, and what may safely happen
    twice, is repeated a few times; anything else is raised to the sender.
    """

    def __init__(
        self,
        send_rate: float = 30,
        chat: Rate = CHAT,
        edits: Rate = EDITS,
        pauses: tuple[float, ...] = PAUSES,
    ) -> None:
        self._bot = Gate(Rate(send_rate, burst=max(1, round(send_rate / 4))))
        self._rates = {"chat": chat, "edits": edits}
        self._gates: dict[tuple[str, Any], Gate] = {}
        self._pauses = pauses

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """Send in turn. Raises what Telegram answers, RetryAfter only after a few attempts."""
        gates = self._gates_of(endpoint, data.get("chat_id"))
        for pause in self._pauses:
            try:
                return await self._send(gates, rate_limit_args, callback, args, kwargs)
            except RetryAfter as error:
                await self._hold_back(gates, seconds(error), error)
            except NetworkError as error:
                if not _may_repeat(error, endpoint):
                    raise
                await asyncio.sleep(pause)
        return await self._send(gates, rate_limit_args, callback, args, kwargs)

    async def _send(
        self, gates: list[Gate], urgency: int | None, callback: Any, args: Any, kwargs: Any
    ) -> Any:
        for gate in gates:
            await gate.enter(urgency or Urgency.REPLY)
        return await callback(*args, **kwargs)

    async def _hold_back(self, gates: list[Gate], wait: float, error: TelegramError) -> None:
        log.warning("Telegram asks to wait %d s", wait)
        of_chat = [gate for gate in gates if gate is not self._bot]
        for gate in of_chat:
            gate.shut(wait)
        if wait > MOST_PATIENCE:
            raise error
        if not of_chat:
            await asyncio.sleep(wait)

    def _gates_of(self, endpoint: str, chat: Any) -> list[Gate]:
        """In the order to pass; the bot's own is last, so that nobody holds a place in it while waiting."""
        if not endpoint.startswith(_LIMITED) or endpoint in _UNLIMITED:
            return []
        kinds = ("edits", "chat") if endpoint.startswith("edit") else ("chat",)
        return [*(self._gate(kind, chat) for kind in kinds if chat is not None), self._bot]

    def _gate(self, kind: str, chat: Any) -> Gate:
        if len(self._gates) > KEPT_CHATS:
            self._gates = {key: gate for key, gate in self._gates.items() if not gate.unused()}
        return self._gates.setdefault((kind, str(chat)), Gate(self._rates[kind]))


def _may_repeat(error: NetworkError, endpoint: str) -> bool:
    # BadRequest is a NetworkError too, and an answer; TimedOut may have arrived.
    if isinstance(error, NotSentError):
        return True
    return type(error) in (NetworkError, TimedOut) and endpoint.startswith(_REPEATABLE)
