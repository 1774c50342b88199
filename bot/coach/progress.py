"""How it is going: weeks against their target, series for the chart, twelve weeks as a calendar, a summary.

The target is a week's, never a streak: rest days count, a missed day costs nothing, and days away
lower the target.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.coach import pain
from bot.coach.model import Category, History, Library, PastSession, Profile
from bot.coach.pain import Change

CALENDAR_WEEKS = 12
TOO_LITTLE = 0.5  # under half of the plan, two weeks running: a smaller plan, not more reminders

Away = Sequence[tuple[date, date]]
"""Away periods: first and last local date, both included."""


class Mark(StrEnum):
    """One day of the calendar."""

    DONE = "done"
    REST = "rest"  # not a chosen day
    OPEN = "open"  # a chosen day without a session
    AWAY = "away"
    TO_COME = "to-come"


@dataclass(frozen=True, slots=True)
class Week:
    """An ISO week: days with a session, and how many were chosen."""

    start: date  # Monday
    done: int
    target: int


@dataclass(frozen=True, slots=True)
class Series:
    """A chart's data, one entry a day, oldest first; None where nothing was told."""

    days: tuple[date, ...]
    mornings: tuple[int | None, ...]
    worst: tuple[int | None, ...]  # worst pain in the day's sessions
    sessions: tuple[bool, ...]
    trend: tuple[tuple[date, float], tuple[date, float]] | None  # of the mornings shown


@dataclass(frozen=True, slots=True)
class Summary:
    """What the words say. Means are of morning scores, None without any."""

    week: Week
    total: int  # days with a session, ever
    walked: int  # minutes of walking, cycling and the like this week
    mean_now: float | None  # the last seven days
    mean_first: float | None  # the first seven days with scores
    change: Change | None  # of the two; None while they overlap or are missing


def week_start(on: date) -> date:
    """The Monday of the ISO week."""
    return on - timedelta(days=on.weekday())


def days_done(sessions: Iterable[PastSession]) -> frozenset[date]:
    """Days with at least one set done; two sessions on a day are one."""
    return frozenset(past.on for past in sessions if any(p.done > 0 for p in past.performed))


def _away(on: date, away: Away) -> bool:
    return any(first <= on <= last for first, last in away)


def weeks(profile: Profile, history: History, today: date, count: int, away: Away = ()) -> tuple[Week, ...]:
    """The last `count` ISO weeks up to today's, oldest first."""
    done = days_done(history.sessions)
    starts = [week_start(today) - timedelta(weeks=n) for n in reversed(range(count))]
    return tuple(_week(start, done, profile.days, away) for start in starts)


def _week(start: date, done: frozenset[date], chosen: frozenset[int], away: Away) -> Week:
    days = [start + timedelta(days=n) for n in range(7)]
    target = sum(on.weekday() in chosen and not _away(on, away) for on in days)
    return Week(start, sum(on in done for on in days), target)


def calendar(
    profile: Profile, history: History, today: date, count: int = CALENDAR_WEEKS, away: Away = ()
) -> tuple[tuple[date, tuple[Mark, ...]], ...]:
    """Rows of (Monday, seven marks), oldest week first."""
    done = days_done(history.sessions)

    def mark(on: date) -> Mark:
        if on in done:
            return Mark.DONE
        if _away(on, away):
            return Mark.AWAY
        if on.weekday() not in profile.days:
            return Mark.REST
        return Mark.TO_COME if on >= today else Mark.OPEN

    starts = [week_start(today) - timedelta(weeks=n) for n in reversed(range(count))]
    return tuple((start, tuple(mark(start + timedelta(days=n)) for n in range(7))) for start in starts)


def series(history: History, today: date, days: int) -> Series:
    """The last `days` days, today included."""
    shown = tuple(today - timedelta(days=n) for n in reversed(range(days)))
    mornings = [(on, score) for on, score in history.mornings if shown[0] <= on <= today]
    scores = dict(mornings)
    worst: dict[date, int] = {}
    for past in history.sessions:
        if past.worst is not None:
            worst[past.on] = max(past.worst, worst.get(past.on, 0))
    done = days_done(history.sessions)
    return Series(
        days=shown,
        mornings=tuple(scores.get(on) for on in shown),
        worst=tuple(worst.get(on) for on in shown),
        sessions=tuple(on in done for on in shown),
        trend=pain.trend(mornings),
    )


def summary(profile: Profile, history: History, library: Library, today: date, away: Away = ()) -> Summary:
    """This week against its target, and the pain of the last seven days against the first seven."""
    (week,) = weeks(profile, history, today, 1, away)
    last_start = today - timedelta(days=6)
    first_start = history.mornings[0][0] if history.mornings else today
    now = pain.mean(history.mornings, last_start, 7)
    first = pain.mean(history.mornings, first_start, 7)
    apart = first_start + timedelta(days=7) <= last_start
    change = pain.change(first, now) if apart and first is not None and now is not None else None
    this_week = [past for past in history.sessions if past.on >= week.start]
    walked = walking_minutes(this_week, library)
    return Summary(week, len(days_done(history.sessions)), walked, now, first, change)


def walking_minutes(sessions: Iterable[PastSession], library: Library) -> int:
    """Minutes of aerobic exercise: as told, else as planned on its rung, times the fraction done."""
    seconds = 0.0
    for past in sessions:
        for did in past.performed:
            exercise = library.get(did.exercise)
            if exercise is None or exercise.category is not Category.AEROBIC:
                continue
            if did.minutes is not None:
                seconds += 60 * did.minutes
            else:
                rung = min(did.level, len(exercise.ladder) - 1)
                seconds += did.done * exercise.ladder[rung].seconds
    return round(seconds / 60)


def plan_too_big(past: Sequence[Week]) -> bool:
    """Under half of the target in each of the last two full weeks, oldest first: offer a smaller plan."""
    two = past[-2:]
    return len(two) == 2 and all(week.done < TOO_LITTLE * week.target for week in two)
