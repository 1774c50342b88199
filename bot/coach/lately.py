"""What a person did lately, read off their sessions once a plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from bot.coach.model import Area, Category, Exercise, History, Library, area_of
from bot.coach.slots import Trained

LOOK_BACK = 182  # days; older than that is as good as new
RECENT_DAYS = 28  # an exercise done since belongs to the person's repertoire
LEARNING_DAYS = 84  # and one that was done too seldom to be learnt, if it was done since
LEARNT_DAYS = 5  # at most, on which one is done before another may take its place [J]
TRAINING = (Category.STRENGTH, Category.STABILISATION)


@dataclass(slots=True)
class Lately:
    """By slug: the last day, and the first of the days since which it comes back again and again."""

    last: dict[str, date] = field(default_factory=dict)
    done_on: dict[str, date] = field(default_factory=dict)  # of these, within RECENT_DAYS
    begun: dict[str, date] = field(default_factory=dict)  # of the repertoire, what is still learnt included
    days: dict[str, int] = field(default_factory=dict)  # on how many, since it begun
    full: dict[str, int] = field(default_factory=dict)  # how often in full and without pain
    strong: list[Trained] = field(default_factory=list)  # newest first
    steady: list[Trained] = field(default_factory=list)  # the same for stabilisation


def lately(history: History, library: Library, today: date) -> Lately:
    """Of sessions up to `today`."""
    found = Lately()
    last = found.last
    recent = [past for past in history.sessions[-LOOK_BACK:] if 0 <= (today - past.on).days <= LOOK_BACK]
    for past in recent:
        trained: dict[Category, set[Area]] = {category: set() for category in TRAINING}
        for told in past.performed:
            e = library.get(told.exercise)
            if e is None or told.done <= 0:
                continue
            learnt = found.days.get(e.slug, 0) >= to_learn(e)
            if e.slug not in last or (learnt and (past.on - last[e.slug]).days > RECENT_DAYS):
                found.begun[e.slug], found.days[e.slug] = past.on, 0
            found.days[e.slug] += 1
            last[e.slug] = past.on
            if e.category in trained:
                trained[e.category].add(area_of(e))
            if told.done >= 1 and not told.hurt:
                found.full[e.slug] = found.full.get(e.slug, 0) + 1
        for category, days in zip(TRAINING, (found.strong, found.steady), strict=True):
            if trained[category]:
                days.insert(0, (past.on, frozenset(trained[category])))
    found.done_on = {slug: on for slug, on in last.items() if (today - on).days <= RECENT_DAYS}
    kept = (slug for slug in found.begun if _of_the_repertoire(found, library[slug], today))
    found.begun = {slug: found.begun[slug] for slug in kept}
    return found


def to_learn(e: Exercise) -> int:
    """On how many days it is done before another may take its place; a short ladder is soon learnt."""
    return min(LEARNT_DAYS, len(e.ladder) + 2)


def _of_the_repertoire(found: Lately, e: Exercise, today: date) -> bool:
    learnt = found.days[e.slug] >= to_learn(e)
    return (today - found.last[e.slug]).days <= (RECENT_DAYS if learnt else LEARNING_DAYS)
