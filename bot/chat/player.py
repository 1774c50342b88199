"""The player: one message, edited in place, that leads through the session set by set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.chat import after, history, passing, today
from bot.chat.exercise import how_text, moving, once_text
from bot.chat.presses import HOW_IT_HURTS, Finish, HurtHow, Hurts, Play, Reopen, Undo
from bot.chat.steps import done_steps, every_step, last_touched, next_step, open_steps, state_of
from bot.coach.model import Category, Item, Leg
from bot.store import sessions
from bot.store.sessions import Day, SetDone, Side
from bot.talk.act import Act, Feature, Question, Stale, place
from bot.talk.amounts import numbers
from bot.talk.read import option
from bot.talk.screen import Button, Row, Screen
from bot.talk.wire import Press, wire


@wire("dn")
@dataclass(frozen=True, slots=True)
class Done(Press):
    on: date
    nr: int
    side: Side
    set_nr: int


@wire("wk")
@dataclass(frozen=True, slots=True)
class Walked(Press):
    """A walk, or the like, of that many minutes."""

    on: date
    nr: int
    minutes: int


@wire("hw")
@dataclass(frozen=True, slots=True)
class How(Press):
    on: date
    nr: int


@wire("sk")
@dataclass(frozen=True, slots=True)
class Skip(Press):
    on: date
    nr: int


MOST_MINUTES = 180  # of a walk


# Screens


def player_screen(act: Act, day: Day, step: SetDone, toast: str = "") -> Screen:
    item = day.state(step.nr).item
    words = act.words
    texts = words.exercise(item.exercise)
    text = words(
        "player.text",
        nr=1 + day.items.index(day.state(step.nr)),
        of=len(day.items),
        name=texts.name,
        what=what_text(act, item, step),
        cue=texts.cue,
    )
    done = Button(done_label(act, item, step), Done(day.on, step.nr, step.side, step.set_nr), "success")
    how = Button(words("button.how"), How(day.on, step.nr))
    undo = (Button(words("button.undo"), Undo(day.on)),) if last_touched(act, day) else ()
    second = Button(words("button.skip"), Skip(day.on, step.nr))
    hurts = Button(words("button.hurts"), Hurts(day.on, step.nr), "danger")
    stop = (Button(words("button.finish"), Finish(day.on)),) if day.done else ()
    other = tuple(
        Button(words("button.minutes", n=minutes), Walked(day.on, step.nr, minutes))
        for minutes in other_minutes(act, item)
    )
    rows: tuple[Row, ...] = ((done,), other, (*undo, how), (second, hurts), stop)
    return Screen(text, tuple(row for row in rows if row), moving(act, item.exercise, item.dose), toast)


def other_minutes(act: Act, item: Item) -> tuple[int, ...]:
    """Shorter and longer than planned, for a walk and the like; nothing for other exercises."""
    if act.library[item.exercise].category is not Category.AEROBIC or item.dose.seconds < 60:
        return ()
    planned = item.dose.seconds // 60
    return tuple(m for m in (planned // 2, planned + 5, planned + 10) if 0 < m != planned)


def what_text(act: Act, item: Item, step: SetDone) -> str:
    """What this set is: the dose, the side and the number where there is more than one."""
    sided = step.side is not Side.BOTH
    key = "player.dose" + ("-side" if sided else "") + ("-set" if item.dose.sets > 1 else "")
    side = act.words(f"player.side.{step.side}") if sided else ""
    return act.words(key, dose=once_text(act.words, item.dose), side=side, nr=step.set_nr, of=item.dose.sets)


def done_label(act: Act, item: Item, step: SetDone) -> str:
    if step.side is not Side.BOTH:
        return act.words(f"button.done-{step.side}", nr=step.set_nr, of=item.dose.sets)
    key = "button.done" if item.dose.sets == 1 else "button.done-set"
    return act.words(key, nr=step.set_nr, of=item.dose.sets)


def how_screen(act: Act, day: Day, nr: int) -> Screen:
    """The steps in words, under the same picture."""
    item = day.state(nr).item
    text = how_text(act, item.exercise)
    back = Button(act.words("button.back-to-exercise"), Play(day.on), "primary")
    return Screen(text, ((back,),), moving(act, item.exercise, item.dose))


# Handlers


def may_play(act: Act, on: date) -> None:
    """Raises Stale while exercise is kept back."""
    if act.person.set_up_at is None or act.standing.locked:
        raise Stale("stale.locked" if act.standing.locked else "stale.moved-on")
    if act.standing.unanswered or passing.to_ask(act):
        raise Stale("stale.answer-first")
    if on != act.today:
        raise Stale("stale.other-day")


async def current(act: Act, on: date) -> Day:
    """Today's stored session, if this press may still change it."""
    may_play(act, on)
    day = await today.stored(act)
    if day is None or day.finished_at is not None:
        raise Stale("stale.finished" if day else "stale.moved-on")
    return day


async def current_item(act: Act, press: How | Skip | Hurts | HurtHow | Walked) -> Day:
    """Today's session, if it has the exercise the press is about."""
    day = await current(act, press.on)
    if press.nr not in {each.nr for each in day.items}:
        raise Stale
    return day


