"""The keys of exercise.toml and of its <lang>.toml: documented, enforced and explained in one place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, Field, model_validator

from bot.coach.model import Avoid, Category, Dose, Equipment, Exercise, Muscle, Position
from bot.content.schema import Origin, Plain, Schema, at_most, plain, short

STEP_WORDS = 20  # a step is heard once, while moving
CUE_LETTERS = 60  # one line under the picture on a small phone


def step(text: str) -> str:
    words = len(text.split())
    if words > STEP_WORDS:
        raise ValueError(f"{short(text)} has {words} words")
    return plain(text)


Step = Annotated[str, AfterValidator(step)]
Cue = Annotated[str, at_most(CUE_LETTERS)]


class Rung(Schema):
    """One [[ladder]] table."""

    sets: int = Field(1, strict=True, ge=1, le=5, description="a whole number from 1 to 5 (sets = 1)")
    reps: int = Field(0, strict=True, ge=0, le=30, description="a whole number from 1 to 30 (reps = 5)")
    hold: int = Field(0, strict=True, ge=0, le=60, description="seconds per rep, 0 to 60 (hold = 3)")
    seconds: int = Field(0, strict=True, ge=0, le=3600, description="seconds, 1 to 3600 (seconds = 60)")

    @model_validator(mode="after")
    def counts_or_lasts(self) -> Rung:
        if bool(self.reps) == bool(self.seconds):
            raise ValueError("has both reps and seconds" if self.reps else "has neither reps nor seconds")
        if self.hold and not self.reps:
            raise ValueError("has a hold without reps")
        return self


class Facts(Schema):
    """exercise.toml"""

    category: Category = Field(description='a category (category = "strength")')
    position: Position = Field(description='the starting position (position = "supine")')
    muscles: tuple[Muscle, ...] = Field(
        min_length=1, description='the main one first (muscles = ["gluteals"])'
    )
    ladder: tuple[Rung, ...] = Field(
        min_length=1,
        description="the gentlest first, each with reps or seconds ([[ladder]] sets = 1 reps = 5 hold = 2)",
    )
    sources: tuple[Origin, ...] = Field(
        min_length=1, description='at least one ([[sources]] code = "SEED" where = "…")'
    )
    equipment: frozenset[Equipment] = Field(
        frozenset(), description='things needed besides a mat (equipment = ["chair"])'
    )
    sides: bool = Field(False, strict=True, description="true or false (sides = true)")
    relief: bool = Field(False, strict=True, description="true or false (relief = false)")
    stops_if_leg_spreads: bool = Field(
        False, strict=True, description="true or false (stops_if_leg_spreads = false)"
    )
    avoid: frozenset[Avoid] = Field(frozenset(), description='who should not do it (avoid = ["pregnant"])')
    easier: str | None = Field(None, description='the slug of another exercise (easier = "pelvic-tilt")')
    tempo: int = Field(4, strict=True, ge=1, le=20, description="seconds there and back, 1 to 20 (tempo = 4)")
    figure: dict[str, Any] = Field(default_factory=dict, description="a table of poses ([figure])")

    @classmethod
    def tables(cls) -> Mapping[str, type[Schema]]:
        return {"ladder": Rung, "sources": Origin}

    def exercise(self, slug: str) -> Exercise:
        plain_fields = self.model_dump(exclude={"ladder", "sources"})
        ladder = tuple(Dose(**rung.model_dump()) for rung in self.ladder)
        sources = tuple(origin.source for origin in self.sources)
        return Exercise(slug=slug, ladder=ladder, sources=sources, **plain_fields)


class Words(Schema):
    """<lang>.toml: what a person reads or hears about one exercise. Plain text, no markup."""

    name: Plain = Field(max_length=40, description='at most 40 characters (name = "Bridge")')
    why: Plain = Field(description='one line: what it is good for (why = "Wakes up your seat.")')
    steps: tuple[Step, ...] = Field(
        min_length=1,
        max_length=6,
        description=f'1 to 6 steps of at most {STEP_WORDS} words, no < or > (steps = ["Lie on your back."])',
    )
    mistakes: tuple[Plain, ...] = Field(
        min_length=2, max_length=2, description='the two most common ones (mistakes = ["…", "…"])'
    )
    not_when: Plain = Field(description='when to leave it out (not_when = "Not after …")')
    breathing: Plain = Field(description='one line (breathing = "Breathe out as you lift.")')
    cue: Cue = Field(
        description=f'the one thing to think of, at most {CUE_LETTERS} characters (cue = "Long neck.")'
    )
    also: tuple[Plain, ...] = Field(
        (), description='other names people use, found by the search (also = ["hip lift"])'
    )

    @property
    def read_aloud(self) -> tuple[str, ...]:
        """All that is read in sentences, for the reading age."""
        return (self.why, *self.steps, *self.mistakes, self.not_when, self.breathing, self.cue)
