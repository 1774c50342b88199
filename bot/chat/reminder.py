"""The reminder: how the back is this morning, right on the message; the tap opens today's session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.chat import today
from bot.coach import calendar
from bot.coach.day import VERY_SORE
from bot.store import deliveries, pains, sessions
from bot.store.pains import Pain, PainKind
from bot.talk.act import Act, Feature, Question, Stale, utc
from bot.talk.questions import SCORES, typed_score
from bot.talk.read import exact
from bot.talk.screen import Button, Row, Screen, rows
from bot.talk.wire import Press, wire


@wire("mo")
@dataclass(frozen=True, slots=True)
class Morning(Press):
    """The score on the reminder."""

    on: date
    score: int


@wire("la")
@dataclass(frozen=True, slots=True)
class Later(Press):
    """Reminds again: `30` or `120` minutes, `evening`."""

    on: date
    when: str


@wire("no")
@dataclass(frozen=True, slots=True)
class NotToday(Press):
    on: date


REMINDER, LATER = "reminder", "later"
SNOOZES = {"30": timedelta(minutes=30), "120": timedelta(hours=2)}
EVENING = time(18)  # "this evening"


async def due(act: Act, due_at: int, kind: str) -> Screen | None:
    """The reminder of today, or None to stay silent."""
    if act.person.set_up_at is None or act.standing.alarms or not calendar.in_time(utc(due_at), act.now):
        return None
    day = await sessions.day(act.tx, act.person.id, act.today)
    if day and (day.done or day.finished_at):
        return None
    await act.ask("morning", on=str(act.today), kind=kind)
    return await ask(act)


async def ask(act: Act) -> Screen:
    """The question, drawn again any time today."""
    if act.dialog.draft.get("on") != str(act.today):
        return await left(act)
    if today.rest_day(act):
        text = act.words("reminder.rest-day")
    else:
        session = await today.planned(act, None)
        key = "reminder.morning" if act.dialog.draft.get("kind") != LATER else "reminder.later"
        text = act.words(key, n=today.minutes(act, session), exercises=len(session.items))
        if not session.items:
            text = act.words("reminder.no-session")
    scores = rows((Button(score, Morning(act.today, int(score))) for score in SCORES), 6)
    return Screen(text, (*scores, _below(act)))


def _below(act: Act) -> Row:
    later = (Button(act.words("button.later"), Later(act.today, "ask")),)
    no = Button(act.words("button.not-today"), NotToday(act.today))
    return (no,) if act.dialog.draft.get("kind") == LATER else (*later, no)


async def left(act: Act) -> Screen:
    await act.ask("")
    return await act.here()


async def scored(act: Act, press: Morning) -> Screen:
    """Stored once a day: the first answer is the morning's."""
    if press.on != act.today:
        raise Stale("stale.other-day")
    if press.score not in range(11) or act.person.set_up_at is None:
        raise Stale
    given = await pains.pains(act.tx, act.person.id)
    if any(each.on == act.today and each.kind is PainKind.MORNING for each in given):
        raise Stale
    await pains.replace_day(act.tx, act.person.id, Pain(act.at, PainKind.MORNING, act.today, press.score))
    if screen := await today.not_now(act):
        return screen
    if await sessions.day(act.tx, act.person.id, act.today):
        return await today.today(act)
    if today.rest_day(act) and press.score < VERY_SORE:
        await act.ask("")
        return Screen(act.words("reminder.rest-day-noted"), (today.open_row(act),))
    return await today.settle(act, press.score)


async def read(act: Act, text: str) -> Screen | None:
    """A score, or when to ask again: "in 2 hours" is no score."""
    on = date.fromisoformat(str(act.dialog.draft["on"]))
    if when := exact(text, {when: act.words(f"reminder.when.{when}") for when in (*SNOOZES, "evening")}):
        return await later(act, Later(on, when))
    score = typed_score(act, text)
    return None if score is None else await scored(act, Morning(on, int(*score)))


async def later(act: Act, press: Later) -> Screen:
    """When to ask again; once a day."""
    if press.on != act.today or act.dialog.question != "morning" or act.dialog.draft.get("kind") == LATER:
        raise Stale("stale.other-day" if press.on != act.today else "stale.moved-on")
    times = snoozes(act)
    if press.when == "ask":
        buttons = (Button(act.words(f"reminder.when.{when}"), Later(press.on, when)) for when in times)
        return Screen(act.words("reminder.when.text"), rows(buttons, 3))
    if press.when not in times:
        raise Stale
    at = times[press.when]
    await deliveries.set_due(act.tx, act.person.id, int(at.timestamp()), LATER)
    await act.ask("")
    wall = at.astimezone(act.local.tzinfo).strftime("%H:%M")
    return Screen(act.words("reminder.snoozed", time=wall), (today.open_row(act),))


def snoozes(act: Act) -> dict[str, datetime]:
    """When to ask again, while it is still today: tomorrow has a reminder of its own."""
    zone = act.answers.zone or "UTC"
    times = {name: act.now + wait for name, wait in SNOOZES.items()}
    evening = calendar.instant(act.today, EVENING, zone)
    if act.now < evening:
        times["evening"] = evening
    return {name: at for name, at in times.items() if calendar.local_date(at, zone) == act.today}


async def not_today(act: Act, press: NotToday) -> Screen:
    if press.on != act.today:
        raise Stale("stale.other-day")
    await act.ask("")
    return Screen(act.words("reminder.not-today"), (today.open_row(act),))


FEATURE = Feature(
    presses={Morning: scored, Later: later, NotToday: not_today},
    questions={"morning": Question(ask, read)},
)
