"""Every command in every state that makes a difference, and what comes unasked or unexpected."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.chat import safety
from bot.chat.doctor import LONGEST_QUESTION, MOST_QUESTIONS
from bot.chat.features import ROUTES
from bot.chat.player import Skip
from bot.chat.presses import Finish, Play, Start
from bot.chat.reminder import Later
from bot.chat.start import Agree
from bot.coach.model import Dose, Item, Kind, Session
from bot.coach.screening import CARDS, Fact, Flag
from bot.gallery.people import (
    ANSWERED,
    EVERYTHING,
    LONG,
    WEEKS,
    goes_on,
    regular,
    scores,
    screened,
    since_when,
    time_is_over,
    weeks_behind,
    whole_day,
)
from bot.gallery.scene import Add, Scene, exercise_of
from bot.gallery.session import begins
from bot.gallery.stage import ME, NOW, TODAY, Stage
from bot.store import dialogs, lessons, people, sessions
from bot.store.dialogs import Said
from bot.talk.buttons import Choose, Go, Next
from bot.talk.heard import Odd, Public, Spot
from bot.talk.wire import Press, encode

State = Callable[[Stage], Awaitable[object]]


async def stranger(stage: Stage) -> None:
    """Nobody has met them."""


async def mid_start(stage: Stage) -> None:
    await stage.says("/start")
    await stage.taps(Agree())
    for card in CARDS:
        await stage.taps(Next(f"safety-{card}"))


async def rest_day(stage: Stage) -> None:
    await regular(stage, days=frozenset(range(7)) - {TODAY.weekday()})


async def with_everything(stage: Stage) -> None:
    await regular(stage, **EVERYTHING)


async def nothing_suits(stage: Stage) -> None:
    await regular(stage, never=frozenset(stage.pack.library))


async def agreed_to_less(stage: Stage) -> None:
    await regular(stage, agreed_text=None)


async def session_begun(stage: Stage) -> None:
    await regular(stage)
    every = sorted(stage.pack.library)
    await begins(stage, *every[:4])
    if len(every) > 1:
        await stage.taps(Skip(TODAY, 1))
    await stage.taps(Play(TODAY))


async def stopped_early(stage: Stage) -> None:
    await session_begun(stage)
    day = await sessions.day(stage.tx, ME, TODAY)
    assert day
    await sessions.close(stage.tx, ME, replace(day, finished_at=1))
    await stage.looks()


async def nothing_done(stage: Stage) -> None:
    await regular(stage)
    slug = sorted(stage.pack.library)[0]
    await sessions.plan(stage.tx, ME, Session(TODAY, Kind.PLANNED, (Item(slug, 0, Dose(reps=5)),)))
    await stage.taps(Finish(TODAY))


async def keen(stage: Stage) -> None:
    await regular(stage, 7 * WEEKS, minutes=5)
    await weeks_behind(stage)


async def finished(stage: Stage) -> None:
    await regular(stage)
    await whole_day(stage)


def flagged(kind: Fact, *flags: Flag) -> State:
    async def ready(stage: Stage) -> None:
        await regular(stage)
        await screened(stage, kind, *flags)

    return ready


async def assessed(stage: Stage) -> None:
    await flagged(Fact.SCREENED, CARDS["emergency"][0])(stage)
    await screened(stage, Fact.ASSESSED)


async def questions_of_their_own(stage: Stage) -> None:
    await regular(stage)
    for _ in range(MOST_QUESTIONS):
        await lessons.add_question(stage.tx, ME, 1, "W" * LONGEST_QUESTION)


async def session_of_yesterday(stage: Stage) -> None:
    """Its questions are still open."""
    await regular(stage)
    now, stage.now = stage.now, stage.now - timedelta(days=1)
    await begins(stage, sorted(stage.pack.library)[0])
    await stage.taps(Finish(stage.now.date()))
    stage.now = now


async def cards_of_long_ago(stage: Stage) -> None:
    now, stage.now = stage.now, stage.now - timedelta(days=10)
    await regular(stage)
    stage.now = now


def waiting(flow: str) -> State:
    async def ready(stage: Stage) -> None:
        await regular(stage)
        await stage.is_asked(flow)

    return ready


STATES: Mapping[str, State] = {
    "fresh": regular,
    "before consent": stranger,
    "in the middle of the start": mid_start,
    "everything ticked": with_everything,
    "nothing suits": nothing_suits,
    "agreed to less": agreed_to_less,
    "nobody knows since when": since_when,
    "its time is over": time_is_over,
    "rest day": rest_day,
    "session begun": session_begun,
    "session stopped early": stopped_early,
    "nothing done today": nothing_done,
    "session finished": finished,
    "yesterday unanswered": session_of_yesterday,
    "gentle": flagged(Fact.SCREENED, Flag.PREGNANT),
    "emergency": flagged(Fact.SCREENED, CARDS["emergency"][0]),
    "urgent": flagged(Fact.SCREENED, CARDS["same-day"][0]),
    "assessed": assessed,
    "cards are due": flagged(Fact.DUE),
    "a line is ticked": flagged(Fact.TICKED, CARDS["emergency"][0]),
    "own questions": questions_of_their_own,
}


async def commands(stage: Stage, add: Add) -> None:
    for name, ready in STATES.items():
        async with stage.undone():
            await ready(stage)
            for command in ROUTES.commands:
                async with stage.undone():
                    shown = await stage.says(f"/{command}")
                    await add(Scene(command, f"/{command}, {name}", shown, entry=True))


async def interrupted(stage: Stage, add: Add) -> None:
    """What still waits is one tap away: each flow under one command, the longest name under every one."""
    called = {name: flow.called for name, flow in ROUTES.flows.items() if flow.called}
    longest = max(called, key=lambda name: len(stage.words(f"dialog.back.{called[name]}")))
    for name in called:
        for command in ROUTES.commands if name == longest else ("progress",):
            async with stage.undone():
                await waiting(name)(stage)
                shown = await stage.says(f"/{command}")
                await add(
                    Scene(
                        "what waits",
                        f"/{command}, {name} waits",
                        shown,
                        entry=True,
                        aside=command != "progress",
                    )
                )


async def dropped(stage: Stage, add: Add) -> None:
    """A question whose day is over, and one that cannot be read any more."""
    await regular(stage)
    for name, flow in ROUTES.flows.items():
        if flow.lasts is not None:
            async with stage.undone():
                await stage.is_asked(name, on=TODAY - timedelta(days=flow.lasts + 1))
                await add(Scene("what waits", f"{name} is over", await stage.says("/today"), entry=True))
    async with stage.undone():
        last = safety.QUESTIONS[-1]
        await stage.is_asked("redflags", last, on=TODAY - timedelta(days=2))
        await add(
            Scene("what waits", "the first cards are of days ago", await stage.taps(Next(last)), entry=True)
        )
    async with stage.undone():
        await dialogs.save(stage.tx, ME, '[{"flow": "?"}]', False, Said())
        await add(Scene("what waits", "a question is lost", await stage.says("/today"), entry=True))


async def calm(stage: Stage, add: Add) -> None:
    """The third session is done: a plan for bad days is offered."""
    await regular(stage)
    for days in (2, 1, 0):
        stage.now = NOW - timedelta(days=days)
        shown = await whole_day(stage)
    await add(Scene("after", "the third session", shown, aside=True))


async def told_twice(stage: Stage, add: Add) -> None:
    """Before consent, right under the welcome."""
    await people.meet(stage.tx, ME, stage.words.lang)
    offers = {stage.words("button.agree"): encode(Agree())}
    await dialogs.save(stage.tx, ME, "[]", False, Said(offers=offers))
    await add(Scene("written", "not the button", await stage.says("lalala"), entry=True, aside=True))


async def places(stage: Stage, add: Add) -> None:
    await regular(stage)
    for place in (*ROUTES.places, "here"):
        async with stage.undone():
            shown = await stage.taps(Go(place))
            await add(Scene("places", place, shown, about=exercise_of(shown.screen)))


async def unasked(stage: Stage, add: Add) -> None:
    """What the coach says on its own account, to whom there is anything to say."""
    for name, ready in STATES.items():
        async with stage.undone():
            await ready(stage)
            for kind in ROUTES.dues:
                async with stage.undone():
                    if shown := await stage.is_reminded(kind):
                        await add(Scene("morning", f"{kind}, {name}", shown, entry=True))
    await regular(stage)
    await stage.is_asked("morning")
    await add(Scene("morning", "when again", await stage.taps(Later(TODAY, "ask"))))


async def unexpected(stage: Stage, add: Add) -> None:
    async with stage.undone():
        await regular(stage)
        for kind in ("picture", "other", "edited", "forwarded"):
            await add(Scene("unexpected", kind, await stage.sends(Odd(kind)), entry=True))
        for text in ("qwertz", "/qwertz"):
            await add(Scene("unexpected", text, await stage.says(text), entry=True))
        await add(Scene("unexpected", "in a group", await stage.sends(Public()), entry=True))
        await add(Scene("unexpected", "something of ours broke", await stage.is_let_down(), entry=True))
        await stage.is_asked("edit-zone")
        await add(Scene("unexpected", "a place at sea", await stage.sends(Spot(0.0, -150.0)), aside=True))
    await _old_buttons(stage, add)


async def _old_buttons(stage: Stage, add: Add) -> None:
    """Taps that no longer fit: the answer is a toast."""
    yesterday = TODAY - timedelta(days=1)
    old: tuple[tuple[str, State, Press], ...] = (
        ("a question that is not open", regular, Choose("before", "3")),
        ("a session of another day", regular, Finish(yesterday)),
        ("a session that is closed", stopped_early, Finish(TODAY)),
        ("a place that is no more", regular, Go("nowhere")),
        ("exercise is locked", STATES["emergency"], Finish(TODAY)),
        ("the cards come first", STATES["cards are due"], Finish(TODAY)),
    )
    for name, ready, press in old:
        async with stage.undone():
            await ready(stage)
            await add(Scene("unexpected", f"an old button: {name}", await stage.taps(press)))


async def outcomes(stage: Stage, add: Add) -> None:
    """Better, the same and worse, in numbers and in a picture."""
    for name, then, now in (("better", 8, 1), ("the same", 5, 5), ("worse", 1, 8)):
        async with stage.undone():
            await regular(stage)
            await scores(stage, then, now)
            await add(Scene("progress", f"/progress, {name}", await stage.says("/progress"), entry=True))
            await scores(stage, then, now, LONG)
            shown = await stage.says("/progress")
            await add(Scene("progress", f"/progress, {name}, a long name", shown, entry=True, aside=True))


async def six_weeks_on(stage: Stage, add: Add) -> None:
    await keen(stage)
    for command in ROUTES.commands:
        async with stage.undone():
            await add(
                Scene(command, f"/{command}, six weeks on", await stage.says(f"/{command}"), entry=True)
            )
    await add(Scene("after", "six weeks on", await whole_day(stage)))


async def endings(stage: Stage, add: Add) -> None:
    """What is said after a session."""
    async with stage.undone():
        await regular(stage)
        await add(Scene("after", "the first session", await whole_day(stage)))
    for difficulty, worst in (("hard", "3"), ("could-not", "3"), ("right", "9")):
        async with stage.undone():
            await session_begun(stage)
            await stage.taps(Finish(TODAY))
            await stage.taps(Choose("worst", worst))
            shown = await goes_on(stage, await stage.taps(Choose("difficulty", difficulty)))
            await add(Scene("after", f"{difficulty}, {worst} at worst", shown))
    async with stage.undone():
        await session_begun(stage)
        await stage.taps(Finish(TODAY))
        await stage.taps(Choose("worst", "10"))
        await stage.taps(Choose("difficulty", "right"))
        await add(Scene("after", "as bad as can be", await stage.taps(Choose("leg", ANSWERED["leg"]))))
    async with stage.undone():
        await session_of_yesterday(stage)
        await add(Scene("after", "of yesterday", await goes_on(stage, await stage.looks())))


async def before(stage: Stage, add: Add) -> None:
    """What the score makes of the day; and the cards, when it is a week since they were answered."""
    async with stage.undone():
        await cards_of_long_ago(stage)
        await stage.says("/today")
        await add(Scene("before", "a week after the cards", await stage.taps(Start(TODAY))))
    await regular(stage)
    for score in range(11):
        async with stage.undone():
            await stage.taps(Start(TODAY))
            shown = await stage.taps(Choose("before", str(score)))
            while shown.asks and shown.asks[0] == "rescreen":
                shown = await stage.taps(Next(shown.asks[1]))
            dull = score not in (7, 10)
            await add(Scene("before", f"{score} of 10", shown, about=exercise_of(shown.screen), aside=dull))
