"""An operation, a pregnancy, a birth: asked about when told, respected, and asked about again at the end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.coach.model import Condition
from bot.coach.passing import Birth
from bot.store.people import Answers
from tests.chat.conftest import Arrive, Rows, Told
from tests.chat.test_told_now import tells
from tests.conftest import MORNING, World
from tests.support.journey import sets_up
from tests.support.person import Person

TODAY = MORNING.date()


def offers_exercise(person: Person) -> bool:
    return bool({"Start", "Continue", "▶ Start"} & set(person.screen.labels))


@pytest.mark.parametrize(
    ("answer", "days"),
    [("Less than 2 weeks ago", 84), ("2 to 6 weeks ago", 70), ("6 to 12 weeks ago", 42)],
)
async def test_an_operation_has_a_day_from_which_on_it_is_over(
    arrives: Arrive, told: Told, answer: str, days: int
) -> None:
    anna = await arrives()
    await tells(anna, "/settings", "To respect", "Recent surgery", "Next")
    anna.sees("When was the operation?")
    await anna.taps(answer)
    assert told().surgery_until == TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("text", "weeks"), [("3 weeks ago", 9), ("about 5 weeks", 7), ("10 days ago", 11), ("two months ago", 4)]
)
async def test_it_may_be_written(arrives: Arrive, told: Told, text: str, weeks: int) -> None:
    anna = await arrives()
    await tells(anna, "/settings", "To respect", "Recent surgery", "Next")
    await anna.says(text)
    until = told().surgery_until
    assert until is not None
    assert abs((until - TODAY).days - 7 * weeks) <= 7


async def test_longer_ago_is_no_recent_operation(arrives: Arrive, told: Told, rows: Rows) -> None:
    anna = await arrives()
    await tells(anna, "/settings", "To respect", "Recent surgery", "Next", "Longer ago", "/today")
    assert told().conditions == frozenset()
    assert [row["kind"] for row in rows("screening")][-2:] == ["noted", "over"]
    anna.sees_button("Start")


async def test_how_far_a_pregnancy_is_may_be_written(arrives: Arrive, told: Told) -> None:
    anna = await arrives()
    await tells(anna, "/settings", "To respect", "Pregnant", "Next")
    await anna.says("24 weeks")
    assert told().pregnant_until == TODAY + timedelta(weeks=17)


async def test_a_month_is_a_stage_and_when_something_was_is_none(arrives: Arrive, told: Told) -> None:
    anna = await arrives()
    await tells(anna, "/settings", "To respect", "Pregnant", "Next")
    await anna.says("3 weeks ago")
    anna.sees("did not get that", "How far along")
    await anna.says("im in month 9 pregnant")
    anna.sees("Noted: 38 weeks.")
    assert told().pregnant_until == TODAY + timedelta(weeks=3)


@pytest.mark.parametrize("birth", ["Vaginal birth", "Caesarean"])
async def test_a_new_mother_is_asked_and_gentle_until_somebody_has_said_yes(
    world: World, arrives: Arrive, told: Told, birth: str
) -> None:
    anna = await arrives()
    await tells(anna, "/settings", "To respect", "New mother", "Next")
    anna.sees("How long ago was the birth?")
    await anna.taps("2 to 6 weeks ago")
    anna.sees("How was the birth?")
    await anna.taps(birth)
    anna.sees("said that you may exercise", "hot swollen calf")
    await tells(anna, "Not yet", "/today")
    anna.sees("No exercises today" if birth == "Caesarean" else "gentle set, until a professional has looked")
    assert ("gentle set" in anna.screen.text) is (birth != "Caesarean"), "one or the other"
    world.clock.jump(MORNING + timedelta(minutes=5))
    await tells(anna, "/settings", "To respect", "Next")
    while "may exercise" not in anna.screen.text:
        await anna.taps("2 to 6 weeks ago" if "2 to 6 weeks ago" in anna.screen.labels else birth)
    await tells(anna, "Yes, I may", "/today")
    assert "until a professional" not in anna.screen.text
    anna.sees_button("Start")


OVER: dict[str, tuple[dict[str, Any], str, str]] = {
    "surgery": (
        {"conditions": frozenset({Condition.SURGERY}), "surgery_until": TODAY},
        "12 weeks since your operation",
        "Yes, all is well",
    ),
    "pregnancy": (
        {"conditions": frozenset({Condition.PREGNANT}), "pregnant_until": TODAY},
        "your baby was due",
        "I am not pregnant now",
    ),
    "birth": (
        {
            "conditions": frozenset({Condition.GAVE_BIRTH}),
            "birth_until": TODAY,
            "birth": Birth.VAGINAL,
        },
        "12 weeks since the birth",
        "Yes, all is well",
    ),
}


@pytest.mark.parametrize("what", OVER)
async def test_when_its_time_is_over_it_is_asked_before_the_next_exercise(
    arrives: Arrive, told: Told, what: str
) -> None:
    answers, question, yes = OVER[what]
    anna = await arrives(**answers)
    await anna.says("/today")
    anna.sees(question)
    assert not offers_exercise(anna)
    await anna.taps("Back")
    assert not offers_exercise(anna)
    await anna.taps("Answer")
    await anna.taps(yes)
    anna.sees_button("Start")
    assert told().conditions == frozenset()
    assert told().until() == dict.fromkeys(told().until())


@pytest.mark.parametrize("what", OVER)
async def test_not_yet_is_respected_on_and_asked_again(
    world: World, arrives: Arrive, told: Told, what: str
) -> None:
    answers, question, _ = OVER[what]
    anna = await arrives(**answers)
    await tells(anna, "/today", "Not yet")
    assert question not in anna.screen.text
    assert told().conditions == answers["conditions"]
    world.clock.jump(MORNING + timedelta(days=29))
    await anna.says("/today")
    while "None of these" in anna.screen.labels:  # the weekly safety questions
        await anna.taps("None of these")
    await anna.says("/today")
    anna.sees(question)


async def test_when_the_baby_is_here_the_questions_about_the_birth_follow(
    arrives: Arrive, told: Told, rows: Rows
) -> None:
    anna = await arrives(conditions=frozenset({Condition.PREGNANT}), pregnant_until=TODAY)
    await tells(anna, "/today", "The baby is here")
    anna.sees("How long ago was the birth?")
    assert told().conditions == frozenset({Condition.GAVE_BIRTH})
    await tells(anna, "Less than 2 weeks ago", "Vaginal birth", "Not yet")
    anna.sees("gentle set")


async def test_what_an_older_document_says_without_a_day_is_asked_once(arrives: Arrive, told: Told) -> None:
    anna = await arrives(conditions=frozenset({Condition.SURGERY}))
    await anna.says("/today")
    anna.sees("When was the operation?")
    await tells(anna, "2 to 6 weeks ago", "/today")
    assert "When was" not in anna.screen.text


def test_an_older_document_is_read() -> None:
    assert set(Answers(conditions=frozenset({Condition.PREGNANT})).until().values()) == {None}


async def test_a_full_set_of_cards_does_not_say_yes_for_a_new_mother(
    world: World, arrives: Arrive, rows: Rows
) -> None:
    """No card has that line, so that none of these says nothing about it."""
    anna = await arrives()
    await tells(anna, "/settings", "To respect", "New mother", "Next", "2 to 6 weeks ago", "Vaginal birth")
    await tells(anna, "Not yet", "/redflags", "None of these", "None of these", "None of these", "/today")
    anna.sees("gentle set, until a professional has looked")


@pytest.mark.parametrize(
    ("conditions", "said", "not_said"),
    [
        (("Pregnant", "Next", "Month 4 to 6"), "until a professional has looked", "a little strength"),
        (("Recent surgery", "Next", "2 to 6 weeks ago"), "No exercises yet", "a little strength"),
    ],
)
async def test_the_plan_promises_what_the_first_day_keeps(
    anna: Person, conditions: tuple[str, ...], said: str, not_said: str
) -> None:
    await sets_up(anna, conditions=conditions)
    anna.sees(said)
    assert not_said not in anna.screen.text
