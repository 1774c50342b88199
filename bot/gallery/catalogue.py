"""The scenes as they are looked at: each look once, in chapters, with what each button leads to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.chat.features import ROUTES
from bot.gallery.scene import Scene, place
from bot.gallery.scenes import Played, Step
from bot.gallery.stage import Shown
from bot.talk.screen import Button, Moving


def _flows(start: str) -> tuple[str, ...]:
    return tuple(name for name in ROUTES.flows if name.startswith(start))


CHAPTERS: Mapping[str, tuple[str, ...]] = {
    "The start": ("start", "language", "ask"),
    "Safety": ("redflags", "safety", "seen", "follow-up", "written", *_flows("heard-")),
    "The morning": ("morning", "reminder"),
    "Today": ("today", "before", "rescreen"),
    "The player": ("player", "hurts"),
    "After a session": ("after", "after-safety"),
    "Why this plan": ("why", "whole-why"),
    "Pain, any time": ("pain", "pain-safety"),
    "A bad moment": ("sos",),
    "Something went wrong": ("problem", "problem-safety"),
    "Progress": ("progress",),
    "Settings": ("settings", *_flows("edit-")),
    "Exercises to look up": ("exercises", "library", "in other chats"),
    "Lessons": ("learn",),
    "For a professional": ("questions",),
    "What is theirs": ("help", "privacy", "export", "delete"),
    "In between": ("what waits", "unexpected", "oops", "places"),
    "Other": (),
}
"""What stands together: flows, and the tables of sentences."""
APART = (
    "what waits",
    "unexpected",
    "in other chats",
    "written",
)  # said above or beside what is asked or shown there

Look = tuple[str, tuple[str, str] | None]


@dataclass(slots=True)
class Frame:
    """A scene that is shown. `also`: other scenes that look just the same; `leads` by wire data."""

    id: str
    group: str
    scene: Scene
    also: tuple[str, ...]
    leads: dict[str, Lead] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return title(self.scene)


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a button leads: a frame, and what the tap is answered with."""

    button: Button
    to: Frame | None
    toast: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    frames: Sequence[Frame]
    by_look: Mapping[Look, Frame]
    by_place: Mapping[str, Sequence[Frame]]

    def find(self, shown: Shown) -> Frame | None:
        """The frame that looks so, else the one most like it that asks or says the same."""
        near = self.by_place.get(place(shown), ())
        return self.by_look.get(look(shown)) or max(
            near, key=lambda f: alike(f.scene.shown, shown), default=None
        )

    def at(self, where: str) -> Frame | None:
        return next(iter(self.by_place.get(where, ())), None)

    def chapters(self) -> Iterator[tuple[str, list[Frame]]]:
        for name in CHAPTERS:
            if frames := [frame for frame in self.frames if chapter(frame.group) == name]:
                yield name, frames


def catalogue(all_of_it: Played) -> Catalogue:
    """Those found by a tap stay only where nobody played the like."""
    played = {scene.place for scene in all_of_it.scenes if not (scene.by_tap or scene.aside)}
    alike: defaultdict[Look, list[Scene]] = defaultdict(list)
    for scene in all_of_it.scenes:
        if not (scene.aside or (scene.by_tap and scene.place in played)):
            alike[look(scene.shown)].append(scene)
    by_look = dict(zip(alike, _frames(alike.values()), strict=True))
    frames = sorted(by_look.values(), key=_order)
    by_place: defaultdict[str, list[Frame]] = defaultdict(list)
    for frame in frames:
        by_place[frame.scene.place].append(frame)
    whole = Catalogue(frames, by_look, by_place)
    for step in all_of_it.steps:
        _lead(whole, step)
    return whole


def look(shown: Shown) -> Look:
    return shown.screen.digest, shown.asks


def _frames(every: Iterable[Sequence[Scene]]) -> Iterator[Frame]:
    """One for all scenes that look the same, named after the one that belongs there."""
    ids: set[str] = set()
    for scenes in every:
        group = group_of(scenes[0])
        first = next((scene for scene in scenes if scene.group == group), scenes[0])
        also = tuple(_short(title(scene), title(first)) for scene in scenes if scene is not first)
        yield Frame(_new_id(f"{group} {title(first)}", ids), group, first, also)


def _short(name: str, first: str) -> str:
    """Of "/today, gentle" after "/today, fresh" only what is different."""
    start, _, rest = name.partition(", ")
    return rest if rest and start == first.partition(", ")[0] else name


def group_of(scene: Scene) -> str:
    if scene.group in APART or (scene.about and not scene.shown.asks):
        return scene.group
    table = scene.place.split(".")[0]
    known = any(table in groups for groups in CHAPTERS.values())
    return scene.shown.asks[0] if scene.shown.asks else table if known else scene.group


def title(scene: Scene) -> str:
    """What it is called; one found by a tap has the name of what it asks or says."""
    return scene.shown.asks[1] if scene.by_tap and scene.shown.asks else scene.name


def _order(frame: Frame) -> tuple[int, int, float]:
    name = chapter(frame.group)
    groups = CHAPTERS[name]
    group = groups.index(frame.group) if frame.group in groups else len(groups)
    return list(CHAPTERS).index(name), group, _turn(frame.scene)


def _turn(scene: Scene) -> float:
    """A question stands where its flow asks it, one that another opens right after that one."""
    if scene.shown.asks is None or scene.group in APART:
        return 99
    flow, question = scene.shown.asks
    order = ROUTES.flows[flow].questions
    opener = scene.behind.partition("/")[2]
    return (
        order.index(question) if question in order else order.index(opener) + 0.5 if opener in order else 98
    )


def chapter(group: str) -> str:
    return next((name for name, groups in CHAPTERS.items() if group in groups), "Other")


def _lead(whole: Catalogue, step: Step) -> None:
    frame = whole.by_look.get(look(step.scene.shown))
    if frame is not None and step.wire not in frame.leads:
        frame.leads[step.wire] = Lead(step.button, whole.find(step.shown), step.shown.screen.toast)


def alike(one: Shown, other: Shown) -> float:
    """The same exercise first, then how many sentences they share."""
    pictures = [each.screen.picture for each in (one, other)]
    slugs = {each.exercise if isinstance(each, Moving) else "" for each in pictures}
    return (len(slugs) == 1) + len(one.keys & other.keys) / max(1, len(one.keys | other.keys))


def _new_id(words: str, ids: set[str]) -> str:
    base = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
    name = next(each for nr in range(1, 999) if (each := f"{base}-{nr}" if nr > 1 else base) not in ids)
    ids.add(name)
    return name
