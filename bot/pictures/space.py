"""Vectors and frames in three dimensions: just enough for a jointed body."""

from __future__ import annotations

import math
from typing import NamedTuple

Vec = tuple[float, float, float]
ZERO: Vec = (0.0, 0.0, 0.0)


class Frame(NamedTuple):
    """Where a body part looks: its own forward, up and right, all of length 1."""

    forward: Vec
    up: Vec
    right: Vec


WORLD = Frame((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


def add(a: Vec, b: Vec, scale: float = 1.0) -> Vec:
    """a + b * scale."""
    return (a[0] + b[0] * scale, a[1] + b[1] * scale, a[2] + b[2] * scale)


def sub(a: Vec, b: Vec) -> Vec:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def dot(a: Vec, b: Vec) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vec) -> float:
    return math.sqrt(dot(a, a))


def unit(a: Vec) -> Vec:
    size = length(a)
    return (a[0] / size, a[1] / size, a[2] / size) if size > 1e-9 else WORLD.up


def mix(a: Vec, b: Vec, degrees: float) -> Vec:
    """a turned towards b, which is perpendicular to it."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return (a[0] * c + b[0] * s, a[1] * c + b[1] * s, a[2] * c + b[2] * s)


def bowed(frame: Frame, degrees: float) -> Frame:
    """Tipped forward: up goes towards forward."""
    f, u, r = frame
    return Frame(mix(f, u, -degrees), mix(u, f, degrees), r)


def tilted(frame: Frame, degrees: float) -> Frame:
    """Tipped to its own right."""
    f, u, r = frame
    return Frame(f, mix(u, r, degrees), mix(r, u, -degrees))


def turned(frame: Frame, degrees: float) -> Frame:
    """Turned to its own right about its long axis."""
    f, u, r = frame
    return Frame(mix(f, r, degrees), u, mix(r, f, -degrees))


def angle(a: Vec, b: Vec) -> float:
    """Degrees between two directions, 0 to 180."""
    return math.degrees(math.acos(max(-1.0, min(1.0, dot(unit(a), unit(b))))))


def slerp(a: Vec, b: Vec, t: float) -> Vec:
    """The direction a fraction t of the way along the great circle from a to b (both of length 1)."""
    between = math.radians(angle(a, b))
    if between < 1e-6:
        return a
    p, q = math.sin((1 - t) * between), math.sin(t * between)
    return unit((a[0] * p + b[0] * q, a[1] * p + b[1] * q, a[2] * p + b[2] * q))


def inside(frame: Frame, v: Vec) -> Vec:
    """A world direction as seen from a frame."""
    return (dot(frame.forward, v), dot(frame.up, v), dot(frame.right, v))


def outside(frame: Frame, v: Vec) -> Vec:
    """A direction seen from a frame, back in the world."""
    f, u, r = frame
    return add(add(add(ZERO, f, v[0]), u, v[1]), r, v[2])
