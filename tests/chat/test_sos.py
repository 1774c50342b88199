"""A bad moment is met with warmth: one line of alarms, then comfort, then one real choice."""

from __future__ import annotations

from datetime import timedelta

from tests.chat.conftest import Arrive, Rows, waits
from tests.conftest import MORNING, World
from tests.support.journey import finishes


async def test_comfort_comes_right_after_one_line(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.says("/sos")
    anna.sees("I am here", "numb between your legs", "chest pain")
    await anna.taps("None of these")
    anna.sees("nearly always eases", "Breathe with the picture", "I ask how you are at 18:00")
    assert anna.screen.picture is not None
    assert anna.screen.labels[:2] == ["A few easy movements", "Just rest for now"]


async def test_not_sure_leads_to_the_cards(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.says("bad now")
    await anna.taps("Yes, or I am not sure")
    anna.sees("1 of 3")


async def test_the_evening_is_promised_and_kept(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    await anna.says("/sos")
    await anna.taps("None of these")
    await anna.taps("Just rest for now")
    anna.sees("Then rest")
    await waits(world, MORNING.replace(hour=18))
    anna.sees("As promised", "How is your back now")


async def test_late_at_night_nothing_is_promised(arrives: Arrive, world: World, rows: Rows) -> None:
    anna = await arrives()
    world.clock.jump(MORNING.replace(hour=21))
    await anna.says("/sos")
    await anna.taps("None of these")
    assert "I ask how you are" not in anna.screen.text
    assert rows("agenda", kind="evening") == []


async def test_the_plan_for_bad_days_is_shown_on_one(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.says("/settings")
    await anna.taps("On a bad day")
    for label in ("Warmth", "A short walk", "Next"):
        await anna.taps(label)
    await anna.says("/sos")
    await anna.taps("None of these")
    anna.sees("What you said helps you: warmth and a short walk.")


async def test_whoever_needs_the_ground_left_out_gets_another_position(arrives: Arrive) -> None:
    anna = await arrives(floor=False)
    await anna.says("/sos")
    await anna.taps("None of these")
    assert "90" not in anna.screen.text
    anna.sees("Rest in this position")


async def test_under_a_lock_there_is_the_lock(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    await anna.says("/redflags")
    for label in ("1", "Next", "Yes, that is right"):
        await anna.taps(label)
    await anna.says("/sos")
    anna.sees("Please get help now")
    await waits(world, MORNING + timedelta(hours=11, minutes=1))
    anna.sees("Please get help now")


async def test_a_very_sore_morning_has_the_own_plan_the_lesson_and_a_promise_that_is_kept(
    arrives: Arrive, world: World
) -> None:
    anna = await arrives(bad_day=frozenset({"warmth"}))
    await anna.taps("Start")
    for label in ("8", "None of these", "None of these"):
        await anna.taps(label)
    anna.sees("A hard day", "What you said helps you: warmth.", "I ask how you are at 18:00")
    anna.sees_button("💡 When it flares up")
    await waits(world, MORNING.replace(hour=18))
    anna.sees("As promised", "How is your back now")


async def test_after_it_the_lesson_fits_the_moment(arrives: Arrive) -> None:
    anna = await arrives()
    for label in ("Start", "8", "None of these", "None of these", "Start"):
        await anna.taps(label)
    await finishes(anna)
    anna.sees_button("💡 When it flares up")


async def test_the_plan_for_bad_days_is_offered_while_calm(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    offered = []
    for day in range(3):
        world.clock.jump(MORNING + timedelta(days=day))
        for label in ("Start", "2"):
            await anna.says("/today") if label == "Start" else None
            await anna.taps(label)
        await finishes(anna, worst="2")
        offered.append("What helps me on a bad day" in anna.screen.labels)
    assert offered == [False, False, True]
    await anna.taps("What helps me on a bad day")
    for label in ("Warmth", "Next"):
        await anna.taps(label)
    await anna.says("/sos")
    await anna.taps("None of these")
    anna.sees("What you said helps you: warmth.")


async def test_who_answered_the_cards_a_moment_ago_is_not_asked_again(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.says("/pain")
    for label in ("9", "As always", "No note", "None of these", "None of these", "Today's session", "Start"):
        await anna.taps(label)
    anna.sees("Today", "You gave it 9 of 10")
