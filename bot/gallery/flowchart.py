"""Which flow asks what, in which order, where it comes from and what follows: all of it found by tapping."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.chat.features import ROUTES
from bot.gallery.scene import place
from bot.gallery.scenes import Played, Step
from bot.talk.buttons import Back, Go, Resume

RETURNS = tuple(map(Go, ("here", "leave", "keep", "not-seen")))
Ends = Mapping[str, Sequence[str]]
"""A place -> the buttons or the words that lead there, or from there."""


@dataclass(frozen=True, slots=True)
class Way:
    """One flow. `opens`: questions that another one opens, by that one."""

    flow: str
    questions: Sequence[str]
    opens: Mapping[str, Sequence[str]]
    called_by: Ends  # commands and reminders, and places with their buttons
    done: Ends
    left: Ends

    @property
    def is_place(self) -> bool:
        return not ROUTES.flows[self.flow].called


def ways_of(all_of_it: Played) -> list[Way]:
    return [_way(flow, all_of_it) for flow in ROUTES.flows]


def _way(flow: str, all_of_it: Played) -> Way:
    order = ROUTES.flows[flow].questions
    steps = [step for step in all_of_it.steps if step.scene.leads]
    out = [s for s in steps if _in(flow, s.scene.place) and not _in(flow, place(s.shown))]
    back = [s for s in out if isinstance(s.button.press, Back) and s.scene.place == f"{flow}/{order[0]}"]
    into = [
        s for s in steps if _in(flow, place(s.shown)) and not _in(flow, s.scene.place) and not _returns(s)
    ]
    typed = [s.name.split(",")[0] for s in all_of_it.scenes if s.starts and _in(flow, s.place)]
    return Way(
        flow=flow,
        questions=order,
        opens=_opens(flow, order, all_of_it.steps),
        called_by={**dict.fromkeys(sorted(set(typed)), ()), **_buttons((s.scene.place, s) for s in into)},
        done=_buttons((place(s.shown), s) for s in out if s not in back),
        left=_buttons((place(s.shown), s) for s in back),
    )


def _returns(step: Step) -> bool:
    """Back to where somebody was leads nowhere of its own."""
    return isinstance(step.button.press, Back | Resume) or step.button.press in RETURNS


def _in(flow: str, where: str) -> bool:
    return where.startswith(f"{flow}/")


def _opens(flow: str, order: Sequence[str], steps: Iterable[Step]) -> Mapping[str, Sequence[str]]:
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for step in steps:
        here, there = step.scene.place, place(step.shown)
        asked = there.partition("/")[2]
        if _in(flow, here) and _in(flow, there) and asked not in order and here != there:
            opener = here.partition("/")[2]
            if opener in order:
                found[opener][asked] = None
    return {opener: tuple(asked) for opener, asked in found.items()}


def _buttons(found: Iterable[tuple[str, Step]]) -> Ends:
    labels: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for where, step in found:
        labels[where][step.button.label] = None
    return {where: tuple(each) for where, each in labels.items()}
