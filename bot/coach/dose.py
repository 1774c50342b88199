"""How long doses take, and how a session is made to take the minutes that were promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.coach.model import Category, Dose, Exercise, Item, Library, Session

REST_BETWEEN_SETS = 20  # seconds [J]
CHANGE_OVER = 15  # seconds to read the next exercise and get into position [J]
MAX_SETS = 3  # the longest set ladder of the catalogue: 1 > 2 > 3
SHORTEST, LONGEST = 0.95, 1.1  # of the minutes promised, while there is something to add or take away
WALKS = ((1800, 5), (1200, 4), (0, 3))  # from so many seconds so often a week: 10 min x 3 to 30 min x 5 [16]


def seconds(exercise: Exercise, dose: Dose) -> int:
    """Seconds of one item: work on every side, holds, and rest between sets."""
    return dose.sets * set_seconds(exercise, dose) + (dose.sets - 1) * REST_BETWEEN_SETS


def set_seconds(exercise: Exercise, dose: Dose) -> int:
    """Seconds of one set, on every side."""
    work = dose.reps * (exercise.tempo + dose.hold) if dose.reps else dose.seconds
    return work * (2 if exercise.sides else 1)


def session_seconds(session: Session, library: Library) -> int:
    """Seconds of a session with change-overs, without the aerobic item: a walk has minutes of its own."""
    return items_seconds(session.items, library)


def items_seconds(items: Sequence[Item], library: Library) -> int:
    """As session_seconds, for loose items; one that has left the library counts nothing."""
    pairs = [(library[item.exercise], item.dose) for item in items if item.exercise in library]
    counted = [(e, dose) for e, dose in pairs if e.category is not Category.AEROBIC]
    return sum(seconds(e, dose) + CHANGE_OVER for e, dose in counted)


def half(dose: Dose) -> Dose:
    """Half the volume, at least one repetition."""
    return replace(dose, reps=(dose.reps + 1) // 2, seconds=(dose.seconds + 1) // 2)


def rung_of(exercise: Exercise, item: Item) -> int:
    """Where on today's ladder that dose stands, whatever ladder its plan was made with; sets do not count.

    A dose that is no rung any more is the highest rung that takes no longer.
    """
    ladder, done = exercise.ladder, replace(item.dose, sets=1)
    then = min(item.level, len(ladder) - 1)
    if done in (ladder[then], half(ladder[then])):
        return then
    if done in ladder:
        return ladder.index(done)
    took = set_seconds(exercise, done)
    return max((n for n, dose in enumerate(ladder) if set_seconds(exercise, dose) <= took), default=0)


def rung_within(exercise: Exercise, seconds_at_most: float) -> int:
    """The longest steady rung of at most so many seconds, the first if all are longer."""
    return max((n for n, dose in enumerate(exercise.ladder) if dose.seconds <= seconds_at_most), default=0)


def walks_a_week(dose: Dose) -> int:
    """How often an aerobic dose is planned, 3 to 5: the walk grows longer and more frequent."""
    return next(times for least, times in WALKS if dose.seconds >= least)


def walked(dose: Dose, minutes: int) -> float:
    """What a walk of so many minutes is of the planned one, 0 to 1: `done` of a Performed."""
    return min(1.0, 60 * minutes / dose.seconds) if dose.seconds else 1.0


def fitted(items: Sequence[Item], library: Library, target: int, fill: bool = True) -> list[Item]:
    """Items whose sets take about `target` seconds; most important first, the last is dropped first.

    The ladder rules repetitions and holds; the minutes a person chose decide how often they go round,
    one to three times. Steady positions go round again after the rest and strength last of all, so
    that a start stays gentle.
    """
    kept = list(items)
    while items_seconds(kept, library) > LONGEST * target and _shorten(kept, library):
        pass
    while fill and items_seconds(kept, library) < SHORTEST * target and _lengthen(kept, library, target):
        pass
    return kept


def _with_sets(item: Item, more: int) -> Item:
    dose = item.dose
    return Item(item.exercise, item.level, Dose(dose.sets + more, dose.reps, dose.hold, dose.seconds))


def _shorten(items: list[Item], library: Library) -> bool:
    several = [i for i, item in enumerate(items) if item.dose.sets > 1]
    if several:
        longest = max(several, key=lambda i: seconds(library[items[i].exercise], items[i].dose))
        items[longest] = _with_sets(items[longest], -1)
    elif len(items) > 1:
        items.pop()
    return bool(several) or len(items) > 1


def _lengthen(items: list[Item], library: Library, target: int) -> bool:
    total = items_seconds(items, library)

    def fits(item: Item) -> bool:
        extra = set_seconds(library[item.exercise], item.dose) + REST_BETWEEN_SETS
        return 0 < item.dose.sets < MAX_SETS and total + extra <= LONGEST * target

    def last(i: int) -> tuple[bool, bool, int, int]:
        dose = items[i].dose
        return library[items[i].exercise].category is Category.STRENGTH, not dose.reps, dose.sets, i

    again = min((i for i, item in enumerate(items) if fits(item)), key=last, default=None)
    if again is not None:
        items[again] = _with_sets(items[again], 1)
    return again is not None
