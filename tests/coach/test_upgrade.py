"""An upgrade hurts nobody: `before.json` is eight weeks of six people as the release before planned them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.coach import adapt
from bot.coach.dose import rung_of
from bot.coach.model import (
    Condition,
    Difficulty,
    Dose,
    Equipment,
    Goal,
    History,
    Item,
    Kind,
    PastSession,
    Performed,
    Profile,
)
from bot.coach.plan import plan_day
from bot.coach.screening import Event, Fact, state
from tests.coach.programmes import BASE, MONDAY, library

BEFORE = json.loads(Path(__file__).with_name("before.json").read_text())
DAYS = 56
TYPES: Mapping[str, Any] = {
    "goal": Goal,
    "equipment": lambda kit: frozenset(map(Equipment, kit)),
    "conditions": lambda names: frozenset(map(Condition, names)),
    "days": frozenset,
}


def profile(told: Mapping[str, Any]) -> Profile:
    """Nobody was asked about fitness then."""
    typed = {name: TYPES[name](value) if name in TYPES else value for name, value in told.items()}
    return replace(BASE, walk=None, rises=None, active=None, **typed)


def items(session: Mapping[str, Any]) -> Iterator[Item]:
    for slug, level, sets, reps, hold, seconds in session["items"]:
        yield Item(slug, level, Dose(sets, reps, hold, seconds))


def history(person: Mapping[str, Any]) -> History:
    """As the store gives it to the coach of today."""
    mornings = tuple((MONDAY + timedelta(days=n), 2) for n in range(DAYS + 7))
    sessions = []
    for each in person["sessions"]:
        did = tuple(
            Performed(item.exercise, rung_of(library()[item.exercise], item), 1.0) for item in items(each)
        )
        on = MONDAY + timedelta(days=each["on"])
        difficulty = Difficulty.EASY if each["easy"] else Difficulty.RIGHT
        sessions.append(PastSession(on, Kind(each["kind"]), did, 2, 2, difficulty))
    past = History(mornings[:DAYS], tuple(sessions))
    levels, _ = adapt.replay(profile(person["told"]), past, library())
    return replace(past, mornings=mornings, levels=levels)


def last_done(person: Mapping[str, Any]) -> dict[str, Item]:
    return {item.exercise: item for each in person["sessions"] for item in items(each)}


@pytest.mark.parametrize("person", BEFORE, ids=lambda each: each["name"])
def test_no_dose_rises_by_more_than_a_rung_on_the_day_of_the_upgrade(person: Mapping[str, Any]) -> None:
    """Whenever an exercise comes for the first time after it; nor by more than a set."""
    told, past, standing = profile(person["told"]), history(person), state([Event(0, Fact.SCREENED)])
    done = last_done(person)
    compared = 0
    for today in (MONDAY + timedelta(days=n) for n in range(DAYS, DAYS + 14)):
        planned = plan_day(told, past, library(), today, standing, 2).items
        for item in planned:
            before = done.pop(item.exercise, None)
            if before is not None and is_dosed(item):
                compared += 1
                assert item.level <= rung_of(library()[item.exercise], before) + 1, item
                assert item.dose.sets <= before.dose.sets + 1, (item, before)
        did = tuple(Performed(item.exercise, item.level, 1.0) for item in planned)
        past = replace(past, sessions=(*past.sessions, PastSession(today, Kind.PLANNED, did, 2, 2)))
    assert compared


def is_dosed(item: Item) -> bool:
    """What fills the minutes goes round as often as they ask for, and a warm-up lasts its share of them."""
    return library()[item.exercise].category not in ("warm-up", "mobility", "directional")


@pytest.mark.parametrize(
    ("slug", "level", "dose", "rung"),
    [
        ("walk", 0, Dose(seconds=600), 600),
        ("walk", 7, Dose(seconds=1800), 1800),
        ("seated-march", 3, Dose(seconds=60), 60),
        ("bike", 0, Dose(seconds=480), 480),
    ],
)
def test_a_walk_of_then_is_a_walk_of_today(slug: str, level: int, dose: Dose, rung: int) -> None:
    """Also where the ladder has other rungs now."""
    exercise = library()[slug]
    assert exercise.ladder[rung_of(exercise, Item(slug, level, dose))].seconds == rung


def test_what_is_no_rung_any_more_is_the_highest_that_takes_no_longer() -> None:
    """Three times fifteen, held five seconds, were the end of the bridge; half of a dose keeps its rung."""
    bridge = library()["bridge"]
    assert rung_of(bridge, Item("bridge", 8, Dose(3, 15, 5))) == len(bridge.ladder) - 1
    assert rung_of(bridge, Item("bridge", 2, Dose(1, 5, 2))) == 2
    assert rung_of(bridge, Item("bridge", 2, Dose(2, 10, 2))) == 2
