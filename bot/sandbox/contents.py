"""Texts, captions, media and keyboards of a call -> the parts of a message, or a refusal."""

from bot.sandbox import entities as formatted
from bot.sandbox import keyboards
from bot.sandbox.entities import Json, units
from bot.sandbox.files import File
from bot.sandbox.html import parse_html
from bot.sandbox.params import Params
from bot.sandbox.refusals import Kind, RefusedError
from bot.sandbox.world import Chat, World

MEDIA = ("photo", "animation", "document", "video", "audio")
CONTENT = ("text", "entities", "caption", "caption_entities", "show_caption_above_media", *MEDIA)


def text_of(world: World, source: Json) -> Json:
    """`text` and `entities` of a message: 1 to 4096 units after parsing."""
    text, entities = _parsed(world, source, source.get("text") or "", "entities")
    if not text:
        raise RefusedError(Kind.LIMIT, "message text is empty")
    if units(text) > world.limits.text:
        raise RefusedError(Kind.LIMIT, "message is too long")
    return {"text": text} | ({"entities": entities} if entities else {})


def caption_of(world: World, source: Json) -> Json:
    """`caption` and `caption_entities`: at most 1024 units after parsing, nothing when empty."""
    text, entities = _parsed(world, source, source.get("caption") or "", "caption_entities")
    if units(text) > world.limits.caption:
        raise RefusedError(Kind.LIMIT, "message caption is too long")
    if not text:
        return {}
    above = {"show_caption_above_media": True} if source.get("show_caption_above_media") else {}
    return {"caption": text} | ({"caption_entities": entities} if entities else {}) | above


def _parsed(world: World, source: Json, text: str, given: str) -> tuple[str, list[Json]]:
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise RefusedError(Kind.PARAMETERS, "strings must be encoded in UTF-8")
    mode = str(source.get("parse_mode") or "").lower()
    marked: list[Json] = list(source.get(given) or [])
    if mode == "html":
        text, marked = parse_html(text)
    elif mode in ("markdown", "markdownv2"):
        raise RefusedError(Kind.NOT_EMULATED, "the sandbox reads HTML only", code=501)
    elif mode:
        raise RefusedError(Kind.PARAMETERS, "unsupported parse_mode")
    formatted.check(text, marked, world.limits.entities)
    text, marked = formatted.trim(text, marked)
    return text, formatted.detect(text, marked)


def media_of(world: World, params: Params, kind: str, value: str | None, source: Json) -> Json:
    """The media part of a message. `value` is a file id, `attach://name`, or None for a part named `kind`."""
    file = _file(world, params, kind, value, source)
    if file.kind == "photo":
        return {"photo": world.files.sizes(file)} | _spoiler(source)
    body = file.json | {"file_name": file.name, "mime_type": file.mime}
    if file.kind == "document":
        return {"document": body}
    shape = {"width": file.width, "height": file.height, "duration": file.duration}
    moving = {file.kind: body | shape} | _spoiler(source)
    # Bots older than animations expect a document too, and Telegram still sends both.
    return moving | ({"document": body} if file.kind == "animation" else {})


def _spoiler(source: Json) -> Json:
    return {"has_media_spoiler": True} if source.get("has_spoiler") else {}


def _file(world: World, params: Params, kind: str, value: str | None, source: Json) -> File:
    part = kind if value is None else value.removeprefix("attach://")
    if value is None or value.startswith("attach://"):
        if part not in params.files:
            raise RefusedError(Kind.FILE, f"there is no {kind} in the request")
        shape = {name: int(source.get(name) or 0) for name in ("width", "height", "duration")}
        return world.files.store(kind, params.files[part], **shape)
    file = world.files.find(value)
    reusable = file.kind == kind or (kind == "document" and file.kind == "animation")
    if not reusable:
        why = f"can't use file of type {file.kind.capitalize()} as {kind.capitalize()}"
        raise RefusedError(Kind.FILE, why)
    return file


def reply_of(chat: Chat, params: Params) -> Json:
    """`reply_to_message` when the call asks for a reply."""
    wanted = params.get("reply_parameters") or {}
    message_id = wanted.get("message_id") or params.get("reply_to_message_id")
    if not message_id:
        return {}
    found = chat.messages.get(message_id)
    if found:
        return {"reply_to_message": {k: v for k, v in found.items() if k != "reply_to_message"}}
    if wanted.get("allow_sending_without_reply") or params.get("allow_sending_without_reply"):
        return {}
    raise RefusedError(Kind.NOT_FOUND, "message to be replied not found")


def inline_markup(world: World, params: Params) -> Json | None:
    """The checked inline keyboard of an edit."""
    return keyboards.check(params.get("reply_markup"), world.limits, only_inline=True)


def kind_of(message: Json) -> str | None:
    """Which media a message carries."""
    return next((kind for kind in MEDIA if kind in message), None)


def media_ids(message: Json) -> list[str]:
    """What makes two media the same."""
    kind = kind_of(message)
    if kind is None:
        return []
    parts = message[kind] if isinstance(message[kind], list) else [message[kind]]
    return [kind, *(part["file_unique_id"] for part in parts)]
