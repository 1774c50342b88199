"""The player: one message, edited in place, that leads through the session set by set."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.chat import after
from bot.chat.exercise import how_text, moving, once_text
from bot.chat.history import steps
from bot.chat.presses import HOW_IT_HURTS, Finish, HurtHow, Hurts, Play, Undo
from bot.coach.model import Category, Item, Leg
from bot.store import sessions
from bot.store.sessions import Day, ItemState, SetDone, Side
from bot.talk.act import Act, Feature, Question, Stale
from bot.talk.read import option, whole_number
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


# What is done and what is next


def open_steps(act: Act, day: Day, state: ItemState) -> list[SetDone]:
    """The sets of an item that are still to do; none once it is skipped."""
    exercise = act.library.get(state.item.exercise)
    if state.skipped or exercise is None:
        return []
    every = (SetDone(state.nr, side, nr) for side, nr in steps(exercise, state.item.dose.sets))
    return [each for each in every if each not in day.done]


def next_step(act: Act, day: Day) -> SetDone | None:
    return next((step for state in day.items for step in open_steps(act, day, state)), None)


def done_steps(act: Act, day: Day, state: ItemState) -> list[SetDone]:
    """The sets of an item that are done, in order."""
    exercise = act.library.get(state.item.exercise)
    every = steps(exercise, state.item.dose.sets) if exercise else []
    return [one for side, nr in every if (one := SetDone(state.nr, side, nr)) in day.done]


def last_touched(act: Act, day: Day) -> ItemState | None:
    """The item whose skip, or else whose last set, undo takes back."""
    touched = (state for state in reversed(day.items) if state.skipped or done_steps(act, day, state))
    return next(touched, None)


def state_of(act: Act, day: Day, nr: int) -> str:
    """`done`, `skipped`, `begun` or `open`: the tick in the list."""
    state = day.items[nr]
    if state.skipped:
        return "skipped"
    left = open_steps(act, day, state)
    if not left:
        return "done"
    return "begun" if any(each.nr == nr for each in day.done) else "open"


# Screens


def player_screen(act: Act, day: Day, step: SetDone, toast: str = "") -> Screen:
    item = day.items[step.nr].item
    words = act.words
    texts = words.exercise(item.exercise)
    text = words(
        "player.text",
        nr=step.nr + 1,
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
    item = day.items[nr].item
    text = how_text(act, item.exercise)
    back = Button(act.words("button.back-to-exercise"), Play(day.on), "primary")
    return Screen(text, ((back,),), moving(act, item.exercise, item.dose))


# Handlers


async def current(act: Act, on: date) -> Day:
    """Today's stored session, if this press may still change it."""
    if act.person.set_up_at is None or act.standing.locked:
        raise Stale("stale.locked" if act.standing.locked else "stale.moved-on")
    if on != act.today:
        raise Stale("stale.other-day")
    day = await sessions.day(act.tx, act.person.id, on)
    if day is None or day.finished_at is not None:
        raise Stale("stale.finished" if day else "stale.moved-on")
    return day


async def current_item(act: Act, press: How | Skip | Hurts | HurtHow | Walked) -> Day:
    """Today's session, if it has the exercise the press is about."""
    day = await current(act, press.on)
    if not 0 <= press.nr < len(day.items):
        raise Stale
    return day


async def play(act: Act, press: Play, toast: str = "") -> Screen:
    """The next set to do; after the last one the questions that follow a session."""
    day = await current(act, press.on)
    step = next_step(act, day)
    if step is None:
        return await after.begin(act, day)
    await act.ask("player", on=str(day.on))
    return player_screen(act, day, step, toast)


async def done(act: Act, press: Done) -> Screen:
    day = await current(act, press.on)
    one = SetDone(press.nr, press.side, press.set_nr)
    if one in day.done or one not in every_step(act, day):
        raise Stale
    await sessions.set_done(act.tx, act.person.id, day.on, one, act.at)
    return await play(act, Play(day.on), toast=act.words("player.noted"))


