"""What an author is told about a figure that is wrong."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from bot.pictures.poses import FigureError, figure_mistakes, read_figure
from tests.pictures import shelf


def bridge() -> dict[str, Any]:
    return copy.deepcopy(dict(shelf.exercise("bridge").figure))


@pytest.mark.parametrize(
    ("where", "wrong", "said"),
    [
        (["view"], "below", "bridge: figure.view: expected one of side, front, back, top, found 'below'"),
        (["colour"], "red", "figure.colour: is not a key"),
        (["there"], ["start", "high"], "figure.there: expected a list of start, up"),
        (["planted"], ["nose"], "figure.planted: expected a list of right_hand"),
        (["props", "sofa"], [1], "figure.props.sofa: is not known; expected one of mat"),
        (["arrows"], [[1, 2]], "figure.arrows: expected a list of [[x, y, how far to the right]"),
        (["arrows"], [[[1], [2, 3], [4, 5]]], "figure.arrows: expected 2 or 3 numbers"),
        (["props", "mat"], [1], "figure.props.mat: expected 2 numbers [from x, to x], found [1]"),
        (["pose", "up", "lean"], "far", "figure.pose.up.lean: expected a number, found 'far'"),
        (["pose", "up", "tail"], 3, "figure.pose.up.tail: is not a key; expected at, arms, legs"),
        (["pose", "up", "at"], [1], "figure.pose.up.at: expected 2 numbers, found [1]"),
        (
            ["pose", "up", "arms"],
            {"line": [3]},
            "figure.pose.up.arms.line: expected 2 or 3 numbers, found [3]",
        ),
        (["pose", "up", "arms"], {"bent": 3}, "figure.pose.up.arms: expected { line = [upper, lower, end] }"),
        (
            ["pose", "up", "low_back"],
            90,
            "pose.up: low_back 90 (from -40 to 60) is beyond human range",
        ),
        (["pose", "up", "arms"], {"hand": [99, 99]}, "figure.pose.up.right_arm: is "),
    ],
)
def test_a_mistake_is_reported_with_its_key_and_what_is_expected(
    where: list[str], wrong: Any, said: str
) -> None:
    figure = bridge()
    table = figure
    for name in where[:-1]:
        table = table[name]
    table[where[-1]] = wrong
    assert any(said in line for line in figure_mistakes("bridge", figure)), figure_mistakes("bridge", figure)


def test_all_mistakes_are_reported_at_once() -> None:
    figure = bridge() | {"view": "below", "sides": "both", "lap": "long"}
    assert len(figure_mistakes("bridge", figure)) == 3


def test_a_planted_hand_that_does_not_reach_its_place_is_a_mistake() -> None:
    """Also in the first pose, from which the others take it."""
    figure = copy.deepcopy(dict(shelf.exercise("standing-hip-extension").figure))
    figure["pose"]["start"]["arms"]["hand"] = [40, 95.5]
    (short, *_) = figure_mistakes("x", figure)
    assert short.startswith("x: figure.pose.start.right_arm: is ")
    assert short.endswith("cm short of its place; bring it nearer")


def test_a_knee_that_bends_forward_is_a_mistake() -> None:
    figure = bridge()
    figure["planted"] = []
    figure["pose"]["up"]["legs"] = {"line": [0, 40]}
    assert any("knee -40" in line for line in figure_mistakes("bridge", figure))


def test_a_first_pose_without_legs_is_a_mistake() -> None:
    figure = bridge()
    del figure["pose"]["start"]["legs"]
    assert any("pose.start.left_leg: is missing" in line for line in figure_mistakes("bridge", figure))


def test_an_empty_figure_is_reported_and_refused() -> None:
    assert figure_mistakes("bridge", {}) != []
    with pytest.raises(FigureError):
        read_figure({})
