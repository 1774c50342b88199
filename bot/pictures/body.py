"""The skeleton: bone lengths, joints, and from a pose to points in space.

Centimetres and degrees. The person faces +x, up is +y, their right hand is at +z (near, in a
side view). The body is an adult of about 172 cm.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.pictures.space import (
    WORLD,
    ZERO,
    Frame,
    Vec,
    add,
    bowed,
    dot,
    inside,
    length,
    outside,
    slerp,
    sub,
    tilted,
    turned,
    unit,
)

SPINE = (9.0, 8.0, 8.0, 13.0, 13.0)  # pelvis, lumbar, lumbar, chest, chest
NECK, HEAD = 7.5, 10.0  # base of the neck to the skull; on to the middle of the head
SHOULDER_WIDTH, SHOULDER_DROP, HIP_WIDTH = 16.5, 4.0, 9.0
UPPER_ARM, FOREARM, HAND = 28.0, 24.0, 13.0
THIGH, SHIN = 42.0, 40.0
ANKLE_HEIGHT, HEEL_BACK, TOES = 7.0, 4.0, 15.5
SIDES = {"right": 1.0, "left": -1.0}
ARMS, LEGS = ("right_arm", "left_arm"), ("right_leg", "left_leg")
LIMBS = ARMS + LEGS


@dataclass(frozen=True, slots=True)
class Limb:
    """An arm or a leg, in one of four ways of saying where it is.

    `angles`: flexion, out, turn, bend (elbow or knee), end (wrist or ankle), all 0 when hanging straight.
    `lines`: directions of upper, lower and end bone in the picture (0 forward, 90 up), and how far out of it.
    `target`: x, y, out of the wrist or ankle; x, y, out of where elbow or knee point; direction of the end in
    the picture (nan: natural), and how far out of it.
    `free`: directions of upper, lower and end bone as the trunk sees them.
    """

    kind: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Pose:
    """One position of the whole body."""

    at: tuple[float, float] = (0.0, 0.0)  # x, y of the anchor
    anchor: str = "pelvis"  # one of POINTS, not reached by a target
    lean: float = 0.0  # 90 face down, -90 on the back
    roll: float = 0.0  # about the long axis, to the own right
    turn: float = 0.0  # about the upright axis
    low_back: float = 0.0  # bending forward is positive
    upper_back: float = 0.0
    neck: float = 0.0
    twist: float = 0.0  # chest against pelvis, to the own right
    side_bend: float = 0.0  # to the own right
    squeeze: float = 0.0  # shoulder blades towards the spine
    shrug: float = 0.0  # shoulders towards the ears
    tense: float = 1.0  # 0 to 1: the target muscles are shown pale or bright
    breath: float = 0.0  # 0 out, 1 in: the chest fills
    limbs: Mapping[str, Limb] = field(default_factory=dict)


ANGLES = (
    "lean",
    "roll",
    "turn",
    "low_back",
    "upper_back",
    "neck",
    "twist",
    "side_bend",
    "squeeze",
    "shrug",
    "tense",
)
MIRRORED = ("roll", "turn", "twist", "side_bend")  # change sign on the other side


@dataclass(frozen=True, slots=True)
class Bones:
    """A solved limb: where its joints are and where its end points."""

    root: Vec
    middle: Vec
    end: Vec
    tip: Vec  # direction of the hand or of the toes
    side: float


@dataclass(frozen=True, slots=True)
class Skeleton:
    spine: tuple[Vec, ...]  # hip centre up to the base of the neck: 6 points
    frames: tuple[Frame, ...]  # one per spine bone
    head: Vec
    head_frame: Frame
    limbs: Mapping[str, Bones]
    breath: float

    def point(self, name: str) -> Vec:
        """A joint by its name: pelvis, shoulders, head, right_hand, left_knee, …"""
        if name in ("pelvis", "head"):
            return self.spine[0] if name == "pelvis" else self.head
        if name == "shoulders":
            return shoulders(self.spine, self.frames)
        side, joint = name.split("_")
        bones = self.limbs[f"{side}_arm" if joint in ("shoulder", "elbow", "hand") else f"{side}_leg"]
        return {0: bones.root, 1: bones.middle, 2: bones.end}[
            ("shoulder", "elbow", "hand", "hip", "knee", "foot").index(joint) % 3
        ]


POINTS = (
    "pelvis",
    "shoulders",
    "head",
    *tuple(f"{side}_{joint}" for side in SIDES for joint in ("elbow", "hand", "knee", "foot")),
)


def lengths(limb: str) -> tuple[float, float]:
    return (UPPER_ARM, FOREARM) if limb.endswith("arm") else (THIGH, SHIN)


def mirrored(pose: Pose) -> Pose:
    """The same position done on the other side."""
    other = {"right": "left", "left": "right"}
    swapped = {f"{other[n.split('_')[0]]}_{n.split('_')[1]}": limb for n, limb in pose.limbs.items()}
    side, _, joint = pose.anchor.partition("_")
    anchor = f"{other[side]}_{joint}" if side in other else pose.anchor
    numbers: dict[str, Any] = {n: -float(getattr(pose, n)) for n in MIRRORED}
    return replace(pose, anchor=anchor, limbs=swapped, **numbers)


def shoulders(spine: tuple[Vec, ...], frames: tuple[Frame, ...]) -> Vec:
    return add(spine[-1], frames[-1].up, -SHOULDER_DROP)


def solve(pose: Pose) -> Skeleton:
    """The pose as points in space, its anchor at `pose.at`."""
    spine, frames = _trunk(pose)
    hung = {n: _angled(n, pose, spine, frames) for n, limb in pose.limbs.items() if limb.kind != "target"}
    loose = Skeleton(spine, frames, *_head(pose, spine, frames), hung, pose.breath)
    held = loose.point(pose.anchor)
    natural = held[2] if pose.anchor.startswith(tuple(SIDES)) else 0.0
    shift = (pose.at[0] - held[0], pose.at[1] - held[1], natural - held[2])
    body = _moved(loose, shift)
    reached = {n: _reaching(n, limb, pose, body) for n, limb in pose.limbs.items() if limb.kind == "target"}
    return replace(body, limbs={n: reached.get(n) or body.limbs[n] for n in pose.limbs})


def _trunk(pose: Pose) -> tuple[tuple[Vec, ...], tuple[Frame, ...]]:
    frame = turned(bowed(turned(WORLD, pose.turn), pose.lean), pose.roll)
    bends = (0.0, pose.low_back / 2, pose.low_back / 2, pose.upper_back / 2, pose.upper_back / 2)
    shares = (0.0, 0.15, 0.2, 0.35, 0.3)  # the chest turns more than the low back
    points, frames = [ZERO], []
    for size, bend, share in zip(SPINE, bends, shares, strict=True):
        frame = turned(tilted(bowed(frame, bend), pose.side_bend * share), pose.twist * share)
        points.append(add(points[-1], frame.up, size))
        frames.append(frame)
    return tuple(points), tuple(frames)


def _head(pose: Pose, spine: tuple[Vec, ...], frames: tuple[Frame, ...]) -> tuple[Vec, Frame]:
    neck = bowed(frames[-1], pose.neck * 0.6)
    head = bowed(frames[-1], pose.neck)
    return add(add(spine[-1], neck.up, NECK), head.up, HEAD), head


def _root(name: str, pose: Pose, spine: tuple[Vec, ...], frames: tuple[Frame, ...]) -> tuple[Vec, Frame]:
    side = SIDES[name.split("_")[0]]
    if name in LEGS:
        return add(spine[0], frames[0].right, side * HIP_WIDTH), frames[0]
    chest = frames[-1]
    blade = turned(chest, side * pose.squeeze)
    reach = tilted(blade, -side * pose.shrug).right
    return add(shoulders(spine, frames), reach, side * SHOULDER_WIDTH), chest


def _angled(name: str, pose: Pose, spine: tuple[Vec, ...], frames: tuple[Frame, ...]) -> Bones:
    root, parent = _root(name, pose, spine, frames)
    side, limb, (upper, lower) = SIDES[name.split("_")[0]], pose.limbs[name], lengths(name)
    if limb.kind == "free":
        first, second, tip = (outside(parent, _three(limb.values, i)) for i in (0, 3, 6))
    elif limb.kind == "lines":
        first, second, tip = (pointing(a, limb.values[3], side) for a in limb.values[:3])
    else:
        flexion, out, turn, bend, end = limb.values
        bone = turned(tilted(bowed(parent, -flexion), -side * out), side * turn)
        first = _down(bone)
        below = bowed(bone, bend if name in LEGS else -bend)
        second = _down(below)
        tip = bowed(below, end).forward if name in LEGS else _down(bowed(below, -end))
    middle = add(root, first, upper)
    return Bones(root, middle, add(middle, second, lower), tip, side)


def pointing(degrees: float, out: float = 0.0, side: float = 1.0) -> Vec:
    """A direction in the picture: 0 forward, 90 up; `out` degrees away from the body's middle."""
    a, o = math.radians(degrees), math.radians(out)
    return (math.cos(a) * math.cos(o), math.sin(a) * math.cos(o), side * math.sin(o))


