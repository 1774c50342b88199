"""Directional preference (McKenzie): which way of moving eases, found from how back and leg answered.

Asked (what makes it worse), then tested over days: sessions with a directional exercise are the test,
leg pain that retreats or spreads is the answer that matters, and pain before, during and the next
morning where no leg is involved. Pure: derived from the past each time, nothing is stored.
Preference is found in about 40 % of people, extension in about 80 % of those (May 2018 [42]); the
counts below are design judgement [J].
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.coach import pain
from bot.coach.model import (
    Avoid,
    Category,
    Exercise,
    History,
    Leg,
    Library,
    PastSession,
    Performed,
    Profile,
    Reason,
    Since,
    Why,
    WorseWith,
)

WINDOW_DAYS = 42  # after a longer pause it is tried anew: that is another episode
BEFORE_DAYS = 28  # answers so much older count with newer ones
ENOUGH = 3  # answers that decide
EASED = 2  # of the last three: this is the direction
SPREAD_MOST = 2  # within the window: this is not the direction
STOP_DAYS = 7  # after leg pain spread, its direction rests (A2)
WORSE_RISE = 2  # points in the session or the morning after: it did not ease
OFTEN_A_DAY = 4  # the preferred one, only while leg pain retreats (docs/coaching.md)


class Direction(StrEnum):
    """A way of moving, named by the tag of the exercises that go there."""

    BACKWARD = "arching"
    FORWARD = "bending"

    @property
    def tag(self) -> Avoid:
        return Avoid(self.value)

    @property
    def other(self) -> Direction:
        return Direction.FORWARD if self is Direction.BACKWARD else Direction.BACKWARD


class Answer(StrEnum):
    """How back and leg took a direction that day."""

    RETREATS = "retreats"  # leg pain moved back towards the spine
    EASES = "eases"
    SAME = "same"
    WORSE = "worse"
    SPREADS = "spreads"  # further down the leg, or numb or weak


class Told(NamedTuple):
    on: date
    answer: Answer


@dataclass(frozen=True, slots=True)
class Preference:
    """What is known. At most one of `testing` and `preferred` is set."""

    testing: Direction | None = None
    preferred: Direction | None = None
    off: frozenset[Direction] = frozenset()  # tried, and not for this person
    spreading: frozenset[Direction] = frozenset()  # of these, the ones that sent pain down a leg
    again: int = 1  # times a day the preferred direction may be done
    told: Mapping[Direction, Sequence[Told]] = field(default_factory=dict)  # the answers it rests on

    @property
    def leads(self) -> Direction | None:
        """The direction that comes first in a session."""
        return self.preferred or self.testing

    @property
    def avoid(self) -> frozenset[Avoid]:
        """Tags that rule exercises out: what spread, and the other way than the preferred one."""
        other = {self.preferred.other.tag} if self.preferred else set()
        return frozenset(other | {d.tag for d in self.spreading})

    def allows(self, exercise: Exercise) -> bool:
        """Not a directional exercise of a way that was tried and left."""
        return not self.off or direction_of(exercise) not in self.off


NONE = Preference()


def direction_of(exercise: Exercise) -> Direction | None:
    """Where a directional exercise goes; None for one that goes neither way, and for other categories."""
    if exercise.category is not Category.DIRECTIONAL:
        return None
    return next((d for d in Direction if d.tag in exercise.avoid), None)


def candidates(profile: Profile) -> tuple[Direction, ...]:
    """Which to try, in order: away from what makes it worse, else backward first ([42]); empty: no test."""
    worse = {d for d in Direction if WorseWith(d.value) in profile.worse_with}
    if profile.since is Since.NO_PAIN or len(worse) == 2 or not (worse or profile.leg):
        return ()
    return tuple(d for d in Direction if d not in worse)


class Verdict(StrEnum):
    OPEN = "open"  # not tried often enough
    HELPS = "helps"
    NOTHING = "nothing"  # tried, does not ease
    STOPPED = "stopped"  # leg pain spread this week
    SPREADS = "spreads"  # and more than once


def preference(profile: Profile, history: History, library: Library, today: date) -> Preference:
    """Where the test stands before today's session."""
    return weighed({d: answers(d, history, profile, library, today) for d in candidates(profile)}, today)


