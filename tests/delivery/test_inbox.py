"""The durable inbox, on both databases, with real deaths."""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.delivery import inbox as module
from bot.store import Store, Tx
from bot.store.inbox import Update, entry
from tests.support.inboxes import Counting, effects, left, tap
from tests.support.poison import POISON, WORDS


@pytest.fixture
async def counting(store: Store) -> AsyncIterator[Counting]:
    made = Counting(store)
    yield made
    await made.inbox.close()


async def test_an_accepted_update_takes_effect_is_shown_and_is_gone(counting: Counting) -> None:
    await counting.inbox.accept([tap(1), tap(2, person=2)])
    await counting.inbox.idle()
    assert sorted(counting.shown) == [1, 2]
    assert [await effects(counting.store, number) for number in (1, 2)] == [1, 1]
    assert await left(counting.store) == []
    assert counting.inbox.waiting == 0


async def test_an_update_is_stored_when_accept_returns(counting: Counting) -> None:
    never = asyncio.Event()

    async def hang(reply: int) -> None:
        await never.wait()

    slow = counting.make(show=hang)
    await slow.accept([tap(1), tap(2)])
    assert await left(counting.store) == [1, 2]
    assert slow.waiting == 2
    never.set()
    await slow.idle()
    assert await left(counting.store) == []


async def test_one_persons_updates_stay_in_order_and_many_people_go_at_a_time(counting: Counting) -> None:
    """Every answer waits until all people are being answered at that moment."""
    people, each = 8, 6
    together = asyncio.Barrier(people)

    async def show(reply: int) -> None:
        await together.wait()
        counting.shown.append(reply)

    inbox = counting.make(show=show)
    updates = [tap(nr * people + person, person) for nr in range(each) for person in range(people)]
    await inbox.accept(updates[: people * 2])
    await inbox.accept(updates[people * 2 :])
    async with asyncio.timeout(10):
        await inbox.idle()
    for person in range(people):
        mine = [number for number in counting.shown if number % people == person]
        assert mine == sorted(mine)
        assert len(mine) == each


async def test_a_slow_answer_holds_back_its_own_person_only(counting: Counting) -> None:
    gate, others = asyncio.Event(), asyncio.Event()

    async def show(reply: int) -> None:
        if reply == 1:
            await gate.wait()
        counting.shown.append(reply)
        others.set()

    slow = counting.make(show=show, concurrency=1)
    await slow.accept([tap(1, person=1), tap(2, person=1), tap(3, person=3)])
    async with asyncio.timeout(5):
        await others.wait()
    assert counting.shown == [3]
    gate.set()
    await slow.idle()
    assert counting.shown == [3, 1, 2]


async def test_a_repeated_update_takes_effect_once(counting: Counting) -> None:
    """In one batch, while it is being handled, and after it was."""
    await counting.inbox.accept([tap(1), tap(1)])
    await counting.inbox.accept([tap(1)])
    await counting.inbox.idle()
    await counting.inbox.accept([tap(1)])
    await counting.inbox.idle()
    assert counting.shown == [1]
    assert await effects(counting.store, 1) == 1


async def test_a_repeated_update_takes_effect_once_across_a_restart(counting: Counting) -> None:
    await counting.inbox.accept([tap(1)])
    await counting.inbox.idle()
    restarted = counting.make()
    await restarted.resume()
    await restarted.accept([tap(1)])
    await restarted.idle()
    assert counting.shown == [1]


async def test_an_update_that_arrives_late_is_not_taken_for_a_repeated_one(counting: Counting) -> None:
    """A webhook's connections overtake each other."""
    await counting.inbox.accept([tap(9)])
    await counting.inbox.accept([tap(3)])
    await counting.inbox.idle()
    assert counting.shown == [9, 3]


async def test_what_can_never_be_stored_is_set_aside_in_one_line_and_the_others_go_on(
    counting: Counting, caplog: pytest.LogCaptureFixture
) -> None:
    await counting.inbox.accept([tap(1), *POISON.values(), tap(2, data="\ud800"), tap(3, person=3)])
    await counting.inbox.idle()
    assert sorted(counting.shown) == [1, 2, 3]
    assert await left(counting.store) == []
    aside = [record.getMessage() for record in caplog.records]
    assert len(aside) == len(POISON)
    assert all(line.startswith("set aside, it can never be stored: ") for line in aside)
    assert "update 71" in caplog.text
    assert WORDS not in caplog.text


async def test_a_database_that_is_away_is_no_reason_to_set_anything_aside(counting: Counting) -> None:
    async with counting.store.transaction() as tx:
        await tx.execute("ALTER TABLE inbox RENAME TO away")
    with pytest.raises(Exception, match="inbox"):
        await counting.inbox.accept([POISON["a number"], tap(1)])
    async with counting.store.transaction() as tx:
        await tx.execute("ALTER TABLE away RENAME TO inbox")
    await counting.inbox.accept([POISON["a number"], tap(1)])
    await counting.inbox.idle()
    assert counting.shown == [1]


