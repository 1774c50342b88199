"""/exercises: browse, search with typing mistakes, favourites and never again."""

import pytest

from bot.chat.library import names
from bot.content import Pack
from bot.talk.search import find
from tests.conftest import World
from tests.support.journey import sets_up
from tests.support.person import Person


async def test_browsing_leads_to_a_card_with_its_picture_and_back(anna: Person) -> None:
    await sets_up(anna)
    await anna.says("/exercises")
    for way in ("By body part", "By position", "By what you have", "By what it is for"):
        anna.sees_button(way)
    await anna.taps("By body part")
    await anna.taps("Seat and hips")
    anna.sees("Seat and hips")
    await anna.taps("Bridge")
    anna.sees("Bridge", "To start")
    assert anna.screen.picture is not None
    await anna.taps("How to")
    anna.sees("Breathing", "Watch out", "Not when")
    await anna.taps("Back")
    anna.sees("To start")


async def test_every_exercise_is_reached_by_every_way_to_look(anna: Person, pack: Pack) -> None:
    await sets_up(anna)
    all_names = {pack.texts["en"].exercise(slug).name for slug in pack.library}
    for way in ("By position", "By what it is for"):
        seen: set[str] = set()
        await anna.says("/exercises")
        await anna.taps(way)
        for value in [label for label in anna.screen.labels if label != "‹ Back"]:
            await anna.says("/exercises")
            await anna.taps(way)
            await anna.taps(value)
            while True:
                seen |= set(anna.screen.labels)
                if "More ›" not in anna.screen.labels:
                    break
                await anna.taps("More ›")
        assert all_names <= seen


async def test_a_typed_word_opens_the_card_or_lists_what_it_may_mean(anna: Person) -> None:
    await sets_up(anna)
    await anna.says("/exercises")
    await anna.says("dead bugg")
    anna.sees("Dead bug", "To start")
    await anna.says("/exercises")
    await anna.says("bird dog")
    anna.sees("Which one?")
    await anna.taps("Standing bird dog")
    anna.sees("To start")
    await anna.says("xylophone")
    anna.sees("I know no exercise like that", "Choose a way to look")


async def test_a_card_says_why_an_exercise_does_not_suit_this_person(anna: Person) -> None:
    await sets_up(anna, conditions=("Neck", "Next"))
    await anna.says("/exercises")
    await anna.says("Mcgill")
    anna.sees("Not for you now", "if your neck hurts")


async def test_what_is_never_wanted_again_is_in_no_plan(anna: Person) -> None:
    await sets_up(anna)
    await anna.says("/today")
    anna.sees("One knee to chest")
    await anna.says("/exercises")
    await anna.says("one knee to chest")
    await anna.taps("One knee to chest")
    await anna.taps("Never again")
    await anna.says("/today")
    assert "One knee to chest" not in anna.screen.text


async def test_favourite_and_never_again_are_kept_and_taken_back(world: World, anna: Person) -> None:
    await sets_up(anna)
    await anna.says("/exercises")
    await anna.says("brige")
    await anna.taps("Bridge")
    await anna.taps("☆ Favourite")
    anna.sees_button("★ Favourite")
    await world.restart()
    await anna.says("/exercises")
    await anna.taps("My favourites")
    await anna.taps("Bridge")
    await anna.taps("Never again")
    anna.sees_button("✓ Never again")
    anna.sees_button("☆ Favourite")
    await anna.taps("✓ Never again")
    anna.sees_button("Never again")


async def test_while_exercises_are_paused_the_library_is_closed(anna: Person) -> None:
    await sets_up(anna)
    await anna.says("/exercises")
    await anna.says("dead bug")
    card = anna.screen
    await anna.says("/redflags")
    await anna.taps("1")
    await anna.taps("Next")
    await anna.taps("Yes, that is right")
    anna.sees("Please get help now")
    for label in ("How to", "Never again", "‹ Back"):
        await anna.taps(label, on=card)
        anna.sees("Please get help now")
    await anna.says("/exercises")
    anna.sees("Please get help now")


@pytest.mark.parametrize("query", ["", "x", "zzzzzz", "🙂", "12345", "<b>", "a" * 5000])
def test_rubbish_finds_nothing_and_breaks_nothing(pack: Pack, query: str) -> None:
    assert find(query, names(pack.texts["en"])) == []
