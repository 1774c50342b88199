"""Where each conversation is, so that it goes on after a restart."""

from __future__ import annotations

from dataclasses import dataclass

from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class Live:
    """The message edited in place and what it shows; whether the keyboard for the location is there."""

    message: int | None = None
    picture: str | None = None
    shown: str | None = None
    keyboard: bool = False


async def save(tx: Tx, person_id: int, stack: str, keyboard: bool) -> None:
    """The open questions as JSON; see bot/talk/dialog.py."""
    await tx.run("dialog_save", person=person_id, stack=stack, keyboard=int(keyboard))


async def shown(tx: Tx, person_id: int, message: int, picture: str | None, digest: str) -> None:
    """Remembers which message is the live one, and what it shows."""
    await tx.run("dialog_shown", person=person_id, message=message, picture=picture, shown=digest)
