"""Every question of every flow: as it opens, with everything ticked, about another day, misunderstood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.chat.after import After
from bot.chat.before import Rescreen
from bot.chat.features import ROUTES
from bot.chat.pain import SharpRise, Telling
from bot.chat.problem import Report
from bot.chat.reminder import Reminded
from bot.chat.zones import Asking
from bot.coach.outcomes import Severity, Then, What
from bot.coach.screening import Fact, Flag
from bot.gallery.people import (
    LONG,
    SOCKS,
    USUAL,
    newcomer,
    regular,
    screened,
    since_when,
    time_is_over,
)
from bot.gallery.scene import Add, Scene, exercise_of
from bot.gallery.session import begins
from bot.gallery.stage import ME, TODAY, Shown, Stage
from bot.store import people
from bot.store.people import Activity
from bot.talk.act import Flow
from bot.talk.dialog import Form
from bot.talk.questions import Choice

NOBODY_UNDERSTANDS = "?" * 300
FORMS: Mapping[type[Form], tuple[Form, ...]] = {
    After: (
        After(average=True, rate=(SOCKS,)),
        After(average=True, rate=(LONG,)),
        After(),
        After(fitness="active"),
        After(fitness="rises"),
    ),
    Asking: (
        Asking(activity=SOCKS),
        Asking(activity=LONG),
        Asking(zones=("America/North_Dakota/New_Salem", "America/Port-au-Prince")),
    ),
    Rescreen: (Rescreen(3), Rescreen(10)),
    Reminded: (Reminded(), Reminded("later")),
    Report: (Report(), Report(what=What.FALL, severity=Severity.SEVERE, then=Then.STILL)),
    SharpRise: (SharpRise(10), SharpRise(7)),
    Telling: tuple(Telling(score=score) for score in (0, 6, 7, 10)),
}
"""What a flow may have gathered, as far as it makes a difference; the first with the most."""


OF_STATES = {"since": since_when, "over": time_is_over}


async def flows(stage: Stage, add: Add) -> None:
    for name, flow in ROUTES.flows.items():
        async with stage.undone():
            await _ready_for(stage, name)
            for question in flow.questions:
                await _questions(stage, add, name, flow, question)


async def unlisted(stage: Stage, add: Add) -> None:
    """A typed answer that is no button, said back."""
    await since_when(stage)
    await stage.is_asked("since", "operated")
    await add(Scene("since", "typed", await stage.says(stage.words("passing.weeks", n=3)), aside=True))


async def _ready_for(stage: Stage, name: str) -> None:
    """What there has to be for the questions of that flow to be asked."""
    if name == "start":
        await newcomer(stage, USUAL)
        return
    await OF_STATES.get(name, regular)(stage)
    for slot, activity in enumerate((SOCKS, LONG), start=1):
        await people.save_activity(stage.tx, ME, Activity(slot, TODAY - timedelta(days=30), activity, 3))
    if name in ("after", "player"):
        await begins(stage, sorted(stage.pack.library)[0])
    if name == "seen":
        await screened(stage, Fact.SCREENED, Flag.PREGNANT)


async def _questions(stage: Stage, add: Add, name: str, flow: Flow, question: str) -> None:
    forms = FORMS.get(flow.form, (flow.form(),))
    for nr, form in enumerate(forms):
        async with stage.undone():
            await stage.is_asked(name, question, form)
            if ROUTES.questions[question].applies(await stage.act()):
                await add(_scene(name, question, await stage.looks(), aside=nr > 0))
    await _changed(stage, add, name, flow, question, forms[0])


async def _changed(stage: Stage, add: Add, name: str, flow: Flow, question: str, form: Form) -> None:
    """The same question in its other states."""
    every = await _values(stage, name, question, form)
    states = [("all ticked", every, 0)] * bool(every) + [("another day", None, 1)] * (flow.lasts is not None)
    for what, ticks, days in states:
        async with stage.undone():
            await stage.is_asked(name, question, form, TODAY - timedelta(days=days), ticks)
            await _ticks(stage, question, ticks)
            await add(_scene(name, f"{question}, {what}", await stage.looks(), aside=days > 0))
    async with stage.undone():
        await stage.is_asked(name, question, form, ticked=every or None)
        await _ticks(stage, question, every)
        await add(
            _scene(name, f"{question}, not understood", await misunderstood(stage, question), aside=True)
        )


async def misunderstood(stage: Stage, question: str) -> Shown:
    """The question again, under what would help."""
    if question != "zone":
        return await stage.says(NOBODY_UNDERSTANDS)
    shown, words = await stage.looks(), stage.words  # to look for a city like that takes seconds
    sentence = words("ask.not-understood", hint=words(f"ask.{question}.hint"))
    screen = replace(shown.screen, text=f"{sentence}\n\n{shown.screen.text}")
    return replace(shown, screen=screen, said=(*shown.said, *words.said))


def _scene(flow: str, name: str, shown: Shown, aside: bool) -> Scene:
    return Scene(flow, name, shown, about=exercise_of(shown.screen), aside=aside)


async def _ticks(stage: Stage, question: str, ticked: frozenset[str] | None) -> None:
    """What a tick stores already."""
    if ticked and (choice := _choice(question)):
        await choice.touched(await stage.act(), ticked)


async def _values(stage: Stage, flow: str, question: str, form: Form) -> frozenset[str]:
    """All that can be ticked; nothing where only one answer counts."""
    choice = _choice(question)
    if choice is None or not choice.many:
        return frozenset()
    async with stage.undone():
        await stage.is_asked(flow, question, form)
        return frozenset(choice.values(await stage.act()))


def _choice(question: str) -> Choice | None:
    asks = getattr(ROUTES.questions[question].ask, "__self__", None)
    return asks if isinstance(asks, Choice) else None
