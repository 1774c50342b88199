"""The painter: a camera, a palette and hulls of balls become a picture with smooth edges."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from PIL import Image, ImageDraw

from bot.pictures.flesh import Ball, Hull, Part
from bot.pictures.space import Vec, dot

WIDTH, HEIGHT = 640, 480
FINE = 3  # drawn larger, then reduced: smooth edges
COLOURS = {
    "card": (247, 245, 240),
    "floor": (222, 215, 203),
    "mark": (200, 191, 176),
    "mat": (164, 187, 181),
    "trunk": (52, 72, 112),
    "near": (36, 51, 84),
    "far": (164, 178, 203),
    "hair": (30, 42, 69),
    "face": (72, 94, 138),
    "accent": (233, 109, 79),
    "calm": (126, 92, 108),
    "far accent": (240, 176, 156),
    "wood": (186, 152, 116),
    "wood dark": (156, 125, 94),
    "wall": (212, 203, 189),
    "soft": (178, 197, 192),
    "soft light": (204, 218, 213),
    "metal": (142, 150, 160),
    "tool": (92, 96, 104),
    "band": (206, 150, 44),
    "ring": (226, 221, 211),
    "foam": (222, 238, 243),
}
DIRECTIONS = tuple((math.cos(2 * math.pi * i / 44), math.sin(2 * math.pi * i / 44)) for i in range(44))
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Camera:
    """Looks at the room from far away; pixels of the finished picture."""

    across: Vec
    up: Vec
    towards: Vec
    order: Vec  # along it, what is nearer covers what is further
    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0
    wide: float = 1.0  # -1 mirrors the picture about its middle

    def place(self, p: Vec) -> Point:
        x = self.x + self.scale * dot(self.across, p)
        return WIDTH / 2 + (x - WIDTH / 2) * self.wide, self.y - self.scale * dot(self.up, p)


def camera(turn: float, tilt: float) -> Camera:
    """0, 0 looks at the right side of the person; turn 90 at the front; tilt 90 from above."""
    a, e = math.radians(turn), math.radians(tilt)
    level = (math.sin(a), 0.0, math.cos(a))
    towards = (level[0] * math.cos(e), math.sin(e), level[2] * math.cos(e))
    up = (-level[0] * math.sin(e), math.cos(e), -level[2] * math.sin(e))
    # Seen almost level, a raised leg does not come nearer than the trunk because the camera looks down.
    return Camera((math.cos(a), 0.0, -math.sin(a)), up, towards, level if tilt < 30 else towards)


Rims = dict[int, "Rim"]  # by the identity of a ball, while its part lives
Rim = list[tuple[float, float, float]]  # for each of DIRECTIONS: how far it reaches, and the point that does


def rim(eye: Camera, b: Ball) -> Rim:
    """The outermost points of a ball in the picture."""
    x, y = eye.place(b.middle)
    if b.sizes[0] == b.sizes[1] == b.sizes[2] and eye.wide == 1:
        r = b.sizes[0] * eye.scale
        return [(x * c + y * s + r, x + r * c, y + r * s) for c, s in DIRECTIONS]
    xx = xy = yy = 0.0
    for axis, half in zip(b.frame, b.sizes, strict=True):
        p = dot(eye.across, axis) * half * eye.scale * eye.wide
        q = -dot(eye.up, axis) * half * eye.scale
        xx, xy, yy = xx + p * p, xy + p * q, yy + q * q
    ahead = []
    for c, s in DIRECTIONS[: len(DIRECTIONS) // 2]:
        mx, my = xx * c + xy * s, xy * c + yy * s
        size = math.sqrt(mx * c + my * s + 1e-9)
        ahead.append((c, s, size, mx / size, my / size))
    return [(x * c + y * s + size, x + p, y + q) for c, s, size, p, q in ahead] + [
        (-x * c - y * s + size, x - p, y - q) for c, s, size, p, q in ahead
    ]


def outline(eye: Camera, hull: Hull, known: Rims) -> list[Point]:
    """The outline of the smallest convex shape round the balls: their furthest point in each direction."""
    if len(hull) == 2 and eye.wide == 1 and all(b.sizes[0] == b.sizes[1] == b.sizes[2] for b in hull):
        return _capsule(eye, *hull)
    rims = []
    for b in hull:
        if id(b) not in known:
            known[id(b)] = rim(eye, b)
        rims.append(known[id(b)])
    return [max(reached)[1:] for reached in zip(*rims, strict=True)]


def _capsule(eye: Camera, one: Ball, other: Ball) -> list[Point]:
    """The same for two round balls, in one go: most hulls are such."""
    (x, y), (to_x, to_y) = eye.place(one.middle), eye.place(other.middle)
    r, to_r = one.sizes[0] * eye.scale, other.sizes[0] * eye.scale
    right, down, less = to_x - x, to_y - y, r - to_r
    return [
        (to_x + to_r * c, to_y + to_r * s) if right * c + down * s > less else (x + r * c, y + r * s)
        for c, s in DIRECTIONS
    ]


def bounds(eye: Camera, parts: Sequence[Part]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of everything."""
    balls = {id(b): b for part in parts for hull in part.hulls for b in hull}.values()
    edges = [extent(eye, b) for b in balls]
    return (
        min(x - wide for x, _, wide, _ in edges),
        min(y - high for _, y, _, high in edges),
        max(x + wide for x, _, wide, _ in edges),
        max(y + high for _, y, _, high in edges),
    )


