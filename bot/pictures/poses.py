"""The `[figure]` of an exercise: what an author writes, read into poses.

    [figure]
    view = "side"                  # side (the person faces right), front, back, top
    turn = 10                      # optional: the camera walks round, degrees
    tilt = 8                       # optional: the camera looks down, degrees
    anchor = "right_knee"          # the point that `at` places: pelvis (default), shoulders, head, or
                                   # right_/left_ elbow, hand, knee, foot (a wrist or an ankle)
    planted = ["right_hand"]       # hands and feet that stay where the first pose has them
    there = ["start", "reach"]     # the way there; held at its end; the way back is the same, reversed
    cycle = ["a", "b", "c"]        # instead of `there`: an even loop (walking, cycling)
    lap = 1.2                      # optional: seconds of one cycle; otherwise the tempo of the exercise
    hold_first = true              # optional: the first pose is the one held for a steady position
    sides = "swap"                 # the other side: swap right and left limbs, or flip the picture
    far = ["left_arm"]             # optional: limbs in the light colour (side view: the left ones)
    arrows = [[[0, 60], [9, 66], [6, 75]]]   # optional, for a movement too small to see: from, bent towards,
                                   # to, each x, y and how far to the right; it grows as `tense` does

    [figure.props]                 # what stands in the room; see PROPS
    mat = [-100, 100]              # from x to x

    [figure.pose.start]            # the first pose named is complete; the others say what changes
    at = [0, 6]                    # x, y of the anchor in centimetres; the floor is y = 0
    lean = 90                      # the pelvis: 0 upright, 90 face down, -90 on the back
    low_back = 10                  # also upper_back, neck: forward bending; twist, side_bend, roll:
                                   # to the right; turn; squeeze, shrug: shoulder blades;
                                   # tense: 0 shows the target muscles pale, 1 (the default) bright
    arms = { line = [-90, -90, 0] }          # both arms; or right_arm, left_arm, legs, right_leg, left_leg

A limb is written in one of three ways. Degrees; the right hand is the near one in a side view.

    { line = [upper, lower, end], out = 0 }
        directions in the picture: 0 right, 90 up, -90 down, 180 left; the end (hand, toes) may be left out;
        out is away from the middle of the body
    { shoulder = 90, out = 0, turn = 0, elbow = 20, wrist = 0 }
        joint angles; hip, out, turn, knee, ankle for a leg
    { hand = [x, y, out], elbow_to = [x, y, out], palm = 0 }
        a place for the wrist, where the elbow points, the direction of the hand (foot, knee_to, sole);
        a direction may be [degrees in the picture, degrees out of it]
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.pictures.body import ANGLES, ARMS, LEGS, LIMBS, POINTS, Bones, Limb, Pose, missed, solve
from bot.pictures.joints import strained
from bot.pictures.space import Vec, add, dot, sub, unit
from bot.pictures.written import Say, choice, names, number, numbers

VIEWS = {"side": (7.0, 8.0), "front": (90.0, 8.0), "back": (-90.0, 8.0), "top": (0.0, 90.0)}  # turn, tilt
PROPS: Mapping[str, tuple[int, int, str]] = {  # at least and at most so many numbers, and what they mean
    "mat": (2, 2, "[from x, to x]"),
    "pillow": (2, 2, "[x, y of its middle]"),
    "stool": (1, 1, "[x of its middle]"),
    "chair": (2, 3, "[x of the seat's middle, 1 or -1: where its front is, how far to the right]"),
    "wall": (1, 1, "[x]"),
    "post": (2, 2, "[x, how far to the right]"),
    "counter": (2, 2, "[x of its edge, height]"),
    "step": (2, 2, "[x of its middle, height]"),
    "ball": (2, 2, "[x of its middle, radius]"),
    "bike": (4, 4, "[x of the crank, y of the crank, x of the saddle, y of the saddle]"),
    "elliptical": (2, 2, "[x and y of the middle of the way of the pedals]"),
    "band": (2, 3, "[x of the anchor, y of the anchor, how far to the right], to both hands"),
    "strap": (0, 0, "[] from both hands to the raised foot"),
    "dumbbells": (0, 1, "[] in both hands, [1] in the right one"),
    "dowel": (0, 0, "[] along the back"),
    "ground": (1, 1, "[centimetres the floor moves back in one cycle]"),
    "water": (1, 1, "[height of its surface]"),
}
ARROW = "[[x, y, how far to the right], the same of the point it bends towards, of its head]"
JOINTS = {
    "arm": ("shoulder", "out", "turn", "elbow", "wrist"),
    "leg": ("hip", "out", "turn", "knee", "ankle"),
}
REACH = {"arm": ("hand", "elbow_to", "palm"), "leg": ("foot", "knee_to", "sole")}
PLANTABLE = ("right_hand", "left_hand", "right_foot", "left_foot")
KEYS = (
    "view",
    "turn",
    "tilt",
    "anchor",
    "planted",
    "there",
    "cycle",
    "hold_first",
    "lap",
    "sides",
    "far",
    "props",
    "arrows",
    "pose",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that was read without mistakes."""

    turn: float
    tilt: float
    poses: Mapping[str, Pose]
    path: tuple[str, ...]  # pose names, on the way there or round
    cyclic: bool = False
    planted: tuple[str, ...] = ()
    sides: str = "swap"
    far: frozenset[str] = frozenset()
    hold_first: bool = False
    lap: float = 0.0  # seconds of one cycle; 0: the tempo of the exercise
    props: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    arrows: tuple[tuple[Vec, Vec, Vec], ...] = ()


