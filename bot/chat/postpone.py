"""Another time, by words or by a tap: once more today, every day at another hour, quiet for a while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.chat import agenda, profile, reminder, settings, today
from bot.chat.settings import Edit
from bot.coach import calendar
from bot.talk import read
from bot.talk.act import Act, Feature, Stale
from bot.talk.buttons import Go
from bot.talk.questions import Choice, Values, asked, fixed, only
from bot.talk.screen import Button, Row, Screen, rows
from bot.talk.understand import Meaning
from bot.talk.wire import Press, wire


@wire("ri")
@dataclass(frozen=True, slots=True)
class RemindAt(Press):
    """Once more, on that day at that time of theirs: "18:30"."""

    on: date
    at: str


QUIET = ("3", "7", "14", "28")  # days without a reminder
BACK, ALWAYS = "back", "until-told"
LONGEST_WAIT = 7 * 24 * 60  # minutes from now that a reminder may be asked for
FARTHEST = 60  # days ahead that somebody may ask to be left alone by a word


# Once more


async def later(act: Act, meant: Meaning) -> Screen:
    """In so many minutes, at a time, or when they choose."""
    if meant.at is not None:
        return await remind(act, at_wall(act, meant.at))
    if meant.minutes and meant.minutes <= LONGEST_WAIT:
        return await remind(act, act.now + timedelta(minutes=meant.minutes))
    return await choose(act)


async def choose(act: Act) -> Screen:
    """The times that are left today."""
    zone = act.local.tzinfo
    buttons = [
        Button(act.words(f"reminder.when.{name}"), RemindAt(wall.date(), wall.strftime("%H:%M")))
        for name, at in reminder.snoozes(act).items()
        for wall in [at.astimezone(zone)]
    ]
    key = "wish.later" if buttons else "wish.too-late"
    return Screen(act.words(key), (*rows(buttons, 2), today.open_row(act)))


def at_wall(act: Act, at: time) -> datetime:
    """The next time that their clock shows it."""
    zone = act.answers.zone or "UTC"
    first = calendar.instant(act.today, at, zone)
    return first if first > act.now else calendar.instant(act.today + timedelta(days=1), at, zone)


async def tapped(act: Act, press: RemindAt) -> Screen:
    try:
        at = calendar.instant(press.on, time.fromisoformat(press.at), act.answers.zone or "UTC")
    except ValueError:
        raise Stale from None
    if act.person.set_up_at is None or at <= act.now:
        raise Stale("stale.other-day")
    return await remind(act, at)


async def remind(act: Act, at: datetime) -> Screen:
    """Kept, said back, and one tap from another time."""
    await agenda.remind_at(act, at)
    act.close("morning")
    wall = at.astimezone(act.local.tzinfo)
    key = "wish.remind-today" if wall.date() == act.today else "wish.remind-on"
    text = act.words(key, time=wall.strftime("%H:%M"), day=act.day_name(wall.date()))
    return Screen(text, (change(act, Go("later")), today.open_row(act)))


# Every day


async def change_hour(act: Act, meant: Meaning) -> Screen:
    if meant.at is None:
        return await settings.edit(act, Edit("hour"))
    await act.save_answers(hour=meant.at)
    await agenda.derive(act)
    text = act.words("wish.hour", time=meant.at.strftime("%H:%M"))
    return Screen(text, (change(act, Edit("hour")), today.open_row(act)))


# Quiet


async def away(act: Act, meant: Meaning) -> Screen:
    """Until the day that is told, for so many days, or for as many as they choose."""
    until = told_until(act, meant.text)
    if until is None and meant.days is not None and 0 < meant.days <= FARTHEST:
        until = act.today + timedelta(days=meant.days)
    if until is None:
        return await settings.edit(act, Edit("away"))
    await save(act, until)
    return Screen(
        act.words("wish.away", until=settings.away_text(act)),
        (change(act, Edit("away")), today.open_row(act)),
    )


def told_until(act: Act, text: str) -> date | None:
    """The next such day: "till Friday", "until the 3rd"."""
    ahead = [act.today + timedelta(days=days) for days in range(1, 32)]
    words = act.words.lines("typed.until")
    weekday = read.weekday_after(text, words, profile.day_names(act).values())
    if weekday is not None:
        return next(day for day in ahead if day.weekday() == weekday)
    nr = read.day_after(text, words, act.words.lines("typed.ordinal"))
    return next((day for day in ahead if day.day == nr), None)


async def back(act: Act, meant: Meaning) -> Screen:
    """The pause is over."""
    if act.answers.away_until is not None:
        await save(act, None)
    return await act.here()


async def save(act: Act, until: date | None) -> None:
    await act.save_answers(away_until=until)
    await agenda.derive(act)


async def chosen(act: Act, values: Values) -> None:
    value = only(values)
    if value == BACK:
        await save(act, None)
    elif value == ALWAYS:
        await save(act, agenda.UNTIL_TOLD)
    else:
        await save(act, act.today + timedelta(days=int(value)))


def change(act: Act, to: Press) -> Row:
    """What was stored from words can be changed."""
    return (Button(act.words("button.change"), to),)


async def place(act: Act) -> Screen:
    if act.person.set_up_at is None:
        return await act.here()
    return await choose(act)


CHOICES = (Choice("away", values=fixed(*QUIET, ALWAYS, BACK), save=chosen, columns=2),)
FEATURE = Feature(places={"later": place}, presses={RemindAt: tapped}, questions=asked(CHOICES))
