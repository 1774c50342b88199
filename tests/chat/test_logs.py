"""Nothing of anybody is in the log: no token, no name, no words, no scores."""

import logging
import re

import pytest

from tests.chat.conftest import waits
from tests.conftest import MORNING, TOKEN, World
from tests.support.journey import agrees, answers, done_button

NAME = "Xanthippe"
WORDS = ("Zugspitze", "Quokka", "Bratwurst")
ABOUT_HEALTH = re.compile(
    r"\b(score|pain|note|sore|numb|text|caption|callback_data|answers?)\b[\"']?\s*[:=]", re.I
)


async def test_a_whole_journey_leaves_no_trace_of_the_person(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    caplog.set_level(logging.INFO, logger="apscheduler")  # quiet once a test has set up the real logs
    anna = world.person(NAME)
    await agrees(anna)
    await answers(anna, until="activities")
    await anna.says(f"{WORDS[0]} climbing")
    await anna.taps("7")
    await anna.taps("That is all")
    for label in (
        "None of these",
        "Yes",
        "About 20 min",
        "Only a chair",
        "10 minutes",
        "Every day",
        "London",
        "07:30",
    ):
        await anna.taps(label)
    await anna.taps("Start today's session")
    await anna.taps("3")
    await anna.says(f"{WORDS[1]} {WORDS[1]}")
    while done := done_button(anna):
        await anna.taps(done)
    await anna.taps("3")
    await anna.taps("Just right")
    await anna.says("/pain")
    await anna.taps("6")
    await anna.taps("As always")
    await anna.says(f"{WORDS[2]} was too heavy")
    await waits(world, MORNING.replace(day=19, minute=30))
    await anna.taps("2")
    for command in ("/export", "/progress", "/delete"):
        await anna.says(command)
    await anna.taps("Delete everything")
    await world.restart()
    lines = [f"{record.name}: {record.getMessage()}" for record in caplog.records]
    assert lines, "the log is really looked at"
    for line in lines:
        assert TOKEN not in line
        assert TOKEN.split(":")[1] not in line
        assert NAME not in line
        assert not any(word in line for word in WORDS), line
        assert not ABOUT_HEALTH.search(line), line
        assert str(anna.id) not in line, line
