"""/pain: a score any time, where, a note; a sharp rise asks for safety first."""

from datetime import timedelta

import pytest

from tests.chat.conftest import Arrive, Rows
from tests.conftest import MORNING, World
from tests.support.person import Person


async def tells(person: Person, *answers: str) -> None:
    await person.says("/pain")
    for answer in answers:
        await person.taps(answer)


@pytest.mark.parametrize(
    ("score", "said"), [("0", "about your usual"), ("5", "about your usual"), ("6", "bit more")]
)
async def test_what_the_score_means(arrives: Arrive, rows: Rows, score: str, said: str) -> None:
    anna = await arrives(usual_pain=4)
    await tells(anna, score, "As always", "No note")
    anna.sees("Noted", said)
    assert [(row["kind"], row["score"]) for row in rows("pain")] == [("any", int(score))]
    await anna.taps("Today's session")
    anna.sees("Today · about")


async def test_places_and_a_note_are_kept(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await tells(anna, "5", "Low back", "Buttock", "Next")
    await anna.says("Carried <boxes> & a sofa")
    anna.sees("Noted")
    (row,) = rows("pain")
    assert (row["sites"], row["note"]) == ("buttock,low-back", "Carried <boxes> & a sofa")


async def test_all_of_it_may_be_typed(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    for words in ("/pain", "five", "low back and thigh", "no note"):
        await anna.says(words)
    anna.sees("Noted")
    (row,) = rows("pain")
    assert (row["score"], row["sites"], row["note"]) == (5, "low-back,upper-leg", "")


async def test_a_very_long_note_is_cut(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await tells(anna, "3", "As always")
    await anna.says("long " * 800)
    anna.sees("Noted")
    assert 0 < len(rows("pain")[0]["note"]) <= 500


async def test_who_stops_after_the_score_has_told_it(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await tells(anna, "5")
    await anna.says("/today")
    assert rows("pain")[0]["score"] == 5


async def test_back_and_a_better_score_is_one_row(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await tells(anna, "5", "‹ Back", "6", "As always", "No note")
    assert len(rows("pain")) in (1, 2)  # one a second
    assert rows("pain")[-1]["score"] == 6


@pytest.mark.parametrize(
    ("score", "said"), [("7", "sorer than usual"), ("8", "a lot of pain"), ("10", "a lot of pain")]
)
async def test_a_sharp_rise_asks_the_cards_first(arrives: Arrive, score: str, said: str) -> None:
    anna = await arrives(usual_pain=4)
    await tells(anna, score, "As always", "No note")
    anna.sees("1 of 3")
    await anna.taps("None of these")
    anna.sees("2 of 3")
    await anna.taps("None of these")
    anna.sees("Noted", said)


async def test_a_sharp_rise_makes_an_untouched_plan_gentler(
    arrives: Arrive, world: World, rows: Rows
) -> None:
    anna = await arrives()
    await anna.taps("Start")
    await anna.taps("3")
    assert rows("session")[0]["kind"] == "planned"
    world.clock.jump(MORNING + timedelta(minutes=5))
    await tells(anna, "8", "As always", "No note", "None of these", "None of these")
    await anna.taps("Today's session")
    await anna.taps("Start", on=anna.screen)
    assert rows("session")[0]["kind"] == "relief"


async def test_what_is_left_of_a_session_that_is_begun_becomes_gentle(
    arrives: Arrive, world: World, rows: Rows
) -> None:
    anna = await arrives()
    await anna.taps("Start")
    await anna.taps("3")
    await anna.taps("Done")
    world.clock.jump(MORNING + timedelta(minutes=5))
    await tells(anna, "8", "As always", "No note", "None of these", "None of these")
    assert [row["kind"] for row in rows("session")] == ["relief"]
    assert len(rows("set_done")) == 1


async def test_not_before_the_start_is_over(anna: Person, rows: Rows) -> None:
    await anna.says("/start")
    await anna.taps("I agree")
    question = anna.screen.text
    await anna.says("/pain")
    assert anna.screen.text == question
    assert rows("pain") == []