def weighed(told: Mapping[Direction, Sequence[Told]], today: date) -> Preference:
    """The answers to each direction, in the order they are to be tried."""
    verdicts = {d: verdict(told[d], today) for d in told}
    helps = next((d for d, v in verdicts.items() if v is Verdict.HELPS), None)
    retreats = helps is not None and told[helps][-1].answer is Answer.RETREATS
    undecided = [d for d, v in verdicts.items() if v is Verdict.OPEN]
    return Preference(
        testing=None if helps else max(undecided, key=lambda d: len(told[d]), default=None),
        preferred=helps,
        off=frozenset(d for d, v in verdicts.items() if v in (Verdict.NOTHING, Verdict.SPREADS)),
        spreading=frozenset(d for d, v in verdicts.items() if v is Verdict.SPREADS),
        again=OFTEN_A_DAY if retreats else 1,
        told=told,
    )


def verdict(told: Sequence[Told], today: date) -> Verdict:
    """What the answers to one direction say; spreading outweighs everything."""
    told = _of_this_test(told, today)
    recent = today - timedelta(days=WINDOW_DAYS)
    spread = [t.on for t in told if t.answer is Answer.SPREADS and t.on >= recent]
    last = [t.answer for t in told[-ENOUGH:]]
    eased = sum(a in (Answer.RETREATS, Answer.EASES) for a in last)
    if len(spread) >= SPREAD_MOST:
        return Verdict.SPREADS
    if spread and (today - spread[-1]).days < STOP_DAYS:
        return Verdict.STOPPED
    if eased >= EASED and last[-1] not in (Answer.WORSE, Answer.SPREADS):
        return Verdict.HELPS
    return Verdict.NOTHING if len(last) == ENOUGH and not eased else Verdict.OPEN


def _of_this_test(told: Sequence[Told], today: date) -> Sequence[Told]:
    """After a pause of more than six weeks a direction is tried anew, as if for the first time."""
    later = today
    for n, each in reversed(list(enumerate(told))):
        if (later - each.on).days > WINDOW_DAYS:
            return told[n + 1 :]
        later = each.on
    return told


def answers(
    direction: Direction, history: History, profile: Profile, library: Library, today: date
) -> Sequence[Told]:
    """One answer a session with an exercise of that direction, oldest first, before today."""
    tag = direction.tag
    slugs = {slug for slug, e in library.items() if e.category is Category.DIRECTIONAL and tag in e.avoid}
    oldest = today - timedelta(days=WINDOW_DAYS + BEFORE_DAYS)
    mornings = dict(pain.between(history.mornings, oldest, today + timedelta(days=1)))
    told = []
    for past in _recent(history, oldest, today):
        mine = [p for p in past.performed if p.exercise in slugs and (p.done > 0 or p.hurt)]
        if not mine:
            continue
        answer = _answer(mine, past, mornings.get(past.on + timedelta(days=1)), profile.usual_pain)
        if answer is not None:
            told.append(Told(past.on, answer))
    return told[::-1]


def _recent(history: History, oldest: date, today: date) -> Iterator[PastSession]:
    """Newest first."""
    for past in reversed(history.sessions):
        if past.on < oldest:
            return
        if past.on < today:
            yield past


def _answer(
    mine: Sequence[Performed], past: PastSession, next_morning: int | None, usual: int
) -> Answer | None:
    """None: it cannot be told, or not yet."""
    if any(p.leg in (Leg.PERIPHERAL, Leg.NUMB_WEAK) for p in mine):
        return Answer.SPREADS
    before = usual if past.before is None else past.before
    during = 0 if past.worst is None else past.worst - before
    after = 0 if next_morning is None else next_morning - before
    if any(p.hurt for p in mine) or max(during, after) >= WORSE_RISE:
        return Answer.WORSE
    if any(p.leg is Leg.CENTRAL for p in mine):
        return Answer.RETREATS
    if past.worst is None and next_morning is None:
        return None
    return Answer.EASES if min(during, after) < 0 else Answer.SAME


def news(now: Preference, planned_before: date | None) -> Reason | None:
    """What changed since the plan of `planned_before`; the exercise is named by the plan of today."""
    if not now.told:
        return None
    if planned_before is None:
        return Reason(Why.DIRECTION_TEST) if now.testing else None
    then = {d: [t for t in told if t.on < planned_before] for d, told in now.told.items()}
    before = weighed(then, planned_before)
    if now.preferred and before.preferred is not now.preferred:
        return Reason(Why.DIRECTION_HELPS)
    if now.off - before.off:
        return Reason(Why.DIRECTION_OFF)
    return Reason(Why.DIRECTION_TEST) if now.testing and before.testing is not now.testing else None
