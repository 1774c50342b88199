"""What is written in somebody's own words: alarms and wishes; and whom to call, in every country."""

from __future__ import annotations

from bot.coach.model import Condition, Site
from bot.coach.screening import CARDS, Fact
from bot.gallery.people import regular, screened
from bot.gallery.rooms import STATES
from bot.gallery.scene import Add, Scene
from bot.gallery.stage import Stage

NOWHERE = "AQ"  # a country without numbers of its own
ALARMED_IN = ("fresh", "before consent", "emergency", "in the middle of the start")
WISHED_IN = ("before consent", "fresh", "session begun", "session finished", "in the middle of the start")
WORDY = " W" * 200  # all of what is written is said back, as far as there is room


async def alarming(stage: Stage, add: Add) -> None:
    """The first example of each line of the cards, in every state that makes a difference."""
    told = stage.pack.intents[stage.words.lang].alarms
    for name in ALARMED_IN:
        async with stage.undone():
            await STATES[name](stage)
            for label, sense in told.items():
                async with stage.undone():
                    shown = await stage.says(sense.examples[0] + "." + WORDY)
                    await add(Scene("written", f"{label}, {name}", shown, entry=True, aside=True))
    await regular(stage)
    for label, sense in told.items():
        async with stage.undone():
            shown = await stage.says(sense.examples[0])
            await add(Scene("written", label, shown, entry=True))


async def noted(stage: Stage, add: Add) -> None:
    """What is worth knowing beside what a text may answer."""
    await regular(stage, sites=frozenset({Site.LOW_BACK}))
    for label, sense in stage.pack.intents[stage.words.lang].facts.items():
        async with stage.undone():
            shown = await stage.says(sense.examples[0])
            await add(Scene("written", label, shown, entry=True, aside=True))


async def known(stage: Stage, add: Add) -> None:
    """What is known already, dated or not; and who does not know what is asked."""
    await regular(stage, conditions=frozenset({Condition.PREGNANT}))
    told = stage.pack.intents[stage.words.lang].alarms["pregnant"].examples[0]
    for text in (told, f"{told}, {stage.words('passing.weeks', n=24)}"):
        async with stage.undone():
            await add(Scene("written", f"known: {text}", await stage.says(text), entry=True))
    await stage.is_asked("edit-conditions", "conditions")
    shown = await stage.says(stage.words.lines("typed.unsure")[0])
    await add(Scene("written", "does not know", shown, aside=True))


async def wished(stage: Stage, add: Add) -> None:
    """The first example of each everyday wish, wherever it is met in another way."""
    wishes = stage.pack.intents[stage.words.lang].everyday
    texts = [(label, text) for label, sense in wishes.items() for text in sense.examples[:2]]
    for name in WISHED_IN:
        async with stage.undone():
            await STATES[name](stage)
            for label, text in texts:
                async with stage.undone():
                    shown = await stage.says(text)
                    called = f"{label}: {text}, {name}"
                    await add(Scene("wished", called, shown, entry=True, aside=name != "fresh"))
    await numbered(stage, add)


async def numbered(stage: Stage, add: Add) -> None:
    """Wishes with a number in them, as far as an example has one."""
    await regular(stage)
    for label in ("pain-score", "later", "remind-at", "change-hour", "holiday", "walked", "got-equipment"):
        for text in stage.pack.intents[stage.words.lang].everyday[label].examples:
            async with stage.undone():
                shown = await stage.says(text)
                await add(Scene("wished", f"{label}: {text}", shown, entry=True, aside=True))


async def everywhere(stage: Stage, add: Add) -> None:
    """The screens with numbers to call, with those of each country."""
    for country in (*stage.pack.numbers, NOWHERE):
        async with stage.undone():
            await regular(stage, country=country)
            await _called(stage, add, country)
    await regular(stage, zone="UTC")
    await _called(stage, add, "nobody knows where")


async def _called(stage: Stage, add: Add, where: str) -> None:
    despair = stage.pack.intents[stage.words.lang].alarms["despair"].examples[0]
    for text in ("/help", "/settings", despair):
        shown = await stage.says(text)
        await add(Scene("whom to call", f"{text}, {where}", shown, entry=True, aside=True))
    for kind in ("same-day", "emergency"):
        await screened(stage, Fact.SCREENED, CARDS[kind][0])
        shown = await stage.says("/today")
        await add(Scene("whom to call", f"{kind}, {where}", shown, entry=True, aside=True))
