"""The player: one message that leads through the session, and every tap a fact."""

import pytest

from bot.coach.model import Goal, Since, Site
from tests.chat.conftest import Arrive, Rows
from tests.conftest import World
from tests.support.journey import does_all_sets, done_button, finishes
from tests.support.person import Person


async def plays(person: Person, score: str = "3") -> None:
    await person.taps("Start")
    await person.taps(score)


def name_of(person: Person) -> str:
    """What is on the screen now: "Pelvic tilt"."""
    return person.screen.text.splitlines()[0].split(" · ")[-1]


async def test_one_message_is_edited_in_place(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives(minutes=10)
    await plays(anna)
    message, pictures = anna.screen.message_id, set()
    while label := done_button(anna):
        assert anna.screen.message_id == message
        assert anna.screen.picture
        assert anna.screen.picture.kind == "animation"
        pictures.add(anna.screen.picture.file_id)
        await anna.taps(label)
        assert anna.toast == "Noted." or not done_button(anna)
    assert len(pictures) == len(rows("item"))
    anna.sees("How bad was the pain at its worst")


async def test_every_set_of_every_side_is_a_tap(arrives: Arrive, world: World, rows: Rows) -> None:
    anna = await arrives(minutes=15)
    await plays(anna)
    taps = await does_all_sets(anna)
    library = world.app.pack.library
    assert taps == sum(row["sets"] * (2 if library[row["exercise"]].sides else 1) for row in rows("item"))
    assert len(rows("set_done")) == taps


async def test_sides_are_done_one_after_the_other(arrives: Arrive, world: World) -> None:
    anna = await arrives(minutes=20, goal=Goal.MOBILE, since=Since.MONTHS)
    await plays(anna)
    sides = []
    while label := done_button(anna):
        if "left" in label or "right" in label:
            side = "left" if "left" in label else "right"
            anna.sees(f"{side} side")
            sides.append(side)
        await anna.taps(label)
    assert sides, "this session has a sided exercise"
    assert sides[::2] == ["left"] * (len(sides) // 2)
    assert sides[1::2] == ["right"] * (len(sides) // 2)


async def test_a_set_counts_once_however_often_it_is_tapped(
    arrives: Arrive, world: World, rows: Rows
) -> None:
    anna = await arrives()
    await plays(anna)
    first = anna.screen
    world.sandbox.faults.duplicate()
    await anna.taps("Done")
    await anna.taps("Done", on=first)
    await anna.taps("Done", on=first)
    await world.restart()
    await anna.taps("Done", on=first)
    assert len(rows("set_done")) == 1
    assert world.sandbox.faults.happened


async def test_undo_takes_back_one_after_another(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives(minutes=10)
    await plays(anna)
    texts = []
    for _ in range(3):
        texts.append(anna.screen.text)
        await anna.taps("Done")
    for text in reversed(texts):
        await anna.taps("Undo")
        assert anna.toast == "Taken back."
        assert anna.screen.text == text
    assert rows("set_done") == []
    assert "↶ Undo" not in anna.screen.labels


async def test_undo_too_often_changes_nothing(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await plays(anna)
    await anna.taps("Done")
    old = anna.screen
    for _ in range(3):
        await anna.taps("Undo", on=old)
    assert rows("set_done") == []
    anna.sees("1 of ")


async def test_skip_goes_on_to_the_next_exercise(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await plays(anna)
    first = anna.screen
    await anna.taps("Skip")
    assert anna.toast == "Skipped. That is fine."
    anna.sees("2 of ")
    await anna.taps("Skip", on=first)
    anna.sees("2 of ")
    assert [row["skipped"] for row in rows("item")].count(1) == 1


async def test_undo_takes_back_a_skip(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await anna.taps("Start")
    await anna.taps("3")
    first = anna.screen.text
    await anna.taps("Skip")
    assert anna.screen.text != first
    await anna.taps("Undo")
    assert anna.screen.text == first
    assert rows("item", skipped=1) == []


async def test_skipping_everything_asks_nothing(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await plays(anna)
    for _ in rows("item"):
        await anna.taps("Skip")
    anna.sees("That is it for today")
    assert rows("session")[0]["finished_at"]
    await anna.says("/progress")
    assert "1 session" not in anna.screen.text


async def test_a_late_skip_does_not_undo_what_was_done(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await plays(anna)
    first, nr = anna.screen, name_of(anna)
    while name_of(anna) == nr:
        await anna.taps("Done")
    await anna.taps("Skip", on=first)
    assert rows("item", skipped=1) == []


async def test_how_shows_every_step_and_leads_back(arrives: Arrive, world: World, rows: Rows) -> None:
    anna = await arrives(minutes=10)
    await plays(anna)
    texts = world.app.pack.texts["en"]
    for row in rows("item"):
        words = texts.exercise(row["exercise"])
        before = anna.screen
        await anna.taps("How to")
        anna.sees(words.name, *words.steps, *words.mistakes, words.not_when, words.breathing)
        assert anna.screen.message_id == before.message_id
        await anna.taps("Back to the exercise")
        assert anna.screen.text == before.text
        await anna.taps("Skip")


@pytest.mark.parametrize(
    ("answer", "goes_on", "hurt", "leg"),
    [
        ("A little sore", True, 0, "none"),
        ("A sharp", False, 1, "none"),
        ("Pain moves down", False, 1, "peripheral"),
    ],
)
async def test_it_hurts(arrives: Arrive, rows: Rows, answer: str, goes_on: bool, hurt: int, leg: str) -> None:
    anna = await arrives()
    await plays(anna)
    name = name_of(anna)
    await anna.taps("It hurts")
    anna.sees(name, "What do you feel")
    await anna.taps(answer)
    first = rows("item")[0]
    assert (first["hurt"], first["skipped"], first["leg"]) == (hurt, hurt, leg)
    if goes_on:
        assert name_of(anna) == name
        assert anna.toast
    else:
        anna.sees("Then leave this one today")
        await anna.taps("Next exercise")
        anna.sees("2 of ")


async def test_back_from_it_hurts(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await plays(anna)
    before = anna.screen.text
    await anna.taps("It hurts")
    await anna.taps("Back to the exercise")
    assert anna.screen.text == before
    assert rows("item", hurt=1) == []


async def test_a_numb_leg_ends_everything(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await plays(anna)
    old = anna.screen
    await anna.taps("It hurts")
    await anna.taps("My leg feels numb")
    anna.sees("Please talk to a doctor today")
    await anna.taps("Done", on=old)
    anna.sees("Please talk to a doctor today")
    assert rows("set_done") == []


async def test_stopping_early_asks_about_what_was_done(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await plays(anna)
    assert "Stop here for today" not in anna.screen.labels
    await anna.taps("Done")
    old = anna.screen
    await anna.taps("Stop here for today")
    for label in ("2", "Easy"):
        await anna.taps(label)
    anna.sees("Done.", "first session")
    await anna.taps("Done", on=old)
    assert anna.toast == "That session is closed. Here is where we are."
    assert len(rows("set_done")) == 1


async def test_back_from_the_questions_leads_into_the_session_again(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await plays(anna)
    await anna.taps("Done")
    await anna.taps("Stop here for today")
    await anna.taps("‹ Back")
    await anna.taps("Continue")
    await finishes(anna)
    assert len(rows("session")) == 1


async def test_the_leg_is_asked_only_where_it_matters(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives("Anna", sites=frozenset({Site.LOWER_LEG}))
    await plays(anna)
    await anna.taps("Done")
    await anna.taps("Stop here for today")
    await anna.taps("2")
    await anna.taps("Just right")
    anna.sees("And your leg?")
    await anna.taps("Pain further down")
    anna.sees("Done.")
    assert rows("session")[0]["leg"] == "peripheral"


@pytest.mark.parametrize(
    ("worst", "difficulty", "said"),
    [
        ("3", "Just right", "we keep going"), ("0", "Easy", "we keep going"), ("3", "Hard", "stays the same"),
        ("5", "Just right", "stays the same"), ("9", "Easy", "easier"), ("2", "I could not do it", "easier"),
    ],
)  # fmt: skip
async def test_what_the_answers_mean_for_next_time(
    arrives: Arrive, worst: str, difficulty: str, said: str
) -> None:
    anna = await arrives()
    await plays(anna)
    await anna.taps("Done")
    await anna.taps("Stop here for today")
    await anna.taps(worst)
    await anna.taps(difficulty)
    anna.sees(said)


async def test_everything_may_be_typed(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives(minutes=10)
    await anna.says("Start")
    await anna.says("3 out of 10")
    await anna.says("done")
    assert len(rows("set_done")) == 1
    await anna.says("Undo")
    assert rows("set_done") == []
    await anna.says("how")
    anna.sees("Watch out")
    await anna.says("skip")
    anna.sees("2 of ")
    await anna.says("It hurts!")
    anna.sees("What do you feel")
    await anna.says("how to")
    anna.sees("Watch out")
    await anna.says("Done.")
    await anna.says("stop")
    await anna.says("four")
    await anna.says("just right")
    anna.sees("Done.", "first session")
    assert [(row["kind"], row["score"]) for row in rows("pain")] == [("before", 3), ("worst", 4)]


@pytest.mark.parametrize(
    "words", ["A sharp or strong pain", "my leg feels numb or weak", "pain moves down my leg"]
)
async def test_what_hurts_may_be_typed(arrives: Arrive, rows: Rows, words: str) -> None:
    anna = await arrives()
    await plays(anna)
    await anna.says("it hurts")
    await anna.says(words)
    assert rows("item", hurt=1) or rows("screening", kind="noted")


async def test_not_understood_gets_help_and_the_same_exercise(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await plays(anna)
    name = name_of(anna)
    for words in ("not done", "undone", "1", "banana", "🙂", "dune"):
        await anna.says(words)
        anna.sees("Sorry, I did not get that", name)
    assert rows("set_done") == []


async def test_a_restart_between_any_two_taps_goes_on(arrives: Arrive, world: World, rows: Rows) -> None:
    anna = await arrives()
    await plays(anna)
    count = 0
    while label := done_button(anna):
        await anna.taps(label)
        count += 1
        await world.restart()
    await anna.taps("3")
    await world.restart()
    await anna.taps("Just right")
    anna.sees("Done.")
    assert len(rows("set_done")) == count


async def test_two_people_do_not_meet(arrives: Arrive, world: World, rows: Rows) -> None:
    anna, ben = await arrives("Anna"), await arrives("Ben", minutes=20)
    await plays(anna)
    await plays(ben, "5")
    await anna.taps("Done")
    assert [row["person"] for row in rows("set_done")] == [anna.id]
    assert {row["person"]: row["score"] for row in rows("pain")} == {anna.id: 3, ben.id: 5}
