"""A person in front of a chat, for tests that read like a conversation."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from telegram import Message

if TYPE_CHECKING:
    from bot.sandbox import Chat, Human, Sandbox

PATIENCE = 10.0  # seconds
LOOK = 0.002  # seconds from one look at the bot to the next
QUIET = 25  # looks without a call, after which it has said all: not seconds, which pass on a busy machine
Json = dict[str, Any]
Settled = Callable[[], Awaitable[object]]


@dataclass(frozen=True)
class Picture:
    """What a message shows besides words."""

    kind: str
    data: bytes
    file_id: str


@dataclass(frozen=True)
class Screen:
    """One message of the bot as it looked at one moment. It stays tappable when it has changed since."""

    message: Json
    picture: Picture | None

    @property
    def message_id(self) -> int:
        return int(self.message["message_id"])

    @property
    def text(self) -> str:
        return str(self.message.get("text") or self.message.get("caption") or "")

    @property
    def html(self) -> str:
        message = Message.de_json(self.message, None)
        return message.text_html if "text" in self.message else message.caption_html

    @property
    def rows(self) -> list[list[Json]]:
        """The inline buttons as Telegram's objects."""
        return list(self.message.get("reply_markup", {}).get("inline_keyboard", []))

    @property
    def buttons(self) -> list[list[str]]:
        """The labels, row by row."""
        return [[button["text"] for button in row] for row in self.rows]

    @property
    def labels(self) -> list[str]:
        """The labels in reading order."""
        return [label for row in self.buttons for label in row]

    def matches(self, label: str) -> list[Json]:
        """The buttons with exactly this label, else beginning with it, else containing it; in any case."""
        wanted = label.casefold()
        buttons = [(button["text"].casefold(), button) for row in self.rows for button in row]
        for fits in (str.__eq__, str.startswith, str.__contains__):
            if found := [button for text, button in buttons if fits(text, wanted)]:
                return found[:1] if fits is str.__eq__ else found
        return []

    def __str__(self) -> str:
        picture = f"<{self.picture.kind}>\n" if self.picture else ""
        return picture + "\n".join(
            [self.text, *(" ".join(f"[{label}]" for label in row) for row in self.buttons)]
        )


