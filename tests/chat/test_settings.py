"""/settings: every answer can be changed, by tap and by typing, and the reminder follows."""

from datetime import UTC, datetime

import pytest

from tests.chat.conftest import Arrive, Rows
from tests.support.person import Person

CHANGES = [  # button, taps, typed, what the screen then says, column of the profile, its value
    ("Hour", ("18:00",), ("6 pm",), "18:00, Every day", "hour", "18:00"),
    ("Days", ("Monday to Friday",), ("mon to fri",), "07:30, Monday to Friday", "days", "0,1,2,3,4"),
    ("Days", ("Let me choose", *("Monday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), "Next"),
     ("Tuesday",), "07:30, Tuesday", "days", "1"),
    ("Time zone", ("New York",), ("new york",), "Time zone: New York", "zone", "America/New_York"),
    ("Minutes", ("20 minutes",), ("20",), "Minutes: 20", "minutes", 20),
    ("Equipment", ("Elastic band", "Next"), ("band",), "Equipment: Elastic band", "equipment", "band"),
    ("Goal", ("A stronger back",), ("stronger back",), "Goal: A stronger back", "goal", "stronger"),
    ("Floor", ("No",), ("no",), "Floor: No", "floor", 0),
    ("To respect", ("Knee", "Next"), ("knee",), "To respect: Knee", "conditions", "knee"),
]  # fmt: skip
IDS = [f"{change[0]}-{change[5]}" for change in CHANGES]


@pytest.mark.parametrize("change", CHANGES, ids=IDS)
async def test_each_by_tap(arrives: Arrive, rows: Rows, change: tuple[str, ...]) -> None:
    button, taps, _, said, column, value = change
    anna = await arrives()
    await anna.says("/settings")
    for label in (button, *taps):
        await anna.taps(label)
    anna.sees("Your settings", said)
    assert rows("profile")[0][column] == value


@pytest.mark.parametrize("change", CHANGES, ids=IDS)
async def test_each_by_typing(arrives: Arrive, rows: Rows, change: tuple[str, ...]) -> None:
    button, _, typed, said, column, value = change
    anna = await arrives()
    await anna.says("settings")
    await anna.taps(button)
    for words in typed:
        await anna.says(words)
    anna.sees("Your settings", said)
    assert rows("profile")[0][column] == value


async def test_pain_asks_all_about_it(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await anna.says("/settings")
    for label in ("Pain", "Buttock", "Next", "More than 3 months", "7", "Twisting", "Next"):
        await anna.taps(label, on=anna.screen)
    anna.sees("Your settings", "Pain: Buttock, Low back")
    profile = rows("profile")[0]
    assert (profile["since"], profile["usual_pain"], profile["worse_with"]) == ("months", 7, "twisting")


async def test_no_pain_any_more(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await anna.says("/settings")
    await anna.taps("Pain", on=anna.screen)
    await anna.taps("✓ Low back")
    await anna.taps("No pain now")
    anna.sees("Pain: none now")
    assert (rows("profile")[0]["since"], rows("profile")[0]["usual_pain"]) == ("no-pain", 0)


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
    assert rows("reminder")[0]["due_at"] == int(due.timestamp())


@pytest.mark.parametrize(
    "button", ["Hour", "Days", "Time zone", "Minutes", "Equipment", "Goal", "Floor", "Pain"]
)
async def test_back_changes_nothing(arrives: Arrive, rows: Rows, button: str) -> None:
    anna = await arrives()
    before = rows("profile")
    await anna.says("/settings")
    await anna.taps(button, on=anna.screen)
    await anna.taps("‹ Back")
    anna.sees("Your settings")
    assert rows("profile") == before


async def test_rubbish_is_asked_again(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    before = rows("profile")
    for button in ("Hour", "Days", "Time zone", "Minutes", "Equipment", "Goal", "Floor", "To respect"):
        await anna.says("/settings")
        await anna.taps(button)
        question = anna.screen.text
        for words in ("qwxz", "25:99", "🙂", "<b>&"):
            await anna.says(words)
            anna.sees("Sorry, I did not get that", question)
    assert rows("profile") == before


async def test_old_settings_buttons_still_open_their_question(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.says("/settings")
    old = anna.screen
    await anna.says("/progress")
    await anna.taps("Goal", on=old)
    anna.sees("What matters most")


async def test_a_location_out_of_place_is_not_kept(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await anna.shares_location(48.2, 16.37)
    anna.sees("I only understand words and buttons", "Today · about")
    assert rows("profile")[0]["zone"] == "Europe/London"


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
