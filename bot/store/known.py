"""What every act starts from, in one query: the person, their answers, the dialog and the safety screen."""

from __future__ import annotations

import json
from dataclasses import dataclass

from bot.coach.screening import Event, Fact, Flag
from bot.store.database import Row, Tx
from bot.store.dialogs import Live, Said
from bot.store.people import Answers, Person, read_answers, split


@dataclass(frozen=True, slots=True)
class Known:
    """A person as the store knows them. `stack`: the open questions as JSON, see bot/talk/dialog.py."""

    person: Person
    answers: Answers
    facts: tuple[Event, ...]  # of the safety screen, oldest first
    stack: str
    live: Live
    said: Said


async def known(tx: Tx, person_id: int) -> Known | None:
    """None for somebody the bot has not met."""
    rows = await tx.all("person_known", id=person_id)
    return _known(rows) if rows else None


def _known(rows: list[Row]) -> Known:
    row = rows[0]
    return Known(
        Person(row["id"], row["lang"], row["agreed_at"], row["set_up_at"], row["blocked_at"]),
        read_answers(row["given"]),
        tuple(_fact(each) for each in rows if each["kind"]),
        row["stack"] or "[]",
        Live(row["message"], row["picture"], row["shown"], bool(row["keyboard"])),
        Said(row["asks"] or "", json.loads(row["offers"] or "{}")),
    )


def _fact(row: Row) -> Event:
    return Event(row["at"], Fact(row["kind"]), split(row["flags"], Flag) or frozenset())
