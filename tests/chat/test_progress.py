"""/progress: the same in a picture and in words."""

import io
import json
from datetime import timedelta

import pytest
from PIL import Image

from bot.store import pains
from bot.store.pains import Pain, PainKind
from tests.chat.conftest import Arrive, waits
from tests.conftest import MORNING, World
from tests.support.journey import finishes
from tests.support.person import Person


async def past(world: World, person: Person, scores: list[int]) -> None:
    """One morning score a day, the last of them yesterday."""
    async with world.app.store.transaction() as tx:
        for ago, score in enumerate(reversed(scores), start=1):
            at = MORNING - timedelta(days=ago)
            await pains.add(tx, person.id, Pain(int(at.timestamp()), PainKind.MORNING, at.date(), score))


async def test_empty_at_first(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.says("/progress")
    anna.sees("Nothing here yet")
    assert anna.screen.picture is None
    await anna.taps("Today's session")
    anna.sees("Today · about")


async def test_after_the_first_session(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.taps("Start")
    await anna.taps("3")
    await finishes(anna)
    await anna.taps("Progress")
    anna.sees("1 session so far", "This week: 1 of 7", "Last score: 3 of 10")
    assert anna.screen.picture
    assert anna.screen.picture.kind == "photo"
    width, height = Image.open(io.BytesIO(anna.screen.picture.data)).size
    assert width > 400
    assert height > 200


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ([7] * 10 + [3] * 10, "a real change for the better"),
        ([3] * 10 + [7] * 10, "show it to someone"),
        ([4] * 20, "About the same"),
        ([7, 3], "Last score: 3"),
        ([5] * 200, "About the same"),
    ],
)
async def test_after_weeks(arrives: Arrive, world: World, scores: list[int], said: str) -> None:
    anna = await arrives()
    await past(world, anna, scores)
    await anna.says("/progress")
    anna.sees("0 sessions so far", said)
    assert anna.screen.picture


async def test_a_new_score_is_a_new_picture(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    await past(world, anna, [4, 5, 6])
    await anna.says("/progress")
    first = anna.screen.picture
    await waits(world, MORNING + timedelta(minutes=31))
    await anna.taps("9")
    await anna.says("/progress")
    assert first
    assert anna.screen.picture
    assert anna.screen.picture.data != first.data


async def test_while_locked_progress_is_still_ones_own(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    await past(world, anna, [4, 5, 6])
    await anna.says("/redflags")
    await anna.says("1")
    await anna.taps("Next")
    await anna.taps("Yes, that is right")
    await anna.says("/progress")
    anna.sees("Your progress")
    await anna.taps("Today's session")
    anna.sees("Please get help now")


async def test_words_and_export_agree(arrives: Arrive, world: World) -> None:
    anna = await arrives()
    await past(world, anna, [4, 5, 6])
    await anna.says("/export")
    document = next(screen.picture for screen in anna.screens if screen.picture)
    scores = [each["score"] for each in json.loads(document.data)["pain"]]
    await anna.says("/progress")
    anna.sees(f"Last score: {scores[-1]} of 10")
