"""Pain scores, as they were given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.coach.model import Site
from bot.store.database import Tx
from bot.store.people import joined, split


class PainKind(StrEnum):
    MORNING = "morning"  # on the reminder
    BEFORE = "before"  # before a session
    WORST = "worst"  # the worst during or after it
    WEEK = "week"  # on average over the last seven days
    ANY = "any"  # /pain


@dataclass(frozen=True, slots=True)
class Pain:
    """A score, 0 to 10, on the person's local date; `at` is UTC seconds."""

    at: int
    kind: PainKind
    on: date
    score: int
    sites: frozenset[Site] = frozenset()
    note: str = ""


async def pains(tx: Tx, person_id: int) -> tuple[Pain, ...]:
    """All scores, oldest first."""
    rows = await tx.all("pains_of", person=person_id)
    return tuple(
        Pain(
            at=row["at"],
            kind=PainKind(row["kind"]),
            on=date.fromisoformat(row["on_date"]),
            score=row["score"],
            sites=split(row["sites"], Site) or frozenset(),
            note=row["note"],
        )
        for row in rows
    )


async def add(tx: Tx, person_id: int, pain: Pain) -> None:
    await tx.run(
        "pain_add",
        person=person_id,
        at=pain.at,
        kind=str(pain.kind),
        on_date=pain.on.isoformat(),
        score=pain.score,
        sites=joined(pain.sites) or "",
        note=pain.note,
    )


async def replace_day(tx: Tx, person_id: int, pain: Pain) -> None:
    """One score of that kind a day: the newest."""
    await tx.run("pain_forget_day", person=person_id, kind=str(pain.kind), on_date=pain.on.isoformat())
    await add(tx, person_id, pain)


async def add_first(tx: Tx, person_id: int, pain: Pain) -> bool:
    """The first score of that kind on the day stays: False when there was one already."""
    key = {"kind": str(pain.kind), "on_date": pain.on.isoformat()}
    return await tx.run("pain_add_first", person=person_id, at=pain.at, score=pain.score, **key) == 1
