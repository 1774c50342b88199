"""Half a year as planned for eight people, week by week, as a physiotherapist would read it.

`python -m tests.coach.programmes` prints it; `test_programmes` holds what has to be true of it.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from bot import content
from bot.coach import adapt, weekly
from bot.coach.adapt import START
from bot.coach.dose import session_seconds
from bot.coach.model import (
    Active,
    Area,
    Category,
    Condition,
    Difficulty,
    Equipment,
    Exercise,
    Goal,
    History,
    Item,
    Library,
    PastSession,
    Performed,
    Profile,
    Reason,
    Session,
    Since,
    Site,
    WorseWith,
    area_of,
)
from bot.coach.plan import plan_day
from bot.coach.screening import Event, Fact, flags_implied, state

MONDAY = date(2027, 1, 4)
WEEKS = 26
HARD_EVERY = 11  # one session in so many is hard, whatever the rung
EVERY_DAY = frozenset(range(7))
WEEKDAYS = frozenset(range(5))
THREE_DAYS = frozenset({0, 2, 4})
LOW_BACK = frozenset({Site.LOW_BACK})
BASE = Profile(
    sites=LOW_BACK,
    since=Since.MONTHS,
    usual_pain=3,
    worse_with=frozenset({WorseWith.NOTHING}),
    floor=True,
    minutes=10,
    walk=20,
    rises=True,
    active=Active.SOME,
)
PEOPLE: Mapping[str, Profile] = {
    "stronger, 20 minutes a day, a band and dumbbells": replace(
        BASE,
        goal=Goal.STRONGER,
        minutes=20,
        equipment=frozenset({Equipment.BAND, Equipment.ANCHOR, Equipment.DUMBBELLS}),
    ),
    "less pain, 10 minutes a day, nothing at home": BASE,
    "fewer relapses, 15 minutes on weekdays, a ball and a band": replace(
        BASE,
        goal=Goal.FEWER_RELAPSES,
        since=Since.NO_PAIN,
        usual_pain=0,
        minutes=15,
        days=WEEKDAYS,
        equipment=frozenset({Equipment.BALL, Equipment.BAND}),
    ),
    "mobile, 5 minutes a day, no floor": replace(BASE, goal=Goal.MOBILE, minutes=5, floor=False),
    "74, unsteady, weak bones, 10 minutes a day, no floor": replace(
        BASE,
        conditions=frozenset({Condition.OSTEOPOROSIS, Condition.BALANCE}),
        floor=False,
        walk=4,
        rises=False,
        active=Active.HARDLY,
    ),
    "new pain, bending hurts, leg pain, 15 minutes a day": replace(
        BASE,
        since=Since.DAYS,
        usual_pain=4,
        sites=frozenset({Site.LOW_BACK, Site.LOWER_LEG}),
        worse_with=frozenset({WorseWith.BENDING}),
        minutes=15,
    ),
    "worse arching and walking, a bike, 15 minutes on three days": replace(
        BASE,
        worse_with=frozenset({WorseWith.ARCHING}),
        minutes=15,
        days=THREE_DAYS,
        equipment=frozenset({Equipment.BIKE}),
    ),
    "fit, everything at home, stronger, 20 minutes on weekdays": replace(
        BASE,
        goal=Goal.STRONGER,
        since=Since.NO_PAIN,
        usual_pain=0,
        minutes=20,
        days=WEEKDAYS,
        equipment=frozenset(Equipment),
        walk=30,
        active=Active.SPORT,
    ),
}
WORK = frozenset({Category.STRENGTH, Category.STABILISATION})


@cache
def library() -> Library:
    return content.load(Path("content")).library


@dataclass
class Programme:
    """What was planned, day by day, and why."""

    profile: Profile
    sessions: list[Session] = field(default_factory=list)
    said: list[tuple[date, Reason]] = field(default_factory=list)
    history: History = field(default_factory=History)

    @property
    def firsts(self) -> Mapping[str, date]:
        """The first day of each exercise."""
        found: dict[str, date] = {}
        for session in self.sessions:
            for item in session.items:
                found.setdefault(item.exercise, session.on)
        return found


def followed(profile: Profile, weeks: int = WEEKS, shelf: Library | None = None) -> Programme:
    """Somebody whose back takes it well: every session is done, mornings settle, a hard day now and then."""
    lib, course = shelf or library(), START
    programme = Programme(profile)
    facts = [Event(0, Fact.SCREENED, flags_implied(profile.conditions)), Event(1, Fact.ASSESSED)]
    standing = state([*facts, Event(2, Fact.SCREENED)])
    for today in (MONDAY + timedelta(days=n) for n in range(7 * weeks)):
        score = max(0, profile.usual_pain - (today - MONDAY).days // 42)
        history = programme.history
        programme.history = replace(history, mornings=(*history.mornings, (today, score)))
        if today.weekday() not in profile.days:
            continue
        course = adapt.follow(profile, programme.history, lib, since=course)
        programme.history = replace(programme.history, levels=course.levels)
        session = plan_day(profile, programme.history, lib, today, standing, score)
        programme.sessions.append(session)
        programme.said += [(today, reason) for reason in (*session.reasons, *course.reasons)]
        hard = len(programme.sessions) % HARD_EVERY == 0
        did = tuple(Performed(item.exercise, item.level, 1.0) for item in session.items)
        difficulty = Difficulty.HARD if hard else Difficulty.RIGHT
        past = PastSession(today, session.kind, did, score, score, difficulty, session.halved)
        programme.history = replace(programme.history, sessions=(*programme.history.sessions, past))
        if today.weekday() == 6:
            said = weekly.judge(profile, programme.history, course, today)
            programme.said += [(today, reason) for reason in said]
    return programme


# What is measured


def sets(items: Iterator[Item]) -> Counter[Area]:
    """Sets of strength and stabilisation, by the part of the body that works most."""
    counted: Counter[Area] = Counter()
    for item in items:
        e = library()[item.exercise]
        if e.category in WORK:
            counted[area_of(e)] += item.dose.sets
    return counted


def sets_between(programme: Programme, first: date, days: int) -> Counter[Area]:
    last = first + timedelta(days=days)
    return sets(i for s in programme.sessions if first <= s.on < last for i in s.items)


def aerobic_seconds(session: Session) -> int:
    doses = [(library()[item.exercise], item.dose) for item in session.items]
    return sum(d.seconds or d.reps * e.tempo for e, d in doses if e.category is Category.AEROBIC)


def is_strong(session: Session) -> bool:
    return any(library()[item.exercise].category is Category.STRENGTH for item in session.items)


# As it is printed


def told(e: Exercise, item: Item) -> str:
    dose = item.dose
    if e.category is Category.AEROBIC or not dose.reps:
        much = f"{dose.seconds // 60} min" if dose.seconds >= 60 else f"{dose.seconds} s"
        return f"{e.slug} {much}" if dose.sets == 1 else f"{e.slug} {dose.sets}×{much}"
    return f"{e.slug} {dose.sets}×{dose.reps}" + (f"/{dose.hold} s" if dose.hold else "")


def lines(name: str, programme: Programme) -> Iterator[str]:
    yield f"\n# {name}"
    for week in range(len({(s.on - MONDAY).days // 7 for s in programme.sessions})):
        first = MONDAY + timedelta(weeks=week)
        of_it = [s for s in programme.sessions if first <= s.on < first + timedelta(days=7)]
        worked = sets(i for s in of_it for i in s.items)
        areas = " ".join(f"{area} {worked[area]}" for area in Area)
        walks = sum(aerobic_seconds(s) for s in of_it) // 60
        fresh = [slug for slug, on in programme.firsts.items() if first <= on < first + timedelta(days=7)]
        strong = sum(is_strong(s) for s in of_it)
        new = ", ".join(fresh) or "nothing"
        yield f"week {week + 1:2}  strong days {strong}  sets: {areas}  aerobic {walks} min  new: {new}"
        for session in of_it:
            minutes = session_seconds(session, library()) / 60
            what = ", ".join(told(library()[i.exercise], i) for i in session.items)
            why = " ".join(f"{r.why}{f' {r.n}' if r.n else ''}" for r in session.reasons)
            yield f"   {session.on:%a} {minutes:4.1f} min  {what}  ({why})"


def main() -> None:
    wanted = sys.argv[1:]
    for name, profile in PEOPLE.items():
        if not wanted or any(each in name for each in wanted):
            print("\n".join(lines(name, followed(profile))))


if __name__ == "__main__":
    main()