def _reaching(name: str, limb: Limb, pose: Pose, body: Skeleton) -> Bones:
    root, parent = _root(name, pose, body.spine, body.frames)
    side, (upper, lower) = SIDES[name.split("_")[0]], lengths(name)
    x, y, out, hint_x, hint_y, hint_out, end, end_out = limb.values
    line = sub((x, y, out * side), root)
    reach = min(length(line), (upper + lower) * 0.9999)
    along = unit(line)
    hint = (hint_x, hint_y, hint_out * side)
    if hint == ZERO:
        hint = parent.forward if name in LEGS else add(_down(parent), parent.forward, -1.0)
    away = unit(add(hint, along, -dot(hint, along)))
    near = (upper * upper - lower * lower + reach * reach) / (2 * reach)
    off = math.sqrt(max(0.0, upper * upper - near * near))
    middle = add(add(root, along, near), away, off)
    wrist = add(root, along, reach)
    tip = _tip(name, unit(sub(wrist, middle)), away) if math.isnan(end) else pointing(end, end_out, side)
    return Bones(root, middle, wrist, tip, side)


def _tip(name: str, lower: Vec, away: Vec) -> Vec:
    """The hand follows the arm, the foot is square to the shin."""
    return lower if name in ARMS else unit(add(away, lower, -dot(away, lower)))


