"""Pain in a leg that was not there before: wherever it is told, the leg is asked about from then on."""

from __future__ import annotations

import pytest

from bot.coach.model import Site
from bot.config import CONTENT
from bot.content import load
from bot.talk.understand import tells
from tests.chat.conftest import Arrive, Told
from tests.chat.test_player import plays
from tests.chat.test_told_now import tells as goes
from tests.support.journey import does_all_sets
from tests.support.person import Person

ENGLISH = load(CONTENT).intents["en"]
NOTED = "Noted: pain in your leg"


@pytest.mark.parametrize(
    "text",
    [
        "now the pain shoots down my left leg",
        "it goes into my calf and burns",
        "my thigh hurts since yesterday",
        "got sciatica pain in the right leg",
        "pain from my bum to my foot",
        "leg is killing me today, the right one",
    ],
)
def test_it_is_heard(text: str) -> None:
    assert tells("leg-pain", text, ENGLISH)


@pytest.mark.parametrize(
    "text",
    [
        "my leg is fine",
        "no pain in my legs at all",
        "my mum has pain in her leg",
        "my legs hurt after squats",
        "should my leg hurt?",
        "had leg pain ten years ago",
        "my back hurts",
        "chair leg broke",
    ],
)
def test_what_is_none_is_not_noted(text: str) -> None:
    assert not tells("leg-pain", text, ENGLISH)


async def is_asked_about_the_leg(anna: Person) -> bool:
    """At the end of a session that is open."""
    await does_all_sets(anna)
    if "Stop here for today" in anna.screen.labels:
        await anna.taps("Stop here for today")
    await goes(anna, "3", "Just right")
    return "leg" in anna.screen.text


async def test_in_a_session_it_is_asked_after_it(arrives: Arrive, told: Told) -> None:
    anna = await arrives(minutes=15)
    await plays(anna)
    await goes(anna, "Done", "It hurts", "Pain moves down my leg")
    anna.sees(NOTED)
    assert Site.UPPER_LEG in (told().sites or ())
    await anna.taps("Next exercise")
    assert await is_asked_about_the_leg(anna)


async def test_written_between_sessions(arrives: Arrive, told: Told) -> None:
    anna = await arrives()
    await anna.says("now the pain shoots down my left leg")
    anna.sees(NOTED, "/settings")
    assert "did not get that" not in anna.screen.text
    assert told().sites == frozenset({Site.LOW_BACK, Site.UPPER_LEG})
    await anna.says("it still shoots down my left leg")
    assert NOTED not in anna.screen.text


async def test_beside_a_wish(arrives: Arrive) -> None:
    anna = await arrives()
    await anna.says("worse today, my thigh hurts now")
    anna.sees(NOTED, "sorry")


async def test_in_a_note_and_on_the_places_of_a_pain(arrives: Arrive, told: Told) -> None:
    anna = await arrives()
    await goes(anna, "/pain", "4", "Below the knee", "Next")
    anna.sees(NOTED)
    assert Site.UPPER_LEG in (told().sites or ())


async def test_numb_and_weak_too(arrives: Arrive, told: Told) -> None:
    anna = await arrives(minutes=15)
    await plays(anna)
    await goes(anna, "It hurts", "My leg feels numb or weak")
    assert Site.UPPER_LEG in (told().sites or ())


async def test_whoever_told_of_it_before_is_not_told_again(arrives: Arrive) -> None:
    anna = await arrives(sites=frozenset({Site.LOW_BACK, Site.LOWER_LEG}))
    await anna.says("now the pain shoots down my left leg")
    assert NOTED not in anna.screen.text
