"""Progress is told by weeks, without guilt, and the same for eyes and ears."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.coach.model import History, Kind, PastSession, Performed
from bot.coach.progress import (
    Week,
    days_done,
    plan_too_big,
    weeks,
)
from tests.coach.library import ANNA, DAY, MONDAY, performed

WORKDAYS = replace(ANNA, days=frozenset({0, 2, 4}))
THURSDAY = MONDAY + 3 * DAY
WEEK = timedelta(weeks=1)


def did(n: int, *slugs: str, worst: int | None = 2) -> PastSession:
    """A session n days after Monday."""
    return PastSession(MONDAY + n * DAY, Kind.PLANNED, performed(*(slugs or ("bridge",))), 2, worst)


def test_a_week_counts_days_not_sessions_and_is_not_a_streak() -> None:
    """Two sessions on Monday are one; last week's gap changes nothing."""
    history = History(sessions=(did(-7), did(0), did(0), did(1)))
    assert weeks(WORKDAYS, history, THURSDAY, 2) == (Week(MONDAY - WEEK, 1, 3), Week(MONDAY, 2, 3))


def test_a_session_without_a_set_done_is_none() -> None:
    """Opened and left."""
    opened = PastSession(MONDAY, Kind.PLANNED, (Performed("bridge", 0, 0.0),))
    assert days_done([opened]) == frozenset()
    begun = PastSession(MONDAY, Kind.PLANNED, (*opened.performed, Performed("brace", 0, 0.3)))
    assert days_done([begun]) == {MONDAY}


@pytest.mark.parametrize(
    ("done", "expected"),
    [((0, 1), True), ((1, 1), True), ((1, 2), False), ((1,), False), ((2, 0), False), ((3, 1, 1), True)],
)
def test_a_plan_that_is_too_big_is_noticed_after_two_weeks(done: tuple[int, ...], expected: bool) -> None:
    """Under half of three, twice."""
    assert plan_too_big([Week(MONDAY + n * WEEK, d, 3) for n, d in enumerate(done)]) is expected


def test_half_of_the_plan_is_enough() -> None:
    """Two of four days."""
    assert not plan_too_big([Week(MONDAY + n * WEEK, 2, 4) for n in range(2)])
    assert plan_too_big([Week(MONDAY + n * WEEK, 1, 4) for n in range(2)])


def test_weeks_begin_on_monday_and_end_on_sunday() -> None:
    """Today's is the last one, whatever its day."""
    history = History(sessions=(did(-1), did(0), did(6), did(7)))
    for today in (MONDAY, MONDAY + 6 * DAY):
        assert weeks(ANNA, history, today, 2) == (Week(MONDAY - WEEK, 1, 7), Week(MONDAY, 2, 7))


def test_a_week_without_a_target_is_not_too_little() -> None:
    """No target, nothing missed."""
    assert not plan_too_big([Week(MONDAY, 0, 0), Week(MONDAY + WEEK, 0, 3)])
