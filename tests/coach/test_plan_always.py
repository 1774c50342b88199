"""What holds for every person, past and pain."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.model import (
    ALWAYS_AT_HAND,
    Category,
    History,
    Kind,
    Level,
    Outcome,
    PastSession,
    Profile,
    Session,
    Why,
)
from bot.coach.plan import (
    Locked,
    session_seconds,
)
from bot.coach.screening import Standing, conditions_implied
from bot.coach.suit import avoids, suitable
from tests.coach.library import (
    DAY,
    EMERGENCY,
    LIBRARY,
    MONDAY,
    URGENT,
    performed,
)
from tests.coach.people import free_standings, histories, profiles, score, standings
from tests.coach.planning import mornings, plan, session_ago, slugs


@given(profiles, histories(), standings, st.none() | score)
def test_locked_gives_nothing_and_free_gives_something_safe(
    profile: Profile, history: History, standing: Standing, before: int | None
) -> None:
    """Whatever else is true."""
    if standing.locked:
        with pytest.raises(Locked):
            plan(profile, history, before, standing)
        return
    session = plan(profile, history, before, standing)
    avoided = avoids(profile, conditions_implied(standing.referrals))
    assert not profile.never & set(slugs(session))
    for item in session.items:
        e = LIBRARY[item.exercise]
        level = history.levels.get(e.slug, Level())
        assert not e.avoid & avoided
        assert e.equipment <= profile.equipment | ALWAYS_AT_HAND
        assert profile.floor or not e.floor
        assert level.rested_until is None or level.rested_until <= MONDAY
        assert 1 <= item.dose.sets <= 3
        assert item.dose.reps or item.dose.seconds
    assert len({item.exercise for item in session.items}) == len(session.items) <= 7


@pytest.mark.parametrize(("standing", "outcome"), [(EMERGENCY, Outcome.EMERGENCY), (URGENT, Outcome.URGENT)])
def test_g1_and_g2_stop_everything(standing: Standing, outcome: Outcome) -> None:
    """The chat learns which card to show."""
    with pytest.raises(Locked) as stop:
        plan(standing=standing)
    assert stop.value.outcome is outcome


def strength(session: Session) -> int:
    return sum(
        item.dose.sets * item.dose.reps * (1 + item.dose.hold) * (1 + item.level)
        for item in session.items
        if LIBRARY[item.exercise].category is Category.STRENGTH
    )


@given(profiles, histories(), free_standings, st.integers(0, 9))
def test_more_pain_is_never_a_harder_plan(
    profile: Profile, history: History, standing: Standing, before: int
) -> None:
    """One point more never adds strength work."""
    calmer = strength(plan(profile, history, before, standing))
    assert strength(plan(profile, history, before + 1, standing)) <= calmer


RANKS = (Kind.RELIEF, Kind.FLARE, Kind.EASY, Kind.PLANNED)


@given(profiles, histories(), st.integers(0, 9))
def test_more_pain_never_asks_more(profile: Profile, history: History, before: int) -> None:
    """One point more: no higher kind of day, no exercise on a higher rung, no longer walk."""
    calmer, sorer = plan(profile, history, before), plan(profile, history, before + 1)
    assert RANKS.index(sorer.kind) <= RANKS.index(calmer.kind)
    rungs = {item.exercise: item for item in calmer.items}
    for item in sorer.items:
        if item.exercise in rungs:
            easier = rungs[item.exercise]
            assert item.level <= easier.level
            walks = LIBRARY[item.exercise].category is Category.AEROBIC
            assert not walks or item.dose.seconds <= easier.dose.seconds
    assert sorer.kind is calmer.kind or strength(sorer) == 0


STRONG = sorted(s for s, e in LIBRARY.items() if e.category is Category.STRENGTH)


@given(profiles, histories(), st.frozensets(st.sampled_from(STRONG), min_size=3), st.integers(0, 1))
def test_a_strength_exercise_never_comes_on_consecutive_days(
    profile: Profile, history: History, done: frozenset[str], ago: int
) -> None:
    """48 hours at least, and not twice a day, however few others are left."""
    past = PastSession(MONDAY - ago * DAY, Kind.PLANNED, performed(*sorted(done)))
    older = tuple(session for session in history.sessions if session.on < past.on)
    history = replace(history, sessions=(*older, past))
    assert not done & set(slugs(plan(profile, history)))


@given(profiles, histories(), free_standings, st.none() | score)
def test_there_is_always_a_plan_unless_nothing_is_safe(
    profile: Profile, history: History, standing: Standing, before: int | None
) -> None:
    """Empty only when no awake gentle exercise suits, and then it says so."""
    session = plan(profile, history, before, standing)
    if not session.items:
        assert session.reasons[-1].why in (Why.NOTHING_SUITS, Why.ALL_RESTING)
        resting = {s for s, level in history.levels.items() if level.rested_until}
        free = suitable(profile, LIBRARY, conditions_implied(standing.referrals))
        quiet = [e for e in free if e.slug not in resting and e.slug in QUIET]
        assert not quiet


QUIET = {"walk", "brace", *(s for s, e in LIBRARY.items() if e.relief or e.category is Category.MOBILITY)}


@given(
    profiles.filter(lambda p: len(p.conditions) <= 1 and len(p.worse_with) <= 1),
    histories().map(lambda h: replace(h, mornings=(), sessions=())),
)
def test_the_minutes_promised_are_the_minutes_needed(profile: Profile, history: History) -> None:
    """Within 20 %, the walk aside, for anyone with a floor and a chair, on any level."""
    profile = replace(profile, floor=True)
    history = History(levels={s: replace(level, rested_until=None) for s, level in history.levels.items()})
    minutes = session_seconds(plan(profile, history), LIBRARY) / 60
    assert 0.8 * profile.minutes <= minutes <= 1.2 * profile.minutes


@given(profiles, histories(), free_standings, st.none() | score)
def test_the_same_facts_give_the_same_plan(
    profile: Profile, history: History, standing: Standing, before: int | None
) -> None:
    """Also from a library in another order."""
    backwards = dict(reversed(list(LIBRARY.items())))
    assert plan(profile, history, before, standing) == plan(profile, history, before, standing, backwards)


def test_two_years_of_history_cost_less_than_five_milliseconds() -> None:
    """The best of five, so that a busy machine does not fail it."""
    sessions = tuple(session_ago(n, "bridge", "brace", "pelvic-tilt", "walk") for n in range(730, 0, -1))
    history = replace(mornings(*[3] * 730), sessions=sessions)
    took = []
    for _ in range(5):
        start = time.perf_counter()
        plan(history=history, before=4)
        took.append(time.perf_counter() - start)
    assert min(took) < 0.005
