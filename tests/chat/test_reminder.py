"""The reminder: at its hour, once a day, silent when there is nothing to remind of."""

from datetime import UTC, datetime, time, timedelta

import pytest

from tests.chat.conftest import Arrive, Rows, Told, waits
from tests.conftest import MORNING, World
from tests.support.journey import finishes
from tests.support.person import Person

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
DUE = MORNING.replace(hour=7, minute=30)  # in London, in winter
QUESTION = "How is your back?"
SCORES = [[str(n) for n in range(6)], [str(n) for n in range(6, 11)]]


def reminders(person: Person) -> int:
    return sum(1 for screen in person.screens if QUESTION in screen.text)


def still_asked(person: Person) -> bool:
    return "10" in person.screen.labels and "Not today" in person.screen.labels


async def test_it_comes_at_the_chosen_hour_with_the_scores_on_it(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    await waits(world, DUE - MINUTE)
    assert reminders(anna) == 0
    await waits(world, DUE)
    assert reminders(anna) == 1
    anna.sees("How is your back?", "Today: ", "exercises, about")
    assert anna.screen.buttons == [*SCORES, ["Later", "Not today"]]


async def test_a_tap_records_the_morning_and_opens_the_session(
    arrives: Arrive, world: World, rows: Rows
) -> None:
    anna = await arrives()
    await waits(world, DUE)
    await anna.taps("4")
    assert [(row["kind"], row["score"], row["on_date"]) for row in rows("pain")] == [
        ("morning", 4, "2026-11-18")
    ]
    anna.sees("Today · about")
    await anna.taps("Start", on=anna.screen)
    anna.sees("1 of ")
    assert anna.screen.picture


@pytest.mark.parametrize("words", ["4", "4/10", "four", "about a 4"])
async def test_a_typed_score_does_the_same(arrives: Arrive, world: World, rows: Rows, words: str) -> None:
    anna = await arrives()
    await waits(world, DUE)
    await anna.says(words)
    assert [(row["kind"], row["score"]) for row in rows("pain")] == [("morning", 4)]
    anna.sees("Today · about")


async def test_a_second_tap_does_not_change_the_morning(arrives: Arrive, world: World, rows: Rows) -> None:
    anna = await arrives()
    await waits(world, DUE)
    old = anna.screen
    for label in ("4", "9", "4"):
        await anna.taps(label, on=old)
    assert [row["score"] for row in rows("pain")] == [4]
    anna.sees("Today · about")


async def test_a_repeated_update_does_not_either(arrives: Arrive, world: World, rows: Rows) -> None:
    anna = await arrives()
    await waits(world, DUE)
    world.sandbox.faults.duplicate()
    await anna.taps("4")
    await anna.says("/today")
    assert [row["score"] for row in rows("pain")] == [4]
    assert world.sandbox.faults.happened


async def test_never_twice_a_day(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    await waits(world, DUE)
    for later in (1, 60, 119, 600, 900):
        await waits(world, DUE + later * MINUTE)
        await world.restart()
    assert reminders(anna) == 1
    await waits(world, DUE + DAY)
    assert reminders(anna) == 2


async def test_not_again_when_the_hour_or_the_zone_moves_it_into_the_future(
    arrives: Arrive, world: World
) -> None:
    anna = await arrives()
    await waits(world, DUE)
    await anna.says("/settings")
    for label in ("Hour", "08:00"):
        await anna.taps(label)
    await waits(world, DUE + 45 * MINUTE)
    await anna.taps("Time zone")
    await anna.says("New York")
    await waits(world, datetime(2026, 11, 18, 13, 0, tzinfo=UTC))  # 08:00 in New York, the same date
    assert reminders(anna) == 1
    await waits(world, datetime(2026, 11, 19, 13, 0, tzinfo=UTC))
    assert reminders(anna) == 2


async def test_a_zone_far_to_the_east_is_tomorrow_already(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    await waits(world, DUE)
    await anna.says("/settings")
    await anna.taps("Time zone")
    await anna.says("Auckland")
    await waits(world, datetime(2026, 11, 18, 18, 30, tzinfo=UTC))  # 07:30 on the 19th in Auckland
    assert reminders(anna) == 2


@pytest.mark.parametrize(("late", "sent"), [(119, 1), (121, 0)])
async def test_missed_while_the_bot_was_down(arrives: Arrive, world: World, late: int, sent: int) -> None:
    anna = await arrives()
    await world.app.stop()
    world.clock.jump(DUE + late * MINUTE)
    await world.app.start()
    await waits(world, DUE + late * MINUTE)
    assert reminders(anna) == sent
    await waits(world, DUE + DAY)
    assert reminders(anna) == sent + 1


async def test_after_days_of_silence_the_one_still_in_time_is_sent(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    await waits(world, DUE + 3 * DAY + 30 * MINUTE)
    assert reminders(anna) == 1
    await waits(world, DUE + 4 * DAY)
    assert reminders(anna) == 2


async def test_silent_when_today_is_done(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    await anna.taps("Start")
    await anna.taps("3")
    await finishes(anna)
    await waits(world, DUE)
    assert reminders(anna) == 0
    await waits(world, DUE + DAY)
    assert reminders(anna) == 1


async def test_silent_when_today_is_begun(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    await anna.taps("Start")
    await anna.taps("3")
    await anna.taps("Done")
    await waits(world, DUE)
    assert reminders(anna) == 0


async def test_not_silent_when_only_the_score_was_given(arrives: Arrive, world: World, rows: Rows) -> None:
    anna = await arrives()
    await anna.taps("Start")
    await anna.taps("3")
    await waits(world, DUE)
    await anna.taps("4")
    assert len(rows("session")) == 1
    anna.sees("Today · about")


async def test_only_on_the_chosen_days(arrives: Arrive, world: World) -> None:
    anna = await arrives(days=frozenset({4}))  # Friday
    for day in range(9):  # from Wednesday
        await waits(world, DUE + day * DAY)
        assert reminders(anna) == (day >= 2) + (day >= 9)


@pytest.mark.parametrize(
    ("on", "utc"),
    [
        (datetime(2027, 3, 27, tzinfo=UTC), time(1, 30)),
        (datetime(2027, 3, 28, tzinfo=UTC), time(1, 30)),  # 01:30 does not exist: 02:30 is the same instant
        (datetime(2027, 3, 29, tzinfo=UTC), time(0, 30)),
        (datetime(2027, 10, 31, tzinfo=UTC), time(0, 30)),  # 01:30 comes twice: the first
        (datetime(2027, 11, 1, tzinfo=UTC), time(1, 30)),
    ],
)
async def test_when_the_clocks_change(arrives: Arrive, world: World, on: datetime, utc: time) -> None:
    world.clock.jump(on - timedelta(hours=12))
    anna = await arrives(hour=time(1, 30))
    due = datetime.combine(on, utc, UTC)
    await waits(world, due - MINUTE)
    assert reminders(anna) == 0
    for later in (0, 30, 60, 119):
        await waits(world, due + later * MINUTE)
        assert reminders(anna) == 1


async def test_who_blocked_the_bot_gets_none_and_is_welcome_back(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    await anna.blocks()
    await waits(world, DUE)
    calls = len(world.sandbox.calls)
    await waits(world, DUE + DAY)
    assert not [call for call in world.sandbox.calls[calls:] if call.method.startswith("send")]
    await anna.unblocks()
    await anna.says("/start")
    anna.sees("Today · about")
    await waits(world, DUE + 2 * DAY)
    assert reminders(anna) == 1


async def test_who_was_found_to_be_away_is_back_with_the_first_word(arrives: Arrive, world: World) -> None:
    """Telegram said 403 and never that they blocked: an account that was gone for a while."""
    anna = await arrives()
    anna.human.deactivates()
    await waits(world, DUE)
    anna.human.chat.closed = None
    await anna.says("/today")
    await waits(world, DUE + DAY)
    assert reminders(anna) == 1


@pytest.mark.parametrize(
    ("label", "told", "minutes"),
    [("In 30 minutes", "08:00", 30), ("In 2 hours", "09:30", 120), ("This evening", "18:00", 630)],
)
async def test_later(arrives: Arrive, world: World, label: str, told: str, minutes: int) -> None:
    anna = await arrives()
    await waits(world, DUE)
    await anna.taps("Later")
    await anna.taps(label)
    anna.sees(f"I ask again at {told}")
    await waits(world, DUE + (minutes - 1) * MINUTE)
    assert not still_asked(anna)
    await waits(world, DUE + minutes * MINUTE)
    anna.sees("Here I am again")
    assert anna.screen.buttons == [*SCORES, ["Not today"]], "later is once a day"
    await waits(world, DUE + DAY)
    anna.sees("Good day")


@pytest.mark.parametrize("words", ["in 2 hours", "In 30 minutes", "this evening", "Later"])
async def test_later_typed_is_no_score(arrives: Arrive, world: World, rows: Rows, words: str) -> None:
    anna = await arrives()
    await waits(world, DUE)
    await anna.says(words)
    anna.sees("ask again")
    assert rows("pain") == []


async def test_later_survives_a_restart_and_old_buttons(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    await waits(world, DUE)
    first = anna.screen
    await anna.taps("Later")
    choice = anna.screen
    await anna.taps("In 30 minutes", on=choice)
    await anna.taps("In 2 hours", on=choice)  # a second thought comes too late
    await anna.taps("Later", on=first)
    await world.restart()
    await waits(world, DUE + 30 * MINUTE)
    anna.sees("Here I am again")
    await anna.taps("In 2 hours", on=choice)
    count = len(anna.screens)
    await waits(world, DUE + 150 * MINUTE)
    assert len(anna.screens) == count


async def test_late_in_the_day_only_what_is_still_today_is_offered(arrives: Arrive, world: World) -> None:
    anna = await arrives(hour=time(22, 30))
    await waits(world, MORNING.replace(hour=22, minute=30))
    await anna.taps("Later")
    assert anna.screen.labels == ["In 30 minutes"]
    await anna.says("in 2 hours")
    assert still_asked(anna)


async def test_not_today(arrives: Arrive, world: World, rows: Rows) -> None:
    anna = await arrives()
    await waits(world, DUE)
    await anna.taps("Not today")
    anna.sees("All right, not today")
    await waits(world, DUE + 300 * MINUTE)
    assert not still_asked(anna)
    await anna.taps("Today's session")
    anna.sees_button("Start")
    assert rows("pain") == []
    await waits(world, DUE + DAY)
    assert still_asked(anna)


async def test_while_a_question_is_open_it_can_still_be_answered(
    arrives: Arrive, world: World, told: Told
) -> None:
    anna = await arrives()
    await anna.says("/settings")
    await anna.taps("Minutes")
    question = anna.screen
    await waits(world, DUE)
    assert still_asked(anna)
    await anna.taps("20 minutes", on=question)
    anna.sees("Your settings", "Minutes: 20")
    assert told().minutes == 20
    await anna.taps("How is your back today")
    assert still_asked(anna)


async def test_the_old_reminder_the_next_day(arrives: Arrive, world: World, rows: Rows) -> None:
    anna = await arrives()
    await waits(world, DUE)
    old = anna.screen
    world.clock.jump(DUE + DAY - 60 * MINUTE)
    for label in ("3", "Later", "Not today"):
        await anna.taps(label, on=old)
        anna.sees("Today · about")
    await anna.says("3")
    assert rows("pain") == []


async def test_a_typed_score_the_next_day_is_not_yesterdays(
    arrives: Arrive, world: World, rows: Rows
) -> None:
    anna = await arrives()
    await waits(world, DUE)
    world.clock.jump(DUE + DAY - 60 * MINUTE)
    await anna.says("3")
    anna.sees("I closed the question of Wednesday", "Today · about")
    assert rows("pain") == []


async def test_very_sore_on_the_reminder_asks_the_cards_first(
    arrives: Arrive, world: World, rows: Rows
) -> None:
    anna = await arrives()
    await waits(world, DUE)
    await anna.taps("9")
    anna.sees("1 of 3")
    await anna.taps("None of these")
    await anna.taps("None of these")
    anna.sees("You gave it 9 of 10", "easing only")
    assert rows("session")[0]["kind"] == "relief"


async def test_the_morning_after_a_session_is_asked_on_a_rest_day(arrives: Arrive, world: World) -> None:
    anna = await arrives(days=frozenset({2}))  # Wednesday, which it is
    await anna.taps("Start")
    await anna.taps("3")
    await finishes(anna)
    await waits(world, DUE + DAY)
    anna.sees("after the last session", "rest day")
    await anna.taps("2")
    anna.sees("Noted")
    await waits(world, DUE + 2 * DAY)
    assert not still_asked(anna)
