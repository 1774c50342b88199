"""Favourites, and what a person never wants to see again."""

from __future__ import annotations

from enum import StrEnum

from bot.store.database import Tx


class Liking(StrEnum):
    FAVOURITE = "favourite"
    NEVER = "never"


async def tastes(tx: Tx, person_id: int) -> dict[str, Liking]:
    """By exercise slug."""
    return {row["exercise"]: Liking(row["liking"]) for row in await tx.all("tastes_of", person=person_id)}


async def save(tx: Tx, person_id: int, exercise: str, liking: Liking | None) -> None:
    """None: neither."""
    if liking is None:
        await tx.run("taste_forget", person=person_id, exercise=exercise)
    else:
        await tx.run("taste_save", person=person_id, exercise=exercise, liking=str(liking))
