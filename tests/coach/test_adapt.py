"""How exercises answer to a session: each rule as a case, long stories, and what must always hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach import adapt, pain
from bot.coach.adapt import Feedback, after, after_session, counted, replay
from bot.coach.model import (
    Difficulty,
    History,
    Kind,
    Leg,
    Level,
    PastSession,
    Performed,
    Reason,
    Why,
)
from bot.coach.pain import Band
from tests.coach.library import ANNA, LIBRARY, MONDAY, performed
from tests.coach.people import histories, maybe_score, past_sessions, score

BRIDGE = LIBRARY["bridge"]
TOP = len(BRIDGE.ladder) - 1
REST = MONDAY + timedelta(days=7)


def feedback(
    band: Band | None = Band.GREEN,
    points: int | None = 0,
    difficulty: Difficulty | None = Difficulty.RIGHT,
    attributed: bool = True,
    leg_before: bool = False,
    kind: Kind = Kind.PLANNED,
    slug: str = "bridge",
    **of_performed: Any,
) -> Feedback:
    did = Performed(slug, **{"level": 2, "done": 1.0} | of_performed)
    past = PastSession(MONDAY, kind, (did,), 2, 2, difficulty)
    return Feedback(LIBRARY[slug], past, did, band, points, attributed, leg_before)


AT = Level(rung=2)
CASES: list[tuple[str, Level, Feedback, Level, Why, int | None]] = [
    ("A1", AT, feedback(leg=Leg.NUMB_WEAK), Level(1, rested_until=REST), Why.STOP_NUMB, None),
    ("A2", AT, feedback(leg=Leg.PERIPHERAL), Level(1, rested_until=REST), Why.LEG_SPREAD, None),
    (
        "A2 again",
        AT,
        feedback(leg=Leg.PERIPHERAL, leg_before=True),
        Level(1, rested_until=REST),
        Why.LEG_SPREAD_AGAIN,
        None,
    ),
    ("A3", Level(2, red=1), feedback(Band.RED), Level(1, rested_until=REST), Why.RED_TWICE, None),
    ("A4 red", Level(2, clean=2), feedback(Band.RED), Level(1, red=1), Why.TOO_SORE, None),
    ("A4 red", Level(0), feedback(Band.RED), Level(0, rested_until=REST), Why.TOO_SORE, None),
    ("A4 flare", AT, feedback(points=3), Level(1), Why.SORE_NEXT_MORNING, 3),
    ("A5", AT, feedback(Band.AMBER, 2), Level(1), Why.A_LITTLE_SORER, 2),
    ("A5", Level(2, raised=1), feedback(points=2), Level(1), Why.A_LITTLE_SORER, 2),
    ("A6", AT, feedback(difficulty=Difficulty.COULD_NOT), Level(1), Why.TOO_HARD, None),
    ("A6", AT, feedback(done=0.5), Level(1), Why.TOO_HARD, None),
    ("A6 walk", AT, feedback(done=0.5, slug="walk"), Level(0), Why.WALKED_LESS, 8),
    ("A6 walk", Level(0), feedback(done=0.5, slug="walk"), Level(0), Why.WALKED_LESS, 5),
    ("A6 walk", Level(4), feedback(done=0.55, minutes=13, slug="walk"), Level(2), Why.WALKED_LESS, 13),
    ("A6", AT, feedback(difficulty=Difficulty.COULD_NOT, slug="walk"), Level(1), Why.TOO_HARD, None),
    ("A6", AT, feedback(done=0.59), Level(1), Why.TOO_HARD, None),
    ("A7 partly", AT, feedback(done=0.6), Level(2), Why.HOLD_PARTLY, None),
    ("A7 partly", AT, feedback(done=0.99), Level(2), Why.HOLD_PARTLY, None),
    ("A7 raised", Level(2, clean=2), feedback(points=2), Level(2, raised=1), Why.HOLD_SORER, 2),
    ("A7 raised", AT, feedback(points=4, attributed=False), Level(2), Why.HOLD_SORER, 4),
    ("A7 pain", AT, feedback(Band.AMBER), Level(2), Why.HOLD_PAIN, None),
    ("A7 pain", AT, feedback(Band.RED, attributed=False), Level(2), Why.HOLD_PAIN, None),
    ("A7 hard", Level(2, clean=2), feedback(difficulty=Difficulty.HARD), Level(2), Why.HOLD_HARD, None),
    ("A7 partly", AT, feedback(done=2 / 3), Level(2), Why.HOLD_PARTLY, None),
    ("A7 unknown", Level(2, clean=2), feedback(points=None), Level(2, clean=2), Why.HOLD_UNKNOWN, None),
    ("A7 unknown", AT, feedback(band=None), Level(2), Why.HOLD_UNKNOWN, None),
    ("A8", Level(2, clean=1), feedback(difficulty=Difficulty.EASY), Level(3), Why.STEP_UP, None),
    ("A8", Level(2, clean=2), feedback(), Level(3), Why.STEP_UP, None),
    ("A8 top", Level(TOP, clean=2), feedback(level=TOP), Level(TOP, clean=3), Why.MASTERED, None),
    ("A9", AT, feedback(difficulty=Difficulty.EASY), Level(2, clean=1), Why.HOLD_SETTLE, None),
    ("A9", Level(2, clean=1), feedback(), Level(2, clean=2), Why.HOLD_SETTLE, None),
    ("A9", Level(2, clean=2), feedback(kind=Kind.FLARE), Level(2), Why.HOLD_SETTLE, None),
    ("A1", Level(0), feedback(leg=Leg.NUMB_WEAK), Level(0, rested_until=REST), Why.STOP_NUMB, None),
    ("A4 red", Level(1, clean=1, raised=1), feedback(Band.RED), Level(0, red=1), Why.TOO_SORE, None),
    ("A7 raised", Level(2, red=1), feedback(points=2), Level(2, raised=1), Why.HOLD_SORER, 2),
    ("A7 unknown", Level(2, raised=1), feedback(points=None), Level(2, raised=1), Why.HOLD_UNKNOWN, None),
    ("A9", Level(2, clean=1, raised=1), feedback(), Level(2, clean=2), Why.HOLD_SETTLE, None),
    ("A9", Level(2, clean=0), feedback(difficulty=Difficulty.EASY), Level(2, clean=1), Why.HOLD_SETTLE, None),
    ("A8 top", Level(TOP + 1, clean=2), feedback(), Level(TOP + 1, clean=3), Why.MASTERED, None),
    ("A8", Level(TOP - 1, clean=2), feedback(), Level(TOP), Why.STEP_UP, None),
    ("A8", Level(0, clean=2), feedback(slug="walk"), Level(1), Why.STEP_UP, None),
    ("A8", Level(2, clean=2), feedback(slug="walk"), Level(3), Why.STEP_UP, None),
    ("A9", Level(3, clean=2), feedback(slug="walk"), Level(3, clean=3), Why.HOLD_SETTLE, None),
    ("A8", Level(3, clean=3), feedback(slug="walk"), Level(4), Why.STEP_UP, None),
    (
        "A9",
        Level(0, clean=1),
        feedback(difficulty=Difficulty.EASY, slug="walk"),
        Level(0, clean=2),
        Why.HOLD_SETTLE,
        None,
    ),
]


@pytest.mark.parametrize(("rule", "level", "told", "expected", "why", "n"), CASES)
def test_an_exercise_follows_the_table(
    rule: str, level: Level, told: Feedback, expected: Level, why: Why, n: int | None
) -> None:
    """Each row of the fact base's table, by name."""
    now = counted(level, told)
    assert next(r.name for r in adapt.RULES if r.when(now, told)) == rule
    assert after(level, told) == (expected, Reason(why, n, told.exercise.slug))


