"""/sos, a bad moment: the alarms that matter in one line, then comfort, then one real choice."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.chat import agenda, learn, pain, safety, today
from bot.chat.exercise import moving
from bot.chat.presses import Start
from bot.chat.settings import Edit
from bot.coach import calendar, comfort
from bot.coach.plan import surgery_first
from bot.coach.screening import conditions_implied
from bot.talk.act import Act, Feature, Flow
from bot.talk.buttons import Go
from bot.talk.dialog import Form, Open
from bot.talk.questions import Choice, Values, asked, fixed, only
from bot.talk.screen import Button, Row, Screen

EVENING = time(18)  # "I will ask again this evening"
LATER = timedelta(hours=3)  # where the evening has begun already
NIGHT = time(22)  # after that, nobody is asked before the morning

PLAN_OFFERED = 3  # after every third session [J]
PLAN = ("warmth", "walk", "position", "breath", "lighter", "someone", "pills")
"""What helps on a bad day: chosen while calm, shown on the first one."""


async def sos(act: Act) -> Screen:
    """Any time. Whoever is to see somebody first is told so; the others are met with warmth."""
    if act.person.set_up_at is None or act.standing.alarms:
        return await today.today(act)
    if act.standing.unanswered:
        return await safety.answer_first(act)
    return await act.begin("sos")


async def save_alarms(act: Act, values: Values) -> Screen | None:
    """Yes, or not sure: the cards."""
    if only(values) == "none":
        return None
    act.close("sos")
    return await safety.redflags(act)


async def comforted(act: Act, told: Open[Form]) -> Screen:
    """One sentence, one resting position in its picture, slow breath; the evening is promised and kept."""
    if act.standing.unanswered:  # a line was ticked since it was asked
        return await safety.answer_first(act)
    when = await ask_again(act)
    also = conditions_implied(act.standing.referrals)
    rest = comfort.resting_position(act.answers.profile(), act.library, also)
    lines = [act.words("sos.position", name=act.words.exercise(rest.slug).name)] if rest else []
    lines += [act.words("sos.plan", plan=plan_text(act))] if act.answers.bad_day else []
    lines += [act.words("sos.evening", time=when)] if when else []
    text = act.words("sos.text", lines="\n\n".join(lines))
    easy = (Button(act.words("button.easy-movements"), Start(act.today), "primary"),)
    move = () if surgery_first(act.standing) else easy
    stay = Button(act.words("button.just-rest"), Go("rest"))
    picture = moving(act, rest.slug, rest.ladder[-1]) if rest else None
    return Screen(text, tuple(row for row in (move, (stay,), learn.lesson_row(act, "flare")) if row), picture)


async def rest(act: Act) -> Screen:
    """Only rest: that is an answer, too."""
    on = Button(act.words("button.go-on"), Go("home"))
    return Screen(act.words("sos.rest"), ((on,),))


def plan_text(act: Act) -> str:
    chosen = act.answers.bad_day or frozenset()
    return act.listed(act.words(f"ask.bad-day.in-words.{each}") for each in PLAN if each in chosen)


async def bad_day(act: Act) -> str:
    """What a very sore morning hears before its session: their own plan, and the evening."""
    when = await ask_again(act)
    lines = [act.words("sos.bad-day")]
    lines += [act.words("sos.plan", plan=plan_text(act))] if act.answers.bad_day else []
    lines += [act.words("sos.evening", time=when)] if when else []
    return " ".join(lines)


def plan_row(act: Act, done: int) -> Row:
    """While calm, now and then, and only until there is one: a way to write the plan for bad days."""
    if act.answers.bad_day is not None or done % PLAN_OFFERED != 0:
        return ()
    return (Button(act.words("button.bad-day"), Edit("bad-day")),)


async def ask_again(act: Act) -> str:
    """This evening, or in some hours; the time on their wall, empty when it is night by then."""
    zone = act.answers.zone or "UTC"
    evening = calendar.instant(act.today, EVENING, zone)
    at = evening if act.now < evening - LATER else act.now + LATER
    wall = at.astimezone(act.local.tzinfo)
    if wall.date() != act.today or wall.time() >= NIGHT:
        return ""
    await agenda.ask_in_the_evening(act, at)
    return wall.strftime("%H:%M")


async def evening(act: Act, due_at: datetime) -> Screen | None:
    """As promised."""
    if act.person.set_up_at is None or act.standing.alarms or not calendar.in_time(due_at, act.now):
        return None
    act.said.append(act.words("sos.as-promised"))
    return await pain.ask(act)


async def save_plan(act: Act, values: Values) -> None:
    await act.save_answers(bad_day=values)


async def left(act: Act, told: Open[Form]) -> Screen:
    return await act.here()


CHOICES = (
    Choice("sos-alarms", values=fixed("none", "some"), save=save_alarms, left=False),
    Choice(
        "bad-day",
        values=fixed(*PLAN),
        save=save_plan,
        current=lambda act: act.answers.bad_day or frozenset(),
        many=True,
    ),
)

FEATURE = Feature(
    commands={"sos": sos},
    places={"rest": rest},
    questions=asked(CHOICES),
    flows={"sos": Flow(("sos-alarms",), done=comforted, left=left, called="sos", lasts=0)},
    dues={agenda.EVENING: evening},
)
