"""Today's plan explained: why each exercise, and what was left out because of which answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import content
from bot.coach.explain import Because, Chosen, LeftOut, explain
from bot.coach.model import (
    Avoid,
    Condition,
    Equipment,
    History,
    Leg,
    Level,
    Limit,
    Performed,
    Profile,
    Site,
    Why,
    WorseWith,
)
from bot.coach.screening import Standing
from tests.coach.library import ANNA, CLEAR, DAY, LIBRARY, MONDAY
from tests.coach.patient import Patient
from tests.coach.people import free_standings, histories, profiles, score
from tests.coach.planning import plan, session_ago

LONGER = replace(ANNA, minutes=15)  # room for every part


def chosen(patient: Patient) -> dict[str, Because]:
    return {each.exercise: each.because for each in patient.explained().chosen}


def left(patient: Patient) -> dict[str, tuple[LeftOut, str | None]]:
    return {slug: (each.because, each.about) for each in patient.explained().left for slug in each.exercises}


def test_annas_first_days() -> None:
    """New at first, then their turn."""
    anna = Patient(favourites=frozenset({"lying-leg-raise"}))
    anna.wakes(2)
    assert chosen(anna) == {
        "warm-up": Because.WARM_UP,
        "pelvic-tilt": Because.NEW,
        "shoulder-blade-squeeze": Because.NEW,
        "lying-leg-raise": Because.FAVOURITE,
        "walk": Because.WALK,
    }
    anna.trains()
    anna.wakes(2)
    assert chosen(anna)["brace"] is Because.NEW
    assert left(anna)["lying-leg-raise"] == (LeftOut.YESTERDAY, None)
    assert left(anna)["heel-slide"] == (LeftOut.NOT_YET, "brace")
    anna.trains()
    anna.wakes(7)
    assert Because.EASES in chosen(anna).values()
    assert left(anna)["bridge"] == (LeftOut.TODAY, None)


def test_what_was_left_out_names_the_answer() -> None:
    """The knee, the direction, the missing band, the floor, and never again."""
    ben = Patient(
        conditions=frozenset({Condition.KNEE}),
        worse_with=frozenset({WorseWith.TWISTING}),
        floor=False,
        never=frozenset({"brace"}),
    )
    ben.wakes(2)
    found = left(ben)
    assert found["sit-to-stand"] == (LeftOut.AVOID, Condition.KNEE)
    assert found["seated-twist"] == (LeftOut.AVOID, WorseWith.TWISTING)
    assert found["band-row"] == (LeftOut.EQUIPMENT, Equipment.BAND)
    assert found["lying-leg-raise"] == (LeftOut.FLOOR, None)
    assert found["brace"] == (LeftOut.NEVER, None)


def test_a_stand_in_names_what_rests_and_the_next_step_what_it_follows() -> None:
    """Heel slides rest: the brace; the brace outgrown: heel slides."""
    resting = History(
        sessions=(session_ago(3, "heel-slide"), session_ago(1, "bridge", "standing-bird-dog")),
        levels={"heel-slide": Level(rested_until=MONDAY + DAY), "brace": Level(1)},
    )
    why = {
        each.exercise: each for each in explain(plan(LONGER, resting), LONGER, resting, LIBRARY, CLEAR).chosen
    }
    assert (why["brace"].because, why["brace"].other) == (Because.STANDS_IN, "heel-slide")
    top = replace(resting, levels={"brace": Level(2, clean=2)})
    found = explain(plan(LONGER, top), LONGER, top, LIBRARY, CLEAR)
    why = {each.exercise: each for each in found.chosen}
    assert (why["heel-slide"].because, why["heel-slide"].other) == (Because.NEXT_UP, "brace")
    assert ("brace",) in [each.exercises for each in found.left if each.because is LeftOut.OUTGROWN]


def test_a_direction_is_explained_while_tested_and_once_found() -> None:
    """And the other one's exercises are left out because of it."""
    pia = Patient(sites=frozenset({Site.UPPER_LEG}))
    pia.wakes(3)
    assert chosen(pia)["prone-lying"] is Because.TESTING
    pia.trains(leg=Leg.CENTRAL)
    pia.lives(1, score=3, leg=Leg.CENTRAL)
    pia.wakes(3)
    assert chosen(pia)["prone-lying"] is Because.DIRECTION
    assert left(pia)["seated-forward-fold"] == (LeftOut.DIRECTION, None)


