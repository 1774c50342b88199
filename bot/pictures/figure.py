"""A figure of an exercise: the animation that shows it at its tempo, and the still."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from functools import lru_cache

from PIL import Image, ImageOps

from bot.coach.model import Dose, Exercise, Muscle
from bot.pictures import corner, draw, flesh, props
from bot.pictures.body import LIMBS, Pose, solve
from bot.pictures.flesh import Part
from bot.pictures.gif import gif, steadied
from bot.pictures.motion import STEP, Shot, shots, still_poses
from bot.pictures.poses import Figure, read_figure

LIMIT = 250_000
VERSION = 4  # raise it when pictures change: what was cached is drawn anew


def key(exercise: Exercise, dose: Dose | None = None) -> str:
    """A name of the animation (with a dose) or the still (without); it changes when the picture would."""
    told = [VERSION, exercise.figure, list(exercise.muscles), exercise.sides, exercise.tempo]
    told.append(asdict(dose) | {"sets": 0} if dose else None)
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:24]


def animation(exercise: Exercise, dose: Dose) -> bytes:
    """A GIF of one repetition (of each side) at the exercise's tempo, within LIMIT; may raise FigureError."""
    figure = read_figure(exercise.figure)
    row = shots(figure, dose, exercise.tempo, exercise.sides)
    eye = camera(figure, [shot.pose for shot in row])
    drawn = _gif(figure, exercise.muscles, eye, row)
    while len(drawn) > LIMIT:
        eye = draw.zoomed(eye, 0.96 * LIMIT / len(drawn))  # bytes go with the length of the outlines
        drawn = _gif(figure, exercise.muscles, eye, row)
    return drawn


def _gif(figure: Figure, muscles: Iterable[Muscle], eye: draw.Camera, row: Sequence[Shot]) -> bytes:
    """With smooth edges in each frame; where that is too large, in those that stand still."""
    pictures, ms = frames(figure, muscles, eye, row), [shot.ms for shot in row]
    exact = gif(pictures, ms)
    if len(exact) <= LIMIT:
        return exact
    return gif(steadied(pictures, [shot.ms == STEP for shot in row], draw.FLAT), ms)


def frames(
    figure: Figure, muscles: Iterable[Muscle], eye: draw.Camera, row: Sequence[Shot]
) -> list[Image.Image]:
    """The shots as finished pictures; what is seen twice is drawn once."""
    side = corner_for_ring(figure, eye, [shot.pose for shot in row])
    scenes: dict[object, Image.Image] = {}
    pictures: list[Image.Image] = []
    for shot in row:
        name = (id(shot.pose), shot.wide, shot.ground)  # the way back shows the poses of the way there
        if name not in scenes and shot.wide == -1:
            scenes[name] = ImageOps.mirror(scenes[(id(shot.pose), 1.0, shot.ground)])
        elif name not in scenes:
            turned = replace(eye, wide=shot.wide)
            scenes[name] = _finished(figure, muscles, turned, shot.pose, shot.ground)
        frame = scenes[name]
        if shot.count is not None:
            frame = corner.ring(frame, side, shot.count, shot.left)
        pictures.append(frame if shot.air is None else corner.lung(frame, side, shot.air))
    return pictures


def still(exercise: Exercise) -> bytes:
    """A PNG of the poses that tell the exercise, side by side; may raise FigureError."""
    figure = read_figure(exercise.figure)
    poses = still_poses(figure)
    eye = camera(figure, poses)
    panels = [_finished(figure, exercise.muscles, eye, pose) for pose in poses]
    whole = Image.new("RGB", (draw.WIDTH * len(panels), draw.HEIGHT))
    for i, panel in enumerate(panels):
        whole.paste(panel, (draw.WIDTH * i, 0))
    out = io.BytesIO()
    whole.save(out, "PNG", optimize=True)
    return out.getvalue()


def parts(figure: Figure, muscles: Iterable[Muscle], pose: Pose) -> list[Part]:
    """The body in a pose and what it holds."""
    body = solve(pose)
    limbs = [flesh.limb(n, body, "far" if n in figure.far else "near") for n in LIMBS]
    return [
        flesh.trunk(body),
        *flesh.head(body),
        *limbs,
        *flesh.muscles(body, list(muscles), figure.far, pose.tense),
        *props.held(figure.props, body),
        *props.arrows(figure.arrows, pose.tense),
    ]


def _finished(
    figure: Figure, muscles: Iterable[Muscle], eye: draw.Camera, pose: Pose, ground: float = 0.0
) -> Image.Image:
    lap, water = figure.props.get("ground"), figure.props.get("water")
    image = draw.room(eye, moved=lap[0] * ground if lap else None)
    everything = [*props.furniture(figure.props), *parts(figure, muscles, pose)]
    empty = None if lap or water else _empty(eye)
    box = draw.paint(image, eye, draw.shown(eye, everything))
    if water:
        draw.flood(image, eye, water[0], ground)
    if empty is None:
        return draw.finished(image)
    picture = empty.copy()
    picture.paste(draw.finished(image, box), box)
    return picture


@lru_cache(8)
def _empty(eye: draw.Camera) -> Image.Image:
    """The room with nothing in it; most of each picture is that."""
    return draw.finished(draw.room(eye))


def camera(figure: Figure, poses: Sequence[Pose]) -> draw.Camera:
    """One camera for all frames, so that nothing leaves the picture and nothing jumps."""
    eye = draw.camera(figure.turn, figure.tilt)
    some = [p for pose in poses[:: max(1, len(poses) // 12)] for p in parts(figure, (), pose)]
    fixed = [p for p in props.furniture(figure.props) if p.colour != "wall"]
    return draw.fitted(eye, draw.bounds(eye, [*some, *fixed]))


def corner_for_ring(figure: Figure, eye: draw.Camera, poses: Sequence[Pose]) -> str:
    """The top corner with more room for the ring: away from furniture, else from the head."""
    some = poses[:: max(1, len(poses) // 6)]
    heads = [eye.place(solve(pose).head)[0] for pose in some]
    free = {side: _room_below(side, figure, eye, some) for side in ("left", "right")}
    if figure.sides == "swap" and abs(free["left"] - free["right"]) > 2 * corner.RING:
        return max(free, key=lambda side: min(free[side], draw.HEIGHT / 2))
    return "right" if sum(heads) / len(heads) < draw.WIDTH / 2 else "left"


def _room_below(side: str, figure: Figure, eye: draw.Camera, poses: Sequence[Pose]) -> float:
    """Pixels from the top of the picture to what is highest in a corner's columns."""
    left, _, right, _ = corner.box(side)
    everything = [*props.furniture(figure.props), *(p for pose in poses for p in parts(figure, (), pose))]
    boxes = [draw.bounds(eye, [part]) for part in everything if part.colour != "wall"]
    return min((box[1] for box in boxes if box[0] < right and box[2] > left), default=float(draw.HEIGHT))
