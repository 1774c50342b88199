"""Consent first, then the questions, then a plan; tapped or typed."""

import pytest

from bot.chat.start import PRIVACY_TEXT
from tests.chat.conftest import Arrive, Rows, Told, waits
from tests.conftest import MORNING, World
from tests.support.journey import HEALTHY, agrees, answers, sets_up, starts
from tests.support.person import Person


async def test_nothing_about_health_is_asked_or_stored_before_consent(anna: Person, rows: Rows) -> None:
    await anna.says("/start")
    await anna.says("my back hurts, 8 of 10")
    anna.sees("Is that all right with you?")
    for command in ("/today", "/pain", "/progress", "/settings", "/redflags", "/export"):
        await anna.says(command)
        anna.sees("Is that all right with you?")
    assert [rows(table) for table in ("pain", "answers", "screening")] == [[], [], []]


async def test_a_healthy_person_is_at_the_first_exercise_within_24_taps(world: World, anna: Person) -> None:
    await sets_up(anna)
    await starts(anna)
    assert anna.screen.picture is not None
    taps = sum(1 for call in world.sandbox.calls if call.method == "answerCallbackQuery") + 1  # Start itself
    assert taps <= 24
    anna.sees("1 of ")


async def test_every_question_accepts_a_typed_answer(anna: Person) -> None:
    await agrees(anna)
    typed = (
        "none", "none", "none", "low back and buttock", "more than 3 months", "6/10",
        "bending", "stronger back", "putting on socks", "4", "that is all", "knee", "no", "20 minutes",
        "elastic band and light weights", "15 minutes",
        "Mon, Wed and Friday", "Berlin", "7.15 am",
    )  # fmt: skip
    for words in typed:
        await anna.says(words)
    anna.sees(
        "Your plan is ready", "Monday, Wednesday, and Friday at 07:15", "15 minutes", "Nothing on the floor"
    )


async def test_what_is_not_understood_gets_help_and_the_same_question_again(anna: Person) -> None:
    await agrees(anna)
    for question, labels in HEALTHY.items():
        before = anna.screen.text
        await anna.says("qwxz")
        if question == "activities":  # any words are an answer there
            anna.sees("qwxz")
            await anna.taps("0")
        else:
            anna.sees("Sorry, I did not get that", before)
        for label in labels:
            await anna.taps(label)
    anna.sees("Your plan is ready")


async def test_back_leads_to_the_question_before_on_every_question(anna: Person) -> None:
    await agrees(anna)
    seen = [anna.screen.text]
    for labels in list(HEALTHY.values())[:-1]:
        for label in labels:
            await anna.taps(label)
        seen.append(anna.screen.text)
        await anna.taps("‹ Back")
        assert anna.screen.text.splitlines()[0] == seen[-2].splitlines()[0]
        await anna.taps(labels[-1])  # what was ticked still is
        assert anna.screen.text == seen[-1]


async def test_someone_without_pain_is_not_asked_about_it(anna: Person) -> None:
    await agrees(anna)
    await answers(anna, until="sites")
    await anna.taps("No pain now")
    anna.sees("What matters most")


async def test_a_restart_at_any_question_goes_on_there(world: World, anna: Person) -> None:
    await agrees(anna)
    for labels in HEALTHY.values():
        await world.restart()
        for label in labels:
            await anna.taps(label)
    anna.sees("Your plan is ready")


async def test_a_shared_location_answers_the_question_about_the_zone(anna: Person) -> None:
    await agrees(anna)
    await answers(anna, until="zone")
    await anna.taps("Share my location")
    assert [[key["text"] for key in row] for row in anna.keyboard] == [["📍 Share my location"]]
    await anna.shares_location(48.2, 16.37)
    anna.sees("in Vienna now")
    assert anna.keyboard == []


# What is kept has grown


@pytest.mark.parametrize("press", ["/today", "Start"])
async def test_who_agreed_to_less_is_asked_again_before_the_next_session(
    arrives: Arrive, told: Told, press: str
) -> None:
    anna = await arrives(agreed_text=None)
    anna.sees("What I keep has grown a little")
    assert anna.screen.picture is None
    await anna.taps("Yes, that is all right")
    assert told().agreed_text == PRIVACY_TEXT
    anna.sees("Today · about")
    await anna.says("/today")
    anna.sees("Today · about")


async def test_who_does_not_agree_any_more_may_take_everything_back(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives(agreed_text=1)
    await anna.taps("No: delete my data")
    await anna.taps("Delete everything")
    assert rows("answers") == []


async def test_a_score_in_the_morning_is_kept_before_that_is_asked(
    arrives: Arrive, rows: Rows, world: World
) -> None:
    anna = await arrives(agreed_text=None)
    await waits(world, MORNING.replace(minute=30))
    await anna.taps("4")
    assert [row["score"] for row in rows("pain")] == [4]
    anna.sees("What I keep has grown a little")


async def test_who_only_types_gets_in_too(anna: Person) -> None:
    await anna.says("/start")
    await anna.says("who can read this??")
    anna.sees("Your data")
    await anna.says("hello")
    anna.sees("Hello. Good to see you", "Is that all right with you?")
    await anna.says("my back has hurt for 3 days")
    anna.sees("tap the green button", "Is that all right with you?")
    await anna.says("I agree and am 18 or over: start")
    anna.sees("Safety first")
