"""The walk, or another way to get the heart going: which, on which days, and how long.

For everyone, on three days a week at first and on five at thirty minutes (WalkBack [16]), whatever the
sessions' length: a walk has minutes of its own.
"""

from __future__ import annotations

from dataclasses import replace

from bot.coach.dose import half, rung_within, walks_a_week
from bot.coach.fitness import AS_COMFORTABLE
from bot.coach.model import Category, Dose, Equipment, Exercise, Item, Kind, Profile
from bot.coach.shelf import Shelf

AEROBIC_DAYS = 3  # a week, start of the walking ladder [16]
NEW_WAY_DAYS = 2  # [J] apart, for what a person owns and has not used: all of it within two weeks
OTHER_DAYS = 4  # [J] apart, for what comes beside the way they go on with
OTHER_WAY_DAYS = 10  # [J] apart, for each of these


def aerobic_days(profile: Profile, times: int = AEROBIC_DAYS) -> frozenset[int]:
    """Up to `times` of the chosen weekdays, spread out."""
    days = sorted(profile.days or range(7))
    return frozenset(days[n * len(days) // times] for n in range(times))


def of_the_day(shelf: Shelf, always: bool = False) -> Item | None:
    """On its weekdays: three at the start, five when the longest way takes thirty minutes."""
    ways = _ways(shelf)
    if not ways:
        return None
    due = aerobic_days(shelf.profile, walks_a_week(Dose(seconds=_longest(shelf, ways))))
    if not always and shelf.today.weekday() not in due:
        return None
    return _item(shelf, _today(shelf, ways), ways)


def short(shelf: Shelf) -> Item | None:
    """Of a relief, flare, gentle or easy day: nothing but a walk, or what a chair allows."""
    ways = [e for e in _ways(shelf) if e.equipment <= {Equipment.CHAIR}]
    if not ways:
        return None
    item = shelf.item(_main(shelf, ways))
    return replace(item, dose=half(item.dose)) if shelf.kind is Kind.RELIEF else item


def _ways(shelf: Shelf) -> list[Exercise]:
    return [e for e in shelf.exercises if e.category is Category.AEROBIC]


def _today(shelf: Shelf, ways: list[Exercise]) -> Exercise:
    """The main way; in between, what is owned and was not used for long."""
    main, done = _main(shelf, ways), shelf.done_on
    begun = [shelf.lately.begun[e.slug] for e in ways if e.slug in shelf.lately.begun]
    others = [e for e in ways if e is not main and e.equipment - {Equipment.CHAIR}]
    new = [e for e in others if e.slug not in done]
    if new and begun and (shelf.today - max(begun)).days >= NEW_WAY_DAYS:
        return new[0]
    ago = {e.slug: (shelf.today - done[e.slug]).days for e in others if e.slug in done}
    late = [e for e in others if ago.get(e.slug, 0) >= OTHER_WAY_DAYS]
    if late and min(ago.values()) >= OTHER_DAYS:
        return max(late, key=lambda e: ago[e.slug])
    return main


def _main(shelf: Shelf, ways: list[Exercise]) -> Exercise:
    """A favourite, else what needs no equipment, else what a person owns, else what a chair allows."""

    def wanted(e: Exercise) -> tuple[bool, bool, bool, str]:
        seat = e.equipment == {Equipment.CHAIR}
        return e.slug not in shelf.profile.favourites, seat, bool(e.equipment), e.slug

    return min(ways, key=wanted)


def _longest(shelf: Shelf, ways: list[Exercise]) -> int:
    """Seconds of the way that goes furthest so far."""
    known = [e for e in ways if e.slug in shelf.done_on] or [_main(shelf, ways)]
    return max(e.ladder[shelf.rung(e)].seconds for e in known)


def _item(shelf: Shelf, e: Exercise, ways: list[Exercise]) -> Item:
    """On its rung; what is new starts at half of what the longest way has reached."""
    item = shelf.item(e)
    if e.slug in shelf.levels or shelf.kind is not Kind.PLANNED:
        return item
    rung = max(item.level, rung_within(e, AS_COMFORTABLE * _longest(shelf, ways)))
    return Item(e.slug, rung, e.ladder[rung])
