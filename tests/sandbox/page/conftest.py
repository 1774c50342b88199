"""One browser for all tests of the page; a fresh sandbox and a fresh window for each."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser

from bot.sandbox import Sandbox
from tests.sandbox.page.scene import MORNING, HandClock, Scene
from tests.support.chromium import chromium
from tests.support.ports import free_port


@pytest_asyncio.fixture(loop_scope="package", scope="package")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="package")
async def scene(browser: Browser) -> AsyncIterator[Scene]:
    """Anna has opened the chat before; a script error, or a request to another host, fails the test."""
    clock = HandClock(MORNING)
    sandbox = Sandbox(clock)
    await sandbox.start(port=free_port())
    context = await browser.new_context(
        locale="en-GB", timezone_id="Europe/Berlin", permissions=["clipboard-read", "clipboard-write"]
    )
    page, mistakes = await context.new_page(), list[str]()
    page.set_default_timeout(5000)
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    page.on(
        "request", lambda request: None if "//127.0.0.1:" in request.url else mistakes.append(request.url)
    )
    anna = sandbox.add_person(first_name="Anna")
    anna.says("/start")
    yield Scene(sandbox, clock, anna, page)
    await context.close()
    await sandbox.stop()
    assert [mistake for mistake in mistakes if not mistake.startswith("data:")] == []
