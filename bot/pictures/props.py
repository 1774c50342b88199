"""What stands in the room, in the same rounded shapes as the body."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from bot.pictures.body import LEGS, Skeleton
from bot.pictures.flesh import Ball, Hull, Part, ball, sole
from bot.pictures.space import ZERO, Vec, add, cross, sub, unit

SEAT = 46.0  # height of the seat's top
Numbers = tuple[float, ...]


def rod(a: Vec, b: Vec, radius: float) -> Hull:
    return (ball(a, radius), ball(b, radius))


def box(x: tuple[float, float], y: tuple[float, float], z: tuple[float, float], round_: float = 1.0) -> Hull:
    r = round_
    corners = [
        (p, q, s) for p in (x[0] + r, x[1] - r) for q in (y[0] + r, y[1] - r) for s in (z[0] + r, z[1] - r)
    ]
    return tuple(ball(c, r) for c in corners)


def furniture(props: Mapping[str, Numbers]) -> Iterator[Part]:
    """What stays where it is, whatever the body does."""
    for name, numbers in props.items():
        if name in BUILDERS:
            yield from BUILDERS[name](numbers)


def _mat(n: Numbers) -> Iterator[Part]:
    yield Part("mat", (box((n[0], n[1]), (-2.4, 0.0), (-34, 34), 1.1),), (0, 0, 0), -900)


def _pillow(n: Numbers) -> Iterator[Part]:
    yield Part(
        "soft",
        ((Ball((n[0] - 7, n[1], 0), (8, 4, 18)), Ball((n[0] + 7, n[1], 0), (8, 4, 18))),),
        (0, 0, 0),
        -300,
    )


def _chair(n: Numbers) -> Iterator[Part]:
    x, way, right = n[0], n[1], n[2] if len(n) > 2 else 0.0
    near, far = right + 18, right - 18
    back, front = sorted((x - way * 20, x + way * 20))
    edge = x - way * 20
    legs = [rod((p, 2.0, z), (p, SEAT - 4, z), 2.0) for p in (back + 2.5, front - 2.5) for z in (far, near)]
    posts = [rod((edge, SEAT - 4, z), (edge - way * 5, SEAT + 42, z), 2.0) for z in (far, near)]
    rest = (
        *rod((edge - way * 3.6, SEAT + 28, far), (edge - way * 5, SEAT + 42, far), 2.0),
        *rod((edge - way * 3.6, SEAT + 28, near), (edge - way * 5, SEAT + 42, near), 2.0),
    )
    seat = box((back, front), (SEAT - 5, SEAT), (right - 20, right + 20), 2.0)
    yield Part("wood dark", (*legs[::2], posts[0]), (x, 0, far), -200)
    yield Part("wood", (seat, *legs[1::2], *posts[1:], rest), (x, 0, right), -150)


def _stool(n: Numbers) -> Iterator[Part]:
    x = n[0]
    legs = [rod((x + p * 0.6, SEAT - 4, q * 0.6), (x + p, 2.0, q), 1.8) for p in (-15, 15) for q in (-15, 15)]
    yield Part("wood dark", tuple(legs), (x, 0, 0), -200)
    yield Part("wood", ((Ball((x, SEAT - 3, 0), (19, 3, 19)),),), (x, 0, 0), -150)


def _wall(n: Numbers) -> Iterator[Part]:
    yield Part("wall", (box((n[0], n[0] + 14), (0, 260), (-60, 40), 0.5),), (n[0], 0, 0), -800)


def _post(n: Numbers) -> Iterator[Part]:
    x, right = n
    yield Part("wall", (box((x - 5, x + 5), (0, 230), (right - 5, right + 5), 0.5),), (x, 0, right), -700)


def _counter(n: Numbers) -> Iterator[Part]:
    edge, top = n
    yield Part("wall", (box((edge + 6, edge + 46), (0, top - 4), (-45, 45), 1.0),), (edge, 0, 0), -500)
    yield Part("wood", (box((edge, edge + 50), (top - 5, top), (-48, 48), 1.5),), (edge, 0, 0), -400)


def _step(n: Numbers) -> Iterator[Part]:
    yield Part("wood", (box((n[0] - 20, n[0] + 20), (0, n[1]), (-32, 32), 1.5),), (n[0], 0, 0), -300)


def _ball(n: Numbers) -> Iterator[Part]:
    middle = (n[0], n[1], 0.0)
    shine = ball((n[0] - n[1] * 0.35, n[1] * 1.4, 0), n[1] * 0.2)
    yield Part("soft", ((ball(middle, n[1]),),), middle, -300)
    yield Part("soft light", ((shine,),), middle, -299)


def _bike(n: Numbers) -> Iterator[Part]:
    cx, cy, sx, sy = n
    bars = (cx + 34.0, sy + 22.0, 0.0)
    tubes = (
        rod((sx, sy - 6, 0), (cx, cy, 0), 2.4),
        rod((cx, cy, 0), (cx + 24, cy + 22, 0), 2.4),
        rod((sx + (cx - sx) * 0.4, sy + (cy - sy) * 0.4, 0), (cx + 24, cy + 30, 0), 2.4),
        rod((cx + 22, 6, 0), (bars[0] - 8, bars[1], 0), 2.4),
        rod((bars[0] - 10, bars[1], 0), (bars[0] + 6, bars[1] + 2, 0), 2.2),
        rod((sx - 18, 3, 0), (cx + 46, 3, 0), 3.0),
        rod((sx + 2, 4, 0), (sx + (cx - sx) * 0.3, sy + (cy - sy) * 0.3, 0), 2.4),
    )
    saddle = (ball((sx - 9, sy - 3, 0), 3.6), ball((sx + 14, sy - 4, 0), 2.2))
    yield Part("soft", ((ball((cx + 22, 27, -4), 22),),), (cx, cy, 0), -310)
    yield Part("soft light", ((ball((cx + 22, 27, -4), 17),),), (cx, cy, 0), -309)
    yield Part("metal", (*tubes, saddle), (cx, cy, 0), -300)


def _elliptical(n: Numbers) -> Iterator[Part]:
    x, y = n
    pole = (rod((x + 62, 4, 0), (x + 56, 128, 0), 2.6), rod((x + 56, 110, -11), (x + 56, 110, 11), 1.8))
    base = rod((x - 58, 3, 0), (x + 78, 3, 0), 3.0)
    yield Part("soft", ((ball((x - 42, y + 2, 0), 21),),), (x - 42, y, 0), -320)
    yield Part("soft light", ((ball((x - 42, y + 2, 0), 16),),), (x - 42, y, 0), -319)
    yield Part("metal", (base, *pole, rod((x - 42, y + 2, 0), (x - 42, 4, 0), 2.4)), (x, y, 0), -310)


BUILDERS: Mapping[str, Callable[[Numbers], Iterator[Part]]] = {
    "mat": _mat,
    "pillow": _pillow,
    "chair": _chair,
    "stool": _stool,
    "wall": _wall,
    "post": _post,
    "counter": _counter,
    "step": _step,
    "ball": _ball,
    "bike": _bike,
    "elliptical": _elliptical,
}


def held(props: Mapping[str, Numbers], body: Skeleton) -> Iterator[Part]:
    """What moves with the body: in the hands, round a foot, along the back."""
    hands = {n: add(body.limbs[n].end, body.limbs[n].tip, 6.0) for n in ("right_arm", "left_arm")}
    for name, hand in hands.items():
        behind = -2.0 if name == "left_arm" else 2.0
        if "dumbbells" in props and (name == "right_arm" or not props["dumbbells"]):
            yield Part("tool", _dumbbell(hand), body.limbs[name].end, 6.0)
        if "band" in props:
            yield Part("band", (rod(_hook(props["band"]), hand, 0.9),), hand, behind)
        if "strap" in props:
            foot = max((body.limbs[n] for n in LEGS), key=lambda leg: leg.end[1])
            yield Part("band", (rod(sole(foot)[1], hand, 0.9),), hand, behind)
    if "bike" in props:
        middle = (props["bike"][0], props["bike"][1], 0.0)
        for name, z in (("left_leg", -6.0), ("right_leg", 6.0)):
            heel, toes = sole(body.limbs[name])
            pedal = add(add(heel, (toes[0] - heel[0], toes[1] - heel[1], 0.0), 0.62), (0.0, -4.0, 0.0))
            crank = rod((middle[0], middle[1], z), (pedal[0], pedal[1], z), 1.7)
            yield Part(
                "tool", (crank, rod(add(pedal, (-5, 0, 0)), add(pedal, (5, 0, 0)), 1.5)), middle, z * 3
            )
    if "elliptical" in props:
        yield from _levers(props["elliptical"], body)
    if "band" in props:
        yield Part("tool", ((ball(_hook(props["band"]), 3.0),),), hands["left_arm"], -20)
    if "dowel" in props:
        yield Part("wood", (_dowel(body),), body.spine[2], 2.0)


def _hook(n: Numbers) -> Vec:
    return (n[0], n[1], n[2] if len(n) > 2 else 0.0)


def _levers(n: Numbers, body: Skeleton) -> Iterator[Part]:
    """A bar under each foot, from the wheel behind to the lever that each hand moves."""
    x, y = n
    for side, z, colour in (("left", -13.0, "metal"), ("right", 13.0, "tool")):
        heel, toes = sole(body.limbs[f"{side}_leg"])
        hand = add(body.limbs[f"{side}_arm"].end, body.limbs[f"{side}_arm"].tip, 5.0)
        hinge = (x + 60.0, 74.0, z)
        up = unit((hand[0] - hinge[0], hand[1] - hinge[1], 0.0))
        low, high = add(hinge, up, -42.0), add((hand[0], hand[1], z), up, 7.0)
        tread = rod((heel[0] - 2, heel[1] - 4.5, z), (toes[0] + 2, toes[1] - 4.5, z), 2.0)
        wheel = (x - 42 + (heel[0] - x) * 0.45, y + 2 + (heel[1] - 4.5 - y) * 0.9, z)
        bars = (rod(wheel, tread[0].middle, 1.7), rod(tread[1].middle, low, 1.7), rod(low, high, 1.7))
        yield Part(colour, (*bars, tread), (x, y, z), z * 2)


ARROW_PIECES = 14


def arrows(all_: Sequence[tuple[Vec, Vec, Vec]], grown: float) -> Iterator[Part]:
    """Curved arrows, as long as a fraction of their way; shorter ones than their head are left out."""
    for start, over, end in all_ if grown >= 0.25 else ():
        line = []
        for i in range(ARROW_PIECES + 1):
            t = i / ARROW_PIECES * grown
            p, q, r = (1 - t) * (1 - t), 2 * t * (1 - t), t * t
            line.append(add(add(add(ZERO, start, p), over, q), end, r))
        tip, way = line[-1], unit(sub(line[-1], line[-2]))
        across = unit(cross(way, cross(sub(over, start), sub(end, over))))
        head = (
            ball(add(tip, way, 7.0), 0.5),
            ball(add(tip, across, 5.2), 0.5),
            ball(add(tip, across, -5.2), 0.5),
        )
        sizes = [0.7 + 1.3 * i / ARROW_PIECES for i in range(ARROW_PIECES + 1)]
        shaft = tuple((ball(a, s), ball(b, s)) for (a, b), s in zip(pairwise(line), sizes, strict=False))
        yield Part("accent", (*shaft, head), tip, 400.0)


def _dumbbell(hand: Vec) -> tuple[Hull, ...]:
    ends = [add(hand, (1.0, 0.0, 0.0), s * 8.0) for s in (-1, 1)]
    plates = [(Ball(e, (2.6, 5.4, 5.4)),) for e in ends]
    return (rod(ends[0], ends[1], 1.6), *plates)


def _dowel(body: Skeleton) -> Hull:
    low, high = body.frames[0], body.head_frame
    a = add(add(body.spine[0], low.forward, -12.5), low.up, -12)
    b = add(add(body.head, high.forward, -12.5), high.up, 12)
    along = unit((b[0] - a[0], b[1] - a[1], b[2] - a[2]))
    return rod(a, add(b, along, 2.0), 1.3)
