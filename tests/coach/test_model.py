"""What is assumed while nobody told, and what follows from a value."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.coach.model import (
    Category,
    Dose,
    Exercise,
    Goal,
    Kind,
    Leg,
    Level,
    PastSession,
    Performed,
    Position,
    Profile,
    Reason,
    Session,
    Since,
    Site,
    Why,
)
from tests.coach.library import ANNA, MONDAY


@pytest.mark.parametrize(
    ("given", "assumed"),
    [
        (
            Profile(),
            Profile(
                sites=frozenset(),
                since=Since.NO_PAIN,
                usual_pain=0,
                goal=Goal.LESS_PAIN,
                floor=False,
                minutes=5,
                days=frozenset({0, 1, 2, 3, 4, 5, 6}),
            ),
        ),
        (Dose(), Dose(sets=1, reps=0, hold=0, seconds=0)),
        (Level(), Level(rung=0, clean=0, raised=0, red=0, rested_until=None)),
        (
            Performed("a", 0, 1.0),
            Performed("a", 0, 1.0, skipped=False, hurt=False, leg=Leg.NONE, minutes=None),
        ),
        (
            PastSession(MONDAY, Kind.PLANNED, ()),
            PastSession(MONDAY, Kind.PLANNED, (), before=None, worst=None, difficulty=None, halved=False),
        ),
        (
            Exercise("a", Category.MOBILITY, Position.PRONE, (), (), ()),
            Exercise(
                *("a", Category.MOBILITY, Position.PRONE, (), (), ()),
                sides=False,
                relief=False,
                stops_if_leg_spreads=False,
                tempo=4,
            ),
        ),
    ],
)
def test_what_nobody_told_is_assumed_gently(given: object, assumed: object) -> None:
    """Five minutes on any day, nothing on the floor, the first rung, one set, four seconds a movement."""
    assert given == assumed


@pytest.mark.parametrize(
    ("whys", "halved"),
    [
        ((), False),
        ((Why.AS_PLANNED,), False),
        ((Why.AS_PLANNED, Why.CREEPING_UP), True),
        ((Why.AS_PLANNED, Why.LIGHTER_WEEK), True),
        ((Why.AS_PLANNED, Why.PLAN_SHRUNK), False),
    ],
)
def test_a_session_is_halved_by_the_week_alone(whys: tuple[Why, ...], halved: bool) -> None:
    assert Session(MONDAY, Kind.PLANNED, (), tuple(map(Reason, whys))).halved is halved


@pytest.mark.parametrize("site", Site)
def test_the_leg_is_what_is_below_the_buttock(site: Site) -> None:
    assert replace(ANNA, sites=frozenset({site})).leg is (site in (Site.UPPER_LEG, Site.LOWER_LEG))


def test_pose_data_makes_no_other_exercise() -> None:
    """Nor one that cannot be in a set."""
    drawn, plain = (
        Exercise("a", Category.MOBILITY, Position.PRONE, (), (), (), figure=figure)
        for figure in ({"at": 1}, {})
    )
    assert len({drawn, plain}) == 1
