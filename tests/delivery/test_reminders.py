"""Reminders: once a day, whatever happens."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from bot.delivery import reminders as module
from bot.delivery.reminders import Reminders
from bot.store import Store, Tx, agenda
from bot.store.agenda import Due

DAY = 86_400
MORNING = 1_800_000_000 // DAY * DAY + 8 * 3600


class Coach:
    """Reminds each day at the same hour, UTC; silent or broken when told; knows what was sent."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.time = MORNING
        self.silent: set[int] = set()
        self.broken: set[int] = set()
        self.asked: list[tuple[int, bool]] = []
        self.sent: list[int] = []
        self.reminders = self.make()

    def make(self) -> Reminders[int]:
        return Reminders(
            self.store, remind=self.remind, show=self.show, today=self.today, now=lambda: self.time
        )

    async def remind(self, tx: Tx, due: Due, now: int, *, repeated: bool) -> int | None:
        self.asked.append((due.person, repeated))
        await agenda.put(tx, due.person, "reminder", due.due_at + DAY)
        if due.person in self.broken:
            raise ValueError("a bug")
        return None if due.person in self.silent else due.person

    async def show(self, reply: int) -> int | None:
        self.sent.append(reply)
        return 1000 + reply

    async def today(self, tx: Tx, person: int, now: int) -> date:
        return datetime.fromtimestamp(now, UTC).date()

    async def schedule(self, *people: int, due_at: int = MORNING, kind: str = "reminder") -> None:
        async with self.store.transaction() as tx:
            for person in people:
                await agenda.put(tx, person, kind, due_at)

    async def beat(self) -> None:
        await self.reminders.beat()
        await self.reminders.idle()

    async def rows(self, person: int) -> list[tuple[str, str]]:
        async with self.store.transaction() as tx:
            return [(row["on_date"], row["state"]) for row in await tx.all("deliveries_of", person=person)]


@pytest.fixture
def coach(store: Store) -> Coach:
    return Coach(store)


def iso(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).date().isoformat()


async def test_who_is_due_is_reminded_once_and_the_next_day_again(coach: Coach) -> None:
    await coach.schedule(1, 2)
    await coach.schedule(3, due_at=MORNING + 60)
    await coach.beat()
    await coach.beat()
    assert sorted(coach.sent) == [1, 2]
    coach.time += 60
    await coach.beat()
    assert sorted(coach.sent) == [1, 2, 3]
    coach.time += DAY
    await coach.beat()
    assert sorted(coach.sent) == [1, 1, 2, 2, 3, 3]
    assert await coach.rows(1) == [(iso(MORNING), "sent"), (iso(MORNING + DAY), "sent")]


async def test_a_second_one_on_a_persons_day_is_not_sent(coach: Coach) -> None:
    """The hour was moved to later the same day."""
    await coach.schedule(1)
    await coach.beat()
    await coach.schedule(1, due_at=MORNING + 3600)
    coach.time += 3600
    await coach.beat()
    assert coach.asked == [(1, False), (1, True)]
    assert coach.sent == [1]


async def test_another_kind_on_the_same_day_is_sent(coach: Coach) -> None:
    """[Later] was asked for."""
    await coach.schedule(1)
    await coach.beat()
    await coach.schedule(1, due_at=MORNING + 3600, kind="later")
    coach.time += 3600
    await coach.beat()
    assert coach.sent == [1, 1]


async def test_silence_leaves_no_record_and_the_next_instant_stands(coach: Coach) -> None:
    coach.silent = {1}
    await coach.schedule(1)
    await coach.beat()
    assert await coach.rows(1) == []
    coach.silent = set()
    coach.time += DAY
    await coach.beat()
    assert coach.sent == [1]


async def test_one_that_was_set_anew_after_it_was_claimed_is_left_alone(coach: Coach) -> None:
    await coach.schedule(1)
    async with coach.store.transaction() as tx:
        claimed = await agenda.claim(tx, MORNING, 300, 10)
        await agenda.put(tx, 1, "reminder", MORNING + DAY)
    await coach.reminders._one(claimed[0])
    assert coach.asked == []


async def test_a_failing_decision_changes_nothing_and_is_made_again_after_the_lease(
    coach: Coach, caplog: pytest.LogCaptureFixture
) -> None:
    coach.broken = {1}
    await coach.schedule(1, 2)
    with caplog.at_level(logging.ERROR):
        await coach.beat()
        await coach.beat()
    assert coach.sent == [2]
    assert len(caplog.records) == 1
    coach.broken = set()
    coach.time += module.LEASE_SECONDS
    await coach.beat()
    assert coach.sent == [2, 1]


async def test_a_failing_send_is_not_repeated(coach: Coach) -> None:
    async def fail(reply: int) -> None:
        raise ConnectionError

    coach.reminders = Reminders(
        coach.store, remind=coach.remind, show=fail, today=coach.today, now=lambda: coach.time
    )
    await coach.schedule(1)
    await coach.beat()
    assert await coach.rows(1) == [(iso(MORNING), "failed")]
    coach.reminders = coach.make()
    coach.time += module.LEASE_SECONDS
    await coach.beat()
    assert coach.sent == []


async def test_many_are_reminded_and_few_are_in_flight(coach: Coach) -> None:
    """More than a batch; what a kill would lose stays small."""
    at_a_time = most = 0

    async def show(reply: int) -> None:
        nonlocal at_a_time, most
        at_a_time += 1
        most = max(most, at_a_time)
        await asyncio.sleep(0.001)
        at_a_time -= 1
        coach.sent.append(reply)

    coach.reminders = Reminders(
        coach.store, remind=coach.remind, show=show, today=coach.today, now=lambda: coach.time
    )
    await coach.schedule(*range(1, 251))
    await coach.beat()
    assert sorted(coach.sent) == list(range(1, 251))
    assert 1 < most <= module.IN_FLIGHT


async def test_two_processes_remind_each_person_once(store: Store) -> None:
    one, two = Coach(store), Coach(store)
    await one.schedule(*range(1, 61))
    await asyncio.gather(one.beat(), two.beat())
    assert sorted(one.sent + two.sent) == list(range(1, 61))


async def test_close_lets_what_is_under_way_end(coach: Coach) -> None:
    await coach.schedule(1)
    await coach.reminders.beat()
    await coach.reminders.close()
    assert await coach.rows(1) == [(iso(MORNING), "sent")]


def test_a_process_killed_with_kill_9_reminds_nobody_twice(store_url: str) -> None:
    """Those in flight at a kill are not reminded: two on a day would be worse."""
    people, kills, sent = 150, 3, []
    for attempt in range(kills + 1):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.reminders_process", store_url, str(people)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        for nr, line in enumerate(process.stdout, start=1):
            sent.append(int(line))
            if attempt < kills and nr == 5:
                process.kill()
        assert process.wait(20) == (-9 if attempt < kills else 0)
        process.stdout.close()
        asyncio.run(_end_leases(store_url))
    assert len(sent) == len(set(sent))
    assert people - kills * module.IN_FLIGHT <= len(sent) <= people  # a slow reader may have got all of them


async def _end_leases(url: str) -> None:
    store = await Store.open(url)
    async with store.transaction() as tx:
        await tx.execute("UPDATE agenda SET leased_until = 0")
    await store.close()
