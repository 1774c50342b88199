"""Typed buttons: a frozen dataclass is the wire format of a button and the route to its handler."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, get_type_hints

from bot.store.sessions import Side

LIMIT = 64  # bytes of callback_data, Telegram's limit

_presses: dict[str, type[Press]] = {}


@dataclass(frozen=True, slots=True)
class Press:
    """What a button means. Old messages keep theirs for ever: give a changed one a new code."""


P = TypeVar("P", bound=Press)


def wire(code: str) -> Any:
    """Gives a press its code on the wire. Codes are never used again for another meaning."""

    def register(cls: type[P]) -> type[P]:
        if code in _presses:
            raise ValueError(f"code {code!r} is taken by {_presses[code].__name__}")
        _presses[code] = cls
        return cls

    return register


def encode(press: Press) -> str:
    """The callback_data of a press. Raises ValueError when it would be over 64 bytes."""
    code = next(code for code, cls in _presses.items() if cls is type(press))
    data = ":".join([code, *(str(getattr(press, each.name)) for each in fields(press))])
    if len(data.encode()) > LIMIT:
        raise ValueError(f"{type(press).__name__} is {len(data.encode())} bytes on the wire, {LIMIT} fit")
    return data


def decode(data: str) -> Press | None:
    """The press that a callback_data stands for, None for one that no longer means anything."""
    code, _, rest = data.partition(":")
    cls = _presses.get(code)
    if cls is None:
        return None
    most = len(fields(cls)) - 1
    words = rest.split(":", most) if rest else []  # the last field may hold a colon: "07:30"
    if len(words) != len(fields(cls)):
        return None
    hints = get_type_hints(cls)
    try:
        return cls(*(_read(hints[each.name], word) for each, word in zip(fields(cls), words, strict=True)))
    except ValueError:
        return None


def _read(kind: type, word: str) -> object:
    if kind is date:
        return date.fromisoformat(word)
    if kind is int or issubclass(kind, StrEnum):
        return kind(word)
    return word


def all_presses() -> dict[str, type[Press]]:
    """Every press by its code; the tests hold each to the limit."""
    return dict(_presses)


# Anywhere


@wire("go")
@dataclass(frozen=True, slots=True)
class Go(Press):
    """Opens a place: the name of a command without its slash, or `here` for the current question."""

    place: str


# Questions


@wire("ch")
@dataclass(frozen=True, slots=True)
class Choose(Press):
    """The one answer to a question."""

    question: str
    value: str


@wire("tk")
@dataclass(frozen=True, slots=True)
class Tick(Press):
    """Ticks or unticks one of several answers."""

    question: str
    value: str


@wire("ok")
@dataclass(frozen=True, slots=True)
class Next(Press):
    """These are all."""

    question: str


@wire("bk")
@dataclass(frozen=True, slots=True)
class Back(Press):
    """The question before."""

    question: str


@wire("ed")
@dataclass(frozen=True, slots=True)
class Edit(Press):
    """Asks one question again, from the settings."""

    question: str


# Consent


@wire("ag")
@dataclass(frozen=True, slots=True)
class Agree(Press):
    pass


@wire("lg")
@dataclass(frozen=True, slots=True)
class Speak(Press):
    """Changes the language."""

    lang: str


@wire("dl")
@dataclass(frozen=True, slots=True)
class Erase(Press):
    pass


# Safety


@wire("cl")
@dataclass(frozen=True, slots=True)
class Seen(Press):
    """A clinician has assessed me."""


# The session of a day; `on` makes a press from another day recognisable


@wire("st")
@dataclass(frozen=True, slots=True)
class Start(Press):
    on: date


@wire("op")
@dataclass(frozen=True, slots=True)
class Play(Press):
    """Opens the player."""

    on: date


@wire("dn")
@dataclass(frozen=True, slots=True)
class Done(Press):
    on: date
    nr: int
    side: Side
    set_nr: int


@wire("wk")
@dataclass(frozen=True, slots=True)
class Walked(Press):
    """A walk, or the like, of that many minutes."""

    on: date
    nr: int
    minutes: int


@wire("un")
@dataclass(frozen=True, slots=True)
class Undo(Press):
    on: date


@wire("hw")
@dataclass(frozen=True, slots=True)
class How(Press):
    on: date
    nr: int


@wire("sk")
@dataclass(frozen=True, slots=True)
class Skip(Press):
    on: date
    nr: int


@wire("hu")
@dataclass(frozen=True, slots=True)
class Hurts(Press):
    on: date
    nr: int


HOW_IT_HURTS = ("sore", "sharp", "down", "numb")  # carry on gently, leave it, down the leg, numb or weak


@wire("hx")
@dataclass(frozen=True, slots=True)
class HurtHow(Press):
    """What kind of hurt: `sore` carry on, `sharp`, `down` the leg, `numb` or weak."""

    on: date
    nr: int
    what: str


@wire("fi")
@dataclass(frozen=True, slots=True)
class Finish(Press):
    """Stops here for today."""

    on: date


# The library


@wire("xs")
@dataclass(frozen=True, slots=True)
class Shelf(Press):
    """A list of exercises: `by` a way to sort them and the `value` wanted; pages from 0."""

    page: int
    by: str
    value: str


@wire("xc")
@dataclass(frozen=True, slots=True)
class Card(Press):
    exercise: str


@wire("xd")
@dataclass(frozen=True, slots=True)
class Details(Press):
    """The steps of an exercise in the library."""

    exercise: str


@wire("xl")
@dataclass(frozen=True, slots=True)
class Like(Press):
    """`favourite`, `never`, or `none` to take it back."""

    exercise: str
    liking: str


# Lessons


@wire("ls")
@dataclass(frozen=True, slots=True)
class Lessons(Press):
    """The list of lessons; pages from 0."""

    page: int


@wire("ln")
@dataclass(frozen=True, slots=True)
class Learn(Press):
    lesson: str


@wire("an")
@dataclass(frozen=True, slots=True)
class Answer(Press):
    """The chosen answer of a lesson's question, from 0."""

    nr: int
    lesson: str


# Questions for a professional


@wire("fq")
@dataclass(frozen=True, slots=True)
class Forget(Press):
    """Removes an own question for a professional."""

    nr: int


@wire("lw")
@dataclass(frozen=True, slots=True)
class Lighter(Press):
    """Yes to a lighter week."""


@wire("mo")
@dataclass(frozen=True, slots=True)
class Morning(Press):
    """The score on the reminder."""

    on: date
    score: int


@wire("la")
@dataclass(frozen=True, slots=True)
class Later(Press):
    """Reminds again: `30` or `120` minutes, `evening`."""

    on: date
    when: str


@wire("no")
@dataclass(frozen=True, slots=True)
class NotToday(Press):
    on: date
