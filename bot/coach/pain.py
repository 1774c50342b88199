"""What pain scores mean: the usual level, the band of a session, the next morning, trends and changes.

Thresholds are design judgements built on the sources beside them (docs/coaching.md), not a validated tool.
Scores are 0 to 10; lists of scores are (local date, score), oldest first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations
from statistics import fmean, median, median_low

Scores = Sequence[tuple[date, int]]

BASELINE_SCORES = 7  # B: median of the last seven
BASELINE_MIN = 5  # [J] until so many mornings are known, the usual pain that was told stands in
BASELINE_DAYS = 14  # [J] older scores are of another time: G9 re-baselines after 15 days
SORE = 4  # G6, G7
ABOVE_USUAL = 2  # G6, G7: points above B; ≤2 above baseline is tolerable (Smith 2019 [36])
CAP_LOW, CAP_HIGH = 5, 7  # up to 5 of 10 is allowed (Silbernagel [34]; lay bands [35])
RED_WORST, RED_RISE = 6, 3
GREEN_WORST, GREEN_ANYWAY, GREEN_RISE = 5, 3, 1
SETTLED, FLARE = 1, 3  # Δ the next morning
CHANGE_POINTS, CHANGE_SHARE = 2, 0.3  # meaningful change (Ostelo 2008 [26])
CREEP_POINTS, CREEP_WEEKS = 2, 4  # a week's mean against that of four weeks ago
CREEP_MIN = 3  # [J] scores a week needs to have a mean
RUN_DAYS = 42  # [J] a soreness older than six weeks has become the usual


class Band(StrEnum):
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Morning(StrEnum):
    """The morning after a session."""

    SETTLED = "settled"
    RAISED = "raised"
    FLARE = "flare"
    UNKNOWN = "unknown"


class Change(StrEnum):
    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


def between(scores: Scores, first: date, end: date) -> Scores:
    """Scores from `first` up to, not including, `end`; a long past costs nothing."""
    return scores[bisect_left(scores, (first, -1)) : bisect_left(scores, (end, -1))]


def baseline(mornings: Scores, usual: int, today: date) -> int:
    """B: the median of the last seven morning scores before `today`; with too few, the usual pain told."""
    recent = between(mornings, today - timedelta(days=BASELINE_DAYS), today)[-BASELINE_SCORES:]
    return median_low(score for _, score in recent) if _has_baseline(mornings, today) else usual


def _has_baseline(mornings: Scores, today: date) -> bool:
    return len(between(mornings, today - timedelta(days=BASELINE_DAYS), today)) >= BASELINE_MIN


def cap(usual: int) -> int:
    """The worst pain still allowed in a session, given B."""
    return min(CAP_HIGH, max(CAP_LOW, usual + ABOVE_USUAL))


def band(before: int, worst: int, usual: int) -> Band:
    """The traffic light of a session from P0, P1 and B."""
    if worst > cap(usual) or (worst >= RED_WORST and worst - before >= RED_RISE):
        return Band.RED
    if worst <= GREEN_WORST and (worst <= GREEN_ANYWAY or worst - before <= GREEN_RISE):
        return Band.GREEN
    return Band.AMBER


def rise(before: int | None, next_morning: int | None, usual: int) -> int | None:
    """Δ: points of the next morning above the worse of P0 and B; None without a score."""
    return None if next_morning is None else next_morning - max(usual, before or 0)


def morning(points: int | None) -> Morning:
    """What Δ says."""
    if points is None:
        return Morning.UNKNOWN
    if points <= SETTLED:
        return Morning.SETTLED
    return Morning.FLARE if points >= FLARE else Morning.RAISED


def soreness(mornings: Scores, usual: int, today: date, score: int) -> tuple[int, int]:
    """(days, points): how long it has been sorer than usual, today included, and by how much now.

    (0, 0) when today is not. "Usual" is B from before the run began, since a rolling median would
    call a long flare normal after four days. Days before there was a B are judged by the first there is.
    """
    scores = (*between(mornings, today - timedelta(days=RUN_DAYS), today), (today, score))
    first = next((on for on, _ in scores if _has_baseline(mornings, on)), today)
    start: date | None = None
    usual_then = usual
    for on, s in scores:
        if start is None:
            usual_then = baseline(mornings, usual, max(on, first)) if s >= SORE else usual_then
        sore = s >= SORE and s >= usual_then + ABOVE_USUAL
        start = (start or on) if sore else None
    return (0, 0) if start is None else ((today - start).days + 1, score - usual_then)


def change(then: float, now: float) -> Change:
    """Whether two scores differ meaningfully: by 2 points or 30 % of the first."""
    if now == then or (abs(now - then) < CHANGE_POINTS and abs(now - then) < CHANGE_SHARE * then):
        return Change.SAME
    return Change.BETTER if now < then else Change.WORSE


def mean(scores: Scores, first: date, days: int, least: int = 1) -> float | None:
    """The mean of the scores of `days` days from `first`; None with fewer than `least`."""
    found = [score for _, score in between(scores, first, first + timedelta(days=days))]
    return fmean(found) if len(found) >= least else None


def creeping_up(mornings: Scores, today: date) -> bool:
    """The last seven days are two points worse than those of four weeks ago: B must not drift silently."""
    week_start = today - timedelta(days=6)
    now = mean(mornings, week_start, 7, CREEP_MIN)
    if now is None or now < CREEP_POINTS:
        return False
    then = mean(mornings, week_start - timedelta(weeks=CREEP_WEEKS), 7, CREEP_MIN)
    return then is not None and now - then >= CREEP_POINTS


def trend(scores: Scores) -> tuple[tuple[date, float], tuple[date, float]] | None:
    """The two ends of the trend line (Theil–Sen: one bad day does not tilt it); None below three days."""
    if len(scores) < 3:
        return None
    origin = scores[0][0]
    points = [((on - origin).days, score) for on, score in scores]
    slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in combinations(points, 2) if x2 != x1]
    slope = median(slopes) if slopes else 0.0
    level = median(y - slope * x for x, y in points)
    ends = (points[0][0], points[-1][0])
    first, last = (min(10.0, max(0.0, level + slope * x)) for x in ends)
    return (origin, first), (scores[-1][0], last)
