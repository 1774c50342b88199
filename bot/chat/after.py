"""After the last exercise: worst pain, how hard it was, the leg; then what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from html import escape

from bot.chat import history, learn, safety, start
from bot.chat.exercise import reason_text
from bot.coach import outcomes, pain, weekly
from bot.coach.model import Difficulty, Leg, Reason, Why
from bot.coach.screening import Event, Fact, Flag
from bot.store import pains, people, sessions
from bot.store.pains import Pain, PainKind
from bot.store.people import Activity
from bot.store.sessions import Day
from bot.talk.act import Act, Feature, Flow, Stale, utc
from bot.talk.buttons import Go
from bot.talk.questions import SCORES, Choice, Values, asked, fixed, number_label, only, typed_score
from bot.talk.screen import Button, Screen
from bot.talk.wire import Press, wire


@wire("lw")
@dataclass(frozen=True, slots=True)
class Lighter(Press):
    """Yes to a lighter week."""


LIGHTER_WEEK = timedelta(days=6)  # today is its first day


async def begin(act: Act, day: Day) -> Screen:
    """The questions, when something was done; else the day is simply closed."""
    if day.done:
        return await act.begin("after", on=str(day.on), **await due_today(act))
    await close(act, day)
    return await act.routes.commands["today"](act)


async def due_today(act: Act) -> dict[str, object]:
    """What is asked once a week, and every four weeks: the average pain, and the own activities."""
    given = history.averages(await pains.pains(act.tx, act.person.id))
    started = utc(act.person.set_up_at or act.at).date()
    return {
        "average": outcomes.average_due(given, started, act.today),
        "rate": list(outcomes.activities_due(await history.ratings(act), act.today)),
    }


async def close(act: Act, day: Day) -> Day:
    closed = replace(day, finished_at=act.at)
    await sessions.close(act.tx, act.person.id, closed)
    await start.schedule(act)
    await act.ask("")
    return closed


async def open_day(act: Act) -> Day:
    """The session the questions are about; answering them the next day is fine."""
    on = act.dialog.draft.get("on")
    day = await sessions.day(act.tx, act.person.id, date.fromisoformat(str(on))) if on else None
    if day is None or day.finished_at is not None:
        await act.ask("")
        raise Stale("stale.finished")
    return day


async def save_worst(act: Act, values: Values) -> None:
    day = await open_day(act)
    await pains.replace_day(act.tx, act.person.id, Pain(act.at, PainKind.WORST, day.on, int(only(values))))


async def save_difficulty(act: Act, values: Values) -> None:
    day = await open_day(act)
    await sessions.close(act.tx, act.person.id, replace(day, difficulty=Difficulty(only(values))))


async def save_leg(act: Act, values: Values) -> None:
    day = await open_day(act)
    await sessions.close(act.tx, act.person.id, replace(day, leg=Leg(only(values))))


async def save_week(act: Act, values: Values) -> None:
    day = await open_day(act)
    await pains.replace_day(act.tx, act.person.id, Pain(act.at, PainKind.WEEK, day.on, int(only(values))))


def to_rate(act: Act) -> list[str]:
    names = act.dialog.draft.get("rate")
    return list(map(str, names)) if isinstance(names, list) else []


async def save_rating(act: Act, values: Values) -> Screen | None:
    """One own activity after the other."""
    name, *rest = to_rate(act)
    every = await people.activities(act.tx, act.person.id)
    slot = next(each.slot for each in every if each.name == name)
    await people.save_activity(act.tx, act.person.id, Activity(slot, act.today, name, int(only(values))))
    act.dialog.draft["rate"] = rest
    return await act.open("rate", **act.dialog.draft) if rest else None


def rate_text(act: Act, ticked: Values) -> str:
    return act.words("ask.rate.text", activity=escape(next(iter(to_rate(act)), "")))


def leg_matters(act: Act) -> bool:
    return act.answers.profile().leg


async def finished(act: Act) -> Screen:
    """Thanks, what tomorrow's score will decide, once a week a look back, and one kind line."""
    of_week = bool(act.dialog.draft.get("average"))
    day = await close(act, await open_day(act))
    if day.leg is Leg.NUMB_WEAK:
        await act.screened(Event(act.at, Fact.NOTED, frozenset({Flag.ONE_LEG_WEAK})))
    if act.standing.locked:
        return safety.lock_screen(act)
    given = await pains.pains(act.tx, act.person.id)
    worst = next((p.score for p in reversed(given) if p.on == day.on and p.kind is PainKind.WORST), None)
    every = await sessions.days(act.tx, act.person.id)
    words = act.words
    text = words(
        "after.done",
        outlook=words(f"after.outlook.{outlook(act, day, given, worst)}"),
        kind=words.lines("after.kind")[len(every) % len(words.lines("after.kind"))],
        total=words("after.total", n=sum(1 for each in every if each.done)),
    )
    looking_back = await look_back(act, given) if of_week else ()
    text += "".join("\n\n" + reason_text(act, reason) for reason in looking_back)
    lighter = tuple(
        Button(words("button.lighter"), Lighter(), "primary")
        for reason in looking_back
        if reason.why is Why.OFFER_LIGHTER
    )
    ways = (
        Button(words("button.progress"), Go("progress")),
        Button(words("button.settings"), Go("settings")),
    )
    offer = await learn.offer(act)
    wrong = (Button(words("button.problem"), Go("problem")),)
    return Screen(text, tuple(row for row in (lighter, offer, ways, wrong) if row))


