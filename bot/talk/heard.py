"""What somebody did, in plain words: made from Telegram's update, so that nothing else has to know one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Words that were typed; a command begins with a slash."""

    text: str


@dataclass(frozen=True, slots=True)
class Tap:
    """A button. `data` is its wire format; `message`: the one it stood under, when that is known."""

    query: str
    data: str
    message: int | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A location that was shared, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Odd:
    """Anything else: `edited`, `forwarded`, `picture`, `other`."""

    kind: str


@dataclass(frozen=True, slots=True)
class Membership:
    """Somebody blocked the bot (`gone`), or let it speak again."""

    gone: bool


@dataclass(frozen=True, slots=True)
class Inline:
    """Asked from any chat: @bot and a word."""

    query: str
    text: str


@dataclass(frozen=True, slots=True)
class Public:
    """Said where others listen: a group or a channel. `query`: the tap to answer."""

    query: str | None = None


What = Text | Tap | Spot | Odd | Membership | Inline | Public


@dataclass(frozen=True, slots=True)
class Heard:
    """One act of one person. `person`: Telegram's user id, 0 for nobody; a private chat has the same."""

    person: int
    chat: int
    what: What
    language: str = ""  # of their Telegram, IETF: "de-AT"

    @property
    def query(self) -> str | None:
        """The tap that waits for its answer."""
        return self.what.query if isinstance(self.what, Tap | Public) else None

    @property
    def private(self) -> bool:
        """Said to the bot alone: what may be answered with somebody's own matters."""
        return isinstance(self.what, Text | Tap | Spot | Odd)
