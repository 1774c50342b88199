"""Edits are scarce: who taps faster than Telegram lets us edit sees the last screen, not a slow film."""

import asyncio

from tests.conftest import World
from tests.support.journey import done_button, sets_up, starts
from tests.support.person import Person


async def test_quick_taps_are_all_answered_and_only_the_last_screen_is_drawn(
    world: World, anna: Person
) -> None:
    await sets_up(anna)
    await starts(anna)
    await anna.taps(done_button(anna) or "")
    screen = anna.screen
    (undo,), (how,) = screen.matches("Undo"), screen.matches("How to")
    before = len(world.sandbox.calls)
    world.sandbox.faults.delay(0.3, "editMessageCaption", times=1)
    for button in (how, how):
        anna.human.taps(screen.message_id, button["callback_data"])
        await asyncio.sleep(0.05)
    await anna.does("tapped Undo", lambda: anna.human.taps(screen.message_id, undo["callback_data"]))
    calls = world.sandbox.calls[before:]
    assert sum(call.method == "answerCallbackQuery" for call in calls) == 3
    assert sum(call.method.startswith("editMessage") for call in calls) == 2
    anna.sees("1 of ")
