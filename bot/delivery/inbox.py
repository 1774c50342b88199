"""The durable inbox: an accepted update takes effect once, in order per person, whenever the process dies."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator
from itertools import chain, repeat
from typing import Any, Generic, TypeVar
from weakref import WeakValueDictionary

from bot.store import Store, Tx
from bot.store import inbox as rows
from bot.store.finish import finish
from bot.store.inbox import Entry, UnstorableError, Update

log = logging.getLogger(__name__)

Reply = TypeVar("Reply")

CLOSE_SECONDS = 5.0  # how long close() waits for what is under way
FORGET_SECONDS = 3600  # between clean-ups of the numbers of old updates
PAUSES = (0.5, 2.0, 8.0)  # seconds before an answer that raised is shown again
STORE_PAUSES = (0.1, 0.5, 2.0, 10.0)  # seconds before the next attempt to apply; the last one repeats


class Inbox(Generic[Reply]):
    """Stores updates, then applies them and shows the answers in the background.

    apply(tx, update): its effects, committed together with the mark that they happened. None: no answer.
    show(reply): after the commit; may be slow, it holds back only later updates of the same person. When it
        raises it is tried a few times more, so a part of it may be seen twice.
    again(tx, update): the answer to an update whose effects are in but whose answer may not have been seen.
    failed(update): apply raised twice; the update is dropped.
    now(): UTC seconds. concurrency: how many updates are applied at the same time.
    """

    def __init__(
        self,
        store: Store,
        *,
        apply: Callable[[Tx, Update], Awaitable[Reply | None]],
        show: Callable[[Reply], Awaitable[None]],
        again: Callable[[Tx, Update], Awaitable[Reply | None]],
        failed: Callable[[Update], Awaitable[None]],
        now: Callable[[], int],
        concurrency: int = 32,
        pauses: tuple[float, ...] = PAUSES,
    ) -> None:
        self._store = store
        self._apply, self._show, self._again, self._failed = apply, show, again, failed
        self._now = now
        self._pauses = pauses
        self._applying = asyncio.Semaphore(concurrency)
        self._queues: dict[int, deque[Entry]] = {}
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._known: set[int] = set()  # update ids from their acceptance to their removal
        self._shown: list[int] = []  # update ids to remove from the table
        self._forgot_at = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False

    @property
    def waiting(self) -> int:
        """How many updates are not answered yet."""
        return len(self._known)

    def tap_waits(self, person: int) -> bool:
        """Whether a tap of that person follows the update being shown: its answer will replace this one."""
        queue = self._queues.get(person, deque())
        return len(queue) > 1 and "callback_query" in queue[1].update

    def turn(self, person: int) -> asyncio.Lock:
        """To hold while something else is said to that person: two at once would take each other's place."""
        return self._turns.setdefault(person, asyncio.Lock())

    async def accept(self, updates: list[Any]) -> None:
        """Store a batch in one commit; afterwards Telegram may forget it. Repeated ones change nothing.

        What can never be stored is logged and left out: it would come again for ever, and the others with
        it. Raises whatever the database raises: then none of the batch is stored, and all may come again.
        """
        # Not to be torn by a cancellation: a stored update that is in no queue would wait for a restart.
        await finish(self._accept(list(_storable(updates))))

    async def resume(self) -> None:
        """Take up what an earlier process left: call it once, before the first accept()."""
        async with self._store.transaction() as tx:
            left = await rows.left(tx)
        self._enqueue(left)

    async def idle(self) -> None:
        """Wait until everything accepted so far is applied, shown and removed."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def close(self) -> None:
        """Finish what is under way, within a few seconds; the rest stays in the table for the next start."""
        self._closing = True
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await self.idle()
        except TimeoutError:
            log.warning("%d updates stay in the inbox until the next start", self.waiting)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _accept(self, entries: list[Entry]) -> None:
        async with self._store.transaction() as tx:
            todo = [await rows.accept(tx, each, self._now()) for each in entries]
        self._enqueue(each for each in todo if each is not None)

    def _enqueue(self, entries: Iterable[Entry]) -> None:
        for each in entries:
            if self._closing or each.update_id in self._known:
                continue
            self._known.add(each.update_id)
            queue = self._queues.setdefault(each.person, deque())
            queue.append(each)
            if len(queue) == 1:
                self._spawn(self._drain(each.person, queue))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drain(self, person: int, queue: deque[Entry]) -> None:
        while queue and not self._closing:
            async with self.turn(person):
                await self._answer(queue[0])
            self._remove(queue.popleft().update_id)
        del self._queues[person]

    async def _answer(self, each: Entry) -> None:
        try:
            reply = await self._effects(each)
        except _ApplyError:
            log.error("update %d is dropped: it could not be applied", each.update_id)
            await self._try(self._failed(each.update), each.update_id)
        else:
            if reply is not None:
                await self._show_patiently(reply, each.update_id)

    async def _effects(self, each: Entry) -> Reply | None:
        """Apply, twice at most. While the database is away it waits: that is no reason to drop a tap."""
        failures = 0
        for pause in chain(STORE_PAUSES, repeat(STORE_PAUSES[-1])):
            try:
                async with self._applying:
                    return await self._transact(each)
            except _ApplyError:
                log.exception("update %d could not be applied", each.update_id)
                failures += 1
                if failures == 2:
                    raise
            except Exception:
                log.exception("the database cannot be used; update %d waits", each.update_id)
            await asyncio.sleep(pause)
        raise AssertionError("the pauses never end")

    async def _transact(self, each: Entry) -> Reply | None:
        async with self._store.transaction() as tx:
            await tx.hold(each.person)
            if not await rows.take(tx, each):
                return None
            try:
                return await (self._again if each.applied else self._apply)(tx, each.update)
            except Exception as error:
                raise _ApplyError from error

    async def _show_patiently(self, reply: Reply, update_id: int) -> None:
        for pause in (0.0, *self._pauses):
            await asyncio.sleep(pause)
            if await self._try(self._show(reply), update_id):
                return
        log.error("the answer to update %d was not shown", update_id)

    async def _try(self, showing: Awaitable[object], update_id: int) -> bool:
        try:
            await showing
        except Exception:
            log.warning("the answer to update %d could not be shown", update_id, exc_info=True)
            return False
        return True

    def _remove(self, update_id: int) -> None:
        self._shown.append(update_id)
        if len(self._shown) == 1:
            self._spawn(self._sweep())

    async def _sweep(self) -> None:
        """Remove what was shown, all that has gathered in one commit; what a kill leaves is shown again."""
        while self._shown:
            batch = tuple(self._shown)
            try:
                await self._sweep_once(batch)
            except Exception:
                log.exception("the database cannot be used; %d answered updates wait", len(batch))
                await asyncio.sleep(STORE_PAUSES[-1])
                continue
            del self._shown[: len(batch)]
            self._known.difference_update(batch)

    async def _sweep_once(self, batch: tuple[int, ...]) -> None:
        async with self._store.transaction() as tx:
            for update_id in batch:
                await rows.remove(tx, update_id)
            if self._now() - self._forgot_at >= FORGET_SECONDS:
                await rows.forget(tx, self._now())
                self._forgot_at = self._now()


def _storable(updates: list[Any]) -> Iterator[Entry]:
    for update in updates:
        try:
            yield rows.entry(update)
        except UnstorableError as error:
            log.warning("set aside, it can never be stored: %s", error)


class _ApplyError(Exception):
    """apply() or again() raised, not the database around them."""
