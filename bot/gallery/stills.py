"""Pictures for the page, small: how an exercise ends, and the charts."""

from __future__ import annotations

import base64
import io

from PIL import Image

from bot.coach.model import Library
from bot.content import Texts
from bot.pictures import draw, figure
from bot.talk.screen import Moving, Picture
from bot.telegram.draw import progress_chart

WIDTH, HEIGHT = 600, 450
QUALITY = 72


def still(picture: Picture, library: Library, words: Texts) -> str:
    """As a data URI: the last pose of an exercise, or the chart."""
    return data_uri(_drawn(picture, library, words).convert("RGB").resize((WIDTH, HEIGHT)))


def _drawn(picture: Picture, library: Library, words: Texts) -> Image.Image:
    if not isinstance(picture, Moving):
        return Image.open(io.BytesIO(progress_chart(picture, words)))
    poses = Image.open(io.BytesIO(figure.still(library[picture.exercise])))
    return poses.crop((poses.width - draw.WIDTH, 0, poses.width, poses.height))


def data_uri(image: Image.Image) -> str:
    out = io.BytesIO()
    image.save(out, "WEBP", quality=QUALITY)
    return f"data:image/webp;base64,{base64.b64encode(out.getvalue()).decode()}"
