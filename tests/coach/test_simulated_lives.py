"""A thousand virtual people over 26 weeks: what has to hold for each of them, and for all together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from bot import content
from bot.coach.model import ALWAYS_AT_HAND, Library, Reason, Session, Why
from bot.coach.screening import conditions_implied, flags_implied
from bot.coach.suit import avoids
from tests.coach.simulator import MONDAY, WEEKS, Life, Nature, Person, live, people
from tests.support.soak import times

COUNT = times(1000, 10_000)
UNLUCKY = times(
    0, 10
)  # of a nature: who chose two days a week and missed many, so that breaks cut their levels
NO_NEWS = frozenset({Why.AS_PLANNED, Why.FIRST_SESSION})
REST = frozenset({Why.NOTHING_SUITS, Why.ALL_RESTING, Why.SURGERY_FIRST})
MOST_EMPTY_DAYS = 8  # a week until someone has looked, or of resting exercises
STILL_DAYS = 28
STUCK_DAYS = 35  # four weeks, and up to one more until the weekly summary
BACK_WEEKS, BACK_WEEKS_SELDOM = 10, 12  # after a flare; for those with two days a week
AWAY = frozenset({Why.BACK_AFTER_WEEK, Why.BACK_AFTER_WEEKS, Why.BACK_AFTER_MONTH})
"""A break of their own cut the levels, too."""
HEARD_BY = {
    Why.FIRST_SESSION: Nature.STEADY,
    Why.AS_PLANNED: Nature.STEADY,
    Why.GENTLE_UNTIL_SEEN: Nature.STEADY,
    Why.SURGERY_FIRST: Nature.STEADY,
    Why.NO_CHANGE_YET: Nature.STEADY,
    Why.VERY_SORE: Nature.RISING,
    Why.AFTER_A_HARD_DAY: Nature.RISING,
    Why.VERY_SORE_AGAIN: Nature.FLARING,
    Why.SORE_FOR_A_WEEK: Nature.FLARING,
    Why.SORER_THAN_USUAL: Nature.FLARING,
    Why.CREEPING_UP: Nature.FLARING,
    Why.BACK_AFTER_EASY: Nature.FLARING,
    Why.BACK_AFTER_MONTH: Nature.LEAVING,
    Why.BACK_AFTER_WEEKS: Nature.LEAVING,
    Why.BACK_AFTER_WEEK: Nature.BUSY,
    Why.PLAN_SHRUNK: Nature.BUSY,
    Why.OFFER_LIGHTER: Nature.EAGER,
    Why.STANDING_STILL: Nature.SILENT,
    Why.DIRECTION_TEST: Nature.LEG,
    Why.DIRECTION_HELPS: Nature.LEG,
    Why.DIRECTION_OFF: Nature.LEAVING,
}
"""Each reason of days and weeks, and who hears it for sure; many others do, too."""


@cache
def library() -> Library:
    return content.load(Path("content")).library


@dataclass(frozen=True)
class Verdict:
    """What is left of a life once it is judged."""

    complaints: tuple[str, ...]
    said: frozenset[Why]
    rungs: tuple[int, ...]
    steps: int
    days: int  # chosen weekdays


def judged(person: Person) -> Verdict:
    life = live(person, library())
    return Verdict(
        tuple(complaints(life)),
        frozenset(reason.why for _, reason in life.said),
        tuple(life.rungs),
        len(life.steps),
        len(person.profile.days),
    )


@pytest.mark.soak
@pytest.mark.parametrize("nature", Nature)
def test_nobody_of_a_nature_is_left_without_a_next_thing_or_in_the_dark(nature: Nature) -> None:
    """Something safe to do or a reason to rest, nothing contraindicated, no month without step or word."""
    verdicts = [judged(person) for person in people(COUNT) if person.nature is nature]
    assert len(verdicts) == COUNT // len(Nature)
    assert [complaint for v in verdicts for complaint in v.complaints] == []
    climb_a_ladder_and_not_a_wall(verdicts)
    match nature:
        case Nature.IMPROVING:
            reach_harder_levels(verdicts)
        case Nature.FLARING:
            are_back_within_weeks(verdicts)
        case Nature.SILENT:
            never_climb(verdicts)
    heard = frozenset[Why]().union(*(v.said for v in verdicts))
    assert {why for why, hearer in HEARD_BY.items() if hearer is nature} <= heard


def climb_a_ladder_and_not_a_wall(verdicts: list[Verdict]) -> None:
    """Also those who find every session easy, every day: at most two steps a session, ladders end."""
    for v in verdicts:
        assert all(later - earlier <= 14 for earlier, later in zip(v.rungs, v.rungs[1:], strict=False))


def reach_harder_levels(improving: list[Verdict]) -> None:
    """Every one of them but for the unlucky; half of them by more than thirty steps."""
    highest = sorted(max(v.rungs) for v in improving)  # a break costs a rung of all that is known
    assert highest[UNLUCKY] >= 5
    assert highest[len(highest) // 2] >= 30


def are_back_within_weeks(flaring: list[Verdict]) -> None:
    """The flare is in week nine; ten weeks later all stand where they stood, four of five in four."""
    later = []
    for v in (each for each in flaring if not each.said & AWAY):
        weeks = BACK_WEEKS if v.days > 2 else BACK_WEEKS_SELDOM
        if max(v.rungs[8 : 9 + weeks]) < v.rungs[7]:
            later.append(v)
    assert len(later) <= UNLUCKY, later
    soon = sum(max(v.rungs[8:13]) >= v.rungs[7] for v in flaring)
    assert soon >= 0.8 * len(flaring)


def never_climb(silent: list[Verdict]) -> None:
    """No settled morning was ever told, so nothing gets harder: all stays on its first rung."""
    assert not any(v.steps for v in silent)


def test_every_reason_of_days_and_weeks_is_heard_in_somebodys_life() -> None:
    """Every rule of the tables is reached."""
    of_days_and_weeks = set(list(Why)[: list(Why).index(Why.STOP_NUMB)])
    rare = {Why.LIGHTER_WEEK, Why.NOTHING_SUITS, Why.ALL_RESTING}  # said yes to; cases of their own
    assert of_days_and_weeks - HEARD_BY.keys() <= rare


def complaints(life: Life) -> Iterator[str]:
    """What went wrong in one life."""
    yield from (f"{s.on}: empty, and no reason" for s in life.sessions if not s.items and not rests(s))
    yield from empty_for_too_long(life)
    yield from contraindicated(life)
    yield from stuck(life)


def rests(session: Session) -> bool:
    return any(reason.why in REST for reason in session.reasons)


def empty_for_too_long(life: Life) -> Iterator[str]:
    start = None
    for session in life.sessions:
        start = (start or session.on) if not session.items else None
        if start and (session.on - start).days > MOST_EMPTY_DAYS:
            yield f"{session.on}: nothing to do since {start}"


def contraindicated(life: Life) -> Iterator[str]:
    profile = life.person.profile
    avoided = avoids(profile, conditions_implied(flags_implied(profile.conditions)))
    for session in life.sessions:
        for e in (library()[item.exercise] for item in session.items):
            fits = e.equipment <= profile.equipment | ALWAYS_AT_HAND and (profile.floor or not e.floor)
            if e.avoid & avoided or not fits:
                yield f"{session.on}: {e.slug}"


def stuck(life: Life) -> Iterator[str]:
    """Sessions, but no step up for more than four weeks, and nobody said why."""
    for week in range(5, WEEKS):
        end = MONDAY + timedelta(days=7 * week + 6)
        start = end - timedelta(days=STUCK_DAYS)
        trained = [past.on for past in life.history.sessions if start < past.on <= end]
        stepped = any(start < on <= end for on in life.steps)
        told = any(start < on <= end and tells(reason) for on, reason in life.said)
        if trained and (trained[-1] - trained[0]).days >= STILL_DAYS and not stepped and not told:
            yield f"{end}: no step up and no word since {start}"


def tells(reason: Reason) -> bool:
    return reason.why not in NO_NEWS
