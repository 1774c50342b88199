"""A picture is drawn and uploaded once for all; after that Telegram is told its name."""

from typing import Any

from tests.chat.conftest import Arrive, Rows
from tests.conftest import World
from tests.support.person import Person


async def plays(person: Person) -> str:
    """Opens the player; Telegram's name for the picture it shows."""
    await person.taps("Start")
    await person.taps("3")
    assert person.screen.picture
    return person.screen.picture.file_id


def sent(world: World, person: Person) -> list[Any]:
    """What stood for the picture in each call that showed one: a name of Telegram's, or else an upload."""
    calls = [call.params for call in world.sandbox.calls if call.params.get("chat_id") == person.id]
    shown = [call.get("animation") or call.get("media") for call in calls]
    return [one["media"] if isinstance(one, dict) else one for one in shown if one]


async def test_the_first_to_see_a_picture_costs_an_upload(arrives: Arrive, world: World, rows: Rows) -> None:
    anna = await arrives("Anna")
    name = await plays(anna)
    assert len(sent(world, anna)) == 1
    assert sent(world, anna) != [name]
    assert [row["file_id"] for row in rows("file")] == [name]


async def test_everybody_after_that_gets_it_by_its_name(arrives: Arrive, world: World, rows: Rows) -> None:
    """No drawing, no upload: also on another day's process, and for who sees it again."""
    anna = await arrives("Anna")
    name = await plays(anna)
    ben = await arrives("Ben")
    assert await plays(ben) == name
    assert sent(world, ben) == [name]
    await world.restart()
    await anna.says("/today")
    eve = await arrives("Eve")
    assert await plays(eve) == name
    assert sent(world, eve) == [name]
    assert set(sent(world, anna)[1:]) <= {name}
    assert len(rows("file")) == 1