def test_the_walk_tells_how_often_and_a_turn_how_long_ago() -> None:
    """Ten minutes three times, half an hour five times a week; days since the last time."""
    past = (session_ago(3, "brace"), session_ago(1, "bridge", "standing-bird-dog"))
    top = History(sessions=past, levels={"walk": Level(4)})
    for history, often in ((History(), 3), (top, 5)):
        found = explain(plan(LONGER, history), LONGER, history, LIBRARY, CLEAR)
        assert [each.n for each in found.chosen if each.because is Because.WALK] == [often]
    assert Chosen("brace", Because.TURN, 3) in explain(plan(LONGER, top), LONGER, top, LIBRARY, CLEAR).chosen


def test_what_was_left_out_is_told_cause_by_cause() -> None:
    """In the order of the causes, then of what they are about."""
    told = replace(
        LONGER,
        limits=frozenset({Limit.STRAIN}),
        conditions=frozenset({Condition.SHOULDER, Condition.HIP}),
        equipment=frozenset({Equipment.BAND}),
        never=frozenset({"warm-up"}),
    )
    history = History(levels={"pelvic-tilt": Level(rested_until=MONDAY + DAY)})
    found = explain(plan(told, history), told, history, LIBRARY, CLEAR).left
    assert [(each.because, each.about) for each in found] == [
        (LeftOut.NEVER, None),
        (LeftOut.AVOID, Condition.HIP),
        (LeftOut.AVOID, Condition.SHOULDER),
        (LeftOut.EQUIPMENT, Equipment.BIKE),
        (LeftOut.LIMIT, None),
        (LeftOut.RESTING, None),
        (LeftOut.NOT_YET, "brace"),
    ]
    assert next(each.exercises for each in found if each.because is LeftOut.RESTING) == ("pelvic-tilt",)


def test_of_several_answers_the_first_tag_is_named() -> None:
    """As the tags are spelled."""
    told = replace(
        ANNA,
        conditions=frozenset({Condition.OSTEOPOROSIS}),
        worse_with=frozenset({WorseWith.BENDING, WorseWith.TWISTING}),
    )
    found = explain(plan(told), told, History(), LIBRARY, CLEAR).left
    about = {slug: each.about for each in found for slug in each.exercises}
    assert (about["seated-twist"], about["knee-hugs"]) == (Condition.OSTEOPOROSIS, WorseWith.BENDING)


@pytest.mark.parametrize(("done", "rests"), [(0.0, False), (0.1, True)])
def test_strength_rests_the_day_after_it_was_done_and_not_after_it_was_left_out(
    done: float, rests: bool
) -> None:
    did = (Performed("bridge", 0, done), Performed("brace", 0, 1.0))
    history = History(sessions=(replace(session_ago(1), performed=did),))
    found = explain(plan(history=history), ANNA, history, LIBRARY, CLEAR).left
    assert [each.exercises for each in found if each.because is LeftOut.YESTERDAY] == [("bridge",)] * rests


@pytest.mark.parametrize(
    ("levels", "outgrown"),
    [
        ({"brace": Level(rung=2, clean=2)}, True),
        ({"brace": Level(rung=2, clean=1)}, False),
        ({"brace": Level(rung=1, clean=3)}, False),
        ({"brace": Level(2, clean=2), "heel-slide": Level(rested_until=MONDAY + DAY)}, False),
        ({"pelvic-tilt": Level(2, clean=9), "dead-bug": Level(9, clean=9)}, False),
    ],
)
def test_an_exercise_is_outgrown_when_it_is_settled_on_its_last_rung(
    levels: dict[str, Level], outgrown: bool
) -> None:
    """Twice, and with a harder one that is awake to take over."""
    history = History(levels=levels)
    found = explain(plan(LONGER, history), LONGER, history, LIBRARY, CLEAR).left
    assert [each.exercises for each in found if each.because is LeftOut.OUTGROWN] == [("brace",)] * outgrown


