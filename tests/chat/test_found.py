"""What the matrix of questions and the lives found: each of these is somebody who lost something."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.coach.screening import Event, Fact, Flag, Standing, state
from bot.store.people import split
from tests.chat.conftest import Arrive, Rows, waits
from tests.chat.test_between import AFTER, DAY, HARM, MINUTE, goes, up_to
from tests.conftest import MORNING, World

MIDNIGHT = MORNING.replace(hour=0, minute=0) + DAY
BEFORE_MIDNIGHT, SMALL_HOURS = MIDNIGHT - 10 * MINUTE, MIDNIGHT + 30 * MINUTE


def standing(rows: Rows) -> Standing:
    facts = sorted(rows("screening"), key=lambda row: row["nr"])
    return state(Event(r["at"], Fact(r["kind"]), split(r["flags"], Flag) or frozenset()) for r in facts)


# Safety


async def test_a_tick_on_one_card_is_not_forgotten_by_a_tick_on_another(arrives: Arrive, rows: Rows) -> None:
    """Back, a slip of the finger that is taken back: what was ticked on the later card is gone."""
    anna = await arrives()
    await goes(anna, "/redflags", "None of these", "None of these", "6", "‹ Back", "2", "✓ 2")
    assert Flag.HEART in standing(rows).ticked
    await goes(anna, "None of these")
    anna.sees_button("✓ 6")


async def test_a_tick_is_not_forgotten_when_the_cards_are_opened_again(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await goes(anna, "/redflags", "None of these", "5", "/redflags", "1", "✓ 1", "/today")
    assert "Start" not in anna.screen.labels
    assert Flag.LUMP in standing(rows).ticked


async def test_a_typed_number_does_not_forget_what_is_ticked(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await goes(anna, "/redflags", "None of these", "None of these", "3", "> 6", "Next")
    assert standing(rows).referrals >= {Flag.PREGNANT, Flag.HEART}


async def test_the_plan_of_the_start_waits_for_a_tick_that_is_not_confirmed(world: World) -> None:
    anna = world.person()
    await goes(anna, *up_to("hour"), "/redflags", "1", "/today", "07:30")
    assert "Start today's session" not in anna.screen.labels


async def test_a_line_shown_as_ticked_is_a_fact(arrives: Arrive, rows: Rows) -> None:
    """All cards were answered with none in between; the one below still shows its tick, and nothing waits."""
    anna = await arrives()
    await goes(anna, *HARM, "Nothing more", "3", "/redflags", "✓ 3", *["None of these"] * 3, "Go on")
    ticked = "✓ 3" in anna.screen.labels
    assert ticked == bool(standing(rows).ticked)


# What is gone


@pytest.mark.parametrize("words", ["↩ Delete everything?", "delete everything?"])
async def test_only_the_question_itself_erases(arrives: Arrive, rows: Rows, words: str) -> None:
    """Another screen is there; the typed label of its way back to the question is no yes."""
    anna = await arrives()
    await goes(anna, "/delete", "/today", f"> {words}")
    assert rows("answers")


async def test_a_report_that_is_corrected_stays_one(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await goes(anna, "/problem", "I fell", "‹ Back", "Dizzy or sick")
    assert [row["what"] for row in rows("incident")] == ["dizzy"]


async def test_a_score_that_is_corrected_stays_one(arrives: Arrive, world: World, rows: Rows) -> None:
    anna = await arrives()
    await goes(anna, "/pain", "9")
    world.clock.jump(world.clock.now() + MINUTE)
    await goes(anna, "‹ Back", "4")
    assert [row["score"] for row in rows("pain")] == [4]


async def test_how_the_back_is_now_is_about_today(arrives: Arrive, world: World, rows: Rows) -> None:
    """Asked yesterday, answered this morning: "now" is this morning, or the question is over."""
    anna = await arrives()
    await goes(anna, "/pain")
    await waits(world, MORNING + DAY)
    await goes(anna, "/start")
    if "How is your back now?" in anna.screen.text:
        await anna.taps("8")
    assert [row["on_date"] for row in rows("pain") if row["on_date"] != str((MORNING + DAY).date())] == []


# What is typed on one screen is not for the question below


TYPED = {
    "a note": ("/pain", "6", "As always", "/settings", "> Minutes"),
    "a way back": ("/pain", "6", "As always", "/settings", "> ↩ Go on about your pain"),
    "a report": (*HARM, "/help", "> Go on"),
    "a question for a professional": ("/questions", "> Go on"),
}


@pytest.mark.parametrize("steps", TYPED.values(), ids=TYPED)
async def test_the_typed_label_of_a_button_on_the_screen_is_that_button(
    arrives: Arrive, rows: Rows, steps: tuple[str, ...]
) -> None:
    anna = await arrives()
    await goes(anna, *steps)
    stored = [*rows("pain"), *rows("incident"), *rows("question")]
    words = {row.get("note") or row.get("told") or row.get("text") for row in stored}
    assert words <= {None}


async def test_the_typed_label_of_a_button_is_no_activity_of_the_start(world: World) -> None:
    anna = world.person()
    await goes(anna, *up_to("activities"), "/help", "> Go on")
    anna.sees("What does your back spoil for you?")


# What is said


async def test_what_is_over_is_said_with_the_export_too(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    await goes(anna, "Start")
    await waits(world, MORNING + DAY)
    await anna.says("/export")
    anna.sees("I closed the question of Wednesday")


async def test_what_is_over_is_said_after_two_quick_taps_too(arrives: Arrive, world: World) -> None:
    """Of quick taps only the last one's screen is drawn."""
    anna = await arrives()
    await goes(anna, "/settings", "Minutes")
    await waits(world, MORNING + 2 * DAY)
    (button, *_), *_ = anna.screen.rows

    def taps_twice() -> None:
        for _ in range(2):
            anna.human.taps(anna.screen.message_id, button["callback_data"])

    await anna.does("tapped twice", taps_twice)
    told = " ".join(screen.text for screen in anna.screens[-2:])  # said in a message that stays
    assert "The setting you opened on Wednesday stays as it was" in told


