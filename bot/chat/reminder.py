"""The reminder: how the back is this morning, right on the message; the tap opens today's session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.chat import agenda, before, history, pain, safety, today
from bot.coach import calendar
from bot.store import pains
from bot.store.pains import Pain, PainKind
from bot.talk.act import Act, Feature, Flow, Question, Stale
from bot.talk.dialog import Form, Open
from bot.talk.questions import SCORES, only, typed_score
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


SNOOZES = {"30": timedelta(minutes=30), "120": timedelta(hours=2)}
EVENING = time(18)  # "this evening"


@dataclass(frozen=True, slots=True)
class Reminded(Form):
    """Which of the two asks: `reminder` or `later`."""

    kind: str = agenda.REMINDER


async def due(act: Act, due_at: datetime, kind: str = agenda.REMINDER) -> Screen | None:
    """The reminder of today, or None to stay silent."""
    if act.person.set_up_at is None or act.standing.alarms or not calendar.in_time(due_at, act.now):
        return None
    if act.standing.unanswered:
        return await safety.answer_first(act)
    day = await act.once(history.today)
    if day and (day.done or day.finished_at):
        return None
    return await act.begin("morning", Reminded(kind))


async def due_later(act: Act, due_at: datetime) -> Screen | None:
    """The second one, that the person asked for."""
    return await due(act, due_at, agenda.LATER)


async def ask(act: Act) -> Screen:
    """The question, drawn again any time today."""
    kind = act.form(Reminded).form.kind
    if today.rest_day(act):
        text = act.words("reminder.rest-day")
    else:
        session = await act.once(today.ahead)
        key = "reminder.later" if kind == agenda.LATER else "reminder.morning"
        count = sum(not today.is_aside(act, item) for item in session.items)
        exercises = act.words("reminder.exercises", n=count) if count else ""
        text = act.words(key, exercises=exercises, lasts=today.lasts(act, session))
        if not session.items:
            text = act.words("reminder.no-session")
    scores = rows((Button(score, Morning(act.today, int(score))) for score in SCORES), 6)
    return Screen(text, (*scores, _below(act, kind)))


def _below(act: Act, kind: str) -> Row:
    later = (Button(act.words("button.later"), Later(act.today, "ask")),)
    no = Button(act.words("button.not-today"), NotToday(act.today))
    return (no,) if kind == agenda.LATER else (*later, no)


async def left(act: Act, asked: Open[Form]) -> Screen:
    return await act.here()


async def scored(act: Act, press: Morning) -> Screen:
    """Stored once a day: the first answer is the morning's."""
    if press.on != act.today:
        raise Stale("stale.other-day")
    if press.score not in range(11) or act.person.set_up_at is None:
        raise Stale
    if not await act.store(pains.add_first, Pain(act.at, PainKind.MORNING, act.today, press.score)):
        raise Stale
    act.close("morning", "before")
    if screen := await today.not_now(act):
        return screen
    planned = any(day.on == act.today for day in await act.once(history.days))  # the plan needs all of them
    if (planned or today.rest_day(act)) and await pain.rises(act, press.score):
        return await pain.ask_cards(act, press.score)
    if planned:
        return await today.today(act)
    if today.rest_day(act):
        return Screen(act.words("reminder.rest-day-noted"), (today.open_row(act),))
    return await before.settle(act, press.score)


async def read(act: Act, text: str) -> Press | None:
    """A score, or when to ask again: "in 2 hours" is no score."""
    on = act.form(Reminded).on
    if when := exact(text, {when: act.words(f"reminder.when.{when}") for when in (*SNOOZES, "evening")}):
        return Later(on, when)
    score = typed_score(act, text)
    return None if score is None else Morning(on, int(only(score)))


async def later(act: Act, press: Later) -> Screen:
    """When to ask again; once a day."""
    if press.on != act.today:
        raise Stale("stale.other-day")
    if act.question != "morning" or act.form(Reminded).form.kind == agenda.LATER:
        raise Stale
    times = snoozes(act)
    if press.when == "ask":
        buttons = (Button(act.words(f"reminder.when.{when}"), Later(press.on, when)) for when in times)
        return Screen(act.words("reminder.when.text"), rows(buttons, 2), asks="morning")
    if press.when not in times:
        raise Stale
    await agenda.remind_at(act, times[press.when])
    act.close("morning")
    wall = times[press.when].astimezone(act.local.tzinfo).strftime("%H:%M")
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
    act.close("morning")
    return Screen(act.words("reminder.not-today"), (today.open_row(act),))


FEATURE = Feature(
    presses={Morning: scored, Later: later, NotToday: not_today},
    questions={"morning": Question(ask, read)},
    flows={
        "morning": Flow(("morning",), done=left, left=left, form=Reminded, called="morning", lasts=0),
    },
    dues={agenda.REMINDER: due, agenda.LATER: due_later},
)
