"""What three people typed and was taken for something else: fear, slips, low hope, a bare yes, a Friday."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.coach.model import Condition
from tests.chat.conftest import Arrive, Rows, Told
from tests.conftest import MORNING, World

TODAY = MORNING.date()

# A question of fear is no fact


@pytest.mark.parametrize(
    "text",
    [
        "is it cancer?",
        "could this be cancer",
        "do i have cancer",
        "what if its a tumour",
        "im scared its cancer",
        "how do i know it isnt cancer",
        "is it something serious?",
    ],
)
async def test_a_question_of_fear_is_answered_and_marks_nothing(
    arrives: Arrive, rows: Rows, text: str
) -> None:
    anna = await arrives()
    await anna.says(text)
    anna.sees("a frightening thought", "111")
    assert anna.screen.labels[-2:] == ["Check the warning signs", "Go on"]
    assert not [row for row in rows("screening") if row["flags"]]
    await anna.taps("Check the warning signs")
    anna.sees("1 of 3")


@pytest.mark.parametrize(
    "text",
    [
        "is it cancer again, I had it",
        "I had cancer",
        "i have cancer and im scared",
        "is my cancer back?",
        "could the cancer be back",
        "they found a tumour, is it cancer",
        "had breast cancer years ago, could it be that again",
        "im scared its cancer, i had it in 2015",
        "could it be cancer, my doctor said it was cancer before",
    ],
)
async def test_who_had_it_gets_the_card_however_it_is_asked(arrives: Arrive, text: str) -> None:
    anna = await arrives()
    await anna.says(text)
    anna.sees("You wrote", "2 of 3", "✓ 2  Cancer")


async def test_a_sign_beside_the_fear_is_a_sign(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.says("im losing weight, is it cancer?")
    anna.sees("You wrote", "✓ 3  Losing weight")
    assert "✓ 2" not in anna.screen.text


# Before consent


@pytest.mark.parametrize(
    "text", ["i had a caesarean 3 weeks ago", "just had an operation", "im pregnant", "i have osteoporosis"]
)
async def test_what_can_wait_is_met_kindly_before_consent(world: World, rows: Rows, text: str) -> None:
    anna = world.person()
    await anna.says("/start")
    await anna.says(text)
    anna.sees("Thank you for telling me", "no emergency", "stored nothing")
    assert "look after that first" not in anna.screen.text
    assert rows("screening") == []
    await anna.taps("Go on")
    anna.sees("I am your back coach")


async def test_an_alarm_beside_it_is_an_alarm_before_consent(world: World) -> None:
    anna = world.person()
    await anna.says("/start")
    await anna.says("i had a caesarean last week and now i have a fever and feel very ill")
    anna.sees("may need a person to look at it today")


# What is known already


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("im in month 9 pregnant", 3),
        ("im 24 weeks pregnant", 17),
        ("i am pregnant", None),
        ("pregnant still", None),
    ],
)
async def test_what_is_known_already_is_said_so_and_dated(
    arrives: Arrive, told: Told, text: str, dated: int | None
) -> None:
    until = TODAY + timedelta(weeks=30)
    anna = await arrives(conditions=frozenset({Condition.PREGNANT}), pregnant_until=until)
    await anna.says(text)
    anna.sees("I know", "Pregnant")
    assert "hard" not in anna.screen.text
    anna.sees_button("Go on")
    assert told().pregnant_until == (until if dated is None else TODAY + timedelta(weeks=dated))


async def test_an_operation_known_already_is_dated_by_how_long_ago(arrives: Arrive, told: Told) -> None:
    known = {"conditions": frozenset({Condition.SURGERY}), "surgery_until": TODAY + timedelta(weeks=12)}
    anna = await arrives(**known)
    await anna.says("i had my operation 3 weeks ago")
    anna.sees("I know", "3 weeks")
    assert told().surgery_until == TODAY + timedelta(weeks=9)
