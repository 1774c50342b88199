"""A repetition as a row of shots: what to draw, for how long, and what the ring counts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from bot.coach.model import Dose
from bot.pictures.body import ANGLES, LIMBS, Limb, Pose, between, freed, mirrored, solve
from bot.pictures.poses import Figure

STEP = 80  # milliseconds of a moving shot: 12.5 a second
STRETCHED = 10  # seconds: who holds as long stretches or rests, and the way there does not matter
QUICK = 1.44  # seconds: such a way, or one from side to side, is shown no slower
TURNING = 5  # shots in which the picture turns to its mirror image
REST = 480  # the first pose is seen for a moment
COUNTED = 30  # seconds: a longer steady position breathes instead of counting down
BREATH = 4.0  # seconds of one calm breath
NUMBERS = (*ANGLES, "breath")


@dataclass(frozen=True, slots=True)
class Shot:
    """One frame of the animation."""

    pose: Pose
    ms: int
    count: int | None = None  # seconds left, the number in the ring
    left: float = 0.0  # fraction of the hold that is left: the ring
    wide: float = 1.0  # the picture's width: -1 is its mirror image, between is half way round
    ground: float = 0.0  # fraction of a cycle the floor has moved
    air: float | None = None  # 0 out, 1 in: a disc that breathes in place of the ring


def shots(figure: Figure, dose: Dose, tempo: float, both_sides: bool) -> list[Shot]:
    """One repetition, of each side when `both_sides`, ending where it began; `tempo` in seconds, no hold."""
    if figure.cyclic:
        return _cycle(figure, figure.lap or tempo)
    poses = [figure.poses[name] for name in figure.path]
    first = _side(figure, poses, dose, tempo, both_sides)
    if not both_sides:
        return first
    if figure.sides == "flip":
        other = [replace(shot, wide=-1.0) for shot in first]
        return first + _turning(poses[0], 1.0) + other + _turning(poses[0], -1.0)
    across = [mirrored(pose) for pose in poses]
    second = _side(figure, across, dose, tempo, both_sides)
    if _same(poses[0], across[0]):
        return first + second
    over = _moves([poses[0], across[0]], min(tempo / 2, QUICK))
    return first + over + second + _reversed(over)


def still_poses(figure: Figure) -> list[Pose]:
    """The poses that tell the exercise: where it starts and where it goes."""
    poses = [figure.poses[name] for name in figure.path]
    if figure.cyclic:
        return [poses[0], poses[len(poses) // 2]]
    return [poses[0]] if len(poses) == 1 or figure.hold_first else [poses[0], poses[-1]]


def _side(figure: Figure, poses: Sequence[Pose], dose: Dose, tempo: float, both_sides: bool) -> list[Shot]:
    held = poses[0] if figure.hold_first else poses[-1]
    if dose.seconds > COUNTED and not both_sides:
        return _breath(held)
    hold = dose.hold or dose.seconds
    stay = _breath(held) if hold > COUNTED else _countdown(held, hold) if hold else [Shot(held, 2 * STEP)]
    if len(poses) == 1:
        return stay
    there = _moves(poses, min(tempo / 2, QUICK) if hold >= STRETCHED else tempo / 2)
    return [Shot(poses[0], REST), *there, *stay, *_reversed(there)]


def _moves(poses: Sequence[Pose], seconds: float) -> list[Shot]:
    """The shots strictly between the poses, and the poses passed on the way."""
    legs = [_aligned(a, b) for a, b in pairwise(poses)]
    count = max(4, round(seconds * 1000 / STEP))
    found = []
    for i in range(1, count):
        way = _eased(i / count) * len(legs)
        leg = min(int(way), len(legs) - 1)
        found.append(Shot(blend(*legs[leg], way - leg), STEP))
    return found


def _reversed(there: Sequence[Shot]) -> list[Shot]:
    return list(reversed(there))


def _eased(t: float) -> float:
    return (1 - math.cos(math.pi * t)) / 2


def _countdown(pose: Pose, seconds: int) -> list[Shot]:
    steps = 5 if seconds <= 10 else 2  # a second
    ticks = seconds * steps
    return [
        Shot(pose, 1000 // steps, math.ceil((ticks - i) / steps), (ticks - i) / ticks) for i in range(ticks)
    ]


def _breath(pose: Pose) -> list[Shot]:
    count = round(BREATH * 1000 / STEP)
    breaths = [round(_eased(2 * i / count), 4) for i in range(count)]
    return [Shot(replace(pose, breath=air), STEP, air=air) for air in breaths]


def _turning(pose: Pose, start: float) -> list[Shot]:
    return [Shot(pose, STEP, wide=start * math.cos(math.pi * i / TURNING)) for i in range(1, TURNING)]


def _cycle(figure: Figure, seconds: float) -> list[Shot]:
    poses = [figure.poses[name] for name in figure.path]
    count = max(8, round(seconds * 1000 / STEP))
    found = []
    for i in range(count):
        way = i / count * len(poses)
        knot = int(way)
        around = [poses[(knot + k) % len(poses)] for k in (-1, 0, 1, 2)]
        found.append(Shot(_curve(around, way - knot), STEP, ground=i / count))
    return found


def blend(a: Pose, b: Pose, t: float) -> Pose:
    """Two poses whose limbs are of the same kinds, mixed."""
    numbers: dict[str, Any] = {n: getattr(a, n) + (getattr(b, n) - getattr(a, n)) * t for n in NUMBERS}
    at = (a.at[0] + (b.at[0] - a.at[0]) * t, a.at[1] + (b.at[1] - a.at[1]) * t)
    return replace(a, at=at, limbs={n: between(a.limbs[n], b.limbs[n], t) for n in LIMBS}, **numbers)


def _aligned(a: Pose, b: Pose) -> tuple[Pose, Pose]:
    """Limbs written in different ways meet as directions seen from the trunk."""
    mixed = [n for n in LIMBS if a.limbs[n].kind != b.limbs[n].kind]
    solved = solve(a), solve(b)
    return (
        replace(a, limbs={**a.limbs, **{n: freed(n, solved[0]) for n in mixed}}),
        replace(b, limbs={**b.limbs, **{n: freed(n, solved[1]) for n in mixed}}),
    )


def _curve(around: Sequence[Pose], t: float) -> Pose:
    """Between the middle two of four poses whose limbs are of the same kinds, smooth through all of them."""
    limbs = {}
    for name in LIMBS:
        rows = [pose.limbs[name].values for pose in around]
        values = tuple(smooth(column, t) for column in zip(*rows, strict=True))
        limbs[name] = Limb(around[1].limbs[name].kind, values)
    numbers: dict[str, Any] = {n: smooth([getattr(pose, n) for pose in around], t) for n in NUMBERS}
    at = (smooth([pose.at[0] for pose in around], t), smooth([pose.at[1] for pose in around], t))
    return replace(around[1], at=at, limbs=limbs, **numbers)


def smooth(values: Sequence[float], t: float) -> float:
    """Fritsch and Butland's curve: never beyond its knots, so a foot that stands stays."""
    before, a, b, after = values
    start, end = _slope(a - before, b - a), _slope(b - a, after - b)
    u = t - 1
    return a * (1 + 2 * t) * u * u + b * t * t * (3 - 2 * t) + start * t * u * u + end * t * t * u


def _slope(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one * other > 0 else 0.0


def _same(a: Pose, b: Pose) -> bool:
    one, other = solve(a), solve(b)
    gaps = [
        max(abs(p - q) for p, q in zip(x.end + x.middle, y.end + y.middle, strict=True))
        for x, y in ((one.limbs[n], other.limbs[n]) for n in LIMBS)
    ]
    return max(gaps) < 0.5
