"""What is told now counts now: what is left of today's session follows it, what was done stays."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest

from tests.chat.conftest import Arrive, Rows
from tests.chat.test_player import plays
from tests.conftest import MORNING, World
from tests.support.person import Person

RENEWED = "I have changed what is left of today"


async def is_in_the_middle(world: World, arrives: Arrive) -> Person:
    """The first exercise is done, the others are open."""
    anna = await arrives(minutes=15)
    await plays(anna)
    await anna.taps("Done")
    world.clock.jump(MORNING + timedelta(minutes=5))
    return anna


async def tells(anna: Person, *steps: str) -> None:
    for step in steps:
        await (anna.says(step) if step[0] == "/" else anna.taps(step))


def left(rows: Rows) -> list[str]:
    done = {row["nr"] for row in rows("set_done")}
    return [row["exercise"] for row in rows("item") if row["nr"] not in done]


async def test_pregnancy_makes_what_is_left_gentle_and_says_so(
    world: World, arrives: Arrive, rows: Rows
) -> None:
    anna = await is_in_the_middle(world, arrives)
    first, before = rows("set_done"), left(rows)
    await tells(anna, "/settings", "To respect", "Pregnant", "Next", "Month 4 to 6", "/today")
    anna.sees(RENEWED)
    assert rows("set_done") == first
    assert [row["kind"] for row in rows("session")] == ["gentle"]
    assert left(rows) != before
    await anna.says("/today")
    assert RENEWED not in anna.screen.text


async def test_surgery_leaves_nothing_but_what_was_done(world: World, arrives: Arrive, rows: Rows) -> None:
    anna = await is_in_the_middle(world, arrives)
    await tells(anna, "/settings", "To respect", "Surgery", "Next", "2 to 6 weeks ago", "/today")
    anna.sees(RENEWED)
    assert left(rows) == []


async def test_an_old_button_of_the_player_shows_what_is_left_now(
    world: World, arrives: Arrive, rows: Rows
) -> None:
    anna = await is_in_the_middle(world, arrives)
    player = anna.screen
    await tells(anna, "/settings", "To respect", "Surgery", "Next", "2 to 6 weeks ago")
    done = len(rows("set_done"))
    await anna.taps("Done", on=player)
    assert len(rows("set_done")) == done


async def test_a_new_leg_pain_leaves_out_what_does_not_suit_it(
    world: World, arrives: Arrive, rows: Rows
) -> None:
    anna = await is_in_the_middle(world, arrives)
    await tells(
        anna, "/settings", "Pain", "Below the knee", "Next", "6 to 12 weeks", "4", "None of these", "/today"
    )
    await tells(anna, "Continue")
    while "worst" not in anna.screen.text:
        await anna.taps("Done")
    await tells(anna, "3", "Just right")
    anna.sees("leg")


async def test_nine_of_ten_in_the_middle_makes_the_rest_a_quiet_one(
    world: World, arrives: Arrive, rows: Rows
) -> None:
    anna = await is_in_the_middle(world, arrives)
    first = rows("set_done")
    await tells(anna, "/pain", "9", "As always", "No note", "None of these", "None of these")
    anna.sees(RENEWED)
    assert rows("set_done") == first
    assert [row["kind"] for row in rows("session")] == ["relief"]


@pytest.mark.parametrize("button", ["Goal", "Minutes", "Hour"])
async def test_what_is_no_matter_of_health_changes_nothing_today(
    world: World, arrives: Arrive, rows: Rows, button: str
) -> None:
    anna = await is_in_the_middle(world, arrives)
    before = rows("item")
    choice = {"Goal": "Stronger", "Minutes": "20 minutes", "Hour": "08:00"}[button]
    await tells(anna, "/settings", button, choice, "/today")
    assert rows("item") == before
    assert RENEWED not in anna.screen.text


async def test_what_is_begun_and_does_not_suit_any_more_is_not_gone_on_with(
    world: World, arrives: Arrive, rows: Rows
) -> None:
    """A set of two is done when surgery is told: it stays done, and the other one is not offered."""
    anna = await is_in_the_middle(world, arrives)
    with sqlite3.connect(world.settings.database_url.removeprefix("sqlite:///")) as database:
        database.execute("UPDATE item SET sets = 2 WHERE nr = 0")
    await tells(anna, "/settings", "To respect", "Surgery", "Next", "2 to 6 weeks ago", "/today")
    anna.sees(RENEWED)
    assert [row["nr"] for row in rows("set_done")] == [0]
    assert not [each for each in anna.screen.labels if "Continue" in each or "Start" in each]
    await anna.says("/today")
    assert RENEWED not in anna.screen.text
