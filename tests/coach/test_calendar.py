"""Reminders come at the hour on the person's wall, whatever governments do to clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.calendar import GRACE, in_time, instant, local_date, next_reminder
from bot.coach.model import Rhythm

ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "America/Santiago",
    "Asia/Beirut",
    "Antarctica/Troll",
)
zones = st.sampled_from(ZONES)
hours = st.times().map(lambda t: t.replace(second=0, microsecond=0))
START = datetime(2010, 1, 1, tzinfo=UTC)
moments = st.integers(0, 30 * 365 * 86_400).map(lambda seconds: START + timedelta(seconds=seconds))
rhythms = st.builds(Rhythm, hours, st.frozensets(st.integers(0, 6), min_size=1), zones)

GOLDEN = [
    ("an ordinary day", date(2027, 3, 10), time(7, 30), "Europe/Berlin", "2027-03-10T06:30"),
    ("02:30 comes twice: the first", date(2027, 10, 31), time(2, 30), "Europe/Berlin", "2027-10-31T00:30"),
    ("02:30 never comes: 03:30", date(2027, 3, 28), time(2, 30), "Europe/Berlin", "2027-03-28T01:30"),
    ("midnight is skipped: 01:15", date(2027, 4, 30), time(0, 15), "Africa/Cairo", "2027-04-29T22:15"),
    ("a half-hour zone", date(2027, 6, 1), time(6, 0), "Asia/Kolkata", "2027-06-01T00:30"),
    ("a whole date is skipped", date(2011, 12, 30), time(9, 0), "Pacific/Apia", "2011-12-30T19:00"),
]


@pytest.mark.parametrize(("on", "at", "zone", "utc"), [g[1:] for g in GOLDEN], ids=[g[0] for g in GOLDEN])
def test_the_instant_of_a_wall_time(on: date, at: time, zone: str, utc: str) -> None:
    """Gaps move forward, doubled hours mean the first."""
    assert instant(on, at, zone) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_a_reminder_in_the_doubled_hour_comes_once() -> None:
    """Berlin, 31 October 2027, 02:30: the second 02:30 is not another reminder."""
    daily = Rhythm(time(2, 30), frozenset(range(7)), "Europe/Berlin")
    first = next_reminder(daily, datetime(2027, 10, 30, 12, tzinfo=UTC))
    assert first == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert next_reminder(daily, first) == datetime(2027, 11, 1, 1, 30, tzinfo=UTC)


MONDAYS = Rhythm(time(8), frozenset({0}), "UTC")
WEEKLY = [
    ("today", MONDAYS, "2027-06-07T07:59", "2027-06-07T08:00"),
    ("today's is over: in a week", MONDAYS, "2027-06-07T08:00", "2027-06-14T08:00"),
    (
        "the whole Friday is skipped: on Saturday",
        Rhythm(time(9), frozenset({4}), "Pacific/Apia"),
        "2011-12-30T18:00",
        "2011-12-30T19:00",
    ),
]


@pytest.mark.parametrize(("rhythm", "after", "due"), [w[1:] for w in WEEKLY], ids=[w[0] for w in WEEKLY])
def test_a_weekly_reminder_is_neither_lost_nor_early(rhythm: Rhythm, after: str, due: str) -> None:
    utc = [datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (after, due)]
    assert next_reminder(rhythm, utc[0]) == utc[1]


def test_the_local_date_is_the_persons() -> None:
    """Noon in London is already tomorrow on Kiritimati."""
    noon = datetime(2027, 6, 1, 12, tzinfo=UTC)
    assert local_date(noon, "Pacific/Kiritimati") == date(2027, 6, 2)
    assert local_date(noon, "Pacific/Pago_Pago") == date(2027, 6, 1)


@given(rhythms, moments)
def test_the_next_reminder_is_later_and_within_a_week(rhythm: Rhythm, after: datetime) -> None:
    """Never now or in the past, never further than a week and a clock change."""
    due = next_reminder(rhythm, after)
    assert due is not None
    assert after < due <= after + timedelta(days=7, hours=25)


@given(rhythms, moments)
def test_the_next_reminder_shows_the_chosen_hour_on_a_chosen_day(rhythm: Rhythm, after: datetime) -> None:
    """The wall shows the chosen time on a chosen weekday, unless that time does not exist there."""
    due = next_reminder(rhythm, after)
    assert due is not None
    wall = due.astimezone(ZoneInfo(rhythm.zone))
    dates = (wall.date(), wall.date() - timedelta(days=1))
    on = next(d for d in dates if d.weekday() in rhythm.days and instant(d, rhythm.hour, rhythm.zone) == due)
    before = (due - timedelta(days=1)).astimezone(wall.tzinfo).utcoffset()
    gap = before != wall.utcoffset() and wall.replace(tzinfo=None) > datetime.combine(on, rhythm.hour)
    assert gap or wall.replace(tzinfo=None, fold=0) == datetime.combine(on, rhythm.hour)


@given(rhythms, moments)
def test_every_chosen_date_has_one_reminder_and_no_other_date_has_any(
    rhythm: Rhythm, after: datetime
) -> None:
    """Following the chain for three weeks meets each chosen local date exactly once."""
    met = []
    due = next_reminder(rhythm, after)
    while due is not None and due < after + timedelta(days=21):
        met.append(due)
        due = next_reminder(rhythm, due)
    start = local_date(after, rhythm.zone) - timedelta(days=1)
    dates = (start + timedelta(days=n) for n in range(24))
    expected = {instant(on, rhythm.hour, rhythm.zone) for on in dates if on.weekday() in rhythm.days}
    assert met == sorted(at for at in expected if after < at < after + timedelta(days=21))


@given(rhythms, moments, st.frozensets(st.integers(0, 6)))
def test_other_days_are_asked_about_too(rhythm: Rhythm, after: datetime, also: frozenset[int]) -> None:
    """The morning after a session counts, whatever the rhythm."""
    assert next_reminder(rhythm, after, also) == next_reminder(
        replace(rhythm, days=rhythm.days | also), after
    )


def test_no_days_means_no_reminder() -> None:
    """Someone who chose no day is left alone."""
    assert next_reminder(Rhythm(time(8), frozenset(), "UTC"), datetime(2027, 1, 1, tzinfo=UTC)) is None


def test_an_unknown_zone_is_an_error() -> None:
    """A typing mistake does not silently become UTC."""
    with pytest.raises(ZoneInfoNotFoundError):
        instant(date(2027, 1, 1), time(8), "Europe/Atlantis")


def test_a_missed_reminder_is_still_sent_for_two_hours() -> None:
    """Not early, not once it would only nag."""
    assert timedelta(hours=2) == GRACE
    due = datetime(2027, 1, 1, 7, tzinfo=UTC)
    assert [in_time(due, due + late) for late in (-timedelta(seconds=1), timedelta(0), GRACE)] == [
        False,
        True,
        True,
    ]
    assert not in_time(due, due + GRACE + timedelta(seconds=1))
