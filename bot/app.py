"""The composition root: builds every part, owns the clock, and starts and stops it all."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from telegram import BotCommand
from telegram.ext import ExtBot

from bot import content
from bot.chat import read
from bot.chat.router import MENU, Reply, Router
from bot.chat.screen import Screen
from bot.chat.show import Shower
from bot.config import Settings
from bot.content import Pack
from bot.delivery.inbox import Inbox
from bot.delivery.limiter import CHAT, EDITS, Limiter, Rate, Urgency
from bot.delivery.polling import Polling
from bot.delivery.transport import Transport
from bot.pictures.poses import figure_mistakes
from bot.store import Store

log = logging.getLogger(__name__)

HEARD = ["message", "edited_message", "callback_query", "my_chat_member", "channel_post", "edited_channel_post"]
TICK_SECONDS = 15.0


@dataclass
class Clock:
    """The time, as everything in the process sees it. The demo and the tests can jump it."""

    offset: timedelta = timedelta(0)
    jumped: list[Callable[[], object]] = field(default_factory=list)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset

    def seconds(self) -> int:
        return int(self.now().timestamp())

    def jump(self, to: datetime) -> None:
        self.offset += to - self.now()
        for tell in self.jumped:
            tell()


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast messages go out, and how often due reminders are looked for."""

    chat: Rate = CHAT
    edits: Rate = EDITS
    tick_seconds: float = TICK_SECONDS
    poll_seconds: int = 50


def load_content(settings: Settings) -> Pack:
    """Raises content.Mistakes with every mistake of every file."""
    return content.load(settings.content_dir, figure_mistakes=figure_mistakes)