async def test_numbers_of_old_updates_are_forgotten(store: Store) -> None:
    clock = [1_800_000_000]
    counting = Counting(store)
    inbox = counting.make(now=lambda: clock[0])
    await inbox.accept([tap(1)])
    await inbox.idle()
    clock[0] += 8 * 24 * 3600
    await inbox.accept([tap(2)])
    await inbox.idle()
    async with store.transaction() as tx:
        assert await tx.run("inbox_see", update_id=2, at=0) == 0
        assert await tx.run("inbox_see", update_id=1, at=0) == 1


async def test_what_was_applied_but_perhaps_not_shown_is_redrawn_not_applied_again(store: Store) -> None:
    counting = Counting(store)
    never = asyncio.Event()

    async def hang(reply: int) -> None:
        await never.wait()

    dying = counting.make(show=hang)
    await dying.accept([tap(1)])
    await counting.started.wait()
    await asyncio.sleep(0.02)  # past its commit
    await kill(dying)
    after = Counting(store)
    await after.inbox.resume()
    await after.inbox.idle()
    assert (after.applied, after.redrawn, after.shown) == ([], [1], [1])
    assert await effects(store, 1) == 1
    assert await left(store) == []


async def kill(inbox: Any) -> None:
    """What a death does: nothing runs on, nothing is tidied up."""
    for task in inbox._tasks:
        task.cancel()
    await asyncio.gather(*inbox._tasks, return_exceptions=True)


async def test_a_cancellation_at_any_moment_loses_nothing_and_repeats_nothing(store: Store) -> None:
    """Everything is cancelled after each possible number of steps; Telegram repeats what was not accepted."""
    for steps in range(0, 60, 2):
        batch = [tap(steps * 10 + number, person=number % 2) for number in range(4)]
        dying = Counting(store)
        accepting = asyncio.create_task(dying.inbox.accept(batch))
        for _ in range(steps):
            await asyncio.sleep(0.0005 if steps % 4 else 0)
        accepting.cancel()
        accepted = (await asyncio.gather(accepting, return_exceptions=True))[0] is None
        await kill(dying.inbox)
        after = Counting(store)
        await after.inbox.resume()
        if not accepted:
            await after.inbox.accept(batch)
        await after.inbox.idle()
        assert [await effects(store, each["update_id"]) for each in batch] == [1, 1, 1, 1]
        assert await left(store) == []


async def test_an_accept_that_is_cancelled_still_hands_on_what_it_stored(counting: Counting) -> None:
    accepting = asyncio.create_task(counting.inbox.accept([tap(1)]))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    accepting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await accepting
    await counting.inbox.idle()
    assert counting.shown == [1]


@pytest.mark.parametrize("kill_after", [1, 6])
def test_a_process_killed_with_kill_9_loses_and_repeats_nothing(store_url: str, kill_after: int) -> None:
    """Killed three times, soon after it accepted a batch; the fourth process goes on to the end."""
    last, offset = 200, 0
    for attempt in range(4):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.inbox_process", store_url, str(offset + 1), str(last)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        for nr, line in enumerate(process.stdout, start=1):
            offset = int(line.split()[1])
            if attempt < 3 and nr == kill_after:
                break
        if attempt < 3:
            process.kill()
        assert process.wait(20) == (-9 if attempt < 3 else 0)
        process.stdout.close()
    asyncio.run(_check_once_each(store_url, last))


async def _check_once_each(url: str, last: int) -> None:
    store = await Store.open(url)
    assert {await effects(store, number) for number in range(1, last + 1)} == {1}
    assert await left(store) == []
    await store.close()


async def test_an_update_that_cannot_be_applied_is_dropped_and_the_next_goes_on(
    counting: Counting, caplog: pytest.LogCaptureFixture
) -> None:
    async def apply(tx: Tx, update: Update) -> int:
        reply = await counting.apply(tx, update)
        if update["update_id"] == 1:
            raise ValueError("a bug")
        return reply

    inbox = counting.make(apply=apply)
    with caplog.at_level(logging.DEBUG, logger="bot"):
        await inbox.accept([tap(1, data="my back hurts"), tap(2)])
        await inbox.idle()
    assert counting.dropped == [1]
    assert counting.shown == [2]
    assert counting.applied == [1, 1, 2]
    assert await effects(counting.store, 1) == 0
    assert await left(counting.store) == []
    assert [record.levelname for record in caplog.records] == ["ERROR"] * 3
    assert "my back hurts" not in caplog.text


