"""What is due when: one instant a person and kind."""

from __future__ import annotations

from dataclasses import dataclass

from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class Due:
    """Something whose time has come; `due_at` in UTC seconds."""

    person: int
    kind: str
    due_at: int


async def put(tx: Tx, person: int, kind: str, due_at: int | None) -> None:
    """Due at this instant (UTC seconds) and no other; None: not at all. Other kinds stay as they are."""
    if due_at is None:
        await tx.run("agenda_drop", person=person, kind=kind)
    else:
        await tx.run("agenda_set", person=person, kind=kind, due_at=due_at)


async def due_at(tx: Tx, person: int, kind: str) -> int | None:
    at: int | None = await tx.value("agenda_due", person=person, kind=kind)
    return at


async def claim(tx: Tx, now: int, lease_seconds: int, limit: int) -> list[Due]:
    """What is due, the longest waiting first; nobody else gets it before the lease ends or it is put anew."""
    rows = await tx.all("agenda_claim", now=now, until=now + lease_seconds, most=limit)
    return sorted((Due(**row) for row in rows), key=lambda each: each.due_at)


async def forget(tx: Tx, person: int) -> None:
    """Nothing is due any more."""
    await tx.run("agenda_forget", person=person)
