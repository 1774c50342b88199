"""What is stored can be read, taken away and erased, all of it."""

import json
from typing import Any

import pytest

from tests.chat.conftest import Arrive, Rows, waits
from tests.conftest import MORNING, World
from tests.support.journey import agrees, answers, finishes, sets_up, starts
from tests.support.person import Person, Screen

NOTE = "lifted the <green> sofa & slipped"


async def lives(person: Person) -> list[Screen]:
    """A day with everything in it; the screens seen on the way."""
    seen: list[Screen] = []

    async def taps(*labels: str) -> None:
        for label in labels:
            seen.append(person.screen)
            await person.taps(label)

    await taps("Start", "3")
    await taps("Done", "It hurts", "A sharp")
    await taps("Next exercise", "Skip")
    await person.says("/pain")
    await taps("5", "As always")
    await person.says(NOTE)
    await person.says("/today")
    stop = "Stop here for today" if person.screen.matches("Stop here") else "How did it go"
    await taps(stop, "4", "Hard", "Progress")
    await person.says("/settings")
    await taps("Hour", "08:00")
    return seen


def exported(person: Person) -> dict[str, Any]:
    file = [
        screen.picture for screen in person.screens if screen.picture and screen.picture.kind == "document"
    ]
    data: dict[str, Any] = json.loads(file[-1].data)
    return data


def tables(rows: Rows) -> list[str]:
    return [row["name"] for row in rows("sqlite_master", type="table")]


def traces(rows: Rows, person: Person) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table with the person's number in any column."""
    found = {
        table: [row for row in rows(table) if any(str(person.id) in str(value) for value in row.values())]
        for table in tables(rows)
    }
    return {table: here for table, here in found.items() if here}


@pytest.mark.parametrize("before", [True, False])
async def test_privacy_any_time(world: World, anna: Person, before: bool) -> None:
    if not before:
        await agrees(anna)
        question = anna.screen.text
    await anna.says("/privacy")
    anna.sees("What is stored", "/export", "/delete", "not end-to-end encrypted")
    await anna.taps("Back")
    if before:
        anna.sees("Is that all right with you?")
    else:
        assert anna.screen.text == question


