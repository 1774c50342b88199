"""A sentence of one's own: what is meant, what is denied, whose it is, and the numbers in it."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import time
from functools import cache
from time import process_time

import pytest

from bot.config import CONTENT
from bot.content import Intents, load
from bot.talk.understand import Matcher, Meaning, understand, warm
from tests.words.measure import SEEN, table


@cache
def english() -> Intents:
    return load(CONTENT).intents["en"]


def meant(text: str) -> Meaning:
    return understand(text, english())


@pytest.mark.parametrize(
    "text",
    [
        "no numbness down there, just sore",
        "no weakness, numbness or tingling in my legs",
        "Fever? no none",
        "my bladder is fine",
        "never had cancer",
        "I'm not pregnant",
    ],
)
def test_what_is_denied_is_no_alarm(text: str) -> None:
    assert meant(text).alarms == frozenset()


@pytest.mark.parametrize(
    "text", ["my dog is pregnant", "my nan has osteoporosis", "my husband has a pacemaker", "he has a fever"]
)
def test_what_others_have_is_no_alarm(text: str) -> None:
    assert meant(text).alarms == frozenset()


@pytest.mark.parametrize(
    ("text", "alarm"),
    [
        ("no fever but my bum is numb", "saddle-numb"),
        ("my husband says my back has gone crooked", "lump"),
        ("i had breast cancer ten years ago", "cancer"),
        ("i dont know why but i cant feel the paper when i wipe", "saddle-numb"),
    ],
)
def test_a_denial_or_another_person_ends_where_it_ends(text: str, alarm: str) -> None:
    assert alarm in meant(text).alarms


def test_what_healed_long_ago_is_no_alarm() -> None:
    assert not meant("I had a bad fall skiing in 1998, healed up perfectly").alarms


def test_a_sentence_may_hold_two_alarms() -> None:
    assert meant("my bum is numb and i wet myself").alarms >= {"saddle-numb", "bladder-bowel"}


@pytest.mark.parametrize(
    ("text", "alarm"),
    [("i have osteoperosis", "osteoporosis"), ("im pregnent", "pregnant"), ("i have a pacemakr", "heart")],
)
def test_typing_mistakes_are_heard_through(text: str, alarm: str) -> None:
    assert alarm in meant(text).alarms


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("7", 7),
        ("its about a 7 today", 7),
        ("7/10", 7),
        ("Pain is eight today from ten", 8),
        ("id say a 4 rn", 4),
    ],
)
def test_a_score_is_read(text: str, score: int) -> None:
    assert meant(text).score == score


@pytest.mark.parametrize(
    "text", ["for 3 days", "2 kids", "since 2019", "ask me at 9", "45 kg", "im 8 weeks in"]
)
def test_other_numbers_are_no_score(text: str) -> None:
    assert meant(text).score is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("20 minutes' walk", 20), ("half an hour on foot", 30), ("an hour with the dog", 60), ("no walk", None)],
)
def test_minutes_are_read(text: str, minutes: int | None) -> None:
    assert meant(text).minutes == minutes


@pytest.mark.parametrize(
    ("text", "days"), [("away for two weeks", 14), ("for 3 days", 3), ("gone a week", 7), ("gone", None)]
)
def test_days_are_read(text: str, days: int | None) -> None:
    assert meant(text).days == days


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("ask me at 9", time(9)),
        ("8 in the evening", time(20)),
        ("remind me at noon", time(12)),
        ("half past 8", time(8, 30)),
        ("ping me at 9pm", time(21)),
        ("for 3 days", None),
    ],
)
def test_a_time_is_read(text: str, at: time | None) -> None:
    assert meant(text).at == at


@pytest.mark.parametrize(
    ("text", "none"), [("none of the six", True), ("nothing like that", True), ("one", False)]
)
def test_a_plain_no_to_a_list_is_told_apart(text: str, none: bool) -> None:
    assert meant(text).none is none


def test_a_question_is_told_apart() -> None:
    assert meant("can i do this with a mat").question
    assert not meant("i did it").question


def test_a_sentence_takes_a_few_milliseconds() -> None:
    """Of the processor, whatever else it does meanwhile; three on a machine of one's own."""
    said = [line for lines in table(SEEN).alarms.values() for line in lines]
    warm(english())
    began = process_time()
    for line in said:
        meant(line)
    assert (process_time() - began) / len(said) < 0.006


def test_what_is_heard_while_another_thread_warms_up_is_heard_rightly() -> None:
    """The first sentences after a start are read while all words of the language are."""
    lines = [line for lines in table(SEEN).alarms.values() for line in lines]
    expected = [meant(line).alarms for line in lines]
    switch = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        matcher = Matcher(english())
        with ThreadPoolExecutor(3) as threads:
            heard = [threads.submit(lambda: [matcher.hear(line) for line in lines]) for _ in range(3)]
            assert all([matcher.alarms(each) for each in one.result()] == expected for one in heard)
    finally:
        sys.setswitchinterval(switch)
