"""/settings: every answer can be changed, by tap and by typing, and the reminder follows."""

from datetime import UTC, datetime, time
from typing import Any

import pytest

from bot.coach.model import Since, WorseWith
from tests.chat.conftest import Arrive, Rows, Told
from tests.support.person import Person

CHANGES = [  # button, taps, typed, what the screen then says, the answer, its value
    ("Hour", ("18:00",), ("6 pm",), "18:00, Every day", "hour", time(18)),
    ("Days", ("Monday to Friday",), ("mon to fri",), "07:30, Monday to Friday", "days", frozenset(range(5))),
    ("Days", ("Let me choose", *("Monday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), "Next"),
     ("Tuesday",), "07:30, Tuesday", "days", frozenset({1})),
    ("Time zone", ("New York",), ("new york",), "Time zone: New York", "zone", "America/New_York"),
    ("Country", ("Germany",), ("germany",), "Country: Germany", "country", "DE"),
    ("Minutes", ("20 minutes",), ("20",), "Minutes: 20", "minutes", 20),
    ("Equipment", ("Elastic band", "Next"), ("band",), "Equipment: Elastic band", "equipment",
     frozenset({"band"})),
    ("Goal", ("A stronger back",), ("stronger back",), "Goal: A stronger back", "goal", "stronger"),
    ("Floor", ("No",), ("no",), "Floor: No", "floor", False),
    ("To respect", ("Knee", "Next"), ("knee",), "To respect: Knee", "conditions", frozenset({"knee"})),
]  # fmt: skip
IDS = [f"{change[0]}-{change[5]}" for change in CHANGES]


@pytest.mark.parametrize("change", CHANGES, ids=IDS)
async def test_each_by_tap(arrives: Arrive, told: Told, change: tuple[Any, ...]) -> None:
    button, taps, _, said, column, value = change
    anna = await arrives()
    await anna.says("/settings")
    for label in (button, *taps):
        await anna.taps(label)
    anna.sees("Your settings", said)
    assert getattr(told(), column) == value


@pytest.mark.parametrize("change", CHANGES, ids=IDS)
async def test_each_by_typing(arrives: Arrive, told: Told, change: tuple[Any, ...]) -> None:
    button, _, typed, said, column, value = change
    anna = await arrives()
    await anna.says("settings")
    await anna.taps(button)
    for words in typed:
        await anna.says(words)
    anna.sees("Your settings", said)
    assert getattr(told(), column) == value


async def test_pain_asks_all_about_it(arrives: Arrive, told: Told) -> None:
    anna = await arrives()
    await anna.says("/settings")
    for label in ("Pain", "Buttock", "Next", "More than 3 months", "7", "Twisting", "Next"):
        await anna.taps(label, on=anna.screen)
    anna.sees("Your settings", "Pain: Buttock, Low back")
    assert (told().since, told().usual_pain, told().worse_with) == (
        Since.MONTHS,
        7,
        frozenset({WorseWith.TWISTING}),
    )


async def test_no_pain_any_more(arrives: Arrive, told: Told) -> None:
    anna = await arrives()
    await anna.says("/settings")
    await anna.taps("Pain", on=anna.screen)
    await anna.taps("✓ Low back")
    await anna.taps("No pain now")
    anna.sees("Pain: none now")
    assert (told().since, told().usual_pain) == ("no-pain", 0)


@pytest.mark.parametrize(
    ("button", "answer", "due"),
    [
        ("Hour", "06:00", datetime(2026, 11, 19, 6, 0, tzinfo=UTC)),
        ("Hour", "18:00", datetime(2026, 11, 18, 18, 0, tzinfo=UTC)),
        ("Hour", "7.15 am", datetime(2026, 11, 18, 7, 15, tzinfo=UTC)),
        ("Days", "Fri", datetime(2026, 11, 20, 7, 30, tzinfo=UTC)),
        ("Time zone", "New York", datetime(2026, 11, 18, 12, 30, tzinfo=UTC)),
        ("Time zone", "Kolkata", datetime(2026, 11, 19, 2, 0, tzinfo=UTC)),
    ],
)
async def test_the_reminder_follows(
    arrives: Arrive, rows: Rows, button: str, answer: str, due: datetime
) -> None:
    anna = await arrives()
    await anna.says("/settings")
    await anna.taps(button)
    await anna.says(answer)
    assert rows("agenda")[0]["due_at"] == int(due.timestamp())


@pytest.mark.parametrize(
    "button", ["Hour", "Days", "Time zone", "Country", "Minutes", "Equipment", "Goal", "Floor", "Pain"]
)
async def test_back_changes_nothing(arrives: Arrive, told: Told, button: str) -> None:
    anna = await arrives()
    before = told()
    await anna.says("/settings")
    await anna.taps(button, on=anna.screen)
    await anna.taps("‹ Back")
    anna.sees("Your settings")
    assert told() == before


async def test_rubbish_is_asked_again(arrives: Arrive, told: Told) -> None:
    anna = await arrives()
    before = told()
    buttons = ("Hour", "Days", "Time zone", "Country", "Minutes", "Equipment", "Goal", "Floor", "To respect")
    for button in buttons:
        await anna.says("/settings")
        await anna.taps(button)
        question = anna.screen.text
        for words in ("qwxz", "25:99", "🙂", "<b>&"):
            await anna.says(words)
            anna.sees("Sorry, I did not get that", question)
    assert told() == before


async def test_old_settings_buttons_still_open_their_question(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.says("/settings")
    old = anna.screen
    await anna.says("/progress")
    await anna.taps("Goal", on=old)
    anna.sees("What matters most")


async def test_a_location_out_of_place_is_not_kept(arrives: Arrive, told: Told) -> None:
    anna = await arrives()
    await anna.shares_location(48.2, 16.37)
    anna.sees("I only understand words and buttons", "Today · about")
    assert told().zone == "Europe/London"


async def test_sharing_the_location_by_mistake_can_be_left(arrives: Arrive, rows: Rows) -> None:
    """The key under the text field goes with the next word, whatever it is, and only once."""
    anna = await arrives()
    await anna.says("/settings")
    await anna.taps("Time zone")
    await anna.taps("Share my location")
    assert anna.keyboard
    await anna.does("sent a sticker", anna.human.sends_sticker)
    assert not anna.keyboard
    anna.sees("Where are you")
    thanks = sum(screen.text == "Thank you." for screen in anna.screens)
    await anna.does("sent a sticker", anna.human.sends_sticker)
    assert sum(screen.text == "Thank you." for screen in anna.screens) == thanks == 1


async def test_not_before_the_start_is_over(anna: Person) -> None:
    await anna.says("/start")
    await anna.taps("I agree")
    await anna.says("/settings")
    anna.sees("1 of 3")
