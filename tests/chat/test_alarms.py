"""An alarm in typed words is heard anywhere: never an exercise or a green way on under it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from bot.coach.screening import Fact
from tests.chat.conftest import Arrive, Rows, waits
from tests.chat.test_reminder import DUE
from tests.conftest import World
from tests.support.journey import HEALTHY, agrees, answers
from tests.support.person import Person, Screen

HEARD = {
    "I can't feel my leg": "one-leg-weak",
    "I wet myself": "bladder-bowel",
    "numb between my legs": "saddle-numb",
    "I have chest pain": "chest-pain",
    "i had a bad car crash and since then my back hurts": "accident",
}
DESPAIR = ("I want to die", "I can't go on anymore, I want to end it all")


def offers_exercise(screen: Screen) -> bool:
    green = [label for label in screen.labels if label.startswith(("Start", "Continue", "✓ Done"))]
    return bool(green) or (screen.picture is not None and screen.picture.kind == "animation")


async def at_the_player(person: Person) -> None:
    for label in ("Start", "3"):
        await person.taps(label)


async def at_the_note(person: Person) -> None:
    await person.says("/pain")
    for label in ("4", "As always"):
        await person.taps(label)


async def at_the_report(person: Person) -> None:
    await person.says("/problem")
    for label in ("Dizzy", "I noticed it", "It passed"):
        await person.taps(label)


def says(command: str) -> Callable[[Person], Awaitable[None]]:
    return lambda person: person.says(command)


PLACES: dict[str, Callable[[Person], Awaitable[None]]] = {
    "today": says("/today"),
    "the player": at_the_player,
    "the note": at_the_note,
    "the report": at_the_report,
    "questions": says("/questions"),
    "settings": says("/settings"),
    "the library": says("/exercises"),
    "help": says("/help"),
    "a card": says("/redflags"),
    "a bad moment": says("/sos"),
}


@pytest.mark.parametrize("place", PLACES)
async def test_an_alarm_is_heard_wherever_it_is_written(arrives: Arrive, rows: Rows, place: str) -> None:
    anna = await arrives()
    await PLACES[place](anna)
    for words, flag in HEARD.items():
        await anna.says(words)
        anna.sees("You wrote", words, "✓")
        assert not offers_exercise(anna.screen), str(anna.screen)
        assert flag in rows("screening")[-1]["flags"], words
    for words in DESPAIR:
        await anna.says(words)
        anna.sees("You do not have to carry it alone", "116 123")
        assert not offers_exercise(anna.screen)


@pytest.mark.parametrize("question", list(HEALTHY))
async def test_at_every_question_of_the_start(anna: Person, question: str) -> None:
    await agrees(anna)
    await answers(anna, until=question)
    await anna.says("I wet myself")
    anna.sees("You wrote", "✓ 2")
    await anna.says("I want to die")
    anna.sees("You do not have to carry it alone")


async def test_before_consent_it_helps_and_stores_nothing(anna: Person, rows: Rows) -> None:
    await anna.says("/start")
    for words in (*HEARD, *DESPAIR):
        await anna.says(words)
        assert "999" in anna.screen.text
    for table in ("screening", "pain", "answers", "inbox"):
        assert rows(table) == []


async def test_on_the_morning_score_and_under_a_lock(arrives: Arrive, world: World, rows: Rows) -> None:
    anna = await arrives()
    await waits(world, DUE)
    await anna.says("I can't feel my leg")
    anna.sees("You wrote", "2 of 3")
    for label in ("Next", "Yes, that is right"):
        await anna.taps(label)
    anna.sees("Please talk to a doctor today")
    await anna.says("now I have chest pain")
    anna.sees("Please get help now")
    await anna.says("I want to die")
    anna.sees("You do not have to carry it alone")


async def test_it_was_not_meant_is_one_tap_away_and_the_question_is_there_again(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.says("/settings")
    await anna.taps("Goal")
    await anna.says("I have chest pain")
    await anna.taps("Untick all")
    await anna.taps("None of these")
    anna.sees("Good. Then we go on", "What matters most")


async def test_a_note_is_kept_and_its_alarm_is_heard(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await at_the_note(anna)
    await anna.says("since this morning I can't feel my leg")
    anna.sees("You wrote", "✓ 7")
    assert [row["note"] for row in rows("pain")] == ["since this morning I can't feel my leg"]
    assert rows("screening", kind=str(Fact.TICKED))


@pytest.mark.parametrize(
    "words", ["no chest pain", "my chest of drawers is heavy", "my legs are fine", "7", "thanks"]
)
async def test_what_is_none_is_not_heard_as_one(arrives: Arrive, rows: Rows, words: str) -> None:
    anna = await arrives()
    await anna.says(words)
    assert "You wrote" not in anna.screen.text
    assert rows("screening", kind=str(Fact.TICKED)) == []
