"""Telegram's update, as it came -> what was heard. Fields as in the Bot API; nothing is guessed."""

from __future__ import annotations

from typing import Any

from bot.talk.heard import Heard, Inline, Membership, Odd, Public, Spot, Tap, Text, What

HEARD = [
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "channel_post",
    "edited_channel_post",
    "inline_query",
]
"""The kinds of update that Telegram is asked for."""

PRESENT = ("member", "administrator")
Json = dict[str, Any]


def hear(update: Json) -> Heard | None:
    """What somebody did; None for what asks for no answer. Raises KeyError for what is no update."""
    if query := update.get("inline_query"):
        return _of(query["from"], query["from"]["id"], Inline(query["id"], query["query"]))
    if change := update.get("my_chat_member"):
        return _membership(change)
    if query := update.get("callback_query"):
        return _tap(query)
    for kind in ("message", "edited_message", "channel_post", "edited_channel_post"):
        if message := update.get(kind):
            return _message(message, edited=kind.startswith("edited"))
    return None


def _of(user: Json, chat: int, what: What) -> Heard:
    return Heard(user["id"], chat, what, user.get("language_code") or "")


def _tap(query: Json) -> Heard:
    message, user = query.get("message") or {}, query["from"]
    chat = message.get("chat") or {"id": user["id"], "type": "private"}  # under an inline message: none
    if chat["type"] != "private":
        return _of(user, chat["id"], Public(query["id"]))
    return _of(user, chat["id"], Tap(query["id"], query.get("data") or "", message.get("message_id")))


def _membership(change: Json) -> Heard | None:
    """In a private chat: blocked, or back. Added to a group: a word is said there."""
    chat, status = change["chat"], change["new_chat_member"]["status"]
    if chat["type"] == "private":
        return _of(change["from"], chat["id"], Membership(gone=status == "kicked"))
    return _of(change["from"], chat["id"], Public()) if status in PRESENT else None


def _message(message: Json, edited: bool) -> Heard | None:
    chat, user = message["chat"], message.get("from")
    if chat["type"] != "private" or user is None:
        # That somebody joined, or that the title changed, asks for no answer.
        spoken = message.get("text") or message.get("caption")
        return _of(user or {"id": 0}, chat["id"], Public()) if spoken else None
    return _of(user, chat["id"], Odd("edited") if edited else _said(message))


def _said(message: Json) -> What:
    text = message.get("text")
    if text and (text.startswith("/") or not message.get("forward_origin")):
        return Text(text)
    if place := message.get("location"):
        return Spot(place["latitude"], place["longitude"])
    if message.get("forward_origin"):
        return Odd("forwarded")
    return Odd("picture" if message.get("photo") else "other")
