"""How it is going: weeks against their target.

The target is a week's, never a streak: rest days count, and a missed day costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.coach.model import History, PastSession, Profile

TOO_LITTLE = 0.5  # under half of the plan, two weeks running: a smaller plan, not more reminders


@dataclass(frozen=True, slots=True)
class Week:
    """An ISO week: days with a session, and how many were chosen."""

    start: date  # Monday
    done: int
    target: int


def week_start(on: date) -> date:
    """The Monday of the ISO week."""
    return on - timedelta(days=on.weekday())


def days_done(sessions: Iterable[PastSession]) -> frozenset[date]:
    """Days with at least one set done; two sessions on a day are one."""
    return frozenset(past.on for past in sessions if any(p.done > 0 for p in past.performed))


def weeks(profile: Profile, history: History, today: date, count: int) -> tuple[Week, ...]:
    """The last `count` ISO weeks up to today's, oldest first."""
    done = days_done(history.sessions)
    starts = [week_start(today) - timedelta(weeks=n) for n in reversed(range(count))]
    return tuple(_week(start, done, profile.days) for start in starts)


def _week(start: date, done: frozenset[date], chosen: frozenset[int]) -> Week:
    days = [start + timedelta(days=n) for n in range(7)]
    target = sum(on.weekday() in chosen for on in days)
    return Week(start, sum(on in done for on in days), target)


def plan_too_big(past: Sequence[Week]) -> bool:
    """Under half of the target in each of the last two full weeks, oldest first: offer a smaller plan."""
    two = past[-2:]
    return len(two) == 2 and all(week.done < TOO_LITTLE * week.target for week in two)
