"""What a top corner of a picture shows: a ring that counts a hold down, or a disc that breathes."""

from __future__ import annotations

from functools import cache

from PIL import Image, ImageDraw, ImageFont

from bot.pictures.draw import COLOURS, FINE, WIDTH, finished


@cache
def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


RING, RING_MARGIN = 44, 22  # pixels from the middle to the outside; from there to the picture's edges


def box(corner: str) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the ring in the finished picture."""
    left = WIDTH - RING_MARGIN - 2 * RING if corner == "right" else RING_MARGIN
    return left, RING_MARGIN, left + 2 * RING, RING_MARGIN + 2 * RING


def ring(image: Image.Image, corner: str, count: int, left: float) -> Image.Image:
    """A finished picture with a ring that runs down, and the seconds left in it, in a top corner."""
    r = RING * FINE
    patch = Image.new("RGB", (2 * r, 2 * r), COLOURS["card"])
    pen = ImageDraw.Draw(patch)
    pen.ellipse((0, 0, 2 * r - 1, 2 * r - 1), fill=COLOURS["ring"])
    pen.pieslice((0, 0, 2 * r - 1, 2 * r - 1), -90, -90 + 360 * left, fill=COLOURS["trunk"])
    rim_ = 8 * FINE
    pen.ellipse((rim_, rim_, 2 * r - 1 - rim_, 2 * r - 1 - rim_), fill=COLOURS["card"])
    pen.text((r, r), str(count), font=font(44 * FINE), fill=COLOURS["near"], anchor="mm")
    return _stamped(image, patch, corner)


def lung(image: Image.Image, corner: str, air: float) -> Image.Image:
    """A finished picture with a disc that swells with the breath (0 out, 1 in), in a top corner."""
    r = RING * FINE
    patch = Image.new("RGB", (2 * r, 2 * r), COLOURS["card"])
    pen = ImageDraw.Draw(patch)
    pen.ellipse((0, 0, 2 * r - 1, 2 * r - 1), fill=COLOURS["ring"])
    pen.ellipse((3 * FINE, 3 * FINE, 2 * r - 3 * FINE, 2 * r - 3 * FINE), fill=COLOURS["card"])
    size = r * (0.35 + 0.5 * air)
    pen.ellipse((r - size, r - size, r + size, r + size), fill=COLOURS["far"])
    return _stamped(image, patch, corner)


def _stamped(image: Image.Image, patch: Image.Image, corner: str) -> Image.Image:
    mask = Image.new("1", (2 * RING, 2 * RING))
    ImageDraw.Draw(mask).ellipse((0, 0, 2 * RING - 1, 2 * RING - 1), fill=1)
    stamped = image.copy()
    stamped.paste(finished(patch), box(corner)[:2], mask)
    return stamped