async def look_back(act: Act, given: tuple[Pain, ...]) -> tuple[Reason, ...]:
    """The rules of the week: what they found is said."""
    past, course = await history.learnt(act)
    return weekly.judge(
        await history.profile(act),
        past,
        course,
        act.today,
        await history.ratings(act),
        history.averages(given),
    )


async def lighter(act: Act, press: Lighter) -> Screen:
    """Yes to a week of half the volume, while it is on offer."""
    if act.person.set_up_at is None:
        raise Stale
    offered = await look_back(act, await pains.pains(act.tx, act.person.id))
    if all(reason.why is not Why.OFFER_LIGHTER for reason in offered):
        raise Stale
    await people.save_lighter(act.tx, act.person.id, act.today + LIGHTER_WEEK)
    return Screen(act.words("after.lighter"), ((Button(act.words("button.go-on"), Go("here"), "primary"),),))


def outlook(act: Act, day: Day, given: tuple[Pain, ...], worst: int | None) -> str:
    """What the answers mean for next time, as far as it is known tonight."""
    if worst is None:
        return "unknown"
    resting = [p for p in given if p.on == day.on and p.kind in (PainKind.MORNING, PainKind.BEFORE)]
    usual = act.answers.usual_pain or 0
    before = resting[-1].score if resting else usual
    colour = pain.band(before, worst, pain.baseline(history.mornings(given), usual, day.on))
    if colour is pain.Band.RED:
        return "easier"
    if day.difficulty is Difficulty.COULD_NOT:
        return "easier"
    if colour is pain.Band.AMBER or day.difficulty is Difficulty.HARD:
        return "same"
    return "good"


async def left(act: Act) -> Screen:
    """Back on the first question: into the session again."""
    await act.ask("")
    return await act.routes.commands["today"](act)


CHOICES = (
    Choice("worst", values=fixed(*SCORES), save=save_worst, columns=6, label=number_label, typed=typed_score),
    Choice("difficulty", values=fixed(*map(str, Difficulty)), save=save_difficulty, columns=2),
    Choice("leg", values=fixed(*map(str, Leg)), save=save_leg, applies=leg_matters),
    Choice(
        "week",
        values=fixed(*SCORES),
        save=save_week,
        columns=6,
        label=number_label,
        typed=typed_score,
        applies=lambda act: bool(act.dialog.draft.get("average")),
    ),
    Choice(
        "rate",
        values=fixed(*SCORES),
        save=save_rating,
        columns=6,
        label=number_label,
        text=rate_text,
        typed=typed_score,
        applies=lambda act: bool(to_rate(act)),
    ),
)

FEATURE = Feature(
    presses={Lighter: lighter},
    questions=asked(CHOICES),
    flows={"after": Flow(("worst", "difficulty", "leg", "week", "rate"), done=finished, left=left)},
)
