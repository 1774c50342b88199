"""A phone with the chat open: what a person sees on its screen, and their thumb."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Locator, Page, expect

WIDTH, HEIGHT = 390, 844


@dataclass
class Phone:
    """`pictures`: a folder for a screenshot of each screen, None for none."""

    page: Page
    pictures: Path | None = None
    taps: int = 0

    async def opens(self, url: str) -> None:
        await self.page.goto(url)
        await expect(self.page.locator("#start")).to_be_visible()

    async def starts(self) -> None:
        await self.page.click("#start")
        self.taps += 1

    def button(self, label: str) -> Locator:
        """The newest button that begins so: the one a person would tap."""
        return self.page.locator("button.inline").filter(has_text=re.compile(rf"^{re.escape(label)}")).last

    async def sees(self, text: str, name: str = "") -> None:
        """The newest message of the bot says so, and it fits the screen with all its buttons."""
        newest = self.page.locator('[data-message-id][data-from="bot"]').last
        await expect(newest).to_contain_text(text)
        box = await newest.bounding_box()
        assert box is not None
        assert box["height"] <= HEIGHT - 120, f"{text!r} takes {box['height']:.0f} of {HEIGHT} pixels"
        cut = await newest.locator("button.inline").evaluate_all(
            "buttons => buttons.filter(b => b.scrollWidth > b.clientWidth + 1).map(b => b.textContent)"
        )
        assert cut == [], f"labels that do not fit: {cut}"
        if self.pictures and name:
            await self.page.wait_for_timeout(400)
            await self.page.screenshot(path=self.pictures / f"{name}.png")

    async def taps_on(self, *labels: str) -> None:
        for label in labels:
            await self.button(label).click()
            self.taps += 1
            await expect(self.page.locator('button.inline[aria-busy="true"]')).to_have_count(0)

    async def writes(self, text: str) -> None:
        await self.page.fill("#composer", text)
        await self.page.click("#send")

    async def jumps_to_tomorrow(self) -> None:
        await self.page.click("#controls")
        await self.page.click("#tomorrow")
        await self.page.keyboard.press("Escape")
