"""Virtual people: a back, a temper and a life each, coached for 26 weeks the way the chat would do it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from bot.coach import adapt, weekly
from bot.coach.adapt import START, Course
from bot.coach.model import (
    Category,
    Condition,
    Difficulty,
    Equipment,
    Goal,
    History,
    Item,
    Leg,
    Library,
    PastSession,
    Performed,
    Profile,
    Reason,
    Session,
    Since,
    Site,
    Why,
    WorseWith,
)
from bot.coach.plan import Locked, plan_day
from bot.coach.screening import Event, Fact, Flag, Standing, flags_implied, state

WEEKS = 26
MONDAY = date(2027, 1, 4)
KITS = (
    frozenset[Equipment](),
    frozenset({Equipment.BAND}),
    frozenset({Equipment.BAND, Equipment.ANCHOR}),
    frozenset({Equipment.DUMBBELLS}),
    frozenset({Equipment.BALL, Equipment.BIKE}),
    frozenset(Equipment),
)
CONDITIONS: tuple[Condition | None, ...] = (None, None, *Condition)
BY_MINUTES = (Category.WARM_UP, Category.AEROBIC)  # their rungs say how long, not how strong
RHYTHMS = (
    frozenset(range(7)),
    frozenset({0, 2, 4}),
    frozenset(range(5)),
    frozenset({1, 3}),
    frozenset({0, 2, 5}),
)


class Nature(StrEnum):
    STEADY = "steady"  # a back that stays as it is
    IMPROVING = "improving"
    FLARING = "flaring"  # a bad week now and then
    RISING = "rising"  # slowly worse
    SILENT = "silent"  # never answers a question
    EAGER = "eager"  # every day, everything easy, whatever hurts
    DENIAL = "denial"  # no pain ever, they say; the mornings tell
    LEAVING = "leaving"  # away for weeks, and back
    BUSY = "busy"  # now and then a session
    LEG = "leg"  # pain down the leg that bending spreads and arching draws back


@dataclass(frozen=True)
class Person:
    nature: Nature
    profile: Profile
    random: Random
    clinician_after: int = 7  # days until someone has looked, when that is needed


def people(count: int, seed: int = 1) -> Iterator[Person]:
    """Every nature, condition, kit and rhythm in turn; the rest by dice."""
    dice = Random(seed)
    natures = tuple(Nature)
    for n in range(count):
        nature = natures[n % len(natures)]
        turn = n // len(natures)
        condition = CONDITIONS[turn % len(CONDITIONS)]
        leg = nature is Nature.LEG
        profile = Profile(
            sites=frozenset({Site.LOW_BACK, Site.LOWER_LEG} if leg else {dice.choice(list(Site)[:4])}),
            since=dice.choice(list(Since)[:3]),
            usual_pain=dice.randint(2, 5),
            worse_with=frozenset({WorseWith.BENDING}) if leg else frozenset({dice.choice(list(WorseWith))}),
            goal=dice.choice(list(Goal)),
            conditions=frozenset({condition} if condition else ()),
            floor=turn % 4 != 3,
            equipment=KITS[turn % len(KITS)],
            minutes=dice.choice((5, 10, 15, 20)),
            days=RHYTHMS[0] if nature is Nature.EAGER else RHYTHMS[turn % len(RHYTHMS)],
        )
        yield Person(nature, profile, Random(seed * 100_000 + n))


@dataclass
class Life:
    """What happened: all sessions planned, everything said, and how the levels stood each week."""

    person: Person
    sessions: list[Session] = field(default_factory=list)
    said: list[tuple[date, Reason]] = field(default_factory=list)
    rungs: list[int] = field(default_factory=list)  # sum over all exercises, once a week
    steps: list[date] = field(default_factory=list)
    locked_days: int = 0
    history: History = field(default_factory=History)


def live(person: Person, library: Library, weeks: int = WEEKS) -> Life:
    """Day by day: morning, perhaps a session, what became of it; on Sundays the weekly summary."""
    life = Life(person)
    course = START
    facts = [Event(0, Fact.SCREENED, flags_implied(person.profile.conditions))]
    standing = state(facts)
    seen_on = person.clinician_after
    for n in range(7 * weeks):
        today = MONDAY + timedelta(days=n)
        if n == seen_on:
            facts += [Event(n, Fact.ASSESSED), Event(n, Fact.RESCREENED)]
            standing = state(facts)
        score = morning(person, n)
        if score is not None:
            life.history = replace(life.history, mornings=(*life.history.mornings, (today, score)))
        if exercises_today(person, n, today):
            course = adapt.follow(person.profile, life.history, library, since=course)
            life.history = replace(life.history, levels=course.levels)
            past = one_day(life, today, score, standing, library)
            if past is not None and any(p.leg is Leg.NUMB_WEAK for p in past.performed):
                facts.append(Event(n, Fact.NOTED, frozenset({Flag.ONE_LEG_WEAK})))
                standing = state(facts)
                seen_on = n + person.clinician_after
        if today.weekday() == 6:
            sunday(life, course, today)
    return life


def one_day(
    life: Life, today: date, score: int | None, standing: Standing, library: Library
) -> PastSession | None:
    """The session as planned and as it went; None while the screen locks."""
    person = life.person
    try:
        session = plan_day(person.profile, life.history, library, today, standing, score)
    except Locked:
        life.locked_days += 1
        return None
    life.sessions.append(session)
    life.said += [(today, reason) for reason in session.reasons]
    past = went(person, session, (today - MONDAY).days, score, library)
    if any(p.done for p in past.performed):
        life.history = replace(life.history, sessions=(*life.history.sessions, past))
    return past


def sunday(life: Life, course: Course, today: date) -> None:
    """The weekly summary: what the weeks say, and the levels for the record."""
    life.said += [(today, r) for r in weekly.judge(life.person.profile, life.history, course, today)]
    life.rungs.append(sum(level.rung for level in course.levels.values()))
    life.steps += [
        on for on, reasons in course.log if (not life.steps or on > life.steps[-1]) and _stepped(reasons)
    ]


def _stepped(reasons: tuple[Reason, ...]) -> bool:
    return any(reason.why is Why.STEP_UP for reason in reasons)


# The person


def back(person: Person, n: int) -> float:
    """How sore the back really is on day n, 0 to 10, before any session."""
    usual, week = person.profile.usual_pain, n / 7
    noise = person.random.uniform(-0.6, 0.6)
    match person.nature:
        case Nature.IMPROVING | Nature.EAGER | Nature.LEG:
            return max(0.0, usual * (1 - week / 20)) + noise
        case Nature.FLARING:
            return usual + (3.5 if in_flare(n) else 0) + noise
        case Nature.RISING:
            return min(9.0, usual + week / 6) + noise
        case _:
            return usual + noise


def in_flare(n: int) -> bool:
    """A bad week in the eighth and the eighteenth week."""
    return 56 <= n < 63 or 126 <= n < 133


def morning(person: Person, n: int) -> int | None:
    """The score on the reminder, if they answer."""
    if person.nature is Nature.SILENT or away(person, n) or person.random.random() < 0.1:
        return None
    score = round(back(person, n))
    return min(10, max(0, score))


def away(person: Person, n: int) -> bool:
    """Ten days, three weeks, and later six weeks."""
    gone = (35 <= n < 45, 70 <= n < 91, 112 <= n < 154)
    return person.nature is Nature.LEAVING and any(gone)


def exercises_today(person: Person, n: int, today: date) -> bool:
    if away(person, n):
        return False
    if person.nature is Nature.EAGER:
        return True
    likely = 0.3 if person.nature is Nature.BUSY else 0.75
    return today.weekday() in person.profile.days and person.random.random() < likely


def went(person: Person, session: Session, n: int, score: int | None, library: Library) -> PastSession:
    """What became of a session: hard where it outruns the person's strength, sore where it did too much."""
    if person.nature is Nature.SILENT:
        done = tuple(Performed(item.exercise, item.level, 1.0) for item in session.items)
        return PastSession(session.on, session.kind, done)
    strength = 1 + n / 14 if person.nature is not Nature.STEADY else 1 + n / 21
    levels = [item.level for item in session.items if library[item.exercise].category not in BY_MINUTES]
    hardest = max(levels, default=0)
    before = round(back(person, n)) if score is None else score
    worst = before + (hardest > strength + 1) + (person.random.random() < 0.1)
    difficulty = Difficulty.EASY if hardest < strength else Difficulty.RIGHT
    if hardest > strength + 1:
        difficulty = Difficulty.HARD
    if person.nature in (Nature.EAGER, Nature.DENIAL):
        worst, difficulty = (before, Difficulty.EASY)
    did = tuple(_performed(person, item, library) for item in session.items)
    worst = min(10, max(0, worst))
    return PastSession(session.on, session.kind, did, before, worst, difficulty, session.halved)


def _performed(person: Person, item: Item, library: Library) -> Performed:
    leg = Leg.NONE
    if person.nature is Nature.LEG:
        tags = {str(tag) for tag in library[item.exercise].avoid}
        spreads = "bending" in tags and person.random.random() < 0.3
        leg = Leg.PERIPHERAL if spreads else Leg.CENTRAL if "arching" in tags else Leg.NONE
        if person.random.random() < 0.0005:
            leg = Leg.NUMB_WEAK
    skipped = person.random.random() < 0.03
    return Performed(item.exercise, item.level, 0.0 if skipped else 1.0, skipped=skipped, leg=leg)
