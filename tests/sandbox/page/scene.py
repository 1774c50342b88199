"""A person's browser, the sandbox behind it, and a bot that is the test itself."""

import io
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from PIL import Image
from playwright.async_api import FilePayload, Locator, Page, expect

from bot.sandbox import Human, Sandbox

BERLIN = ZoneInfo("Europe/Berlin")
MORNING = datetime(2027, 1, 15, 9, tzinfo=BERLIN)
PHONE, SMALL, DESK = (390, 844), (320, 640), (1280, 800)
SCORES = [[str(n) for n in range(6)], [str(n) for n in range(6, 11)]]
PLAYER = [["Done: set 2"], ["Undo", "How", "Swap"], ["Skip", "It hurts"]]
CAPTION = (
    "<b>Bird dog</b> · set 2 of 3\nLeft arm, right leg\nReach long, hips level.\n"
    "Hold until the ring is empty.\nBreathe out as you reach.\nStop if it hurts more."
)


@dataclass
class HandClock:
    """Stands still until somebody moves it."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment

    def jump(self, to: datetime) -> None:
        self.moment = to


@dataclass
class Scene:
    """Anna's browser, the sandbox behind it, and the bot's side of the talk."""

    sandbox: Sandbox
    clock: HandClock
    anna: Human
    page: Page

    async def bot(self, method: str, **params: Any) -> Any:
        reply = await self.page.request.post(f"{self.sandbox.url}/bot1:demo/{method}", data=params)
        answer = await reply.json()
        assert answer["ok"], answer
        return answer["result"]

    async def says(self, text: str, **more: Any) -> int:
        message = await self.bot("sendMessage", chat_id=self.anna.id, text=text, **more)
        return int(message["message_id"])

    async def shows(self, file: FilePayload, caption: str = "", rows: list[list[str]] | None = None) -> int:
        reply = await self.page.request.post(
            f"{self.sandbox.url}/bot1:demo/sendAnimation",
            multipart={
                "chat_id": str(self.anna.id),
                "animation": file,
                "caption": caption,
                "parse_mode": "HTML",
                "reply_markup": json.dumps(buttons(*rows or [])),
            },
        )
        return int((await reply.json())["result"]["message_id"])

    async def hears(self, kind: str) -> Any:
        """The next update of this kind; the others before it are dropped."""
        while True:
            [update] = await self.bot("getUpdates", limit=1, timeout=5)
            await self.bot("getUpdates", offset=update["update_id"] + 1, timeout=0)
            if kind in update:
                return update[kind]

    def message(self, message_id: int) -> Locator:
        return self.page.locator(f"[data-message-id='{message_id}']")

    async def watches(self, message_id: int) -> None:
        """Looks at the picture of a message until `still_watches`."""
        picture = self.message(message_id).locator(".frame img")
        await expect(picture).to_be_visible()
        await picture.evaluate("picture => { window.watched = picture; }")

    async def still_watches(self, message_id: int) -> None:
        """It was not begun anew: it is the very same element."""
        picture = self.message(message_id).locator(".frame img")
        await expect(picture).to_have_count(1)
        assert await picture.evaluate("picture => picture === window.watched")

    async def opens(self, size: tuple[int, int] = PHONE) -> Page:
        await self.page.set_viewport_size({"width": size[0], "height": size[1]})
        await self.page.goto(f"{self.sandbox.url}/?person={self.anna.id}")
        await expect(self.page.locator("#chat")).not_to_have_attribute("data-mode", "loading")
        return self.page


def buttons(*rows: list[str]) -> dict[str, Any]:
    return {
        "inline_keyboard": [[{"text": text, "callback_data": f"c:{text}"} for text in row] for row in rows]
    }


def gif(width: int = 640, height: int = 480) -> FilePayload:
    frames = [Image.new("P", (width, height), colour) for colour in (3, 5)]
    data = io.BytesIO()
    frames[0].save(data, "GIF", save_all=True, append_images=frames[1:], duration=200)
    return {"name": "move.gif", "mimeType": "image/gif", "buffer": data.getvalue()}
