"""An alarm written on the first card of the start: that card is still asked, and nobody is locked."""

from __future__ import annotations

import pytest

from tests.chat.conftest import Rows
from tests.support.journey import agrees, answers
from tests.support.person import Person


@pytest.mark.parametrize("taps", [("Next",), ("Untick all", "None of these")])
async def test_what_locks_nobody_leads_back_to_the_card_that_was_open(
    anna: Person, taps: tuple[str, ...]
) -> None:
    """The first card was skipped, and then "Please talk to a doctor today" for somebody without an alarm."""
    await agrees(anna)
    await anna.says("i had an operation three weeks ago")
    anna.sees("You wrote", "3 of 3")
    for label in taps:
        await anna.taps(label)
    assert "Please talk to a doctor today" not in anna.screen.text
    if "Go on" in anna.screen.labels:
        anna.sees("no emergency")
        await anna.taps("Go on")
    anna.sees("Safety first · 1 of 3")


async def test_an_unticked_alarm_leads_back_too(anna: Person, rows: Rows) -> None:
    await agrees(anna)
    await anna.says("i have cancer")
    anna.sees("You wrote", "2 of 3")
    await anna.taps("Untick all")
    await anna.says("none")
    anna.sees("Safety first · 1 of 3")
    await answers(anna)
    anna.sees("Your plan is ready")


async def test_a_confirmed_one_locks(anna: Person) -> None:
    await agrees(anna)
    await anna.says("i have cancer")
    for label in ("Next", "Yes, that is right"):
        await anna.taps(label)
    anna.sees("Please talk to a doctor today")
