"""All figures as files and on one sheet, for whoever draws or reviews them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from PIL import Image, ImageDraw

from bot.coach.model import Exercise
from bot.pictures import corner, draw, figure, motion
from bot.pictures.poses import read_figure

THUMB = (320, 240)


PROCESSES = 2


def render_all(exercises: Sequence[Exercise], folder: Path) -> dict[str, int]:
    """Writes each animation at its gentlest dose as `folder`/slug.gif; their sizes in bytes by slug."""
    folder.mkdir(parents=True, exist_ok=True)
    sizes = {}
    with ProcessPoolExecutor(PROCESSES) as processes:
        for exercise, drawn in zip(exercises, processes.map(_gentlest, exercises), strict=True):
            (folder / f"{exercise.slug}.gif").write_bytes(drawn)
            sizes[exercise.slug] = len(drawn)
    return sizes


def _gentlest(exercise: Exercise) -> bytes:
    return figure.animation(exercise, exercise.ladder[0])


def contact_sheet(exercises: Sequence[Exercise], columns: int = 2, moments: int = 3) -> bytes:
    """A PNG with `moments` of the way there (or round) of each exercise, named by its slug."""
    strips = [_strip(exercise, moments) for exercise in exercises]
    width, height = THUMB[0] * moments + 12, THUMB[1] + 12
    rows = -(-len(strips) // columns)
    sheet = Image.new("RGB", (width * columns, height * rows), "white")
    for i, strip in enumerate(strips):
        sheet.paste(strip, (i % columns * width, i // columns * height))
    out = io.BytesIO()
    sheet.save(out, "PNG", optimize=True)
    return out.getvalue()


def _strip(exercise: Exercise, moments: int) -> Image.Image:
    told = read_figure(exercise.figure)
    dose = exercise.ladder[0]
    row = motion.shots(told, dose, exercise.tempo, both_sides=False)
    row = [shot for shot in row if shot.count in (None, dose.hold or dose.seconds)]
    span = len(row) if told.cyclic else len(row) // 2
    parts = moments + 1 if told.cyclic else max(1, moments - 1)
    chosen = [row[span * i // parts] for i in range(moments)]
    frames = figure.frames(told, exercise.muscles, figure.camera(told, [s.pose for s in row]), chosen)
    strip = Image.new("RGB", (THUMB[0] * moments, THUMB[1]))
    for i, frame in enumerate(frames):
        strip.paste(frame.convert("RGB").resize(THUMB, Image.Resampling.BOX), (THUMB[0] * i, 0))
    ImageDraw.Draw(strip).text(
        (8, THUMB[1] - 24), exercise.slug, font=corner.font(15), fill=draw.COLOURS["trunk"]
    )
    return strip
