"""Lessons read, and a person's own questions for a professional."""

from __future__ import annotations

from dataclasses import dataclass

from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class Read:
    """A lesson that was opened; `at` in UTC seconds, `answer` from 0, None while not answered."""

    lesson: str
    at: int
    answer: int | None


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    nr: int
    at: int
    text: str


async def read(tx: Tx, person_id: int) -> tuple[Read, ...]:
    """In the order of reading."""
    return tuple(
        Read(row["lesson"], row["at"], row["answer"]) for row in await tx.all("lessons_of", person=person_id)
    )


async def opened(tx: Tx, person_id: int, lesson: str, at: int) -> None:
    await tx.run("lesson_read", person=person_id, lesson=lesson, at=at)


async def answered(tx: Tx, person_id: int, lesson: str, answer: int) -> None:
    await tx.run("lesson_answered", person=person_id, lesson=lesson, answer=answer)


async def own_questions(tx: Tx, person_id: int) -> tuple[OwnQuestion, ...]:
    return tuple(OwnQuestion(**row) for row in await tx.all("questions_of", person=person_id))


async def add_question(tx: Tx, person_id: int, at: int, text: str) -> None:
    await tx.run("question_add", person=person_id, at=at, text=text)


async def remove_question(tx: Tx, person_id: int, nr: int) -> None:
    await tx.run("question_remove", person=person_id, nr=nr)
