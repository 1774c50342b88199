"""What a session is made of: by goal, minutes, how long it has hurt, and the days before.

Strength work is shared out over the areas of the body and done in the same number of sets whatever the
rung, on two or three days a week; stabilisation, mobility, relief and walks fill the days between. When
minutes are short there are fewer exercises, not less of each. All of it is design judgement [J] on
trunk strength, activation, mobility and aerobic work together (JOSPT 2021 [8]), two or three days with
two to three sets for the large muscles (ACSM [38, 39]), and few exercises rather than many [46].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.coach import pain
from bot.coach.model import Area, Category, Goal, History, Profile, Since


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for one exercise: the wanted category first; of that area, if it has one."""

    categories: tuple[Category, ...]
    area: Area | None = None
    known: int = 2  # exercises that take turns at it


EASE = Slot((Category.DIRECTIONAL, Category.MOBILITY))
MOVE = Slot((Category.MOBILITY, Category.DIRECTIONAL))
CONTROL = Slot((Category.STABILISATION, Category.MOBILITY))
QUIET = (EASE, CONTROL, MOVE, EASE)  # relief, flare, gentle and easy days


def work(area: Area, known: int) -> Slot:
    """Where strength is not to be had yet, holding still comes first."""
    return Slot((Category.STRENGTH, Category.STABILISATION), area, known)


def control(area: Area, known: int) -> Slot:
    return Slot((Category.STABILISATION,), area, known)


SIZES = (5, 10, 15, 20)  # minutes
WORK: Mapping[Goal, Sequence[int]] = {  # exercises on a strength day, by minutes
    Goal.LESS_PAIN: (1, 2, 2, 3),
    Goal.STRONGER: (1, 2, 3, 4),
    Goal.MOBILE: (1, 1, 2, 2),
    Goal.FEWER_RELAPSES: (1, 2, 3, 3),
}
BETWEEN: Mapping[Goal, Sequence[int]] = {  # stabilisation on a day between, by minutes
    Goal.LESS_PAIN: (0, 1, 1, 1),
    Goal.STRONGER: (1, 1, 2, 2),
    Goal.MOBILE: (0, 1, 1, 1),
    Goal.FEWER_RELAPSES: (1, 1, 1, 2),
}
OTHERS: Mapping[Goal, Sequence[Slot]] = {  # beside these, on every day
    Goal.LESS_PAIN: (MOVE, EASE, MOVE),
    Goal.STRONGER: (MOVE, EASE, MOVE),
    Goal.MOBILE: (MOVE, MOVE, EASE),
    Goal.FEWER_RELAPSES: (MOVE, EASE, MOVE),
}
STEADY = (Area.TRUNK, Area.BACK, Area.LEGS)  # what stabilisation is for, most important first
UNSTEADY = (Area.LEGS, Area.TRUNK, Area.BACK)  # balance first

OFTEN = 2  # times a week that an area is trained, for two exercises to take turns [J]
STRONG_DAYS = 3  # of any seven; two or three days a week [38]
STRONG_APART = 2  # days between strength for the same area: 48 hours [38]
FEW_DAYS = 3  # with so few chosen days a week each of them may be a strength day
NEW_DAYS, SETTLING_DAYS = 42, 84  # under 6 weeks: new; 6 to 12: settling; then persistent
NEW_WORK, SETTLING_WORK = 1, 2  # strength exercises a day at most, until then
TOLD_DAYS = {Since.DAYS: 0, Since.WEEKS: NEW_DAYS, Since.MONTHS: SETTLING_DAYS}
CALM_SCORE, CALM_DAYS, CALM_SCORES = 1, 14, 5  # a mean up to 1 of 10 over two weeks: no pain now


class Stage(StrEnum):
    """How long this episode has lasted, as of today."""

    NEW = "new"
    SETTLING = "settling"
    PERSISTENT = "persistent"
    CALM = "calm"  # no pain now: keeping it away


def stage_of(profile: Profile, history: History, today: date) -> Stage:
    """What was told at the start and the time since; no pain now when two weeks of scores say so."""
    recent = pain.mean(history.mornings, today - timedelta(days=CALM_DAYS), CALM_DAYS + 1, CALM_SCORES)
    calm = profile.since is Since.NO_PAIN if recent is None else recent <= CALM_SCORE
    if calm:
        return Stage.CALM
    if profile.since is Since.NO_PAIN:
        return Stage.SETTLING
    days = TOLD_DAYS[profile.since] + (today - started(history, today)).days
    if days < NEW_DAYS:
        return Stage.NEW
    return Stage.SETTLING if days < SETTLING_DAYS else Stage.PERSISTENT


