"""One person and the real coach, on a loop that runs only while something happens."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import sqlite3
from collections.abc import Coroutine
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bot.app import App, Clock
from bot.coach import screening
from bot.coach.model import Condition
from bot.coach.screening import Event, Fact, Flag, Standing
from bot.config import Settings
from bot.content import Pack
from bot.sandbox import Limits, Sandbox
from bot.store.people import read_answers, split
from tests.conftest import FAST, MORNING, TOKEN, World
from tests.support.person import Person

T = TypeVar("T")
Row = dict[str, Any]


class Errors(logging.Handler):
    """What the log calls an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(self.format(record))


class Life:
    """`host`: the person runs the bot, too. Every act returns when the bot has nothing left to do."""

    def __init__(self, pack: Pack, host: bool = False) -> None:
        self._loop = asyncio.new_event_loop()
        self._folder = TemporaryDirectory()
        self.database = Path(self._folder.name) / "coach.db"
        self.errors, self.queries = Errors(), list[str]()
        logging.getLogger().addHandler(self.errors)
        self.run(self._begins(pack, host))

    async def _begins(self, pack: Pack, host: bool) -> None:
        clock = Clock()
        clock.jump(MORNING)
        sandbox = Sandbox(clock, token=TOKEN, limits=Limits().unhurried())
        await sandbox.start()
        self.person = Person(sandbox, settled=self._settled, language_code="en-GB")
        settings = Settings(
            token=TOKEN,
            api_url=sandbox.url,
            database_url=f"sqlite:///{self.database}",
            send_rate=10_000,
            admin_ids=frozenset({self.person.id} if host else ()),
        )
        self.world = World(App(settings, pack, clock, FAST), sandbox, clock, settings)
        await self.world.app.start()

    async def _settled(self) -> None:
        await self.world.app.idle()

    def ends(self) -> None:
        self.run(self.world.app.stop())
        self.run(self.world.sandbox.stop())
        self._loop.close()
        self._folder.cleanup()
        logging.getLogger().removeHandler(self.errors)

    def run(self, act: Coroutine[Any, Any, T]) -> T:
        return self._loop.run_until_complete(act)

    # What a person does

    @property
    def human(self) -> Any:
        return self.person.human

    def taps(self, message: int, data: str, times: int = 1) -> None:
        """`times`: so quickly that none of them is answered before the last."""

        def tap() -> None:
            self.queries += [self.human.taps(message, data) for _ in range(times)]

        self.run(self.person.does("tapped", tap, silently=True))

    def says(self, text: str) -> None:
        self.run(self.person.says(text))

    def waits(self, time: timedelta) -> None:
        """The clock goes on, and the tick strikes a few times."""
        when = self.world.clock.now() + time
        for _ in range(2):
            self.run(self.world.wait_until(when))

    # What is stored

    def rows(self, query: str) -> list[Row]:
        with contextlib.closing(sqlite3.connect(self.database)) as database:
            database.row_factory = sqlite3.Row
            return [dict(row) for row in database.execute(query)]

    @property
    def standing(self) -> Standing:
        return screening.state(
            Event(row["at"], Fact(row["kind"]), split(row["flags"], Flag) or frozenset())
            for row in self.rows("SELECT * FROM screening ORDER BY nr")
        )

    @property
    def conditions(self) -> frozenset[Condition]:
        """What the settings say."""
        told = [read_answers(str(row["given"])) for row in self.rows("SELECT given FROM answers")]
        return frozenset(each for one in told for each in one.conditions or ())

    @property
    def stack(self) -> list[Row]:
        """The open questions, the one being asked last."""
        return [one for row in self.rows("SELECT stack FROM dialog") for one in json.loads(row["stack"])]

    @property
    def answers(self) -> Row:
        return {
            name: value
            for row in self.rows("SELECT given FROM answers")
            for name, value in json.loads(row["given"]).items()
        }

    @property
    def now(self) -> datetime:
        """On the person's own wall."""
        return self.world.clock.now().astimezone(ZoneInfo(self.answers.get("zone", "UTC")))

    @property
    def today(self) -> date:
        return self.now.date()
