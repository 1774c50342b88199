"""What the coach says on its own account and when: derived from the answers, beside what was asked for."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.coach import calendar
from bot.store import agenda, sessions
from bot.talk.act import Act

REMINDER = "reminder"  # derived
LATER = "later"  # asked for: once, at a time the person chose
HARM = "harm"  # for the host: somebody reported severe harm


async def derive(act: Act, since: datetime | None = None) -> None:
    """Works out again what follows from the answers, whenever something it depends on changes.

    What the person asked for stays. `since`: a UTC instant before now finds a reminder that is due already.
    """
    at = await next_reminder(act, since or act.now)
    await agenda.put(act.tx, act.person.id, REMINDER, int(at.timestamp()) if at else None)


async def next_reminder(act: Act, since: datetime) -> datetime | None:
    """The morning after a session is asked about on a rest day, too: no step up without it (rule A7)."""
    rhythm = act.answers.rhythm()
    if rhythm is None or act.person.set_up_at is None or act.person.blocked_at is not None:
        return None
    return calendar.next_reminder(rhythm, since, await mornings_after(act))


async def mornings_after(act: Act) -> frozenset[int]:
    """The weekdays that follow a session of yesterday or today."""
    near = [await sessions.day(act.tx, act.person.id, act.today - timedelta(days=ago)) for ago in (0, 1)]
    return frozenset((day.on.weekday() + 1) % 7 for day in near if day and day.done)


async def remind_at(act: Act, at: datetime) -> None:
    """Asked for: once more, at that time."""
    await agenda.put(act.tx, act.person.id, LATER, int(at.timestamp()))


async def nothing_more(act: Act) -> None:
    """The person is away: nothing is sent until they are back."""
    await agenda.forget(act.tx, act.person.id)


async def tell_hosts(act: Act) -> None:
    """That there is a report of severe harm: not what, and not whose."""
    for host in act.hosts:
        await agenda.put(act.tx, host, HARM, act.at)
