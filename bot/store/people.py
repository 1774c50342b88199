"""People, their consent and their answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, time
from enum import StrEnum
from typing import TypeVar

from pydantic import TypeAdapter

from bot.coach.model import Active, Condition, Equipment, Goal, Limit, Profile, Rhythm, Since, Site, WorseWith
from bot.coach.passing import Birth, Until
from bot.store.database import Tx

Word = TypeVar("Word", bound=StrEnum)


UNTIL = {
    Condition.SURGERY: "surgery_until",
    Condition.PREGNANT: "pregnant_until",
    Condition.GAVE_BIRTH: "birth_until",
}
"""What passes -> the answer that says until when it is respected."""


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
    """What a person told us about themselves; None: not asked yet. Sets may be empty: that is an answer too.

    Each field is the one declaration of an answer: its name, its type (how it is written and read) and its
    default. What an old document lacks has the default, and the coach its own (`Profile`).
    """

    agreed_text: int | None = None  # which privacy text they agreed to, 1 where nothing is kept of it
    sites: frozenset[Site] | None = None
    since: Since | None = None
    usual_pain: int | None = None
    worse_with: frozenset[WorseWith] | None = None
    goal: Goal | None = None
    conditions: frozenset[Condition] | None = None
    floor: bool | None = None
    walk: int | None = None  # minutes without trouble
    active: Active | None = None
    rises: bool | None = None  # from a chair, five times, without hands
    equipment: frozenset[Equipment] | None = None
    minutes: int | None = None
    days: frozenset[int] | None = None
    zone: str | None = None
    country: str | None = None  # ISO 3166, where it is another than the zone's: whom to call
    hour: time | None = None
    favourites: frozenset[str] | None = None  # slugs that come more often
    never: frozenset[str] | None = None  # slugs that the person never wants again
    bad_day: frozenset[str] | None = None  # what helps on a bad day, chosen while calm
    limits: frozenset[Limit] | None = None  # what a clinician said to leave out
    away_until: date | None = None  # no reminder before that day; date.max: until they say so
    lighter_until: date | None = None  # the last day of a lighter week that they said yes to
    surgery_until: date | None = None  # until when an operation is respected; None: nobody said when it was
    pregnant_until: date | None = None
    birth_until: date | None = None
    birth: Birth | None = None

    def profile(self) -> Profile:
        """What the coach plans from; what was not answered has the coach's default."""
        told = {each.name: getattr(self, each.name, None) for each in fields(Profile)}
        return Profile(**{name: value for name, value in told.items() if value is not None})

    def until(self) -> Until:
        """Until when what passes is respected."""
        return {condition: getattr(self, field) for condition, field in UNTIL.items()}

    def rhythm(self) -> Rhythm | None:
        """When to remind, None while that is not known."""
        if self.hour is None or self.days is None or self.zone is None:
            return None
        return Rhythm(hour=self.hour, days=self.days, zone=self.zone)


_DOCUMENT = TypeAdapter(Answers)


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


async def meet(tx: Tx, person_id: int, lang: str) -> None:
    """Remembers the person on the first word."""
    await tx.run("person_meet", id=person_id, lang=lang)


async def save(tx: Tx, one: Person) -> None:
    await tx.run(
        "person_save",
        id=one.id,
        lang=one.lang,
        agreed_at=one.agreed_at,
        set_up_at=one.set_up_at,
        blocked_at=one.blocked_at,
    )


async def block(tx: Tx, person_id: int, at: int) -> None:
    """The person blocked the bot."""
    await tx.run("person_block", id=person_id, at=at)


async def delete(tx: Tx, person_id: int) -> None:
    """Everything of that person, by the tables' cascades."""
    await tx.run("person_delete", id=person_id)


def read_answers(document: str | None) -> Answers:
    return _DOCUMENT.validate_json(document) if document else Answers()


async def save_answers(tx: Tx, person_id: int, answers: Answers) -> None:
    document = _DOCUMENT.dump_json(answers, exclude_none=True).decode()
    await tx.run("answers_save", person=person_id, given=document)


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
