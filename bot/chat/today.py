"""Today's session: what comes before it, the list with ticks, and the way on."""

from __future__ import annotations

from dataclasses import replace

from bot.chat import history, learn, passing, safety, start
from bot.chat.exercise import dose_text, reason_text
from bot.chat.presses import Finish, Play, Reopen, Start, Undo
from bot.chat.steps import ENOUGH_SHARP, every_step, next_step, sharp, state_of
from bot.coach import plan
from bot.coach.dose import session_seconds
from bot.coach.model import Category, Item, Kind, Outcome, Session, Why
from bot.store import sessions
from bot.store.sessions import Day
from bot.talk.act import Act, Feature
from bot.talk.buttons import Go
from bot.talk.screen import Button, Row, Screen

MOST_NEWS = 2  # more than two changes are a list, not a reason
NEWS = frozenset(
    {
        Why.STEP_UP,
        Why.MASTERED,
        Why.TOO_SORE,
        Why.SORE_NEXT_MORNING,
        Why.A_LITTLE_SORER,
        Why.TOO_HARD,
    }
)
ADVICE = frozenset({Why.LEG_SPREAD_AGAIN})  # said though its exercise rests: somebody should look
BAD_DAYS = frozenset({Kind.RELIEF, Kind.FLARE})
UNSAID = frozenset({Why.AS_PLANNED})


async def today(act: Act) -> Screen:
    """/today: the session of the day, whatever state it is in."""
    if screen := await not_now(act):
        return screen
    act.leave_place()
    day = await stored(act)
    return await preview(act) if day is None else stored_screen(act, day)


async def stored(act: Act) -> Day | None:
    """The session of today. What is left of it always fits what is known by now."""
    day = await act.once(history.today)
    if day is None or day.finished_at is not None or act.standing.locked:
        return day
    left = {step.nr for step in every_step(act, day) - day.done}
    exercises = [act.library[each.item.exercise] for each in day.items if each.nr in left]
    if plan.still_fits(day.session.kind, exercises, act.answers.profile(), act.standing):
        return day
    return await renew(act, day)


async def renew(act: Act, day: Day) -> Day | None:
    """Plans the rest of today anew; what was done, or left out, stays as it is. None: nothing was touched."""
    kept = [each for each in day.items if state_of(act, day, each.nr) != "open"]
    act.said.append(act.words("today.renewed"))
    if not kept:
        await act.store(sessions.drop, day.on)
        act.close("player")
        return None
    session = await planned(act, await history.score_of_today(act))
    suits = {item.exercise for item in session.items}
    for each in kept:  # what is begun and does not suit any more is not gone on with; its sets stay done
        if state_of(act, day, each.nr) == "begun" and each.item.exercise not in suits:
            await act.store(sessions.mark_item, day.on, replace(each, skipped=True))
    known = {each.item.exercise for each in kept}
    rest = tuple(item for item in session.items if item.exercise not in known)
    await act.store(sessions.renew, day, {each.nr for each in kept}, replace(session, items=rest))
    return await act.once(history.today)


async def not_now(act: Act) -> Screen | None:
    """The screen that comes before any exercise: a lock, or questions that have to be answered first."""
    if act.standing.alarms:
        return safety.lock_screen(act)
    if start.agreed_to_less(act):
        return start.ask_again(act)
    if act.person.set_up_at is None:
        return await act.resume("start") or await start.go_on(act)
    if act.standing.locked or act.standing.unanswered:
        return await safety.answer_first(act)
    return await passing.first(act) or await earlier_session(act)


async def earlier_session(act: Act) -> Screen | None:
    """The questions after an earlier session that are still open: today's plan depends on the answers."""
    asked = act.dialog.find("after")
    if asked and asked.on < act.waking_day:
        return await act.resume("after")
    begun = (day for day in await act.once(history.days) if day.done and day.finished_at is None)
    left = next((day for day in begun if day.on < act.waking_day), None)
    if left is None:
        return None
    screen = await act.begin("after", on=left.on)
    if (act.today - left.on).days <= (act.flow.lasts or 0):
        return screen
    await act.expire()
    return await earlier_session(act)


async def preview(act: Act) -> Screen:
    """Before the score of the day is known the plan is a promise, not stored yet."""
    session = await act.once(ahead)
    begin = Button(act.words("button.start"), Start(act.today), "success")
    if not session.items:  # a reason to rest: there is nothing to start
        return session_screen(act, session, (), "today.nothing")
    return session_screen(act, session, ((begin,),), "today.rest-day" if rest_day(act) else "today.text")


