"""What three people typed and was taken for something else: fear, slips, low hope, a bare yes, a Friday."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.coach.model import Condition
from tests.chat.conftest import Arrive, Rows, Told, waits
from tests.chat.test_player import plays
from tests.chat.test_wishes import due
from tests.conftest import MORNING, World
from tests.support.journey import agrees, answers, sets_up
from tests.support.person import Person

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


# A slip

SLIPS = ["oops wrong one", "i ticked wrong", "that was a mistake", "I pressed the wrong button"]


@pytest.mark.parametrize("text", SLIPS)
async def test_a_slip_on_a_card_is_the_card_again_with_nothing_lost(arrives: Arrive, text: str) -> None:
    anna = await arrives()
    for step in ("/redflags", "1 Numb bottom"):
        await (anna.says(step) if step[0] == "/" else anna.taps(step))
    await anna.says(text)
    anna.sees("No harm done", "1 of 3", "✓ 1")
    await anna.taps("Next")
    anna.sees("Is that right?")
    await anna.says(text)
    anna.sees("No harm done", "1 of 3", "✓ 1")


async def test_a_slip_on_the_card_before_leads_back_to_it(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.says("/redflags")
    await anna.taps("None of these")
    await anna.says("oops i tapped the wrong thing")
    anna.sees("No harm done", "1 of 3")


@pytest.mark.parametrize("text", SLIPS)
async def test_a_slip_after_a_score_leads_to_changing_it(arrives: Arrive, rows: Rows, text: str) -> None:
    anna = await arrives()
    await anna.says("/pain")
    await anna.taps("8")
    await anna.says(text)
    anna.sees("No harm done", "How is your back now?")
    await anna.taps("2")
    assert [row["score"] for row in rows("pain")] == [2]


async def test_a_slip_in_the_player_shows_where_to_take_it_back(arrives: Arrive) -> None:
    anna = await arrives()
    await plays(anna)
    await anna.taps("Done")
    await anna.says("oops wrong button")
    anna.sees("No harm done")
    anna.sees_button("Undo")


async def test_a_slip_with_nothing_open_offers_what_can_be_changed(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.says("sorry that was a mistake")
    anna.sees("No harm done", "change")
    assert {"Tell about the pain", "Settings", "Answer the safety questions"} <= set(anna.screen.labels)


@pytest.mark.parametrize("text", [*SLIPS, "I tapped the wrong line", "i didnt mean to tick that"])
async def test_no_slip_unlocks_and_the_way_back_is_told(arrives: Arrive, rows: Rows, text: str) -> None:
    anna = await arrives()
    await anna.says("/redflags")
    for label in ("1 Numb bottom", "Next", "Yes, that is right"):
        await anna.taps(label)
    before = rows("screening")
    await anna.says(text)
    anna.sees("tapped the wrong line", "from the first one", "Please get help now")
    assert anna.screen.labels[0] == "A professional has checked me"
    assert rows("screening") == before
    await anna.says("/today")
    anna.sees("I have paused all exercises")


@pytest.mark.parametrize("text", SLIPS)
async def test_a_slip_in_the_start_is_no_activity(anna: Person, rows: Rows, text: str) -> None:
    await agrees(anna)
    await answers(anna, until="activities")
    await anna.says(text)
    anna.sees("No harm done", "What matters most to you?")
    await anna.taps("Less pain")
    await anna.taps("Walking")
    await anna.says(text)
    anna.sees("No harm done", "What does your back spoil")
    assert rows("activity") == []


# Low hope is heard; despair is another thing


@pytest.mark.parametrize(
    "text",
    [
        "nothing helps",
        "nothing will ever get better",
        "it will never get better",
        "whats the use, nothing works",
        "ive tried everything",
    ],
)
async def test_low_hope_is_heard_and_the_question_stays(arrives: Arrive, text: str) -> None:
    anna = await arrives()
    await anna.says("/pain")
    await anna.says(text)
    anna.sees("It is hard to keep going", "How is your back now?")
    assert "did not get that" not in anna.screen.text


async def test_low_hope_at_rest_offers_no_exercise(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.says("nothing helps")
    anna.sees("It is hard to keep going")
    assert "Start" not in anna.screen.labels


async def test_despair_stays_an_alarm(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.says("/pain")
    await anna.says("nothing helps, i dont want to live anymore")
    anna.sees("You do not have to carry it alone")


# Until a Friday, and back again


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("on holiday till friday", date(2026, 11, 20)),
        ("im away until next monday", date(2026, 11, 23)),
        ("away from thursday to sunday", date(2026, 11, 22)),
        ("on holiday, back on tues", date(2026, 11, 24)),
        ("on vacation until wednesday", date(2026, 11, 25)),
        ("pause until the 3rd", date(2026, 12, 3)),
    ],
)
async def test_a_pause_ends_on_the_day_that_was_told(
    arrives: Arrive, told: Told, text: str, until: date
) -> None:
    anna = await arrives()
    await anna.says(text)
    assert told().away_until == until
    anna.sees("Quiet until", f"{until:%A}, {until:%B} {until.day}")


@pytest.mark.parametrize(
    "text", ["im back", "back from holiday", "hi, we're back home", "you can write again"]
)
async def test_who_is_back_is_written_to_again(arrives: Arrive, world: World, told: Told, text: str) -> None:
    anna = await arrives()
    await anna.says("on holiday for two weeks")
    assert told().away_until is not None
    await anna.says(text)
    anna.sees("Welcome back")
    assert told().away_until is None
    assert await due(world, anna, "reminder") == MORNING.replace(hour=7, minute=30)


# A bare yes or no


@pytest.mark.parametrize("text", ["yes", "ok", "sure", "lets go", "yeah go on then", "yes please", "ok mate"])
async def test_a_bare_yes_is_the_one_green_button(anna: Person, text: str) -> None:
    await sets_up(anna)
    await anna.says(text)
    anna.sees("How is your back right now?")


@pytest.mark.parametrize("text", ["no", "not now", "nah", "no thanks", "later"])
async def test_a_bare_no_is_the_one_way_to_decline(anna: Person, text: str) -> None:
    await sets_up(anna)
    await anna.says(text)
    anna.sees("Today · about")
    assert "did not get that" not in anna.screen.text


async def test_a_bare_yes_is_no_consent_and_no_statement_of_a_professional(anna: Person, rows: Rows) -> None:
    await anna.says("/start")
    await anna.says("ok")
    anna.sees("One tap, and we begin")
    await agrees(anna)
    await answers(anna)
    await anna.says("/redflags")
    for label in ("1 Numb bottom", "Next", "Yes, that is right", "A professional has checked me", "A doctor"):
        await anna.taps(label)
    await anna.says("ok")
    assert not rows("screening", kind="assessed")


@pytest.mark.parametrize(("text", "done"), [("yes", True), ("no", False)])
async def test_all_of_it_is_answered_by_a_bare_word(
    arrives: Arrive, rows: Rows, text: str, done: bool
) -> None:
    anna = await arrives()
    await plays(anna)
    await anna.says("/today")
    await anna.says("ive done all my exercises")
    await anna.says(text)
    assert bool(rows("set_done")) is done


# Among the exercises


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("thanks", "You are welcome"),
        ("thank you", "You are welcome"),
        ("what do you know about me", "Your data"),
        ("how am i doing", "After your first session"),
        ("is it something serious?", "a frightening thought"),
        ("on holiday till friday", "Quiet until"),
    ],
)
async def test_what_is_no_search_is_understood_among_the_exercises(
    arrives: Arrive, text: str, said: str
) -> None:
    anna = await arrives()
    await anna.says("/exercises")
    await anna.says(text)
    anna.sees(said)


@pytest.mark.parametrize(
    "text",
    ["bridge", "cat camel", "walk", "squat", "plank", "stretch", "pelvic tilt", "brige", "march", "bird dog"],
)
async def test_a_search_stays_a_search(arrives: Arrive, text: str) -> None:
    anna = await arrives()
    await anna.says("/exercises")
    await anna.says(text)
    assert "To start:" in anna.screen.text or "I found" in anna.screen.text, anna.screen


# Minutes


async def test_minutes_say_what_they_include(anna: Person, world: World) -> None:
    await sets_up(anna)
    anna.sees("10 minutes", "On some days a walk besides")
    await anna.taps("Not now")
    anna.sees("Today · about 10 minutes, and a 10-minute walk any time today")
    await anna.says("/settings")
    anna.sees("Minutes: 10, without walks")


async def test_the_reminder_says_what_its_minutes_include(world: World, arrives: Arrive) -> None:
    anna = await arrives(minutes=10)
    await waits(world, MORNING.replace(hour=7, minute=30))
    anna.sees("exercises, about 10 minutes, and a 10-minute walk any time today.")


async def test_without_a_walk_none_is_promised(arrives: Arrive) -> None:
    anna = await arrives(minutes=5, never=frozenset({"walk", "seated-march"}))
    anna.sees("Today · about 5 minutes")
    assert "walk" not in anna.screen.text


# Pregnant and a new mother


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ("I am pregnant now", {Condition.PREGNANT}),
        ("My baby is born", {Condition.GAVE_BIRTH}),
        ("Yes, both", {Condition.PREGNANT, Condition.GAVE_BIRTH}),
    ],
)
async def test_pregnant_and_a_new_mother_is_asked_about_once(
    arrives: Arrive, told: Told, answer: str, left: set[Condition]
) -> None:
    anna = await arrives()
    await anna.says("/settings")
    for label in ("To respect", "Pregnant", "New mother", "Recent surgery", "Next"):
        await anna.taps(label)
    anna.sees("Both?")
    assert told().conditions == frozenset({Condition.PREGNANT, Condition.GAVE_BIRTH, Condition.SURGERY})
    await anna.taps(answer)
    anna.sees("When was the operation?")
    assert told().conditions == frozenset({*left, Condition.SURGERY})
