"""The shelf of a day: what may be planned, and which exercise is taken next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.coach import direction
from bot.coach.day import days_away, easy_days, levels_after_break, levels_after_easy_days
from bot.coach.direction import Preference
from bot.coach.dose import CHANGE_OVER, half, set_seconds
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
from bot.coach.slots import Slot
from bot.coach.suit import harder_variants, suitable

MAIN = frozenset({Category.DIRECTIONAL, Category.MOBILITY, Category.STABILISATION, Category.STRENGTH})
BRACE = "brace"  # the one stabilisation exercise of the gentle set, by slug: an allow-list on purpose
NEUTRAL = (BRACE, "pelvic-tilt", "seated-tilt")  # where the neutral spine is found, by slug
NEUTRAL_TIMES = 3  # [J] done in full so often without pain: found; limbs may move (DLS)
ROOM_LEFT = 60  # seconds kept free for every exercise still to be chosen
STRENGTH_APART = 2  # calendar days between the same strength exercise: ≥48 h (docs/coaching.md)
RECENT_DAYS = 28  # an exercise done since belongs to the person's repertoire
OUTGROWN_CLEAN = 2  # clean sessions on the last rung before a harder variant takes over [J]
FAVOURITE_DAYS = timedelta(days=3)  # a favourite's turn comes so much earlier [J]

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
    """What may be planned on a day, and what is known about it. Everything by slug."""

    profile: Profile
    kind: Kind
    today: date
    suited: Mapping[str, Exercise]
    exercises: tuple[Exercise, ...]  # of these, the ones that are not rested
    levels: Mapping[str, Level]
    done_on: Mapping[str, date]  # last time, within RECENT_DAYS
    times: Mapping[str, int]  # of NEUTRAL: how often in full and without pain, within RECENT_DAYS
    preference: Preference
    stands_in: Mapping[str, str]  # the easier variant: the one that is rested
    outgrown: frozenset[str]
    next_up: frozenset[str]  # the harder variants of the outgrown

    def level(self, e: Exercise) -> Level:
        return self.levels.get(e.slug, START_LEVEL)

    def rung(self, e: Exercise) -> int:
        return 0 if self.kind in FROM_THE_START else min(self.level(e).rung, len(e.ladder) - 1)

    def item(self, e: Exercise) -> Item:
        rung = self.rung(e)
        dose = e.ladder[rung]
        return Item(e.slug, rung, half(dose) if self.kind is Kind.FLARE else dose)

    def once(self, e: Exercise) -> int:
        """Seconds of one set with its change-over, at most."""
        return set_seconds(e, e.ladder[self.rung(e)]) + CHANGE_OVER

    def rested(self, e: Exercise) -> bool:
        """Enough time since the last go; only strength needs it."""
        last = self.done_on.get(e.slug)
        if e.category is not Category.STRENGTH or last is None:
            return True
        return abs((self.today - last).days) >= STRENGTH_APART

    def leads(self, e: Exercise) -> bool:
        """Of the direction that is preferred, or tested."""
        return self.preference.leads is not None and direction.direction_of(e) is self.preference.leads

    def last_day_of(self, category: Category) -> date | None:
        """The last day with an exercise of that category, within RECENT_DAYS."""
        done = (self.done_on.get(e.slug) for e in self.suited.values() if e.category is category)
        return max((on for on in done if on is not None), default=None)


START_LEVEL = Level()


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
    outgrown = frozenset(slug for slug in levels if slug in awake and _outgrown(awake, slug, levels[slug]))
    done_on, times = _done(history, today)
    return Shelf(
        profile,
        kind,
        today,
        suited,
        tuple(awake.values()),
        levels,
        done_on,
        times,
        leaning,
        stands_in={e.easier: slug for slug, e in suited.items() if e.easier and slug in resting},
        outgrown=outgrown,
        next_up=frozenset(e.slug for slug in outgrown for e in harder_variants(awake[slug], awake.values())),
    )


def levels_today(history: History, library: Library, today: date) -> Mapping[str, Level]:
    """The levels a plan starts from: cut after a break, and after easy days what they left out."""
    cut, reason = levels_after_break(history.levels, days_away(history.sessions[-2:], today) or 0)
    if reason is None:
        cut, _ = levels_after_easy_days(cut, easy_days(history.sessions, today), library)
    return cut


def _done(history: History, today: date) -> tuple[dict[str, date], dict[str, int]]:
    done: dict[str, date] = {}
    times: dict[str, int] = {}
    for past in reversed(history.sessions):
        if (today - past.on).days > RECENT_DAYS:
            break
        for performed in past.performed:
            if performed.done > 0:
                done.setdefault(performed.exercise, past.on)
            if performed.exercise in NEUTRAL and performed.done >= 1 and not performed.hurt:
                times[performed.exercise] = times.get(performed.exercise, 0) + 1
    return done, times


def _outgrown(awake: Mapping[str, Exercise], slug: str, level: Level) -> bool:
    """On its last rung, settled there, and a harder variant can take over."""
    e = awake[slug]
    if level.rung < len(e.ladder) - 1 or level.clean < OUTGROWN_CLEAN:
        return False
    return bool(harder_variants(e, awake.values()))


def candidates(shelf: Shelf) -> list[Exercise]:
    """What this kind of day allows today."""
    tiers = ([e for e in shelf.exercises if tier(e) and shelf.rested(e)] for tier in TIERS[shelf.kind])
    found = next((tier for tier in tiers if tier), [])
    ready = [e for e in found if e.slug not in shelf.outgrown and waits_for(shelf, e) is None]
    return ready or found


def waits_for(shelf: Shelf, e: Exercise) -> Exercise | None:
    """What has to come first: the neutral spine before limbs move, and half of the easier variant's ladder.

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
    known = e.slug in shelf.done_on or shelf.level(easier).rung >= len(easier.ladder) // 2
    return None if known else easier


