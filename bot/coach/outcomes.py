"""Whether it helps, in the person's own terms, and what to note when something went wrong.

The average pain of the week (0 to 10, weekly) and up to three own activities (0 unable to 10 as before,
every four weeks; in the manner of the PSFS [28], own wording). A change is called one from 2 points or
30 % of pain (Ostelo 2008 [26]), 2 points of the activities' mean, 3 of a single activity [28].
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.coach import pain
from bot.coach.pain import Change
from bot.coach.screening import Flag

ACTIVITIES_EVERY = timedelta(weeks=4)
AVERAGE_EVERY = timedelta(weeks=1)
MEAN_CHANGE, SINGLE_CHANGE = 2, 3  # points

Averages = Sequence[tuple[date, float]]


@dataclass(frozen=True, slots=True)
class Rating:
    """What an activity scored on a day: 0 unable to 10 as before. Skipped: None."""

    on: date
    activity: str
    score: int | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Then and now; `change` is SAME below the meaningful difference."""

    then: float
    now: float
    change: Change

    @property
    def points(self) -> float:
        """How much it moved, without a sign."""
        return abs(self.now - self.then)

    @property
    def percent(self) -> int:
        """Of what it was; 0 when it was nothing."""
        return round(100 * self.points / self.then) if self.then else 0


def average_due(averages: Averages, started: date, today: date) -> bool:
    """A week after the last average, or after the start."""
    return today - (averages[-1][0] if averages else started) >= AVERAGE_EVERY


def activities_due(ratings: Sequence[Rating], today: date) -> tuple[str, ...]:
    """The activities to ask for today, in the order they were named: four weeks after their last score."""
    asked = {rating.activity: rating.on for rating in sorted(ratings, key=lambda r: r.on)}
    return tuple(name for name, on in asked.items() if today - on >= ACTIVITIES_EVERY)


def pain_outcome(averages: Averages) -> Outcome | None:
    """The first against the last average; None with fewer than two."""
    if len(averages) < 2:
        return None
    then, now = averages[0][1], averages[-1][1]
    return Outcome(then, now, pain.change(then, now))


def activity_outcomes(ratings: Sequence[Rating]) -> dict[str, Outcome]:
    """Each activity's first against its last score, where there are two."""
    found = {}
    for name in dict.fromkeys(rating.activity for rating in ratings):
        scores = [r.score for r in sorted(ratings, key=lambda r: r.on) if r.activity == name]
        told = [score for score in scores if score is not None]
        if len(told) > 1:
            found[name] = _outcome(told[0], told[-1], SINGLE_CHANGE)
    return found


def activities_outcome(ratings: Sequence[Rating]) -> Outcome | None:
    """The mean of the activities, first against last; None until one has two scores."""
    each = activity_outcomes(ratings).values()
    if not each:
        return None
    then, now = (sum(values) / len(each) for values in ([o.then for o in each], [o.now for o in each]))
    return _outcome(then, now, SINGLE_CHANGE if len(each) == 1 else MEAN_CHANGE)


def _outcome(then: float, now: float, least: int) -> Outcome:
    moved = abs(now - then) >= least
    better = Change.BETTER if now > then else Change.WORSE
    return Outcome(then, now, better if moved else Change.SAME)


class What(StrEnum):
    """What went wrong."""

    MORE_PAIN = "more-pain"
    LEG_PAIN = "leg-pain"  # further down the leg
    LEG_WEAK = "leg-weak"  # numb or weak
    FALL = "fall"
    DIZZY = "dizzy"
    CHEST = "chest"  # chest pain or collapse
    STRAIN = "strain"  # another part of the body
    OTHER = "other"


class Severity(StrEnum):
    MILD = "mild"  # noticed it, went on
    MODERATE = "moderate"  # changed the day
    SEVERE = "severe"  # could not do usual things


class Then(StrEnum):
    """What happened afterwards."""

    PASSED = "passed"
    RESTED = "rested"
    STILL = "still"  # still there
    SAW_SOMEONE = "saw-someone"
    HOSPITAL = "hospital"


@dataclass(frozen=True, slots=True)
class AdverseEvent:
    """A report of harm; it names no person, so that the operator may see it."""

    on: date
    what: What
    severity: Severity | None = None  # None: not told (yet)
    then: Then | None = None
    exercise: str | None = None  # slug

    @property
    def flags(self) -> frozenset[Flag]:
        """What the safety screen has to hear of it: these lock at once."""
        return FLAGS.get(self.what, frozenset())

    @property
    def rescreen(self) -> bool:
        """Whether the short safety screen is due because of it."""
        bad = self.severity is Severity.SEVERE or self.then in (Then.STILL, Then.HOSPITAL)
        return bad or self.what is What.FALL  # a knock may be more than it seems


FLAGS = {What.CHEST: frozenset({Flag.CHEST_PAIN}), What.LEG_WEAK: frozenset({Flag.ONE_LEG_WEAK})}
