"""Wall time, weekdays and zones: local dates, the instant of a wall time, and the next reminder."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.coach.model import Rhythm

GRACE = timedelta(hours=2)
"""A reminder missed while the bot was down is still sent this much later; after that it would only nag."""


def local_date(now: datetime, zone: str) -> date:
    """The date on the wall where the person is; `now` is aware, `zone` an IANA name."""
    return now.astimezone(ZoneInfo(zone)).date()


def instant(on: date, at: time, zone: str) -> datetime:
    """The UTC instant of a wall time.

    A wall time that does not exist (clocks go forward) is moved forward by the gap; one that comes
    twice (clocks go back) means the first. Raises ZoneInfoNotFoundError for an unknown zone.
    """
    return datetime.combine(on, at.replace(fold=0), ZoneInfo(zone)).astimezone(UTC)


def next_reminder(rhythm: Rhythm, after: datetime, also: frozenset[int] = frozenset()) -> datetime | None:
    """The first reminder strictly after `after` (aware), as a UTC instant; None without chosen days.

    `also`: further weekdays, 0 Monday to 6 Sunday, that are asked about.
    """
    # From yesterday, since a zone may skip a whole date; nine days, since today's may be over.
    first = local_date(after, rhythm.zone) - timedelta(days=1)
    dates = (first + timedelta(days=n) for n in range(9))
    due = (instant(on, rhythm.hour, rhythm.zone) for on in dates if on.weekday() in rhythm.days | also)
    return next((at for at in due if at > after), None)


def in_time(due: datetime, now: datetime) -> bool:
    """Whether a due reminder may still be sent."""
    return timedelta(0) <= now - due <= GRACE
