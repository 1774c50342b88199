"""What is to be shown, and where: made inside the transaction, shown after it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.content import Texts
from bot.talk.screen import Moving, Screen


@dataclass(frozen=True, slots=True)
class Reply:
    """A screen and where it goes."""

    chat: int
    screen: Screen
    words: Texts
    person: int | None = None  # None: not a private chat, nothing is remembered
    pressed: int | None = None  # the message whose button was tapped
    live: int | None = None  # the message edited in place so far
    live_picture: str | None = None  # digest of the picture it holds
    live_shown: str | None = None  # digest of the screen it shows
    callback: str | None = None  # the tap to answer
    toast: str = ""
    to_be_seen: bool = False  # not to be left out, though the next tap is here already
    keyboard_gone: bool = False  # take away the keyboard that shared the location


@dataclass(frozen=True, slots=True)
class Shared:
    """An exercise to be put into any chat: its card, and nothing about anybody."""

    slug: str
    title: str
    line: str
    text: str
    picture: Moving | None


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to an inline query."""

    query: str
    cards: tuple[Shared, ...]
