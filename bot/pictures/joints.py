"""How far the joints of a healthy adult go."""

from __future__ import annotations

import math
from collections.abc import Mapping

from bot.pictures.body import ANGLES, ARMS, Bones, Pose, Skeleton
from bot.pictures.space import angle, cross, dot, inside, sub, unit

# Active ranges with a little room, after the usual tables of joint motion (AAOS): degrees.
LIMITS: Mapping[str, tuple[float, float]] = {
    "low_back": (-40, 60),
    "upper_back": (-30, 50),
    "neck": (-60, 60),
    "twist": (-50, 50),
    "side_bend": (-40, 40),
    "squeeze": (-30, 30),
    "shrug": (-20, 30),
    "knee": (-2, 155),
    "elbow": (-2, 155),
    "hip": (-32, 140),
    "hip_out": (-45, 60),
    "shoulder": (-65, 190),
    "ankle": (-75, 35),
}


def strained(pose: Pose, body: Skeleton) -> list[str]:
    """Joints beyond human range, each as `name 160 (at most 155)`."""
    found = {n: float(getattr(pose, n)) for n in LIMITS if n in ANGLES}
    for name, bones in body.limbs.items():
        found |= {
            f"{name.split('_')[0]} {joint}": value for joint, value in _joints(name, bones, body).items()
        }
    return [
        f"{name} {value:.0f} (from {low:.0f} to {high:.0f})"
        for name, value in found.items()
        for low, high in [LIMITS[name.split(" ")[-1]]]
        if not low <= value <= high
    ]


def _joints(name: str, bones: Bones, body: Skeleton) -> dict[str, float]:
    first, second = sub(bones.middle, bones.root), sub(bones.end, bones.middle)
    bend = angle(first, second)
    if name in ARMS:
        f, u, _ = inside(body.frames[-1], unit(first))
        raised = math.degrees(math.atan2(f, -u))
        return {"elbow": bend, "shoulder": raised + 360 if raised < -120 else raised}
    f, u, r = inside(body.frames[0], unit(first))
    raised = math.degrees(math.atan2(f, -u))
    front = unit(cross(body.frames[0].right, first))
    forward = dot(unit(second), front) > 0.06
    return {
        "knee": -bend if forward else bend,
        "hip": raised + 360 if raised < -120 else raised,
        "hip_out": math.degrees(math.asin(max(-1.0, min(1.0, r * bones.side)))),
        "ankle": angle(second, bones.tip) - 90,
    }
