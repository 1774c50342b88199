"""The presses of a session that several features offer; `on` makes one from another day recognisable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.talk.wire import Press, wire


@wire("st")
@dataclass(frozen=True, slots=True)
class Start(Press):
    on: date


@wire("op")
@dataclass(frozen=True, slots=True)
class Play(Press):
    """Opens the player."""

    on: date


@wire("un")
@dataclass(frozen=True, slots=True)
class Undo(Press):
    on: date


@wire("fi")
@dataclass(frozen=True, slots=True)
class Finish(Press):
    """Stops here for today."""

    on: date


@wire("hu")
@dataclass(frozen=True, slots=True)
class Hurts(Press):
    on: date
    nr: int


@wire("ro")
@dataclass(frozen=True, slots=True)
class Reopen(Press):
    """Does the rest of a session that was ended early."""

    on: date


HOW_IT_HURTS = ("sore", "sharp", "down", "numb")  # carry on gently, leave it, down the leg, numb or weak


@wire("hx")
@dataclass(frozen=True, slots=True)
class HurtHow(Press):
    """What kind of hurt: `sore` carry on, `sharp`, `down` the leg, `numb` or weak."""

    on: date
    nr: int
    what: str
