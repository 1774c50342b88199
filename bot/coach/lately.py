"""What a person did lately, read off their sessions once a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.coach.model import Area, Category, History, Library, area_of
from bot.coach.slots import Trained

LOOK_BACK = 84  # days; older than that is as good as new
RECENT_DAYS = 28  # an exercise done since belongs to the person's repertoire
TRAINING = (Category.STRENGTH, Category.STABILISATION)


@dataclass(slots=True)
class Lately:
    """By slug: the last day, and the first of the days since which it comes back again and again."""

    done_on: dict[str, date] = field(default_factory=dict)  # within RECENT_DAYS
    begun: dict[str, date] = field(default_factory=dict)  # as above
    days: dict[str, int] = field(default_factory=dict)  # on how many, since it begun
    full: dict[str, int] = field(default_factory=dict)  # how often in full and without pain, as above
    strong: list[Trained] = field(default_factory=list)  # newest first
    steady: list[Trained] = field(default_factory=list)  # the same for stabilisation


def lately(history: History, library: Library, today: date) -> Lately:
    """Of sessions up to `today`."""
    found, last = Lately(), dict[str, date]()
    recent = [past for past in history.sessions[-LOOK_BACK:] if 0 <= (today - past.on).days <= LOOK_BACK]
    for past in recent:
        trained: dict[Category, set[Area]] = {category: set() for category in TRAINING}
        for told in past.performed:
            e = library.get(told.exercise)
            if e is None or told.done <= 0:
                continue
            if e.slug not in last or (past.on - last[e.slug]).days > RECENT_DAYS:
                found.begun[e.slug], found.days[e.slug] = past.on, 0
            found.days[e.slug] += 1
            last[e.slug] = past.on
            if e.category in trained:
                trained[e.category].add(area_of(e))
            if told.done >= 1 and not told.hurt and (today - past.on).days <= RECENT_DAYS:
                found.full[e.slug] = found.full.get(e.slug, 0) + 1
        for category, days in zip(TRAINING, (found.strong, found.steady), strict=True):
            if trained[category]:
                days.insert(0, (past.on, frozenset(trained[category])))
    found.done_on = {slug: on for slug, on in last.items() if (today - on).days <= RECENT_DAYS}
    found.begun = {slug: on for slug, on in found.begun.items() if slug in found.done_on}
    return found


def newest(begun: Mapping[str, date]) -> date | None:
    """The day the last new exercise came."""
    return max(begun.values(), default=None)
