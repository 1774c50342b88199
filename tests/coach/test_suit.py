"""What suits a person, and where to rest in a bad moment."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.coach.comfort import RESTING, resting_position
from bot.coach.model import ALWAYS_AT_HAND, Avoid, Condition, Equipment, Limit, Profile, Site, WorseWith
from bot.coach.suit import LIMIT_AVOIDS, answers, avoids, suitable, suits
from tests.coach.library import ANNA, LIBRARY

BAND = frozenset({Equipment.BAND})


def limits(*said: Limit) -> Profile:
    return replace(ANNA, limits=frozenset(said))


@pytest.mark.parametrize(
    ("slug", "profile", "expected"),
    [
        ("bridge", ANNA, True),
        ("bridge", replace(ANNA, floor=False), False),
        ("brace", replace(ANNA, floor=False), True),
        ("bridge", replace(ANNA, never=frozenset({"bridge"})), False),
        ("brace", replace(ANNA, equipment=frozenset()), True),
        ("band-row", ANNA, False),
        ("band-row", replace(ANNA, equipment=BAND), True),
        ("lat-pulldown", replace(ANNA, equipment=BAND), False),
        ("lat-pulldown", replace(ANNA, equipment=BAND | {Equipment.ANCHOR}), True),
        ("bridge", limits(Limit.FLOOR), False),
        ("brace", limits(Limit.FLOOR), True),
        ("bridge", limits(Limit.STRAIN), False),
        ("pelvic-tilt", limits(Limit.STRAIN), True),
        ("bridge", limits(Limit.ARCHING), False),
        ("bridge", limits(Limit.BENDING), True),
        ("bridge", replace(ANNA, worse_with=frozenset({WorseWith.ARCHING})), False),
        ("sit-to-stand", replace(ANNA, conditions=frozenset({Condition.KNEE})), False),
    ],
)
def test_what_suits(slug: str, profile: Profile, expected: bool) -> None:
    """Body, room, equipment, tastes and what a clinician said."""
    assert suits(LIBRARY[slug], profile, avoids(profile)) is expected
    assert (LIBRARY[slug] in suitable(profile, LIBRARY)) is expected


def test_an_exercise_that_takes_all_there_is_suits() -> None:
    """Nothing need be left over."""
    everything = replace(LIBRARY["band-row"], equipment=ALWAYS_AT_HAND | BAND)
    assert suits(everything, replace(ANNA, equipment=BAND), frozenset())


def test_what_is_ruled_out_names_the_answer() -> None:
    """The direction before the limit before the condition; from the screen, too; the leg last."""
    told = replace(
        ANNA,
        conditions=frozenset({Condition.SURGERY}),
        limits=frozenset({Limit.BENDING, Limit.TWISTING}),
        worse_with=frozenset({WorseWith.BENDING}),
        sites=frozenset({Site.LOWER_LEG}),
    )
    assert answers(told, {Condition.HEART}) == {
        Avoid.BENDING: WorseWith.BENDING,
        Avoid.TWISTING: Limit.TWISTING,
        Avoid.ARCHING: Condition.SURGERY,
        Avoid.OSTEOPOROSIS: Condition.SURGERY,
        Avoid.HEART: Condition.SURGERY,
        Avoid.LEG_PAIN: Avoid.LEG_PAIN,
    }
    assert answers(ANNA) == {}
    assert set(LIMIT_AVOIDS) == {Limit.BENDING, Limit.ARCHING, Limit.TWISTING}


def test_in_a_bad_moment_the_most_restful_position_that_suits_is_offered() -> None:
    """Lying with the legs up, else on the front, else on a chair; none when none suits."""
    pregnant = frozenset({Condition.PREGNANT})
    arching = frozenset({WorseWith.ARCHING})
    cases = (
        (ANNA, "rest-90-90"),
        (replace(ANNA, never=frozenset({"rest-90-90"})), "prone-lying"),
        (replace(ANNA, floor=False), "seated-forward-fold"),
        (replace(ANNA, conditions=pregnant), "seated-forward-fold"),
        (replace(ANNA, never=frozenset({"rest-90-90"}), worse_with=arching), "seated-forward-fold"),
        (replace(ANNA, floor=False, worse_with=frozenset({WorseWith.BENDING})), "seated-tilt"),
        (replace(ANNA, never=frozenset(RESTING)), None),
    )
    for profile, slug in cases:
        found = resting_position(profile, LIBRARY)
        assert (found and found.slug) == slug
    found = resting_position(ANNA, LIBRARY, pregnant)
    assert found is not None
    assert found.slug == "seated-forward-fold"
