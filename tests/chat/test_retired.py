"""An exercise that leaves the content while it is in somebody's plan takes nobody's session away."""

from dataclasses import replace

from bot.store import sessions
from tests.conftest import FAST, World
from tests.support.journey import sets_up, starts
from tests.support.person import Person


async def test_a_plan_outlives_an_exercise(world: World, anna: Person) -> None:
    await sets_up(anna)
    await starts(anna)
    async with world.app.store.transaction() as tx:
        (day,) = await sessions.days(tx, anna.id)
    library = {
        slug: each for slug, each in world.app.pack.library.items() if slug != day.items[1].item.exercise
    }
    await world.app.stop()
    world.app = type(world.app)(world.settings, replace(world.app.pack, library=library), world.clock, FAST)
    await world.app.start()
    await anna.says("/today")
    anna.sees("Today")
    await anna.taps("Start")
    await anna.taps("✓ Done")
    anna.sees("3 of ")
