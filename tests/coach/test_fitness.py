"""Where somebody starts, from both sides: nobody frail too high, nobody fit too low."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.coach.aerobic import of_the_day
from bot.coach.fitness import first_rung
from bot.coach.model import Active, Category, Condition, Equipment, Goal, History, Kind
from bot.coach.shelf import shelf_of
from bot.coach.slots import Stage, between_places, work_places
from tests.coach.library import ANNA, CLEAR, LIBRARY, MONDAY
from tests.coach.planning import session_ago

SPORT: dict[str, Any] = {"active": Active.SPORT, "rises": True}


@pytest.mark.parametrize(
    ("slug", "told", "rung"),
    [
        ("bridge", {}, 0),
        ("bridge", {"active": Active.SOME, "rises": True}, 0),
        ("bridge", SPORT, 2),
        ("brace", SPORT, 2),
        ("shoulder-blade-squeeze", SPORT, 2),
        ("pelvic-tilt", SPORT, 0),
        ("prone-elbows", SPORT, 0),
        ("sit-to-stand", {"rises": True}, 1),
        ("sit-to-stand", {"rises": None}, 0),
        ("sit-to-stand", {"rises": False}, 0),
        ("sit-to-stand", SPORT | {"rises": False}, 0),
        ("bridge", SPORT | {"rises": False}, 0),
        *(
            ("bridge", SPORT | {"conditions": frozenset({condition})}, 0)
            for condition in (
                Condition.OSTEOPOROSIS,
                Condition.HEART,
                Condition.BALANCE,
                Condition.GAVE_BIRTH,
                Condition.PREGNANT,
                Condition.SURGERY,
            )
        ),
        ("bridge", SPORT | {"conditions": frozenset({Condition.KNEE})}, 2),
    ],
)
def test_the_first_rung(slug: str, told: dict[str, Any], rung: int) -> None:
    assert first_rung(replace(ANNA, **told), LIBRARY[slug]) == rung


@pytest.mark.parametrize(
    ("walk", "seconds"), [(None, 600), (1, 600), (20, 600), (23, 600), (24, 720), (30, 900), (120, 1800)]
)
def test_a_walk_starts_at_half_of_what_is_comfortable(walk: int | None, seconds: int) -> None:
    """The walk of the tests has ten minutes as its shortest."""
    ladder = LIBRARY["walk"].ladder
    assert ladder[first_rung(replace(ANNA, walk=walk), LIBRARY["walk"])].seconds == seconds


def test_whom_nobody_asked_marches_for_three_minutes() -> None:
    march = LIBRARY["seated-march"]
    assert march.ladder[first_rung(ANNA, march)].seconds == 180


@pytest.mark.parametrize(
    ("minutes", "work", "between"),
    [(3, 1, 1), (5, 1, 1), (9, 1, 1), (10, 2, 1), (14, 2, 1), (15, 3, 2), (19, 3, 2), (20, 4, 2), (60, 4, 2)],
)
def test_the_places_follow_the_minutes(minutes: int, work: int, between: int) -> None:
    """From five on, in steps of five."""
    strong = replace(ANNA, goal=Goal.STRONGER, minutes=minutes)
    assert (work_places(strong, Stage.PERSISTENT), between_places(strong)) == (work, between)


@pytest.mark.parametrize(
    ("walked", "rode", "slug"),
    [
        ((), (), "walk"),
        ((1,), (), "walk"),
        ((2,), (), "bike"),
        ((2,), (9,), "walk"),
        ((2,), (10,), "bike"),
        ((20, 2), (), "bike"),
    ],
)
def test_what_a_person_owns_comes_in_between(
    walked: tuple[int, ...], rode: tuple[int, ...], slug: str
) -> None:
    """First two days after the first walk, then every ten days."""
    rider = replace(ANNA, equipment=frozenset({Equipment.BIKE}))
    days = sorted([*((n, "walk") for n in walked), *((n, "bike") for n in rode)], reverse=True)
    past = History(sessions=tuple(session_ago(n, name) for n, name in days))
    item = of_the_day(shelf_of(rider, past, LIBRARY, MONDAY, CLEAR, Kind.PLANNED))
    assert item is not None
    assert item.exercise == slug
    assert LIBRARY[slug].category is Category.AEROBIC


def test_on_other_days_there_is_no_walk() -> None:
    tuesday = MONDAY + timedelta(days=1)
    shelf = shelf_of(ANNA, History(), LIBRARY, tuesday, CLEAR, Kind.PLANNED)
    assert of_the_day(shelf) is None
    assert of_the_day(shelf, always=True) is not None
