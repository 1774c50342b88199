"""The exercises as they ship, read without the content layer, and measures of a figure's frames."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from bot.coach.model import Category, Dose, Exercise, Muscle, Position
from bot.pictures import figure as figures
from bot.pictures.body import Skeleton, solve
from bot.pictures.draw import Camera
from bot.pictures.flesh import Ball, Part
from bot.pictures.motion import Shot, shots
from bot.pictures.poses import Figure, read_figure

FOLDER = Path(__file__).parents[2] / "content" / "exercises"
SLUGS = sorted(path.parent.name for path in FOLDER.glob("*/exercise.toml"))


@cache
def exercise(slug: str) -> Exercise:
    facts = tomllib.loads((FOLDER / slug / "exercise.toml").read_text())
    return Exercise(
        slug=slug,
        category=Category(facts["category"]),
        position=Position(facts["position"]),
        muscles=tuple(Muscle(name) for name in facts["muscles"]),
        ladder=tuple(Dose(**rung) for rung in facts["ladder"]),
        sources=(),
        sides=facts.get("sides", False),
        tempo=facts.get("tempo", 4),
        figure=facts.get("figure", {}),
    )


@cache
def figure(slug: str) -> Figure:
    return read_figure(exercise(slug).figure)


@cache
def row(slug: str) -> tuple[Shot, ...]:
    """The shots of one repetition, each side when the exercise has two, at the gentlest dose."""
    ex = exercise(slug)
    return tuple(shots(figure(slug), ex.ladder[0], ex.tempo, ex.sides))


@cache
def one_side(slug: str) -> tuple[Shot, ...]:
    ex = exercise(slug)
    return tuple(shots(figure(slug), ex.ladder[0], ex.tempo, both_sides=False))


@cache
def skeletons(slug: str) -> tuple[tuple[Shot, Skeleton], ...]:
    return tuple((shot, solve(shot.pose)) for shot in row(slug))


def eye(slug: str) -> Camera:
    return figures.camera(figure(slug), [shot.pose for shot in row(slug)])


def corner(slug: str) -> str:
    return figures.corner_for_ring(figure(slug), eye(slug), [shot.pose for shot in row(slug)])


def body(slug: str, shot: Shot) -> list[Part]:
    """The parts of the body, without what it holds."""
    held = ("tool", "band", "wood")
    parts = figures.parts(figure(slug), exercise(slug).muscles, shot.pose)
    return [part for part in parts if part.colour not in held]


@cache
def drawn(slug: str) -> tuple[tuple[Shot, list[Part]], ...]:
    """Every picture of one repetition once, whatever its ring shows, but for the picture's turning round."""
    once = {(id(shot.pose), shot.wide): shot for shot in row(slug) if abs(shot.wide) == 1}
    return tuple((shot, body(slug, shot)) for shot in once.values())


def lowest(ball: Ball) -> float:
    """The height of the lowest point of a ball, in centimetres."""
    down = sum((axis[1] * size) ** 2 for axis, size in zip(ball.frame, ball.sizes, strict=True)) ** 0.5
    return float(ball.middle[1] - down)


def longest(slug: str) -> Dose:
    """The dose whose animation has the most frames."""
    return max(exercise(slug).ladder, key=lambda dose: (dose.hold or dose.seconds) % 31)
