"""What is looked up: the lists of exercises with each card, the lessons with each answer."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from bot.chat import library
from bot.chat.features import ROUTES
from bot.chat.learn import PAGE as LESSONS_A_PAGE
from bot.chat.learn import Answer, Learn, Lessons
from bot.chat.library import PAGE, SHELVES, Card, Details, Like, Liking, Shelf
from bot.coach.model import Condition, WorseWith
from bot.gallery.people import regular
from bot.gallery.scene import Add, Scene
from bot.gallery.stage import ME, TODAY, Shown, Stage
from bot.store import lessons
from bot.talk.act import Act
from bot.talk.heard import Odd
from bot.talk.screen import Screen


async def exercises(stage: Stage, add: Add) -> None:
    await regular(stage)
    for slug in sorted(stage.pack.library):
        await add(_card(slug, "card", await stage.taps(Card(slug))))
        await add(_card(slug, "details", await stage.taps(Details(slug))))
        async with stage.undone():
            await _something_is_dropped(stage)
            await add(
                _card(slug, "details, under what was dropped", await stage.taps(Details(slug)), aside=True)
            )
        await add(
            Scene(
                "in other chats", slug, await stage.draws(partial(_shared, slug)), about=f"exercises/{slug}"
            )
        )


def _shared(slug: str, act: Act) -> Screen:
    """As anybody sees it who is sent one from any chat."""
    card = library.share(act.library[slug], act.words)
    return Screen(card.text, picture=card.picture)


def _card(slug: str, what: str, shown: Shown, aside: bool = False) -> Scene:
    return Scene("exercises", f"{slug}, {what}", shown, about=f"exercises/{slug}", aside=aside)


async def _something_is_dropped(stage: Stage) -> None:
    """A question whose day is over: the one that takes most words."""
    words = stage.words
    mortal = {name: flow for name, flow in ROUTES.flows.items() if flow.called and flow.lasts is not None}
    longest = max(
        mortal, key=lambda name: len(words(f"dialog.dropped.{mortal[name].called}", day="Wednesday"))
    )
    await stage.is_asked(longest, on=TODAY - timedelta(days=30))


async def lists(stage: Stage, add: Add) -> None:
    await regular(stage)
    for by, values in SHELVES.items():
        await add(Scene("exercises", f"by {by}", await stage.taps(Shelf(0, by, ""))))
        for value in values:
            await _pages(stage, add, by, value)
    await _liked(stage, add)
    await _found(stage, add)


async def _pages(stage: Stage, add: Add, by: str, value: str) -> None:
    act = await stage.act()
    slugs = await library.on_shelf(act, Shelf(0, by, value))
    for page in range(-(-len(slugs) // PAGE)):
        shown = await stage.taps(Shelf(page, by, value))
        await add(Scene("exercises", f"by {by}: {value}, page {page + 1}", shown))


async def _liked(stage: Stage, add: Add) -> None:
    async with stage.undone():
        for nr, slug in enumerate(sorted(stage.pack.library)):
            await stage.taps(Like(slug, list(Liking)[nr % 2]))
            await add(Scene("exercises", f"{slug}, liked", await stage.taps(Card(slug)), aside=nr > 1))
        await add(Scene("exercises", "with favourites", await stage.says("/exercises"), entry=True))
        for liking in Liking:
            await _pages(stage, add, "liked", liking)


async def _found(stage: Stage, add: Add) -> None:
    """By a word: one, several, none. And why one does not suit."""
    await stage.says("/exercises")
    names = sorted((stage.words.exercise(slug).name for slug in stage.pack.library), key=len)
    for word in dict.fromkeys(names[-1:] + [word for name in names for word in name.split()]):
        async with stage.undone():
            shown = await stage.says(word)
            if "library.found" in shown.keys or word == names[-1]:
                await add(Scene("exercises", f"“{word}”", shown, aside=word != names[-1]))
    async with stage.undone():
        await add(Scene("exercises", "a picture is sent", await stage.sends(Odd("picture")), aside=True))
    await regular(stage, conditions=frozenset(Condition), worse_with=frozenset(WorseWith))
    for nr, slug in enumerate(sorted(stage.pack.library)):
        await add(_card(slug, "not for you", await stage.taps(Card(slug)), aside=nr > 0))


async def learning(stage: Stage, add: Add) -> None:
    await regular(stage)
    every = list(stage.pack.lessons)
    for slug in every:
        about = f"lessons/{slug}"
        async with stage.undone():
            await add(Scene("learn", slug, await stage.taps(Learn(slug)), about=about))
            for nr in range(len(stage.words.lesson(slug).answers)):
                shown = await stage.taps(Answer(nr, slug))
                await add(
                    Scene("learn", f"{slug}, answer {nr + 1}", shown, about=about, aside=slug != every[0])
                )
    for slug in every:
        await lessons.opened(stage.tx, ME, slug, int(stage.now.timestamp()))
    for page in range(-(-len(every) // LESSONS_A_PAGE)):
        await add(Scene("learn", f"all are read, page {page + 1}", await stage.taps(Lessons(page))))
