"""Where somebody starts on a ladder: asked, not assumed.

Nobody frail starts too high, and nobody fit walks for five minutes. Design judgement [J]: a baseline is
about half of what is comfortable (graded activity [41]; WalkBack starts walks there, too [16]), and five
rises from a chair without hands are a common screen of leg strength [K].
"""

from __future__ import annotations

from bot.coach.dose import rung_within
from bot.coach.model import Active, Area, Category, Condition, Exercise, Profile, area_of

UNASKED_WALK = 6  # minutes taken for comfortable while nobody has told
FIT_RUNG = 2  # where who does sport anyway starts strength and stabilisation
RISES_RUNG = 1  # where who rises without hands starts leg work
AS_COMFORTABLE = 0.5  # of the comfortable minutes [41, 16]
CAREFUL = frozenset(
    {
        Condition.OSTEOPOROSIS,
        Condition.HEART,
        Condition.BALANCE,
        Condition.PREGNANT,
        Condition.GAVE_BIRTH,
        Condition.SURGERY,
    }
)


def first_rung(profile: Profile, exercise: Exercise) -> int:
    """The rung of an exercise that was never done, 0 the gentlest."""
    top = len(exercise.ladder) - 1
    if exercise.category is Category.AEROBIC:
        comfortable = UNASKED_WALK if profile.walk is None else profile.walk
        return rung_within(exercise, 60 * comfortable * AS_COMFORTABLE)
    if exercise.category not in (Category.STRENGTH, Category.STABILISATION) or _careful(profile):
        return 0
    if profile.active is Active.SPORT:
        return min(FIT_RUNG, top)
    legs = area_of(exercise) is Area.LEGS and profile.rises is True
    return min(RISES_RUNG, top) if legs else 0


def _careful(profile: Profile) -> bool:
    """What makes a slow start right, however fit somebody is; or not able to rise without hands."""
    return bool(profile.conditions & CAREFUL) or profile.rises is False
