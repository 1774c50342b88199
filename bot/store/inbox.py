"""Updates that arrived and whose answers were not shown yet."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, TypeGuard

from bot.store.database import Row, Tx

Update = dict[str, Any]

REMEMBERED_SECONDS = 7 * 24 * 3600  # Telegram repeats an update for 24 hours


@dataclass(frozen=True, slots=True)
class Entry:
    """A stored update. `person` is the key of its order; `applied`: its effects are committed."""

    update_id: int
    person: int
    update: Update
    applied: bool = False


class UnstorableError(ValueError):
    """An update that no database can take, however often it comes. The text quotes nothing of it."""


def entry(update: Any) -> Entry:
    """What to store of an update as Telegram sent it; it is its user's, else its chat's, else nobody's.

    Raises UnstorableError for what is no update at all, or whose numbers are beyond 64 bits.
    """
    update_id = number(update)
    if update_id is None:
        raise UnstorableError("something without the number of an update")
    person = _whose(update)
    if person is None:
        raise UnstorableError(f"update {update_id}, of which nobody can tell whose it is")
    try:
        return Entry(update_id, person, _storable(update))
    except RecursionError:
        raise UnstorableError(f"update {update_id}, which is nested too deeply") from None


def number(update: Any) -> int | None:
    """The update's number, None when it has none that can be stored."""
    found = update.get("update_id") if isinstance(update, dict) else None
    return found if _fits(found) else None


def _whose(update: Update) -> int | None:
    body: Any = next((part for name, part in update.items() if name != "update_id"), {})
    if not isinstance(body, dict):
        return None
    somebody = next((body[name] for name in ("from", "user", "chat") if body.get(name)), {"id": 0})
    found = somebody.get("id") if isinstance(somebody, dict) else None
    return found if _fits(found) else None


def _fits(found: Any) -> TypeGuard[int]:
    """Both databases hold signed 64 bits."""
    return type(found) is int and -(2**63) <= found < 2**63


def _storable(value: Any) -> Any:
    """Without half a UTF-16 pair and without NUL: no database and no Telegram takes these in a text."""
    match value:
        case str():
            return value.encode(errors="replace").decode().replace("\0", "")
        case list():
            return [_storable(each) for each in value]
        case dict():
            return {_storable(name): _storable(each) for name, each in value.items()}
    return value


async def accept(tx: Tx, new: Entry, at: int) -> Entry | None:
    """Store an update. A repeated one gives what is still to do about it, None when nothing is."""
    if await tx.run("inbox_see", update_id=new.update_id, at=at):
        payload = json.dumps(new.update, ensure_ascii=False)
        await tx.run("inbox_add", update_id=new.update_id, person=new.person, payload=payload, received_at=at)
        return new
    row = await tx.one("inbox_one", update_id=new.update_id)
    return None if row is None else _entry(row)


async def left(tx: Tx) -> list[Entry]:
    """All that is still to be applied or shown, in the order of arrival."""
    return [_entry(row) for row in await tx.all("inbox_left")]


async def take(tx: Tx, each: Entry) -> bool:
    """Mark it applied. False when another process was faster, or it is gone: nothing is left to do."""
    if each.applied:
        return await tx.one("inbox_one", update_id=each.update_id) is not None
    return await tx.run("inbox_apply", update_id=each.update_id) == 1


async def remove(tx: Tx, update_id: int) -> None:
    await tx.run("inbox_remove", update_id=update_id)


async def forget(tx: Tx, now: int) -> None:
    """Forget the numbers of updates that Telegram no longer repeats."""
    await tx.run("inbox_forget", before=now - REMEMBERED_SECONDS)


def _entry(row: Row) -> Entry:
    return Entry(row["update_id"], row["person"], json.loads(row["payload"]), bool(row["applied"]))
