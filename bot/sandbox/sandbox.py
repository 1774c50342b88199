"""The sandbox as its users hold it: start it, let people act, look at what the bot did."""

from typing import Any

from aiohttp import web

from bot.sandbox.api import Api, Call
from bot.sandbox.browser import Browser
from bot.sandbox.entities import Json, detect
from bot.sandbox.faults import Faults
from bot.sandbox.limits import Limits
from bot.sandbox.people import Human
from bot.sandbox.refusals import Violation
from bot.sandbox.world import Chat, Clock, World

MEGABYTE = 1024 * 1024
FIRST_PERSON, FIRST_GROUP = 7_000_001, -1_001_000_000_001


class Sandbox:
    """A Telegram on your own machine, for one bot, on a loopback port."""

    def __init__(
        self,
        clock: Clock,
        token: str = "1:demo",
        limits: Limits | None = None,
        bot_username: str = "back_coach_bot",
        bot_name: str = "Back coach",
    ) -> None:
        bot_id = int(token.partition(":")[0])
        user = {"id": bot_id, "is_bot": True, "first_name": bot_name, "username": bot_username}
        self.world = World(clock, limits or Limits(), user)
        self.api = Api(self.world, token)
        self.people: dict[int, Human] = {}
        self._browser = Browser(self.world, self.people, self.add_person)
        self._runner: web.AppRunner | None = None
        self.url = ""

    @property
    def violations(self) -> list[Violation]:
        """Every time the bot did what Telegram would refuse."""
        return self.api.violations

    @property
    def calls(self) -> list[Call]:
        return self.api.calls

    @property
    def faults(self) -> Faults:
        return self.world.faults

    @property
    def inline_answers(self) -> dict[str, Json]:
        """Inline query id -> the parameters of its answer."""
        return self.world.inline_answers

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; port 0 is any free one. What was remembered before a stop is still there."""
        app = web.Application(client_max_size=100 * MEGABYTE, middlewares=self._browser.guards)
        app.add_routes([*self.api.routes(), *self._browser.routes()])
        app.on_shutdown.append(self._hang_up)
        # Cancelled handlers: a poll ends with its connection, as a client that died leaves no poll behind.
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        bound = self._runner.addresses[0]
        self.url = f"http://{host}:{bound[1]}"
        self.api.open()

    async def stop(self) -> None:
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def _hang_up(self, app: web.Application) -> None:
        await self.api.close()
        self.world.updates.wake()
        self.world.tell_all(None)

    def add_person(
        self, person_id: int | None = None, first_name: str = "Anna", language_code: str | None = "en"
    ) -> Human:
        """Somebody with Telegram who has not written to the bot yet."""
        person_id = person_id or max(self.people, default=FIRST_PERSON - 1) + 1
        if person_id in self.people:
            raise ValueError(f"there is a person {person_id} already")
        user: Json = {"id": person_id, "is_bot": False, "first_name": first_name}
        user |= {"language_code": language_code} if language_code else {}
        self.world.chats[person_id] = Chat({"id": person_id, "type": "private", "first_name": first_name})
        self.people[person_id] = Human(self.world, user)
        return self.people[person_id]

    def add_group(self, title: str = "Group", kind: str = "supergroup") -> Chat:
        """A group or supergroup the bot is in; people write there with `says(..., chat=group)`."""
        chat = Chat({"id": self._next_group(), "type": kind, "title": title}, closed=None)
        self.world.chats[chat.id] = chat
        return chat

    def add_channel(self, title: str = "Channel") -> Chat:
        """A channel in which the bot is an administrator."""
        return self.add_group(title, "channel")

    def channel_post(self, channel: Chat, text: str) -> Json:
        """Somebody posts in the channel."""
        body: Json = {"text": text}
        if entities := detect(text, []):
            body["entities"] = entities
        message = self.world.post(channel, None, body)
        self.world.updates.add("channel_post", message)
        return message

    def inject(self, kind: str, payload: Any) -> int | None:
        """Queue any update at all, also one that no client could cause; its id."""
        return self.world.updates.add(kind, payload)

    def _next_group(self) -> int:
        return min([chat_id for chat_id in self.world.chats if chat_id < 0], default=FIRST_GROUP + 1) - 1
