"""Progress is told by weeks, without guilt, and the same for eyes and ears."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.model import History, Kind, PastSession, Performed, Profile
from bot.coach.pain import Change
from bot.coach.progress import (
    Mark,
    Week,
    calendar,
    days_done,
    plan_too_big,
    series,
    summary,
    walking_minutes,
    weeks,
)
from tests.coach.library import ANNA, DAY, LIBRARY, MONDAY, performed
from tests.coach.people import histories, profiles

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


def test_days_away_lower_the_target() -> None:
    """Away from Tuesday to Thursday: two chosen days are left."""
    away = [(MONDAY + DAY, THURSDAY)]
    assert weeks(WORKDAYS, History(), THURSDAY, 1, away) == (Week(MONDAY, 0, 2),)


def test_a_session_without_a_set_done_is_none() -> None:
    """Opened and left."""
    opened = PastSession(MONDAY, Kind.PLANNED, (Performed("bridge", 0, 0.0),))
    assert days_done([opened]) == frozenset()


def test_twelve_weeks_as_a_calendar() -> None:
    """Done, rest, open, away and to come."""
    history = History(sessions=(did(0), did(1)))
    away = [(MONDAY + 4 * DAY, MONDAY + 5 * DAY)]
    rows = calendar(WORKDAYS, history, THURSDAY, away=away)
    assert len(rows) == 12
    assert rows[-1] == (
        MONDAY,
        (Mark.DONE, Mark.DONE, Mark.OPEN, Mark.REST, Mark.AWAY, Mark.AWAY, Mark.REST),
    )
    assert rows[0] == (MONDAY - 11 * WEEK, (Mark.OPEN, Mark.REST) * 2 + (Mark.OPEN, Mark.REST, Mark.REST))
    tomorrow = calendar(WORKDAYS, history, MONDAY, count=1)[0][1]
    assert tomorrow[4] is Mark.TO_COME


def test_the_series_of_a_chart() -> None:
    """One entry a day, gaps stay gaps, the worst of a day's sessions counts."""
    mornings = ((MONDAY - DAY, 5), (MONDAY, 4), (MONDAY + 2 * DAY, 2))
    history = History(mornings, (did(0, worst=3), did(0, worst=6), did(2, worst=None)))
    chart = series(history, THURSDAY, 4)
    assert chart.days == tuple(MONDAY + n * DAY for n in range(4))
    assert chart.mornings == (4, None, 2, None)
    assert chart.worst == (6, None, None, None)
    assert chart.sessions == (True, False, True, False)
    assert chart.trend is None
    assert series(history, THURSDAY, 5).trend is not None


def test_the_summary_compares_this_week_with_the_first() -> None:
    """Six was the mean at the start, four is now: better, and eighteen minutes walked."""
    mornings = tuple((MONDAY + n * DAY, 6 if n < 7 else 4) for n in range(21))
    walked = PastSession(
        MONDAY + 15 * DAY, Kind.PLANNED, (Performed("walk", 2, 1.0), Performed("bike", 0, 0.4))
    )
    told = summary(WORKDAYS, History(mornings, (did(0), walked)), LIBRARY, MONDAY + 20 * DAY)
    assert (told.mean_first, told.mean_now, told.change) == (6, 4, Change.BETTER)
    assert (told.week, told.total, told.walked) == (Week(MONDAY + 2 * WEEK, 1, 3), 2, 18)


def test_the_first_week_is_not_compared_with_itself() -> None:
    """Nothing to say yet."""
    mornings = tuple((MONDAY + n * DAY, 6) for n in range(7))
    assert summary(WORKDAYS, History(mornings), LIBRARY, MONDAY + 6 * DAY).change is None
    assert summary(WORKDAYS, History(), LIBRARY, MONDAY).mean_now is None


def test_walking_minutes_count_what_was_done() -> None:
    """Half a ten-minute walk is five minutes; bridges are none."""
    past = PastSession(MONDAY, Kind.PLANNED, (Performed("walk", 0, 0.5), Performed("bridge", 0, 1.0)))
    assert walking_minutes([past], LIBRARY) == 5


@pytest.mark.parametrize(
    ("done", "expected"), [((0, 1), True), ((1, 1), True), ((1, 2), False), ((1,), False), ((2, 0), False)]
)
def test_a_plan_that_is_too_big_is_noticed_after_two_weeks(done: tuple[int, ...], expected: bool) -> None:
    """Under half of three, twice."""
    assert plan_too_big([Week(MONDAY + n * WEEK, d, 3) for n, d in enumerate(done)]) is expected


def test_a_week_away_is_not_too_little() -> None:
    """No target, nothing missed."""
    assert not plan_too_big([Week(MONDAY, 0, 0), Week(MONDAY + WEEK, 0, 3)])


@given(profiles, histories(), st.integers(1, 20))
def test_weeks_calendar_and_series_agree(profile: Profile, history: History, count: int) -> None:
    """The picture and the words count the same days."""
    marks = [mark for _, row in calendar(profile, history, MONDAY + 6 * DAY, count) for mark in row]
    counted = weeks(profile, history, MONDAY + 6 * DAY, count)
    chart = series(history, MONDAY + 6 * DAY, 7 * count)
    assert marks.count(Mark.DONE) == sum(week.done for week in counted) == sum(chart.sessions)
