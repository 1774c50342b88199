"""Every reason there may be, above the longest list: not each of them can be brought about on a stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from bot.chat import safety, start, today, why
from bot.chat.profile import ASKED_EQUIPMENT
from bot.coach.explain import Because, Chosen, Left, LeftOut
from bot.coach.model import Avoid, Condition, Dose, Goal, Item, Kind, Reason, Session, Why, WorseWith
from bot.coach.screening import CARDS, Fact, Flag
from bot.gallery.people import EVERYTHING, regular, screened
from bot.gallery.scene import Add, Scene
from bot.gallery.stage import Stage
from bot.talk.act import Act
from bot.talk.screen import Screen

Draw = Callable[[Act], Screen]

ITEMS, REASONS, DAYS = 7, 4, 28  # a whole session, and as many reasons as a day may have
ABOUT: tuple[tuple[LeftOut, tuple[str, ...]], ...] = (
    (
        LeftOut.AVOID,
        (*Condition, Avoid.LEG_PAIN, *(each for each in WorseWith if each is not WorseWith.NOTHING)),
    ),
    (LeftOut.EQUIPMENT, tuple(map(str, ASKED_EQUIPMENT))),
    *((each, ("",)) for each in LeftOut if each not in (LeftOut.AVOID, LeftOut.EQUIPMENT)),
)


async def reasons(stage: Stage, add: Add) -> None:
    await regular(stage)
    slug = max(stage.pack.library, key=lambda each: len(stage.words.exercise(each).name))
    for each in Why:
        for key in ("today.text", "today.rest-day", "today.finished"):
            shown = await stage.draws(_session(slug, each, key))
            await add(Scene("today", f"{key}, {each}", shown, aside=True))
    for name, draw in _lines(slug):
        await add(Scene("why", name, await stage.draws(draw), aside=True))


def _session(slug: str, reason: Why, key: str) -> Draw:
    items = (Item(slug, 0, Dose(sets=3, reps=15, hold=10)),) * ITEMS
    session = Session(date.max, Kind.PLANNED, items, (Reason(reason, DAYS, slug),) * REASONS)
    return lambda act: today.session_screen(act, session, (), key)


def _lines(slug: str) -> Iterator[tuple[str, Draw]]:
    """Every way to be chosen, and every one to be left out."""
    for each in Because:
        chosen = Chosen(slug, each, DAYS, slug)
        yield f"chosen: {each}", _line(why.chosen_text, chosen)
    for because, every in ABOUT:
        for about in every:
            left = [Left(because, about, (slug,) * 10)]
            yield f"left: {because} {about}", _line(why.left_text, because, left)


def _line(text: Callable[..., str], *what: object) -> Draw:
    return lambda act: Screen(text(act, *what))


async def safety_screens(stage: Stage, add: Add) -> None:
    """Every line of the cards, and what follows from it."""
    for flag in (flag for flags in CARDS.values() for flag in flags):
        async with stage.undone():
            await regular(stage)
            await screened(stage, Fact.SCREENED, flag)
            for name, draw in SAFETY.items():
                await add(Scene("redflags", f"{name}, {flag}", await stage.draws(draw), aside=True))


SAFETY: dict[str, Draw] = {
    "locked": safety.lock_screen,
    "gentle": safety.gentle_screen,
    "seen": safety.seen_screen,
}


async def plans(stage: Stage, add: Add) -> None:
    for goal in Goal:
        for name, answers in (("as usual", {}), ("with everything", EVERYTHING)):
            async with stage.undone():
                await regular(stage, goal=goal, **answers)
                shown = await stage.draws(start.plan_screen)
                await add(Scene("start", f"the plan for {goal}, {name}", shown, aside=True))
    for flag in (Flag.PREGNANT, Flag.SURGERY):  # a gentle plan, and rest
        async with stage.undone():
            await regular(stage)
            await screened(stage, Fact.SCREENED, flag)
            await add(Scene("start", f"the plan, {flag}", await stage.draws(start.plan_screen), aside=True))
