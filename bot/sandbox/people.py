"""People who use the bot: all that a real client can do, and nothing that it cannot."""

import io
from dataclasses import dataclass

from PIL import Image

from bot.sandbox.entities import Json, detect, units
from bot.sandbox.files import File
from bot.sandbox.params import Upload
from bot.sandbox.world import Chat, World

BLOCKED = "bot was blocked by the user"
DEACTIVATED = "user is deactivated"
OGG = b"OggS\x00\x02" + bytes(58)
MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2"


@dataclass
class Human:
    """One person. Every act queues an update and returns the message (or the id of the query) it made."""

    world: World
    user: Json
    last_update: int | None = None  # id of the update the last act queued

    @property
    def id(self) -> int:
        return int(self.user["id"])

    @property
    def chat(self) -> Chat:
        """The private chat with the bot."""
        return self.world.chats[self.id]

    @property
    def blocked(self) -> bool:
        return self.chat.closed == BLOCKED

    def says(
        self, text: str, chat: Chat | None = None, reply_to: int | None = None, forwarded: bool = False
    ) -> Json:
        """A text; commands, mentions and links become entities. Raises ValueError past 4096 units."""
        text = text.strip()
        if not 1 <= units(text) <= self.world.limits.text:
            raise ValueError("a client sends no empty text and splits a long one")
        entities = detect(text, [])
        body: Json = {"text": text} | ({"entities": entities} if entities else {})
        chat = chat or self.chat
        self._use_keyboard(chat, text)
        if reply_to is not None:
            original = chat.messages[reply_to]
            body["reply_to_message"] = {k: v for k, v in original.items() if k != "reply_to_message"}
        if forwarded:
            origin = {"type": "hidden_user", "sender_user_name": "Somebody", "date": self.world.epoch()}
            body["forward_origin"] = origin
        return self._write(body, chat)

    def taps(self, message_id: int, data: str, chat: Chat | None = None) -> str:
        """Press an inline button, also one that an edit has removed since. Returns the callback query id.

        Raises ValueError for data this message never offered.
        """
        chat = chat or self.chat
        if data not in chat.shown.get(message_id, ()):
            raise ValueError(f"message {message_id} never had a button with this data")
        query = self.world.ask(self.id, chat.id, message_id)
        gone = {"chat": chat.info, "message_id": message_id, "date": 0}
        payload = {
            "id": query.id,
            "from": self.user,
            "message": chat.messages.get(message_id, gone),
            "chat_instance": str(9_000_000_000 + chat.id),
            "data": data,
        }
        self.last_update = self.world.updates.add("callback_query", payload)
        return query.id

    def shares_location(self, latitude: float, longitude: float) -> Json:
        self._use_keyboard(self.chat, None)
        return self._write({"location": {"latitude": latitude, "longitude": longitude}})

    def shares_contact(self, phone: str = "+10000000000") -> Json:
        self._use_keyboard(self.chat, None)
        contact = {"phone_number": phone, "first_name": self.user["first_name"], "user_id": self.id}
        return self._write({"contact": contact})

    def sends_sticker(self, emoji: str = "🙂") -> Json:
        file = self._file("sticker", "sticker.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ")
        shape = {"width": 512, "height": 512, "is_animated": False, "is_video": False, "type": "regular"}
        return self._write({"sticker": file.json | shape | {"emoji": emoji}})

    def sends_photo(self, data: bytes | None = None, caption: str = "") -> Json:
        file = self._file("photo", "photo.jpg", data or _picture())
        return self._write({"photo": self.world.files.sizes(file)} | _caption(caption))

    def sends_voice(self, data: bytes = OGG, seconds: int = 3) -> Json:
        file = self._file("voice", "voice.oga", data)
        return self._write({"voice": file.json | {"duration": seconds, "mime_type": "audio/ogg"}})

    def sends_video_note(self, data: bytes = MP4, seconds: int = 3) -> Json:
        file = self._file("video_note", "round.mp4", data)
        return self._write({"video_note": file.json | {"duration": seconds, "length": 240}})

    def sends_document(self, name: str, data: bytes, caption: str = "") -> Json:
        file = self._file("document", name, data)
        body = {"document": file.json | {"file_name": name, "mime_type": file.mime}}
        return self._write(body | _caption(caption))

    def throws_dice(self, value: int = 4) -> Json:
        return self._write({"dice": {"emoji": "🎲", "value": value}})

    def sends_poll(self, question: str, *options: str) -> Json:
        answers = [
            {"text": text, "voter_count": 0, "persistent_id": str(n)} for n, text in enumerate(options)
        ]
        flags = {
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
        }
        more = {"allows_revoting": True, "members_only": False}
        poll = {
            "id": self.world.next_query_id(),
            "question": question,
            "options": answers,
            "total_voter_count": 0,
        }
        return self._write({"poll": poll | flags | more})

    def edits(self, message_id: int, text: str) -> Json:
        """Change a text sent before. Raises ValueError for a message of somebody else."""
        old = self.chat.messages[message_id]
        if old.get("from", {}).get("id") != self.id or "text" not in old:
            raise ValueError("a client can only edit its own texts")
        entities = detect(text, [])
        message = {key: value for key, value in old.items() if key != "entities"}
        message |= {"text": text, "edit_date": self.world.epoch()} | (
            {"entities": entities} if entities else {}
        )
        self.world.keep(self.chat, message, "edit")
        self.last_update = self.world.updates.add("edited_message", message)
        return message

    def reacts(self, message_id: int, emoji: str = "👍") -> None:
        """A reaction; the bot hears of it only when it asked for message_reaction updates."""
        change = {"old_reaction": [], "new_reaction": [{"type": "emoji", "emoji": emoji}]}
        body = {
            "chat": self.chat.info,
            "message_id": message_id,
            "user": self.user,
            "date": self.world.epoch(),
        }
        self.last_update = self.world.updates.add("message_reaction", body | change)

    def deletes(self, message_id: int, for_bot: bool = False) -> None:
        """Delete a message at their side, or for both sides."""
        if for_bot:
            self.chat.messages.pop(message_id)
            self.chat.deleted.add(message_id)
        else:
            self.chat.hidden.add(message_id)
        self.world.tell(self.id, {"type": "delete", "message_id": message_id})

    def clears_chat(self, for_bot: bool = False) -> None:
        """Delete the whole conversation."""
        for message in self.chat.visible:
            self.deletes(message["message_id"], for_bot)

    def blocks(self) -> None:
        self._membership("member", "kicked", BLOCKED)

    def unblocks(self) -> None:
        self._membership("kicked", "member", None)

    def deactivates(self) -> None:
        """Delete their Telegram account: no update, only 403 from now on."""
        self.chat.closed = DEACTIVATED

    def asks_inline(self, query: str) -> str:
        """Type `@bot query` in some chat. Returns the inline query id."""
        query_id = self.world.next_query_id()
        payload = {"id": query_id, "from": self.user, "query": query, "offset": "", "chat_type": "sender"}
        self.last_update = self.world.updates.add("inline_query", payload)
        return query_id

    def _membership(self, old: str, new: str, closed: str | None) -> None:
        self.chat.closed = closed
        parts = {
            name: {"user": self.world.bot.user, "status": status}
            | ({"until_date": 0} if status == "kicked" else {})
            for name, status in (("old_chat_member", old), ("new_chat_member", new))
        }
        payload = {"chat": self.chat.info, "from": self.user, "date": self.world.epoch(), **parts}
        self.last_update = self.world.updates.add("my_chat_member", payload)

    def _write(self, body: Json, chat: Chat | None = None) -> Json:
        chat = chat or self.chat
        if chat.private and chat.closed in (BLOCKED, DEACTIVATED):
            raise ValueError(f"a client cannot write here: {chat.closed}")
        if chat.private:
            chat.closed = None
        message = self.world.post(chat, self.user, body)
        heard = chat.private or self._concerns_bot(message)
        self.last_update = self.world.updates.add("message", message) if heard else None
        return message

    def _concerns_bot(self, message: Json) -> bool:
        """Privacy mode: in groups a bot hears commands, mentions of it and replies to it."""
        text, bot = str(message.get("text", "")), self.world.bot.user
        replied = message.get("reply_to_message", {}).get("from", {}).get("id") == bot["id"]
        command = text.startswith("/") and ("@" not in text.split()[0] or f"@{bot['username']}" in text)
        return replied or command or f"@{bot['username']}" in text

    def _file(self, kind: str, name: str, data: bytes) -> File:
        return self.world.files.store(kind, Upload(name, data))

    def _use_keyboard(self, chat: Chat, text: str | None) -> None:
        keyboard = chat.keyboard or {}
        labels = {button["text"] for row in keyboard.get("keyboard", []) for button in row}
        if keyboard.get("one_time_keyboard") and (text is None or text in labels):
            self.world.show_keyboard(chat, None)


def _caption(text: str) -> Json:
    return {"caption": text} if text else {}


def _picture() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(data, "JPEG")
    return data.getvalue()
