"""The safety screen's history, as it came."""

from __future__ import annotations

from bot.coach.screening import Event, Fact, Flag
from bot.store.database import Tx
from bot.store.people import joined, split


async def events(tx: Tx, person_id: int) -> tuple[Event, ...]:
    """All facts, oldest first."""
    rows = await tx.all("screenings_of", person=person_id)
    return tuple(
        Event(row["at"], Fact(row["kind"]), split(row["flags"], Flag) or frozenset()) for row in rows
    )


async def add(tx: Tx, person_id: int, event: Event) -> None:
    await tx.run(
        "screening_add", person=person_id, at=event.at, kind=str(event.kind), flags=joined(event.flags) or ""
    )
