"""Telegram's HTML parse mode, read the way its server reads it (td/telegram/MessageEntity.cpp)."""

import re
from dataclasses import dataclass
from html import unescape

from bot.sandbox.entities import Json, units
from bot.sandbox.refusals import Kind, RefusedError

TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
ESCAPE = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);?")
NAME = re.compile(r"[^\s>]*")
ATTRIBUTE = re.compile(r"[^\s=>]*")
SPACE = re.compile(r"\s*")
TOKEN = re.compile(r"[\w.\-]*", re.ASCII)


@dataclass(frozen=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    at: int  # in the plain text, in code points


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Marked-up text -> plain text and its entities, offsets in UTF-16 units.

    Raises RefusedError with Telegram's own words when a tag is unknown, unclosed or crossed.
    """
    return _Parser(source).parse()


class _Parser:
    def __init__(self, source: str) -> None:
        self.source, self.at = source, 0
        self.text = ""
        self.opened: list[_Open] = []
        self.entities: list[Json] = []

    def parse(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            if self.source[self.at] != "<":
                self.text += self._character()
            elif self.source.startswith("</", self.at):
                self._end_tag()
            else:
                self._start_tag()
        if self.opened:
            raise _wrong(f'Can\'t find end tag corresponding to start tag "{self.opened[-1].tag}"')
        return self.text, self.entities

    def _character(self) -> str:
        escape = ESCAPE.match(self.source, self.at)
        if not escape:
            self.at += 1
            return self.source[self.at - 1]
        self.at = escape.end()
        return unescape(escape.group().rstrip(";") + ";")

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.source, self.at)
        assert found  # every pattern here also matches nothing
        self.at = found.end()
        return found.group()

    def _peek(self) -> str:
        return self.source[self.at : self.at + 1]

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self._take(NAME).lower()
        if not self._peek():
            raise _wrong(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        if tag not in TYPES:
            raise _wrong(f'Unsupported start tag "{tag}" at byte offset {self._bytes(begin)}')
        attributes = self._attributes(tag, begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _wrong(f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}')
        self.opened.append(_Open(tag, attributes, len(self.text)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            self._take(SPACE)
            if self._peek() == ">":
                self.at += 1
                return found
            name = self._take(ATTRIBUTE).lower()
            if not name:
                raise _wrong(
                    f'Empty attribute name in the tag "{tag}" at byte offset {self._bytes(begin)}'
                    if self._peek()
                    else f'Unclosed start tag "{tag}" at byte offset {self._bytes(begin)}'
                )
            self._take(SPACE)
            if self._peek() == "=":
                self.at += 1
                found[name] = self._value(tag, begin)
            elif tag == "blockquote" and name == "expandable":
                found[name] = "1"
            else:
                raise _wrong(
                    f'Expected equal sign in declaration of an attribute of the tag "{tag}" '
                    f"at byte offset {self._bytes(begin)}"
                )

    def _value(self, tag: str, begin: int) -> str:
        self._take(SPACE)
        quote = self._peek()
        if quote not in ('"', "'") or not quote:
            return self._take(TOKEN).lower()
        self.at += 1
        value = ""
        while self._peek() not in (quote, ""):
            value += self._character()
        if not self._peek():
            raise _wrong(f'Unclosed start tag "{tag}" at byte offset {self._bytes(begin)}')
        self.at += 1
        return value

    def _end_tag(self) -> None:
        begin = self.at
        if not self.opened:
            raise _wrong(f"Unexpected end tag at byte offset {self._bytes(begin)}")
        self.at += 2
        name = self._take(NAME).lower()
        self._take(SPACE)
        if self._peek() != ">":
            raise _wrong(f"Unclosed end tag at byte offset {self._bytes(begin)}")
        self.at += 1
        opened = self.opened.pop()
        if name and name != opened.tag:
            raise _wrong(
                f"Unmatched end tag at byte offset {self._bytes(begin)}, "
                f'expected "</{opened.tag}>", found "</{name}>"'
            )
        if len(self.text) > opened.at:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        inside = self.text[opened.at :]
        entity: Json = {
            "type": TYPES[opened.tag],
            "offset": units(self.text[: opened.at]),
            "length": units(inside),
        }
        extra = _extra(opened, inside)
        if extra is None:
            return
        if opened.tag == "pre" and self.entities and _same_span(self.entities[-1], entity):
            last = self.entities[-1]
            if last["type"] == "code":  # <pre><code class="language-x"> is one entity
                self.entities.pop()
                extra = {"language": last["language"]} if "language" in last else {}
        self.entities.append(entity | extra)

    def _bytes(self, at: int) -> int:
        return len(self.source[:at].encode())


def _extra(opened: _Open, inside: str) -> Json | None:
    """The fields a tag adds to its entity; None when Telegram drops the entity silently."""
    attributes = opened.attributes
    match opened.tag:
        case "a":
            url = attributes.get("href") or inside
            return {"url": url} if "." in url or ":" in url else None
        case "tg-emoji":
            if not attributes.get("emoji-id", "").isdigit():
                raise _wrong("Invalid custom emoji identifier specified")
            return {"custom_emoji_id": attributes["emoji-id"]}
        case "tg-time":
            if not attributes.get("unix", "").isdigit():
                raise _wrong("Invalid Unix time specified")
            shape = attributes.get("format", "")
            return {"unix_time": int(attributes["unix"])} | ({"date_time_format": shape} if shape else {})
        case "code" if attributes.get("class", "").startswith("language-"):
            return {"language": attributes["class"].removeprefix("language-")}
        case "blockquote" if "expandable" in attributes:
            return {"type": "expandable_blockquote"}
    return {}


def _same_span(one: Json, other: Json) -> bool:
    return (one["offset"], one["length"]) == (other["offset"], other["length"])


def _wrong(why: str) -> RefusedError:
    return RefusedError(Kind.ENTITIES, f"can't parse entities: {why}")
