"""Every frame of every figure that ships is a body that could be yours."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest

from bot.pictures import corner as corners
from bot.pictures import draw
from bot.pictures.body import SPINE, lengths, mirrored, solve
from bot.pictures.joints import strained
from bot.pictures.motion import STEP
from bot.pictures.poses import figure_mistakes
from bot.pictures.space import length, sub
from tests.pictures import shelf

every_exercise = pytest.mark.parametrize("slug", shelf.SLUGS)
ENDS = ("right_hand", "left_hand", "right_knee", "left_knee", "right_foot", "left_foot")


def test_there_are_exercises_to_draw() -> None:
    assert len(shelf.SLUGS) >= 46


@every_exercise
def test_a_figure_ships_without_mistakes(slug: str) -> None:
    assert figure_mistakes(slug, shelf.exercise(slug).figure) == []


@every_exercise
def test_bones_keep_their_length(slug: str) -> None:
    for _, body in shelf.skeletons(slug):
        for name, bones in body.limbs.items():
            upper, lower = lengths(name)
            assert length(sub(bones.middle, bones.root)) == pytest.approx(upper, abs=0.01)
            assert length(sub(bones.end, bones.middle)) == pytest.approx(lower, abs=0.01)
            assert length(bones.tip) == pytest.approx(1)
        assert [length(sub(b, a)) for a, b in pairwise(body.spine)] == pytest.approx(SPINE)


@every_exercise
def test_joints_stay_within_human_range(slug: str) -> None:
    for shot, body in shelf.skeletons(slug):
        assert strained(shot.pose, body) == []


@every_exercise
def test_what_is_planted_does_not_slide(slug: str) -> None:
    """Hands and feet named as planted, and all that rests on the floor both at the start and at the end."""
    told, row, eye = shelf.figure(slug), shelf.one_side(slug), shelf.eye(slug)
    if told.cyclic:
        return
    first, last = (solve(told.poses[name]) for name in (told.path[0], told.path[-1]))
    resting = {n for n in ENDS if first.point(n)[1] < 12 and math.dist(first.point(n), last.point(n)) < 0.1}
    for shot in row:
        body = solve(shot.pose)
        for point in resting | set(told.planted):
            assert math.dist(eye.place(body.point(point)), eye.place(first.point(point))) <= 1, point


@pytest.mark.parametrize("slug", [slug for slug in shelf.SLUGS if shelf.figure(slug).cyclic])
def test_feet_on_the_floor_of_a_cycle_move_only_with_the_floor(slug: str) -> None:
    told, row, eye = shelf.figure(slug), shelf.one_side(slug), shelf.eye(slug)
    if {"bike", "elliptical"} & set(told.props):
        return
    moved = told.props.get("ground", (0.0,))[0] / len(row)
    stood = 0
    for a, b in pairwise([*row, row[0]]):
        for foot in ("right_foot", "left_foot"):
            x, y, _ = solve(a.pose).point(foot)
            to_x, to_y, _ = solve(b.pose).point(foot)
            if max(y, to_y) < 7.05:
                stood += 1
                assert abs(to_x - x + moved) * eye.scale <= 1
    assert stood >= len(row) / 3


@every_exercise
def test_the_other_side_is_the_mirror_image(slug: str) -> None:
    pose = shelf.figure(slug).poses[shelf.figure(slug).path[-1]]
    one, other = solve(pose), solve(mirrored(pose))
    for side, across in (("right", "left"), ("left", "right")):
        for limb in ("arm", "leg"):
            x, y, z = one.limbs[f"{side}_{limb}"].end
            assert other.limbs[f"{across}_{limb}"].end == pytest.approx((x, y, -z), abs=1e-6)


@every_exercise
def test_nothing_goes_through_the_floor(slug: str) -> None:
    """A mat and flesh give way by less than a finger's width."""
    for shot, parts in shelf.drawn(slug):
        for part in parts:
            for hull in part.hulls:
                assert min(shelf.lowest(ball) for ball in hull) > -1.0, (part.colour, shot)


@every_exercise
def test_nothing_leaves_the_picture_and_the_ring_covers_nobody(slug: str) -> None:
    eye = shelf.eye(slug)
    corner = corners.box(shelf.corner(slug))
    for shot, parts in shelf.drawn(slug):
        turned = replace(eye, wide=shot.wide)
        left, top, right, bottom = draw.bounds(turned, parts)
        assert left >= 0
        assert top >= 0
        assert right <= draw.WIDTH
        assert bottom <= draw.HEIGHT
        for part in parts if shot.count else []:
            box = draw.bounds(turned, [part])
            apart = box[2] < corner[0] or box[0] > corner[2] or box[1] > corner[3]
            assert apart, part.colour


@every_exercise
def test_the_movement_is_smooth_and_the_loop_closes(slug: str) -> None:
    """At least 12 frames a second while anything moves; the last frame leads into the first."""
    eye, row = shelf.eye(slug), [shot for shot in shelf.row(slug) if shot.wide == 1]
    assert STEP <= 1000 / 12
    jumps = []
    for a, b in pairwise([*row, row[0]]):
        one, other = solve(a.pose), solve(b.pose)
        places = [(eye.place(one.point(n)), eye.place(other.point(n))) for n in (*ENDS, "head")]
        jumps.append(max(math.dist(*both) for both in places))
        if b.pose is not row[0].pose and jumps[-1] > 2:
            assert b.ms <= 2 * STEP or b.count is not None
    assert jumps[-1] <= max(jumps[:-1]) + 1
    assert max(jumps) < draw.HEIGHT / 10
