"""All features as one: what the bot answers to, and what the menu offers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from bot.chat import (
    after,
    doctor,
    hurts,
    learn,
    library,
    pain,
    player,
    problem,
    profile,
    progress,
    reminder,
    safety,
    settings,
    start,
    today,
    why,
    yours,
)
from bot.talk import questions
from bot.talk.act import Feature

FEATURES = (
    safety.FEATURE,
    profile.FEATURE,
    start.FEATURE,
    today.FEATURE,
    player.FEATURE,
    hurts.FEATURE,
    why.FEATURE,
    problem.FEATURE,
    after.FEATURE,
    reminder.FEATURE,
    pain.FEATURE,
    progress.FEATURE,
    library.FEATURE,
    doctor.FEATURE,
    learn.FEATURE,
    settings.FEATURE,
    yours.FEATURE,
    Feature(
        presses=questions.presses(
            (*safety.CHOICES, *profile.CHOICES, *after.CHOICES, *pain.CHOICES, *problem.CHOICES, today.BEFORE)
        )
    ),
)
K = TypeVar("K")
V = TypeVar("V")

OPEN_TO_ALL = frozenset({"start", "privacy", "help", "language", "delete"})  # before consent
PLACES = frozenset(
    {"here", "seen", "not-seen", "leave", "location", "keep", "language"}
)  # reached by button, not in the menu
MENU = (
    "today",
    "why",
    "pain",
    "progress",
    "exercises",
    "learn",
    "questions",
    "settings",
    "redflags",
    "problem",
    "help",
    "privacy",
    "export",
    "delete",
)


def merged(features: Iterable[Feature]) -> Feature:
    """All features as one. Raises ValueError when two answer to the same thing."""
    return Feature(
        commands=_union(each.commands for each in features),
        presses=_union(each.presses for each in features),
        questions=_union(each.questions for each in features),
        flows=_union(each.flows for each in features),
    )


def _union(parts: Iterable[Mapping[K, V]]) -> dict[K, V]:
    whole: dict[K, V] = {}
    for part in parts:
        if twice := whole.keys() & part.keys():
            raise ValueError(f"two features answer to {sorted(map(str, twice))}")
        whole.update(part)
    return whole


ROUTES = merged(FEATURES)
