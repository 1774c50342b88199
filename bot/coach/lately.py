"""What a person did lately, read off their sessions once a plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from bot.coach.model import Area, Category, Exercise, History, Library, PastSession, area_of
from bot.coach.slots import Trained

LOOK_BACK = 140  # days; older than that is as good as new
RECENT_DAYS = 28  # an exercise done since belongs to the person's repertoire
LEARNING_DAYS = 84  # and one that was done too seldom to be learnt, if it was done since
LEARNT_DAYS = 5  # at most, on which one is done before another may take its place [J]
TRAINING = frozenset({Category.STRENGTH, Category.STABILISATION})


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
    for past in history.sessions[-LOOK_BACK:]:
        if 0 <= (today - past.on).days <= LOOK_BACK:
            _add(found, past, library)
    last = found.last
    found.done_on = {slug: on for slug, on in last.items() if (today - on).days <= RECENT_DAYS}
    kept = (slug for slug in found.begun if _of_the_repertoire(found, library[slug], today))
    found.begun = {slug: found.begun[slug] for slug in kept}
    return found


def _add(found: Lately, past: PastSession, library: Library) -> None:
    """One session more; this is most of what a plan costs, so it is kept plain."""
    on, last, days, full = past.on, found.last, found.days, found.full
    trained: dict[Category, set[Area]] = {}
    for told in past.performed:
        slug = told.exercise
        if told.done <= 0 or slug not in library:
            continue
        e = library[slug]
        if slug not in last or ((on - last[slug]).days > RECENT_DAYS and days[slug] >= to_learn(e)):
            found.begun[slug], days[slug] = on, 0
        last[slug] = on
        days[slug] += 1
        if told.done >= 1 and not told.hurt:
            full[slug] = full.get(slug, 0) + 1
        if e.category in TRAINING:
            trained.setdefault(e.category, set()).add(area_of(e))
    for category, those in trained.items():
        turns = found.strong if category is Category.STRENGTH else found.steady
        turns.insert(0, (on, frozenset(those)))


def to_learn(e: Exercise) -> int:
    """On how many days it is done before another may take its place; a short ladder is soon learnt."""
    return min(LEARNT_DAYS, len(e.ladder) + 1)


def _of_the_repertoire(found: Lately, e: Exercise, today: date) -> bool:
    learnt = found.days[e.slug] >= to_learn(e)
    return (today - found.last[e.slug]).days <= (RECENT_DAYS if learnt else LEARNING_DAYS)