def extent(eye: Camera, b: Ball) -> tuple[float, float, float, float]:
    """The middle of a ball in the picture, and how far it reaches to the side and up."""
    x, y = eye.place(b.middle)
    if b.sizes[0] == b.sizes[1] == b.sizes[2]:
        return x, y, b.sizes[0] * eye.scale * abs(eye.wide), b.sizes[0] * eye.scale
    across = [dot(eye.across, axis) * half for axis, half in zip(b.frame, b.sizes, strict=True)]
    up = [dot(eye.up, axis) * half for axis, half in zip(b.frame, b.sizes, strict=True)]
    return x, y, math.hypot(*across) * eye.scale * abs(eye.wide), math.hypot(*up) * eye.scale


def fitted(eye: Camera, box: Sequence[float], size: tuple[int, int] = (WIDTH, HEIGHT)) -> Camera:
    """The camera moved so that a box measured with it fills the picture."""
    left, top, right, bottom = box
    width, height = size
    scale = min((width - 44) / (right - left), (height - 60) / (bottom - top), 2.95)
    middle, lowest = (left + right) / 2, bottom
    spare = height - scale * (bottom - top)
    return replace(
        eye, scale=scale, x=width / 2 - middle * scale, y=height - max(30, spare * 0.42) - lowest * scale
    )


def zoomed(eye: Camera, by: float) -> Camera:
    """The same view from further away (`by` below 1), about the middle of the floor line."""
    x, y = WIDTH / 2, HEIGHT * 0.7
    return replace(eye, scale=eye.scale * by, x=x + (eye.x - x) * by, y=y + (eye.y - y) * by)


def shown(eye: Camera, parts: Iterable[Part]) -> list[Part]:
    """The parts the viewer sees, the furthest first."""
    seen = [p for p in parts if p.facing is None or dot(p.facing, eye.towards) > -0.35]
    return sorted(seen, key=lambda p: round(dot(p.middle, eye.order) + p.nearer, 3))


def room(eye: Camera, size: tuple[int, int] = (WIDTH, HEIGHT), moved: float | None = None) -> Image.Image:
    """The empty card with its floor, drawn FINE times as large; `moved` centimetres of a floor with marks."""
    image = Image.new("RGB", (size[0] * FINE, size[1] * FINE), COLOURS["card"])
    pen = ImageDraw.Draw(image)
    horizon = eye.y - eye.scale * 70 * math.hypot(eye.up[0], eye.up[2])
    if eye.up[1] < 0.5:
        horizon = -1
    pen.rectangle((0, horizon * FINE, size[0] * FINE, size[1] * FINE), fill=COLOURS["floor"])
    if moved is not None:
        _marks(pen, eye, moved)
    return image


