"""The files that are sent: size, tempo, both sides, and the same bytes every time."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from bot.coach.model import Dose
from bot.pictures import corner, draw
from bot.pictures.figure import animation, frames, key, still
from bot.pictures.figure import parts as figure_parts
from bot.pictures.gif import steadied
from bot.pictures.motion import COUNTED, STEP, shots
from bot.pictures.sheet import contact_sheet
from tests.pictures import shelf

FAR = list(draw.COLOURS).index("far")


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


def test_a_breath_is_seen_as_a_disc_that_swells() -> None:
    row = shots(shelf.figure("prone-lying"), Dose(seconds=COUNTED + 1), 4, both_sides=False)
    calm = Image.new("P", (640, 480))
    calm.putpalette(draw.palette().getpalette() or [])
    inks = [corner.lung(calm, "left", shot.air or 0.0).histogram()[FAR] for shot in row]
    swelling = inks[: len(inks) // 2 + 1]
    assert swelling == sorted(swelling)
    assert swelling[-1] > 3 * swelling[0] > 0
    assert inks[-1] < inks[len(inks) // 2]


def test_an_arrow_grows_as_the_muscles_tighten() -> None:
    told = shelf.figure("brace")
    tips = [
        part.middle[0]
        for shot in shelf.row("brace")
        if shot.ms == STEP
        for part in figure_parts(told, (), shot.pose)
        if part.nearer == 400
    ]
    there = tips[: len(tips) // 2]
    assert len(there) > 5
    assert there == sorted(there, reverse=True), "towards the belly"


def test_what_stays_still_is_drawn_exactly_and_areas_leave_no_trail() -> None:
    """Fewer changes are written where a file would be too large: only of smoothed edges, while they move."""
    exercise, row = shelf.exercise("hip-flexor-stretch"), shelf.row("hip-flexor-stretch")
    exact = frames(shelf.figure(exercise.slug), exercise.muscles, shelf.eye(exercise.slug), row[:40])
    moving = [shot.ms == STEP for shot in row[:40]]
    shown = steadied(exact, moving, draw.FLAT)
    assert any(a.tobytes() != b.tobytes() for a, b in zip(exact, shown, strict=True))
    for a, b, moves in zip(exact, shown, moving, strict=True):
        wrong = [p for p, q in zip(a.tobytes(), b.tobytes(), strict=True) if p != q]
        assert min(wrong, default=draw.FLAT) >= draw.FLAT
        assert moves or not wrong


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
