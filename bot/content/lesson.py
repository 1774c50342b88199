"""The keys of lesson.toml and of its <lang>.toml: a card of about a minute, and a question to think about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from bot.coach.model import Source
from bot.coach.screening import Flag
from bot.content.mistakes import did_you_mean
from bot.content.schema import Origin, Plain, Schema, at_most

TITLE_LETTERS = ANSWER_LETTERS = 40  # each is a button of its own row
BODY_WORDS = 130  # about a minute, read slowly

Label = Annotated[str, at_most(ANSWER_LETTERS)]


class Topic(StrEnum):
    """What a lesson is about."""

    BODY = "body"  # the back and how it works
    MOVING = "moving"  # exercise and why
    PAIN = "pain"  # what pain says, and what to do about it
    DAILY_LIFE = "daily-life"  # sleep, sitting, lifting
    CARE = "care"  # when and how to ask a professional
    HABIT = "habit"  # keeping at it
    # what a moment may call for
    FLARE = "flare"  # a bad spell, or how to come out of the ups and downs
    LEG = "leg"  # pain that runs down a leg
    FEAR = "fear"  # of moving, of harm, of what a picture shows
    SLEEP = "sleep"
    WORK = "work"
    MOOD = "mood"
    SPORT = "sport"


@dataclass(frozen=True, slots=True)
class Lesson:
    """Facts of one lesson; its words are in Texts, by language."""

    slug: str
    order: int  # smallest first
    topics: frozenset[Topic]
    sources: tuple[Source, ...]


class LessonFacts(Schema):
    """lesson.toml"""

    order: int = Field(strict=True, ge=1, description="its place among the lessons, from 1 (order = 20)")
    topics: frozenset[Topic] = Field(min_length=1, description='what it is about (topics = ["pain"])')
    sources: tuple[Origin, ...] = Field(
        min_length=1, description='who says so ([[sources]] code = "SEED" where = "…")'
    )

    @classmethod
    def tables(cls) -> Mapping[str, type[Schema]]:
        return {"sources": Origin}

    def lesson(self, slug: str) -> Lesson:
        return Lesson(slug, self.order, self.topics, tuple(origin.source for origin in self.sources))


@dataclass(frozen=True, slots=True)
class LessonWords:
    """What a person reads. `right` counts the answers from 0; each answer has its explanation."""

    title: str
    body: tuple[str, ...]  # paragraphs
    question: str
    answers: tuple[str, ...]
    right: int
    explanations: tuple[str, ...]
    flags: frozenset[Flag] = frozenset()  # lines of the safety cards that the body says, too

    @property
    def read_aloud(self) -> tuple[str, ...]:
        """All that is read in sentences, for the reading age."""
        return (self.title, *self.body, self.question, *self.answers, *self.explanations)


class Answer(Schema):
    """One [[answers]] table."""

    text: Label = Field(description=f'at most {ANSWER_LETTERS} characters (text = "A short walk")')
    right: bool = Field(False, strict=True, description="true at the right one (right = true)")
    because: Plain = Field(description='a kind word on this answer (because = "Yes. …")')


class LessonText(Schema):
    """<lang>.toml: one lesson in one language. Plain text, no markup."""

    title: Label = Field(description=f'at most {TITLE_LETTERS} characters (title = "Hurt is not harm")')
    body: tuple[Plain, ...] = Field(
        min_length=1, description=f'paragraphs, {BODY_WORDS} words in all (body = ["…", "…"])'
    )
    question: Plain = Field(description='one question to think about (question = "What helps?")')
    answers: tuple[Answer, ...] = Field(
        min_length=2,
        max_length=3,
        description='two or three, one of them right ([[answers]] text = "…" because = "…")',
    )

    flags: dict[str, str] = Field(
        default_factory=dict,
        description='lines of the safety cards, word for word as the body says them (lump = "A new lump")',
    )

    @classmethod
    def tables(cls) -> Mapping[str, type[Schema]]:
        return {"answers": Answer}

    @field_validator("body")
    @classmethod
    def a_minute(cls, body: tuple[str, ...]) -> tuple[str, ...]:
        words = sum(len(paragraph.split()) for paragraph in body)
        if words > BODY_WORDS:
            raise ValueError(f"has {words} words")
        return body

    @field_validator("answers")
    @classmethod
    def one_is_right(cls, answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
        right = sum(answer.right for answer in answers)
        if right != 1:
            raise ValueError(f"has {right} right answers")
        return answers

    @field_validator("flags")
    @classmethod
    def said_in_the_body(cls, flags: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        body = "\n".join(info.data.get("body", flags.values()))
        for flag, words in flags.items():
            if flag not in {*Flag}:
                raise ValueError(f"{flag!r} is not known{did_you_mean(flag, Flag)}")
            if not words.strip() or words not in body:
                raise ValueError(f"the body does not say {words!r}")
        return flags

    @property
    def words(self) -> LessonWords:
        return LessonWords(
            title=self.title,
            body=self.body,
            question=self.question,
            answers=tuple(answer.text for answer in self.answers),
            right=next(nr for nr, answer in enumerate(self.answers) if answer.right),
            explanations=tuple(answer.because for answer in self.answers),
            flags=frozenset(map(Flag, self.flags)),
        )