async def play(act: Act, press: Play) -> Screen:
    """The next set to do; after the last one the questions that follow a session."""
    return await show(act, await current(act, press.on))


async def show(act: Act, day: Day, toast: str = "") -> Screen:
    step = next_step(act, day)
    if step is None:
        return await after.begin(act, day)
    act.enter("player")
    return replace(player_screen(act, day, step, toast), asks="player")


async def shown_anew(act: Act, toast: str) -> Screen:
    """Something was stored: the player as it is now."""
    return await show(act, await current(act, act.today), act.words(toast))


async def done(act: Act, press: Done) -> Screen:
    day = await current(act, press.on)
    one = SetDone(press.nr, press.side, press.set_nr)
    if one in day.done or one not in every_step(act, day):
        raise Stale
    await act.store(sessions.set_done, day.on, one, act.at)
    return await shown_anew(act, toast="player.noted")


async def walked(act: Act, press: Walked) -> Screen:
    """More counts, and less counts, too."""
    day = await current_item(act, press)
    state = day.state(press.nr)
    left = open_steps(act, day, state)
    if not left or not 0 < press.minutes <= MOST_MINUTES or not other_minutes(act, state.item):
        raise Stale
    await act.store(sessions.mark_item, day.on, replace(state, minutes=press.minutes))
    for one in left:
        await act.store(sessions.set_done, day.on, one, act.at)
    return await shown_anew(act, toast="player.noted")


async def undo(act: Act, press: Undo) -> Screen:
    day = await current(act, press.on)
    last = last_touched(act, day)
    if last is None:
        raise Stale
    if last.skipped:  # what was said to hurt is taken back with it
        await act.store(sessions.mark_item, day.on, replace(last, skipped=False, hurt=False, leg=Leg.NONE))
    else:
        await act.store(sessions.undo_set, day.on, done_steps(act, day, last)[-1])
        await act.store(sessions.mark_item, day.on, replace(last, minutes=None))
    return await shown_anew(act, toast="player.undone")


async def skip(act: Act, press: Skip) -> Screen:
    day = await current_item(act, press)
    if state_of(act, day, press.nr) == "done":
        raise Stale
    await leave(act, day, press.nr)
    return await shown_anew(act, toast="player.skipped")


async def leave(act: Act, day: Day, nr: int, hurt: bool = False, leg: Leg = Leg.NONE) -> None:
    if day.state(nr).skipped:
        raise Stale
    state = replace(day.state(nr), skipped=True, hurt=hurt, leg=leg)
    await act.store(sessions.mark_item, day.on, state)


async def how(act: Act, press: How) -> Screen:
    day = await current_item(act, press)
    return how_screen(act, day, press.nr)


async def finish(act: Act, press: Finish) -> Screen:
    return await after.begin(act, await current(act, press.on))


async def reopen(act: Act, press: Reopen) -> Screen:
    """There is time for the rest after all, on the same day."""
    may_play(act, press.on)
    day = await act.once(history.today)
    if day is None or day.finished_at is None or next_step(act, day) is None:
        raise Stale
    await act.store(sessions.close, replace(day, finished_at=None))
    return await play(act, Play(day.on))


# Typed


async def ask(act: Act) -> Screen:
    return await play(act, Play(act.today))


async def read(act: Act, text: str) -> Press | None:
    """The buttons' words typed: done, undo, skip, how, it hurts, and how it hurts."""
    day = await current(act, act.today)
    step = next_step(act, day)
    if step is None:
        return None
    if said := option(text, {word: act.words(f"player.typed.{word}") for word in _TYPED}):
        return _TYPED[said](step, day.on)
    if what := option(text, {what: act.words(f"hurts.options.{what}") for what in HOW_IT_HURTS}):
        return HurtHow(day.on, step.nr, what)
    minutes = _minutes(act, text) if other_minutes(act, day.state(step.nr).item) else None
    return Walked(day.on, step.nr, minutes) if minutes else None


def _minutes(act: Act, text: str) -> int | None:
    """ "25", "25 minutes", "half an hour": a time of day is none."""
    told = numbers(text, act.intents.amounts, act.intents.spelled)
    return told.minutes or (int(text) if text.strip().isdecimal() and len(text) < 4 else None)


_TYPED: Mapping[str, Callable[[SetDone, date], Press]] = {
    "done": lambda step, on: Done(on, step.nr, step.side, step.set_nr),
    "undo": lambda step, on: Undo(on),
    "skip": lambda step, on: Skip(on, step.nr),
    "how": lambda step, on: How(on, step.nr),
    "hurts": lambda step, on: Hurts(on, step.nr),
    "stop": lambda step, on: Finish(on),
}

FEATURE = Feature(
    presses={
        Play: play,
        Done: done,
        Walked: walked,
        Undo: undo,
        Skip: skip,
        How: how,
        Finish: finish,
        Reopen: reopen,
    },
    questions={"player": Question(ask, read)},
    flows=place("player", lasts=0, dropped=after.dropped),
)
