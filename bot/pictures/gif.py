"""Pictures of one palette as a small looping GIF."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageChops

ALIKE = 64  # of 255: an edge's smoothing that differs by less from what is shown stays while things move


def gif(frames: Sequence[Image.Image], ms: Sequence[int]) -> bytes:
    """The frames, each shown for its milliseconds; only what changes is written, in one palette for all."""
    colours = frames[0].getpalette() or []
    out = io.BytesIO()
    frames[0].save(
        out,
        "GIF",
        save_all=True,
        append_images=frames[1:],
        duration=list(ms),
        loop=0,
        disposal=1,
        optimize=True,
        palette=bytes([*colours, 0, 0, 0]),
        transparency=len(colours) // 3,
    )
    return out.getvalue()


def steadied(frames: Sequence[Image.Image], moving: Sequence[bool], flat: int) -> list[Image.Image]:
    """The frames with fewer changes: in moving ones, smoothed edges stay where nobody would see it.

    The palette's first `flat` colours fill areas and are always right, so that nothing leaves a trail.
    """
    close = [255] * ALIKE + [0] * (256 - ALIKE)
    edge = [0] * flat + [255] * (256 - flat)
    shown = [frames[0]]
    for last, frame, moves in zip(frames, frames[1:], moving[1:], strict=False):
        before = shown[-1]
        if frame is last or not moves:
            shown.append(before if frame is last else frame)
            continue
        box = ImageChops.difference(_numbers(frame), _numbers(before)).getbbox()
        old, new = before.crop(box), frame.crop(box)
        r, g, b = ImageChops.difference(new.convert("RGB"), old.convert("RGB")).split()
        alike = ImageChops.lighter(ImageChops.lighter(r, g), b).point(close)
        steady = frame.copy()
        steady.paste(old, box, mask=ImageChops.darker(alike, _numbers(new).point(edge)))
        shown.append(steady)
    return shown


def _numbers(frame: Image.Image) -> Image.Image:
    """The colours' numbers in the palette as shades of grey."""
    return Image.frombytes("L", frame.size, frame.tobytes())
