"""Today's session: the list with ticks, how the back is before, and the way into the player."""

from __future__ import annotations

from dataclasses import replace

from bot.chat import history, player, safety
from bot.chat.exercise import dose_text, reason_text
from bot.chat.presses import Finish, Play, Start, Undo
from bot.coach import plan, screening
from bot.coach.day import RESCREEN as RESCREEN_REASONS
from bot.coach.day import VERY_SORE
from bot.coach.dose import session_seconds
from bot.coach.model import Kind, Outcome, Session, Why
from bot.store import pains, sessions
from bot.store.pains import Pain, PainKind
from bot.store.sessions import Day
from bot.talk.act import Act, Feature, Flow, Stale
from bot.talk.buttons import Go
from bot.talk.questions import SCORES, Choice, Values, asked, fixed, number_label, only, typed_score
from bot.talk.screen import Button, Row, Screen

RESCREEN = "rescreen"
RESCREEN_PAUSE = 3 * 86_400  # seconds; a reason that lasts for weeks is not asked about every day [J]
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
UNSAID = frozenset({Why.AS_PLANNED})


async def today(act: Act) -> Screen:
    """/today: the session of the day, whatever state it is in."""
    if screen := await not_now(act):
        return screen
    await act.ask("")
    stored = await sessions.day(act.tx, act.person.id, act.today)
    if stored is None:
        return await preview(act)
    return finished_screen(act, stored) if stored.finished_at else list_screen(act, stored)


async def not_now(act: Act) -> Screen | None:
    """The screen that comes before any exercise: unanswered questions, or a lock."""
    if act.standing.alarms:
        await act.ask("")
        return safety.lock_screen(act)
    if act.person.set_up_at is None:
        return await (act.here() if act.dialog.question else act.begin("start"))
    return await act.begin("redflags") if act.standing.locked else None


async def preview(act: Act) -> Screen:
    """Before the score of the day is known the plan is a promise, not stored yet."""
    session = await planned(act, None)
    begin = Button(act.words("button.start"), Start(act.today), "success")
    if not session.items:  # a reason to rest: there is nothing to start
        return session_screen(act, session, (), "today.nothing")
    return session_screen(act, session, ((begin,),), "today.rest-day" if rest_day(act) else "today.text")


def list_screen(act: Act, day: Day) -> Screen:
    """The stored session with ticks."""
    begun = bool(day.done)
    go = Button(act.words("button.continue" if begun else "button.start-now"), Play(day.on), "success")
    undo = (Button(act.words("button.undo"), Undo(day.on)),)
    stop = (Button(act.words("button.finish"), Finish(day.on)),)
    return session_screen(act, day.session, ((go,), undo, stop) if begun else ((go,),), "today.text", day)


def session_screen(
    act: Act, session: Session, buttons: tuple[Row, ...], key: str, day: Day | None = None
) -> Screen:
    words = act.words
    lines = [
        words(
            f"today.item.{player.state_of(act, day, nr) if day else 'open'}",
            name=words.exercise(item.exercise).name,
            dose=dose_text(words, act.library[item.exercise], item.dose),
        )
        for nr, item in enumerate(session.items)
        if item.exercise in act.library  # a pack may have lost one since the plan was made
    ]
    reasons = "\n".join(reason_text(act, reason) for reason in session.reasons if reason.why not in UNSAID)
    text = words(key, lines="\n".join(lines), reasons=reasons, n=minutes(act, session))
    below = (Button(words("button.seen"), Go("seen")),) if gentle(act) else ()
    return Screen(text.strip(), (*buttons, below) if below else buttons)


def minutes(act: Act, session: Session) -> int:
    """Whole minutes of it, the walk not counted: that has its own."""
    return max(1, round(session_seconds(session, act.library) / 60))


def rest_day(act: Act) -> bool:
    """Not one of the chosen weekdays."""
    return act.today.weekday() not in (act.answers.days or ())


def open_row(act: Act) -> Row:
    """The way to today's session."""
    return (Button(act.words("button.today"), Go("today"), "primary"),)


