"""A bad moment: which resting position to offer, before anything else is asked."""

from __future__ import annotations

from collections.abc import Iterable

from bot.coach.model import Condition, Exercise, Library, Profile
from bot.coach.suit import suitable

RESTING = ("rest-90-90", "prone-lying", "childs-pose", "seated-forward-fold", "seated-tilt")
"""Positions that ease a sore back for most, the most restful first [J]; what suits decides."""


def resting_position(profile: Profile, library: Library, also: Iterable[Condition] = ()) -> Exercise | None:
    """The first that suits the person, None when none does; `also`: conditions of the safety screen."""
    suited = {exercise.slug: exercise for exercise in suitable(profile, library, also)}
    return next((suited[slug] for slug in RESTING if slug in suited), None)
