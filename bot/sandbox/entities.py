"""Formatted text: lengths in UTF-16 units, entities found in plain text, entities given by the bot."""

import re
from typing import Any

from aiogram.enums import MessageEntityType

from bot.sandbox.refusals import Kind, RefusedError

Json = dict[str, Any]

DETECTED = (
    ("url", re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?\b")),
    ("mention", re.compile(r"(?<![\w@/])@[A-Za-z]\w{3,31}\b")),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")),
)
TYPES = frozenset(kind.value for kind in MessageEntityType)
REQUIRED = {
    "text_link": "url",
    "text_mention": "user",
    "custom_emoji": "custom_emoji_id",
    "date_time": "unix_time",
}
OPAQUE = frozenset({"code", "pre", "text_link", "text_mention"})  # nothing is detected inside


def units(text: str) -> int:
    """Length in UTF-16 units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, entity: Json) -> str:
    """The part of the text an entity covers."""
    raw = text.encode("utf-16-le", "surrogatepass")
    start = 2 * entity["offset"]
    return raw[start : start + 2 * entity["length"]].decode("utf-16-le", "replace")


def detect(text: str, marked: list[Json]) -> list[Json]:
    """All entities of a text: those given, and the links and commands Telegram finds by itself."""
    entities = list(marked)
    for kind, pattern in DETECTED:
        for found in pattern.finditer(text):
            entity = {"type": kind, "offset": units(text[: found.start()]), "length": units(found.group())}
            if not any(_hides(other, entity) for other in entities):
                entities.append(entity)
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _hides(other: Json, entity: Json) -> bool:
    overlap = (
        other["offset"] < entity["offset"] + entity["length"]
        and entity["offset"] < other["offset"] + other["length"]
    )
    return overlap and (other["type"] in OPAQUE or other["type"] in dict(DETECTED))


def check(text: str, entities: list[Json], most: int) -> None:
    """Refuse entities Telegram would refuse: unknown types, missing fields, out of the text, too many."""
    if len(entities) > most:
        raise RefusedError(Kind.ENTITIES, "ENTITIES_TOO_LONG")
    length = units(text)
    for entity in entities:
        kind, offset, size = entity.get("type"), entity.get("offset", -1), entity.get("length", 0)
        if kind not in TYPES:
            raise RefusedError(Kind.ENTITIES, f'can\'t parse MessageEntity: Unsupported type "{kind}"')
        if kind in REQUIRED and not entity.get(REQUIRED[kind]):
            raise RefusedError(
                Kind.ENTITIES, f"can't parse MessageEntity: Can't find field \"{REQUIRED[kind]}\""
            )
        if offset < 0 or size <= 0 or offset + size > length:
            raise RefusedError(Kind.ENTITIES, "ENTITY_BOUNDS_INVALID")


def trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Without the white space around it, as it is stored; entities move along, empty ones go."""
    lead = units(text) - units(text.lstrip())
    text = text.strip()
    length = units(text)
    moved = []
    for entity in entities:
        start = max(0, entity["offset"] - lead)
        end = min(length, entity["offset"] - lead + entity["length"])
        if end > start:
            moved.append(entity | {"offset": start, "length": end - start})
    return text, moved
