"""Calls that put something new into a chat, or take it away."""

import secrets
import time

from aiogram.enums import ChatAction

from bot.sandbox import keyboards
from bot.sandbox.contents import caption_of, media_of, reply_of, text_of
from bot.sandbox.entities import Json
from bot.sandbox.params import Params
from bot.sandbox.refusals import Kind, RefusedError
from bot.sandbox.world import TYPING_SECONDS, Chat, World

ACTIONS = frozenset(action.value for action in ChatAction)
ALBUM = (2, 10)


def send_message(world: World, params: Params) -> Json:
    chat = world.open_chat(params["chat_id"])
    return _send(world, chat, params, text_of(world, params.values))


def send_media(kind: str, world: World, params: Params) -> Json:
    """sendPhoto, sendAnimation, sendDocument."""
    chat = world.open_chat(params["chat_id"])
    caption = caption_of(world, params.values)
    return _send(
        world, chat, params, media_of(world, params, kind, params.get(kind), params.values) | caption
    )


def send_album(world: World, params: Params) -> list[Json]:
    chat = world.open_chat(params["chat_id"])
    items = params["media"]
    if not ALBUM[0] <= len(items) <= ALBUM[1]:
        raise RefusedError(Kind.LIMIT, "wrong number of media in the album: 2 to 10 expected")
    kinds = {item.get("type") for item in items}
    if kinds not in ({"photo"}, {"video"}, {"photo", "video"}, {"document"}, {"audio"}):
        raise RefusedError(Kind.PARAMETERS, "this media can't be mixed in an album")
    bodies = [media_of(world, params, i["type"], i["media"], i) | caption_of(world, i) for i in items]
    album = {"media_group_id": str(secrets.randbits(53))}
    return [_send(world, chat, params, body | album) for body in bodies]


def _send(world: World, chat: Chat, params: Params, body: Json) -> Json:
    markup = keyboards.check(params.get("reply_markup"), world.limits)
    body = body | reply_of(chat, params)
    if params.get("protect_content"):
        body["has_protected_content"] = True
    if params.get("message_effect_id"):
        body["effect_id"] = params["message_effect_id"]
    if params.get("link_preview_options"):
        body["link_preview_options"] = params["link_preview_options"]
    if markup and "inline_keyboard" in markup:
        body["reply_markup"] = markup
    message = world.post(chat, world.bot.user, body)
    if markup and "inline_keyboard" not in markup:
        chat.uneditable.add(message["message_id"])
        _under_the_text_field(world, chat, markup)
    return message


def _under_the_text_field(world: World, chat: Chat, markup: Json) -> None:
    if "keyboard" in markup:
        world.show_keyboard(chat, markup)
    elif "remove_keyboard" in markup:
        world.show_keyboard(chat, None)


def send_chat_action(world: World, params: Params) -> bool:
    chat = world.open_chat(params["chat_id"])
    if params["action"] not in ACTIONS:
        raise RefusedError(Kind.PARAMETERS, "wrong parameter action in request")
    chat.typing_until = time.monotonic() + TYPING_SECONDS
    world.tell(chat.id, {"type": "typing", "action": params["action"]})
    return True


def delete_message(world: World, params: Params) -> bool:
    chat = world.open_chat(params["chat_id"])
    _check_deletable(world, chat, params["message_id"])
    world.remove(chat, params["message_id"])
    return True


def delete_messages(world: World, params: Params) -> bool:
    """Those that are not there are skipped, as Telegram does; the others must be deletable."""
    chat = world.open_chat(params["chat_id"])
    wanted = params["message_ids"]
    if not 1 <= len(wanted) <= 100:
        raise RefusedError(Kind.LIMIT, "1 to 100 message identifiers expected")
    found = [message_id for message_id in wanted if message_id in chat.messages]
    for message_id in found:
        _check_deletable(world, chat, message_id)
    for message_id in found:
        world.remove(chat, message_id)
    return True


def _check_deletable(world: World, chat: Chat, message_id: int) -> None:
    message = chat.messages.get(message_id)
    if message is None:
        kind = Kind.AWAY if message_id in chat.deleted else Kind.NOT_FOUND
        raise RefusedError(kind, "message to delete not found")
    if world.epoch() - message["date"] > world.limits.delete_lifetime:
        raise RefusedError(Kind.TOO_OLD, "message can't be deleted for everyone")
    ours = message.get("from", {}).get("id") == world.bot.user["id"]
    if not ours and not chat.private:
        raise RefusedError(Kind.CANNOT_EDIT, "message can't be deleted")
