"""Calls that change a message that is already there."""

from bot.sandbox.contents import CONTENT, caption_of, inline_markup, kind_of, media_ids, media_of, text_of
from bot.sandbox.entities import Json
from bot.sandbox.params import Params
from bot.sandbox.refusals import Kind, RefusedError
from bot.sandbox.world import Chat, World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def edit_text(world: World, params: Params) -> Json:
    chat, message = _editable(world, params)
    body = text_of(world, params.values)
    if kind_of(message) or "text" not in message:
        raise RefusedError(Kind.CANNOT_EDIT, "there is no text in the message to edit")
    if params.get("link_preview_options"):
        body["link_preview_options"] = params["link_preview_options"]
    return _edit(world, chat, message, body, inline_markup(world, params))


def edit_caption(world: World, params: Params) -> Json:
    chat, message = _editable(world, params)
    kind = kind_of(message)
    if not kind:
        raise RefusedError(Kind.CANNOT_EDIT, "there is no caption in the message to edit")
    media = {name: message[name] for name in (kind, "document") if name in message}
    return _edit(world, chat, message, media | caption_of(world, params.values), inline_markup(world, params))


def edit_media(world: World, params: Params) -> Json:
    """Also turns a text message into one with media; the way back does not exist."""
    chat, message = _editable(world, params)
    item = params["media"]
    if item.get("type") not in ("photo", "animation", "document"):
        raise RefusedError(Kind.NOT_EMULATED, f"media of type {item.get('type')}", code=501)
    if message.get("media_group_id") and item["type"] == "animation":
        raise RefusedError(Kind.CANNOT_EDIT, "animation can't be used in an album")
    caption = caption_of(world, item)
    body = media_of(world, params, item["type"], item["media"], item) | caption
    return _edit(world, chat, message, body, inline_markup(world, params))


def edit_markup(world: World, params: Params) -> Json:
    chat, message = _editable(world, params)
    body = {name: message[name] for name in CONTENT if name in message}
    return _edit(world, chat, message, body, inline_markup(world, params))


def _editable(world: World, params: Params) -> tuple[Chat, Json]:
    if params.get("inline_message_id"):
        raise RefusedError(Kind.NOT_EMULATED, "messages sent inline", code=501)
    if not params.get("chat_id") or not params.get("message_id"):
        raise RefusedError(Kind.PARAMETERS, "message identifier is not specified")
    chat = world.open_chat(params["chat_id"])
    message_id = params["message_id"]
    message = chat.messages.get(message_id)
    if message is None:
        kind = Kind.AWAY if message_id in chat.deleted else Kind.NOT_FOUND
        raise RefusedError(kind, "message to edit not found")
    if message.get("from", {}).get("id") != world.bot.user["id"] or message_id in chat.uneditable:
        raise RefusedError(Kind.CANNOT_EDIT, "message can't be edited")
    return chat, message


def _edit(world: World, chat: Chat, message: Json, body: Json, markup: Json | None) -> Json:
    kept = {name: value for name, value in message.items() if name not in (*CONTENT, "reply_markup")}
    edited = kept | body | {"edit_date": world.epoch()} | ({"reply_markup": markup} if markup else {})
    if _essence(edited) == _essence(message):
        raise RefusedError(Kind.NOT_MODIFIED, NOT_MODIFIED)
    world.keep(chat, edited, "edit")
    return edited


def _essence(message: Json) -> Json:
    """What has to differ for an edit to be one."""
    compared = ("text", "entities", "caption", "caption_entities", "show_caption_above_media", "reply_markup")
    return {name: message[name] for name in compared if name in message} | {"media": media_ids(message)}
