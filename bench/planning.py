"""How long planning takes for a person with two years of history: one line a measure, milliseconds."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from bot import content
from bot.coach import adapt
from bot.coach.model import (
    Difficulty,
    Equipment,
    Goal,
    History,
    Library,
    PastSession,
    Performed,
    Profile,
    Since,
    Site,
    WorseWith,
)
from bot.coach.plan import plan_day
from bot.coach.screening import Event, Fact, state

START = date(2025, 1, 6)
DAYS = 730
MOST_MS = 1.0  # planning one day
ROUNDS = 200
PERSON = Profile(
    sites=frozenset({Site.LOW_BACK, Site.LOWER_LEG}),
    since=Since.MONTHS,
    usual_pain=4,
    worse_with=frozenset({WorseWith.BENDING}),
    goal=Goal.STRONGER,
    conditions=frozenset(),
    floor=True,
    equipment=frozenset(Equipment),
    minutes=20,
    days=frozenset(range(7)),
)
CLEAR = state([Event(1, Fact.SCREENED)])


def two_years(library: Library) -> tuple[History, date]:
    """A session every day, three of ten every morning."""
    history, course, today = History(), adapt.START, START
    for _ in range(DAYS):
        history = History((*history.mornings, (today, 3)), history.sessions)
        course = adapt.follow(PERSON, history, library, since=course)
        history = History(history.mornings, history.sessions, course.levels)
        session = plan_day(PERSON, history, library, today, CLEAR, 3)
        did = tuple(Performed(item.exercise, item.level, 1.0) for item in session.items)
        past = PastSession(today, session.kind, did, 3, 3, Difficulty.RIGHT)
        history = History(history.mornings, (*history.sessions, past), course.levels)
        today += timedelta(days=1)
    return history, today


def main() -> None:
    library = content.load(Path("content")).library
    history, today = two_years(library)
    took = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        plan_day(PERSON, history, library, today, CLEAR, 3)
        took.append(1000 * (perf_counter() - begun))
    begun = perf_counter()
    adapt.replay(PERSON, history, library)
    replayed = 1000 * (perf_counter() - begun)
    print(f"planning one day, two years of history: {median(took):.2f} ms, bar {MOST_MS} ms")
    print(f"replaying two years of sessions ({len(history.sessions)}): {replayed:.0f} ms")
    if median(took) > MOST_MS:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
