"""Today's plan explained: why each exercise is there, and what was left out because of which answer.

Worked out from the same facts as the plan, with the session as it was planned. The chat words each
value: `why.chosen.*`, `why.left.*` and `why.about.*`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.coach.dose import walks_a_week
from bot.coach.model import (
    ALWAYS_AT_HAND,
    Category,
    Exercise,
    History,
    Item,
    Kind,
    Library,
    Profile,
    Reason,
    Session,
)
from bot.coach.screening import Standing, conditions_implied
from bot.coach.shelf import TIERS, Shelf, shelf_of, waits_for
from bot.coach.suit import answers, limited


class Because(StrEnum):
    """Why an exercise is in the plan."""

    WARM_UP = "warm-up"
    WALK = "walk"  # {n} days a week
    STANDS_IN = "stands-in"  # for {other}, which rests
    DIRECTION = "direction"  # the preferred one
    TESTING = "testing"  # the direction being tested
    NEXT_UP = "next-up"  # after {other}, which was outgrown
    EASES = "eases"  # a relief, flare, gentle or easy day
    FAVOURITE = "favourite"
    NEW = "new"
    TURN = "turn"  # {n} days since the last time


class LeftOut(StrEnum):
    """Why an exercise is not in the plan, whatever its turn."""

    NEVER = "never"
    AVOID = "avoid"  # `about` is the answer: a Condition, a WorseWith or "leg-pain"
    DIRECTION = "direction"  # left by the test of directions
    EQUIPMENT = "equipment"  # `about` is the Equipment that is missing
    FLOOR = "floor"
    LIMIT = "limit"  # a clinician said to leave it out for now
    RESTING = "resting"
    TODAY = "today"  # not on this kind of day
    YESTERDAY = "yesterday"  # strength, less than 48 hours ago
    NOT_YET = "not-yet"  # `about` is the slug that comes first
    OUTGROWN = "outgrown"


@dataclass(frozen=True, slots=True)
class Chosen:
    exercise: str
    because: Because
    n: int | None = None
    other: str | None = None  # slug


@dataclass(frozen=True, slots=True)
class Left:
    """All exercises left out for one cause; `about` is an answer, an Equipment or a slug."""

    because: LeftOut
    about: str | None
    exercises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    reasons: tuple[Reason, ...]  # of the day and the week
    chosen: tuple[Chosen, ...]
    left: tuple[Left, ...]


def explain(
    session: Session, profile: Profile, history: History, library: Library, standing: Standing
) -> Explanation:
    """Why the plan of `session.on` is as it is. `history` is the past before that session."""
    shelf = shelf_of(profile, history, library, session.on, standing, session.kind)
    items = [item for item in session.items if item.exercise in library]
    chosen = tuple(_chosen(shelf, item, library[item.exercise]) for item in items)
    planned = {item.exercise for item in items}
    rest = [e for slug, e in sorted(library.items()) if slug not in planned]
    return Explanation(session.reasons, chosen, _grouped(rest, _causes(shelf, standing)))


def _chosen(shelf: Shelf, item: Item, e: Exercise) -> Chosen:
    last = shelf.lately.last.get(e.slug)
    direction_leads = shelf.leads(e)
    before = e.easier if e.slug in shelf.next_up else None
    answers: tuple[tuple[bool, Because, int | None, str | None], ...] = (
        (e.category is Category.WARM_UP, Because.WARM_UP, None, None),
        (e.category is Category.AEROBIC, Because.WALK, walks_a_week(item.dose), None),
        (e.slug in shelf.stands_in, Because.STANDS_IN, None, shelf.stands_in.get(e.slug)),
        (direction_leads and shelf.preference.preferred is not None, Because.DIRECTION, None, None),
        (direction_leads, Because.TESTING, None, None),
        (shelf.kind is not Kind.PLANNED, Because.EASES, None, None),
        (before is not None, Because.NEXT_UP, None, before),
        (e.slug in shelf.profile.favourites, Because.FAVOURITE, None, None),
        (last is None, Because.NEW, None, None),
    )
    found = next((answer[1:] for answer in answers if answer[0]), None)
    if found is None and last is not None:
        found = (Because.TURN, (shelf.today - last).days, None)
    because, n, other = found or (Because.NEW, None, None)
    return Chosen(e.slug, because, n, other)


Cause = tuple[LeftOut, str | None]


def _causes(shelf: Shelf, standing: Standing) -> Callable[[Exercise], Cause | None]:
    """The first thing that keeps an exercise out; None: it is only not its turn."""
    profile = shelf.profile
    answered = answers(profile, conditions_implied(standing.referrals))
    at_hand = profile.equipment | ALWAYS_AT_HAND
    awake = {e.slug for e in shelf.exercises}
    tiers = TIERS[shelf.kind]

    def cause(e: Exercise) -> Cause | None:
        if e.slug in profile.never:
            return LeftOut.NEVER, None
        if tags := e.avoid & answered.keys():
            return LeftOut.AVOID, answered[min(tags)]
        if missing := e.equipment - at_hand:
            return LeftOut.EQUIPMENT, str(min(missing))
        if e.floor and not profile.floor:
            return LeftOut.FLOOR, None
        if limited(e, profile):
            return LeftOut.LIMIT, None
        if e.slug not in shelf.suited:
            return LeftOut.DIRECTION, None
        if e.slug not in awake:
            return LeftOut.RESTING, None
        if e.category in (Category.WARM_UP, Category.AEROBIC):
            return None
        if not any(tier(e) for tier in tiers):
            return LeftOut.TODAY, None
        if not shelf.rested(e):
            return LeftOut.YESTERDAY, None
        if e.slug in shelf.outgrown:
            return LeftOut.OUTGROWN, None
        first = waits_for(shelf, e)
        return (LeftOut.NOT_YET, first.slug) if first else None

    return cause


def _grouped(rest: Iterable[Exercise], cause: Callable[[Exercise], Cause | None]) -> tuple[Left, ...]:
    groups: dict[Cause, list[str]] = {}
    for e in rest:
        if found := cause(e):
            groups.setdefault(found, []).append(e.slug)
    order = list(LeftOut)
    ordered = sorted(groups.items(), key=lambda group: (order.index(group[0][0]), group[0][1] or ""))
    return tuple(Left(because, about, tuple(slugs)) for (because, about), slugs in ordered)
