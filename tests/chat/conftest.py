"""What the chat tests share: people who are set up already."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import datetime, time
from typing import Any

import pytest

from bot.chat.router import Router
from bot.chat.start import PRIVACY_TEXT
from bot.coach import calendar
from bot.coach.model import Active, Goal, Since, Site
from bot.coach.screening import Event, Fact
from bot.content import Pack
from bot.store import Store, agenda, people, screenings
from bot.store.people import Answers, read_answers
from bot.store.people import Person as People
from bot.talk.act import Act
from tests.conftest import MORNING, World
from tests.support.person import Person

ANSWERS = Answers(
    agreed_text=PRIVACY_TEXT,
    sites=frozenset({Site.LOW_BACK}),
    since=Since.DAYS,
    usual_pain=4,
    worse_with=frozenset(),
    goal=Goal.LESS_PAIN,
    conditions=frozenset(),
    floor=True,
    walk=20,
    active=Active.SOME,
    rises=True,
    equipment=frozenset(),
    minutes=5,
    days=frozenset(range(7)),
    zone="Europe/London",
    hour=time(7, 30),
)
Arrive = Callable[..., Awaitable[Person]]
Rows = Callable[..., list[dict[str, Any]]]
Told = Callable[[], Answers]


async def waits(world: World, when: datetime) -> None:
    """The clock goes on, and the tick strikes a few times."""
    for _ in range(3):
        await world.wait_until(when)


@pytest.fixture
def arrives(world: World) -> Arrive:
    """Somebody who went through the start before; `answers`: what they said otherwise."""

    async def arrive(name: str = "Anna", **answers: Any) -> Person:
        person = world.person(name)
        said, now = replace(ANSWERS, **answers), world.clock.now()
        at = int(now.timestamp()) - 3600
        async with world.app.store.transaction() as tx:
            await people.meet(tx, person.id, "en")
            await people.save(tx, People(person.id, "en", agreed_at=at, set_up_at=at))
            await people.save_answers(tx, person.id, said)
            await screenings.add(tx, person.id, Event(at, Fact.SCREENED))
            rhythm = said.rhythm()
            assert rhythm is not None
            due = calendar.next_reminder(rhythm, now)
            await agenda.put(tx, person.id, "reminder", int(due.timestamp()) if due else None)
        await person.says("/today")
        return person

    return arrive


@pytest.fixture
def rows(world: World) -> Rows:
    """Reads the database file from outside: `rows("pain", kind="worst")`."""
    path = world.settings.database_url.removeprefix("sqlite:///")

    def read(table: str, **where: Any) -> list[dict[str, Any]]:
        with contextlib.closing(sqlite3.connect(path)) as database:
            database.row_factory = sqlite3.Row
            condition = " AND ".join(f"{name} = ?" for name in where) or "1 = 1"
            found = database.execute(f"SELECT * FROM {table} WHERE {condition}", tuple(where.values()))
            return [dict(row) for row in found]

    return read


@pytest.fixture
def told(rows: Rows) -> Told:
    """The answers of the one person there is, as they are stored."""

    def read() -> Answers:
        (row,) = rows("answers")
        return read_answers(row["given"])

    return read


@pytest.fixture
async def act(pack: Pack) -> AsyncIterator[Act]:
    """Somebody who is set up, at 7 in the morning, before a fresh store."""
    store = await Store.open("sqlite://:memory:")
    async with store.transaction() as tx:
        await people.meet(tx, 1, "en")
        await people.save(tx, People(1, "en", agreed_at=1, set_up_at=1))
        await people.save_answers(tx, 1, ANSWERS)
        await screenings.add(tx, 1, Event(int(MORNING.timestamp()), Fact.SCREENED))
        made = await Router(pack, lambda: MORNING, "a_bot").act(tx, 1, "en-GB")
        assert made is not None
        yield made
    await store.close()
