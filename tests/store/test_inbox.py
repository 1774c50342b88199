"""The inbox's rows, on both databases."""

from __future__ import annotations

from dataclasses import replace

from bot.store import Store, inbox
from bot.store.inbox import Entry

NEW = Entry(7, 1, {"update_id": 7, "message": {"from": {"id": 1}, "text": "Ünïcödé ’ 🦴"}})


async def test_an_update_is_kept_as_it_came_until_it_is_removed(store: Store) -> None:
    async with store.transaction() as tx:
        assert await inbox.accept(tx, NEW, at=5) == NEW
    async with store.transaction() as tx:
        assert await inbox.left(tx) == [NEW]
        await inbox.remove(tx, 7)
        assert await inbox.left(tx) == []


async def test_a_repeated_update_gives_what_is_still_to_do(store: Store) -> None:
    async with store.transaction() as tx:
        await inbox.accept(tx, NEW, at=5)
        assert await inbox.accept(tx, NEW, at=6) == NEW
        assert await inbox.take(tx, NEW)
        assert await inbox.accept(tx, NEW, at=6) == replace(NEW, applied=True)
        await inbox.remove(tx, 7)
        assert await inbox.accept(tx, NEW, at=6) is None


async def test_an_update_is_taken_once_and_redrawn_only_while_it_is_there(store: Store) -> None:
    applied = replace(NEW, applied=True)
    async with store.transaction() as tx:
        await inbox.accept(tx, NEW, at=5)
        assert await inbox.take(tx, NEW)
        assert not await inbox.take(tx, NEW)
        assert await inbox.take(tx, applied)
        await inbox.remove(tx, 7)
        assert not await inbox.take(tx, applied)


async def test_what_is_left_comes_in_the_order_of_arrival(store: Store) -> None:
    async with store.transaction() as tx:
        for update_id, at in ((9, 5), (2, 6), (8, 5)):
            await inbox.accept(tx, replace(NEW, update_id=update_id), at)
        assert [each.update_id for each in await inbox.left(tx)] == [8, 9, 2]
