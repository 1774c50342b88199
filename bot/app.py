"""The composition root: builds every part, owns the clock, and starts and stops it all."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

from telegram import BotCommand
from telegram.error import InvalidToken, NetworkError
from telegram.ext import ExtBot

from bot import content
from bot.chat.features import MENU
from bot.chat.router import Router
from bot.config import CONTENT, Misconfigured, Settings
from bot.content import Lint, Pack
from bot.delivery.inbox import Inbox
from bot.delivery.reminders import Reminders
from bot.delivery.tick import Tick
from bot.pictures.poses import figure_mistakes
from bot.store import Store, Tx
from bot.store.inbox import Update
from bot.talk import read, understand
from bot.talk.heard import Heard
from bot.talk.reply import Found, Reply
from bot.telegram.hear import HEARD, hear
from bot.telegram.limiter import CHAT, EDITS, Limiter, Rate, Urgency
from bot.telegram.polling import Polling
from bot.telegram.show import Shower
from bot.telegram.transport import Transport
from bot.telegram.webhook import Webhook, secret_of

log = logging.getLogger(__name__)

TICK_SECONDS = 15.0
R = TypeVar("R")


@dataclass
class Clock:
    """The time, as everything in the process sees it. The demo and the tests can jump it."""

    offset: timedelta = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset

    def seconds(self) -> int:
        return int(self.now().timestamp())

    def jump(self, to: datetime) -> None:
        self.offset += to - self.now()


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast messages go out, and how often due reminders are looked for."""

    chat: Rate = CHAT
    edits: Rate = EDITS
    tick_seconds: float = TICK_SECONDS
    poll_seconds: int = 50


def load_content(folder: Path, lint: Lint | None = None) -> Pack:
    """The folder over the built-in content. Raises content.Mistakes with every mistake of every file."""
    return content.load(folder, figure_mistakes=figure_mistakes, base=CONTENT, lint=lint)