class FigureError(ValueError):
    """What is wrong with a figure, one line each."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("; ".join(lines))
        self.lines = list(lines)


def read_figure(raw: Mapping[str, Any]) -> Figure:
    """The figure of a raw `[figure]` table; raises FigureError with all of them."""
    said: list[str] = []
    figure = _figure(raw, said.append)
    if figure is None or said:
        raise FigureError(said)
    return _plant(figure)


def figure_mistakes(slug: str, raw: Mapping[str, Any]) -> list[str]:
    """Every mistake of a raw `[figure]` table, with its key and what is expected; empty when it is right."""
    try:
        figure = read_figure(raw)
    except FigureError as wrong:
        return [f"{slug}: figure.{line}" for line in wrong.lines]
    return [f"{slug}: figure.{line}" for line in _impossible(figure)]


def _impossible(figure: Figure) -> list[str]:
    lines = []
    for name in figure.path:
        pose = figure.poses[name]
        body = solve(pose)
        lines += [f"pose.{name}: {line} is beyond human range" for line in strained(pose, body)]
        for limb, spec in pose.limbs.items():
            short = missed(limb, spec, body.limbs[limb]) if spec.kind == "target" else 0.0
            if short > 0.5:
                lines.append(f"pose.{name}.{limb}: is {short:.1f} cm short of its place; bring it nearer")
    return lines


def _figure(raw: Mapping[str, Any], say: Say) -> Figure | None:
    for key in raw:
        if key not in KEYS:
            say(f"{key}: is not a key; expected one of {', '.join(KEYS)}")
    view = choice(raw, "view", tuple(VIEWS), "side", say)
    turn, tilt = VIEWS.get(view, VIEWS["side"])
    anchor = choice(raw, "anchor", POINTS, "pelvis", say)
    poses = _poses(raw.get("pose"), Pose(anchor=anchor), say)
    path = names(raw, "cycle" if "cycle" in raw else "there", tuple(poses), say)
    if len(path) == 0:
        say("there: expected the names of the poses in order, such as ['start', 'up']")
    if not poses or not path:
        return None
    far = (
        names(raw, "far", LIMBS, say) if "far" in raw else ("left_arm", "left_leg") if view == "side" else ()
    )
    return Figure(
        turn=number(raw, "turn", turn, say),
        tilt=number(raw, "tilt", tilt, say),
        poses=poses,
        path=path,
        cyclic="cycle" in raw,
        planted=names(raw, "planted", PLANTABLE, say),
        sides=choice(raw, "sides", ("swap", "flip"), "swap", say),
        far=frozenset(far),
        hold_first=raw.get("hold_first") is True,
        lap=number(raw, "lap", 0.0, say),
        props=_props(raw.get("props", {}), say),
        arrows=_arrows(raw.get("arrows", []), say),
    )


def _poses(raw: Any, empty: Pose, say: Say) -> dict[str, Pose]:
    if not isinstance(raw, Mapping) or not raw:
        say("pose: expected at least one pose, such as [figure.pose.start]")
        return {}
    poses: dict[str, Pose] = {}
    for name, written in raw.items():
        if not isinstance(written, Mapping):
            say(f"pose.{name}: expected a table")
            continue
        first = next(iter(poses.values()), empty)
        poses[name] = _pose(f"pose.{name}", written, first, say)
        for limb in LIMBS:
            if limb not in poses[name].limbs:
                say(f"pose.{name}.{limb}: is missing; the first pose places both arms and both legs")
    return poses


def _pose(key: str, raw: Mapping[str, Any], base: Pose, say: Say) -> Pose:
    limbs = dict(base.limbs)
    for both, pair in (("arms", ARMS), ("legs", LEGS)):
        if both in raw:
            limbs |= {name: _limb(f"{key}.{both}", raw[both], name[-3:], say) for name in pair}
    limbs |= {name: _limb(f"{key}.{name}", raw[name], name[-3:], say) for name in LIMBS if name in raw}
    for word in raw:
        if word not in (*ANGLES, *LIMBS, "arms", "legs", "at"):
            say(f"{key}.{word}: is not a key; expected at, arms, legs, {', '.join((*LIMBS, *ANGLES))}")
    angles: dict[str, Any] = {n: number(raw, n, getattr(base, n), say, key) for n in ANGLES if n in raw}
    at = numbers(raw["at"], 2, 2, f"{key}.at", say) if "at" in raw else base.at
    return replace(base, at=(at[0], at[1]), limbs=limbs, **angles)


def _limb(key: str, raw: Any, kind: str, say: Say) -> Limb:
    joints, (goal, hint, end) = JOINTS[kind], REACH[kind]
    if isinstance(raw, Mapping) and "line" in raw and set(raw) <= {"line", "out"}:
        line = numbers(raw["line"], 2, 3, f"{key}.line", say)
        tip = line[2] if len(line) > 2 else line[1] + (90 if kind == "leg" else 0)
        return Limb("lines", (line[0], line[1], tip, number(raw, "out", 0.0, say, key)))
    if isinstance(raw, Mapping) and goal in raw and set(raw) <= {goal, hint, end}:
        place = numbers(raw[goal], 2, 3, f"{key}.{goal}", say)
        out = place[2] if len(place) > 2 else (16.5 if kind == "arm" else 9.0)
        to = numbers(raw.get(hint, [0, 0, 0]), 2, 3, f"{key}.{hint}", say)
        points = _end(raw.get(end, math.nan if kind == "arm" else 0.0), f"{key}.{end}", say)
        return Limb("target", (place[0], place[1], out, to[0], to[1], to[2] if len(to) > 2 else 0.0, *points))
    if isinstance(raw, Mapping) and set(raw) <= set(joints):
        return Limb("angles", tuple(number(raw, n, 0.0, say, key) for n in joints))
    say(
        f"{key}: expected {{ line = [upper, lower, end] }}, "
        f"{{ {goal} = [x, y], {hint} = [x, y], {end} = 0 }} or the angles {', '.join(joints)}"
    )
    return Limb("angles", (0.0,) * 5)


def _end(raw: Any, key: str, say: Say) -> tuple[float, float]:
    """The direction of a hand or of toes: degrees in the picture, and how far out of it."""
    if isinstance(raw, list):
        tip = numbers(raw, 2, 2, key, say)
        return tip[0], tip[1]
    return number({key: raw}, key, 0.0, say), 0.0


def _props(raw: Any, say: Say) -> dict[str, tuple[float, ...]]:
    props = {}
    for name, value in raw.items() if isinstance(raw, Mapping) else ():
        if name not in PROPS:
            say(f"props.{name}: is not known; expected one of {', '.join(PROPS)}")
        else:
            least, most, meaning = PROPS[name]
            props[name] = numbers(value, least, most, f"props.{name}", say, meaning)
    return props


def _arrows(raw: Any, say: Say) -> tuple[tuple[Vec, Vec, Vec], ...]:
    if not isinstance(raw, list) or not all(isinstance(one, list) and len(one) == 3 for one in raw):
        say(f"arrows: expected a list of {ARROW}, found {raw!r}")
        return ()
    rows = [[(*numbers(point, 2, 3, "arrows", say), 0.0)[:3] for point in one] for one in raw]
    return tuple(((a[0], a[1], a[2]), (b[0], b[1], b[2]), (c[0], c[1], c[2])) for a, b, c in rows)


def _plant(figure: Figure) -> Figure:
    """Planted hands and feet become places to reach, taken from the first pose."""
    start = figure.poses[figure.path[0]]
    first = solve(start)
    fixed: dict[str, Limb] = {}
    for point in (each for each in figure.planted if each != start.anchor):
        side, joint = point.split("_")
        name = f"{side}_{'arm' if joint == 'hand' else 'leg'}"
        bones = first.limbs[name]
        tip = math.degrees(math.atan2(bones.tip[1], bones.tip[0]))
        aside = math.degrees(math.asin(max(-1.0, min(1.0, bones.tip[2] * bones.side))))
        x, y, z = _elbow(bones.root, bones.middle, bones.end)
        fixed[name] = Limb("target", (*_place(start.limbs[name], bones), x, y, z * bones.side, tip, aside))
    poses = {n: replace(p, limbs={**p.limbs, **_kept(p, fixed)}) for n, p in figure.poses.items()}
    return replace(figure, poses=poses)


def _place(limb: Limb, bones: Bones) -> tuple[float, ...]:
    """Where it is planted: as written, so that a place out of reach is found."""
    return limb.values[:3] if limb.kind == "target" else (*bones.end[:2], bones.end[2] * bones.side)


def _kept(pose: Pose, fixed: Mapping[str, Limb]) -> dict[str, Limb]:
    """The planted limbs, each pointing its elbow or knee where this pose wants it."""
    own = {n: pose.limbs[n] for n in fixed if pose.limbs[n].kind == "target"}
    turned = {n: Limb("target", fixed[n].values[:3] + limb.values[3:]) for n, limb in own.items()}
    return {**fixed, **turned}


def _elbow(root: Vec, middle: Vec, end: Vec) -> Vec:
    """Where a bent limb points; nowhere when it is straight."""
    along, bend = unit(sub(end, root)), sub(middle, root)
    away = add(bend, along, -dot(bend, along))
    return unit(away) if dot(away, away) > 1.0 else (0.0, 0.0, 0.0)
