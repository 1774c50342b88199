"""Sessions as planned and as done: every tap is a row."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from operator import itemgetter

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

    def state(self, nr: int) -> ItemState:
        """The item of that number: they have gaps once the rest was planned anew. Raises KeyError."""
        for each in self.items:
            if each.nr == nr:
                return each
        raise KeyError(nr)


def _day(rows: Sequence[Row]) -> Day:
    """A day out of its rows: one for each set done of each item, one for an item or a day without any."""
    row = rows[0]
    states = {each["nr"]: _state(each) for each in rows if each["nr"] is not None}
    items = tuple(states[nr] for nr in sorted(states))
    reasons = tuple(Reason(Why(r["why"]), r["n"], r["exercise"]) for r in json.loads(row["reasons"]))
    return Day(
        session=Session(
            date.fromisoformat(row["on_date"]), Kind(row["kind"]), tuple(s.item for s in items), reasons
        ),
        items=items,
        done=frozenset(
            SetDone(each["nr"], Side(each["side"]), each["set_nr"]) for each in rows if each["side"]
        ),
        difficulty=Difficulty(row["difficulty"]) if row["difficulty"] else None,
        leg=Leg(row["session_leg"]) if row["session_leg"] else Leg.NONE,
        finished_at=row["finished_at"],
    )


def _state(row: Row) -> ItemState:
    dose = Dose(row["sets"], row["reps"], row["hold"], row["seconds"])
    return ItemState(
        nr=row["nr"],
        item=Item(row["exercise"], row["level"], dose),
        skipped=bool(row["skipped"]),
        hurt=bool(row["hurt"]),
        leg=Leg(row["leg"]),
        minutes=row["minutes"],
    )


async def day(tx: Tx, person_id: int, on: date) -> Day | None:
    rows = await tx.all("session_on", person=person_id, on_date=on.isoformat())
    return _day(rows) if rows else None


async def days(tx: Tx, person_id: int) -> tuple[Day, ...]:
    """Every stored session, oldest first."""
    rows = await tx.all("sessions_of", person=person_id)
    return tuple(_day(list(group)) for _, group in groupby(rows, key=itemgetter("on_date")))


async def plan(tx: Tx, person_id: int, session: Session) -> Day:
    """Stores the session of a day, once: with one there already, that one stays and is returned."""
    on = session.on.isoformat()
    reasons = json.dumps([asdict(reason) for reason in session.reasons])
    if not await tx.run("session_add", person=person_id, on_date=on, kind=str(session.kind), reasons=reasons):
        stored = await day(tx, person_id, session.on)
        assert stored is not None
        return stored
    await _add(tx, person_id, on, session.items, first=0)
    return Day(session, tuple(ItemState(nr, item) for nr, item in enumerate(session.items)), frozenset())


async def _add(tx: Tx, person_id: int, on: str, items: Iterable[Item], first: int) -> None:
    rows = (
        {"nr": nr, "exercise": item.exercise, "level": item.level, **asdict(item.dose)}
        for nr, item in enumerate(items, start=first)
    )
    await tx.many("item_add", [{"person": person_id, "on_date": on, **row} for row in rows])


async def renew(tx: Tx, person_id: int, day: Day, kept: Collection[int], session: Session) -> None:
    """What is left of a day becomes `session`; the items `kept`, and what was done of them, stay."""
    on, reasons = day.on.isoformat(), json.dumps([asdict(reason) for reason in session.reasons])
    gone = [{"person": person_id, "on_date": on, "nr": each.nr} for each in day.items if each.nr not in kept]
    await tx.many("item_drop", gone)
    await _add(tx, person_id, on, session.items, first=1 + max(each.nr for each in day.items))
    await tx.run("session_renew", person=person_id, on_date=on, kind=str(session.kind), reasons=reasons)


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