class Person:
    """Somebody who says and taps, and each time waits until the bot has reacted.

    `settled` (from the fixture of a bot under test) returns when the bot has nothing left to do; without it
    the person waits for the update to be taken, for a visible reaction, and for a moment of quiet.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        first_name: str = "Anna",
        settled: Settled | None = None,
        language_code: str | None = "en",
        person_id: int | None = None,
    ) -> None:
        self.sandbox, self.settled = sandbox, settled
        self.human: Human = sandbox.add_person(person_id, first_name, language_code)
        self._query: str | None = None

    @property
    def id(self) -> int:
        return self.human.id

    async def says(self, text: str, silently: bool = False, chat: Chat | None = None, **how: Any) -> None:
        """Send a text. `silently`: do not expect that the bot reacts. `how`: reply_to, forwarded."""
        what = f"the command {text.split()[0]}" if text.startswith("/") else "a text"
        await self.does(f"sent {what}", lambda: self.human.says(text, chat, **how), silently, chat)

    async def taps(self, label: str, on: Screen | None = None) -> None:
        """Press a button of the newest message that shows it, or of a screen seen before, however stale."""
        screen, button = self._find(label, on)
        if "callback_data" not in button:
            raise AssertionError(f"[{button['text']}] leads elsewhere: {sorted(set(button) - {'text'})}")
        query = self._query = self.human.taps(screen.message_id, button["callback_data"])
        what = f"tapped [{button['text']}]"
        await self._wait(what, lambda: query in self.sandbox.world.answers, "answer the tap")
        assert query in self.sandbox.world.answers, f"{what}, and the bot never answered the tap"

    async def presses(self, label: str) -> None:
        """Press a key of the keyboard under the text field."""
        labels = [button["text"] for row in self.keyboard for button in row]
        found = [text for text in labels if label.casefold() in text.casefold()]
        if len(found) != 1:
            raise AssertionError(f"no single key {label!r} under the text field, only {labels}")
        await self.says(found[0])

    async def does(
        self, what: str, act: Callable[[], object], silently: bool = False, chat: Chat | None = None
    ) -> None:
        """Any other act of `self.human`, e.g. `does("sent a sticker", anna.human.sends_sticker)`."""
        chat = chat or self.human.chat
        before = chat.acts
        act()
        await self._wait(what, reacted=lambda: silently or chat.acts > before)

    async def shares_location(self, latitude: float, longitude: float) -> None:
        await self.does("shared a location", lambda: self.human.shares_location(latitude, longitude))

    async def sends_document(self, name: str, data: bytes) -> None:
        await self.does("sent a document", lambda: self.human.sends_document(name, data))

    async def edits(self, message_id: int, text: str, silently: bool = False) -> None:
        await self.does("edited a message", lambda: self.human.edits(message_id, text), silently)

    async def blocks(self) -> None:
        await self.does("blocked the bot", self.human.blocks, silently=True)

    async def unblocks(self) -> None:
        await self.does("unblocked the bot", self.human.unblocks, silently=True)

    @property
    def messages(self) -> list[Json]:
        """All this person still sees, their own too, as Telegram's objects."""
        return self.human.chat.visible

    @property
    def screens(self) -> list[Screen]:
        """All messages of the bot, oldest first."""
        return [self._screen(message) for message in self.messages if message["from"]["is_bot"]]

    @property
    def screen(self) -> Screen:
        """The newest message of the bot."""
        screens = self.screens
        assert screens, "the bot has not written yet"
        return screens[-1]

    @property
    def keyboard(self) -> list[list[Json]]:
        """The keys under the text field."""
        return list((self.human.chat.keyboard or {}).get("keyboard", []))

    @property
    def toast(self) -> str | None:
        """What the last tap showed over the chat; '' for nothing, None when unanswered."""
        answer = self.sandbox.world.answers.get(self._query or "")
        return str(answer["text"]) if answer else None

    def sees(self, *texts: str) -> None:
        """The newest message of the bot contains each text; case is ignored."""
        for text in texts:
            assert text.casefold() in self.screen.text.casefold(), (
                f"no {text!r} on this screen:\n{self.screen}"
            )

    def sees_button(self, label: str) -> None:
        assert self.screen.matches(label), f"no button [{label}] on this screen:\n{self.screen}"

    def _screen(self, message: Json) -> Screen:
        for kind in ("photo", "animation", "document"):
            if kind in message:
                part = message[kind][-1] if kind == "photo" else message[kind]
                file = self.sandbox.world.files.find(part["file_id"])
                return Screen(message, Picture(kind, file.data, file.file_id))
        return Screen(message, None)

    def _find(self, label: str, on: Screen | None) -> tuple[Screen, Json]:
        looked_at = [on] if on else list(reversed(self.screens))
        for screen in looked_at:
            match screen.matches(label):
                case [button]:
                    return screen, button
                case [_, *_]:
                    raise AssertionError(f"[{label}] is several buttons of {screen.labels}")
        seen = "\n".join(f"  {screen.message_id}: {screen.labels}" for screen in looked_at if screen.labels)
        raise AssertionError(f"no single button [{label}]; there are\n{seen or '  none'}")

    async def _wait(self, what: str, reacted: Callable[[], bool], hoped: str = "react") -> None:
        until, pending = time.monotonic() + PATIENCE, self.sandbox.world.updates
        while self.human.last_update in pending.pending:
            await self._rest(until, what, "take it")
        if self.settled:
            await asyncio.wait_for(self.settled(), PATIENCE)
            return
        while not reacted():
            await self._rest(until, what, hoped)
        api, last, quiet = self.sandbox.api, 0.0, 0
        while quiet < QUIET:
            quiet = quiet + 1 if api.in_flight == 0 and api.last_at == last else 0
            last = api.last_at
            await self._rest(until, what, "come to rest")

    async def _rest(self, until: float, what: str, waiting_for: str) -> None:
        if time.monotonic() > until:
            name = self.human.user["first_name"]
            raise AssertionError(f"{name} {what}, and the bot did not {waiting_for} within {PATIENCE:.0f} s")
        await asyncio.sleep(LOOK)
