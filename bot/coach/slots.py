"""What a session is made of: by goal, by how long it has hurt, and by the days before.

Strength days and days between take turns, so that a week holds relief or mobility, stabilisation,
strength, walks and rest in every length of session. All of it is design judgement [J]: trunk strength,
activation, mobility and aerobic work together are what guidelines ask for (JOSPT 2021 [8]), strength
on two or three days a week (ACSM [38]), and few exercises are done more often than many [46].
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from bot.coach import pain
from bot.coach.model import Category, Goal, History, Profile, Since

Slot = tuple[Category, ...]
"""Categories for one exercise of a session, the wanted one first."""

EASE: Slot = (Category.DIRECTIONAL, Category.MOBILITY)
MOBILITY: Slot = (Category.MOBILITY, Category.DIRECTIONAL)
STABILISATION: Slot = (Category.STABILISATION, Category.MOBILITY)
STRENGTH: Slot = (Category.STRENGTH, Category.STABILISATION)
FILLER: Slot = (Category.MOBILITY, Category.STABILISATION, Category.DIRECTIONAL)

# Most important first: a short session takes the first two.
STRENGTH_DAY: dict[Goal, tuple[Slot, ...]] = {
    Goal.LESS_PAIN: (STRENGTH, MOBILITY, STABILISATION, EASE),
    Goal.STRONGER: (STRENGTH, STABILISATION, STRENGTH, MOBILITY),
    Goal.MOBILE: (MOBILITY, STRENGTH, STABILISATION, MOBILITY),
    Goal.FEWER_RELAPSES: (STRENGTH, STABILISATION, MOBILITY, STRENGTH),
}
BETWEEN_DAY: dict[Goal, tuple[Slot, ...]] = {
    Goal.LESS_PAIN: (MOBILITY, STABILISATION, EASE, MOBILITY),
    Goal.STRONGER: (STABILISATION, MOBILITY, STABILISATION, EASE),
    Goal.MOBILE: (MOBILITY, STABILISATION, MOBILITY, EASE),
    Goal.FEWER_RELAPSES: (STABILISATION, MOBILITY, STABILISATION, EASE),
}
NEW_EPISODE: tuple[Slot, ...] = (EASE, STABILISATION, MOBILITY, STRENGTH)  # whatever the goal
QUIET: tuple[Slot, ...] = (EASE, STABILISATION, MOBILITY, EASE)  # relief, flare, gentle and easy days

FEW_DAYS = 3  # with so few chosen days a week each of them may be a strength day
NEW_DAYS, SETTLING_DAYS = 42, 84  # under 6 weeks: new; 6 to 12: settling; then persistent
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


def slots_of(goal: Goal, stage: Stage, strength_day: bool) -> tuple[Slot, ...]:
    """Four slots, most important first."""
    if stage is Stage.NEW:
        return NEW_EPISODE
    slots = (STRENGTH_DAY if strength_day else BETWEEN_DAY)[goal]
    if stage is Stage.SETTLING and slots.count(STRENGTH) > 1:  # one strength exercise a day is enough yet
        last = len(slots) - 1 - slots[::-1].index(STRENGTH)
        slots = (*slots[:last], EASE, *slots[last + 1 :])
    if stage is Stage.CALM:
        slots = tuple(MOBILITY if slot is EASE else slot for slot in slots)
    return slots


def is_strength_day(profile: Profile, last_strength: date | None, today: date) -> bool:
    """Not two days running, for those who exercise on more than a few days a week."""
    few = len(profile.days or range(7)) <= FEW_DAYS
    return few or last_strength is None or abs((today - last_strength).days) >= 2
