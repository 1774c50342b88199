"""All scenes, and what every button in them leads to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial

from bot.gallery import flows, reasons, rooms, session, shelves, written
from bot.gallery.fit import on_the_wire
from bot.gallery.flows import misunderstood
from bot.gallery.scene import Play, Scene, place
from bot.gallery.stage import Shown, Stage
from bot.talk.screen import Button
from bot.talk.wire import encode

PLAYS: tuple[Play, ...] = (
    flows.flows,
    flows.unlisted,
    rooms.commands,
    rooms.interrupted,
    rooms.dropped,
    rooms.calm,
    rooms.told_twice,
    rooms.places,
    rooms.unasked,
    rooms.unexpected,
    rooms.outcomes,
    rooms.six_weeks_on,
    rooms.endings,
    rooms.before,
    reasons.plans,
    reasons.reasons,
    reasons.safety_screens,
    written.alarming,
    written.noted,
    written.known,
    written.wished,
    written.everywhere,
    session.player_scenes,
    session.hurt_again,
    shelves.exercises,
    shelves.lists,
    shelves.learning,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One tap: the button of a scene, and what is shown then."""

    scene: Scene
    button: Button
    shown: Shown

    @property
    def wire(self) -> str:
        return encode(self.button.press)


@dataclass(repr=False)  # asyncio.run writes out what it returns: twice, and this is tens of megabytes
class Played:
    """All scenes, in order; those that only a tap leads to come after the one with that button."""

    every_button: bool = True
    scenes: list[Scene] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    tapped: set[object] = field(default_factory=set)

    def to_tap(self, scene: Scene) -> list[Button]:
        """Its buttons, as far as they can be tapped, and are not known already from a scene like it."""
        if not scene.tappable or (scene.about and scene.place in self.places and not self.every_button):
            return []
        return [each for row in scene.screen.rows for each in row if self._is_new(scene, each)]

    def _is_new(self, scene: Scene, button: Button) -> bool:
        """A question may know more than it shows; whatever else looks alike in a state leads to the like.

        What was not merely come across was brought about for where its buttons lead.
        """
        if list(on_the_wire(button)):
            return False
        key = (scene.shown.open, scene.screen.digest, button.press)
        known = key in self.tapped
        self.tapped.add(key)
        return self.every_button or not known or not (scene.entry or scene.aside or scene.by_tap)


async def played(stage: Stage, every_button: bool = True) -> Played:
    """Plays everything, and taps every button; else what looks alike is tapped once."""
    all_of_it = Played(every_button)
    for play in PLAYS:
        async with stage.undone():
            await play(stage, partial(_add, stage, all_of_it))
    return all_of_it


async def _add(stage: Stage, all_of_it: Played, scene: Scene) -> None:
    to_tap = all_of_it.to_tap(scene)
    all_of_it.scenes.append(scene)
    all_of_it.places.add(scene.place)
    for button in to_tap:
        async with stage.undone():
            shown = await stage.taps(button.press)
            all_of_it.steps.append(Step(scene, button, shown))
            if (there := place(shown)) not in all_of_it.places:
                await _find(stage, all_of_it, scene, shown, there)


async def _find(stage: Stage, all_of_it: Played, behind: Scene, shown: Shown, there: str) -> None:
    """A scene that was not played yet."""
    found = Scene(shown.asks[0] if shown.asks else behind.group, there, shown, behind=behind.place)
    await _add(stage, all_of_it, found)
    if shown.asks:  # it may be in the order of no flow
        odd = await misunderstood(stage, shown.asks[1])
        all_of_it.scenes.append(replace(found, name=f"{there}, not understood", shown=odd, aside=True))
