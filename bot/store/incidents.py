"""Reports of harm, without anybody's identity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.coach.outcomes import AdverseEvent, Severity, Then, What
from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class Incident:
    """A report as the operator sees it; `told` is what the person wrote, if anything."""

    nr: int
    event: AdverseEvent
    told: str


async def add(tx: Tx, event: AdverseEvent) -> int:
    """Stored as soon as it is known what went wrong; its number, to tell the rest under."""
    nr: int = await tx.value(
        "incident_add",
        on_date=event.on.isoformat(),
        what=str(event.what),
        severity=str(event.severity or ""),
        afterwards=str(event.then or ""),
        exercise=event.exercise,
        told="",
    )
    return nr


async def tell(tx: Tx, nr: int, event: AdverseEvent, told: str) -> None:
    """What else is known of it by now."""
    await tx.run(
        "incident_tell",
        nr=nr,
        what=str(event.what),
        severity=str(event.severity or ""),
        afterwards=str(event.then or ""),
        told=told,
    )


async def incidents(tx: Tx) -> tuple[Incident, ...]:
    """All reports, oldest first."""
    return tuple(
        Incident(
            row["nr"],
            AdverseEvent(
                on=date.fromisoformat(row["on_date"]),
                what=What(row["what"]),
                severity=Severity(row["severity"]) if row["severity"] else None,
                then=Then(row["afterwards"]) if row["afterwards"] else None,
                exercise=row["exercise"],
            ),
            row["told"],
        )
        for row in await tx.all("incidents")
    )