def test_pain_is_held_against_an_exercise_unless_another_one_hurt() -> None:
    told = Feedback(BRIDGE, day(0, "bridge"), performed("bridge")[0], Band.RED, 0)
    assert after(AT, told)[1].why is Why.TOO_SORE


def test_every_rule_has_a_case() -> None:
    """A new rule needs a new case."""
    assert {case[0] for case in CASES} == {rule.name for rule in adapt.RULES}


def day(
    n: int,
    *slugs: str,
    level: int = 0,
    worst: int = 2,
    kind: Kind = Kind.PLANNED,
    difficulty: Difficulty = Difficulty.RIGHT,
    did: tuple[Performed, ...] = (),
) -> PastSession:
    """A finished session on day n: everything done, no pain to speak of, just right."""
    did = did or performed(*slugs, level=level)
    return PastSession(MONDAY + timedelta(days=n), kind, did, 2, worst, difficulty)


def test_eight_weeks_of_bridges() -> None:
    """A step every third settled session, one back after a sore morning, on again."""
    rungs, levels = [], {"bridge": Level()}
    for n in range(16):
        told = day(3 * n, "bridge", level=levels["bridge"].rung)
        morning = 5 if n == 7 else 2
        levels, _ = after_session(levels, told, morning, 2, LIBRARY)
        rungs.append(levels["bridge"].rung)
    assert rungs == [0, 0, 1, 1, 1, 2, 2, 1, 1, 1, 2, 2, 2, 3, 3, 3]