def gentle(act: Act) -> bool:
    return act.standing.outcome is Outcome.SEE_SOMEONE


def finished_screen(act: Act, day: Day) -> Screen:
    key = "today.finished" if day.done else "today.not-today"
    rows = ((Button(act.words("button.progress"), Go("progress")),),)
    return session_screen(act, day.session, rows, key, day)


# Starting


async def start(act: Act, press: Start) -> Screen:
    """The score first: it decides what today is."""
    if screen := await not_now(act):
        return screen
    if press.on != act.today:
        raise Stale("stale.other-day")
    if await sessions.day(act.tx, act.person.id, act.today):
        return await today(act)
    score = await score_of_today(act)
    if score is None:
        return await act.begin("before", on=str(act.today))
    return await settle(act, score)


async def score_of_today(act: Act) -> int | None:
    """The newest score of the resting back given today."""
    kinds = (PainKind.MORNING, PainKind.BEFORE, PainKind.ANY)
    given = [p for p in await pains.pains(act.tx, act.person.id) if p.on == act.today and p.kind in kinds]
    return given[-1].score if given else None


async def save_before(act: Act, values: Values) -> Screen:
    if act.dialog.draft.get("on") != str(act.today):
        await act.ask("")
        raise Stale("stale.other-day")
    score = int(only(values))
    await pains.replace_day(act.tx, act.person.id, Pain(act.at, PainKind.BEFORE, act.today, score))
    return await settle(act, score, straight=True)


async def settle(act: Act, score: int, straight: bool = False) -> Screen:
    """The score of the day is known: the short safety screen when it is due, then the plan of the day.

    `straight`: an ordinary day goes right on to the first exercise; any other shows its reason first.
    """
    very_sore = act.at if score >= VERY_SORE else None
    if screening.rescreen_due(act.standing, act.at, very_sore):
        return await act.begin(RESCREEN, on=str(act.today), score=score)
    return await store_plan(act, score, straight)


async def store_plan(act: Act, score: int, straight: bool, screened: bool = False) -> Screen:
    session = await planned(act, score)
    if not screened and asks_again(act, session):
        return await act.begin(RESCREEN, on=str(act.today), score=score)
    if session.items:  # a day of rest stays open: what it waits for may come today
        await sessions.plan(act.tx, act.person.id, session)
    await act.ask("")
    if straight and session.kind is Kind.PLANNED and session.items:
        return await player.play(act, Play(act.today))
    return await today(act)


def asks_again(act: Act, session: Session) -> bool:
    """A reason of the day that wants the short safety screen, unless it was answered a moment ago."""
    asked = any(reason.why in RESCREEN_REASONS for reason in session.reasons)
    return asked and act.at - (act.standing.asked_at or 0) >= RESCREEN_PAUSE


async def rescreened(act: Act) -> Screen:
    score = int(str(act.dialog.draft.get("score", SCORES[-1])))
    same_day = act.dialog.draft.get("on") == str(act.today)
    await act.ask("")
    if act.standing.locked:
        return safety.lock_screen(act)
    return await store_plan(act, score, straight=False, screened=True) if same_day else await today(act)


async def planned(act: Act, before: int | None) -> Session:
    """Today's plan from all the past, with what changed since the last session."""
    past, course = await history.learnt(act)
    session = plan.plan_day(await history.profile(act), past, act.library, act.today, act.standing, before)
    planned = {item.exercise for item in session.items}
    news = [each for each in course.reasons if each.exercise in planned and each.why in NEWS][:MOST_NEWS]
    return replace(session, reasons=(*session.reasons, *news))


BEFORE = Choice(
    "before",
    values=fixed(*SCORES),
    save=save_before,
    columns=6,
    label=number_label,
    typed=typed_score,
)


async def left(act: Act) -> Screen:
    await act.ask("")
    return await today(act)


FEATURE = Feature(
    commands={"today": today},
    presses={Start: start},
    questions=asked((BEFORE,)),
    flows={
        "before": Flow(("before",), done=today, left=left),
        RESCREEN: Flow(safety.SHORT_QUESTIONS, done=rescreened, left=left),
    },
)
