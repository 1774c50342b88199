"""(profile, history, library, date) -> the session of a day.

A planned session is a warm-up, two to four exercises (a fifth where short ones would not fill the
minutes) and, on about three of the chosen days, an aerobic item, usually a walk. The walk has minutes
of its own, outside those the person chose: it is done at any time of that day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from bot.coach import aerobic, direction, weekly
from bot.coach.choose import choose
from bot.coach.day import ADVISE_CARE, FULL_DOSE, RESCREEN, RULES, Rule, day_of, levels_after_break
from bot.coach.dose import fitted, half, items_seconds, seconds, session_seconds
from bot.coach.model import (
    Area,
    Category,
    Condition,
    Exercise,
    History,
    Item,
    Kind,
    Library,
    Outcome,
    Position,
    Profile,
    Reason,
    Session,
    Why,
    area_of,
)
from bot.coach.screening import Flag, Standing, conditions_implied
from bot.coach.shelf import Shelf, candidates, shelf_of, waits_for
from bot.coach.slots import (
    EASE,
    MOVE,
    QUIET,
    STEADY,
    UNSTEADY,
    Slot,
    Stage,
    between_places,
    control,
    cycle,
    next_in,
    others,
    stage_of,
    strong_days,
    strong_today,
    taking_turns,
    work,
    work_places,
)
from bot.coach.suit import avoids, limited

__all__ = [
    "ADVISE_CARE",
    "RESCREEN",
    "Locked",
    "levels_after_break",
    "plan_day",
    "seconds",
    "session_seconds",
]

ORDER = tuple(Category)  # warm-up, relief, mobility, stabilisation, strength, aerobic
POSTURES = (  # from high to low, so that a session goes down to the floor once
    Position.STANDING,
    Position.WATER,
    Position.SEATED,
    Position.KNEELING,
    Position.QUADRUPED,
    Position.PRONE,
    Position.SIDE_LYING,
    Position.SUPINE,
)
USUAL_ITEMS, MOST_ITEMS = 5, 6  # 3–5 exercises a session (ViViRA: 4 [47]); one more only to fill 20 minutes
SHORT_SESSION, MIDDLE_SESSION = 10, 15  # minutes: below the first 2 exercises, below the second 3, else 4
WARM_UP_SHARE = 15  # seconds a minute of session: 20 minutes warm up 5 (seed documents)
FILLED_ENOUGH, JUST_ENOUGH = 0.9, 0.8  # of the minutes promised; under it another exercise is added


class Locked(Exception):  # noqa: N818
    """G1, G2: no exercise, whatever else is true. An exception, so that no item can be shown by mistake."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.value)
        self.outcome = outcome


def plan_day(
    profile: Profile,
    history: History,
    library: Library,
    today: date,
    standing: Standing,
    before: int | None = None,
) -> Session:
    """The session of `today`; the same arguments always give the same session.

    `before` is P0, the pain now (0 to 10); without it today's morning score counts, if there is one.
    Raises Locked while the safety screen forbids exercise. `items` is empty only when nothing in the
    library is safe and possible; the reason then is NOTHING_SUITS.
    """
    if standing.locked:
        raise Locked(standing.outcome)
    rule, reasons = day_rule(profile, history, today, standing, before)
    if surgery_first(standing):
        return Session(today, rule.kind, (), (Reason(Why.SURGERY_FIRST),))
    week = weekly.volume(profile, history, today)
    shelf = shelf_of(week.profile, history, library, today, standing, rule.kind)
    if rule.kind is Kind.PLANNED:
        items = _planned(shelf, library, stage_of(profile, history, today), fill=not week.halved)
    else:
        items = _quiet(shelf)
    if rule.kind in FULL_DOSE:  # easier days are small already
        reasons += week.reasons
        items = [replace(item, dose=half(item.dose)) for item in items] if week.halved else items
    if not items and rule.kind is not Kind.RELIEF:
        items = _warm_up(shelf)
    if items:
        reasons += _direction_news(shelf, history, library, items)
    else:
        reasons += (Reason(_why_nothing(shelf)),)
    items.sort(key=lambda item: _order(library[item.exercise]))
    return Session(today, rule.kind, tuple(items), reasons)


def day_rule(
    profile: Profile, history: History, today: date, standing: Standing, before: int | None
) -> tuple[Rule, tuple[Reason, ...]]:
    """Which of G3 to G11 the day falls under, and the reason as it is told."""
    day = day_of(profile, history, today, standing, before)
    rule = next(rule for rule in RULES if rule.when(day))
    return rule, (Reason(rule.why, n=rule.n(day)),)


def surgery_first(standing: Standing) -> bool:
    """Under twelve weeks after surgery a clinician decides, not the coach (docs/coaching.md)."""
    return Flag.SURGERY in standing.referrals - standing.agreed


def still_fits(kind: Kind, left: Iterable[Exercise], profile: Profile, standing: Standing) -> bool:
    """Whether what is left of a session may be done after all that was told since it was planned.

    Who is to see somebody first does nothing but the gentle set; surgery first waits for a clinician.
    """
    exercises = tuple(left)
    if exercises and surgery_first(standing):
        return False
    if standing.outcome is Outcome.SEE_SOMEONE and kind is Kind.PLANNED:
        return not exercises
    avoided = avoids(profile, conditions_implied(standing.referrals))
    return not any(each.avoid & avoided or limited(each, profile) for each in exercises)


def _order(e: Exercise) -> tuple[int, int, str]:
    return ORDER.index(e.category), POSTURES.index(e.position), e.slug


def _why_nothing(shelf: Shelf) -> Why:
    """Nothing suits at all, or what suits rests for some days."""
    return Why.ALL_RESTING if len(shelf.suited) > len(shelf.exercises) else Why.NOTHING_SUITS


