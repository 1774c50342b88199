"""The shelf of a day: what may be planned, and which exercise is taken next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.coach.day import days_away, levels_after_break
from bot.coach.dose import CHANGE_OVER, half, seconds
from bot.coach.model import (
    Category,
    Exercise,
    History,
    Item,
    Kind,
    Level,
    Library,
    Muscle,
    Profile,
    Site,
)
from bot.coach.screening import Standing, conditions_implied
from bot.coach.suit import suitable

Slot = tuple[Category, ...]
"""Categories for one exercise of a session, the wanted one first."""

MAIN = frozenset({Category.DIRECTIONAL, Category.MOBILITY, Category.STABILISATION, Category.STRENGTH})
BRACE = "brace"  # the one stabilisation exercise of the gentle set, by slug: an allow-list on purpose
ROOM_LEFT = 60  # seconds kept free for every exercise still to be chosen
STRENGTH_APART = 2  # calendar days between the same strength exercise: ≥48 h (evidence.md §5)
RECENT_DAYS = 28  # an exercise done since belongs to the person's repertoire
OUTGROWN_CLEAN = 2  # clean sessions on the last rung before the harder variant takes over [J]

LOW = frozenset({Site.LOW_BACK, Site.BUTTOCK, Site.UPPER_LEG, Site.LOWER_LEG})
HELPS_LOW = frozenset(
    {Muscle.GLUTEALS, Muscle.ERECTOR_SPINAE, Muscle.MULTIFIDUS, Muscle.DEEP_ABDOMINALS, Muscle.ABDOMINALS}
)
HELPS_HIGH = frozenset({Muscle.LATISSIMUS_DORSI, Muscle.TRAPEZIUS, Muscle.RHOMBOIDS, Muscle.SHOULDERS})


Tier = Callable[[Exercise], bool]


def _relief(e: Exercise) -> bool:
    return e.relief


def _mobility(e: Exercise) -> bool:
    return e.relief or e.category is Category.MOBILITY


def _gentle(e: Exercise) -> bool:
    return _mobility(e) or e.slug == BRACE


TIERS: dict[Kind, tuple[Tier, ...]] = {  # the first with anything in it; every tier is safe for its day
    Kind.RELIEF: (_relief, _gentle),
    Kind.FLARE: (_mobility, _gentle),
    Kind.GENTLE: (_gentle,),
    Kind.EASY: (_gentle,),
    Kind.PLANNED: (lambda e: e.category in MAIN,),
}
FROM_THE_START = frozenset({Kind.GENTLE, Kind.RELIEF})  # kinds that stay on the first rung


@dataclass(frozen=True, slots=True)
class Shelf:
    """What may be planned on a day, and what is known about it."""

    profile: Profile
    kind: Kind
    today: date
    suited: tuple[Exercise, ...]  # by slug
    exercises: tuple[Exercise, ...]  # of these, the ones that are not rested
    levels: Mapping[str, Level]
    done_on: Mapping[str, date]  # last time, within RECENT_DAYS

    def level(self, e: Exercise) -> Level:
        return self.levels.get(e.slug, Level())

    def item(self, e: Exercise) -> Item:
        rung = 0 if self.kind in FROM_THE_START else min(self.level(e).rung, len(e.ladder) - 1)
        dose = e.ladder[rung]
        return Item(e.slug, rung, half(dose) if self.kind is Kind.FLARE else dose)

    def rested(self, e: Exercise) -> bool:
        """Enough time since the last go; only strength needs it."""
        last = self.done_on.get(e.slug)
        if e.category is not Category.STRENGTH or last is None:
            return True
        return abs((self.today - last).days) >= STRENGTH_APART


def shelf_of(
    profile: Profile, history: History, library: Library, today: date, standing: Standing, kind: Kind
) -> Shelf:
    """What a person, a history and a day leave to choose from."""
    levels, _ = levels_after_break(history.levels, days_away(history.sessions[-2:], today) or 0)
    resting = {slug for slug, level in levels.items() if level.rested_until and level.rested_until > today}
    fit = suitable(profile, library, conditions_implied(standing.referrals))
    awake = tuple(e for e in fit if e.slug not in resting)
    return Shelf(profile, kind, today, fit, awake, levels, _done_on(history, today))


def _done_on(history: History, today: date) -> dict[str, date]:
    done: dict[str, date] = {}
    for past in reversed(history.sessions):
        if (today - past.on).days > RECENT_DAYS:
            break
        for performed in past.performed:
            if performed.done > 0:
                done.setdefault(performed.exercise, past.on)
    return done


def candidates(shelf: Shelf) -> list[Exercise]:
    """What this kind of day allows today."""
    tiers = ([e for e in shelf.exercises if tier(e) and shelf.rested(e)] for tier in TIERS[shelf.kind])
    found = next((tier for tier in tiers if tier), [])
    ready = [e for e in found if _ready(shelf, e) and not _outgrown(shelf, e)]
    return ready or found


def _ready(shelf: Shelf, e: Exercise) -> bool:
    """Not before its easier variant is half climbed, unless known already; on gentle days never."""
    easier = next((x for x in shelf.suited if x.slug == e.easier and x.category is e.category), None)
    if easier is None or _stands_in(shelf, e):
        return True
    if shelf.kind in FROM_THE_START:
        return False
    return e.slug in shelf.done_on or shelf.level(easier).rung >= len(easier.ladder) // 2


def _stands_in(shelf: Shelf, e: Exercise) -> bool:
    """The easier variant of one that is rested takes its place."""
    return any(x.easier == e.slug and x not in shelf.exercises for x in shelf.suited)


def _outgrown(shelf: Shelf, e: Exercise) -> bool:
    """On its last rung, settled there, and the harder variant can take over."""
    level = shelf.level(e)
    top = level.rung >= len(e.ladder) - 1 and level.clean >= OUTGROWN_CLEAN
    return top and any(x.slug == e.harder and x.category is e.category for x in shelf.exercises)


def choose(shelf: Shelf, slots: Sequence[Slot], budget: int) -> list[Exercise]:
    """One exercise a slot, most important first, each short enough to leave room for the others."""
    pool = candidates(shelf)
    chosen: list[Exercise] = []
    for n, slot in enumerate(slots):
        free = [e for e in pool if e not in chosen]
        room = budget - sum(_once(shelf, e) for e in chosen) - ROOM_LEFT * (len(slots) - n - 1)
        shortest = [] if chosen else sorted(free, key=lambda e: _once(shelf, e))[:1]
        short = [e for e in free if _once(shelf, e) <= room] or shortest
        lists = (_repertoire(shelf, [e for e in short if e.category is c], slots, c) for c in slot)
        options = next((found for found in lists if found), None) or short
        if options:
            chosen.append(min(options, key=lambda e: rank(shelf, e)))
    return chosen


def _once(shelf: Shelf, e: Exercise) -> int:
    return seconds(e, replace(shelf.item(e).dose, sets=1)) + CHANGE_OVER


def _repertoire(
    shelf: Shelf, options: list[Exercise], slots: Sequence[Slot], category: Category
) -> list[Exercise]:
    """Known exercises only, once there are two for every slot: variety, not novelty for its own sake."""
    wanted = 2 * max(1, sum(slot[0] is category for slot in slots))
    fit = [e for e in shelf.exercises if e.category is category and e.slug in shelf.done_on]
    known = [e for e in fit if not _outgrown(shelf, e)]
    return [e for e in options if e in known] if len(known) >= wanted else options


def rank(shelf: Shelf, e: Exercise) -> tuple[bool, date, int, str]:
    """Smallest first: stand-ins, then the longest not done, then what fits where it hurts, then by slug."""
    low = bool(shelf.profile.sites & LOW) and e.muscles[0] in HELPS_LOW
    high = bool(shelf.profile.sites - LOW) and e.muscles[0] in HELPS_HIGH
    next_up = any(x.harder == e.slug and _outgrown(shelf, x) for x in shelf.exercises)
    fit = low + high + 2 * next_up
    return not _stands_in(shelf, e), shelf.done_on.get(e.slug, date.min), -fit, e.slug
