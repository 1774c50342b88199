"""What people wish in words of their own: granted, said back, and one tap from another answer."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from bot.coach.model import Equipment
from bot.store import agenda, people
from tests.chat.conftest import Arrive, Rows, Told
from tests.chat.test_between import goes, up_to
from tests.chat.test_player import plays
from tests.conftest import MORNING, World
from tests.support.person import Person


async def due(world: World, person: Person, kind: str) -> datetime | None:
    async with world.app.store.transaction() as tx:
        at = await agenda.due_at(tx, person.id, kind)
    return None if at is None else datetime.fromtimestamp(at, MORNING.tzinfo)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("thank you so much", "You are welcome"),
        ("good morning", "Hello"),
        ("are you a real person?", "I am a program"),
        ("I've got no time today", "One or two exercises count, too"),
        ("I will do it later", "When shall I ask again?"),
        ("I want more exercises", "A bit more is fine"),
        ("can I have a different exercise", "What you open here can become a favourite"),
        ("I'm scared I've broken something", "A back is strong"),
        ("is it normal that it hurts a bit after?", "gone the next morning"),
        ("I can't sleep because of my back", "pillow between the knees"),
        ("who can see what I write", "Your data"),
        ("what can you do", "What you can do here"),
        ("how am I doing", "After your first session"),
        ("please delete all my data", "Delete everything"),
        ("I did my exercises yesterday", "Well done"),
        ("let's go", "Today · about"),
        ("my back is worse than yesterday", "How is your back now?"),
        ("it feels better today", "That is good to hear"),
    ],
)
async def test_a_wish_is_met(arrives: Arrive, text: str, said: str) -> None:
    anna = await arrives()
    await anna.says(text)
    anna.sees(said)
    assert "Sorry, I did not get that" not in anna.screen.text


# What is stored is said back


async def test_a_score_in_a_sentence_is_noted_and_can_be_changed(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await anna.says("my pain is a 6 today")
    anna.sees("Noted: 6 of 10", "Where?")
    await anna.taps("Change")
    await anna.taps("4")
    await anna.taps("As always")
    await anna.taps("No note")
    assert [(row["kind"], row["score"]) for row in rows("pain")] == [("any", 4)]


async def test_a_time_is_a_reminder_and_no_pain(arrives: Arrive, world: World, rows: Rows) -> None:
    anna = await arrives()
    await anna.says("remind me at 8 in the evening")
    anna.sees("Noted: I will write again today at 20:00")
    assert await due(world, anna, "later") == MORNING.replace(hour=20)
    assert rows("pain") == []
    await anna.taps("Change")
    await anna.taps("In 2 hours")
    anna.sees("today at 09:00")
    assert await due(world, anna, "later") == MORNING.replace(hour=9)


async def test_a_time_that_is_over_today_is_tomorrows(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    world.clock.jump(MORNING.replace(hour=21))
    await anna.says("remind me at 8 am")
    anna.sees("on Thursday at 08:00")
    assert await due(world, anna, "later") == MORNING.replace(day=19, hour=8)


async def test_minutes_from_now(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    await anna.says("remind me in 45 minutes")
    assert await due(world, anna, "later") == MORNING.replace(minute=45)


async def test_another_hour_every_day(arrives: Arrive, world: World, told: Told) -> None:
    anna = await arrives()
    await anna.says("can you write to me at 9 every morning instead")
    anna.sees("from now on I write at 09:00")
    assert told().hour == time(9)
    assert await due(world, anna, "reminder") == MORNING.replace(hour=9)
    await anna.taps("Change")
    anna.sees("When shall I remind you?")


async def test_quiet_for_as_long_as_they_are_away(arrives: Arrive, world: World, told: Told) -> None:
    anna = await arrives()
    await anna.says("I'm on holiday for two weeks")
    anna.sees("Have a good time", "Quiet until Wednesday, December 2")
    assert told().away_until == date(2026, 12, 2)
    assert await due(world, anna, "reminder") == datetime(2026, 12, 2, 7, 30, tzinfo=MORNING.tzinfo)
    await anna.taps("Change")
    await anna.taps("Until I say so")
    anna.sees("Pause: until you say so")
    assert await due(world, anna, "reminder") is None
    await anna.taps("Pause")
    await anna.taps("No pause")
    anna.sees("Pause: none")
    assert await due(world, anna, "reminder") == MORNING.replace(hour=7, minute=30)


@pytest.mark.parametrize("text", ["I've got the flu", "stop sending me messages"])
async def test_how_long_is_asked_where_it_was_not_said(arrives: Arrive, text: str) -> None:
    anna = await arrives()
    await anna.says(text)
    anna.sees("How long shall I be quiet?")
    anna.sees_button("Until I say so")


async def test_things_got_and_lost(arrives: Arrive, told: Told) -> None:
    anna = await arrives(equipment=frozenset({Equipment.BALL}))
    await anna.says("I bought a resistance band")
    anna.sees("What you have now: Exercise ball, Elastic band")
    await anna.says("I don't have the ball any more")
    anna.sees("What you have now: Elastic band")
    assert told().equipment == frozenset({Equipment.BAND})
    await anna.taps("Change")
    anna.sees("What do you have at home?")


async def test_how_hard_the_last_session_was(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await plays(anna)
    await anna.taps("Done")
    await anna.taps("Stop here for today")
    await anna.taps("2")
    await anna.taps("Just right")
    await anna.says("that was too easy")
    anna.sees("Noted for Wednesday: Easy")
    assert [row["difficulty"] for row in rows("session")] == ["easy"]
    await anna.taps("Hard")
    assert [row["difficulty"] for row in rows("session")] == ["hard"]


async def test_all_of_it_is_done_in_one_word(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await plays(anna)
    await anna.says("/today")
    await anna.says("I've done all my exercises")
    anna.sees("everything that is on today's list")
    await anna.taps("Yes, all of it")
    anna.sees("worst")
    planned = sum(row["sets"] for row in rows("item"))
    assert len(rows("set_done")) >= planned


# What is none, and who may not


@pytest.mark.parametrize("text", ["is this normal?", "can I do this with a mat?", "who reads this?"])
@pytest.mark.parametrize("place", ["activities", "pain-note"])
async def test_a_question_is_no_activity_and_no_note(
    world: World, arrives: Arrive, rows: Rows, place: str, text: str
) -> None:
    anna = world.person("Ben") if place == "activities" else await arrives()
    await goes(anna, *(up_to("activities") if place == "activities" else ("/pain", "3", "As always")))
    await anna.says(text)
    assert {row["note"] for row in rows("pain")} <= {""}
    assert rows("activity") == []
    assert "0 is no pain" not in anna.screen.text  # no score is asked for a question
    assert "Today · about" not in anna.screen.text


async def test_a_wish_in_the_middle_of_a_question_leads_back_to_it(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.says("/pain")
    await anna.says("who can see this")
    anna.sees("Your data")
    await anna.taps("Back")
    anna.sees("How is your back now?")


@pytest.mark.parametrize(
    "text", ["let's go", "I've done all my exercises", "I want more exercises", "how do I do the bridge"]
)
async def test_no_wish_gets_around_a_lock(arrives: Arrive, text: str) -> None:
    anna = await arrives()
    await anna.says("/redflags")
    await anna.taps("1 Numb bottom")
    await anna.taps("Next")
    await anna.taps("Yes, that is right")
    await anna.says(text)
    anna.sees("I have paused all exercises")
    assert not [each for each in anna.screen.labels if "Start" in each or "Done" in each]


async def test_before_there_is_a_plan_only_words_are_met(world: World) -> None:
    anna = world.person()
    await anna.says("/start")
    await anna.taps("I agree")
    await anna.says("thanks")
    anna.sees("You are welcome", "Safety first")
    await anna.says("remind me at 8 in the evening")
    anna.sees("Safety first")
    assert await due(world, anna, "later") is None
    async with world.app.store.transaction() as tx:
        assert await people.activities(tx, anna.id) == ()


@pytest.mark.parametrize(
    "text",
    [
        "i cant take this anymore",
        "i feel terrible",
        "help me it hurts",
        "this hurts so much i am crying",
        "im fed up with this pain",
    ],
)
async def test_what_sounds_hard_and_is_not_clear_is_asked_about_and_offers_no_exercise(
    arrives: Arrive, text: str
) -> None:
    anna = await arrives()
    await anna.says(text)
    anna.sees("That sounds hard")
    assert anna.screen.labels == [
        "It hurts a lot right now",
        "Tell about the pain",
        "Check the warning signs",
        "Go on",
    ]
    await anna.taps("It hurts a lot right now")
    anna.sees("I am here")


async def test_a_high_score_is_heard_whatever_else_is_said(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await anna.says("its really bad today 9 out of 10 i am scared i broke something")
    anna.sees("Noted: 9 of 10.")
    assert [row["score"] for row in rows("pain")] == [9]


@pytest.mark.parametrize("text", ["lalala", "the weather is nice", "my dog ate my homework", "yes", "no"])
async def test_what_is_only_odd_is_not_worried_about(arrives: Arrive, text: str) -> None:
    anna = await arrives()
    await anna.says(text)
    assert "That sounds hard" not in anna.screen.text


@pytest.mark.parametrize("steps", [(), ("Start",)], ids=["at rest", "before the session"])
async def test_whom_to_turn_to_is_answered_with_numbers_and_no_exercise(
    arrives: Arrive, steps: tuple[str, ...]
) -> None:
    anna = await arrives()
    for label in steps:
        await anna.taps(label)
    await anna.says("should i go to A&E")
    anna.sees("999", "Go today, or call now", "111")
    assert anna.screen.labels[:2] == ["Check the warning signs", "Go on"]


async def test_under_a_lock_what_it_says_is_the_answer(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.says("/redflags")
    for label in ("5", "Next", "Yes, that is right"):
        await anna.taps(label)
    await anna.says("should i go to A&E")
    anna.sees("Please get help now")
    assert "did not get that" not in anna.screen.text
