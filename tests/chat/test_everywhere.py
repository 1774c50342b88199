"""Sixty alarms at every place: whatever is open, there is never an exercise or a green way on under one.

Each place is gone to once; every sentence is written by a copy of whoever is there.
"""

from __future__ import annotations

import asyncio
from functools import cache

import pytest

from bot.config import CONTENT
from bot.content import load
from bot.talk.understand import alarms
from tests.chat.conftest import Arrive
from tests.chat.test_alarms import offers_exercise
from tests.chat.test_between import HARM, LOCKED, Way, is_asked, of_the_start, reminded
from tests.conftest import World
from tests.support.copies import Copies
from tests.support.journey import HEALTHY
from tests.support.person import Screen
from tests.words.measure import SEEN, table

EACH = 3  # sentences of each line: sixty in all
AT_ONCE = 10  # people who write at the same time


KNOWN = {"the start: due": "pregnant", "the start: operated": "surgery"}  # what the question is about
PLACES: dict[str, Way] = {
    "consent": Way(("/start",), new=True),
    **{f"the start: {question}": way for question, way in of_the_start()},
    **{
        f"{card} again": Way(("/redflags", *["None of these"] * nr))
        for nr, card in enumerate(list(HEALTHY)[:3])
    },
    "today": Way(("/today",)),
    "the player": Way(("Start", "3", "Done")),
    "the note of /pain": Way(("/pain", "3", "As always")),
    "the words of /problem": Way(HARM),
    "/questions": Way(("/questions",)),
    "settings": Way(("/settings",)),
    "a lock": Way(LOCKED[:-1]),
    "a rest day": Way(("/today",), told={"days": frozenset({0})}),
    "the morning score": Way((), before=reminded),
}


@cache
def sixty() -> dict[str, str]:
    """Three of each line that are heard -> the line."""
    english = load(CONTENT).intents["en"]
    return {
        next(line for line in lines[third::EACH] if label in alarms(line, english)): label
        for label, lines in table(SEEN).alarms.items()
        for third in range(EACH)
    }


def test_there_are_sixty_of_every_line() -> None:
    assert len(sixty()) == 60


def leads_on(screen: Screen) -> bool:
    """An exercise, a way to one, or anything green."""
    return offers_exercise(screen) or any(key.get("style") == "success" for row in screen.rows for key in row)


@pytest.mark.parametrize("place", PLACES)
async def test_an_alarm_comes_before_whatever_is_open(world: World, arrives: Arrive, place: str) -> None:
    copies = Copies(world, await is_asked(world, arrives, PLACES[place]))
    wrong: list[str] = []

    async def writes(line: str) -> None:
        person = await copies.make(line[:20])
        await person.says(line)
        if leads_on(person.screen) or "did not get that" in person.screen.text:
            wrong.append(f"{line}\n{person.screen}\n")

    news = [line for line, label in sixty().items() if label != KNOWN.get(place)]
    for first in range(0, len(news), AT_ONCE):
        await asyncio.gather(*map(writes, news[first : first + AT_ONCE]))
    assert not wrong, "\n".join(wrong)
