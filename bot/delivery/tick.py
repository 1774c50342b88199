"""The one periodic job: what is due is found by a query, so one tick serves everybody."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)


class Tick:
    """Calls `beat` now and every so many seconds, never twice at a time; late beats are made up once."""

    def __init__(self, beat: Callable[[], Awaitable[None]], every_seconds: float) -> None:
        self._beat = beat
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._scheduler.add_job(
            self._safely,
            "interval",
            seconds=every_seconds,
            next_run_time=datetime.now(UTC),
            coalesce=True,
            misfire_grace_time=None,
            max_instances=1,
        )

    def start(self) -> None:
        """Needs a running event loop."""
        self._scheduler.start()

    async def stop(self) -> None:
        """No further beat; one that runs is cancelled."""
        self._scheduler.remove_all_jobs()
        await asyncio.sleep(0)  # one that is about to run begins: cancelled before, APScheduler logs an error
        self._scheduler.shutdown(wait=False)

    async def _safely(self) -> None:
        try:
            await self._beat()
        except asyncio.CancelledError:
            log.debug(
                "a beat was cut short by the stop"
            )  # its task ends here; APScheduler would log an error
        except Exception:
            log.exception("a beat failed")