def missed(name: str, limb: Limb, bones: Bones) -> float:
    """How many centimetres a target is out of reach."""
    x, y, out = limb.values[:3]
    return length(sub((x, y, out * bones.side), bones.end))


def freed(name: str, skeleton: Skeleton) -> Limb:
    """A solved limb as directions in the trunk's frame."""
    bones = skeleton.limbs[name]
    parent = skeleton.frames[0] if name in LEGS else skeleton.frames[-1]
    first, second = unit(sub(bones.middle, bones.root)), unit(sub(bones.end, bones.middle))
    return Limb("free", inside(parent, first) + inside(parent, second) + inside(parent, bones.tip))


def between(a: Limb, b: Limb, t: float) -> Limb:
    """Two limbs of the same kind, mixed."""
    if a.kind == "free":
        pairs = [slerp(_three(a.values, i), _three(b.values, i), t) for i in (0, 3, 6)]
        return Limb("free", pairs[0] + pairs[1] + pairs[2])
    return Limb(a.kind, tuple(p + (q - p) * t for p, q in zip(a.values, b.values, strict=True)))


def _three(values: tuple[float, ...], start: int) -> Vec:
    return (values[start], values[start + 1], values[start + 2])


def _down(frame: Frame) -> Vec:
    return (-frame.up[0], -frame.up[1], -frame.up[2])


def _moved(body: Skeleton, shift: Vec) -> Skeleton:
    limbs = {
        n: Bones(add(b.root, shift), add(b.middle, shift), add(b.end, shift), b.tip, b.side)
        for n, b in body.limbs.items()
    }
    return replace(
        body, spine=tuple(add(p, shift) for p in body.spine), head=add(body.head, shift), limbs=limbs
    )