def test_a_story_told_day_by_day_and_the_same_story_replayed() -> None:
    """Replay needs no stored levels, and a break of ten days costs a rung."""
    sessions = (
        *(day(n, "bridge", "walk", difficulty=Difficulty.EASY) for n in (0, 2)),
        *(day(n, "bridge", "walk", level=1, difficulty=Difficulty.EASY) for n in (4, 6)),
        day(16, "bridge", level=1),
    )
    mornings = tuple((MONDAY + timedelta(days=n), 2) for n in range(20))
    levels, reasons = replay(ANNA, History(mornings, sessions), LIBRARY)
    assert levels["bridge"] == Level(rung=1, clean=1)
    assert levels["walk"].rung == 0
    assert reasons == (Reason(Why.HOLD_SETTLE, None, "bridge"),)


def test_a_corrected_morning_changes_what_followed() -> None:
    """The person corrects yesterday's 2 to a 6: no step up."""
    sessions = tuple(day(n, "bridge", difficulty=Difficulty.EASY) for n in (0, 2))
    good = tuple((MONDAY + timedelta(days=n), 2) for n in range(4))
    assert replay(ANNA, History(good, sessions), LIBRARY)[0]["bridge"].rung == 1
    corrected = (*good[:3], (MONDAY + timedelta(days=3), 6))
    levels, reasons = replay(ANNA, History(corrected, sessions), LIBRARY)
    assert levels["bridge"].rung == 0
    assert reasons == (Reason(Why.SORE_NEXT_MORNING, 3, "bridge"),)


def test_pain_counts_against_the_exercise_that_hurt() -> None:
    """The one that was tapped goes down, the others only wait."""
    did = (*performed("brace"), Performed("bridge", 1, 1.0, hurt=True))
    levels = {"bridge": Level(rung=1), "brace": Level(rung=0, clean=2)}
    changed, reasons = after_session(levels, day(0, did=did, worst=8), 2, 2, LIBRARY)
    assert changed["bridge"] == Level(rung=0, red=1)
    assert changed["brace"] == Level(rung=0)
    assert [r.why for r in reasons] == [Why.HOLD_PAIN, Why.TOO_SORE]


def test_at_most_two_exercises_move_up() -> None:
    """The third waits with its count kept, and moves next time."""
    slugs = ("pelvic-tilt", "brace", "bridge")
    ready = {slug: Level(clean=2) for slug in slugs}
    changed, reasons = after_session(ready, day(0, *slugs), 2, 2, LIBRARY)
    assert [changed[slug].rung for slug in slugs] == [1, 1, 0]
    assert changed["bridge"].clean == 3
    assert [r.why for r in reasons] == [Why.STEP_UP, Why.STEP_UP, Why.HOLD_SETTLE]


def test_leg_pain_that_spreads_rests_the_whole_direction() -> None:
    """Prone elbows sent it down the leg: prone lying rests as well, bending work does not."""
    did = (Performed("prone-elbows", 1, 0.0, leg=Leg.PERIPHERAL),)
    changed, reasons = after_session({}, day(0, did=did), None, 2, LIBRARY)
    assert {slug for slug, level in changed.items() if level.rested_until} == {"prone-elbows", "prone-lying"}
    assert reasons[0].why is Why.LEG_SPREAD
    sessions = (day(0, did=did), day(7, did=did))
    assert replay(ANNA, History(sessions=sessions), LIBRARY)[1][0].why is Why.LEG_SPREAD_AGAIN


def test_skipped_exercises_and_the_warm_up_stay_as_they_are() -> None:
    """No judgement on what was not done."""
    did = (Performed("bridge", 1, 0.0, skipped=True), Performed("brace", 1, 0.0), *performed("warm-up"))
    levels = {"bridge": Level(rung=1, clean=1)}
    assert after_session(levels, day(0, did=did), 9, 2, LIBRARY) == (levels, ())


