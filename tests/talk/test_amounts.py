"""Numbers in what people write: a score where one was asked for, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.config import CONTENT
from bot.content import load
from bot.content.intents import Amounts
from bot.talk.amounts import asked_score, numbers
from tests.support.soak import times

ENGLISH = load(CONTENT).intents["en"]
GERMAN = Amounts(numbers={"null": 0, "eins": 1}, out_of=("von",))
ODD = st.one_of(st.text(max_size=200), st.text("0123456789:./- apmhof,and٧²½", max_size=40))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7), (" 7 ", 7), ("7/10", 7), ("7 / 10", 7), ("7 out of 10", 7), ("about a 7", 7), ("0", 0),
        ("10", 10), ("10/10", 10), ("seven", 7), ("Seven!", 7), ("it is a six today", 6), ("٧", 7),
        ("8 of 10", 8), ("8 out of ten", 8), ("7 i think", 7), ("4 at the moment", 4), ("5 now, was 8", 5),
        ("I'd say 3", 3), ("a bit better, 3", 3), ("3. slept ok", 3), ("6ish", 6), ("6 when sitting", 6),
        ("11", None), ("-3", None), ("7.5", None), ("6,5", None), ("3 or 4", None), ("3-4", None), ("", None),
        ("none", None), ("/10", None), ("1000000", None), ("👍", None), ("often", None),
        # a time, a span or a count of something
        ("ask me at 9", None), ("at 9", None), ("9 am", None), ("call me at 7", None), ("woke up at 5", None),
        ("for 3 days", None), ("in 5 minutes", None), ("worked 8 hours", None), ("since 2019", None),
        ("2 kids", None), ("I have 2 kids", None), ("after 2 sets", None), ("i took 2 pills", None),
        ("my 3rd day", None), ("L5", None), ("the 4 exercises were ok", None),
    ],
)  # fmt: skip
def test_a_score_that_was_asked_for(text: str, number: int | None) -> None:
    assert asked_score(text, ENGLISH.amounts, ENGLISH.spelled) == number


def test_another_language_brings_its_own_words() -> None:
    assert asked_score("7 von 10", GERMAN, {}) == 7
    assert asked_score("Eins von 10!", GERMAN, {}) == 1
    assert asked_score("7 out of 10", GERMAN, {}) is None
    assert asked_score("seven", GERMAN, {}) is None
    assert asked_score("7/10", Amounts(), {}) == 7


@settings(max_examples=times(200, 20_000))
@given(ODD)
def test_nothing_written_ever_raises(text: str) -> None:
    score, told = asked_score(text, ENGLISH.amounts, ENGLISH.spelled), numbers(text, ENGLISH.amounts, {})
    assert score is None or 0 <= score <= 10
    assert told.score is None or 0 <= told.score <= 10
    assert told.at is None or told.at.second == 0