class App:
    """The running coach. `start` returns when it listens; `stop` leaves nothing half done."""

    def __init__(self, settings: Settings, pack: Pack, clock: Clock, pace: Pace) -> None:
        self.settings, self.pack, self.clock, self.pace = settings, pack, clock, pace
        self._stack = AsyncExitStack()
        self.store: Store
        self.inbox: Inbox[Reply | Found]
        self.bot: ExtBot[Any]

    async def start(self) -> None:
        """Opens the store, takes up what an earlier process left, then listens."""
        async with AsyncExitStack() as stack:
            await self._build(stack)
            self._stack = stack.pop_all()

    async def stop(self) -> None:
        await self._stack.aclose()

    async def idle(self) -> None:
        """Until everything accepted is answered."""
        await self.inbox.idle()

    async def _build(self, stack: AsyncExitStack) -> None:
        settings, clock = self.settings, self.clock
        self.store = await Store.open(settings.database_url, settings.database_key)
        stack.push_async_callback(self.store.close)
        self.bot = self._new_bot()
        await self._say_hello()
        stack.push_async_callback(self.bot.shutdown)
        self.router = Router(self.pack, clock.now, self.bot.username, settings.admin_ids)
        self.inbox = Inbox(
            self.store,
            apply=heard_by(self.router.apply),
            show=self._show,
            again=heard_by(self.router.again),
            failed=self._apologise,
            now=clock.seconds,
        )
        self.shower = Shower(self.bot, self.store, self.pack.library, clock.seconds, self.inbox.tap_waits)
        stack.push_async_callback(self.inbox.close)
        self.reminders = Reminders(
            self.store,
            remind=self.router.remind,
            show=self._show_reminder,
            today=self.router.today,
            now=clock.seconds,
            turn=self.inbox.turn,
        )
        stack.push_async_callback(self.reminders.close)
        await self.inbox.resume()
        await self._introduce()
        await self._listen(stack)
        tick = Tick(self.reminders.beat, self.pace.tick_seconds)
        tick.start()
        stack.push_async_callback(tick.stop)

    async def _say_hello(self) -> None:
        """The first call. Raises Misconfigured when Telegram does not answer or does not know the bot."""
        try:
            await self.bot.initialize()
        except InvalidToken:
            raise Misconfigured(
                "TELEGRAM_BOT_TOKEN is not known to Telegram; @BotFather has yours. Example: 123456:ABC-DEF"
            ) from None
        except NetworkError:
            raise Misconfigured(
                "TELEGRAM_API_URL does not answer; is this machine online? Example: https://api.telegram.org"
            ) from None

    def _new_bot(self) -> ExtBot[Any]:
        return ExtBot(
            self.settings.token,
            base_url=f"{self.settings.api_url}/bot",
            base_file_url=f"{self.settings.api_url}/file/bot",
            request=Transport(),
            get_updates_request=Transport(),
            rate_limiter=Limiter(self.settings.send_rate, self.pace.chat, self.pace.edits),
        )

    async def _introduce(self) -> None:
        """The command menu and the bot's own card, in every language."""
        for lang, words in self.pack.texts.items():
            code = None if lang == "en" else lang  # English is for everyone without a language of their own
            menu = [BotCommand(name, words(f"commands.{name}")) for name in ("start", *MENU)]
            await self.bot.set_my_commands(menu, language_code=code)
            await self.bot.set_my_description(words("profile.description"), language_code=code)
            await self.bot.set_my_short_description(words("profile.short"), language_code=code)

    async def _listen(self, stack: AsyncExitStack) -> None:
        if self.settings.webhook_url:
            webhook = Webhook(
                self.bot,
                self.inbox.accept,
                url=self.settings.webhook_url,
                secret=self.settings.webhook_secret or secret_of(self.settings.token),
                allowed_updates=HEARD,
                port=self.settings.port,
                gauges=lambda: {"inbox_waiting": self.inbox.waiting},
            )
            await webhook.start()
            stack.push_async_callback(webhook.stop)
            return
        polling = Polling(self.bot, self.inbox.accept, allowed_updates=HEARD, timeout=self.pace.poll_seconds)
        task = asyncio.create_task(polling.run())
        stack.push_async_callback(_cancelled, task)

    async def _show(self, reply: Reply | Found) -> None:
        if isinstance(reply, Found):
            await self.shower.found(reply)
        else:
            await self.shower.show(reply)

    async def _show_reminder(self, reply: Reply) -> int | None:
        return await self.shower.show(reply, Urgency.REMINDER)

    async def _apologise(self, update: Update) -> None:
        """Something of ours broke twice on this update: it is dropped, the person hears of it."""
        async with self.store.transaction() as tx:
            reply = await heard_by(self.router.apology)(tx, update)
        if reply:
            await self.shower.show(reply)


def heard_by(
    answer: Callable[[Tx, Heard], Awaitable[R | None]],
) -> Callable[[Tx, Update], Awaitable[R | None]]:
    """The same for an update as Telegram sent it."""

    async def answered(tx: Tx, update: Update) -> R | None:
        heard = hear(update)
        return await answer(tx, heard) if heard else None

    return answered


async def _cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def run(settings: Settings) -> None:
    """The coach on Telegram, until it is told to stop."""
    pack = load_content(settings.content_dir)
    app = App(settings, pack, Clock(), Pace())
    await app.start()
    log.info("the coach listens")
    warm_up(pack)
    try:
        await stopped()
    finally:
        await app.stop()


def warm_up(pack: Pack) -> None:
    """Reads cities and what people mean beside the first answers: neither the start nor the end waits."""

    def warm() -> None:
        for intents in pack.intents.values():
            understand.warm(intents)
        read.warm()

    Thread(target=warm, daemon=True).start()


async def stopped() -> None:
    """Until SIGINT or SIGTERM."""
    over = asyncio.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(each, over.set)
    await over.wait()