def test_a_gentle_day_does_not_cost_a_rung() -> None:
    """It was done on the first rung because of the day, not because of the exercise."""
    levels = {"walk": Level(rung=3, clean=2)}
    changed, _ = after_session(levels, day(0, "walk", kind=Kind.RELIEF), 2, 2, LIBRARY)
    assert changed["walk"].rung == 3


def test_a_session_planned_lower_after_a_break_goes_on_from_there() -> None:
    """Its count begins anew; an easier day's rung says nothing."""
    levels = {"bridge": Level(rung=3, clean=2)}
    lower, same = day(0, "bridge", level=2), day(0, "bridge", level=3)
    assert after_session(levels, lower, 2, 2, LIBRARY)[0]["bridge"] == Level(2, clean=1)
    assert after_session(levels, same, 2, 2, LIBRARY)[0]["bridge"] == Level(4)
    easier = replace(lower, kind=Kind.FLARE)
    assert after_session(levels, easier, 2, 2, LIBRARY)[0]["bridge"].rung == 3


@pytest.mark.parametrize(
    ("did", "worst", "why"),
    [
        (Performed("bridge", 0, 0.0, hurt=True), 2, Why.TOO_HARD),
        (Performed("bridge", 0, 1.0, hurt=True), 2, Why.HOLD_PAIN),
        (Performed("bridge", 0, 1.0, hurt=True), None, Why.HOLD_PAIN),
        (Performed("bridge", 0, 1.0), None, Why.HOLD_UNKNOWN),
        (Performed("bridge", 0, 0.0, leg=Leg.NUMB_WEAK), 2, Why.STOP_NUMB),
        (Performed("bridge", 0, 0.0, skipped=True, leg=Leg.PERIPHERAL), 2, Why.LEG_SPREAD),
        (Performed("bridge", 0, 0.0, leg=Leg.CENTRAL), 2, None),
        (Performed("bridge", 0, 1.0, skipped=True), 2, None),
        (Performed("bridge", 0, 0.1), 2, Why.TOO_HARD),
        (Performed("warm-up", 0, 1.0, hurt=True), 2, None),
        (Performed("gone", 0, 1.0), 2, None),
    ],
)
def test_what_hurt_is_judged_also_when_it_was_not_done(
    did: Performed, worst: int | None, why: Why | None
) -> None:
    """Amber at least; the warm-up and what left the library never."""
    past = replace(day(0, did=(did,)), worst=worst)
    assert [reason.why for reason in after_session({}, past, 2, 2, LIBRARY)[1]] == ([why] if why else [])


def spread(*slugs: str, hurt: str | None = None) -> tuple[Performed, ...]:
    return tuple(Performed(slug, 0, 1.0, hurt=slug == hurt, leg=Leg.PERIPHERAL) for slug in slugs)


@pytest.mark.parametrize(
    ("did", "blamed"),
    [
        (spread("bridge", "brace"), {"bridge", "brace"}),
        (spread("bridge", "prone-lying", "brace"), {"prone-lying"}),
        (spread("bridge", "prone-lying", "brace", hurt="brace"), {"brace"}),
        (spread("bridge", "gone"), {"bridge"}),
    ],
)
def test_leg_pain_that_spreads_counts_against_the_likeliest(
    did: tuple[Performed, ...], blamed: set[str]
) -> None:
    """The one that was tapped, else those known for it, else all; the others wait, even when ready."""
    ready = {slug: Level(clean=2) for slug in ("bridge", "brace", "prone-lying")}
    changed, reasons = after_session(ready, day(0, did=did), 2, 2, LIBRARY)
    assert {r.exercise for r in reasons if r.why is Why.LEG_SPREAD} == blamed
    assert {r.why for r in reasons if r.exercise not in blamed} <= {Why.HOLD_SETTLE}
    assert all(changed[slug].rung == 0 for slug in ready)


@pytest.mark.parametrize(("days", "why"), [(7, Why.LEG_SPREAD_AGAIN), (8, Why.LEG_SPREAD)])
def test_leg_pain_that_spreads_twice_within_a_week_advises_care(days: int, why: Why) -> None:
    """Whichever exercise of a session it was."""
    once = day(0, did=(*performed("brace"), *spread("bridge")))
    between = day(2, "brace")
    history = History(sessions=(once, between, day(days, did=(*performed("brace"), *spread("bridge")))))
    assert why in [reason.why for reason in replay(ANNA, history, LIBRARY)[1]]