def _neutral_first(shelf: Shelf, e: Exercise) -> Exercise | None:
    """Dynamic Lumbar Stabilisation: the spine's neutral position is found before limbs move around it."""
    if e.category is not Category.STABILISATION or e.slug in NEUTRAL or e.slug in shelf.done_on:
        return None
    finders = [shelf.suited[slug] for slug in NEUTRAL if slug in shelf.suited]
    found = any(shelf.level(f).rung > 0 or shelf.times.get(f.slug, 0) >= NEUTRAL_TIMES for f in finders)
    return None if found or not finders else finders[0]


def choose(shelf: Shelf, pool: Sequence[Exercise], slots: Sequence[Slot], budget: int) -> list[Exercise]:
    """One exercise a slot, most important first, each short enough to leave room for the others."""
    once = {e.slug: shelf.once(e) for e in pool}
    known = _known(shelf)
    chosen: dict[str, Exercise] = {}
    for n, slot in enumerate(slots):
        room = budget - sum(once[slug] for slug in chosen) - ROOM_LEFT * (len(slots) - n - 1)
        free = [e for e in pool if e.slug not in chosen]
        shortest = [] if chosen else sorted(free, key=lambda e: once[e.slug])[:1]
        short = [e for e in free if once[e.slug] <= room] or shortest
        lists = (_repertoire(shelf, [e for e in short if e.category is c], slots, known[c]) for c in slot)
        options = next((found for found in lists if found), None) or short
        if options:
            best = min(options, key=lambda e: rank(shelf, e))
            chosen[best.slug] = best
    return list(chosen.values())


def _known(shelf: Shelf) -> dict[Category, set[str]]:
    """What the person did of late and has not outgrown."""
    known: dict[Category, set[str]] = {category: set() for category in Category}
    for e in shelf.exercises:
        if e.slug in shelf.done_on and e.slug not in shelf.outgrown:
            known[e.category].add(e.slug)
    return known


def _repertoire(
    shelf: Shelf, options: list[Exercise], slots: Sequence[Slot], known: set[str]
) -> list[Exercise]:
    """Known exercises only, once there are two for every slot: variety, not novelty for its own sake."""
    if not options or len(known) < 2 * max(1, sum(slot[0] is options[0].category for slot in slots)):
        return options
    familiar = known | shelf.profile.favourites | shelf.next_up
    return [e for e in options if e.slug in familiar or shelf.leads(e)]


def rank(shelf: Shelf, e: Exercise) -> tuple[bool, bool, date, int, str]:
    """Smallest first: stand-ins, the leading direction, the longest not done, what fits where it hurts."""
    low = bool(shelf.profile.sites & LOW) and e.muscles[0] in HELPS_LOW
    high = bool(shelf.profile.sites - LOW) and e.muscles[0] in HELPS_HIGH
    favourite = e.slug in shelf.profile.favourites
    last = shelf.done_on.get(e.slug)
    turn = date.min if last is None else last - FAVOURITE_DAYS if favourite else last
    fit = low + high + 2 * (e.slug in shelf.next_up) + 3 * favourite
    return e.slug not in shelf.stands_in, not shelf.leads(e), turn, -fit, e.slug
