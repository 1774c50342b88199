"""The taps of a session: which are done, which comes next, and what undo takes back."""

from __future__ import annotations

from bot.coach.model import Exercise, Leg
from bot.store.sessions import Day, ItemState, SetDone, Side
from bot.talk.act import Act

ENOUGH_SHARP = 2  # exercises left because of a sharp pain end a session [J]


def sharp(day: Day) -> int:
    """How many exercises were left because of a sharp pain."""
    return sum(state.hurt and state.leg is Leg.NONE for state in day.items)


def steps(exercise: Exercise, sets: int) -> list[tuple[Side, int]]:
    """The taps one item takes: each set, each side in turn."""
    sides = (Side.LEFT, Side.RIGHT) if exercise.sides else (Side.BOTH,)
    return [(side, nr) for nr in range(1, sets + 1) for side in sides]


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
    state = day.state(nr)
    if state.skipped:
        return "skipped"
    left = open_steps(act, day, state)
    if not left:
        return "done"
    return "begun" if any(each.nr == nr for each in day.done) else "open"


def every_step(act: Act, day: Day) -> set[SetDone]:
    return {
        SetDone(state.nr, side, nr)
        for state in day.items
        if state.item.exercise in act.library and not state.skipped
        for side, nr in steps(act.library[state.item.exercise], state.item.dose.sets)
    }
