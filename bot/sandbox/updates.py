"""The queue of updates: kept until acknowledged, handed out by long polling, or taken by a webhook."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from aiogram.types import Update

from bot.sandbox.entities import Json
from bot.sandbox.faults import Faults, Trouble
from bot.sandbox.limits import Limits
from bot.sandbox.refusals import Kind, RefusedError

KINDS = frozenset(Update.model_fields) - {"update_id"}
ASKED_FOR_ONLY = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True)
class _Waiting:
    update: Json
    kind: str
    expires_at: float


class Updates:
    """What the bot has yet to fetch, in order. One poll at a time, as Telegram has it."""

    def __init__(self, epoch: Callable[[], float], limits: Limits, faults: Faults) -> None:
        self._epoch, self._limits, self._faults = epoch, limits, faults
        self._waiting: dict[int, _Waiting] = {}
        self._next_id = 100_000_001
        self._allowed: frozenset[str] = KINDS - ASKED_FOR_ONLY
        self._poll: asyncio.Future[None] | None = None
        self.webhook_active = False
        self.on_new: Callable[[int], None] = lambda update_id: None

    @property
    def pending(self) -> list[int]:
        """Ids of the updates not acknowledged yet."""
        self._forget_old()
        return list(self._waiting)

    def update(self, update_id: int) -> Json | None:
        """The update if it still waits and is not too old."""
        self._forget_old()
        waiting = self._waiting.get(update_id)
        return waiting.update if waiting else None

    def add(self, kind: str, payload: Json) -> int | None:
        """Queue an update; its id, or None when the bot did not ask for this kind."""
        if kind in KINDS and kind not in self._allowed:
            return None
        update_id = self._next_id
        self._next_id += 1
        update = {"update_id": update_id, kind: payload}
        self._waiting[update_id] = _Waiting(update, kind, self._epoch() + self._lifetime(kind))
        self.on_new(update_id)
        self.wake()
        return update_id

    def now(self) -> int:
        """Epoch seconds of the sandbox's clock."""
        return int(self._epoch())

    def wake(self) -> None:
        """Let a waiting poll look again."""
        if self._poll and not self._poll.done():
            self._poll.set_result(None)

    def interrupt(self, why: str) -> None:
        """End a waiting poll with 409."""
        if self._poll and not self._poll.done():
            self._poll.set_exception(RefusedError(Kind.CONFLICT, why, code=409))

    def allow(self, kinds: list[str] | None) -> None:
        """Choose the kinds from now on: None keeps the choice, an empty list is the default."""
        if kinds is not None:
            self._allowed = frozenset(kinds) & KINDS if kinds else KINDS - ASKED_FOR_ONLY

    def acknowledge(self, update_id: int) -> None:
        self._waiting.pop(update_id, None)

    def clear(self) -> None:
        self._waiting.clear()

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """Updates from `offset` on, after at most so many real seconds. Raises RefusedError (409)."""
        if self.webhook_active:
            why = "can't use getUpdates method while webhook is active; use deleteWebhook first"
            raise RefusedError(Kind.CONFLICT, why, code=409)
        self.interrupt(
            "terminated by other getUpdates request; make sure that only one bot instance is running"
        )
        self._acknowledge_before(offset)
        if not self.pending and seconds > 0:
            await self._wait(seconds)
        self._forget_old()
        return [waiting.update for waiting in self._waiting.values()][:limit]

    async def _wait(self, seconds: float) -> None:
        self._poll = poll = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await poll
        except TimeoutError:
            pass
        finally:
            if self._poll is poll:
                self._poll = None

    def _acknowledge_before(self, offset: int) -> None:
        known = list(self._waiting)
        for key in known[:offset] if offset < 0 else [key for key in known if key < offset]:
            if not self._faults.draw(Trouble.DUPLICATE, "update"):
                self.acknowledge(key)

    def _forget_old(self) -> None:
        now = self._epoch()
        for key in [key for key, waiting in self._waiting.items() if waiting.expires_at <= now]:
            del self._waiting[key]

    def _lifetime(self, kind: str) -> int:
        limits = self._limits
        short = {"callback_query": limits.callback_lifetime, "inline_query": limits.inline_lifetime}
        return short.get(kind, limits.update_lifetime)
