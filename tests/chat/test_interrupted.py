"""What was begun is not lost when something else speaks, and what concerns safety is known at the tap."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.coach.model import Site
from bot.coach.screening import Fact
from bot.store import people
from bot.store.people import Person as Who
from tests.chat.conftest import Arrive, Rows, waits
from tests.chat.test_reminder import DAY, DUE, MINUTE
from tests.conftest import World
from tests.support.journey import does_all_sets, says_who_checked
from tests.support.person import Person


async def in_the_player(person: Person) -> None:
    await person.taps("Start")
    await person.taps("3")


async def after_the_session(person: Person) -> None:
    await in_the_player(person)
    await does_all_sets(person)
    person.sees("at its worst")


def facts(rows: Rows, kind: Fact) -> list[str]:
    return [row["flags"] for row in rows("screening", kind=str(kind))]


# The questions after a session


async def weeks_later(world: World, person: Person) -> None:
    """Long enough for the question about the week, which comes after the one about the leg."""
    async with world.app.store.transaction() as tx:
        long_ago = int((world.clock.now() - timedelta(days=9)).timestamp())
        await people.save(tx, Who(person.id, "en", agreed_at=long_ago, set_up_at=long_ago))


async def test_a_numb_leg_locks_though_the_question_of_the_week_would_follow(
    arrives: Arrive, world: World, rows: Rows
) -> None:
    anna = await arrives(sites=frozenset({Site.LOWER_LEG}))
    await weeks_later(world, anna)
    await after_the_session(anna)
    for label in ("2", "Just right", "Newly numb or weak"):
        await anna.taps(label)
    anna.sees("Please talk to a doctor today")
    assert facts(rows, Fact.NOTED) == ["one-leg-weak"]
    assert rows("session")[0]["finished_at"]
    await waits(world, DUE + DAY)
    anna.sees("Were you able to see someone")
    await anna.says("/today")
    anna.sees("Please talk to a doctor today")


async def test_last_nights_worst_pain_is_told_this_morning_and_counts_for_last_night(
    arrives: Arrive, world: World, rows: Rows
) -> None:
    anna = await arrives()
    await after_the_session(anna)
    await waits(world, DUE + DAY)
    anna.sees("How is your back after" if "rest day" in anna.screen.text else "How is your back")
    await anna.taps("3")
    anna.sees("This is about Wednesday", "at its worst")
    await anna.taps("6")
    await anna.taps("Hard")
    anna.sees("That completes Wednesday", "Today · about")
    (worst,) = rows("pain", kind="worst")
    assert (worst["on_date"], worst["score"]) == ("2026-11-18", 6)
    (day,) = rows("session")
    assert (day["on_date"], day["difficulty"], bool(day["finished_at"])) == ("2026-11-18", "hard", True)


async def test_last_nights_questions_can_be_left_out(arrives: Arrive, world: World, rows: Rows) -> None:
    anna = await arrives()
    await after_the_session(anna)
    world.clock.jump(DUE + DAY)
    await anna.says("/today")
    anna.sees("This is about Wednesday")
    await anna.taps("Leave that out")
    anna.sees("Today · about")
    assert rows("session")[0]["finished_at"]


async def test_after_days_the_session_is_closed_and_that_is_said(
    arrives: Arrive, world: World, rows: Rows
) -> None:
    anna = await arrives()
    await after_the_session(anna)
    world.clock.jump(DUE + 3 * DAY)
    await anna.says("/today")
    anna.sees("I closed the session of Wednesday", "Today · about")
    assert rows("session")[0]["finished_at"]


async def test_while_the_questions_are_open_the_list_leads_to_them(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await after_the_session(anna)
    await anna.taps("2")
    await anna.says("/today")
    assert "Continue" not in anna.screen.labels
    await anna.taps("How did it go")
    anna.sees("How hard was it")
    await anna.taps("Just right")
    anna.sees("Done.")
    assert [row["score"] for row in rows("pain", kind="worst")] == [2]


async def test_what_is_left_after_stopping_can_still_be_done(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await in_the_player(anna)
    for label in ("Done", "Stop here", "2", "Just right"):
        await anna.taps(label)
    await anna.says("/today")
    anna.sees("Done for today")
    await anna.taps("Do the rest")
    done = len(rows("set_done"))
    await does_all_sets(anna)
    assert len(rows("set_done")) > done
    await anna.taps("2")
    await anna.taps("Just right")
    anna.sees("Done.")
    await anna.says("/today")
    assert "Do the rest, too" not in anna.screen.labels


# In the player


async def test_undo_takes_back_what_moved_down_the_leg(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives(sites=frozenset({Site.LOWER_LEG}))
    await in_the_player(anna)
    for label in ("It hurts", "Pain moves down my leg", "Next exercise"):
        await anna.taps(label)
    assert [row["nr"] for row in rows("item", leg="peripheral")] == [0]
    await anna.taps("Undo")
    assert [(row["skipped"], row["hurt"], row["leg"]) for row in rows("item", nr=0)] == [(0, 0, "none")]


# A report of harm


async def test_a_report_survives_a_reminder(arrives: Arrive, world: World, rows: Rows) -> None:
    anna = await arrives()
    await anna.says("/problem")
    await anna.taps("More back pain")
    assert [(row["what"], row["severity"]) for row in rows("incident")] == [("more-pain", "")]
    await waits(world, DUE)
    await anna.taps("3")
    await anna.taps("Go on with your report")
    anna.sees("How bad")
    for label in ("I noticed it", "It passed", "Nothing more"):
        await anna.taps(label)
    anna.sees("Thank you for telling")
    assert [(row["severity"], row["afterwards"]) for row in rows("incident")] == [("mild", "passed")]


async def test_a_report_survives_the_thought_of_deleting_everything(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await anna.says("/problem")
    for label in ("Dizzy", "I noticed it", "It passed"):
        await anna.taps(label)
    await anna.says("/delete")
    await anna.taps("Keep it all")
    await anna.taps("Nothing more")
    anna.sees("Thank you for telling")
    assert len(rows("incident")) == 1


async def test_a_half_told_report_goes_on_where_it_was(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await anna.says("/problem")
    await anna.taps("Dizzy")
    await anna.says("/settings")
    await anna.says("/problem")
    anna.sees("How bad")
    assert len(rows("incident")) == 1


async def test_severe_harm_is_known_at_the_tap_and_asks_the_cards_before_any_exercise(
    arrives: Arrive, rows: Rows
) -> None:
    anna = await arrives()
    await anna.says("/problem")
    await anna.taps("More back pain")
    await anna.taps("I could not do usual things")
    assert facts(rows, Fact.DUE) == [""]
    await anna.says("/today")
    anna.sees("Safety first")
    for command in ("/exercises", "/why"):
        await anna.says(command)
        anna.sees("Safety first")
    await anna.taps("None of these")
    await anna.taps("None of these")
    await anna.taps("None of these")
    await anna.taps("Go on")
    anna.sees("And then?")


@pytest.mark.parametrize("severity", ["I noticed it", "I could not do usual things"])
async def test_hosts_hear_that_there_is_a_severe_report_and_nothing_of_it(
    arrives: Arrive, world: World, severity: str
) -> None:
    host, anna = await arrives("Hanna"), await arrives("Anna")
    world.settings = replace(world.settings, admin_ids=frozenset({host.id}))
    await world.restart()
    await anna.says("/problem")
    await anna.taps("More back pain")
    await anna.taps(severity)
    await waits(world, world.clock.now() + MINUTE)
    told = "went badly wrong" in host.screen.text
    assert told == (severity != "I noticed it")
    assert "Anna" not in host.screen.text
    assert "pain" not in host.screen.text


# Safety cards


async def test_a_tick_is_a_fact_at_the_tap(arrives: Arrive, world: World, rows: Rows) -> None:
    anna = await arrives()
    await anna.says("/redflags")
    await anna.taps("1")
    assert facts(rows, Fact.TICKED) == ["saddle-numb"]
    await waits(world, DUE)
    anna.sees("1 of 3")
    assert "✓ 1" in anna.screen.text
    await anna.says("/today")
    anna.sees("1 of 3")
    await anna.taps("✓ 1")
    assert facts(rows, Fact.TICKED) == ["saddle-numb", ""]
    await anna.says("/today")
    anna.sees("Today · about")


async def test_back_from_a_ticked_card_shows_no_exercise_and_leaves_a_way(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.says("/redflags")
    await anna.taps("1")
    await anna.taps("‹ Back")
    anna.sees("A few safety questions come first")
    await anna.says("/exercises")
    anna.sees("1 of 3", "✓ 1")


async def test_a_player_of_before_the_tick_shows_the_card(arrives: Arrive) -> None:
    anna = await arrives()
    await in_the_player(anna)
    player = anna.screen
    await anna.says("/redflags")
    await anna.taps("2")
    await anna.taps("Done", on=player)
    anna.sees("1 of 3")


async def test_having_been_checked_survives_the_thought_of_deleting_everything(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.says("/redflags")
    await anna.taps("1")
    await anna.taps("Next")
    await anna.taps("Yes, that is right")
    await says_who_checked(anna)
    await anna.says("/delete")
    await anna.taps("Keep it all")
    anna.sees("Has a doctor or physiotherapist checked you")
    await anna.taps("Not yet")
    anna.sees("Please get help now")


# What was asked for


async def test_a_snooze_survives_a_change_of_settings(arrives: Arrive, world: World, rows: Rows) -> None:
    anna = await arrives()
    await waits(world, DUE)
    await anna.taps("Later")
    await anna.taps("In 2 hours")
    await anna.says("/settings")
    await anna.taps("Hour")
    await anna.taps("09:00")
    assert {row["kind"] for row in rows("agenda")} == {"reminder", "later"}
    await waits(world, DUE + 120 * MINUTE)
    anna.sees("Here I am again")


async def test_who_cannot_be_reached_was_not_reminded(arrives: Arrive, world: World, rows: Rows) -> None:
    anna = await arrives()
    anna.human.deactivates()
    await waits(world, DUE)
    assert [row["state"] for row in rows("delivery")] == ["failed"]
    assert rows("agenda") == []
