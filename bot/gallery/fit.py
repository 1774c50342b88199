"""What a screen has to keep to: what Telegram takes, and what a phone shows of a button."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from bot.content.limits import units
from bot.talk.buttons import Resume
from bot.talk.screen import Button, Row, Screen
from bot.talk.wire import encode

CAPTION, TEXT, TOAST = 1024, 4096, 200  # UTF-16 units after parsing, core.telegram.org/bots/api
IN_A_ROW, IN_ALL = 8, 100  # buttons
MOST_ROWS = 10  # and the way back to what waits; more is no screen of a phone any more
WIDTH = {1: 34, 2: 17, 3: 11}  # characters of a label that a phone shows, by buttons in the row
COMMAND = re.compile(r"(?<![\w/<])/([a-z]+)\b")  # in a text; Telegram makes it a link
NARROW = 5  # with more than three


@dataclass(frozen=True, slots=True)
class Wrong:
    """What does not fit. `said`: the label or the text that it is about, empty for the whole screen."""

    what: str
    expected: str
    said: str = ""


def wrongs(screen: Screen) -> Iterator[Wrong]:
    most, kind = (CAPTION, "under a picture") if screen.picture else (TEXT, "in a message")
    found = units(plain(screen.text).strip())
    if not 0 < found <= most:
        wrong = f"has {found} characters" if found else "is empty"
        yield Wrong(wrong, f"1 to {most} {kind}, for Telegram", screen.text)
    if units(screen.toast) > TOAST:
        yield Wrong(f"answers a tap with {units(screen.toast)} characters", f"at most {TOAST}", screen.toast)
    own = [row for row in screen.rows if not any(isinstance(each.press, Resume) for each in row)]
    if len(own) > MOST_ROWS:
        yield Wrong(f"has {len(own)} rows of buttons", f"at most {MOST_ROWS}, for a phone")
    if (buttons := sum(map(len, screen.rows))) > IN_ALL:
        yield Wrong(f"has {buttons} buttons", f"at most {IN_ALL}, for Telegram")
    for row in screen.rows:
        yield from _of_row(row)


def _of_row(row: Row) -> Iterator[Wrong]:
    if len(row) > IN_A_ROW:
        yield Wrong(f"has {len(row)} buttons in a row", f"at most {IN_A_ROW}, for Telegram")
    for button in row:
        most = WIDTH.get(len(row), NARROW)
        if not 0 < len(button.label) <= most:
            wrong = f"the button [{button.label}] has {len(button.label)} characters"
            yield Wrong(wrong, f"1 to {most}, {len(row)} in a row on a phone", button.label)
        yield from on_the_wire(button)


def on_the_wire(button: Button) -> Iterator[Wrong]:
    try:
        encode(button.press)
    except ValueError as error:
        yield Wrong(f"the button [{button.label}]: {error}", "shorter names (at most 64 bytes)", button.label)


def plain(html: str) -> str:
    """What is left of Telegram's HTML once it is parsed."""
    reader = _Plain()
    reader.feed(html)
    reader.close()
    return "".join(reader.found)


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)