def _direction_news(
    shelf: Shelf, history: History, library: Library, items: Sequence[Item]
) -> tuple[Reason, ...]:
    """What the last session changed about the preferred direction, naming today's exercise of it."""
    last = history.sessions[-1].on if history.sessions else None
    found = direction.news(shelf.preference, last)
    if found is None or found.why is Why.DIRECTION_OFF:
        return (found,) if found else ()
    leads = shelf.preference.leads
    slugs = [i.exercise for i in items if direction.direction_of(library[i.exercise]) is leads]
    n = shelf.preference.again if found.why is Why.DIRECTION_HELPS else None
    return (replace(found, n=n, exercise=slugs[0]),) if slugs else ()


def _quiet(shelf: Shelf) -> list[Item]:
    """A relief, flare, gentle or easy day: no warm-up, nothing added to fill the minutes, a short walk."""
    minutes = shelf.profile.minutes
    chosen = choose(shelf, candidates(shelf), QUIET[: _count(minutes)], minutes * 60)
    walk = aerobic.short(shelf)
    return [*(shelf.item(e) for e in chosen), *([walk] if walk else [])]


def _planned(shelf: Shelf, library: Library, stage: Stage, fill: bool) -> list[Item]:
    """Strength or stabilisation in full, then what fits beside it into the minutes."""
    target = shelf.profile.minutes * 60
    warm_up = _warm_up(shelf)
    pool = candidates(shelf)
    training = choose(shelf, pool, _training(shelf, stage))
    fixed = [shelf.item(e) for e in training]
    rest = [e for e in pool if e not in training]
    left = target - items_seconds([*warm_up, *fixed], library)
    beside = _beside(shelf, stage)
    must = not fixed or _leads(shelf)
    first = max(_count(shelf.profile.minutes) - len(fixed), int(must))
    items: list[Item] = []
    for count in range(first, MOST_ITEMS - len(fixed) + 1):
        chosen = choose(shelf, rest, beside[:count], left, must)
        items = fitted([shelf.item(e) for e in chosen], library, left, fill)
        enough = FILLED_ENOUGH if count + len(fixed) < USUAL_ITEMS else JUST_ENOUGH
        if not fill or items_seconds([*warm_up, *fixed, *items], library) >= enough * target:
            break
    walk = aerobic.of_the_day(shelf, always=not items and not fixed)
    return [*(warm_up if items or fixed else []), *fixed, *items, *([walk] if walk else [])]


def _leads(shelf: Shelf) -> bool:
    """A direction is preferred or tested: it comes first, in short sessions in the place of one exercise."""
    return shelf.preference.leads is not None


def _training(shelf: Shelf, stage: Stage) -> tuple[Slot, ...]:
    """The areas whose turn it is: strength on a strength day, stabilisation on a day between."""
    profile, lately = shelf.profile, shelf.lately
    days = strong_days(profile.days)
    tight = _leads(shelf) and profile.minutes < MIDDLE_SESSION
    places = max(1, work_places(profile, stage) - tight)
    areas = _areas(shelf, tuple(Area), Category.STRENGTH)
    turn = next_in(cycle(areas, places, days), lately.strong, _ready(shelf, Category.STRENGTH))
    known = taking_turns(len(areas), places, days)
    if strong := strong_today(profile, lately.strong, turn, shelf.today):
        return tuple(work(area, known) for area in strong)
    order = UNSTEADY if Condition.BALANCE in profile.conditions else STEADY
    areas, places = _areas(shelf, order, Category.STABILISATION), between_places(profile)
    between = max(1, len(profile.days or range(7)) - days)
    turn = next_in(cycle(areas, places, between), lately.steady, _ready(shelf, Category.STABILISATION))
    known = taking_turns(len(areas), places, between)
    return tuple(control(area, known) for area in turn)


def _areas(shelf: Shelf, order: Sequence[Area], category: Category) -> tuple[Area, ...]:
    """Those with an exercise that suits."""
    there = {area_of(e) for e in shelf.suited.values() if e.category is category}
    return tuple(area for area in order if area in there)


def _ready(shelf: Shelf, category: Category) -> frozenset[Area]:
    """Those with an exercise that may be done."""
    able = (e for e in shelf.exercises if e.category is category and waits_for(shelf, e) is None)
    return frozenset(area_of(e) for e in able)


def _beside(shelf: Shelf, stage: Stage) -> tuple[Slot, ...]:
    """A direction that is preferred or tested comes first; else what was longest not done."""
    slots = others(shelf.profile.goal, stage)
    waited = {slot: shelf.last_day_of(slot.categories[0]) or date.min for slot in slots}
    turns = sorted(slots, key=waited.__getitem__)
    if _leads(shelf):
        turns = [EASE, *(slot for slot in turns if slot is not EASE)]
    return (*turns, *[MOVE] * MOST_ITEMS)


def _count(minutes: int) -> int:
    return 2 + (minutes >= SHORT_SESSION) + (minutes >= MIDDLE_SESSION)


def _warm_up(shelf: Shelf) -> list[Item]:
    """In turn, standing rather than seated; the longest rung within the warm-up's share of the minutes."""
    options = [e for e in shelf.exercises if e.category is Category.WARM_UP]

    def wanted(e: Exercise) -> tuple[bool, date, str]:
        return e.position is Position.SEATED, shelf.lately.last.get(e.slug, date.min), e.slug

    best = min(options, key=wanted, default=None)
    if best is None:
        return []
    allowed = shelf.profile.minutes * WARM_UP_SHARE
    rung = max((n for n, dose in enumerate(best.ladder) if seconds(best, dose) <= allowed), default=0)
    return [Item(best.slug, rung, best.ladder[rung])]
