"""Where each conversation is, so that it goes on after a restart."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class Live:
    """The message edited in place and what it shows; whether the keyboard for the location is there."""

    message: int | None = None
    picture: str | None = None
    shown: str | None = None
    keyboard: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """The newest screen, as far as typed words may be about it.

    `asks`: the key of the question it asks; without one, `offers` are its buttons: label -> callback_data.
    """

    asks: str = ""
    offers: dict[str, str] = field(default_factory=dict)


async def save(tx: Tx, person_id: int, stack: str, keyboard: bool, said: Said) -> None:
    """The open questions as JSON (see bot/talk/dialog.py), and what the screen says."""
    offers = json.dumps(said.offers, ensure_ascii=False)
    await tx.run(
        "dialog_save", person=person_id, stack=stack, keyboard=int(keyboard), asks=said.asks, offers=offers
    )


async def shown(tx: Tx, person_id: int, message: int, picture: str | None, digest: str) -> None:
    """Remembers which message is the live one, and what it shows."""
    await tx.run("dialog_shown", person=person_id, message=message, picture=picture, shown=digest)
