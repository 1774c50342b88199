"""Sessions as planned and as done: every tap is a row."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from bot.coach.model import Difficulty, Dose, Item, Kind, Leg, Reason, Session, Why
from bot.store.database import Row, Tx


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class SetDone:
    """Set `set_nr` (from 1) of item `nr` (from 0) on that side."""

    nr: int
    side: Side
    set_nr: int


@dataclass(frozen=True, slots=True)
class ItemState:
    nr: int
    item: Item
    skipped: bool = False
    hurt: bool = False
    leg: Leg = Leg.NONE
    minutes: int | None = None  # of a walk or the like, when told


@dataclass(frozen=True, slots=True)
class Day:
    """A stored session and what became of it."""

    session: Session
    items: tuple[ItemState, ...]
    done: frozenset[SetDone]
    difficulty: Difficulty | None = None
    leg: Leg = Leg.NONE
    finished_at: int | None = None

    @property
    def on(self) -> date:
        return self.session.on


def _day(row: Row, items: Iterable[Row], sets: Iterable[Row]) -> Day:
    states = tuple(
        ItemState(
            nr=each["nr"],
            item=Item(
                each["exercise"],
                each["level"],
                Dose(each["sets"], each["reps"], each["hold"], each["seconds"]),
            ),
            skipped=bool(each["skipped"]),
            hurt=bool(each["hurt"]),
            leg=Leg(each["leg"]),
            minutes=each["minutes"],
        )
        for each in items
    )
    reasons = tuple(Reason(Why(r["why"]), r["n"], r["exercise"]) for r in json.loads(row["reasons"]))
    return Day(
        session=Session(
            date.fromisoformat(row["on_date"]), Kind(row["kind"]), tuple(s.item for s in states), reasons
        ),
        items=states,
        done=frozenset(SetDone(each["nr"], Side(each["side"]), each["set_nr"]) for each in sets),
        difficulty=Difficulty(row["difficulty"]) if row["difficulty"] else None,
        leg=Leg(row["leg"]) if row["leg"] else Leg.NONE,
        finished_at=row["finished_at"],
    )


async def day(tx: Tx, person_id: int, on: date) -> Day | None:
    row = await tx.one("session_on", person=person_id, on_date=on.isoformat())
    if row is None:
        return None
    items = await tx.all("items_on", person=person_id, on_date=on.isoformat())
    sets = await tx.all("sets_on", person=person_id, on_date=on.isoformat())
    return _day(row, items, sets)


async def days(tx: Tx, person_id: int) -> tuple[Day, ...]:
    """Every stored session, oldest first, in three queries."""
    items, sets = defaultdict(list), defaultdict(list)
    for row in await tx.all("items_of", person=person_id):
        items[row["on_date"]].append(row)
    for row in await tx.all("sets_of", person=person_id):
        sets[row["on_date"]].append(row)
    rows = await tx.all("sessions_of", person=person_id)
    return tuple(_day(row, items[row["on_date"]], sets[row["on_date"]]) for row in rows)


async def plan(tx: Tx, person_id: int, session: Session) -> None:
    """Stores the session of a day, once: a second plan for the same day changes nothing."""
    on = session.on.isoformat()
    reasons = json.dumps([asdict(reason) for reason in session.reasons])
    if not await tx.run("session_add", person=person_id, on_date=on, kind=str(session.kind), reasons=reasons):
        return
    for nr, item in enumerate(session.items):
        await tx.run(
            "item_add",
            person=person_id,
            on_date=on,
            nr=nr,
            exercise=item.exercise,
            level=item.level,
            **asdict(item.dose),
        )


async def drop(tx: Tx, person_id: int, on: date) -> None:
    """Takes back a plan of which nothing was done yet."""
    await tx.run("session_drop", person=person_id, on_date=on.isoformat())


async def close(tx: Tx, person_id: int, day: Day) -> None:
    await tx.run(
        "session_close",
        person=person_id,
        on_date=day.on.isoformat(),
        difficulty=day.difficulty and str(day.difficulty),
        leg=str(day.leg),
        finished_at=day.finished_at,
    )


async def mark_item(tx: Tx, person_id: int, on: date, state: ItemState) -> None:
    await tx.run(
        "item_mark",
        person=person_id,
        on_date=on.isoformat(),
        nr=state.nr,
        skipped=int(state.skipped),
        hurt=int(state.hurt),
        leg=str(state.leg),
        minutes=state.minutes,
    )


async def set_done(tx: Tx, person_id: int, on: date, one: SetDone, at: int) -> None:
    key = {"nr": one.nr, "side": str(one.side), "set_nr": one.set_nr}
    await tx.run("set_add", person=person_id, on_date=on.isoformat(), at=at, **key)


async def undo_set(tx: Tx, person_id: int, on: date, one: SetDone) -> None:
    key = {"nr": one.nr, "side": str(one.side), "set_nr": one.set_nr}
    await tx.run("set_remove", person=person_id, on_date=on.isoformat(), **key)
