"""What went out on its own account."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from bot.store.database import Tx


class State(StrEnum):
    """What became of a message. `sending` for long: the process died; it is not sent a second time."""

    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"  # not sent: Telegram refused, or the person blocked the bot


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
    await tx.run("delivery_forget", person=person)