@pytest.mark.parametrize(
    ("brace", "slide", "waiting"),
    [
        (0, 0, {"heel-slide": "brace", "dead-bug": "brace"}),
        (1, 0, {"dead-bug": "heel-slide"}),
        (1, 1, {"dead-bug": "heel-slide"}),
        (1, 2, {}),
    ],
)
def test_a_harder_variant_waits_for_two_rungs_of_the_easier_one(
    brace: int, slide: int, waiting: dict[str, str]
) -> None:
    """And limbs for a first step of the brace."""
    history = History(levels={"brace": Level(brace), "heel-slide": Level(slide)})
    found = explain(plan(LONGER, history), LONGER, history, LIBRARY, CLEAR).left
    about = {slug: each.about for each in found if each.because is LeftOut.NOT_YET for slug in each.exercises}
    assert {slug: about[slug] for slug in ("heel-slide", "dead-bug") if slug in about} == waiting


def test_what_rests_until_today_is_awake() -> None:
    """And what the person has at hand is never missing."""
    today = History(levels={"pelvic-tilt": Level(rested_until=MONDAY)})
    found = explain(plan(history=today), ANNA, today, LIBRARY, CLEAR).left
    assert not {each.because for each in found} & {LeftOut.RESTING, LeftOut.FLOOR, LeftOut.LIMIT}


@given(profiles, histories(), free_standings, st.none() | score)
def test_every_exercise_is_explained_once_at_most(
    profile: Profile, history: History, standing: Standing, before: int | None
) -> None:
    """All that is planned has a cause, nothing planned is left out."""
    session = plan(profile, history, before, standing)
    found = explain(session, profile, history, LIBRARY, standing)
    planned = [item.exercise for item in session.items]
    out = [slug for each in found.left for slug in each.exercises]
    assert [each.exercise for each in found.chosen] == planned
    assert not set(out) & set(planned)
    assert len(out) == len(set(out))
    assert found.reasons == session.reasons


@cache
def texts() -> Mapping[str, content.Texts]:
    return content.load(Path("content")).texts


WORDS = [
    *(f"why.{why}" for why in Why),
    *(f"why.chosen.{because}" for because in Because),
    *(f"why.left.{because}" for because in LeftOut),
    *(f"why.about.{about}" for about in (*Condition, *Equipment, *WorseWith, Avoid.LEG_PAIN)),
]
NEVER_ASKED = {"chair", "wall", "counter", "strap", "nothing"}


@pytest.mark.parametrize("key", WORDS)
def test_every_reason_has_words(key: str) -> None:
    """In every language that is offered."""
    if key.rsplit(".", 1)[-1] not in NEVER_ASKED:
        assert all(each.has(key) for each in texts().values())


def test_a_favourite_that_is_contraindicated_stays_out() -> None:
    """Tastes never outweigh answers."""
    knee = replace(ANNA, conditions=frozenset({Condition.KNEE}), favourites=frozenset({"sit-to-stand"}))
    assert "sit-to-stand" not in {item.exercise for item in plan(knee).items}


def test_what_comes_back_after_weeks_is_not_called_new() -> None:
    """It is its turn again."""
    weeks_ago = History(sessions=(session_ago(60, "bridge"), *(session_ago(n, "brace") for n in (30, 3))))
    bridger = replace(LONGER, never=frozenset({"lying-leg-raise"}))
    found = explain(plan(bridger, weeks_ago), bridger, weeks_ago, LIBRARY, CLEAR)
    assert Chosen("bridge", Because.TURN, 60) in found.chosen