def every_step(act: Act, day: Day) -> set[SetDone]:
    return {
        SetDone(state.nr, side, nr)
        for state in day.items
        if state.item.exercise in act.library and not state.skipped
        for side, nr in steps(act.library[state.item.exercise], state.item.dose.sets)
    }


async def walked(act: Act, press: Walked) -> Screen:
    """More counts, and less counts, too."""
    day = await current_item(act, press)
    state = day.items[press.nr]
    left = open_steps(act, day, state)
    if not left or not 0 < press.minutes <= MOST_MINUTES or not other_minutes(act, state.item):
        raise Stale
    await sessions.mark_item(act.tx, act.person.id, day.on, replace(state, minutes=press.minutes))
    for one in left:
        await sessions.set_done(act.tx, act.person.id, day.on, one, act.at)
    return await play(act, Play(day.on), toast=act.words("player.noted"))


async def undo(act: Act, press: Undo) -> Screen:
    day = await current(act, press.on)
    last = last_touched(act, day)
    if last is None:
        raise Stale
    if last.skipped:
        await sessions.mark_item(act.tx, act.person.id, day.on, replace(last, skipped=False))
    else:
        await sessions.undo_set(act.tx, act.person.id, day.on, done_steps(act, day, last)[-1])
        await sessions.mark_item(act.tx, act.person.id, day.on, replace(last, minutes=None))
    return await play(act, Play(day.on), toast=act.words("player.undone"))


async def skip(act: Act, press: Skip) -> Screen:
    day = await current_item(act, press)
    if state_of(act, day, press.nr) == "done":
        raise Stale
    await leave(act, day, press.nr)
    return await play(act, Play(day.on), toast=act.words("player.skipped"))


async def leave(act: Act, day: Day, nr: int, hurt: bool = False, leg: Leg = Leg.NONE) -> None:
    if day.items[nr].skipped:
        raise Stale
    state = replace(day.items[nr], skipped=True, hurt=hurt, leg=leg)
    await sessions.mark_item(act.tx, act.person.id, day.on, state)


async def how(act: Act, press: How) -> Screen:
    day = await current_item(act, press)
    return how_screen(act, day, press.nr)


async def finish(act: Act, press: Finish) -> Screen:
    return await after.begin(act, await current(act, press.on))


# Typed


async def ask(act: Act) -> Screen:
    on = date.fromisoformat(str(act.dialog.draft["on"]))
    if on != act.today:
        return await act.routes.commands["today"](act)
    return await play(act, Play(on))


async def read(act: Act, text: str) -> Screen | None:
    """The buttons' words typed: done, undo, skip, how, it hurts, and how it hurts."""
    on = date.fromisoformat(str(act.dialog.draft["on"]))
    day = await current(act, on)
    step = next_step(act, day)
    if step is None:
        return None
    said = option(text, {word: act.words(f"player.typed.{word}") for word in _TYPED})
    if said:
        return await _TYPED[said](act, day, step)
    what = option(text, {what: act.words(f"hurts.options.{what}") for what in HOW_IT_HURTS})
    if what:
        return await act.routes.presses[HurtHow](act, HurtHow(day.on, step.nr, what))
    minutes = whole_number(text) if other_minutes(act, day.items[step.nr].item) else None
    return await walked(act, Walked(day.on, step.nr, minutes)) if minutes else None


_TYPED: Mapping[str, Callable[[Act, Day, SetDone], Awaitable[Screen]]] = {
    "done": lambda act, day, step: done(act, Done(day.on, step.nr, step.side, step.set_nr)),
    "undo": lambda act, day, step: undo(act, Undo(day.on)),
    "skip": lambda act, day, step: skip(act, Skip(day.on, step.nr)),
    "how": lambda act, day, step: how(act, How(day.on, step.nr)),
    "hurts": lambda act, day, step: act.routes.presses[Hurts](act, Hurts(day.on, step.nr)),
    "stop": lambda act, day, step: finish(act, Finish(day.on)),
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
    },
    questions={"player": Question(ask, read)},
)
