"""After the last exercise: worst pain, how hard it was, the leg; then what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from html import escape

from bot.chat import agenda, history, learn, profile, safety, sos, today
from bot.chat.exercise import reason_text
from bot.coach import outcomes, pain, weekly
from bot.coach.model import Difficulty, Kind, Leg, Reason, Why
from bot.coach.screening import Fact, Flag
from bot.store import pains, people, sessions
from bot.store.pains import Pain, PainKind
from bot.store.people import Activity
from bot.store.sessions import Day
from bot.talk.act import Act, Feature, Flow, Stale, utc
from bot.talk.buttons import Go
from bot.talk.dialog import Form, Open
from bot.talk.questions import SCORES, Choice, Values, asked, fixed, number_label, only, typed_score
from bot.talk.screen import Button, Screen
from bot.talk.wire import Press, wire


@wire("lw")
@dataclass(frozen=True, slots=True)
class Lighter(Press):
    """Yes to a lighter week."""


AS_BAD_AS_CAN_BE = 10  # of 10 at its worst: the short cards follow [J]
LIGHTER_WEEK = timedelta(days=6)  # today is its first day


@dataclass(frozen=True, slots=True)
class After(Form):
    """What is asked once a week, and every four weeks, beside the session itself."""

    average: bool = False  # the average pain of the week
    rate: tuple[str, ...] = ()  # own activities that are still to be scored
    fitness: str = ""  # the question about it that is still open


async def begin(act: Act, day: Day) -> Screen:
    """The questions, when something was done; else the day is simply closed."""
    act.close("player")
    if day.done:
        return await act.begin("after", await due_today(act))
    await close(act, day)
    return await today.today(act)


async def due_today(act: Act) -> After:
    started = utc(act.person.set_up_at or act.at).date()
    average = outcomes.average_due(history.averages(await act.once(history.given)), started, act.today)
    rate = outcomes.activities_due(await history.ratings(act), act.today)
    return After(
        average, rate, "" if average or rate else profile.fitness_due(act, (act.today - started).days)
    )


async def close(act: Act, day: Day) -> Day:
    closed = replace(day, finished_at=act.at)
    await act.store(sessions.close, closed)
    await agenda.derive(act)
    return closed


async def dropped(act: Act, asked: Open[After]) -> None:
    """Nobody answers any more: the day is closed with what is known."""
    day = await sessions.day(act.tx, act.person.id, asked.on)
    if day and day.finished_at is None:
        await close(act, day)


async def open_day(act: Act) -> Day:
    """The session the questions are about; answering them the next day is fine."""
    asked = act.form(After)
    day = await sessions.day(act.tx, act.person.id, asked.on)
    if day is None or day.finished_at is not None:
        act.close(asked.flow)
        raise Stale("stale.finished")
    return day


async def save_worst(act: Act, values: Values) -> None:
    day = await open_day(act)
    worst = int(only(values))
    await act.store(pains.replace_day, Pain(act.at, PainKind.WORST, day.on, worst))
    if worst >= AS_BAD_AS_CAN_BE:
        await safety.want_cards(act)


async def save_difficulty(act: Act, values: Values) -> None:
    day = await open_day(act)
    await act.store(sessions.close, replace(day, difficulty=Difficulty(only(values))))


def difficulty_name(act: Act, difficulty: Difficulty) -> str:
    return act.words(f"ask.difficulty.options.{difficulty}")


async def save_leg(act: Act, values: Values) -> Screen | None:
    """A newly numb or weak leg locks at once: the other questions are not worth waiting for."""
    day = await open_day(act)
    await act.store(sessions.close, replace(day, leg=Leg(only(values))))
    if Leg(only(values)) is not Leg.NUMB_WEAK:
        return None
    await act.screened(Fact.NOTED, frozenset({Flag.ONE_LEG_WEAK}))
    return await safety.lock(act)


async def save_week(act: Act, values: Values) -> None:
    day = await open_day(act)
    await act.store(pains.replace_day, Pain(act.at, PainKind.WEEK, day.on, int(only(values))))


async def save_rating(act: Act, values: Values) -> Screen | None:
    """One own activity after the other."""
    form = act.form(After).form
    name, *rest = form.rate
    slot = next(each.slot for each in await act.once(history.activities) if each.name == name)
    await act.store(people.save_activity, Activity(slot, act.form(After).on, name, int(only(values))))
    act.fill(replace(form, rate=tuple(rest)))
    return await act.open("rate") if rest else None


def rate_text(act: Act, ticked: Values) -> str:
    return act.words("ask.rate.text", activity=escape(next(iter(act.form(After).form.rate), "")))


def leg_matters(act: Act) -> bool:
    return act.answers.profile().leg


async def finished(act: Act, asked: Open[After]) -> Screen:
    """Thanks; of an earlier day there is nothing more to say than today's session."""
    day = await sessions.day(act.tx, act.person.id, asked.on)
    if day is None or day.finished_at is not None:
        raise Stale("stale.finished")
    closed = await close(act, day)
    if act.standing.due:
        return await act.begin("after-safety", asked.form)
    if asked.on < act.waking_day:
        act.said.append(act.words("after.closed", day=act.day_name(asked.on)))
        return await today.today(act)
    return await done_screen(act, closed, of_week=asked.form.average)