def started(history: History, today: date) -> date:
    """The day of the first score or session; today before any."""
    firsts = [on for on, _ in history.mornings[:1]] + [past.on for past in history.sessions[:1]]
    return min(firsts, default=today)


def work_places(profile: Profile, stage: Stage) -> int:
    """How many strength exercises a strength day has."""
    wanted = _by_minutes(WORK[profile.goal], profile.minutes)
    most = {Stage.NEW: NEW_WORK, Stage.SETTLING: SETTLING_WORK}.get(stage, wanted)
    return min(wanted, most)


def between_places(profile: Profile) -> int:
    """How many stabilisation exercises a day between has."""
    return _by_minutes(BETWEEN[profile.goal], profile.minutes)


def _by_minutes(places: Sequence[int], minutes: int) -> int:
    fits = [n for size, n in zip(SIZES, places, strict=True) if size <= minutes]
    return fits[-1] if fits else places[0]


def others(goal: Goal, stage: Stage) -> tuple[Slot, ...]:
    """The places beside strength and stabilisation, most important first."""
    if stage is Stage.NEW:
        return (EASE, MOVE, EASE)
    return tuple(MOVE if stage is Stage.CALM and slot is EASE else slot for slot in OTHERS[goal])


# Whose turn it is

Trained = tuple[date, frozenset[Area]]
"""A day, and the areas that did strength work, or stabilisation, on it."""


def cycle(areas: Sequence[Area], places: int, days: int) -> tuple[tuple[Area, ...], ...]:
    """Which areas are trained together, in turn, on so many days a week: a fortnight, which then repeats.

    So that what an area gets in any two weeks stays the same.
    """
    if not areas or not places:
        return ()
    if places >= len(areas):
        return (tuple(areas),)
    order = [areas[n % len(areas)] for n in range(2 * days * places)]
    return tuple(tuple(order[n : n + places]) for n in range(0, len(order), places))


def taking_turns(areas: int, places: int, days: int) -> int:
    """How many exercises take turns at an area: each is to be done often enough to get better at it [46]."""
    return 2 if min(places, areas) * days >= OFTEN * areas else 1


def next_in(
    turns: Sequence[tuple[Area, ...]], trained: Sequence[Trained], ready: frozenset[Area]
) -> tuple[Area, ...]:
    """The turn after those that the last days are most like; the first when there were none.

    A turn counts as far as its areas are `ready`, and one with none of them is passed over.
    """
    able = [set(turn) & ready for turn in turns]
    if not any(able):
        return ()
    start = 0
    if trained:
        start = 1 + max(range(len(turns)), key=lambda n: _alike(able, n, trained))
    return next(turns[n % len(turns)] for n in range(start, start + len(turns)) if able[n % len(turns)])


def _alike(able: Sequence[Set[Area]], n: int, trained: Sequence[Trained]) -> int:
    days = enumerate(areas for _, areas in trained[: len(able)])
    return -sum(len(areas ^ able[(n - ago) % len(able)]) for ago, areas in days)


def strong_days(days: frozenset[int]) -> int:
    """How many strength days these weekdays hold: three at most, apart from each other."""
    chosen = sorted(days or range(7))
    if len(chosen) <= FEW_DAYS:
        return len(chosen)
    taken = chosen[:1]
    for day in chosen:
        if day - taken[-1] >= STRONG_APART and len(taken) < STRONG_DAYS:
            taken.append(day)
    return len(taken)


def strong_today(
    profile: Profile, trained: Sequence[Trained], areas: Sequence[Area], today: date
) -> tuple[Area, ...]:
    """Those of the areas whose turn it is that may work today, none on a day between.

    `trained` is newest first.
    """
    lately = [on for on, _ in trained if 0 < (today - on).days < 7]
    if len(lately) >= STRONG_DAYS:
        return ()
    tired = {area for on, those in trained if abs((today - on).days) < STRONG_APART for area in those}
    if tired and len(profile.days or range(7)) > FEW_DAYS:
        return ()
    return tuple(area for area in areas if area not in tired)
