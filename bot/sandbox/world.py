"""Everything this little Telegram remembers: the bot, its chats and people, and who is looking."""

import asyncio
import time
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Protocol

from bot.sandbox.entities import Json
from bot.sandbox.faults import Faults
from bot.sandbox.files import Files
from bot.sandbox.keyboards import data_of
from bot.sandbox.limits import Limits
from bot.sandbox.refusals import Kind, RefusedError
from bot.sandbox.updates import Updates

TYPING_SECONDS = 5.0  # how long Telegram shows a chat action


class Clock(Protocol):
    """The time this Telegram lives in."""

    def now(self) -> datetime: ...

    def jump(self, to: datetime) -> None: ...


@dataclass
class Chat:
    """A chat as the bot sees it. `closed` says why the bot may not write there, in Telegram's words."""

    info: Json
    messages: dict[int, Json] = field(default_factory=dict)
    keyboard: Json | None = None
    closed: str | None = "bot can't initiate conversation with a user"
    typing_until: float = 0.0
    acts: int = 0  # what the bot has done here that a person can notice
    shown: dict[int, set[str]] = field(default_factory=dict)  # callback data a message ever had
    uneditable: set[int] = field(default_factory=set)  # sent with something else than an inline keyboard
    hidden: set[int] = field(default_factory=set)  # deleted by the person, for themselves
    deleted: set[int] = field(default_factory=set)  # deleted by the person, for both
    pinned: list[int] = field(default_factory=list)
    reactions: dict[int, list[Json]] = field(default_factory=dict)

    @property
    def id(self) -> int:
        return int(self.info["id"])

    @property
    def private(self) -> bool:
        return bool(self.info["type"] == "private")

    @property
    def visible(self) -> list[Json]:
        """What the person still sees, oldest first."""
        return [message for key, message in sorted(self.messages.items()) if key not in self.hidden]

    @property
    def typing(self) -> bool:
        return time.monotonic() < self.typing_until


@dataclass(frozen=True)
class Query:
    """A tap on a button; `asked_at` in epoch seconds of the sandbox's clock."""

    id: str
    person: int
    chat: int
    message: int
    asked_at: float


@dataclass
class Bot:
    """The bot's own profile. Names and texts are kept by language, commands by (scope, language)."""

    user: Json
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)

    def text(self, kind: str, language: str = "") -> str:
        """`kind` is name, description or short_description; falls back to the language-less one."""
        return self.texts.get((kind, language)) or self.texts.get((kind, ""), "")


class World:
    """The whole state. Changes to it are synchronous, so every call is atomic."""

    def __init__(self, clock: Clock, limits: Limits, bot: Json) -> None:
        self.clock, self.limits, self.faults = clock, limits, Faults()
        self.bot = Bot(bot, texts={("name", ""): bot["first_name"]})
        self.files = Files(limits)
        self.updates = Updates(self.epoch, limits, self.faults)
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, Query] = {}
        self.answers: dict[str, Json] = {}  # callback query id -> what the person was shown
        self.inline_answers: dict[str, Json] = {}
        self._message_ids, self._query_ids = count(1), count(10**15)
        self._listeners: dict[int, set[asyncio.Queue[Json | None]]] = {}

    def epoch(self) -> int:
        return int(self.clock.now().timestamp())

    def chat(self, chat_id: object) -> Chat:
        """Raises RefusedError when there is none."""
        found = self.chats.get(chat_id) if isinstance(chat_id, int) else self._by_username(str(chat_id))
        if found is None:
            raise RefusedError(Kind.NOT_FOUND, "chat not found")
        return found

    def open_chat(self, chat_id: object) -> Chat:
        """A chat the bot may write to. Raises RefusedError (403) when it may not."""
        chat = self.chat(chat_id)
        if chat.closed:
            raise RefusedError(Kind.AWAY, chat.closed, code=403)
        return chat

    def post(self, chat: Chat, sender: Json | None, body: Json) -> Json:
        """A new message appears in a chat, and everybody who looks sees it."""
        message: Json = {"message_id": next(self._message_ids)}
        message |= {"from": sender} if sender else {"sender_chat": chat.info}
        message |= {"chat": chat.info, "date": self.epoch(), **body}
        self.keep(chat, message, "message")
        return message

    def keep(self, chat: Chat, message: Json, event: str) -> None:
        """Store a new or an edited message; `event` is message or edit."""
        key = message["message_id"]
        chat.messages[key] = message
        chat.shown.setdefault(key, set()).update(data_of(message.get("reply_markup")))
        if message.get("from", {}).get("is_bot"):
            chat.acts += 1
            chat.typing_until = 0.0
        if key not in chat.hidden:
            self.tell(chat.id, {"type": event, "message": message})

    def remove(self, chat: Chat, message_id: int) -> None:
        """The bot deletes a message, for everybody."""
        del chat.messages[message_id]
        chat.acts += 1
        self.tell(chat.id, {"type": "delete", "message_id": message_id})

    def show_keyboard(self, chat: Chat, keyboard: Json | None) -> None:
        chat.keyboard = keyboard
        self.tell(chat.id, {"type": "keyboard", "keyboard": keyboard})

    def ask(self, person: int, chat: int, message: int) -> Query:
        """A new callback query."""
        query = Query(str(next(self._query_ids)), person, chat, message, self.epoch())
        self.queries[query.id] = query
        return query

    def next_query_id(self) -> str:
        return str(next(self._query_ids))

    def tell(self, chat_id: int, event: Json) -> None:
        for queue in self._listeners.get(chat_id, ()):
            queue.put_nowait(event)

    def tell_all(self, event: Json | None) -> None:
        for queues in self._listeners.values():
            for queue in queues:
                queue.put_nowait(event)

    def listen(self, chat_id: int) -> asyncio.Queue[Json | None]:
        """Events of one chat from now on; None is the end."""
        queue: asyncio.Queue[Json | None] = asyncio.Queue()
        self._listeners.setdefault(chat_id, set()).add(queue)
        return queue

    def unlisten(self, chat_id: int, queue: asyncio.Queue[Json | None]) -> None:
        self._listeners[chat_id].discard(queue)

    def _by_username(self, name: str) -> Chat | None:
        if not name.startswith("@"):
            return None
        return next((c for c in self.chats.values() if c.info.get("username") == name[1:]), None)
