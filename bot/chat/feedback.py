"""What somebody tells of a session or of their things in their own words: kept, said back, to be changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.chat import after, agenda, history, pain, player, profile, settings, today
from bot.chat.player import Walked, other_minutes
from bot.chat.postpone import change
from bot.chat.presses import Finish, Play
from bot.chat.settings import Edit
from bot.chat.steps import every_step, next_step
from bot.coach.model import Difficulty, Equipment
from bot.store import sessions
from bot.store.sessions import Day
from bot.talk import understand
from bot.talk.act import Act, Feature, Stale
from bot.talk.buttons import Back
from bot.talk.screen import Button, Screen, rows
from bot.talk.understand import Meaning
from bot.talk.wire import Press, wire


@wire("df")
@dataclass(frozen=True, slots=True)
class Rated(Press):
    """How hard the session of that day was after all."""

    on: date
    difficulty: Difficulty


@wire("al")
@dataclass(frozen=True, slots=True)
class AllDone(Press):
    """Every set of the day that is still open was done."""

    on: date


FRESH = timedelta(days=2)  # a session that a word about how hard it was can mean


# A score


async def score(act: Act, meant: Meaning) -> Screen:
    """Kept as if it were tapped, and the next question under it."""
    if meant.score is None:
        return await pain.ask(act)
    await act.begin("pain")
    await pain.save_score(act, frozenset({str(meant.score)}))
    screen = await act.onward("pain-now")
    said = act.words("wish.score", score=meant.score)
    rest = tuple(row for row in screen.rows if Back(act.question) not in {each.press for each in row})
    return replace(screen, text=f"{said}\n\n{screen.text}", rows=(*rest, change(act, Back(act.question))))


# A session


async def too_easy(act: Act, meant: Meaning) -> Screen | None:
    return await rate(act, Difficulty.EASY)


async def too_hard(act: Act, meant: Meaning) -> Screen | None:
    return await rate(act, Difficulty.HARD)


async def rate(act: Act, difficulty: Difficulty) -> Screen | None:
    """Of the last session, where there is one that it can be about; None otherwise."""
    every = [day for day in await act.once(history.days) if day.done and day.finished_at is not None]
    if not every or act.today - every[-1].on > FRESH or act.question == "player":
        return None
    return await rated(act, Rated(every[-1].on, difficulty))


async def rated(act: Act, press: Rated) -> Screen:
    day = await sessions.day(act.tx, act.person.id, press.on)
    if day is None or day.finished_at is None or not day.done or act.today - day.on > FRESH:
        raise Stale("stale.other-day")
    await act.store(sessions.close, replace(day, difficulty=press.difficulty))
    others = [each for each in Difficulty if each is not press.difficulty]
    buttons = [Button(after.difficulty_name(act, each), Rated(press.on, each)) for each in others]
    named = after.difficulty_name(act, press.difficulty)
    text = act.words("wish.rated", day=act.day_name(press.on), difficulty=named)
    return Screen(text, (*rows(buttons, 2), today.open_row(act)))


async def done(act: Act, meant: Meaning) -> Screen | None:
    """All of a session that was begun? One that was not has to be opened first: its plan is not made yet."""
    day = await act.once(history.today)
    if day is None or day.finished_at is not None or next_step(act, day) is None:
        return None
    every = Button(act.words("wish.all-done.yes"), AllDone(day.on), "primary")
    some = Button(act.words("wish.all-done.some"), Play(day.on))
    return Screen(act.words("wish.all-done.text"), ((every,), (some,)))


async def all_done(act: Act, press: AllDone) -> Screen:
    """Each open set counts; what was skipped stays skipped."""
    day = await player.current(act, press.on)
    for one in sorted(every_step(act, day) - set(day.done), key=lambda one: (one.nr, one.set_nr, one.side)):
        await act.store(sessions.set_done, day.on, one, act.at)
    return await player.finish(act, Finish(press.on))


async def walked(act: Act, meant: Meaning) -> Screen | None:
    """The walk of today's plan, if it is open; any other walk is good by itself."""
    day = await act.once(history.today)
    nr = _walk(act, day) if day and day.finished_at is None else None
    if nr is None or meant.minutes is None:
        return None
    return await player.walked(act, Walked(act.today, nr, min(meant.minutes, player.MOST_MINUTES)))


def _walk(act: Act, day: Day) -> int | None:
    left = {step.nr for step in every_step(act, day) - set(day.done)}
    return next(
        (state.nr for state in day.items if state.nr in left and other_minutes(act, state.item)), None
    )


# Things


async def got(act: Act, meant: Meaning) -> Screen:
    named = equipment_in(act, meant.text)
    return await _owns(act, (act.answers.equipment or frozenset()) | named, named)


async def lost(act: Act, meant: Meaning) -> Screen:
    named = equipment_in(act, meant.text)
    return await _owns(act, (act.answers.equipment or frozenset()) - named, named)


async def _owns(act: Act, now: Iterable[Equipment], named: frozenset[Equipment]) -> Screen:
    """Said back; what was not named by a word we know is asked."""
    if not named:
        return await settings.edit(act, Edit("equipment"))
    await act.save_answers(equipment=frozenset(now))
    await agenda.derive(act)
    text = act.words("wish.equipment", equipment=settings.summary(act)["equipment"])
    return Screen(text, (change(act, Edit("equipment")), today.open_row(act)))


def equipment_in(act: Act, text: str) -> frozenset[Equipment]:
    """What is named in it, by a word of the content."""
    said = understand.stems(text, act.intents)
    return frozenset(
        each
        for each in profile.ASKED_EQUIPMENT
        if any(
            understand.stems(name, act.intents) <= said for name in act.words.lines(f"typed.equipment-{each}")
        )
    )


FEATURE = Feature(presses={Rated: rated, AllDone: all_done})
