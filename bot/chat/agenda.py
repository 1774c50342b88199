"""What the coach says on its own account and when: derived from the answers, beside what was asked for."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.coach import calendar, screening
from bot.store import agenda, sessions
from bot.talk.act import Act, utc

REMINDER = "reminder"  # derived
LATER = "later"  # asked for: once, at a time the person chose
EVENING = "evening"  # promised on a bad day
FOLLOW_UP = "follow-up"  # derived: has somebody looked at what locks, or at what the gentle set is for?
UNTIL_TOLD = date.max  # away for as long as they like
HARM = "harm"  # for the host: somebody reported severe harm


async def derive(act: Act, since: datetime | None = None) -> None:
    """Works out again what follows from the answers, whenever something it depends on changes.

    What the person asked for stays. `since`: a UTC instant before now finds a reminder that is due already.
    """
    at = await next_reminder(act, since or act.now)
    await agenda.put(act.tx, act.person.id, REMINDER, int(at.timestamp()) if at else None)
    await derive_follow_up(act)


async def derive_follow_up(act: Act, since: datetime | None = None) -> None:
    """`since`: a UTC instant after which to ask; left out, one that is due already stays due."""
    at = next_follow_up(act, since or act.now - calendar.GRACE)
    await agenda.put(act.tx, act.person.id, FOLLOW_UP, int(at.timestamp()) if at else None)


def next_follow_up(act: Act, after: datetime) -> datetime | None:
    """At their hour; who has not told one yet is asked at the hour of the day when it came up."""
    since = act.standing.since
    if since is None or act.standing.assessed or act.person.blocked_at is not None:
        return None
    zone = act.answers.zone or "UTC"
    came_up = utc(since).astimezone(ZoneInfo(zone))
    hour = act.answers.hour or came_up.time().replace(second=0, microsecond=0)
    first = calendar.local_date(after, zone)
    days = (screening.follow_up_day(came_up.date(), first + timedelta(days=more)) for more in (0, 1))
    return next((at for at in (calendar.instant(on, hour, zone) for on in days) if at > after), None)


async def next_reminder(act: Act, since: datetime) -> datetime | None:
    """The morning after a session is asked about on a rest day, too: no step up without it (rule A7)."""
    rhythm, back = act.answers.rhythm(), act.answers.away_until
    if rhythm is None or act.person.set_up_at is None or act.person.blocked_at is not None:
        return None
    if back == UNTIL_TOLD:
        return None
    if back is not None and back > act.today:
        since = max(since, calendar.instant(back, time.min, rhythm.zone) - timedelta(seconds=1))
    return calendar.next_reminder(rhythm, since, await mornings_after(act))


async def mornings_after(act: Act) -> frozenset[int]:
    """The weekdays that follow a session of yesterday or today."""
    near = [await sessions.day(act.tx, act.person.id, act.today - timedelta(days=ago)) for ago in (0, 1)]
    return frozenset((day.on.weekday() + 1) % 7 for day in near if day and day.done)


async def remind_at(act: Act, at: datetime) -> None:
    """Asked for: once more, at that time."""
    await agenda.put(act.tx, act.person.id, LATER, int(at.timestamp()))


async def ask_in_the_evening(act: Act, at: datetime) -> None:
    """Promised: how it is by then."""
    await agenda.put(act.tx, act.person.id, EVENING, int(at.timestamp()))


async def nothing_more(act: Act) -> None:
    """The person is away: nothing is sent until they are back."""
    await agenda.forget(act.tx, act.person.id)


async def tell_hosts(act: Act, nr: int) -> None:
    """That there is a report of severe harm: not what, and not whose. Every report is told."""
    for host in act.hosts:
        await agenda.put(act.tx, host, f"{HARM}:{nr}", act.at)


def kind_of(kind: str) -> str:
    """Of which kind something due is: "harm" of "harm:12"."""
    return kind.partition(":")[0]