def test_a_direction_that_spread_rests_for_a_week() -> None:
    changed, _ = after_session({}, day(0, did=spread("prone-lying")), 2, 2, LIBRARY)
    assert {slug: level.rested_until for slug, level in changed.items()} == {
        "prone-lying": REST,
        "prone-elbows": REST,
    }


def test_the_course_remembers_eight_weeks_and_what_came_last() -> None:
    """The session of exactly eight weeks ago is forgotten; easier days are none at full dose."""
    sessions = (
        day(0, "bridge"),
        day(1, "bridge", did=spread("brace")),
        day(30, "bridge"),
        day(56, "bridge", kind=Kind.RELIEF),
    )
    course = adapt.follow(ANNA, History(sessions=sessions), LIBRARY)
    days = [(on - MONDAY).days for on, _ in course.log]
    last = [on and (on - MONDAY).days for on in (course.last_on, course.full_on, course.spread_on)]
    assert (days, last) == ([1, 30, 56], [56, 30, 1])


def test_a_course_that_is_followed_on_is_the_same_as_one_from_the_start() -> None:
    """Nothing is counted twice or left out, as long as the past stays as it was."""
    sessions = tuple(day(n, "bridge", "brace") for n in range(12))
    past = History(tuple((MONDAY + timedelta(days=n), 2) for n in range(13)), sessions)
    whole = adapt.follow(ANNA, past, LIBRARY)
    for n in range(12):
        half = adapt.follow(ANNA, replace(past, sessions=sessions[:n]), LIBRARY)
        assert adapt.follow(ANNA, past, LIBRARY, since=half) == whole


def test_easier_days_count_as_a_break_for_what_they_left_out() -> None:
    """Eight days of flare cost the bridge a rung, seven none; the tilt went on."""
    for days, rung in ((7, 1), (8, 0)):
        sessions = (
            *(day(n, "bridge", "pelvic-tilt", difficulty=Difficulty.EASY) for n in (0, 1)),
            *(day(n, "pelvic-tilt", level=1, kind=Kind.FLARE) for n in range(2, 1 + days)),
            day(1 + days, "pelvic-tilt", level=1),
        )
        mornings = tuple((MONDAY + timedelta(days=n), 2) for n in range(20))
        levels, _ = replay(ANNA, History(mornings, sessions), LIBRARY)
        assert (levels["bridge"].rung, levels["pelvic-tilt"].rung) == (rung, 1)


@given(histories(), past_sessions(), maybe_score, score)
def test_nothing_moves_up_without_a_settled_morning(
    history: History, past: PastSession, next_morning: int | None, baseline: int
) -> None:
    """Nor more than one rung, nor more than two exercises, nor above the ladder.

    What is not known yet stands where it was done.
    """
    before = {s: replace(level, rung=min(level.rung, len(LIBRARY[s].ladder) - 1)) for s, level in
              history.levels.items()}  # fmt: skip
    levels, reasons = after_session(before, past, next_morning, baseline, LIBRARY)
    before = {p.exercise: Level(p.level) for p in past.performed} | before
    up = [s for s, level in levels.items() if level.rung > before.get(s, Level()).rung]
    if up:
        points = pain.rise(past.before, next_morning, baseline)
        assert pain.morning(points) is pain.Morning.SETTLED
        assert past.worst is not None
        assert past.worst <= 5
    assert len(up) <= 2
    assert {r.exercise for r in reasons if r.why is Why.STEP_UP} == set(up)
    for slug in up:
        assert levels[slug].rung == before[slug].rung + 1 < len(LIBRARY[slug].ladder)
    assert all(level.rung >= 0 for level in levels.values())


@given(histories(), past_sessions(), st.integers(0, 9), score)
def test_a_worse_morning_never_gives_a_higher_rung(
    history: History, past: PastSession, next_morning: int, baseline: int
) -> None:
    """One point more the next morning, one exercise at a time."""
    for did in past.performed:
        alone = replace(past, performed=(did,))
        better, _ = after_session(history.levels, alone, next_morning, baseline, LIBRARY)
        worse, _ = after_session(history.levels, alone, next_morning + 1, baseline, LIBRARY)
        slug = did.exercise
        assert worse.get(slug, Level()).rung <= better.get(slug, Level()).rung
