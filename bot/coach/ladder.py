"""Up, down or stay on one exercise's ladder: rules A1 to A9 of the fact base ("after, per exercise").

Like every threshold of the coach these are design judgements [J] on the sources beside them, not a
validated tool.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import NamedTuple

from bot.coach import pain
from bot.coach.day import FULL_DOSE
from bot.coach.dose import rung_within, walks_a_week
from bot.coach.model import (
    Category,
    Difficulty,
    Exercise,
    Leg,
    Level,
    PastSession,
    Performed,
    Reason,
    Why,
)
from bot.coach.pain import Band, Morning

REST_DAYS = 7  # [J] a substituted exercise comes back after a week
ENOUGH_DONE = 0.6  # A6: C, fraction of the sets
TWICE = 2  # A3, A5
CLEAN_EASY, CLEAN_RIGHT = 2, 3  # A8: S; 2-for-2 rule [39], ACSM [38]


@dataclass(frozen=True, slots=True)
class Feedback:
    """What one session says about one exercise. `band` is None when the worst pain was not told."""

    exercise: Exercise
    past: PastSession
    performed: Performed
    band: Band | None
    points: int | None  # Δ of the next morning; None: no score
    attributed: bool = True  # False: another exercise hurt, the pain is not held against this one
    leg_before: bool = False  # leg pain spread in the days before, too

    @property
    def morning(self) -> Morning:
        return pain.morning(self.points)

    @property
    def good(self) -> bool:
        """Green, all of it done at full dose, and not hard: clean if the morning agrees."""
        return (
            self.band is Band.GREEN
            and self.performed.done >= 1
            and self.past.kind in FULL_DOSE
            and not self.past.halved
            and self.past.difficulty in (Difficulty.EASY, Difficulty.RIGHT)
        )

    @property
    def clean(self) -> bool:
        return self.good and self.morning is Morning.SETTLED

    @property
    def top(self) -> int:
        return len(self.exercise.ladder) - 1


def counted(level: Level, f: Feedback) -> Level:
    """The level with this session in its counts; an unknown morning neither adds to nor ends a run."""
    red = level.red + 1 if f.attributed and f.band is Band.RED else 0
    raised = 0
    if f.morning is Morning.UNKNOWN:
        raised = level.raised
    elif f.attributed and f.morning is Morning.RAISED:
        raised = level.raised + 1
    unknown = f.good and f.morning is Morning.UNKNOWN
    clean = level.clean + f.clean if f.clean or unknown else 0
    return Level(level.rung, clean, raised, red, level.rested_until)


Move = Callable[[Level, Feedback], Level]


def hold(level: Level, f: Feedback) -> Level:
    return level


def step(level: Level, f: Feedback) -> Level:
    return Level(rung=level.rung + 1)


def as_walked(level: Level, f: Feedback) -> Level:
    """A walk goes on from how far it went."""
    seconds = f.performed.done * f.exercise.ladder[min(level.rung, f.top)].seconds
    return Level(rung=min(level.rung, rung_within(f.exercise, seconds)))


def rest(level: Level, f: Feedback) -> Level:
    """Not planned for a week; the easier variant or another one takes its place."""
    return Level(rung=max(0, level.rung - 1), rested_until=f.past.on + timedelta(days=REST_DAYS))


def regress(level: Level, f: Feedback) -> Level:
    """One rung down; on the first one there is nothing lower but a rest."""
    if level.rung == 0:
        return rest(level, f)
    return replace(level, rung=level.rung - 1, clean=0, raised=0)


class Rule(NamedTuple):
    name: str
    when: Callable[[Level, Feedback], bool]  # the level has this session counted already
    then: Move
    why: Why
    points: bool = False  # the reason tells Δ


RULES: tuple[Rule, ...] = (
    Rule("A1", lambda s, f: f.performed.leg is Leg.NUMB_WEAK, rest, Why.STOP_NUMB),
    Rule(
        "A2 again",
        lambda s, f: f.performed.leg is Leg.PERIPHERAL and f.leg_before,
        rest,
        Why.LEG_SPREAD_AGAIN,
    ),
    Rule("A2", lambda s, f: f.performed.leg is Leg.PERIPHERAL, rest, Why.LEG_SPREAD),
    Rule("A3", lambda s, f: s.red >= TWICE, rest, Why.RED_TWICE),
    Rule("A4 red", lambda s, f: f.attributed and f.band is Band.RED, regress, Why.TOO_SORE),
    Rule(
        "A4 flare",
        lambda s, f: f.attributed and f.morning is Morning.FLARE,
        regress,
        Why.SORE_NEXT_MORNING,
        points=True,
    ),
    Rule(
        "A5",
        lambda s, f: (
            f.attributed and f.morning is Morning.RAISED and (f.band is Band.AMBER or s.raised >= TWICE)
        ),
        regress,
        Why.A_LITTLE_SORER,
        points=True,
    ),
    Rule("A6 walk", lambda s, f: _shorter(f), as_walked, Why.WALKED_LESS),
    Rule(
        "A6",
        lambda s, f: f.past.difficulty is Difficulty.COULD_NOT or f.performed.done < ENOUGH_DONE,
        regress,
        Why.TOO_HARD,
    ),
    Rule(
        "A7 raised",
        lambda s, f: f.morning in (Morning.RAISED, Morning.FLARE),
        hold,
        Why.HOLD_SORER,
        points=True,
    ),
    Rule("A7 pain", lambda s, f: f.band in (Band.AMBER, Band.RED), hold, Why.HOLD_PAIN),
    Rule("A7 hard", lambda s, f: f.past.difficulty is Difficulty.HARD, hold, Why.HOLD_HARD),
    Rule("A7 partly", lambda s, f: f.performed.done < 1, hold, Why.HOLD_PARTLY),
    Rule(
        "A7 unknown",
        lambda s, f: f.morning is Morning.UNKNOWN or f.band is None,
        hold,
        Why.HOLD_UNKNOWN,
    ),
    Rule("A8 top", lambda s, f: _ready(s, f) and s.rung >= f.top, hold, Why.MASTERED),
    Rule("A8", lambda s, f: _ready(s, f), step, Why.STEP_UP),
    Rule("A9", lambda s, f: True, hold, Why.HOLD_SETTLE),
)


def _shorter(f: Feedback) -> bool:
    """Less of a walk than planned: nobody failed, the minutes were too many."""
    could = f.past.difficulty is not Difficulty.COULD_NOT
    return could and f.exercise.category is Category.AEROBIC and f.performed.done < ENOUGH_DONE


def _ready(level: Level, f: Feedback) -> bool:
    wanted = CLEAN_EASY if f.past.difficulty is Difficulty.EASY else CLEAN_RIGHT
    if f.exercise.category is Category.AEROBIC:  # its ladder climbs about weekly (docs/coaching.md)
        wanted = walks_a_week(f.exercise.ladder[min(level.rung, f.top)])
    return f.clean and level.clean >= wanted


def _minutes(f: Feedback, level: Level) -> int:
    """How long the walk was."""
    planned = f.exercise.ladder[min(level.rung, f.top)].seconds
    return f.performed.minutes or round(f.performed.done * planned / 60)


def after(level: Level, feedback: Feedback) -> tuple[Level, Reason]:
    """One exercise after one session, judged on the rung it was done at."""
    now = counted(level, feedback)
    rule = next(rule for rule in RULES if rule.when(now, feedback))
    n = feedback.points if rule.points else None
    if rule.why is Why.WALKED_LESS:
        n = _minutes(feedback, now)
    return rule.then(now, feedback), Reason(rule.why, n, feedback.exercise.slug)
