"""The presses of every conversation: go somewhere, answer a question; the others live with their feature."""

from __future__ import annotations

from dataclasses import dataclass

from bot.talk.wire import Press, wire


@wire("go")
@dataclass(frozen=True, slots=True)
class Go(Press):
    """Opens a place: the name of a command without its slash, or `here` for the current question."""

    place: str


@wire("rs")
@dataclass(frozen=True, slots=True)
class Resume(Press):
    """Goes on with a flow that waits below."""

    flow: str


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


@wire("cr")
@dataclass(frozen=True, slots=True)
class Clear(Press):
    """Unticks all."""

    question: str


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
