"""Long polling that stores each batch before Telegram is told that it arrived."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram import Bot
from telegram.error import Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError

from bot.store.inbox import number

log = logging.getLogger(__name__)

TIMEOUT_SECONDS = 50
MARGIN_SECONDS = 10.0  # Telegram answers an empty poll a little after its timeout
PAUSES = (0.5, 1.0, 2.0, 5.0, 15.0, 30.0)  # seconds after the first, second … failure in a row


class Polling:
    """Asks for updates until cancelled. accept(updates) returns when they are stored, or can never be."""

    def __init__(
        self,
        bot: Bot,
        accept: Callable[[list[Any]], Awaitable[None]],
        *,
        allowed_updates: Sequence[str],
        timeout: int = TIMEOUT_SECONDS,
        pauses: Sequence[float] = PAUSES,
    ) -> None:
        self._bot = bot
        self._accept = accept
        self._allowed_updates = list(allowed_updates)
        self._timeout = timeout
        self._pauses = pauses
        self._offset = 0

    async def run(self) -> None:
        """Poll until cancelled. No failure ends it: the next poll is just a little later each time."""
        failures = 0
        ready = False
        while True:
            try:
                ready = ready or await self._bot.delete_webhook()  # else every poll is a conflict
                await self._poll()
                failures = 0
            except Exception as error:
                failures += 1
                _report(error, failures)
                await asyncio.sleep(self._pause(error, failures))

    async def _poll(self) -> None:
        # An update is stored as Telegram wrote it: bot.get_updates() would parse it, and the doubled
        # underscore only silences the hint to use that.
        updates: Any = await self._bot.do_api_request(
            "get__updates",
            {"offset": self._offset, "timeout": self._timeout, "allowed_updates": self._allowed_updates},
            read_timeout=self._timeout + MARGIN_SECONDS,
        )
        if updates:
            await self._accept(updates)
            self._offset = _after(updates)

    def _pause(self, error: Exception, failures: int) -> float:
        usual = self._pauses[min(failures, len(self._pauses)) - 1]
        return max(usual, seconds(error)) if isinstance(error, RetryAfter) else usual


def _after(updates: list[Any]) -> int:
    """Where the next poll begins: that tells Telegram what has arrived.

    A number beyond 64 bits does not count, or every later update would be below the offset and lost. Raises
    TelegramError when none counts: Telegram repeats the batch at once, so there has to be a pause.
    """
    numbers = [found for found in map(number, updates) if found is not None]
    if not numbers:
        raise TelegramError("no update of the batch has a number")
    return max(numbers) + 1


def seconds(error: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, int | float) else wait.total_seconds()


def _report(error: Exception, failures: int) -> None:
    """One line for a row of failures; a single lost connection is not worth one."""
    if not isinstance(error, TelegramError):
        log.error("updates cannot be stored", exc_info=error)
    elif isinstance(error, Conflict) and failures == 1:
        log.error("another program polls with the same TELEGRAM_BOT_TOKEN; stop one of the two")
    elif isinstance(error, InvalidToken | EndPointNotFound) and failures == 1:
        log.error("Telegram refuses TELEGRAM_BOT_TOKEN; was it revoked at @BotFather?")
    elif failures == 3:
        log.error("Telegram does not answer (%s); trying on", type(error).__name__)
