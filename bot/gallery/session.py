"""The player: every exercise as it opens, and at every rung; how it is done, and what hurts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.chat import player
from bot.chat.player import How
from bot.chat.presses import HOW_IT_HURTS, HurtHow, Hurts, Play
from bot.chat.steps import ENOUGH_SHARP, steps
from bot.coach.model import Exercise, Item, Kind, Session
from bot.gallery.people import regular
from bot.gallery.scene import Add, Scene, exercise_of
from bot.gallery.stage import ME, TODAY, Shown, Stage
from bot.store import sessions
from bot.store.sessions import Day, ItemState, SetDone
from bot.talk.act import Act
from bot.talk.screen import Screen

ALL = 99
MOST_SETS = 3  # as the planner may send it
ABOVE = ("picture", "other", "edited", "forwarded")  # what a word is said about, above the player


async def begins(stage: Stage, first: str, *slugs: str, taps: int = 1) -> None:
    """Today's session is these exercises, the first of them twice round; so many taps of that are done."""
    library = stage.pack.library
    twice = Item(first, 0, replace(library[first].ladder[0], sets=2))
    rest = tuple(Item(slug, 0, library[slug].ladder[0]) for slug in slugs)
    on = stage.now.date()
    await sessions.plan(stage.tx, ME, Session(on, Kind.PLANNED, (twice, *rest)))
    for side, nr in steps(library[first], 2)[:taps]:
        await sessions.set_done(stage.tx, ME, on, SetDone(0, side, nr), int(stage.now.timestamp()))


async def player_scenes(stage: Stage, add: Add) -> None:
    await regular(stage)
    every = sorted(stage.pack.library)
    for slug in every:
        async with stage.undone():
            await begins(stage, every[0], slug, taps=ALL)
            await _player(stage, add, slug, aside=slug != every[0])
        for item in rungs(stage.pack.library[slug]):
            await _rung(stage, add, item)


async def hurt_again(stage: Stage, add: Add) -> None:
    """Sharp on several exercises ends the session; down the leg twice wants somebody to look."""
    every = sorted(stage.pack.library)[: ENOUGH_SHARP + 1]
    for what in HOW_IT_HURTS if len(every) > 1 else ():
        async with stage.undone():
            await regular(stage)
            await begins(stage, *every)
            for nr in range(len(every) - 1):
                shown = await stage.taps(HurtHow(TODAY, nr, what))
            await add(_scene(f"hurts again: {what}", shown))


async def _player(stage: Stage, add: Add, slug: str, aside: bool) -> None:
    """The second exercise of a session: every button that there may be."""
    await add(_scene(slug, await stage.taps(Play(TODAY))))
    await add(_scene(f"{slug}, How to", await stage.taps(How(TODAY, 1))))
    await add(_scene(f"{slug}, It hurts", await stage.taps(Hurts(TODAY, 1)), aside))
    for what in HOW_IT_HURTS:
        async with stage.undone():
            await add(_scene(f"{slug}, hurts: {what}", await stage.taps(HurtHow(TODAY, 1, what)), aside))


def _scene(name: str, shown: Shown, aside: bool = False) -> Scene:
    return Scene("player", name, shown, about=exercise_of(shown.screen), aside=aside)


def rungs(exercise: Exercise) -> Iterator[Item]:
    """Every rung, and three times round as the planner may send it."""
    for level, dose in enumerate(exercise.ladder):
        yield Item(exercise.slug, level, dose)
        yield Item(exercise.slug, level, replace(dose, sets=MOST_SETS))


def day_of(item: Item, done: frozenset[SetDone] = frozenset()) -> Day:
    return Day(Session(TODAY, Kind.PLANNED, (item,)), (ItemState(0, item),), done)


async def _rung(stage: Stage, add: Add, item: Item) -> None:
    """The first set, the last, and a word above it for what was unexpected."""
    sets = [SetDone(0, side, nr) for side, nr in steps(stage.pack.library[item.exercise], item.dose.sets)]
    fresh, last = day_of(item), day_of(item, frozenset(sets[:-1]))
    name = f"{item.exercise}, rung {item.level + 1}, {item.dose.sets} sets"
    draws: dict[str, Callable[[Act], Screen]] = {
        "first set": lambda act: player.player_screen(act, fresh, sets[0]),
        "last set": lambda act: player.player_screen(act, last, sets[-1]),
        "a word above": lambda act: under(act, player.player_screen(act, last, sets[-1])),
    }
    for what, draw in draws.items():
        await add(_scene(f"{name}, {what}", await stage.draws(draw), aside=True))


def under(act: Act, screen: Screen) -> Screen:
    """The longest word that may stand above it."""
    words = [act.words(f"unexpected.{each}") for each in ABOVE] + [act.words("ask.player.hint")]
    words += [act.words(f"stale.{each}") for each in ("moved-on", "other-day", "finished", "unknown")]
    return replace(screen, text=f"{max(words, key=len)}\n\n{screen.text}")