def stored_screen(act: Act, day: Day) -> Screen:
    """The stored session with ticks, and the way on."""
    left = next_step(act, day) is not None
    if day.finished_at is not None:
        return finished_screen(act, day, left)
    go = Button(act.words("button.continue" if day.done else "button.start-now"), Play(day.on), "success")
    undo = Button(act.words("button.undo"), Undo(day.on))
    stop = Button(act.words("button.finish"), Finish(day.on))
    asked = act.dialog.find("after") is not None  # then the questions after it are the way on
    offered = ((go, left), (undo, bool(day.done)), (stop, bool(day.done) and not asked))
    rows = tuple((button,) for button, there in offered if there)
    lesson = learn.lesson_row(act, "flare") if day.session.kind in BAD_DAYS else ()
    return session_screen(act, day.session, (*rows, lesson) if lesson else rows, "today.text", day)


def finished_screen(act: Act, day: Day, left: bool) -> Screen:
    """Closed for today; what is left of it may still be done."""
    more = left and sharp(day) < ENOUGH_SHARP
    rest = (Button(act.words("button.do-the-rest"), Reopen(day.on)),) if more else ()
    rows = tuple(row for row in (rest, (Button(act.words("button.progress"), Go("progress")),)) if row)
    return session_screen(act, day.session, rows, "today.finished" if day.done else "today.not-today", day)


def session_screen(
    act: Act, session: Session, buttons: tuple[Row, ...], key: str, day: Day | None = None
) -> Screen:
    words = act.words
    numbers = [each.nr for each in day.items] if day else range(len(session.items))
    lines = [
        words(
            f"today.item.{state_of(act, day, nr) if day else 'open'}",
            name=words.exercise(item.exercise).name,
            dose=dose_text(words, act.library[item.exercise], item.dose),
        )
        for nr, item in zip(numbers, session.items, strict=True)
        if item.exercise in act.library  # a pack may have lost one since the plan was made
    ]
    reasons = "\n".join(reason_text(act, reason) for reason in session.reasons if reason.why not in UNSAID)
    text = words(key, lines="\n".join(lines), reasons=reasons, lasts=lasts(act, session))
    below = (Button(words("button.seen"), Go("seen")),) if gentle(act) else ()
    return Screen(text.strip(), (*buttons, below) if below else buttons)


def lasts(act: Act, session: Session) -> str:
    """How long it is, in words: its minutes, and those of a walk or the like, that has its own."""
    words, aside = act.words, next((item for item in session.items if is_aside(act, item)), None)
    whole = words("today.lasts.minutes", n=max(1, round(session_seconds(session, act.library) / 60)))
    if aside is None:
        return whole
    key = "today.lasts.walk" if "walk" in aside.exercise else "today.lasts.aerobic"
    n, name = max(1, round(aside.dose.seconds / 60)), words.exercise(aside.exercise).name
    besides = words(key, n=n, name=name)
    alone = all(is_aside(act, item) for item in session.items)
    return besides if alone else words("today.lasts.both", minutes=whole, aside=besides)


def is_aside(act: Act, item: Item) -> bool:
    """A walk or the like: any time of the day."""
    exercise = act.library.get(item.exercise)
    return exercise is not None and exercise.category is Category.AEROBIC


def rest_day(act: Act) -> bool:
    """Not one of the chosen weekdays."""
    return act.today.weekday() not in (act.answers.days or ())


def open_row(act: Act) -> Row:
    """The way to today's session."""
    return (Button(act.words("button.today"), Go("today"), "primary"),)


def gentle(act: Act) -> bool:
    return act.standing.outcome is Outcome.SEE_SOMEONE


async def ahead(act: Act) -> Session:
    """Today's plan while the score of the day is not known."""
    return await planned(act, None)


async def planned(act: Act, before: int | None) -> Session:
    """Today's plan from all the past, with what changed since the last session."""
    past, course = await act.once(history.learnt)
    session = plan.plan_day(act.answers.profile(), past, act.library, act.today, act.standing, before)
    planned = {item.exercise for item in session.items}
    news = [each for each in course.reasons if each.exercise in planned and each.why in NEWS][:MOST_NEWS]
    news += [each for each in course.reasons if each.why in ADVICE]
    return replace(session, reasons=(*session.reasons, *news))


FEATURE = Feature(commands={"today": today}, places={"home": today})