async def test_help_leads_back(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.taps("Start")
    await anna.says("/help")
    anna.sees("What you can do here", "/today", "/delete")
    await anna.taps("Go on")
    anna.sees("How is your back right now")


async def test_the_export_holds_every_row_of_the_person_and_of_nobody_else(
    arrives: Arrive, rows: Rows
) -> None:
    anna, ben = await arrives("Anna"), await arrives("Ben", minutes=20)
    await lives(anna)
    await lives(ben)
    await anna.says("/export")
    data = exported(anna)
    mine = {
        table: rows(table, person=anna.id) for table in ("screening", "pain", "session", "item", "set_done")
    }
    assert data["format"] == 1
    assert data["person"]["id"] == anna.id
    assert str(ben.id) not in json.dumps(data)
    assert data["answers"]["minutes"] == 5
    assert data["answers"]["hour"].startswith("08:00")
    assert len(data["screenings"]) == len(mine["screening"])
    assert [each["note"] for each in data["pain"]] == [row["note"] for row in mine["pain"]]
    assert NOTE in [each["note"] for each in data["pain"]]
    (session,) = data["sessions"]
    assert session["difficulty"] == "hard"
    assert len(session["items"]) == len(mine["item"])
    assert len(session["done"]) == len(mine["set_done"]) == 1
    assert [each["hurt"] for each in session["items"]] == [bool(row["hurt"]) for row in mine["item"]]


async def test_activities_are_exported(world: World, anna: Person) -> None:
    await agrees(anna)
    await answers(anna, until="activities")
    await anna.says("Tying <shoes>")
    anna.sees("Tying <shoes>")
    await anna.taps("4")
    await anna.says("/export")
    (activity,) = exported(anna)["activities"]
    assert (activity["name"], activity["score"], activity["on"]) == ("Tying <shoes>", 4, "2026-11-18")


async def test_an_export_in_the_middle_of_a_question_leads_back(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.taps("Start")
    await anna.says("/export")
    anna.sees("everything I know about you")
    await anna.taps("Go on")
    anna.sees("How is your back right now")


async def test_an_export_while_locked(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.says("/redflags")
    await anna.says("1")
    await anna.taps("Next")
    await anna.taps("Yes, that is right")
    await anna.says("/export")
    assert exported(anna)["screenings"][-1]["flags"] == ["saddle-numb"]


async def test_delete_asks_first_and_may_be_left(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await anna.taps("Start")
    question, before = anna.screen.text, traces(rows, anna)["answers"]
    await anna.says("/delete")
    anna.sees("Delete everything?", "cannot be brought back")
    await anna.taps("Keep it all")
    assert anna.screen.text == question
    assert traces(rows, anna)["answers"] == before


@pytest.mark.parametrize(
    "words", ["don't delete everything", "everything", "delet everything", "no", "delete not", "🙂"]
)
async def test_delete_is_never_guessed(arrives: Arrive, rows: Rows, words: str) -> None:
    anna = await arrives()
    await anna.says("/delete")
    await anna.says(words)
    assert rows("answers", person=anna.id)
    assert "Everything is deleted" not in anna.screen.text


@pytest.mark.parametrize("by", ["tap", "typing"])
async def test_delete_leaves_nothing_in_any_table(arrives: Arrive, world: World, rows: Rows, by: str) -> None:
    anna, ben = await arrives("Anna"), await arrives("Ben")
    await lives(anna)
    await lives(ben)
    await waits(world, MORNING.replace(hour=8, minute=1))
    bens = {table: len(found) for table, found in traces(rows, ben).items()}
    assert len(bens) >= 9
    await anna.says("/delete")
    await (anna.taps("Delete everything") if by == "tap" else anna.says("delete everything"))
    anna.sees("Everything is deleted")
    await world.settled()
    assert traces(rows, anna) == {}
    assert {table: len(found) for table, found in traces(rows, ben).items()} == bens
    assert not [
        row
        for table in tables(rows)
        for row in rows(table)
        if "sofa" in str(row) and str(ben.id) not in str(row)
    ]


async def test_old_buttons_after_the_end_begin_anew(arrives: Arrive, world: World, rows: Rows) -> None:
    anna = await arrives()
    seen = await lives(anna)
    await anna.says("/delete")
    erase = anna.screen
    await anna.taps("Delete everything")
    for screen in [*seen, erase]:
        for label in screen.labels:
            await anna.taps(label, on=screen)
            if label not in ("Delete everything", "Keep it all"):
                anna.sees("Is that all right with you?")
    for words in ("3", "done", "/today", "/pain", "/export"):
        await anna.says(words)
        anna.sees("Is that all right with you?")
    assert set(traces(rows, anna)) <= {"person", "dialog"}  # a number and what was shown, as for any stranger
    assert rows("person")[0]["agreed_at"] is None
    assert {one["flow"] for each in rows("dialog") for one in json.loads(each["stack"])} <= {"delete"}
    await waits(world, MORNING.replace(day=19, hour=8))
    assert "How is your back" not in anna.screen.text


async def test_a_new_start_after_the_end(arrives: Arrive, rows: Rows) -> None:
    anna = await arrives()
    await lives(anna)
    await anna.says("/delete")
    await anna.taps("Delete everything")
    await sets_up(anna)
    await starts(anna)
    await finishes(anna)
    anna.sees("That was your first session")
    assert len(rows("session")) == 1


async def test_delete_in_the_middle_of_the_start(anna: Person, rows: Rows) -> None:
    await agrees(anna)
    await answers(anna, until="minutes")
    question = anna.screen.text
    await anna.says("/delete")
    await anna.says("keep it all")
    assert anna.screen.text == question
    await anna.says("/delete")
    await anna.taps("Delete everything")
    assert traces(rows, anna) == {}


async def test_delete_before_consent(anna: Person, rows: Rows) -> None:
    await anna.says("/delete")
    await anna.taps("Delete everything")
    anna.sees("Everything is deleted")
    assert traces(rows, anna) == {}


async def test_one_language_is_no_choice(arrives: Arrive, world: World) -> None:
    anna, ben = world.person("Anna"), await arrives("Ben")
    await anna.says("/start")
    assert len(world.app.pack.texts) == 1
    assert "Language" not in anna.screen.labels
    await ben.says("/settings")
    assert "Language" not in ben.screen.labels
    await ben.says("/language")
    ben.sees("I do not know that command")


async def test_another_language_of_the_app_is_answered_in_english(world: World) -> None:
    jo = world.person("Jo", language_code="ja")
    await jo.says("/start")
    jo.sees("Hello. I am your back coach.")