# Sessions that stay open for ever


@pytest.mark.parametrize("last", [(), ("Stop here for today", "‹ Back")])
async def test_a_session_that_was_left_in_the_middle_is_closed_when_its_day_is_over(
    world: World, arrives: Arrive, rows: Rows, last: tuple[str, ...]
) -> None:
    anna = await arrives()
    await goes(anna, "Start", "3", "Done", *last)
    await waits(world, MORNING + 3 * DAY)
    await anna.says("/today")
    (session,) = rows("session")
    assert session["finished_at"] or "This is about" in anna.screen.text


async def test_questions_that_are_left_after_midnight_are_asked_in_the_morning_and_can_be_left_out(
    world: World, arrives: Arrive, rows: Rows
) -> None:
    anna = await arrives()
    world.clock.jump(BEFORE_MIDNIGHT)
    await goes(anna, "/today", *AFTER)
    world.clock.jump(SMALL_HOURS)
    await goes(anna, "/start", "‹ Back")  # it is still the same evening to whoever is up
    world.clock.jump(SMALL_HOURS + DAY / 2)
    await goes(anna, "/today", "Leave that out")
    (session,) = rows("session")
    assert session["finished_at"]


async def test_another_session_after_midnight_does_not_take_the_questions_of_the_first_away(
    world: World, arrives: Arrive, rows: Rows
) -> None:
    anna = await arrives()
    world.clock.jump(BEFORE_MIDNIGHT)
    await goes(anna, "/today", *AFTER)
    world.clock.jump(SMALL_HOURS)
    await goes(anna, "/today", *AFTER, "3", "Just right")
    await waits(world, MORNING + timedelta(days=4))
    await anna.says("/today")
    assert [row["on_date"] for row in rows("session") if not row["finished_at"]] == []
