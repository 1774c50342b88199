"""Typed buttons: each press is a frozen dataclass, the wire format of a button and its route."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.chat.wire import Press, wire
from bot.store.sessions import Side

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
