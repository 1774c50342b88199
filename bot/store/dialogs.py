"""Where each conversation is, so that it goes on after a restart."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class Dialog:
    """Where the conversation is. `message` is the live message, the one edited in place."""

    question: str = ""
    draft: dict[str, object] = field(default_factory=dict)
    message: int | None = None
    picture: str | None = None
    shown: str | None = None


async def dialog(tx: Tx, person_id: int) -> Dialog:
    row = await tx.one("dialog_by_person", person=person_id)
    if row is None:
        return Dialog()
    return Dialog(row["question"], json.loads(row["draft"]), row["message"], row["picture"], row["shown"])


async def ask(tx: Tx, person_id: int, question: str, draft: Mapping[str, object]) -> None:
    await tx.run("dialog_ask", person=person_id, question=question, draft=json.dumps(draft))


async def shown(tx: Tx, person_id: int, message: int, picture: str | None, digest: str) -> None:
    """Remembers which message is the live one, and what it shows."""
    await tx.run("dialog_shown", person=person_id, message=message, picture=picture, shown=digest)