async def answered(act: Act, asked: Open[After]) -> Screen:
    """It was as bad as can be, and nothing alarming was marked: what to do, without a word of praise."""
    if act.standing.locked:
        return await safety.lock(act)
    ways = ((Button(act.words("button.go-on"), Go("home"), "primary"),),)
    return Screen(act.words("after.very-bad"), ways)


async def done_screen(act: Act, day: Day, of_week: bool) -> Screen:
    """What tomorrow's score will decide, once a week a look back, and one kind line."""
    given = await act.once(history.given)
    worst = next((p.score for p in reversed(given) if p.on == day.on and p.kind is PainKind.WORST), None)
    every = await act.once(history.days)
    done = sum(1 for each in every if each.done)
    words = act.words
    text = words(
        "after.done",
        outlook=words(f"after.outlook.{outlook(act, day, given, worst)}"),
        kind=words.lines("after.kind")[len(every) % len(words.lines("after.kind"))],
        total=words("after.total", n=done),
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
    offer = await learn.offer(act, moment(day))
    plan = sos.plan_row(act, done) if day.session.kind is Kind.PLANNED else ()
    wrong = (Button(words("button.problem"), Go("problem")),)
    return Screen(text, tuple(row for row in (lighter, offer, plan, ways, wrong) if row))


def moment(day: Day) -> str:
    """The topic of a lesson that fits how the session was."""
    if day.leg in (Leg.PERIPHERAL, Leg.NUMB_WEAK) or any(item.leg is not Leg.NONE for item in day.items):
        return "leg"
    return "flare" if day.session.kind in today.BAD_DAYS else ""


async def look_back(act: Act, given: tuple[Pain, ...]) -> tuple[Reason, ...]:
    """The rules of the week: what they found is said."""
    past, course = await act.once(history.learnt)
    return weekly.judge(
        act.answers.profile(),
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
    offered = await look_back(act, await act.once(history.given))
    if all(reason.why is not Why.OFFER_LIGHTER for reason in offered):
        raise Stale
    await act.save_answers(lighter_until=act.today + LIGHTER_WEEK)
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


async def left(act: Act, asked: Open[After]) -> Screen:
    """Back on the first question: into the session again; of an earlier day, that is all."""
    if asked.on < act.waking_day:
        await dropped(act, asked)
    return await today.today(act)


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
        applies=lambda act: act.form(After).form.average,
    ),
    Choice(
        "rate",
        values=fixed(*SCORES),
        save=save_rating,
        columns=6,
        label=number_label,
        text=rate_text,
        typed=typed_score,
        applies=lambda act: bool(act.form(After).form.rate),
    ),
)

FEATURE = Feature(
    presses={Lighter: lighter},
    questions=asked(CHOICES),
    flows={
        "after": Flow(
            ("worst", "difficulty", "leg", "week", "rate", "active", "rises"),
            done=finished,
            left=left,
            form=After,
            called="after",
            lasts=1,
            dropped=dropped,
        ),
        "after-safety": Flow(
            safety.SHORT_QUESTIONS,
            done=answered,
            left=safety.left,
            form=After,
            called="safety",
            lasts=1,
        ),
    },
)
