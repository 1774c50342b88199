"""A scene: a screen with a name, at the moment at which the stage is in the state it belongs to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.gallery.stage import Shown, Stage
from bot.talk.screen import Moving, Screen


@dataclass(frozen=True, slots=True)
class Scene:
    """`group`: the flow or the feature. `entry`: after a command, a word, on the coach's own account.

    `about`: the folder of the content it shows, "exercises/bridge". `aside`: only measured; too much like
    another one to be looked at. `behind`: not played by itself, but found behind a button of that place.
    """

    group: str
    name: str
    shown: Shown
    entry: bool = False
    about: str = ""
    aside: bool = False
    behind: str = ""

    @property
    def by_tap(self) -> bool:
        return bool(self.behind)

    @property
    def starts(self) -> bool:
        """Somebody may be here who has tapped nothing."""
        return self.entry and not self.shown.put

    @property
    def leads(self) -> bool:
        """Where its buttons lead is so for anybody: not back to a question that was only put there."""
        return self.shown.put in ("", self.place) or self.by_tap

    @property
    def tappable(self) -> bool:
        """The stage is in its state, and it is not just one more of many."""
        return self.shown.live and not (self.aside and self.shown.asks is None)

    @property
    def screen(self) -> Screen:
        return self.shown.screen

    @property
    def place(self) -> str:
        """Where it is in the graph: the question that is asked, else the sentence that says most."""
        return place(self.shown)


Add = Callable[[Scene], Awaitable[None]]
Play = Callable[[Stage, Add], Awaitable[None]]
"""Brings the stage into one state after another and adds the scene of each while it is there."""


def place(shown: Shown) -> str:
    return "/".join(shown.asks) if shown.asks else said_by(shown.screen.text, shown.said)


def said_by(text: str, said: tuple[tuple[str, str], ...]) -> str:
    """The key of the longest sentence that is in a text as it stands, empty for none."""
    found = [(len(each), key) for key, each in said if each.strip() and each.strip() in text]
    return max(found, default=(0, ""))[1]


def exercise_of(screen: Screen) -> str:
    return f"exercises/{screen.picture.exercise}" if isinstance(screen.picture, Moving) else ""
