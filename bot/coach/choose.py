"""Which exercise takes a place: what the person knows, what is new, and whose turn it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from bot.coach.lately import to_learn
from bot.coach.model import Exercise, Muscle, Site, area_of
from bot.coach.shelf import EASIER_TIMES_KIT, Shelf
from bot.coach.slots import Slot

ROOM_LEFT = 60  # seconds kept free for every exercise still to be chosen
NEW_DAYS = 14  # after the last new one at a place comes the next: something new every week or two [J]
FAVOURITE_DAYS = timedelta(days=3)  # a favourite's turn comes so much earlier [J]
SEED = "SEED"  # the source the programme was built on: its exercises come first among the new ones

LOW = frozenset({Site.LOW_BACK, Site.BUTTOCK, Site.UPPER_LEG, Site.LOWER_LEG})
HELPS_LOW = frozenset(
    {Muscle.GLUTEALS, Muscle.ERECTOR_SPINAE, Muscle.MULTIFIDUS, Muscle.DEEP_ABDOMINALS, Muscle.ABDOMINALS}
)
HELPS_HIGH = frozenset({Muscle.LATISSIMUS_DORSI, Muscle.TRAPEZIUS, Muscle.RHOMBOIDS, Muscle.SHOULDERS})


def choose(
    shelf: Shelf,
    pool: Sequence[Exercise],
    slots: Sequence[Slot],
    budget: int | None = None,
    must: bool = True,
) -> list[Exercise]:
    """One exercise a slot, most important first; a slot that nothing fits is left out.

    With a `budget` in seconds each is short enough to leave room for the others; one there `must` be.
    """
    chosen: dict[str, Exercise] = {}
    for n, slot in enumerate(slots):
        free = [e for e in pool if e.slug not in chosen]
        if budget is not None:
            spare = budget - sum(shelf.once(e) for e in chosen.values()) - ROOM_LEFT * (len(slots) - n - 1)
            shortest = sorted(free, key=shelf.once)[:1] if must and not chosen else []
            free = [e for e in free if shelf.once(e) <= spare] or shortest
        room = slot.known * slots.count(slot)
        if best := _best(shelf, slot, free, room):
            chosen[best.slug] = best
    return list(chosen.values())


def _best(shelf: Shelf, slot: Slot, free: Sequence[Exercise], room: int) -> Exercise | None:
    of_it = [e for e in free if slot.area is None or area_of(e) is slot.area]
    for category in slot.categories:
        if options := [e for e in of_it if e.category is category]:
            return min(_repertoire(shelf, options, room), key=lambda e: rank(shelf, e))
    return None


def _repertoire(shelf: Shelf, options: Sequence[Exercise], room: int) -> Sequence[Exercise]:
    """What may be taken: something new when it is time for that, else what is known.

    Few exercises take turns, so that each is done often enough to get better at it; the one begun last
    takes the place of the one begun first. Favourites stay.
    """
    fresh = [e for e in options if e.slug not in shelf.lately.begun]
    known = [e for e in options if e.slug in shelf.lately.begun]
    if leading := [e for e in options if shelf.leads(e)]:
        return leading
    if wanted := [e for e in fresh if _wanted(shelf, e)] + [e for e in known if _on_the_way(shelf, e)]:
        return wanted
    learning = [e for e in known if shelf.lately.days[e.slug] < to_learn(e)]
    if fresh and _time_for_new(shelf, known) and len(learning) < room:
        return fresh
    if len(known) < room:
        return options
    begun = shelf.lately.begun
    first = sorted(learning, key=lambda e: (begun[e.slug], e.slug))
    latest = sorted(
        (e for e in known if e not in learning), key=lambda e: (begun[e.slug], e.slug), reverse=True
    )
    kept = [*first, *latest][:room]
    return kept + [e for e in known if e.slug in shelf.profile.favourites and e not in kept]


def _wanted(shelf: Shelf, e: Exercise) -> bool:
    """New, and not to be waited for."""
    return (
        e.slug in shelf.stands_in
        or e.slug in shelf.next_up
        or e.slug in shelf.profile.favourites
        or _fetches(shelf, e)
    )


def _fetches(shelf: Shelf, e: Exercise) -> bool:
    """Uses what the person owns and has not used, or is on the way there."""
    return bool(shelf.unused) and _leads_to(shelf, e, lambda each: bool(each.equipment & shelf.unused))


def _on_the_way(shelf: Shelf, e: Exercise) -> bool:
    """Not done often enough yet for the harder variant that is waited for."""
    return shelf.lately.full.get(e.slug, 0) < EASIER_TIMES_KIT and _fetches(shelf, e)


def _leads_to(shelf: Shelf, e: Exercise, wanted: Callable[[Exercise], bool]) -> bool:
    """Whether it is what is wanted, or one of its harder variants is."""
    return wanted(e) or any(_leads_to(shelf, each, wanted) for each in shelf.harder.get(e.slug, ()))


def _of_the_seeds(e: Exercise) -> bool:
    return any(source.code == SEED for source in e.sources)


def _time_for_new(shelf: Shelf, known: Sequence[Exercise]) -> bool:
    last = max((shelf.lately.begun[e.slug] for e in known), default=shelf.today)
    return (shelf.today - last).days >= NEW_DAYS


def rank(shelf: Shelf, e: Exercise) -> tuple[bool, bool, date, bool, int, str]:
    """Smallest first: stand-ins, the leading direction, the longest not done, what fits where it hurts."""
    low = bool(shelf.profile.sites & LOW) and e.muscles[0] in HELPS_LOW
    high = bool(shelf.profile.sites - LOW) and e.muscles[0] in HELPS_HIGH
    favourite = e.slug in shelf.profile.favourites
    last = shelf.lately.last.get(e.slug)
    turn = date.min if last is None else last - FAVOURITE_DAYS if favourite else last
    seed = _leads_to(shelf, e, _of_the_seeds)
    fit = low + high + 2 * (e.slug in shelf.next_up) + 3 * favourite
    return e.slug not in shelf.stands_in, not shelf.leads(e), turn, not seed, -fit, e.slug
