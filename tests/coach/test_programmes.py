"""Half a year of eight people, and of whom the seed documents were written for: enough, growing, varied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise, product

import pytest

from bot.coach.model import ALWAYS_AT_HAND, Category, Equipment, Goal, Profile, Since, Why
from tests.coach.programmes import (
    BASE,
    EVERY_DAY,
    MONDAY,
    PEOPLE,
    THREE_DAYS,
    WEEKS,
    Programme,
    aerobic_seconds,
    followed,
    is_strong,
    library,
    sets_between,
)

FORTNIGHT = 14
JOINING = 42  # days: an area joins when the neutral spine is found, and a new pain is new no more
LEAST_KEPT = 0.9
SEEDS = {
    "lat-pulldown",
    "ball-back-extension",
    "lying-leg-raise",
    "superman",
    "partial-curl",
    "knee-hugs",
    "wide-row",
    "low-back-rotation",
    "bridge",
}
LESS = frozenset({Why.CREEPING_UP, Why.PLAN_SHRUNK, Why.LIGHTER_WEEK, Why.DIRECTION_TEST, Why.DIRECTION_OFF})
"""W1, W3, W4, and the test of directions: what makes a fortnight smaller on purpose."""


@cache
def programme(name: str) -> Programme:
    return followed(PEOPLE[name])


everyone = pytest.mark.parametrize("name", PEOPLE)


@everyone
def test_strength_never_shrinks_because_of_progress(name: str) -> None:
    """Sets by part of the body: a fortnight never has less than nine tenths of the one before."""
    assert list(shrunk(programme(name))) == []


def shrunk(of: Programme) -> Iterator[str]:
    for n in range(JOINING, 7 * WEEKS - FORTNIGHT):
        today = MONDAY + timedelta(days=n)
        if excused(of, today):
            continue
        now = sets_between(of, today, FORTNIGHT)
        before = sets_between(of, today - timedelta(days=FORTNIGHT), FORTNIGHT)
        for area in before:
            if now[area] < LEAST_KEPT * before[area]:
                yield f"{today}: {area} {before[area]} -> {now[area]}"


def excused(of: Programme, today: date) -> bool:
    first, last = today - timedelta(days=FORTNIGHT), today + timedelta(days=FORTNIGHT)
    return any(first <= on < last and reason.why in LESS for on, reason in of.said)


@everyone
def test_strength_on_two_or_three_days_a_week(name: str) -> None:
    of = programme(name)
    assert set(strong_days(of)[1:]) <= {2, 3}


def strong_days(of: Programme) -> list[int]:
    counted = Counter((s.on - MONDAY).days // 7 for s in of.sessions if is_strong(s))
    return [counted[week] for week in range(WEEKS)]


@everyone
def test_everyone_who_can_move_gets_their_heart_going(name: str) -> None:
    """In every week, and hardly less than in the week before; 150 minutes in the end for who walks daily."""
    minutes = aerobic_minutes(programme(name))
    assert all(minutes)
    assert all(later >= 0.7 * earlier for earlier, later in pairwise(minutes))
    if PEOPLE[name].days == EVERY_DAY and (PEOPLE[name].walk or 0) >= 20:
        assert minutes[-1] >= 150


def aerobic_minutes(of: Programme) -> list[float]:
    counted = Counter[int]()
    for session in of.sessions:
        counted[(session.on - MONDAY).days // 7] += aerobic_seconds(session)
    return [counted[week] / 60 for week in range(WEEKS)]


FEW_LEFT = ("mobile, 5 minutes a day, no floor", "74, unsteady, weak bones, 10 minutes a day, no floor")
"""Without the floor, with five minutes or weak bones, harder forms run out: two weeks of a year are bare."""


@everyone
def test_a_step_up_in_every_third_week_of_a_year(name: str) -> None:
    of = followed(PEOPLE[name], weeks=52)
    steps = {(on - MONDAY).days // 7 for on, reason in of.said if reason.why is Why.STEP_UP}
    steps |= {
        (on - MONDAY).days // 7 for slug, on in of.firsts.items() if library()[slug].easier in of.firsts
    }
    without = [week for week in range(2, 52) if not steps & {week, week - 1, week - 2}]
    assert len(without) <= 2 * (name in FEW_LEFT), without


@everyone
def test_something_new_or_harder_every_two_weeks(name: str) -> None:
    of = programme(name)
    days = {on for on, reason in of.said if reason.why is Why.STEP_UP} | set(of.firsts.values())
    weeks = {(on - MONDAY).days // 7 for on in days}
    assert [week for week in range(1, WEEKS) if not weeks & {week, week - 1}] == []


@everyone
def test_nobody_gets_the_same_five_exercises_for_four_weeks(name: str) -> None:
    of = programme(name)
    for week in range(WEEKS - 4):
        first = MONDAY + timedelta(weeks=week)
        planned = {
            i.exercise for s in of.sessions if first <= s.on < first + timedelta(weeks=4) for i in s.items
        }
        main = {
            slug for slug in planned if library()[slug].category not in (Category.WARM_UP, Category.AEROBIC)
        }
        assert len(main) > 5


@pytest.mark.parametrize("kit", [each for each in Equipment if each not in ALWAYS_AT_HAND])
def test_what_somebody_owns_is_used_within_two_weeks(kit: Equipment) -> None:
    owned = frozenset({kit, Equipment.BAND} if kit is Equipment.ANCHOR else {kit})
    of = followed(replace(BASE, equipment=owned, minutes=15), weeks=2)
    used = {each for s in of.sessions for i in s.items for each in library()[i.exercise].equipment}
    assert kit in used


WAYS = tuple(product(Goal, (10, 15, 20), (EVERY_DAY, THREE_DAYS)))


@cache
def reached(profile: Profile) -> Counter[str]:
    """On how many days each exercise was planned."""
    return Counter(item.exercise for s in followed(profile).sessions for item in s.items)


@pytest.mark.soak
@pytest.mark.parametrize("seed", sorted(SEEDS))
def test_each_seed_exercise_is_reached(seed: str) -> None:
    """On four days or more of half a year, in at least twenty of twenty-four ways to go about it."""
    everything = replace(BASE, equipment=frozenset(Equipment), since=Since.MONTHS)
    ways = [replace(everything, goal=goal, minutes=minutes, days=days) for goal, minutes, days in WAYS]
    assert sum(reached(way)[seed] >= 4 for way in ways) >= 20


def test_with_only_a_chair_there_are_twelve_exercises_in_six_weeks() -> None:
    of = followed(replace(BASE, floor=False), weeks=6)
    main = {slug for slug in of.firsts if library()[slug].category is not Category.WARM_UP}
    assert len(main) >= 12
