"""`kill -9` at any moment: nobody notices more than a pause, nothing is lost, nothing happens twice."""

from __future__ import annotations

import asyncio
import datetime
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from bot.app import App, Clock
from bot.coach.model import Site
from bot.config import Settings
from bot.content import Pack
from bot.sandbox import Kind, Limits, Sandbox
from bot.store.people import read_answers
from tests.conftest import FAST, TOKEN
from tests.robust.process import Forked, Process
from tests.support.journey import HEALTHY, done_button, sets_up
from tests.support.person import Person
from tests.support.soak import times

SOON = 0.150  # seconds after an act within which nearly everything about it happens


@pytest.fixture
async def telegram() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(Clock(), token=TOKEN, limits=Limits().unhurried())
    await sandbox.start()
    yield sandbox
    await sandbox.stop()
    # Who dies between an edit and its record edits once more.
    assert [each for each in sandbox.violations if each.kind is not Kind.NOT_MODIFIED] == []


@pytest.fixture
async def forked(telegram: Sandbox, tmp_path: Path) -> AsyncIterator[Forked]:
    forked = Forked(telegram, tmp_path, TOKEN, SEND_RATE="1000")
    yield forked
    await forked.end()
    assert forked.errors() == []


class Journey:
    """One person's way, a tap at a time; what the next one is depends on the screen, as for anybody."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.sets = 0

    def start(self) -> Iterator[str]:
        """From the welcome to the plan."""
        yield "I agree"
        for labels in HEALTHY.values():
            yield from labels
        self.person.sees_button("Start")

    def session(self) -> Iterator[str]:
        """From the plan to the end of the session. A kill may cost a screen that only announces the next."""
        yield "Start"
        yield "3"
        if not done_button(self.person):
            yield "Start"
        while label := done_button(self.person):
            self.sets += 1
            yield label
        yield "2"
        yield "Just right"
        self.person.sees_button("Progress")


def started_once(process: Process, who: int) -> None:
    assert process.rows("SELECT kind, flags FROM screening WHERE person = ?", who) == [("screened", "")]
    ((document,),) = process.rows("SELECT given FROM answers WHERE person = ?", who)
    told = read_answers(document)
    assert (told.sites, told.usual_pain, told.equipment) == (frozenset({Site.LOW_BACK}), 4, frozenset())
    assert told.hour == datetime.time(7, 30)


def did_the_session_once(process: Process, journey: Journey) -> None:
    who = journey.person.id
    done = process.rows("SELECT nr, side, set_nr FROM set_done WHERE person = ?", who)
    planned = process.rows("SELECT SUM(sets) FROM item WHERE person = ?", who)[0][0]
    assert journey.sets == len(done) >= planned > 0
    scores = process.rows("SELECT kind, score FROM pain WHERE person = ? ORDER BY at, kind", who)
    assert scores == [("before", 3), ("worst", 2)]
    sessions = process.rows("SELECT difficulty, finished_at > 0 FROM session WHERE person = ?", who)
    assert sessions == [("right", 1)]


async def set_up(process: Process, pack: Pack, *people: Person) -> None:
    """People with a plan; by the same code in this process, which is faster than any Telegram allows."""
    database_url = f"sqlite:///{process.database}"
    settings = Settings(TOKEN, process.sandbox.url, database_url, send_rate=10_000)
    app = App(settings, pack, Clock(), FAST)
    await app.start()
    for person in people:
        person.settled = app.idle
        await sets_up(person)
        person.settled = process.settled
    await app.stop()


async def both(process: Process, pack: Pack, die: Callable[[], Awaitable[None]]) -> None:
    """Anna answers the questions while Ben does his session; with every tap of theirs the process dies."""
    anna, ben = Journey(process.person("Anna")), Journey(process.person("Ben"))
    await set_up(process, pack, ben.person)
    await process.start()
    await anna.person.says("/start")
    ways = ((anna.person, anna.start()), (ben.person, ben.session()))
    while taps := [(person, label) for person, way in ways if (label := next(way, None))]:
        await process.listens()
        await asyncio.gather(die(), *(person.taps(label) for person, label in taps))
    started_once(process, anna.person.id)
    did_the_session_once(process, ben)


@pytest.mark.soak
async def test_killed_at_every_question_and_between_any_two_taps_it_goes_on_where_people_were(
    forked: Forked, pack: Pack
) -> None:
    await both(forked, pack, forked.dies_and_comes_back)
    assert forked.starts > len(HEALTHY)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1, 1 + times(2, 40)))
async def test_killed_at_random_moments_while_people_tap_nothing_is_lost_or_done_twice(
    forked: Forked, pack: Pack, seed: int
) -> None:
    dice = random.Random(seed)
    await both(forked, pack, lambda: forked.dies_and_comes_back(after=dice.uniform(0, SOON)))
    assert forked.starts > 15


async def test_killed_while_it_reminds_nobody_hears_twice_and_everybody_can_go_on(
    forked: Forked, pack: Pack
) -> None:
    people = [forked.person(f"Person {number}") for number in range(8)]
    await set_up(forked, pack, *people)
    for heard in (0, 1, 4, 7):  # how many hear of it before the kill, at least
        forked.change("DELETE FROM delivery")  # as if it were another day
        forked.change("UPDATE agenda SET due_at = ?, leased_until = 0", [int(time.time()) - 5])
        before = {person.id: len(person.screens) for person in people}
        await forked.start()
        await forked.listens()
        await hear(people, before, heard)
        await forked.dies_and_comes_back()
        await forked.listens()
        await asyncio.sleep(SOON)
        await forked.kill()
        reminded = [len(person.screens) - before[person.id] for person in people]
        assert set(reminded) <= {0, 1}
        assert sum(reminded) >= heard
    await forked.start()
    for person in people:
        await person.says("/today")
        await person.taps("Start")
    twice = "SELECT person FROM delivery GROUP BY person, on_date HAVING COUNT(*) > 1"
    assert forked.rows(twice) == []
    late = "SELECT person FROM agenda WHERE due_at <= ? AND leased_until <= ?"
    assert forked.rows(late, int(time.time()), int(time.time())) == []


async def hear(people: list[Person], before: dict[int, int], least: int) -> None:
    """Until so many have got another message than before."""
    for _ in range(10_000):
        if sum(len(person.screens) > before[person.id] for person in people) >= least:
            return
        await asyncio.sleep(0.001)
    raise AssertionError("the reminders did not come")
