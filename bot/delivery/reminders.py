"""What the coach says on its own account: claimed with a lease, recorded, committed, and only then sent."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from datetime import date
from typing import Generic, Protocol, TypeVar

from bot.store import Store, Tx, agenda, deliveries
from bot.store.agenda import Due
from bot.store.deliveries import State

log = logging.getLogger(__name__)

Reply = TypeVar("Reply")
Made = TypeVar("Made", covariant=True)

LEASE_SECONDS = 300
BATCH = 100
IN_FLIGHT = 32  # recorded and not sent yet: at most so many are lost when the process is killed
CLOSE_SECONDS = 5.0


class Remind(Protocol[Made]):
    """Stores the next instant of the kind, or that there is none, and says what to send, None to stay silent.

    `repeated`: one of this kind went out on this person's day already; what it returns then is not sent.
    """

    def __call__(self, tx: Tx, due: Due, now: int, *, repeated: bool) -> Awaitable[Made | None]: ...


class Reminders(Generic[Reply]):
    """`beat()` at each tick sends what is due.

    A reminder is recorded in the transaction that decides about it, under UNIQUE(person, kind, local date),
    and sent after the commit. So nobody ever gets a second one on a day; the price is that a kill between the
    two loses it. A failing send is not repeated for the same reason.

    remind: see Remind. today(tx, person, now): the person's own date. now(): UTC seconds.
    show(reply): sends it; the message's id, or None. turn(person): held meanwhile, so that no answer to the
    same person crosses it.
    """

    def __init__(
        self,
        store: Store,
        *,
        remind: Remind[Reply],
        show: Callable[[Reply], Awaitable[int | None]],
        today: Callable[[Tx, int, int], Awaitable[date]],
        now: Callable[[], int],
        turn: Callable[[int], AbstractAsyncContextManager[None]] = lambda person: nullcontext(),
    ) -> None:
        self._store = store
        self._turn = turn
        self._remind, self._show, self._today, self._now = remind, show, today, now
        self._free = asyncio.Semaphore(IN_FLIGHT)
        self._tasks: set[asyncio.Task[None]] = set()
        self._beating = asyncio.Lock()

    async def beat(self) -> None:
        """Start everything that is due; returns when the last of it is under way, whichever beat began it."""
        async with self._beating:
            more = True
            while more:
                claimed = await self._claim()
                for due in claimed:
                    await self._free.acquire()
                    task = asyncio.create_task(self._one(due))
                    self._tasks.add(task)
                    task.add_done_callback(self._ended)
                more = len(claimed) == BATCH

    async def idle(self) -> None:
        """Wait until what is under way is sent and marked."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def close(self) -> None:
        """Let what is under way end, for a few seconds. Call it after the ticks have stopped."""
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await self.idle()
        except TimeoutError:
            log.warning("%d reminders were not sent", len(self._tasks))
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _claim(self) -> list[Due]:
        async with self._store.transaction() as tx:
            return await agenda.claim(tx, self._now(), LEASE_SECONDS, BATCH)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._free.release()

    async def _one(self, due: Due) -> None:
        try:
            async with self._turn(due.person):
                decided = await self._decide(due)
                if decided is not None:
                    await self._send(due, *decided)
        except Exception:
            log.exception("a reminder failed; it is due again when its lease ends, unless it was recorded")

    async def _decide(self, due: Due) -> tuple[date, Reply] | None:
        now = self._now()
        async with self._store.transaction() as tx:
            await tx.hold(due.person)
            if await agenda.due_at(tx, due.person, due.kind) != due.due_at:
                return None  # put anew since it was claimed
            on = await self._today(tx, due.person, now)
            repeated = await deliveries.recorded(tx, due.person, due.kind, on)
            reply = await self._remind(tx, due, now, repeated=repeated)
            if reply is None or not await deliveries.record(tx, due.person, due.kind, on, now):
                return None
        return on, reply

    async def _send(self, due: Due, on: date, reply: Reply) -> None:
        message_id, state = None, State.FAILED
        try:
            message_id = await self._show(reply)
            state = State.FAILED if message_id is None else State.SENT
        except Exception:
            log.exception("a reminder could not be sent")
        async with self._store.transaction() as tx:
            await deliveries.mark(tx, due.person, due.kind, on, state, self._now(), message_id)
