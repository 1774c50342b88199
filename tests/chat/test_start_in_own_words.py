"""The start in the words of people who do not answer like a form."""

from __future__ import annotations

from datetime import time

import pytest

from bot.coach.model import Goal
from tests.chat.conftest import Rows, Told
from tests.support.journey import agrees, answers
from tests.support.person import Person


async def at(anna: Person, question: str, text: str) -> None:
    await agrees(anna)
    await answers(anna, until=question)
    await anna.says(text)
    assert "did not get that" not in anna.screen.text, anna.screen


@pytest.mark.parametrize(
    "text", ["just a chair", "only a chair mate", "nowt", "nothing really", "nah nothing", "a chair"]
)
async def test_only_a_chair(anna: Person, told: Told, text: str) -> None:
    await at(anna, "equipment", text)
    assert told().equipment == frozenset()


@pytest.mark.parametrize(
    "text", ["nah nothin like that", "no mate", "not really", "nope not that i know", "no im fine"]
)
async def test_nothing_to_respect(anna: Person, told: Told, text: str) -> None:
    await at(anna, "conditions", text)
    assert told().conditions == frozenset()


@pytest.mark.parametrize("text", ["dunno", "not sure", "i dont know"])
async def test_who_does_not_know_is_helped_on(anna: Person, told: Told, text: str) -> None:
    await agrees(anna)
    await answers(anna, until="conditions")
    await anna.says(text)
    anna.sees("That is all right", "Is there anything I should respect?")
    assert told().conditions is None


@pytest.mark.parametrize(
    ("text", "minutes"), [("five", 5), ("10", 10), ("about ten", 10), ("fifteen mate", 15)]
)
async def test_minutes(anna: Person, told: Told, text: str, minutes: int) -> None:
    await at(anna, "minutes", text)
    assert told().minutes == minutes


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("just want it to stop hurtin", Goal.LESS_PAIN),
        ("make the pain go away", Goal.LESS_PAIN),
        ("i want to bend again", Goal.MOBILE),
        ("get some strength back", Goal.STRONGER),
        ("so it stops coming back", Goal.FEWER_RELAPSES),
    ],
)
async def test_a_goal(anna: Person, told: Told, text: str, goal: Goal) -> None:
    await at(anna, "goal", text)
    assert told().goal is goal


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("mornin before work like 7", time(7)),
        ("7ish in the morning", time(7)),
        ("evening, say 8", time(20)),
        ("after work about 6", time(18)),
    ],
)
async def test_an_hour(anna: Person, told: Told, text: str, hour: time) -> None:
    await at(anna, "hour", text)
    anna.sees("Your plan is ready")
    assert told().hour == hour


@pytest.mark.parametrize("text", ["later", "skip", "nothing really", "dunno", "no", "next"])
async def test_no_activity_is_one_of_them(anna: Person, rows: Rows, text: str) -> None:
    await at(anna, "activities", text)
    anna.sees("Is there anything I should respect?")
    assert rows("activity") == []


async def test_the_activities_have_a_way_back(anna: Person) -> None:
    await agrees(anna)
    await answers(anna, until="activities")
    await anna.taps("‹ Back")
    anna.sees("What matters most to you?")
