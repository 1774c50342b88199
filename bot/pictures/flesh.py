"""The body around the skeleton: rounded parts, hulls of a few balls, and the muscles that light up."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from bot.coach.model import Muscle
from bot.pictures.body import ANKLE_HEIGHT, ARMS, HAND, HEEL_BACK, LIMBS, SPINE, TOES, Bones, Skeleton
from bot.pictures.space import WORLD, Frame, Vec, add, cross, dot, sub, unit


@dataclass(frozen=True, slots=True)
class Ball:
    """An ellipsoid: its middle, and its half sizes along a frame's forward, up and right."""

    middle: Vec
    sizes: Vec
    frame: Frame = WORLD


Hull = tuple[Ball, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Hulls of one colour, ordered by their middle; `facing` hides what looks away from the viewer."""

    colour: str
    hulls: tuple[Hull, ...]
    middle: Vec
    nearer: float = 0.0  # centimetres it is moved towards the viewer when parts are put in order
    facing: Vec | None = None


def ball(middle: Vec, radius: float) -> Ball:
    return Ball(middle, (radius, radius, radius))


# Along the spine (0 the hips, 5 the base of the neck): half width, half depth, how far forward its middle is.
TRUNK = (
    (-0.45, 13.0, 9.0, -0.6),
    (0.0, 15.5, 10.5, 0.0),
    (0.6, 15.0, 10.2, 0.1),
    (1.3, 13.2, 9.0, 0.6),
    (2.0, 12.4, 8.6, 0.8),
    (3.0, 13.2, 9.6, 0.7),
    (3.6, 14.4, 10.4, 0.6),
    (4.2, 15.0, 10.2, 0.2),
    (4.7, 12.5, 8.2, -0.4),
    (5.0, 7.5, 6.0, -0.6),
)
ARM_SIZES = (5.4, 4.1, 3.0)  # shoulder, elbow, wrist
LEG_SIZES = (8.8, 5.7, 3.7)  # hip, knee, ankle
SLICES = 18  # of the trunk


def station(body: Skeleton, t: float) -> tuple[Vec, Frame]:
    """A place on the smooth line through the spine's joints, and how the body looks there."""
    i = max(0, min(4, int(t)))
    share = t - i
    own, place = body.frames[i], body.spine[i]
    if share < 0 or i == 4:
        return add(place, own.up, share * SPINE[i]), own
    other = body.frames[i + 1] if share > 0.5 else body.frames[max(0, i - 1)]
    weight = abs(share - 0.5)
    up = unit(add(own.up, other.up, weight / (1 - weight)))
    right = add(own.right, other.right, weight / (1 - weight))
    right = unit(add(right, up, -dot(right, up)))
    return _curved(body, i, share), Frame(cross(up, right), up, right)


def _curved(body: Skeleton, i: int, share: float) -> Vec:
    """Catmull and Rom's spline through the joints of the spine."""
    a, b, c, d = (body.spine[max(0, min(5, i + k))] for k in (-1, 0, 1, 2))
    x, y, z = (
        q
        + share
        * ((r - p) / 2 + share * (p - 2.5 * q + 2 * r - s / 2 + share * (1.5 * (q - r) + (s - p) / 2)))
        for p, q, r, s in zip(a, b, c, d, strict=True)
    )
    return (x, y, z)


def _shape(t: float) -> tuple[float, float, float]:
    """Half width, half depth and forward shift of the trunk at t."""
    for (a, *low), (b, *high) in pairwise(TRUNK):
        if t <= b:
            share = (1 - math.cos(math.pi * max(0.0, (t - a) / (b - a)))) / 2
            wide, deep, shift = (p + (q - p) * share for p, q in zip(low, high, strict=True))
            return wide, deep, shift
    return TRUNK[-1][1:]


def trunk(body: Skeleton) -> Part:
    slices = []
    for i in range(SLICES + 1):
        t = TRUNK[0][0] + (TRUNK[-1][0] - TRUNK[0][0]) * i / SLICES
        (place, frame), (wide, deep, shift) = station(body, t), _shape(t)
        air = 0.9 * body.breath if 1 <= t <= 4.5 else 0.0
        slices.append(
            Ball(add(place, frame.forward, shift + air / 2), (deep + air, 3.5, wide + air / 2), frame)
        )
    hulls = tuple(pairwise(slices))
    return Part("trunk", hulls, station(body, 2.5)[0])


def head(body: Skeleton) -> Iterator[Part]:
    frame = body.head_frame
    neck = (ball(add(body.spine[-1], body.frames[-1].up, -1), 5.6), ball(add(body.head, frame.up, -6), 4.9))
    yield Part("trunk", (neck,), add(body.head, frame.forward, -4), -0.5)
    back = Ball(add(add(body.head, frame.forward, -2.6), frame.up, 1.6), (8.2, 9.8, 8.4), frame)
    bun = ball(add(add(body.head, frame.forward, -6.0), frame.up, 10.2), 3.7)
    yield Part("hair", ((back,), (bun,)), add(body.head, frame.forward, -4))
    chin = ball(add(add(body.head, frame.forward, 4.4), frame.up, -7.4), 3.4)
    face = Ball(add(add(body.head, frame.forward, 2.4), frame.up, -1.0), (6.9, 8.8, 6.9), frame)
    nose = (ball(add(add(body.head, frame.forward, 9.2), frame.up, -1.4), 1.2), ball(body.head, 4))
    yield Part("face", ((face, chin), nose), add(body.head, frame.forward, 4), 0.5)


def limb(name: str, body: Skeleton, colour: str) -> Part:
    bones = body.limbs[name]
    hulls = _arm(bones) if name in ARMS else _leg(bones)
    third = tuple((a + b + c) / 3 for a, b, c in zip(bones.root, bones.middle, bones.end, strict=True))
    return Part(colour, hulls, (third[0], third[1], third[2]))


def _arm(bones: Bones) -> tuple[Hull, ...]:
    a, b, c = ARM_SIZES
    knuckles = add(bones.end, bones.tip, HAND * 0.5)
    fingers = add(bones.end, bones.tip, HAND - 2.2)
    hand = (ball(bones.end, c), ball(knuckles, 3.5), ball(fingers, 2.2))
    return (
        (ball(bones.root, a), ball(bones.middle, b)),
        (ball(bones.middle, b), ball(bones.end, c)),
        hand,
    )


def _leg(bones: Bones) -> tuple[Hull, ...]:
    a, b, c = LEG_SIZES
    calf = add(bones.middle, sub(bones.end, bones.middle), 0.3)
    heel, toes = sole(bones)
    foot = (ball(bones.end, c), ball(heel, 3.0), ball(toes, 2.2))
    return (
        (ball(bones.root, a), ball(bones.middle, b)),
        (ball(bones.middle, b), ball(calf, 5.6), ball(bones.end, c)),
        foot,
    )


def sole(bones: Bones) -> tuple[Vec, Vec]:
    """The middles of the heel and of the toes: the sole is flat when the toes point along the floor."""
    shin = unit(sub(bones.end, bones.middle))
    down = add(shin, bones.tip, -dot(shin, bones.tip))
    down = unit(down) if dot(down, down) > 0.01 else unit(cross(bones.tip, WORLD.right))
    heel = add(add(bones.end, bones.tip, -HEEL_BACK + 1.0), down, ANKLE_HEIGHT - 3.0)
    return heel, add(add(bones.end, bones.tip, TOES - 2.2), down, ANKLE_HEIGHT - 2.2)


# On the trunk: from and to along the spine, fraction of the depth forward and of the width out, radius.
Shape = tuple[float, float, float, float, float]
ON_TRUNK: Mapping[Muscle, tuple[Shape, ...]] = {
    Muscle.ERECTOR_SPINAE: ((0.7, 4.4, -0.66, 0.25, 2.5),),
    Muscle.MULTIFIDUS: ((0.3, 2.2, -0.6, 0.2, 3.0),),
    Muscle.QUADRATUS_LUMBORUM: ((0.9, 2.6, -0.35, 0.5, 3.2),),
    Muscle.LATISSIMUS_DORSI: ((1.8, 4.0, -0.3, 0.62, 4.4),),
    Muscle.TRAPEZIUS: ((3.3, 4.8, -0.62, 0.22, 2.8),),
    Muscle.RHOMBOIDS: ((3.5, 4.4, -0.6, 0.35, 3.2),),
    Muscle.ABDOMINALS: ((0.5, 3.2, 0.64, 0.2, 2.6),),
    Muscle.DEEP_ABDOMINALS: ((0.4, 2.3, 0.5, 0.2, 3.6),),
    Muscle.OBLIQUES: ((0.9, 2.7, 0.3, 0.62, 3.6),),
    Muscle.CHEST: ((3.7, 4.3, 0.5, 0.4, 4.2),),
    Muscle.HEART_AND_LUNGS: ((3.6, 4.0, 0.3, 0.12, 4.4),),
    Muscle.GLUTEALS: ((-0.35, 0.45, -0.42, 0.45, 5.4), (-0.25, 0.5, -0.1, 0.7, 4.4)),
    Muscle.DEEP_HIP_ROTATORS: ((-0.1, 0.3, -0.3, 0.6, 4.0),),
}
# On a limb: which, upper half (0) or lower, from and to along it, fraction of its thickness forward, radius.
ON_LIMB = {
    Muscle.SHOULDERS: ("arm", 0, 0.0, 0.22, 0.0, 4.2),
    Muscle.HIP_FLEXORS: ("leg", 0, 0.06, 0.36, 0.42, 3.4),
    Muscle.HAMSTRINGS: ("leg", 0, 0.25, 0.85, -0.42, 2.9),
    Muscle.QUADRICEPS: ("leg", 0, 0.25, 0.85, 0.4, 3.0),
    Muscle.CALVES: ("leg", 1, 0.12, 0.5, -0.4, 2.7),
}


def muscles(
    body: Skeleton, chosen: Collection[Muscle], far: Collection[str], tense: float = 1.0
) -> Iterator[Part]:
    near = "accent" if tense > 0.5 else "calm"
    for muscle in chosen:
        if muscle in ON_TRUNK:
            yield from (
                _on_trunk(body, shape, side, near, on_thigh=muscle is Muscle.GLUTEALS)
                for shape in ON_TRUNK[muscle]
                for side in (1.0, -1.0)
            )
        else:
            kind = ON_LIMB[muscle][0]
            yield from (
                _on_limb(body, muscle, name, "far accent" if name in far else near)
                for name in LIMBS
                if name.endswith(kind)
            )


def _on_trunk(body: Skeleton, shape: Shape, side: float, colour: str, on_thigh: bool) -> Part:
    start, stop, forward, out, radius = shape
    count = 2 + int((stop - start) * 2)
    balls = []
    for i in range(count):
        t = start + (stop - start) * i / (count - 1)
        (place, frame), (wide, deep, shift) = station(body, t), _shape(t)
        off = add(add(place, frame.forward, shift + deep * forward), frame.right, side * wide * out)
        balls.append(ball(off, radius * (0.75 if i in (0, count - 1) and count > 2 else 1.0)))
    frame = station(body, (start + stop) / 2)[1]
    looks = unit(add(add((0.0, 0.0, 0.0), frame.forward, forward), frame.right, side * out))
    if abs(forward) > out * 0.9:
        looks = add((0.0, 0.0, 0.0), frame.forward, 1.0 if forward > 0 else -1.0)
    hulls = tuple(pairwise(balls))
    if on_thigh:  # it begins there: shown on it, not below it
        return Part(
            colour, hulls, limb("right_leg" if side > 0 else "left_leg", body, colour).middle, 0.1, looks
        )
    return Part(colour, hulls, station(body, 2.5)[0], 1.0, looks)


def _on_limb(body: Skeleton, muscle: Muscle, name: str, colour: str) -> Part:
    _, half, start, stop, forward, radius = ON_LIMB[muscle]
    bones = body.limbs[name]
    a, b = ((bones.root, bones.middle), (bones.middle, bones.end))[half]
    thick = (ARM_SIZES if name in ARMS else LEG_SIZES)[half : half + 2]
    along = sub(b, a)
    front = unit(cross(body.frames[0].right, along))
    ends = [
        ball(
            add(add(a, along, t), front, forward * (thick[0] + (thick[1] - thick[0]) * t)),
            radius * (1.1 if t == start else 0.85),
        )
        for t in (start, stop)
    ]
    whole = limb(name, body, colour)
    looks = None if forward == 0 else add((0.0, 0.0, 0.0), front, 1.0 if forward > 0 else -1.0)
    return Part(colour, (tuple(ends),), whole.middle, 0.1, looks)
