"""People, their consent and their answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, time
from enum import StrEnum
from typing import TypeVar

from bot.coach.model import Condition, Equipment, Goal, Profile, Rhythm, Since, Site, WorseWith
from bot.store.database import Tx

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Person:
    """A person the bot has met. Instants are UTC seconds, None when it has not happened."""

    id: int
    lang: str
    agreed_at: int | None = None
    set_up_at: int | None = None
    blocked_at: int | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of the start, None while not given. Sets may be empty: that is an answer too."""

    sites: frozenset[Site] | None = None
    since: Since | None = None
    usual_pain: int | None = None
    worse_with: frozenset[WorseWith] | None = None
    goal: Goal | None = None
    conditions: frozenset[Condition] | None = None
    floor: bool | None = None
    equipment: frozenset[Equipment] | None = None
    minutes: int | None = None
    days: frozenset[int] | None = None
    zone: str | None = None
    hour: time | None = None

    @property
    def complete(self) -> bool:
        return all(getattr(self, each.name) is not None for each in fields(self))

    def profile(self) -> Profile:
        """What the coach plans from. Raises ValueError while an answer is missing."""
        a = self
        if (
            a.sites is None
            or a.since is None
            or a.usual_pain is None
            or a.worse_with is None
            or a.goal is None
            or a.conditions is None
            or a.floor is None
            or a.equipment is None
            or a.minutes is None
            or a.days is None
        ):
            raise ValueError("the answers are not complete")
        return Profile(
            sites=a.sites,
            since=a.since,
            usual_pain=a.usual_pain,
            worse_with=a.worse_with,
            goal=a.goal,
            conditions=a.conditions,
            floor=a.floor,
            equipment=a.equipment,
            minutes=a.minutes,
            days=a.days,
        )

    def rhythm(self) -> Rhythm | None:
        """When to remind, None while that is not known."""
        if self.hour is None or self.days is None or self.zone is None:
            return None
        return Rhythm(hour=self.hour, days=self.days, zone=self.zone)


@dataclass(frozen=True, slots=True)
class Activity:
    """Something the back spoils; 0 cannot do it, 10 as before the pain."""

    slot: int
    on: date
    name: str
    score: int | None = None


def joined(words: Iterable[object] | None) -> str | None:
    return None if words is None else ",".join(sorted(str(word) for word in words))


def split(text: str | None, kind: type[Word]) -> frozenset[Word] | None:
    return None if text is None else frozenset(kind(word) for word in text.split(",") if word)


async def meet(tx: Tx, person_id: int, lang: str) -> Person:
    """The person with that id, made on the first word."""
    await tx.run("person_meet", id=person_id, lang=lang)
    row = await tx.one("person_by_id", id=person_id)
    assert row is not None
    return Person(**row)


async def person(tx: Tx, person_id: int) -> Person | None:
    row = await tx.one("person_by_id", id=person_id)
    return Person(**row) if row else None


async def save(tx: Tx, one: Person) -> None:
    await tx.run(
        "person_save",
        id=one.id,
        lang=one.lang,
        agreed_at=one.agreed_at,
        set_up_at=one.set_up_at,
        blocked_at=one.blocked_at,
    )


async def delete(tx: Tx, person_id: int) -> None:
    """Everything of that person, by the tables' cascades."""
    await tx.run("person_delete", id=person_id)


async def answers(tx: Tx, person_id: int) -> Answers:
    row = await tx.one("profile_by_person", person=person_id)
    if row is None:
        return Answers()
    return Answers(
        sites=split(row["sites"], Site),
        since=Since(row["since"]) if row["since"] else None,
        usual_pain=row["usual_pain"],
        worse_with=split(row["worse_with"], WorseWith),
        goal=Goal(row["goal"]) if row["goal"] else None,
        conditions=split(row["conditions"], Condition),
        floor=None if row["floor"] is None else bool(row["floor"]),
        equipment=split(row["equipment"], Equipment),
        minutes=row["minutes"],
        days=None if row["days"] is None else frozenset(int(day) for day in row["days"].split(",") if day),
        zone=row["zone"],
        hour=time.fromisoformat(row["hour"]) if row["hour"] else None,
    )


async def save_answers(tx: Tx, person_id: int, a: Answers) -> None:
    await tx.run(
        "profile_save",
        person=person_id,
        sites=joined(a.sites),
        since=a.since and str(a.since),
        usual_pain=a.usual_pain,
        worse_with=joined(a.worse_with),
        goal=a.goal and str(a.goal),
        conditions=joined(a.conditions),
        floor=None if a.floor is None else int(a.floor),
        equipment=joined(a.equipment),
        minutes=a.minutes,
        days=joined(a.days),
        zone=a.zone,
        hour=a.hour and a.hour.strftime("%H:%M"),
    )


async def activities(tx: Tx, person_id: int) -> tuple[Activity, ...]:
    rows = await tx.all("activities_of", person=person_id)
    return tuple(
        Activity(row["slot"], date.fromisoformat(row["on_date"]), row["name"], row["score"]) for row in rows
    )


async def save_activity(tx: Tx, person_id: int, one: Activity) -> None:
    await tx.run(
        "activity_save",
        person=person_id,
        slot=one.slot,
        on_date=one.on.isoformat(),
        name=one.name,
        score=one.score,
    )


async def clear_activities(tx: Tx, person_id: int) -> None:
    await tx.run("activities_clear", person=person_id)


async def lighter_until(tx: Tx, person_id: int) -> date | None:
    """The last day of a lighter week, None when there is none."""
    until: str | None = await tx.value("lighter_until", person=person_id)
    return date.fromisoformat(until) if until else None


async def save_lighter(tx: Tx, person_id: int, until: date) -> None:
    await tx.run("lighter_save", person=person_id, until=until.isoformat())
