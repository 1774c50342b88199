"""Somebody types the whole start, with mistakes: each answer is understood and said back."""

from __future__ import annotations

from datetime import time

from bot.coach.model import Condition, Equipment, Goal, Since, Site, WorseWith
from tests.chat.conftest import Told
from tests.support.journey import agrees
from tests.support.person import Person

TYPED = (
    ("none of thees", ""),
    ("nope", ""),
    ("nothing like that", ""),
    ("low bak and bum", "Noted: Low back and Buttock."),
    ("abot 3 months", "Noted: More than 3 months."),
    ("its a 5 usualy", "Noted: 5."),
    ("bendin", "Noted: Bending or sitting."),
    ("less pain pls", "Noted: Less pain."),
    ("puting on socks", "puting on socks"),
    ("4", ""),
    ("thats all", ""),
    ("bad knee and my shouldr", "Noted: Shoulder/wrist and Knee."),
    ("yes", "Noted: Yes."),
    ("abot 15 mins", "Noted: 15 minutes."),
    ("a band and a ball", "Noted: Elastic band and Exercise ball."),
    ("10 mins", "Noted: 10 minutes."),
    ("evry day", "Noted: Every day."),
    ("london", ""),
    ("at half 7 in the mornin", "Your plan is ready"),
)


async def test_the_whole_start_may_be_typed(anna: Person, told: Told) -> None:
    await agrees(anna)
    for text, said in TYPED:
        await anna.says(text)
        assert "did not get that" not in anna.screen.text, f"{text}: {anna.screen.text}"
        anna.sees(said)
    now = told()
    assert now.sites == frozenset({Site.LOW_BACK, Site.BUTTOCK})
    assert (now.since, now.usual_pain, now.goal) == (Since.MONTHS, 5, Goal.LESS_PAIN)
    assert now.worse_with == frozenset({WorseWith.BENDING})
    assert now.conditions == frozenset({Condition.KNEE, Condition.SHOULDER})
    assert now.equipment == frozenset({Equipment.BAND, Equipment.BALL})
    assert (now.minutes, now.hour, now.zone) == (10, time(7, 30), "Europe/London")
    assert now.days == frozenset(range(7))


async def test_what_is_denied_or_asked_is_no_answer(anna: Person, told: Told) -> None:
    await agrees(anna)
    for text in ("none", "none", "none", "no pain in my back, should i tick the bum?"):
        await anna.says(text)
    anna.sees("did not get that", "Where does it hurt?")
    assert told().sites is None


async def test_a_buttons_own_words_are_that_button(anna: Person, told: Told) -> None:
    """ "Less than 6 weeks" is no span of six weeks."""
    await agrees(anna)
    for text in ("none", "none", "none", "low back", "less than 6 weeks"):
        await anna.says(text)
    anna.sees("Noted: Less than 6 weeks.")
    assert told().since is Since.DAYS
