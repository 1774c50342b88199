"""The files that are sent: size, tempo, both sides, and the same bytes every time."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from bot.coach.model import Dose
from bot.pictures.figure import animation, key, still
from bot.pictures.motion import COUNTED, shots
from bot.pictures.sheet import contact_sheet
from tests.pictures import shelf


@pytest.mark.parametrize("slug", shelf.SLUGS)
def test_the_largest_animation_is_small_enough_to_send(slug: str) -> None:
    gif = animation(shelf.exercise(slug), shelf.longest(slug))
    with Image.open(io.BytesIO(gif)) as image:
        assert image.format == "GIF"
        assert image.size >= (640, 480)
        assert image.info["loop"] == 0
        assert image.n_frames > 1  # type: ignore[attr-defined]
    assert len(gif) <= 250_000


def test_the_same_exercise_gives_the_same_bytes() -> None:
    exercise = shelf.exercise("bridge")
    assert animation(exercise, exercise.ladder[0]) == animation(exercise, exercise.ladder[0])
    assert still(exercise) == still(exercise)


def test_a_gif_lasts_as_long_as_its_shots() -> None:
    exercise = shelf.exercise("bridge")
    row = shots(shelf.figure("bridge"), exercise.ladder[0], exercise.tempo, both_sides=False)
    with Image.open(io.BytesIO(animation(exercise, exercise.ladder[0]))) as image:
        lasted = 0
        for i in range(image.n_frames):  # type: ignore[attr-defined]
            image.seek(i)
            lasted += image.info["duration"]
    assert lasted == sum(shot.ms for shot in row)


def test_the_hold_counts_down_second_by_second() -> None:
    row = shots(shelf.figure("bridge"), Dose(reps=5, hold=3), 4, both_sides=False)
    counted = [shot for shot in row if shot.count is not None]
    assert [shot.count for shot in counted][::5] == [3, 2, 1]
    assert sum(shot.ms for shot in counted) == 3000
    assert [shot.left for shot in counted] == sorted((shot.left for shot in counted), reverse=True)


def test_a_slower_tempo_takes_longer() -> None:
    quick, slow = (shots(shelf.figure("bridge"), Dose(reps=5), tempo, both_sides=False) for tempo in (2, 6))
    assert sum(shot.ms for shot in slow) - sum(shot.ms for shot in quick) == pytest.approx(4000, abs=200)


def test_a_long_steady_position_breathes_instead_of_counting() -> None:
    short, long = (
        shots(shelf.figure("prone-elbows"), Dose(seconds=seconds), 4, both_sides=False)
        for seconds in (COUNTED, COUNTED + 1)
    )
    assert short[0].count == COUNTED
    assert all(shot.count is None for shot in long)
    assert max(shot.pose.breath for shot in long) == pytest.approx(1, abs=0.05)
    assert sum(shot.ms for shot in long) == 4000


def test_each_side_is_shown() -> None:
    heights = [
        (body.point("right_hand")[1], body.point("left_hand")[1]) for _, body in shelf.skeletons("bird-dog")
    ]
    assert max(right for right, _ in heights) > 40
    assert max(left for _, left in heights) > 40
    assert all(min(both) < 10 for both in heights)
    assert min(shot.wide for shot in shelf.row("lying-leg-raise")) == -1


def test_the_key_changes_with_what_is_seen_and_only_then() -> None:
    exercise = shelf.exercise("bridge")
    dose = exercise.ladder[0]
    told = key(exercise, dose)
    assert key(exercise, replace(dose, sets=dose.sets + 1)) == told
    others = {
        key(exercise),
        key(exercise, replace(dose, hold=dose.hold + 1)),
        key(replace(exercise, tempo=exercise.tempo + 1), dose),
        key(replace(exercise, muscles=()), dose),
        key(replace(exercise, figure=shelf.exercise("bird-dog").figure), dose),
    }
    assert told not in others
    assert len(others) == 5


def test_the_contact_sheet_shows_every_exercise_given() -> None:
    sheet = contact_sheet([shelf.exercise("bridge"), shelf.exercise("walk")], columns=1)
    with Image.open(io.BytesIO(sheet)) as image:
        assert image.size == (972, 504)
