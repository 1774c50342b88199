"""/why, the weekly and four-weekly questions, walks told in minutes, re-screens, and reports of harm."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.after import Lighter
from bot.coach.model import Category, Equipment
from bot.store import incidents, people
from bot.talk.wire import encode
from tests.chat.conftest import ANSWERS, Arrive, Rows, Told
from tests.conftest import World
from tests.support.journey import does_all_sets, done_button, finishes, is_checked, sets_up
from tests.support.person import Person


async def starts(anna: Person, before: str = "3") -> None:
    await anna.taps("Start")
    await anna.taps(before)


async def test_why_says_what_was_chosen_and_what_was_left_out_because_of_which_answer(
    arrives: Arrive,
) -> None:
    anna = await arrives(minutes=10)
    await anna.says("/why")
    anna.sees("Why this plan", "Chosen", "to get warm first", "Left out")
    anna.sees("You have no ", "Later, when simpler ones are steady")
    await anna.taps("Today's session")
    await starts(anna)
    await anna.says("/why")
    anna.sees("Chosen")


async def test_a_recent_operation_rests_until_a_professional_agrees(world: World, anna: Person) -> None:
    await sets_up(anna, conditions=("Recent surgery", "Next", "2 to 6 weeks ago"))
    await anna.taps("Start today's session")
    await anna.taps("3")
    anna.sees("No exercises today", "ask your surgeon or physiotherapist")
    await anna.says("/today")
    assert not {"Start", "Continue"} & set(anna.screen.labels)
    await world.wait_until(world.clock.now() + timedelta(hours=1))
    anna.sees("How is your back")
    assert "exercises" not in anna.screen.text
    await anna.taps("2")
    anna.sees("No exercises today")
    await is_checked(anna)
    anna.sees("Today")
    anna.sees_button("Start")


async def test_a_walk_may_be_shorter_or_longer_and_undone(arrives: Arrive, rows: Rows, world: World) -> None:
    anna = await arrives(minutes=10)
    await starts(anna)
    library = world.app.pack.library
    walk = next(row for row in rows("item") if library[row["exercise"]].category is Category.AEROBIC)
    for _ in range(40):
        if "15 min" in anna.screen.labels:
            break
        await anna.taps(done_button(anna) or "")
    await anna.taps("15 min")
    anna.sees("at its worst")
    assert rows("item", nr=walk["nr"])[0]["minutes"] == 15
    await anna.taps("‹ Back")
    await anna.taps("Undo")
    anna.sees_button("15 min")
    assert rows("item", nr=walk["nr"])[0]["minutes"] is None


async def test_minutes_of_a_walk_may_be_typed(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives(minutes=10)
    await starts(anna)
    for _ in range(40):
        if "15 min" in anna.screen.labels:
            break
        await anna.taps(done_button(anna) or "")
    await anna.says("22 minutes")
    assert [row["minutes"] for row in rows("item") if row["minutes"]] == [22]


async def test_once_a_week_the_average_is_asked_and_the_week_looked_back_on(
    arrives: Arrive, world: World, rows: Rows
) -> None:
    anna = await arrives()
    for day in range(9):
        world.clock.jump(world.clock.now() + timedelta(days=day > 0))
        await anna.says("/today")
        await anna.taps("Start")
        for card in range(3):  # the weekly safety questions, when they are due
            if "None of these" in anna.screen.labels:
                await anna.taps("None of these")
            elif card == 0 and "3" in anna.screen.labels:
                await anna.taps("3")
        if "Start" in anna.screen.labels:
            await anna.taps("Start")
        await does_all_sets(anna)
        await anna.taps("3")
        await anna.taps("Just right")
        if "on average" in anna.screen.text:
            await anna.taps("4")
        anna.sees("Done.")
    assert len(rows("pain", kind="week")) == 1


async def test_own_activities_are_asked_again_after_four_weeks(
    arrives: Arrive, world: World, rows: Rows
) -> None:
    anna = await arrives()
    async with world.app.store.transaction() as tx:
        for slot, name in enumerate(("socks", "<stairs>"), start=1):
            then = (world.clock.now() - timedelta(days=28)).date()
            await people.save_activity(tx, anna.id, people.Activity(slot, then, name, 3))
    await starts(anna)
    await does_all_sets(anna)
    for label in ("3", "Just right"):
        await anna.taps(label)
    anna.sees("socks", "Four weeks on")
    await anna.taps("7")
    anna.sees("<stairs>")
    await anna.says("4")
    anna.sees("Done.")
    assert sorted(row["score"] for row in rows("activity")) == [3, 3, 4, 7]
    await anna.says("/progress")
    anna.sees("socks: 3 at the start, 7 now. That is a real change.", "<stairs>: 3 at the start, 4 now.")


@pytest.mark.parametrize(("what", "locks"), [("Dizzy", False), ("Chest pain", True), ("Leg numb", True)])
async def test_a_report_of_harm_is_kept_without_a_name(
    arrives: Arrive, world: World, what: str, locks: bool
) -> None:
    anna = await arrives("Annabella")
    await anna.says("/problem")
    await anna.taps(what)
    if locks:
        assert "paused all exercises" in anna.screen.text
    else:
        await anna.taps("It changed my day")
        await anna.taps("It passed")
        await anna.says("I slipped on the mat")
        anna.sees("Thank you for telling")
    async with world.app.store.transaction() as tx:
        (report,) = await incidents.incidents(tx)
    assert report.told == ("" if locks else "I slipped on the mat")
    assert str(anna.id) not in repr(report)


async def test_harm_that_is_not_over_asks_the_safety_questions(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.says("/problem")
    await anna.taps("More back pain")
    await anna.taps("I could not do usual things")
    await anna.taps("It is still there")
    await anna.taps("Nothing more")
    anna.sees("Safety first")
    await anna.taps("None of these")
    await anna.taps("None of these")
    anna.sees("Thank you for telling")


async def test_a_lighter_week_is_planned_and_says_so(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    async with world.app.store.transaction() as tx:
        until = (world.clock.now() + timedelta(days=3)).date()
        await people.save_answers(tx, anna.id, replace(ANSWERS, lighter_until=until))
    await anna.says("/today")
    anna.sees("lighter")


async def test_a_lighter_week_that_is_not_on_offer_cannot_be_taken(
    arrives: Arrive, world: World, told: Told
) -> None:
    anna = await arrives()
    message = next(each for each in reversed(anna.messages) if each["from"]["is_bot"])
    tap = {
        "id": "1",
        "from": anna.human.user,
        "chat_instance": "1",
        "data": encode(Lighter()),
        "message": message,
    }
    before = len(world.sandbox.calls)
    world.sandbox.inject("callback_query", tap)
    await anna.says("/today")
    answered = [c for c in world.sandbox.calls[before:] if c.method == "answerCallbackQuery"]
    assert len(answered) == 1
    assert told().lighter_until is None
    world.sandbox.violations.clear()  # Telegram never asked that query


async def test_finishing_leads_to_the_report_of_harm(arrives: Arrive) -> None:
    anna = await arrives(equipment=frozenset({Equipment.BAND}))
    await starts(anna)
    await finishes(anna)
    await anna.taps("Something went wrong")
    anna.sees("What went wrong?")
