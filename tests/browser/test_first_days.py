"""In a real browser, at phone width: from Start to a finished session, and into the next morning's."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.phone import HEIGHT, WIDTH, Phone
from tests.conftest import World
from tests.support.chromium import chromium

MOST_TAPS = 24  # from Start to the first exercise, for a healthy person


@pytest.fixture(params=["light", "dark"])
async def phone(request: pytest.FixtureRequest) -> AsyncIterator[Phone]:
    """SCREENSHOTS=folder keeps a picture of every screen."""
    folder = os.environ.get("SCREENSHOTS")
    pictures = Path(folder) / request.param if folder else None
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
    async with chromium() as browser:
        context = await browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT},
            device_scale_factor=2 if pictures else 1,
            color_scheme=request.param,
            locale="en-GB",
            timezone_id="Europe/London",
        )
        page = await context.new_page()
        page.set_default_timeout(15_000)
        yield Phone(page, pictures)


async def test_from_start_to_tomorrows_session(world: World, phone: Phone) -> None:
    expect.set_options(timeout=15_000)
    await phone.opens(world.sandbox.url)
    await phone.starts()
    await _answers_all(phone)
    await phone.taps_on("Start today", "3")
    await phone.sees("1 of", "player")
    assert phone.taps <= MOST_TAPS
    await _looks_around(phone)
    await _does_the_session(phone)
    await _comes_back_tomorrow(phone)


async def _answers_all(phone: Phone) -> None:
    await phone.sees("Hello. I am your back coach", "welcome")
    await phone.taps_on("I agree")
    for card in ("1 of 3", "2 of 3", "3 of 3"):
        await phone.sees(card, f"safety-{card[0]}")
        await phone.taps_on("None of these")
    await phone.sees("Where does it hurt", "sites")
    await phone.taps_on("Low back", "Next")
    for text, name, labels in (
        ("How long", "since", ("Less than",)),
        ("usual day", "usual", ("4",)),
        ("What makes it worse", "worse", ("None of these",)),
        ("What matters most", "goal", ("Less pain",)),
        ("spoil", "activities", ("That is all",)),
        ("respect", "conditions", ("None of these",)),
        ("floor", "floor", ("Yes",)),
        ("How long can you walk", "walk", ("About 20",)),
        ("at home", "equipment", ("Only a chair",)),
        ("How long shall", "minutes", ("10 minutes",)),
        ("On which days", "days", ("Every day",)),
        ("Where are you", "zone", ("London",)),
        ("When shall I remind", "hour", ("08:00",)),
    ):
        await phone.sees(text, name)
        await phone.taps_on(*labels)
    await phone.sees("Your plan is ready", "plan")


async def _looks_around(phone: Phone) -> None:
    await phone.taps_on("How to")
    await phone.sees("Breathing", "how")
    await phone.taps_on("Back to the exercise", "It hurts")
    await phone.sees("What do you feel", "hurts")
    await phone.taps_on("Back to the exercise")
    await phone.sees("1 of")


async def _does_the_session(phone: Phone) -> None:
    """A tap is answered before the next screen is there: each set is waited for by what is new on it."""
    newest = phone.page.locator(".message").last
    for count in range(60):
        before = await newest.inner_text()
        await phone.taps_on("✓ Done")
        await phone.page.wait_for_function(
            """before => {
                const text = [...document.querySelectorAll(".message")].at(-1).innerText
                return text !== before && (text.includes("✓ Done") || text.includes("at its worst"))
            }""",
            arg=before,
        )
        if "at its worst" in await newest.inner_text():
            break
        await phone.sees(" of ", f"set-{count + 2:02}")
    await phone.sees("at its worst", "worst")
    await phone.taps_on("4")
    await phone.sees("How hard was it", "difficulty")
    await phone.taps_on("Just right")
    await phone.sees("first session", "done")
    await phone.taps_on("Progress")
    await phone.sees("1 session so far", "progress")


async def _comes_back_tomorrow(phone: Phone) -> None:
    await phone.jumps_to_tomorrow()
    await phone.sees("How is your back", "reminder")
    await phone.taps_on("2")
    await phone.sees("Today", "second-session")
    await phone.taps_on("Start")
    await phone.sees("1 of", "second-player")
