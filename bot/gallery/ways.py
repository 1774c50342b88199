"""The graph of questions and screens: which leads where, found by tapping."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from bot.chat.features import ROUTES
from bot.content import Mistake
from bot.gallery.scene import place
from bot.gallery.scenes import Played
from bot.talk.act import Feature

Ways = Mapping[str, frozenset[str]]
"""A place -> the places that its buttons lead to."""


def ways(all_of_it: Played) -> Ways:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for step in all_of_it.steps:
        if step.scene.leads:
            found[step.scene.place].add(place(step.shown))
    return {here: frozenset(there) for here, there in found.items()}


def entries(all_of_it: Played) -> frozenset[str]:
    """Where somebody is who has tapped nothing."""
    return frozenset(scene.place for scene in all_of_it.scenes if scene.starts)


def reached(start: Iterable[str], ways: Ways) -> set[str]:
    """All that taps lead to from there."""
    found, ahead = set[str](), list(start)
    while ahead:
        here = ahead.pop()
        if here not in found:
            found.add(here)
            ahead += ways.get(here, ())
    return found


def asked_in(routes: Feature) -> dict[str, list[str]]:
    """Each question with the places that ask it in the order of a flow; none: only another opens it."""
    places: dict[str, list[str]] = {question: [] for question in routes.questions}
    for name, flow in routes.flows.items():
        for question in flow.questions:
            places[question].append(f"{name}/{question}")
    return places


def lost(all_of_it: Played, routes: Feature = ROUTES) -> list[Mistake]:
    """Questions that no way leads to, and those that none leads out of. For whoever changes the code."""
    leads, seen = ways(all_of_it), reached(entries(all_of_it), ways(all_of_it))
    found = []
    for question, places in asked_in(routes).items():
        here = places or [each for each in seen if each.endswith(f"/{question}")] or [question]
        for each in here:
            if each not in seen:
                found.append(_lost(each, "no way leads to it", "a command, a button or a question before it"))
            elif not leads.get(each, frozenset()) - {each}:
                found.append(_lost(each, "no way leads out of it", "a button that leads to somewhere else"))
    return found


def _lost(key: str, wrong: str, expected: str) -> Mistake:
    return Mistake("bot/chat", key, wrong, f"{expected}, in some scene of bot/gallery")
