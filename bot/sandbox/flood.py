"""Telegram's flood control: leaky buckets for the bot, each chat, each group's minute, a chat's edits."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.limits import Limits
from bot.sandbox.refusals import Kind, RefusedError


@dataclass
class _Bucket:
    rate: float
    burst: int
    level: float = 0.0
    at: float = 0.0

    def wait(self, now: float) -> float:
        """Seconds until one more fits; 0 when it fits now."""
        if math.isinf(self.rate):
            return 0.0
        self.level = max(0.0, self.level - (now - self.at) * self.rate)
        self.at = now
        return max(0.0, (self.level + 1 - self.burst) / self.rate)


class Flood:
    """Counts messages and edits in real time and refuses those that come too fast."""

    def __init__(self, limits: Limits, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._limits, self._monotonic = limits, monotonic
        self._bot = _Bucket(limits.bot_rate, limits.bot_burst)
        self._chats: dict[tuple[str, int], _Bucket] = {}

    def take(self, chat_id: int, group: bool, edit: bool) -> None:
        """Raises RefusedError with `retry_after` (whole seconds, at least 1)."""
        now = self._monotonic()
        buckets = [self._bot, self._chat("chat", chat_id)]
        if group or edit:
            buckets.append(self._chat("edits" if edit else "group", chat_id))
        wait = max(bucket.wait(now) for bucket in buckets)
        if wait > 1e-9:
            seconds = max(1, math.ceil(wait))
            raise RefusedError(Kind.FLOOD, f"retry after {seconds}", code=429, retry_after=seconds)
        for bucket in buckets:
            bucket.level += 1

    def _chat(self, kind: str, chat_id: int) -> _Bucket:
        limits = self._limits
        rate, burst = (
            (limits.chat_rate, limits.chat_burst)
            if kind == "chat"
            else (limits.minute_rate, limits.minute_burst)
        )
        return self._chats.setdefault((kind, chat_id), _Bucket(rate, burst))
