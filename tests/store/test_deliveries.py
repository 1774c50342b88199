"""Reminders in the database, on both databases."""

from __future__ import annotations

import asyncio
from datetime import date

from bot.store import Store, agenda, deliveries, files
from bot.store.deliveries import State

NOW = 1_800_000_000
MONDAY = date(2027, 3, 1)


async def schedule(store: Store, *due_at: int | None) -> None:
    async with store.transaction() as tx:
        for person, each in enumerate(due_at, start=1):
            await agenda.put(tx, person, "reminder", each)


async def claimed(store: Store, now: int = NOW, limit: int = 100) -> list[int]:
    async with store.transaction() as tx:
        return [due.person for due in await agenda.claim(tx, now, 300, limit)]


async def test_what_is_due_is_claimed_the_longest_waiting_first(store: Store) -> None:
    await schedule(store, NOW - 1, NOW + 1, NOW - 9, None, NOW)
    assert await claimed(store) == [3, 1, 5]


async def test_what_is_claimed_is_not_claimed_again_before_its_lease_ends(store: Store) -> None:
    await schedule(store, NOW, NOW, NOW)
    assert sorted(await claimed(store, limit=2) + await claimed(store, limit=2)) == [1, 2, 3]
    assert await claimed(store, NOW + 299) == []
    assert sorted(await claimed(store, NOW + 300)) == [1, 2, 3]


async def test_a_reminder_set_anew_is_free_of_its_lease(store: Store) -> None:
    await schedule(store, NOW)
    assert await claimed(store) == [1]
    await schedule(store, NOW + 10)
    assert await claimed(store, NOW + 10) == [1]


async def test_several_that_claim_at_once_share_what_is_due(store: Store) -> None:
    await schedule(store, *([NOW] * 40))
    found: list[int] = []

    async def take() -> None:
        for _ in range(12):
            found.extend(await claimed(store, limit=5))

    await asyncio.gather(*(take() for _ in range(4)))
    assert sorted(found) == list(range(1, 41))


async def test_a_second_of_a_kind_on_a_day_is_impossible(store: Store) -> None:
    async with store.transaction() as tx:
        assert not await deliveries.recorded(tx, 1, "reminder", MONDAY)
        assert await deliveries.record(tx, 1, "reminder", MONDAY, NOW)
        assert await deliveries.recorded(tx, 1, "reminder", MONDAY)
        assert not await deliveries.record(tx, 1, "reminder", MONDAY, NOW + 5)
        assert await deliveries.record(tx, 1, "later", MONDAY, NOW)
        assert await deliveries.record(tx, 2, "reminder", MONDAY, NOW)
        assert await deliveries.record(tx, 1, "reminder", date(2027, 3, 2), NOW)


async def test_what_became_of_it_is_kept(store: Store) -> None:
    async with store.transaction() as tx:
        await deliveries.record(tx, 1, "reminder", MONDAY, NOW)
        await deliveries.mark(tx, 1, "reminder", MONDAY, State.SENT, NOW + 2, 77)
        assert await tx.all("deliveries_of", person=1) == [
            {"kind": "reminder", "on_date": "2027-03-01", "state": "sent", "at": NOW + 2, "message_id": 77}
        ]


async def test_a_forgotten_person_has_no_trace_here(store: Store) -> None:
    await schedule(store, NOW, NOW)
    async with store.transaction() as tx:
        await deliveries.record(tx, 1, "reminder", MONDAY, NOW)
        assert await agenda.due_at(tx, 1, "reminder") == NOW
        await deliveries.forget(tx, 1)
        await agenda.forget(tx, 1)
        assert await agenda.due_at(tx, 1, "reminder") is None
        assert await tx.all("deliveries_of", person=1) == []
        assert await agenda.due_at(tx, 2, "reminder") == NOW


async def test_telegrams_name_of_a_picture_is_kept_for_each_bot_and_kind(store: Store) -> None:
    async with store.transaction() as tx:
        assert await files.get(tx, "digest", 1, "photo") is None
        await files.put(tx, "digest", 1, "photo", "old")
        await files.put(tx, "digest", 1, "photo", "new")
        await files.put(tx, "digest", 2, "photo", "other bot")
        await files.put(tx, "digest", 1, "animation", "other kind")
        assert await files.get(tx, "digest", 1, "photo") == "new"
        assert await files.get(tx, "digest", 2, "photo") == "other bot"
        assert await files.get(tx, "digest", 1, "animation") == "other kind"


async def test_kinds_of_one_person_stand_side_by_side(store: Store) -> None:
    async with store.transaction() as tx:
        await agenda.put(tx, 1, "reminder", NOW)
        await agenda.put(tx, 1, "later", NOW + 1)
        await agenda.put(tx, 1, "reminder", None)
        assert await agenda.due_at(tx, 1, "later") == NOW + 1
        assert [due.kind for due in await agenda.claim(tx, NOW + 1, 300, 10)] == ["later"]
