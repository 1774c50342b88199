"""Conditions that pass: an operation, a pregnancy, the weeks after a birth; until when each is respected."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from enum import StrEnum

from bot.coach.model import Condition

PASSING = (Condition.SURGERY, Condition.PREGNANT, Condition.GAVE_BIRTH)
HEALING_DAYS = 12 * 7  # after an operation or a birth: the cards and the settings say "in the last 12 weeks"
PREGNANCY_DAYS = 40 * 7
LATE_DAYS = 7  # after the day the baby was due [J]
AGAIN_DAYS = {Condition.SURGERY: 28, Condition.PREGNANT: 7, Condition.GAVE_BIRTH: 28}
"""When it is not over yet, it is asked about again so many days later [J]."""

Until = Mapping[Condition, date | None]
"""The day from which on to ask whether it is over; to within some weeks. None: nobody said since when."""


class Birth(StrEnum):
    """How it was; a caesarean is an operation, too."""

    VAGINAL = "vaginal"
    CAESAREAN = "caesarean"


def unknown(conditions: Collection[Condition], until: Until) -> tuple[Condition, ...]:
    """Those that nobody knows the time of."""
    return tuple(each for each in PASSING if each in conditions and until[each] is None)


def over(conditions: Collection[Condition], until: Until, today: date) -> tuple[Condition, ...]:
    """Those whose time has passed, if it went as usual."""
    ended = {each for each, day in until.items() if day is not None and day <= today}
    return tuple(each for each in PASSING if each in conditions and each in ended)


def healed(today: date, weeks_ago: int) -> date:
    """Twelve weeks after an operation or a birth of so many weeks ago."""
    return today + timedelta(days=HEALING_DAYS - 7 * weeks_ago)


def arrived(today: date, weeks: int) -> date:
    """When a baby of so many weeks should be there, even one that takes its time."""
    return today + timedelta(days=PREGNANCY_DAYS + LATE_DAYS - 7 * weeks)


def again(condition: Condition, today: date) -> date:
    return today + timedelta(days=AGAIN_DAYS[condition])
