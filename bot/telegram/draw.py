"""Which drawing a picture on a screen stands for, and how to make it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from babel import Locale
from babel.dates import format_skeleton

from bot.coach.model import Library
from bot.content import Texts
from bot.pictures import figure
from bot.talk.screen import Chart, Moving, Picture

ANIMATION, PHOTO = "animation", "photo"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture that can be made: `digest` names its content, so that it is uploaded once."""

    kind: str
    digest: str
    file_name: str
    make: Callable[[], bytes]  # slow: not on the event loop


def drawing(picture: Picture, library: Library, words: Texts) -> Drawing:
    if isinstance(picture, Moving):
        exercise = library[picture.exercise]
        key = figure.key(exercise, picture.dose)
        return Drawing(
            ANIMATION, key, f"{picture.exercise}.gif", lambda: figure.animation(exercise, picture.dose)
        )
    return Drawing(PHOTO, chart_key(picture), "progress.png", lambda: progress_chart(picture, words))


def chart_key(picture: Chart) -> str:
    return f"chart-{picture!r}"


def progress_chart(picture: Chart, words: Texts) -> bytes:
    """A PNG. Its library takes a second to import: not before somebody looks at a chart."""
    from bot.pictures import chart

    return chart.progress_chart(
        days=picture.days,
        morning=dict(picture.morning),
        worst=dict(picture.worst),
        sessions=picture.sessions,
        trend=picture.trend,
        words=chart.ChartWords(
            title=words("chart.title"),
            morning=words("chart.morning"),
            worst=words("chart.worst"),
            sessions=words("chart.sessions"),
            none=words("chart.none"),
            most=words("chart.most"),
            day=lambda on: format_skeleton("MMMd", on, locale=Locale.parse(words.lang, sep="-")),
        ),
    )
