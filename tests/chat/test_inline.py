"""@bot bridge in any chat: the card of an exercise, with nobody's data."""

from typing import Any

from tests.conftest import World
from tests.support.journey import agrees, sets_up
from tests.support.person import Person


async def answer(world: World, person: Person, query: str) -> dict[str, Any]:
    """What the coach answered to an inline query, as Telegram got it."""
    before = set(world.sandbox.inline_answers)
    await person.does("asked inline", lambda: person.human.asks_inline(query), silently=True)
    (new,) = set(world.sandbox.inline_answers) - before
    return dict(world.sandbox.inline_answers[new])


async def asked(world: World, person: Person, query: str) -> list[dict[str, object]]:
    return list((await answer(world, person, query))["results"])


async def test_a_misspelt_word_finds_the_card_without_anybodys_data(world: World, anna: Person) -> None:
    await sets_up(anna)
    results = await asked(world, anna, "brige")
    assert results[0]["id"] == "bridge"
    text = str(results[0])
    assert "Anna" not in text
    assert str(anna.id) not in text


async def test_a_stranger_may_ask_too_and_an_empty_word_offers_some(world: World) -> None:
    assert len(await asked(world, world.person("Ben"), "")) == 20
    assert await asked(world, world.person("Cem"), "zzzz") == []


async def test_a_picture_that_was_uploaded_is_shared_by_its_name(world: World, anna: Person) -> None:
    await sets_up(anna)
    await anna.says("/exercises")
    await anna.says("dead bug")
    (first, *_) = await asked(world, anna, "dead bug")
    assert first["type"] == "mpeg4_gif"


async def test_whoever_is_to_rest_gets_no_exercise_this_way_either(world: World, anna: Person) -> None:
    await agrees(anna)
    await anna.taps("2")
    await anna.taps("Next")
    await anna.taps("Yes, that is right")
    anna.sees("Please get help now")
    assert await asked(world, anna, "bridge") == []


async def test_telegram_may_not_repeat_to_others_what_was_found_for_one(world: World, anna: Person) -> None:
    """Whoever is to rest gets nothing, and each their own language."""
    assert (await answer(world, anna, "bridge")).get("is_personal") is True