async def test_an_update_whose_first_attempt_fails_takes_effect_once(counting: Counting) -> None:
    async def apply(tx: Tx, update: Update) -> int:
        reply = await counting.apply(tx, update)
        if len(counting.applied) == 1:
            raise ValueError("bad luck")
        return reply

    inbox = counting.make(apply=apply)
    await inbox.accept([tap(1)])
    await inbox.idle()
    assert (counting.shown, counting.dropped) == ([1], [])
    assert await effects(counting.store, 1) == 1


async def test_an_answer_that_cannot_be_shown_is_tried_a_few_times_and_holds_up_nobody(
    counting: Counting,
) -> None:
    async def show(reply: int) -> None:
        counting.shown.append(reply)
        if reply == 1:
            raise ConnectionError

    inbox = counting.make(show=show)
    await inbox.accept([tap(1), tap(2)])
    await inbox.idle()
    assert counting.shown == [1, 1, 1, 2]
    assert await left(counting.store) == []


async def test_an_apology_that_fails_holds_up_nobody(counting: Counting) -> None:
    async def fail(*_: object) -> int:
        raise ConnectionError

    inbox = counting.make(apply=fail, failed=fail)
    await inbox.accept([tap(1), tap(2)])
    await inbox.idle()
    assert await left(counting.store) == []


async def test_no_answer_is_fine(counting: Counting) -> None:
    async def apply(tx: Tx, update: Update) -> None:
        counting.applied.append(update["update_id"])

    inbox = counting.make(apply=apply)
    await inbox.accept([tap(1)])
    await inbox.idle()
    assert (counting.applied, counting.shown) == ([1], [])


async def test_an_update_waits_for_a_database_that_is_away(
    counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tap is not dropped because of an outage, however long."""
    monkeypatch.setattr(module, "STORE_PAUSES", (0.001,))
    never = asyncio.Event()

    async def show(reply: int) -> None:
        if reply == 1:
            await never.wait()
        await counting.show(reply)

    inbox = counting.make(show=show)
    await inbox.accept([tap(1), tap(2)])
    await counting.started.wait()
    async with counting.store.transaction() as tx:
        await tx.execute("ALTER TABLE inbox RENAME TO away")
    never.set()
    await asyncio.sleep(0.1)
    assert counting.applied == [1]
    async with counting.store.transaction() as tx:
        await tx.execute("ALTER TABLE away RENAME TO inbox")
    await inbox.idle()
    assert (counting.shown, counting.dropped) == ([1, 2], [])
    assert await left(counting.store) == []


async def test_close_finishes_what_is_under_way_and_leaves_the_rest_for_the_next_start(store: Store) -> None:
    counting = Counting(store, jitter=0.01)
    await counting.inbox.accept([tap(number, person=1) for number in range(1, 20)])
    await counting.started.wait()
    await counting.inbox.close()
    assert counting.applied == counting.shown
    assert await left(store) == list(range(counting.applied[-1] + 1, 20))
    after = Counting(store)
    await after.inbox.resume()
    await after.inbox.idle()
    assert counting.shown + after.shown == list(range(1, 20))
    assert after.redrawn == []


async def test_close_does_not_wait_for_an_answer_that_hangs(
    counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CLOSE_SECONDS", 0.05)

    async def hang(reply: int) -> None:
        await asyncio.sleep(60)

    inbox = counting.make(show=hang)
    await inbox.accept([tap(1)])
    await counting.started.wait()
    async with asyncio.timeout(5):
        await inbox.close()
    assert await left(counting.store) == [1]


async def test_two_processes_apply_an_update_once(store: Store) -> None:
    """Two replicas resume from the same table."""
    one, two = Counting(store), Counting(store)
    async with store.transaction() as tx:
        for number in range(20):
            payload = json.dumps(tap(number))
            await tx.run("inbox_add", update_id=number, person=1, payload=payload, received_at=0)
    await asyncio.gather(one.inbox.resume(), two.inbox.resume())
    await asyncio.gather(one.inbox.idle(), two.inbox.idle())
    assert sorted(one.applied + two.applied) == list(range(20))


@pytest.mark.parametrize(
    ("update", "person"),
    [
        ({"update_id": 1, "message": {"from": {"id": 5}, "chat": {"id": -7}}}, 5),
        ({"update_id": 1, "callback_query": {"from": {"id": 5}}}, 5),
        ({"my_chat_member": {"chat": {"id": 6}, "from": {"id": 5}}, "update_id": 1}, 5),
        ({"update_id": 1, "poll_answer": {"user": {"id": 5}}}, 5),
        ({"update_id": 1, "channel_post": {"chat": {"id": -7}}}, -7),
        ({"update_id": 1, "poll": {"id": "x"}}, 0),
        ({"update_id": 1}, 0),
    ],
)
def test_an_update_belongs_to_its_user_else_its_chat_else_nobody(update: Update, person: int) -> None:
    assert entry(update).person == person
