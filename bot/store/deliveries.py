"""When each person is next reminded, and what went out on its own account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.store.database import Row, Tx


class State(StrEnum):
    """What became of a message. `sending` for long: the process died; it is not sent a second time."""

    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder whose time has come; `due_at` in UTC seconds."""

    person: int
    due_at: int
    kind: str


async def set_due(tx: Tx, person: int, due_at: int | None, kind: str) -> None:
    """Remind at this instant (UTC seconds) and no other; None: never."""
    await tx.run("reminder_set", person=person, due_at=due_at, kind=kind)


async def due(tx: Tx, person: int) -> Due | None:
    """The next reminder."""
    row = await tx.one("reminder_one", person=person)
    return None if row is None or row["due_at"] is None else _due(row)


async def claim(tx: Tx, now: int, lease_seconds: int, limit: int) -> list[Due]:
    """What is due, the longest waiting first; nobody else gets it before the lease ends or it is set anew."""
    rows = await tx.all("reminder_claim", now=now, until=now + lease_seconds, most=limit)
    return sorted(map(_due, rows), key=lambda each: each.due_at)


async def recorded(tx: Tx, person: int, kind: str, on: date) -> bool:
    """Whether one of this kind went out on this day of the person's."""
    return bool(await tx.value("delivery_count", person=person, kind=kind, on_date=on.isoformat()))


async def record(tx: Tx, person: int, kind: str, on: date, at: int) -> bool:
    """Before it is sent. False when there was one already: then it must not be sent."""
    return await tx.run("delivery_record", person=person, kind=kind, on_date=on.isoformat(), at=at) == 1


async def mark(
    tx: Tx, person: int, kind: str, on: date, state: State, at: int, message_id: int | None = None
) -> None:
    """What became of it."""
    key = {"person": person, "kind": kind, "on_date": on.isoformat()}
    await tx.run("delivery_mark", **key, state=state.value, at=at, message_id=message_id)


async def forget(tx: Tx, person: int) -> None:
    """Everything here about the person."""
    await tx.run("reminder_forget", person=person)
    await tx.run("delivery_forget", person=person)


def _due(row: Row) -> Due:
    return Due(row["person"], row["due_at"], row["kind"])
