"""The inbox's rows, on both databases."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.store import Store, inbox
from bot.store.inbox import Entry, UnstorableError, entry
from tests.support.poison import BEYOND, POISON, WORDS

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


@pytest.mark.parametrize("update", POISON.values(), ids=POISON.keys())
def test_what_can_never_be_stored_is_said_without_quoting_it(update: Any) -> None:
    with pytest.raises(UnstorableError) as caught:
        entry(update)
    assert WORDS not in str(caught.value)
    assert str(BEYOND) not in str(caught.value)
    assert caught.value.__cause__ is None


def test_an_update_nested_too_deeply_can_never_be_stored() -> None:
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(UnstorableError):
        entry({"update_id": 7, "message": {"from": {"id": 1}, "text": deep}})


@pytest.mark.parametrize("number", [BEYOND - 1, -BEYOND, 0])
async def test_the_largest_numbers_are_stored(store: Store, number: int) -> None:
    new = entry({"update_id": number, "message": {"from": {"id": number}}})
    async with store.transaction() as tx:
        assert await inbox.accept(tx, new, at=5) == new
    async with store.transaction() as tx:
        assert await inbox.left(tx) == [new]


async def test_half_a_character_and_a_nul_are_taken_out_of_words_that_are_kept(store: Store) -> None:
    """No database and no Telegram takes them; the rest can be answered."""
    said = {"text": "my \ud83d back\0 \udc00hurts 🦴", "\ud800": ["\udfff", {"a\0": 1.5}]}
    new = entry({"update_id": 7, "message": {"from": {"id": 1}, **said}})
    kept = {"from": {"id": 1}, "text": "my ? back ?hurts 🦴", "?": ["?", {"a": 1.5}]}
    assert new == Entry(7, 1, {"update_id": 7, "message": kept})
    async with store.transaction() as tx:
        await inbox.accept(tx, new, at=5)
    async with store.transaction() as tx:
        assert await inbox.left(tx) == [new]
