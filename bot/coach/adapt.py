"""(levels, a session) -> (levels, reasons), for one session and for the whole past replayed.

Replaying the whole past is cheap and always right, also after a day was corrected. Who replays often
keeps the Course of the settled past and goes on from there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bot.coach import pain
from bot.coach.day import FULL_DOSE, band_of, levels_after_break, levels_after_easy_days
from bot.coach.ladder import REST_DAYS, RULES, Feedback, after, counted
from bot.coach.model import (
    Avoid,
    Category,
    Exercise,
    History,
    Kind,
    Leg,
    Level,
    Library,
    PastSession,
    Performed,
    Profile,
    Reason,
    Why,
)
from bot.coach.pain import Band

__all__ = [
    "RULES",
    "START",
    "Course",
    "Feedback",
    "after",
    "after_session",
    "counted",
    "follow",
    "replay",
]

MOST_STEPS = 2  # progressions a session
LEG_AGAIN_DAYS = 7  # A2 twice within: advise care
LOG_DAYS = 56  # as far back as the weekly rules look
DIRECTIONS = frozenset({Avoid.BENDING, Avoid.ARCHING})


def after_session(
    levels: Mapping[str, Level],
    past: PastSession,
    next_morning: int | None,
    baseline: int,
    library: Library,
    leg_before: bool = False,
) -> tuple[dict[str, Level], tuple[Reason, ...]]:
    """All levels after a session, and why; at most two exercises move up.

    `next_morning` is P24 (0 to 10, None: not told), `baseline` B on that day, `leg_before` whether leg
    pain spread in the week before. Pain counts against the exercises where "It hurts" was tapped, else
    against all; leg pain that spreads against the likeliest of those it was told of. Skipped and unknown
    exercises and the warm-up stay as they are.
    """
    changed, reasons = dict(levels), []
    band = band_of(past, baseline)
    points = pain.rise(past.before, next_morning, baseline)
    hurt = any(p.hurt for p in past.performed)
    suspects = _suspects(past, library)
    steps = 0
    for told in past.performed:
        exercise = library.get(told.exercise)
        if exercise is None or not _tells(told, exercise):
            continue
        cleared = told.leg is Leg.PERIPHERAL and told.exercise not in suspects
        did = replace(told, leg=Leg.NONE) if cleared else told
        mine = did.hurt or not hurt
        feedback = Feedback(exercise, past, did, _worse_if_hurt(band, did), points, mine, leg_before)
        level = _on_rung(levels.get(exercise.slug, Level(did.level)), did, past.kind)
        moved, reason = after(level, feedback)
        if reason.why is Why.STEP_UP and (steps == MOST_STEPS or cleared):
            moved, reason = counted(level, feedback), replace(reason, why=Why.HOLD_SETTLE)
        steps += reason.why is Why.STEP_UP
        changed[exercise.slug] = moved
        reasons.append(reason)
    for each in reasons:
        if each.exercise and each.why in (Why.LEG_SPREAD, Why.LEG_SPREAD_AGAIN):
            changed |= _same_direction_rested(changed, library[each.exercise], past.on, library)
    return changed, tuple(reasons)


def _tells(performed: Performed, exercise: Exercise) -> bool:
    told = performed.hurt or performed.leg in (Leg.PERIPHERAL, Leg.NUMB_WEAK)
    done = performed.done > 0 and not performed.skipped
    return exercise.category is not Category.WARM_UP and (told or done)


def _suspects(past: PastSession, library: Library) -> frozenset[str]:
    """Which exercises sent pain down the leg: where it was tapped, else those known for it, else all."""
    spread = [p for p in past.performed if p.leg is Leg.PERIPHERAL and p.exercise in library]
    tapped = [p.exercise for p in spread if p.hurt]
    known = [p.exercise for p in spread if library[p.exercise].stops_if_leg_spreads]
    return frozenset(tapped or known or (p.exercise for p in spread))


def _worse_if_hurt(band: Band | None, performed: Performed) -> Band | None:
    return Band.AMBER if performed.hurt and band in (None, Band.GREEN) else band


def _on_rung(level: Level, performed: Performed, kind: Kind) -> Level:
    """A full-dose day may have been planned lower than stored, after a break: go on from there."""
    if kind in FULL_DOSE and performed.level < level.rung:
        return replace(level, rung=performed.level, clean=0)
    return level


def _same_direction_rested(
    levels: Mapping[str, Level], exercise: Exercise, on: date, library: Library
) -> dict[str, Level]:
    """A2: leg pain that spreads rules out the direction for a week, not one exercise of it."""
    direction = exercise.avoid & DIRECTIONS
    until = on + timedelta(days=REST_DAYS)
    return {
        e.slug: replace(levels.get(e.slug, Level()), rested_until=until)
        for e in library.values()
        if e.category is Category.DIRECTIONAL and e.avoid & direction
    }


@dataclass(frozen=True, slots=True)
class Course:
    """How far the past is replayed, and where it has led."""

    levels: Mapping[str, Level] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()  # of the last session
    log: tuple[tuple[date, tuple[Reason, ...]], ...] = ()  # of each session of the last LOG_DAYS
    last_on: date | None = None  # the last session
    full_on: date | None = None  # the last one at full dose
    spread_on: date | None = None  # the last one that sent pain down a leg


START = Course()


def replay(
    profile: Profile, history: History, library: Library
) -> tuple[dict[str, Level], tuple[Reason, ...]]:
    """Levels from the whole past (`history.levels` is not read), and the reasons of the last session.

    Breaks cut levels on the way. Today's session counts with an unknown morning until tomorrow's score.
    """
    course = follow(profile, history, library)
    return dict(course.levels), course.reasons


def follow(profile: Profile, history: History, library: Library, since: Course = START) -> Course:
    """The course after all sessions later than those in `since`.

    A Course may be kept once the morning after its last session is over and as long as nothing up to
    then is corrected; following from START is always right.
    """
    course = since
    first = 0
    scores: pain.Scores = history.mornings
    if since.last_on is not None:
        first = bisect_right(history.sessions, since.last_on, key=lambda past: past.on)
        scores = pain.between(scores, since.last_on, date.max)
    after_that = dict(scores)
    for past in history.sessions[first:]:
        next_morning = after_that.get(past.on + timedelta(days=1))
        usual = pain.baseline(history.mornings, profile.usual_pain, past.on)
        course = _onward(course, past, next_morning, usual, library)
    return course


def _onward(
    course: Course, past: PastSession, next_morning: int | None, usual: int, library: Library
) -> Course:
    levels = course.levels
    if course.last_on is not None:
        levels, cut = levels_after_break(levels, (past.on - course.last_on).days)
        if cut is None and course.full_on is not None and past.kind in FULL_DOSE:
            levels, _ = levels_after_easy_days(levels, (past.on - course.full_on).days, library)
    again = course.spread_on is not None and (past.on - course.spread_on).days <= LEG_AGAIN_DAYS
    levels, reasons = after_session(levels, past, next_morning, usual, library, again)
    oldest = past.on - timedelta(days=LOG_DAYS)
    return Course(
        levels=levels,
        reasons=reasons,
        log=(*(entry for entry in course.log if entry[0] > oldest), (past.on, reasons)),
        last_on=past.on,
        full_on=past.on if past.kind in FULL_DOSE else course.full_on,
        spread_on=past.on if any(p.leg is Leg.PERIPHERAL for p in past.performed) else course.spread_on,
    )
