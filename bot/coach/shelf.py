"""The shelf of a day: what may be planned, and what is known about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.coach import direction
from bot.coach.day import days_away, easy_days, levels_after_break, levels_after_easy_days
from bot.coach.direction import Preference
from bot.coach.dose import CHANGE_OVER, half, set_seconds
from bot.coach.fitness import first_rung
from bot.coach.lately import TRAINING, Lately, lately
from bot.coach.model import (
    ALWAYS_AT_HAND,
    Area,
    Category,
    Equipment,
    Exercise,
    History,
    Item,
    Kind,
    Level,
    Library,
    Profile,
    area_of,
)
from bot.coach.screening import Standing, conditions_implied
from bot.coach.slots import STRONG_APART
from bot.coach.suit import harder_variants, suitable

MAIN = frozenset({Category.DIRECTIONAL, Category.MOBILITY, Category.STABILISATION, Category.STRENGTH})
BRACE = "brace"  # the one stabilisation exercise of the gentle set, by slug: an allow-list on purpose
NEUTRAL = (BRACE, "pelvic-tilt", "seated-tilt")  # where the neutral spine is found, by slug
NEUTRAL_TIMES = 3  # [J] done in full so often without pain: found; limbs may move (DLS)
OUTGROWN_CLEAN = 2  # clean sessions on the last rung before a harder variant takes over [J]
EASIER_RUNGS = 2  # of the easier variant, before one is tried: half its ladder if that is less [J]
EASIER_TIMES = 5  # in full and without pain do as well [J]
EASIER_TIMES_KIT = 2  # and these for what a person owns and has not used [J]
SETS = 2  # of strength and stabilisation, on every rung; 2 to 3 [38, 39]


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
    """What may be planned on a day, and what is known about it. Everything by slug."""

    profile: Profile
    kind: Kind
    today: date
    suited: Mapping[str, Exercise]
    exercises: tuple[Exercise, ...]  # of these, the ones that are not rested
    levels: Mapping[str, Level]
    lately: Lately
    preference: Preference
    stands_in: Mapping[str, str]  # the easier variant: the one that is rested
    outgrown: frozenset[str]
    next_up: frozenset[str]  # the harder variants of the outgrown
    unused: frozenset[Equipment]  # what the person owns and no exercise has asked for lately
    harder: Mapping[str, tuple[Exercise, ...]]  # the harder variants that suit

    def level(self, e: Exercise) -> Level:
        return self.levels.get(e.slug) or Level(first_rung(self.profile, e))

    def rung(self, e: Exercise) -> int:
        return 0 if self.kind in FROM_THE_START else min(self.level(e).rung, len(e.ladder) - 1)

    @property
    def done_on(self) -> Mapping[str, date]:
        """The last time, within RECENT_DAYS."""
        return self.lately.done_on

    def item(self, e: Exercise) -> Item:
        rung = self.rung(e)
        dose = e.ladder[rung]
        if self.kind is Kind.PLANNED and e.category in TRAINING:
            dose = replace(dose, sets=SETS)
        return Item(e.slug, rung, half(dose) if self.kind is Kind.FLARE else dose)

    def once(self, e: Exercise) -> int:
        """Seconds of one set with its change-over, at most."""
        return set_seconds(e, e.ladder[self.rung(e)]) + CHANGE_OVER

    def rested(self, e: Exercise) -> bool:
        """Enough time since the last go; only strength needs it."""
        last = self.done_on.get(e.slug)
        if e.category is not Category.STRENGTH or last is None:
            return True
        return abs((self.today - last).days) >= STRONG_APART

    def leads(self, e: Exercise) -> bool:
        """Of the direction that is preferred, or tested."""
        return self.preference.leads is not None and direction.direction_of(e) is self.preference.leads

    def last_day_of(self, category: Category) -> date | None:
        """The last day with an exercise of that category, within RECENT_DAYS."""
        done = (self.done_on.get(e.slug) for e in self.suited.values() if e.category is category)
        return max((on for on in done if on is not None), default=None)


def shelf_of(
    profile: Profile, history: History, library: Library, today: date, standing: Standing, kind: Kind
) -> Shelf:
    """What a person, a history and a day leave to choose from."""
    levels = levels_today(history, library, today)
    leaning = direction.preference(profile, history, library, today)
    fit = suitable(profile, library, conditions_implied(standing.referrals), leaning.avoid)
    suited = {e.slug: e for e in fit if leaning.allows(e)}
    resting = {slug for slug, level in levels.items() if level.rested_until and level.rested_until > today}
    awake = {slug: e for slug, e in suited.items() if slug not in resting}
    harder = harder_variants(awake.values())
    outgrown = frozenset(
        slug for slug in harder if slug in awake and slug in levels and _is_settled(awake[slug], levels[slug])
    )
    past = lately(history, library, today)
    used = frozenset[Equipment]().union(*(library[slug].equipment for slug in past.last))
    return Shelf(
        profile,
        kind,
        today,
        suited,
        tuple(awake.values()),
        levels,
        past,
        leaning,
        stands_in={e.easier: slug for slug, e in suited.items() if e.easier and slug in resting},
        outgrown=outgrown,
        next_up=frozenset(e.slug for slug in outgrown for e in harder[slug]),
        unused=profile.equipment - ALWAYS_AT_HAND - used,
        harder=harder_variants(suited.values()),
    )


def levels_today(history: History, library: Library, today: date) -> Mapping[str, Level]:
    """The levels a plan starts from: cut after a break, and after easy days what they left out."""
    cut, reason = levels_after_break(history.levels, days_away(history.sessions[-2:], today) or 0)
    if reason is None:
        cut, _ = levels_after_easy_days(cut, easy_days(history.sessions, today), library)
    return cut


def _is_settled(e: Exercise, level: Level) -> bool:
    """On its last rung, where a harder variant can take over."""
    return level.rung >= len(e.ladder) - 1 and level.clean >= OUTGROWN_CLEAN


def candidates(shelf: Shelf) -> list[Exercise]:
    """What this kind of day allows today."""
    tiers = ([e for e in shelf.exercises if tier(e) and shelf.rested(e)] for tier in TIERS[shelf.kind])
    found = next((tier for tier in tiers if tier), [])
    ready = [e for e in found if e.slug not in shelf.outgrown and waits_for(shelf, e) is None]
    return ready or found


def waits_for(shelf: Shelf, e: Exercise) -> Exercise | None:
    """What has to come first: the neutral spine before limbs move, and the first rungs of the easier variant.

    Not asked of one that is known already or stands in for a harder one; on gentle days nothing but the
    first of each line is offered.
    """
    if e.slug in shelf.stands_in:
        return None
    if neutral := _neutral_first(shelf, e):
        return neutral
    easier = shelf.suited.get(e.easier or "")
    if easier is None or easier.category is not e.category:
        return None
    if shelf.kind in FROM_THE_START:
        return easier
    rungs = min(EASIER_RUNGS, len(easier.ladder) // 2)
    times = EASIER_TIMES_KIT if e.equipment & shelf.unused else EASIER_TIMES
    known = e.slug in shelf.lately.begun or shelf.level(e).rung > 0
    ready = shelf.level(easier).rung >= rungs or shelf.lately.full.get(easier.slug, 0) >= times
    return None if known or ready else easier


def _neutral_first(shelf: Shelf, e: Exercise) -> Exercise | None:
    """Dynamic Lumbar Stabilisation: the spine's neutral position is found before limbs move around it."""
    trunk = e.category is Category.STABILISATION or (
        e.category is Category.STRENGTH and area_of(e) is Area.TRUNK
    )
    if not trunk or e.slug in NEUTRAL or e.slug in shelf.done_on:
        return None
    finders = [shelf.suited[slug] for slug in NEUTRAL if slug in shelf.suited]
    found = any(shelf.level(f).rung > 0 or shelf.lately.full.get(f.slug, 0) >= NEUTRAL_TIMES for f in finders)
    return None if found or not finders else finders[0]
