"""All features as one: what the bot answers to, and what the menu offers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import TypeVar

from pydantic import TypeAdapter

from bot.chat import (
    after,
    alarms,
    before,
    cards,
    doctor,
    feedback,
    followup,
    hurts,
    learn,
    library,
    pain,
    passing,
    player,
    postpone,
    problem,
    profile,
    progress,
    reminder,
    safety,
    settings,
    sos,
    start,
    today,
    why,
    yours,
)
from bot.talk import questions
from bot.talk.act import Feature

ASKING = (cards, safety, followup, passing, profile, after, pain, problem, before, sos, postpone)
FEATURES = (
    safety.FEATURE,
    cards.FEATURE,
    alarms.FEATURE,
    profile.FEATURE,
    passing.FEATURE,
    start.FEATURE,
    today.FEATURE,
    before.FEATURE,
    player.FEATURE,
    hurts.FEATURE,
    why.FEATURE,
    problem.FEATURE,
    after.FEATURE,
    reminder.FEATURE,
    pain.FEATURE,
    progress.FEATURE,
    library.FEATURE,
    followup.FEATURE,
    doctor.FEATURE,
    learn.FEATURE,
    settings.FEATURE,
    postpone.FEATURE,
    feedback.FEATURE,
    sos.FEATURE,
    yours.FEATURE,
    Feature(presses=questions.presses(each for part in ASKING for each in part.CHOICES)),
)
K = TypeVar("K")
V = TypeVar("V")

OPEN_TO_ALL = frozenset({"start", "privacy", "help", "language", "delete"})  # before consent
MENU = (
    "today",
    "why",
    "pain",
    "sos",
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
    parts = tuple(features)
    return Feature(
        **{each.name: _union(getattr(part, each.name) for part in parts) for each in fields(Feature)}
    )


def _union(parts: Iterable[Mapping[K, V]]) -> dict[K, V]:
    whole: dict[K, V] = {}
    for part in parts:
        if twice := whole.keys() & part.keys():
            raise ValueError(f"two features answer to {sorted(map(str, twice))}")
        whole.update(part)
    return whole


ROUTES = merged(FEATURES)
PAPERS = {name: TypeAdapter(flow.form) for name, flow in ROUTES.flows.items()}
