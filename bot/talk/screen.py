"""A screen is plain data: text, buttons and a picture. Nothing here knows Telegram."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from bot.coach.model import Dose
from bot.talk.wire import Press, encode


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    press: Press
    style: str | None = None  # primary, success, danger


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Moving:
    """The animation of an exercise at a dose."""

    exercise: str
    dose: Dose


@dataclass(frozen=True, slots=True)
class Chart:
    """Pain and sessions over days; scores by date."""

    days: tuple[date, ...]
    morning: tuple[tuple[date, int], ...]
    worst: tuple[tuple[date, int], ...]
    sessions: tuple[date, ...]
    trend: tuple[tuple[date, float], ...]


Picture = Moving | Chart


@dataclass(frozen=True, slots=True)
class Document:
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Screen:
    """What one message shows. `text` is Telegram's HTML; with a picture it is its caption.

    `toast` is the short answer to the tap that led here; `document` is sent just before the screen;
    `ask_location` is the label of a button under the text field that shares the location; `asks` the key of
    the question it asks.
    """

    text: str
    rows: tuple[Row, ...] = ()
    picture: Picture | None = None
    toast: str = ""
    document: Document | None = None
    ask_location: str = ""
    asks: str = ""

    @property
    def digest(self) -> str:
        """Equal for screens that look the same; Telegram refuses edits that change nothing."""
        rows = [[(b.label, encode(b.press), b.style) for b in row] for row in self.rows]
        return _digest(self.text, rows, self.picture)

    @property
    def picture_digest(self) -> str | None:
        return _digest(self.picture) if self.picture else None


YES, NO = "+", "-"  # labels that no button has


def plain_answers(screen: Screen, declines: Collection[str]) -> dict[str, Press]:
    """What a bare yes or no presses: the one coloured button, and the one way to decline beside it."""
    every = [button for row in screen.rows for button in row]
    coloured = [button for button in every if button.style]
    without = [button for button in every if button.label in declines and not button.style]
    if len(coloured) != 1 or len(without) != 1 or coloured[0].style == "danger":
        return {}
    return {YES: coloured[0].press, NO: without[0].press}


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def rows(buttons: Iterable[Button], columns: int) -> tuple[Row, ...]:
    """Buttons laid out in rows of at most that many."""
    every = tuple(buttons)
    return tuple(every[start : start + columns] for start in range(0, len(every), columns))