MARKS = 45.0  # centimetres from one mark on the floor to the next


def _marks(pen: ImageDraw.ImageDraw, eye: Camera, moved: float) -> None:
    for i in range(-8, 9):
        x = i * MARKS - moved % MARKS
        (a, b), (c, d) = eye.place((x, 0, 42)), eye.place((x + 16, 0, 42))
        pen.line((a * FINE, b * FINE, c * FINE, d * FINE), fill=COLOURS["mark"], width=4 * FINE)


Box = tuple[int, int, int, int]


def paint(image: Image.Image, eye: Camera, parts: Sequence[Part]) -> Box:
    """Draws the parts in their order; where in the finished picture they are: left, top, right, bottom."""
    pen, known = ImageDraw.Draw(image), Rims()
    xs: list[float] = []
    ys: list[float] = []
    for part in parts:
        for hull in part.hulls:
            points = outline(eye, hull, known)
            pen.polygon([(x * FINE, y * FINE) for x, y in points], fill=COLOURS[part.colour])
            xs += [p[0] for p in points]
            ys += [p[1] for p in points]
    left, top = max(0, int(min(xs)) - 1), max(0, int(min(ys)) - 1)
    return left, top, min(WIDTH, int(max(xs)) + 2), min(HEIGHT, int(max(ys)) + 2)


def flood(image: Image.Image, eye: Camera, height: float, moved: float) -> None:
    """Clear water over all that is below its surface; its waves pass twice in a cycle of the floor."""
    level = eye.place((0.0, height, 0.0))[1] * FINE
    wave = [
        (x, level + 4 * FINE * math.sin(2 * math.pi * (2 * x / image.width + 2 * moved)))
        for x in range(0, image.width + 20, 20)
    ]
    mask = Image.new("L", image.size)
    ImageDraw.Draw(mask).polygon([*wave, (wave[-1][0], image.height), (0, image.height)], fill=CLEAR)
    image.paste(WATER, mask=mask)
    ImageDraw.Draw(image).line(wave, fill=COLOURS["foam"], width=3 * FINE, joint="curve")


def finished(image: Image.Image, box: Box | None = None) -> Image.Image:
    """Reduced to its real size, or a part of that, in the shared palette."""
    if box:
        image = image.crop((box[0] * FINE, box[1] * FINE, box[2] * FINE, box[3] * FINE))
    return image.reduce(FINE).quantize(palette=palette(), dither=Image.Dither.NONE)


@cache
def palette() -> Image.Image:
    """The colours, and the steps between those that often meet: one palette for every picture."""
    shades: list[tuple[int, ...]] = list(COLOURS.values())
    shades += [_mixed(COLOURS[name], WATER, CLEAR / 255) for name in WET]
    for a, b in MEETING:
        p, q = COLOURS[a], COLOURS[b]
        for share in SHARES:
            shades.append(_mixed(p, q, share))
    image = Image.new("P", (1, 1))
    flat = [n for shade in shades for n in shade]
    image.putpalette(flat)
    return image


def _mixed(a: Sequence[int], b: Sequence[int], share: float) -> tuple[int, ...]:
    return tuple(round(x + (y - x) * share) for x, y in zip(a, b, strict=True))


WATER, CLEAR = (92, 164, 190), 112  # its colour, and how much of it covers: of 255
WET = ("card", "floor", "mark", "trunk", "near", "far", "accent", "far accent")
FLAT = len(COLOURS) + len(WET)  # so many colours of the palette fill areas, the others smooth edges
SHARES = (0.33, 0.67)
MEETING = (
    *((figure, behind) for behind in ("card", "floor", "mat") for figure in ("near", "trunk", "far")),
    ("hair", "card"),
    ("accent", "trunk"),
    ("accent", "near"),
    ("accent", "card"),
    ("mat", "floor"),
    ("wood", "card"),
    ("soft", "card"),
    ("band", "card"),
)
