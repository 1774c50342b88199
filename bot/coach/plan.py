"""(profile, history, library, date) -> the session of a day.

A planned session is a warm-up, two to four exercises (a fifth where short ones would not fill the
minutes) and, on about three of the chosen days, an aerobic item, usually a walk. The walk has minutes
of its own, outside those the person chose: it is done at any time of that day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.coach import pain
from bot.coach.day import ADVISE_CARE, RESCREEN, RULES, day_of, levels_after_break
from bot.coach.dose import fitted, half, items_seconds, seconds, session_seconds
from bot.coach.model import (
    Category,
    Equipment,
    Exercise,
    Goal,
    History,
    Item,
    Kind,
    Library,
    Outcome,
    Profile,
    Reason,
    Session,
    Since,
    Why,
)
from bot.coach.screening import Standing
from bot.coach.shelf import Shelf, Slot, candidates, choose, rank, shelf_of

__all__ = [
    "ADVISE_CARE",
    "RESCREEN",
    "Locked",
    "aerobic_days",
    "levels_after_break",
    "plan_day",
    "seconds",
    "session_seconds",
    "swap",
]

EASE: Slot = (Category.DIRECTIONAL, Category.MOBILITY)
MOBILITY: Slot = (Category.MOBILITY, Category.DIRECTIONAL)
STABILISATION: Slot = (Category.STABILISATION, Category.MOBILITY)
STRENGTH: Slot = (Category.STRENGTH, Category.STABILISATION)

# [J] most important first: a short session takes the first two. Strength, activation, mobility and
# aerobic work together: multimodal (JOSPT 2021 [8]); few exercises are done more often [46].
SLOTS: dict[Goal, tuple[Slot, ...]] = {
    Goal.LESS_PAIN: (MOBILITY, STABILISATION, STRENGTH, EASE),
    Goal.STRONGER: (STRENGTH, STABILISATION, STRENGTH, MOBILITY),
    Goal.MOBILE: (MOBILITY, STABILISATION, MOBILITY, STRENGTH),
    Goal.FEWER_RELAPSES: (STABILISATION, STRENGTH, MOBILITY, STRENGTH),
}
ACUTE: tuple[Slot, ...] = (EASE, STABILISATION, MOBILITY, STRENGTH)  # whatever the goal, under 6 weeks
QUIET: tuple[Slot, ...] = (EASE, STABILISATION, MOBILITY, EASE)  # relief, flare, gentle and easy days
FILLER: Slot = (Category.MOBILITY, Category.STABILISATION, Category.DIRECTIONAL)
ORDER = tuple(Category)  # warm-up, relief, mobility, stabilisation, strength, aerobic

MOST_ITEMS = 5  # 3–5 exercises a session (ViViRA: 4 [47])
SHORT_SESSION, MIDDLE_SESSION = 10, 15  # minutes: below the first 2 exercises, below the second 3, else 4
WARM_UP_SHARE = 15  # seconds a minute of session: 20 minutes warm up 5 (seed documents)
FILLED_ENOUGH = 0.85  # of the minutes; under it another exercise is added
AEROBIC_DAYS = 3  # a week, start of the walking ladder [16]


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
    day = day_of(profile, history, today, standing, before)
    rule = next(rule for rule in RULES if rule.when(day))
    reasons = [Reason(rule.why, n=rule.n(day))]
    shelf = shelf_of(profile, history, library, today, standing, rule.kind)
    if rule.kind is not Kind.PLANNED:
        items = _quiet(shelf)
    elif pain.creeping_up(history.mornings, today):
        reasons.append(Reason(Why.CREEPING_UP))
        items = [replace(item, dose=half(item.dose)) for item in _planned(shelf, library, fill=False)]
    else:
        items = _planned(shelf, library)
    if not items and rule.kind in (Kind.PLANNED, Kind.EASY, Kind.GENTLE):
        items = _warm_up(shelf)
    if not items:
        reasons.append(Reason(Why.NOTHING_SUITS))
    items.sort(key=lambda item: ORDER.index(library[item.exercise].category))
    return Session(today, rule.kind, tuple(items), tuple(reasons))


def swap(
    session: Session, slug: str, profile: Profile, history: History, library: Library, standing: Standing
) -> Item | None:
    """Another exercise in place of `slug`, of the same category if possible; None when nothing suits.

    None, too, when `slug` has left the library since the session was planned.
    Raises Locked like plan_day. The day's kind holds: a relief day never swaps strength in.
    """
    if standing.locked:
        raise Locked(standing.outcome)
    if slug not in library:
        return None
    shelf = shelf_of(profile, history, library, session.on, standing, session.kind)
    taken = {item.exercise for item in session.items}
    category = library[slug].category
    free = [e for e in _pool(shelf, category) if e.slug not in taken]
    same = [e for e in free if e.category is category]
    options = same or [e for e in free if e.category is not Category.STRENGTH]
    if not options:
        return None
    if category is Category.AEROBIC:
        return _walk(shelf, options)
    item = shelf.item(min(options, key=lambda e: rank(shelf, e)))
    rounds = next((i.dose.sets for i in session.items if i.exercise == slug), 1)
    dose = half(item.dose) if any(r.why is Why.CREEPING_UP for r in session.reasons) else item.dose
    return replace(item, dose=replace(dose, sets=rounds))


def _pool(shelf: Shelf, category: Category) -> Sequence[Exercise]:
    if category is Category.AEROBIC:
        return _aerobics(shelf)
    if category is Category.WARM_UP:
        return [e for e in shelf.exercises if e.category is category]
    return candidates(shelf)


def aerobic_days(profile: Profile) -> frozenset[int]:
    """Up to three of the chosen weekdays, spread out; none for sessions under ten minutes."""
    days = sorted(profile.days or range(7))
    if profile.minutes < SHORT_SESSION:
        return frozenset()
    return frozenset(days[n * len(days) // AEROBIC_DAYS] for n in range(AEROBIC_DAYS))


def _quiet(shelf: Shelf) -> list[Item]:
    """A relief, flare, gentle or easy day: no warm-up, nothing added to fill the minutes, a short walk."""
    chosen = choose(shelf, QUIET[: _count(shelf.profile.minutes)], shelf.profile.minutes * 60)
    walk = _walk(shelf, _aerobics(shelf))
    return [*(shelf.item(e) for e in chosen), *([walk] if walk else [])]


def _planned(shelf: Shelf, library: Library, fill: bool = True) -> list[Item]:
    target = shelf.profile.minutes * 60
    warm_up = _warm_up(shelf)
    left = target - items_seconds(warm_up, library)
    slots = _slots(shelf.profile)
    items: list[Item] = []
    for count in range(_count(shelf.profile.minutes), MOST_ITEMS + 1):
        chosen = choose(shelf, (*slots, FILLER)[:count], left)
        items = fitted([shelf.item(e) for e in chosen], library, left, fill)
        if not fill or items_seconds(items, library) >= FILLED_ENOUGH * left:
            break
    due = shelf.today.weekday() in aerobic_days(shelf.profile) or not items
    walk = _walk(shelf, _aerobics(shelf)) if due else None
    return [*(warm_up if items else []), *items, *([walk] if walk else [])]


def _slots(profile: Profile) -> tuple[Slot, ...]:
    if profile.since is Since.DAYS:
        return ACUTE
    slots = SLOTS[profile.goal]
    return tuple(MOBILITY if slot is EASE and profile.since is Since.NO_PAIN else slot for slot in slots)


def _count(minutes: int) -> int:
    return 2 + (minutes >= SHORT_SESSION) + (minutes >= MIDDLE_SESSION)


def _warm_up(shelf: Shelf) -> list[Item]:
    """The longest rung within the warm-up's share of the minutes; standing rather than its easier form."""
    options = [e for e in shelf.exercises if e.category is Category.WARM_UP]
    best = min(options, key=lambda e: (e.easier is None, e.slug), default=None)
    if best is None:
        return []
    allowed = shelf.profile.minutes * WARM_UP_SHARE
    rung = max((n for n, dose in enumerate(best.ladder) if seconds(best, dose) <= allowed), default=0)
    return [Item(best.slug, rung, best.ladder[rung])]


def _aerobics(shelf: Shelf) -> list[Exercise]:
    """Best first: what was done last, then what needs no equipment, then what a chair allows."""
    gentle = shelf.kind is not Kind.PLANNED
    options = [
        e
        for e in shelf.exercises
        if e.category is Category.AEROBIC and (not gentle or e.equipment <= {Equipment.CHAIR})
    ]

    def wanted(e: Exercise) -> tuple[int, bool, bool, str]:
        last = shelf.done_on.get(e.slug)
        return -(last.toordinal() if last else 0), bool(e.equipment), Equipment.CHAIR in e.equipment, e.slug

    return sorted(options, key=wanted)


def _walk(shelf: Shelf, options: Sequence[Exercise]) -> Item | None:
    if not options:
        return None
    item = shelf.item(options[0])
    return replace(item, dose=half(item.dose)) if shelf.kind is Kind.RELIEF else item
